"""Time and memory of reading a story.

    python -m benchmarks.reading [FILE ...] [--rounds 30]

Without files it reads the demo's longest story and one of 1,000 words made of it. Prints the median
and the best of whole readings (text to candidates) on one core, in processor time, with a floor
beside it: one pass of a word pattern over the same text, which any reader must make. Import and
memory are measured in a process of their own; memory is what the reader adds to a bare
interpreter, after it has read a story.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from claims.reading import judge, read

STORIES = Path(__file__).parent.parent / "seeds" / "stories"
_WORD = re.compile(r"\w+")
_CHILD = """
import resource, sys, time
def used():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
bare = used()
started = time.perf_counter()
from claims.reading import judge, read
seconds = time.perf_counter() - started
after = used()
judge(read(open(sys.argv[1], encoding="utf-8").read()))
print(seconds * 1000, after - bare, used() - bare)
"""


def main() -> None:
    """Parses, measures, prints."""
    parser = argparse.ArgumentParser(description="Time and memory of reading a story.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    longest = max(STORIES.glob("*.txt"), key=lambda path: path.stat().st_size)
    texts = {path.name: path.read_text(errors="replace") for path in given.files}
    if not texts:
        texts = {longest.name: longest.read_text(), "1,000 words": _thousand(longest.read_text())}
    for name, text in texts.items():
        whole = _time(lambda text=text: judge(read(text)), given.rounds)  # type: ignore[misc]
        floor = _time(lambda text=text: _WORD.findall(text), given.rounds)  # type: ignore[misc]
        words = len(text.split())
        print(
            f"{name:32} {words:5} words  median {whole[0]:6.2f} ms, best {whole[1]:6.2f} ms   "
            f"floor {floor[0]:5.2f} ms",
            flush=True,
        )
    first = given.files[0] if given.files else longest
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(first)], capture_output=True, text=True, check=True
    )
    spent, imported, used = (float(word) for word in done.stdout.split())
    print(f"import {spent:.0f} ms, {imported:.0f} MB; after a story {used:.0f} MB")


def _thousand(text: str) -> str:
    """The story's paragraphs again and again, up to 1,000 words."""
    head, *body = text.split("\n\n")
    out, words = [head], len(head.split())
    while words < 1_000:
        for paragraph in body:
            out.append(paragraph)
            words += len(paragraph.split())
            if words >= 1_000:
                break
    return "\n\n".join(out)


def _time(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and best in milliseconds; the first run warms the patterns and does not count."""
    work()
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times), min(times)


if __name__ == "__main__":
    main()

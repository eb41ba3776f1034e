"""Keeps a folder with the desk's verdicts: a new file of all of them when something has changed.

    python nightly_export.py /archive/verdicts          (from cron, as often as you like)

The change feed says whether anything has: no file is asked for where nothing happened. A file has
the desk's name for it, with the beginning of the ledger's head, which proves later that it was not
changed (`manage.py verify_ledger --head DIGITS`).
"""

import os
import re
import sys
from pathlib import Path
from typing import Any

from desk import call, opened


def changed_since(seen: int) -> int:
    """How many events about verdicts there are behind this one."""
    found = 0
    while events := call("GET", f"events/?after={seen}&limit=500")["results"]:
        found += sum(event["kind"].startswith("verdict.") for event in events)
        seen = events[-1]["seq"]
    return found


def keep(folder: Path, answer: Any) -> Path:
    """The file whole or not at all: written beside, then renamed."""
    named = re.search(r'filename="([\w.-]+)"', answer.headers["Content-Disposition"])
    path = folder / (named[1] if named else "verdicts.jsonl")
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        while piece := answer.read(1 << 16):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return path


def main(folder: Path) -> None:
    """One night. Where it breaks off, the next one does the same again."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / "last-event.txt"
    if mark.exists():
        seen = int(mark.read_text())
        changed = changed_since(seen)
        print(f"{changed} changes since event {seen}.")
        if not changed:
            return
    with opened("GET", "exports/verdicts.jsonl?state=published") as answer:
        path = keep(folder, answer)
        mark.with_suffix(".part").write_text(answer.headers["X-Last-Event"])
    mark.with_suffix(".part").replace(mark)  # last: from now on the file counts
    lines = path.read_bytes().count(b"\n")
    print(f"{path.name}: {lines} verdicts, {path.stat().st_size} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))

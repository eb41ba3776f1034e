"""How well and how fast the reader cuts sentences.

    python -m benchmarks.sentences [--stories ../shared/stories]

Scores the ends of sentences against labels made by hand: those of `seeds/gold` (the sentences of
each story in order) and, where the folder of stories is there, `benchmarks/sentence_ends.json`
(places in the stories' texts; the texts are not ours and stay there). Ends of paragraphs are easy,
so the figure for the ends within paragraphs stands beside. nupunkt and pysbd are measured too where
they happen to be installed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from claims.page import decode_page, read_page, story_of
from claims.reading import read
from claims.reading.languages import KNOWN
from claims.reading.sentences import split_sentences
from claims.reading.story import PartName, Story

HERE = Path(__file__).parent
OWN = HERE.parent / "seeds" / "gold"
Splitter = Callable[[str, str], list[int]]  # a paragraph and its language: the ends in it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose and the ends of its sentences, counted from its start."""

    text: str
    language: str
    ends: frozenset[int]


def main() -> None:
    """Parses, measures, prints one line a splitter and set."""
    parser = argparse.ArgumentParser(description="Sentence ends against labels made by hand.")
    parser.add_argument("--stories", type=Path, default=Path("../shared/stories"))
    given = parser.parse_args()
    sets = {"seeds/gold": list(_own()), "stories": list(_stories(given.stories))}
    for name, paragraphs in sets.items():
        if not paragraphs:
            print(f"{name}: not here")
            continue
        for splitter, cut in _splitters().items():
            print(_line(name, splitter, paragraphs, cut), flush=True)


def _line(name: str, splitter: str, paragraphs: list[Paragraph], cut: Splitter) -> str:
    started = time.perf_counter()
    found = [frozenset(cut(p.text, p.language)) for p in paragraphs]
    seconds = time.perf_counter() - started
    rows = list(zip(paragraphs, found, strict=True))
    every = _f1([(p.ends, f) for p, f in rows])
    inner = _f1([(p.ends - {len(p.text)}, f - {len(p.text)}) for p, f in rows])
    count = sum(len(p.ends) for p in paragraphs)
    return (
        f"{name:12} {splitter:9} boundary F1 {every:.3f}  within paragraphs {inner:.3f}  "
        f"{count / seconds:9,.0f} sentences/s  n={count}"
    )


def _f1(rows: list[tuple[frozenset[int], frozenset[int]]]) -> float:
    right = sum(len(gold & found) for gold, found in rows)
    gold, found = sum(len(g) for g, _ in rows), sum(len(f) for _, f in rows)
    return 2 * right / (gold + found) if gold + found else 1.0


def _own() -> Iterator[Paragraph]:
    for path in sorted(OWN.glob("*.gold.json")):
        gold = json.loads(path.read_text())
        story = read(path.with_name(path.name.replace(".gold.json", ".txt")).read_text())
        at, ends = 0, set()
        for sentence in gold["sentences"]:
            at = story.text.index(sentence, at) + len(sentence)
            ends.add(at)
        yield from _paragraphs(story, ends)


def _stories(folder: Path) -> Iterator[Paragraph]:
    labels = json.loads((HERE / "sentence_ends.json").read_text())
    for name, label in labels.items():
        page, text = folder / f"{name}.html", folder / f"{name}.txt"
        if page.is_file():
            story = story_of(read_page(decode_page(page.read_bytes())))
        elif text.is_file():
            story = read(text.read_bytes().decode("utf-8", "replace"))
        else:
            continue
        if (
            hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest()
            != label["sha256"]
        ):
            print(f"{name}: the text is another than the labelled one; left out")
            continue
        yield from _paragraphs(story, set(label["ends"]))


def _paragraphs(story: Story, ends: set[int]) -> Iterator[Paragraph]:
    for part in story.parts:
        if part.name is PartName.BODY:
            own = frozenset(e - part.start for e in ends if part.start < e <= part.end)
            yield Paragraph(part.text, story.language, own)


def _splitters() -> dict[str, Splitter]:
    found: dict[str, Splitter] = {"ours": _ours}
    if find_spec("nupunkt"):
        cut = importlib.import_module("nupunkt").sent_tokenize
        found["nupunkt"] = lambda text, _: _ends(text, cut(text))
    if find_spec("pysbd"):
        made = {code: importlib.import_module("pysbd").Segmenter(language=code) for code in ("en",)}
        found["pysbd"] = lambda text, _: _ends(text, made["en"].segment(text))
    return found


def _ours(text: str, language: str) -> list[int]:
    return [end for _, end in split_sentences(text, 0, len(text), KNOWN.get(language))]


def _ends(text: str, sentences: list[str]) -> list[int]:
    """Where the sentences end, without the blanks around them."""
    at, out = 0, []
    for sentence in sentences:
        bare = sentence.strip()
        start = text.find(bare, at)
        if bare and start >= 0:
            at = start + len(bare)
            out.append(at)
    return out


if __name__ == "__main__":
    main()

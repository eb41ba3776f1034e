"""The sets on which worthiness is trained and measured, as rows: loose sentences, news, stories.

Used by `benchmarks.worthiness` and `benchmarks.train_worthiness`. The data stay outside the
repository; each function takes the place where they lie.
"""

from __future__ import annotations

import bisect
import gzip
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from unittest.mock import patch

from claims.page import decode_page, read_page, story_of
from claims.reading import candidates, read, worthiness
from claims.reading.story import Candidate, Story, Term
from claims.reading.worthiness import Evidence

Row = dict[str, Any]
_KEY = re.compile(r"[^a-z0-9]")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,-][^\W_]+)*")


def load(path: Path) -> list[Row]:
    """The rows of a JSONL file, gzipped or not."""
    kept = path.read_bytes()
    text = (gzip.decompress(kept) if path.suffix == ".gz" else kept).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def named(folder: Path, name: str) -> list[Row]:
    """The rows of a set by its name."""
    return load(
        next(
            folder / f"{name}{end}"
            for end in (".jsonl.gz", ".jsonl")
            if (folder / f"{name}{end}").exists()
        )
    )


def key(text: str) -> str:
    """By what two texts are taken for the same."""
    return _KEY.sub("", text.lower())


def without(rows: Iterable[Row], measured: Iterable[Row]) -> list[Row]:
    """The rows whose text is not in what will be measured."""
    known = {key(row["text"]) for row in measured}
    return [row for row in rows if key(row["text"]) not in known]


@dataclass(slots=True)
class Shown:
    """A candidate, with what the model is shown of it and the label where there is one."""

    candidate: Candidate
    evidence: Evidence
    signs: frozenset[str]
    label: int | None = None
    sentence: int = 0  # of the story; two candidates of one sentence share it


@dataclass(slots=True)
class Group:
    """The candidates of one story or article."""

    name: str
    rows: list[Shown]
    main: int | None = None  # the place of the main claim among the rows, where it is one
    notes: list[str] = field(default_factory=list)


def shown(story: Story) -> list[Shown]:
    """The story's candidates with what `worthiness.score` was given for each."""
    given: list[tuple[Evidence, frozenset[str]]] = []

    def keep(evidence: Evidence, signs: frozenset[str]) -> tuple[float, tuple[Term, ...]]:
        given.append((evidence, signs))
        return 0.0, ()

    with patch.object(worthiness, "score", keep):
        found = candidates(story)
    starts = [sentence.start for sentence in story.sentences]
    return [
        Shown(one, *what, sentence=bisect.bisect(starts, one.start))
        for one, what in zip(found, given, strict=True)
    ]


def rank(values: Sequence[float], rows: Sequence[Shown], main: int) -> int:
    """How manieth the main claim's sentence is; a sentence has the score of its best part."""
    best: dict[int, float] = {}
    for value, row in zip(values, rows, strict=True):
        best[row.sentence] = max(best.get(row.sentence, -math.inf), value)
    own = best[rows[main].sentence]
    return sum(value >= own for value in best.values())


def articles(path: Path, language: str | None = None) -> Iterator[Group]:
    """The news articles with their main claim: the sentence that shares most characters with it."""
    for row in load(path):
        span = row["claims"][0]["span"] if row["claims"] else None
        if span is None:
            continue
        story = read(row["text"], language=language)
        claim = row["claims"][0]["text"]
        start = story.text.find(claim)
        start, end = (start, start + len(claim)) if start >= 0 else span
        shares = [min(s.end, end) - max(s.start, start) for s in story.sentences]
        main = story.sentences[shares.index(max(shares))]
        rows = shown(story)
        within = {  # where the reader takes a sentence apart, the part that shares most
            i: min(c.end, end) - max(c.start, start)
            for i, c in enumerate(one.candidate for one in rows)
            if main.start <= c.start and c.end <= main.end
        }
        yield Group(row["id"], rows, max(within, key=within.__getitem__, default=None))


def stories(folder: Path, language: str | None = None) -> Iterator[Group]:
    """The stories with the labels of their gold: 1 to check, 0 not, None where either is right."""
    for gold_file in sorted(folder.glob("*.gold.json")):
        name = gold_file.name.removesuffix(".gold.json")
        source = next(p for e in (".txt", ".html") if (p := folder / (name + e)).exists())
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        spans: list[tuple[str, int | None]]
        spans = [(claim["text"], int(claim.get("checkworthy", 1))) for claim in gold["claims"]]
        spans += [(text, 0) for text in gold.get("not_claims", [])]
        spans += [(text, None) for text in gold.get("either_way", [])]
        rows = shown(_read(source, language))
        for one in rows:
            one.label = _label(one.candidate.text, spans)
        yield Group(name, rows)


def _read(source: Path, language: str | None) -> Story:
    raw = source.read_bytes()
    if source.suffix == ".html":
        return story_of(read_page(decode_page(raw)), language=language)
    return read(raw.decode("utf-8", errors="replace"), language=language)


def _label(text: str, spans: list[tuple[str, int | None]]) -> int | None:
    words = [word.lower() for word in _WORD.findall(text)]
    best, label = 0.25, None
    for gold, value in spans:
        other = [word.lower() for word in _WORD.findall(gold)]
        blocks = SequenceMatcher(None, other, words, autojunk=False).get_matching_blocks()
        both = sum(block.size for block in blocks)
        union = len(words) + len(other) - both
        if union and both / union > best:
            best, label = both / union, value
    return label


def average_precision(rows: Iterable[tuple[float, int]]) -> float:
    """Of (score, label); of equal scores the wrong ones are taken first."""
    hits, total = 0, 0.0
    for rank, (_, label) in enumerate(sorted(rows, key=lambda row: (-row[0], row[1])), 1):
        hits += label
        total += hits / rank if label else 0.0
    return total / hits if hits else 0.0

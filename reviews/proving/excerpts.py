"""Whether an excerpt stands in a source's text, how exactly, where, and what differs. PURE.

Called when a review is written and while one is typed. `exact` and `same` are promises: no figure,
name or negation differs, at the edges of the excerpt either.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Any

from reviews.proving.folding import Folded, fold, may_be_torn

LONGEST = 5_000_000  # characters of a text that are looked through
NEAR = 0.6  # the share of words in common from which on a passage is near
COMMON = 400  # places of one word that are looked at
LOOKED_FOR = 40  # words of an excerpt that lead to its place
LINE = 300  # characters of what differs
LOOKED_AT = 20_000  # characters of one stretch of the text
SHORT = 12
_ELLIPSIS = re.compile(r"\s*(?:[\[(]\s*(?:\.{3,}|…|\. \. \.)\s*[\])]|\.{3,}|…|\. \. \.)\s*")
_OUTER = "\"'“”„‟«»‘’‚‹› "
_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*|[^\w\s]")
_LETTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_SENTENCE = re.compile(r"[.!?…]['\")\]]*\s+[^\W\d_]|\n\s*\n")
_NOT = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|hardly|denied|denies|deny|"
    r"nicht|kein\w*|nie|niemals|ohne|weder|"
    r"ne|pas|jamais|sans|aucune?|ni|rien|"
    r"nunca|jamás|sin|ninguna?|ningún|tampoco|nada|"
    r"não|nem|sem|nenhuma?)\b|n['’]t\b",
    re.IGNORECASE,
)
# What goes on with a figure behind the end of a match.
_AFTER_FIGURE = re.compile(r"[.,'’]?\d|\s?%|[-]\d|\s\d{3}\b")


class Level(StrEnum):
    """How exactly an excerpt stands in the text of its source."""

    EXACT = "exact"  # letter for letter
    SAME = "same"  # but for quotes, dashes, ligatures, hyphenation, white space
    NEAR = "near"  # some words differ
    ABSENT = "absent"
    UNCHECKED = "unchecked"  # there is no snapshot, or no excerpt


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the source, and those that the excerpt has in their place; either may be empty."""

    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Proof:
    """`start` and `end` count characters of the snapshot's text as it is kept."""

    level: Level
    start: int | None = None
    end: int | None = None
    differs: tuple[Difference, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As a citation keeps it; {} where nothing was checked."""
        if self.level == Level.UNCHECKED:
            return {}
        return {
            "level": self.level.value,
            "start": self.start,
            "end": self.end,
            "differs": [asdict(one) for one in self.differs],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Proof:
        """What `as_json` gave."""
        if not kept:
            return cls(Level.UNCHECKED)
        differs = tuple(Difference(one["theirs"], one["ours"]) for one in kept["differs"])
        return cls(Level(kept["level"]), kept["start"], kept["end"], differs)


def too_short(excerpt: str) -> bool:
    """Whether an excerpt says too little to be found: under three words and twelve characters."""
    bare = excerpt.strip()
    return bool(bare) and len(bare) < SHORT and len(_LETTERS.findall(bare)) < 3


def prove(excerpt: str, text: str) -> Proof:
    """How the excerpt stands in the text. An ellipsis in it joins pieces that stand in order."""
    text = text[:LONGEST]
    pieces = [piece for piece in _ELLIPSIS.split(excerpt.strip()) if _LETTERS.search(piece)]
    if not pieces or not text.strip():
        return Proof(Level.ABSENT if excerpt.strip() else Level.UNCHECKED)
    folded = fold(text)
    found = _prove_in(excerpt, pieces, text, folded)
    if found.level in {Level.EXACT, Level.SAME}:
        return found
    if may_be_torn(text):
        again = _prove_in(excerpt, pieces, text, fold(text, joined=False))
        if again.level in {Level.EXACT, Level.SAME}:
            return again
    return found if found.level == Level.NEAR else _near(pieces, text, folded)


def _prove_in(excerpt: str, pieces: Sequence[str], text: str, folded: Folded) -> Proof:
    """Exact or same; near where only what the ellipsis leaves out turns the sense; else absent."""
    whole = _stand([excerpt], folded)
    spans = whole or _stand(pieces, folded)
    if spans is None:
        return Proof(Level.ABSENT)
    places = [(folded.start(start), folded.end(end)) for start, end in spans]
    start, end = places[0][0], places[-1][1]
    hidden = [] if whole else list(_hidden(places, text))
    if hidden:
        return Proof(Level.NEAR, start, end, tuple(Difference(words, "…") for words in hidden))
    parts = [excerpt] if whole else pieces
    letters = all(text[a:b] == part.strip() for (a, b), part in zip(places, parts, strict=True))
    return Proof(Level.EXACT if letters else Level.SAME, start, end)


def _hidden(places: Sequence[tuple[int, int]], text: str) -> Iterator[str]:
    """What an ellipsis leaves out of one sentence where that holds a negation."""
    for (_, end), (start, _) in pairwise(places):
        gap = text[end:start]
        if _NOT.search(gap) and not _SENTENCE.search(gap):
            yield _line(gap)


# ---- letter for letter, or the same when folded ------------------------------------------------
def _stand(pieces: Sequence[str], folded: Folded) -> list[tuple[int, int]] | None:
    """Where the pieces stand in order, as near to each other as may be; None where one does not."""
    at, spans = 0, []
    wanted = [fold(piece).text.strip() for piece in pieces]
    for index, want in enumerate(wanted):
        found = _find(want, folded.text, at)
        if found is None:
            bare = want.strip(_OUTER)
            found = _find(bare, folded.text, at) if bare else None
        if found is None:
            return None
        spans.append(found)
        at = found[1]
        wanted[index] = folded.text[found[0] : found[1]]
    for index in range(len(spans) - 2, -1, -1):
        spans[index] = _last(wanted[index], folded.text, spans[index], spans[index + 1][0])
    return spans


def _find(want: str, text: str, at: int) -> tuple[int, int] | None:
    start = text.find(want, at)
    while start >= 0:
        if _is_whole(text, start, start + len(want)):
            return start, start + len(want)
        start = text.find(want, start + 1)
    return None


def _last(want: str, text: str, first: tuple[int, int], before: int) -> tuple[int, int]:
    """The last place of a piece before the next piece, so that the gap is the smallest."""
    start = text.rfind(want, first[0], before)
    while start > first[0]:
        if _is_whole(text, start, start + len(want)):
            return start, start + len(want)
        start = text.rfind(want, first[0], start + len(want) - 1)
    return first


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word, figure or name is cut at the edges of a match."""
    first, last = text[start], text[end - 1]
    before, after = text[max(0, start - 2) : start], text[end : end + 5]
    if unicodedata.combining(first) or (after and unicodedata.combining(after[0])):
        return False
    if first.isalnum() and before:
        if before[-1].isalnum() or before[-1] == "_":
            return _apart(before[-1], first)
        if before[-1] in "-'" and len(before) == 2 and before[0].isalnum():
            return False
        if first.isdigit() and re.search(r"[-+$€£¥]\Z|\d[.,' ]\Z", before):
            return False
    if last.isalnum() and after:
        if after[0].isalnum() or after[0] == "_":
            return _apart(last, after[0])
        if after[0] in "-'" and len(after) > 1 and after[1].isalnum():
            return False
        if last.isdigit() and _AFTER_FIGURE.match(after):
            return False
    return True


def _apart(one: str, other: str) -> bool:
    """Scripts without blanks between words: any letter may be an edge."""
    return bool(re.match(r"[\u3040-\u30ff\u3400-\u9fff]", one)) and bool(
        re.match(r"[\u3040-\u30ff\u3400-\u9fff]", other)
    )


# ---- near --------------------------------------------------------------------------------------
Words = list[tuple[int, str]]  # each word with its place in the folded text
Codes = list[tuple[int, int, int, int]]


def _near(pieces: Sequence[str], text: str, folded: Folded) -> Proof:
    """The passage that has most words in common, with the words that differ."""
    at, spans, differs = 0, [], []
    for piece in pieces:
        ours = fold(piece).text.strip().strip(_OUTER)
        mine = _words(ours, 0, len(ours))
        found = _align(ours, mine, folded.text, at)
        if found is None:
            return Proof(Level.ABSENT)
        theirs, codes = found
        at = _until(theirs)
        spans.append((folded.start(theirs[0][0]), folded.end(at)))
        for a, b, c, d in codes:
            cut = put = ""
            if b > a:
                cut = text[folded.start(theirs[a][0]) : folded.end(_until(theirs[a:b]))]
            if d > c:
                put = ours[mine[c][0] : _until(mine[c:d])]
            differs.append(Difference(_line(cut), put))
    if not differs:  # the words are the same: one at the edge is only a part of what stands there
        differs = [_longer(text, start, end) for start, end in spans]
    return Proof(Level.NEAR, spans[0][0], spans[-1][1], tuple(differs[:50]))


def _longer(text: str, start: int, end: int) -> Difference:
    low, high = _stretch(text, start, end, grow=True)
    return Difference(_line(text[low:high]), _line(text[start:end]))


def _line(text: str) -> str:
    return " ".join(text.split())[:LINE]


def _words(text: str, start: int, end: int) -> Words:
    return [(match.start(), match[0]) for match in _WORD.finditer(text, start, end)]


def _until(words: Words) -> int:
    return words[-1][0] + len(words[-1][1])


def _align(ours: str, mine: Words, text: str, after: int) -> tuple[Words, Codes] | None:
    """The best passage behind `after`: its words, and the runs that differ."""
    best: tuple[float, Words, Codes] | None = None
    for low, high in _windows(ours, mine, text, after):
        found = _compare(mine, _words(text, low, high))
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1:] if best and best[0] >= NEAR else None


def _windows(ours: str, mine: Words, text: str, after: int) -> list[tuple[int, int]]:
    """Three stretches that hold most of the excerpt's longest words, for these are the rarest."""
    wanted = sorted({word for _, word in mine if word[0].isalnum()}, key=len)[-LOOKED_FOR:]
    hits: list[tuple[int, str]] = []
    counts: Counter[str] = Counter()
    for word in wanted:
        at = text.find(word, after)
        while at >= 0 and counts[word] < COMMON:
            counts[word] += 1
            hits.append((at, word))
            at = text.find(word, at + len(word))
    hits.sort()
    scored: list[tuple[float, int]] = []
    inside: Counter[str] = Counter()
    score, low = 0.0, 0
    for at, word in hits:
        inside[word] += 1
        score += (1 / counts[word] + 0.2) * (inside[word] == 1)
        while hits[low][0] < at - len(ours):
            gone = hits[low][1]
            inside[gone] -= 1
            score -= (1 / counts[gone] + 0.2) * (inside[gone] == 0)
            low += 1
        scored.append((score, hits[low][0]))
    chosen: list[int] = []
    best = max(scored, default=(0.0, 0))[0]
    for score, first in sorted(scored, reverse=True):
        if score < best / 2:
            break
        if all(abs(first - other) > len(ours) for other in chosen):
            chosen.append(first)
        if len(chosen) == 3:
            break
    margin = len(ours) // 2 + 60
    return [
        _stretch(text, max(after, first - margin), first + len(ours) + margin) for first in chosen
    ]


def _stretch(text: str, low: int, high: int, *, grow: bool = False) -> tuple[int, int]:
    """No word is cut at its ends."""
    high = min(high, len(text))
    while low and low < high and not text[low - 1].isspace():
        low += -1 if grow else 1
    while high < len(text) and not text[high].isspace() and high - low < LOOKED_AT:
        high += 1
    return low, high


def _compare(mine: Words, theirs: Words) -> tuple[float, Words, Codes] | None:
    ours, words = [word for _, word in mine], [word for _, word in theirs]
    matcher = SequenceMatcher(None, words, ours, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    # What stands before the first word in common, and behind the last, is compared as well.
    first = max(0, blocks[0].a - blocks[0].b)
    tail = len(ours) - blocks[-1].b - blocks[-1].size
    last = min(len(words), blocks[-1].a + blocks[-1].size + tail)
    codes: Codes = []
    a, c = first, 0
    for block in [*blocks, Match(last, len(ours), 0)]:
        if block.a > a or block.b > c:
            codes.append((a - first, block.a - first, c, block.b))
        a, c = block.a + block.size, block.b + block.size
    common = sum(block.size for block in blocks)
    return 2 * common / (last - first + len(ours)), theirs[first:last], codes

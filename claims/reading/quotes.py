"""Finds what stands between quotation marks, and tells speech from borrowed single words.

Called by `claims.reading.judging` over the paragraphs of prose. It must not decide who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.reading.story import Span

_MARK = re.compile("``|''|[\"\u201c\u201d\u201e\u201f\u00ab\u00bb'\u2018\u2019]")
_OPEN = frozenset({"\u201c", "\u201e", "\u201f", "\u00ab", "``"})
_CLOSE = frozenset({"\u201d", "\u00bb", "''"})
# German closes with what English opens with, and may turn the French marks round.
_CLOSES = {"\u201e": frozenset('\u201c\u201d"'), "\u00bb": frozenset("\u00ab")}
_SINGLE = frozenset("'\u2018\u2019")
_SPEECH_WORDS = 4
_LONGEST_SINGLE = 1_500
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """Marks included. `speech` is false for scare quotes and titles of one to three words."""

    paragraph: int
    speech: bool
    closed: bool
    goes_on: bool  # the next paragraph opens with a mark and continues it


@dataclass(slots=True)
class _Open:
    double: int = -1
    single: int = -1


def find_quotes(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quote]:
    """Every quotation, in order; one that runs on over paragraphs is one `Quote` in each."""
    spans = list(paragraphs)
    out: list[Quote] = []
    for index, (start, end) in enumerate(spans):
        opened = _Open()
        for match in _MARK.finditer(text, start, end):
            mark = match.group()
            if mark in _SINGLE:
                done = _single(text, match.start(), (start, end), opened)
            else:
                done = _double(text, match, (start, end), opened)
            if done:
                out.append(_quote(text, done, index, closed=True))
        if opened.double >= 0:
            following = spans[index + 1][0] if index + 1 < len(spans) else None
            goes_on = following is not None and text[following] in '"\u201c\u201e\u00ab\u00bb`'
            out.append(_quote(text, (opened.double, end), index, closed=False, goes_on=goes_on))
    out.sort(key=lambda quote: (quote.start, -quote.end))
    return out


def _double(
    text: str, match: re.Match[str], bounds: tuple[int, int], opened: _Open
) -> tuple[int, int] | None:
    mark, at = match.group(), match.start()
    closers = _CLOSES.get(text[opened.double]) if opened.double >= 0 else None
    if closers is not None:
        if mark not in closers:
            return None
        span = (opened.double, match.end())
        opened.double = -1
        return span
    if mark == "\u00bb" and opened.double < 0 and _opens(text, at, bounds):
        opened.double = at
        return None
    if mark in _OPEN:
        opened.double = at
        return None
    if opened.double < 0:
        if mark not in _CLOSE or (mark == "''" and _opens(text, at, bounds, len(mark))):
            opened.double = at
        return None
    if mark not in _CLOSE and _opens(text, at, bounds) and opened.double == bounds[0]:
        opened.double = at  # the first was never closed
        return None
    span = (opened.double, match.end())
    opened.double = -1
    return span


def _opens(text: str, at: int, bounds: tuple[int, int], wide: int = 1) -> bool:
    start, end = bounds
    before = text[at - 1] if at > start else " "
    after = text[at + wide] if at + wide < end else " "
    return (before.isspace() or before in '([\u2014\u2013-"\u201c:') and not after.isspace()


def _single(text: str, at: int, bounds: tuple[int, int], opened: _Open) -> tuple[int, int] | None:
    """A single mark closes only where no letter follows, so apostrophes pass."""
    end = bounds[1]
    if opened.single < 0:
        if text[at] != "\u2019" and _opens(text, at, bounds):
            opened.single = at
        return None
    after = text[at + 1] if at + 1 < end else " "
    if after.isalnum() or text[at - 1].isspace() or text[at] == "\u2018":
        return None
    span = (opened.single, at + 1)
    opened.single = -1
    if opened.double >= 0 or span[1] - span[0] > _LONGEST_SINGLE:
        return None  # nested in a quotation, or an apostrophe far away
    return span


def _quote(
    text: str, span: tuple[int, int], paragraph: int, *, closed: bool, goes_on: bool = False
) -> Quote:
    start, end = span
    inside = text[start:end]
    ends_as_speech = inside.rstrip("\"'\u201c\u201d\u2019\u00ab\u00bb)")[-1:] in {
        ".",
        ",",
        "!",
        "?",
    }
    few = len(_WORD.findall(inside, 0, 200)) < _SPEECH_WORDS
    return Quote(start, end, inside, paragraph, ends_as_speech or not few, closed, goes_on)


def all_speech(sentence: Span, quotes: Sequence[Quote]) -> bool:
    """Whether nearly all of the sentence stands within quotation marks."""
    inside = sum(
        min(q.end, sentence.end) - max(q.start, sentence.start) for q in quotes if q.speech
    )
    return inside >= 0.8 * (sentence.end - sentence.start)

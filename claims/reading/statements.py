"""Proposes the desk's wording of a claim: the quote, with what it needs from outside in brackets.

Called by `claims.reading.judging`. "[Ada Mold] said on Sunday [3 March 2024] that ...": square
brackets mark every word that is not the story's, so nobody takes the statement for the quote. It
only inserts and replaces; where nothing is sure, the words stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims.reading.languages.words import Words
from claims.reading.names import Gender, gender_of, tokens
from claims.reading.speakers import Said
from claims.reading.story import Claimant, Moment, Span
from claims.reading.times.clock import say

_OPENING = 24  # characters in which the first word is looked for
_NEAR = 3  # sentences back in which a pronoun's name is looked for


def statement_of(
    index: int, said: Sequence[Said], span: Span, moments: Sequence[Moment], words: Words
) -> str:
    """The proposed statement for `span`, a piece of the sentence `said[index]`, on one line."""
    item = said[index]
    edits = _days(moments, span)
    subject = _subject(index, said, span, words)
    if subject is not None:
        edits.append(subject)
    text, at = [], span.start
    for start, end, new in sorted(edits):
        if start < at:
            continue
        text += [span.text[at - span.start : start - span.start], new]
        at = end
    text.append(span.text[at - span.start :])
    line = " ".join("".join(text).split())
    teller = _absent_claimant(item, span)
    return f"[{teller}:] {line}" if teller else line


def _days(moments: Sequence[Moment], span: Span) -> list[tuple[int, int, str]]:
    """After each relative date its day or days, where they are settled and not written."""
    edits: list[tuple[int, int, str]] = []
    for moment in moments:
        if moment.first is None or moment.last is None or not moment.anchor:
            continue
        if not span.start <= moment.start and moment.end <= span.end:
            continue
        edits.append((moment.end, moment.end, f" [{_interval(moment.first, moment.last)}]"))
    return edits


def _interval(first: date, last: date) -> str:
    if first == last:
        return say(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{say(first)} to {say(last)}"


def _subject(
    index: int, said: Sequence[Said], span: Span, words: Words
) -> tuple[int, int, str] | None:
    """The pronoun that opens the span, and the name that it stands for, in brackets."""
    item = said[index]
    shift = item.view.index(span.start)
    row = tokens(item.view.text[shift : shift + _OPENING])
    first = next((token for token in row if token.is_word), None)
    if first is None or first.low not in words.he | words.she | words.things:
        return None
    if first.low in words.possessives:
        return None
    start, end = item.view.offset(shift + first.start), item.view.offset(shift + first.end)
    if any(quote.start < end and start < quote.end for quote in item.quotes):
        return None  # words in quotation marks are nobody's to touch
    name = _name(index, said, item.claimant, start, first.low, words)
    return (start, end, f"[{name}]") if name else None


def _name(
    index: int, said: Sequence[Said], claimant: Claimant | None, start: int, low: str, words: Words
) -> str | None:
    if claimant and claimant.span and claimant.span.start == start:
        return claimant.name if claimant.name.lower() != low else None
    if low in words.things:
        return None  # what "it" is stays the reviewer's to say
    gender = Gender.HE if low in words.he else Gender.SHE
    for back in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        before = said[back]
        people = [n.text for n in before.names if gender_of(n.text, words) is gender]
        if people:
            return people[0]
        if before.claimant and gender_of(before.claimant.name, words) is gender:
            return before.claimant.name
    return None


def _absent_claimant(item: Said, span: Span) -> str | None:
    """Who says it, where the span does not name them itself."""
    claimant = item.claimant
    if claimant is None:
        return None
    named = claimant.span
    inside = named is not None and span.start <= named.start and named.end <= span.end
    return None if inside else claimant.name

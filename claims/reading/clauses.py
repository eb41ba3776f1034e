"""Splits a sentence that holds two checkable things into the clauses that can be checked alone.

Called by `claims.reading.judging`. It splits seldom: each part needs its own subject and verb and a
fact, and no quotation or bracket may be torn. It must not judge what is worth checking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.languages.words import Words
from claims.reading.names import Token, tokens
from claims.reading.quotes import Quote
from claims.reading.view import View

_FEWEST = 6  # words of a clause that can stand alone
_SUBJECT = 7  # words in which its verb must have come
_BLANKS = " ,;"


@dataclass(frozen=True, slots=True)
class _Rules:
    join: re.Pattern[str]
    verb: re.Pattern[str]


@lru_cache(maxsize=16)
def _rules(words: Words) -> _Rules:
    return _Rules(
        re.compile(words.clause_joins, re.IGNORECASE),
        re.compile(f"{words.finite}|{words.signs.get('event', '(?!)')}", re.IGNORECASE),
    )


def split_clauses(view: View, quotes: Sequence[Quote], words: Words) -> list[tuple[int, int]]:
    """The clauses of a sentence as offsets of its view, one pair where it is not split.

    They stand in order, do not overlap, and leave out only the word that joins them.
    """
    whole = [(0, len(view.text))]
    closed = [(view.index(q.start), view.index(q.end)) for q in quotes]
    for match in _rules(words).join.finditer(view.text):
        at, end = match.span()
        if any(start < end and at < stop for start, stop in closed):
            continue
        head = view.text[:at]
        if head.count("(") != head.count(")"):
            continue
        left, right = view.text[:at].rstrip(_BLANKS), view.text[end:].lstrip(_BLANKS)
        if _stands(tokens(left), left, words, leads=True) and _stands(tokens(right), right, words):
            return [(0, len(left)), (len(view.text) - len(right), len(view.text))]
    return whole


def _stands(row: list[Token], text: str, words: Words, *, leads: bool = False) -> bool:
    """Whether a clause has a subject that opens it and a verb of its own."""
    if sum(token.is_word for token in row) < _FEWEST:
        return False
    opens = leads or row[0].is_capital or row[0].text[0].isdigit() or row[0].low in (
        words.determiners | words.he | words.she | words.they | words.vague
    ) or row[0].low in words.units  # fmt: skip
    if not opens or (leads and row[0].low in words.conjunctions | words.prepositions):
        return False
    if not leads and row[0].low in words.prepositions:
        return False
    near = row[1:_SUBJECT] if not leads else row[1:]
    if not leads:  # "the use of it and how it has grown" has no verb of its own
        stop = next((i for i, t in enumerate(near) if t.low in words.conjunctions), len(near))
        near = near[:stop]
        text = text[: near[-1].end] if near else ""
    if any(token.low in words.be_forms or token.low in words.cues for token in near):
        return True
    found = _rules(words).verb.search(text)
    return found is not None and (leads or found.start() < 60)

"""What a source is called beside its name: its role, whether it has a name at all, abbreviations.

Called by `claims.reading.speakers`. Nothing here decides who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from claims.reading.languages.words import Words
from claims.reading.names import Token
from claims.reading.sources import BOUNDARY, initials_end

_SHORT = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_CAPITALS = re.compile(r"[A-Z]{2,8}")
_LONGEST_ROLE = 14  # tokens


def role_of(row: Sequence[Token], start: int, end: int, words: Words) -> str | None:
    """The role beside a person's name that stands from `start` to `end`, as written; None without.

    "Mayor Ada Mold": Mayor. "Ada Mold, the mayor of Arden,": the mayor of Arden.
    """
    first = next((i for i, t in enumerate(row) if t.start >= start), len(row))
    stop = next((i for i, t in enumerate(row) if t.start >= end), len(row))
    if first >= stop or not _is_name(row[first:stop], words):
        return None
    found = _after(row, stop, words) or _before(row, first, words)
    if found is None:
        return None
    return _written(row[found[0] : found[1]])


def _written(part: Sequence[Token]) -> str:
    """The tokens with the blanks that stood between them."""
    out = part[0].text
    for one, two in pairwise(part):
        out += (" " if two.start > one.end else "") + two.text
    return out


def _is_name(part: Sequence[Token], words: Words) -> bool:
    """Whether the tokens are a person's or the like: a capital, no article, no body's noun."""
    return part[0].is_capital and not any(
        token.low in words.determiners or token.low in words.source_nouns for token in part
    )


def _tells(part: Sequence[Token], words: Words) -> bool:
    """Whether an office or trade is in it."""
    return any(
        token.low not in words.honours
        and (
            token.low in words.titles
            or token.low in words.officers
            or token.low in words.nameless
            or token.low in words.source_nouns
        )
        for token in part
    )


def _after(row: Sequence[Token], stop: int, words: Words) -> tuple[int, int] | None:
    """The piece between commas after the name, an age passed over."""
    at = stop
    for _ in range(2):
        if at >= len(row) or row[at].text != ",":
            return None
        first = at + 1
        at = first
        while at < len(row) and at - first < _LONGEST_ROLE and not _ends_role(row[at], words):
            at += 1
        if first < at and row[first].text[0].isdigit():
            continue
        break
    part = row[first:at]
    if part and part[-1].low in words.determiners | words.prepositions:
        return None  # cut by a quotation mark
    if not part or (at < len(row) and _verbal(row[at], words) and row[at].low not in words.cues):
        return None
    if len(part) > 1 and not part[0].is_capital and part[1].low in words.joins_noun:
        return first, at  # "dean of the school": whatever the office
    begins = part[0].low in words.determiners or _tells(part[:3], words)
    return (first, at) if begins and _tells(part, words) else None


def _ends_role(token: Token, words: Words) -> bool:
    return (
        token.text in BOUNDARY
        or token.text == "."
        or token.low in words.relatives
        or token.low in words.ands
        or token.low in words.conjunctions
        or _verbal(token, words)
    )


def _verbal(token: Token, words: Words) -> bool:
    return token.low in words.auxiliaries or (token.low in words.cues and not token.is_capital)


def _before(row: Sequence[Token], first: int, words: Words) -> tuple[int, int] | None:
    """Titles right before the name, or the phrase before the comma before it."""
    apart = first > 1 and row[first - 1].text == ","
    stop = first - 1 if apart else first
    at = stop
    while at > 0 and stop - at < _LONGEST_ROLE:
        token = row[at - 1]
        if not token.is_word or _verbal(token, words) or token.low in words.conjunctions:
            break
        if token.low in words.prepositions and token.low not in words.joins_noun:
            break
        at -= 1
        if token.low in words.determiners and not (at and row[at - 1].low in words.joins_noun):
            break
    while at < stop and (row[at].low in words.opening_words or row[at].low in words.weekdays):
        at += 1
    part = row[at:stop]
    if not part or not _tells(part, words) or (apart and not _opens_phrase(row, at, words)):
        return None
    if not apart and not _tells(part[-1:], words) and not part[-1].is_capital:
        return None
    return at, stop


def _opens_phrase(row: Sequence[Token], at: int, words: Words) -> bool:
    before = row[at - 1] if at else None
    return before is None or not before.is_word or before.low in words.cues | words.opening_words


def is_unnamed(name: str, words: Words) -> bool:
    """Whether a source is a person or persons without a proper name: "two officials"."""
    parts = [part.strip(".,'\"") for part in name.split()]
    head: list[str] = []
    for part in parts:
        low = part.lower()
        if head and (low in words.prepositions or low in words.relatives):
            break
        head.append(part)
    whole = len(head) == len(parts)
    while head and head[0].lower() in words.determiners | words.articles:
        article = head.pop(0).lower()
        if article in words.articles and head and head[-1] in words.titles:
            return True
    at = max((at for at, part in enumerate(head) if part.lower() in words.nameless), default=-1)
    if at < 0 or head[-1].lower() in words.document_nouns | words.research_nouns:
        return False
    return head[at][:1].islower() or (whole and len(head) == 1)


def abbreviations(texts: Iterable[str], words: Words) -> dict[str, str]:
    """Short forms that a story gives in brackets after the long one."""
    out: dict[str, str] = {}
    for text in texts:
        if "(" not in text:
            continue
        for match in _SHORT.finditer(text):
            long = initials_end(text[max(0, match.start() - 120) : match.start()], match[1], words)
            if long is not None:
                out.setdefault(match[1], long)
    return out


def spelled_out(
    name: str, known: Mapping[str, str], others: Iterable[str], words: Words
) -> str | None:
    """The long form and the short of a name that is an abbreviation; None where none is known.

    What the story gives in brackets comes first, then the one name of it with these initials.
    """
    parts = [part for part in name.split() if part.lower() not in words.determiners]
    if len(parts) != 1 or not _CAPITALS.fullmatch(parts[0]):
        return None
    short = parts[0]
    long = known.get(short)
    if long is None:
        fitting = {other for other in others if _initials(other, words) == short}
        long = fitting.pop() if len(fitting) == 1 else None
    return f"{long} ({short})" if long else None


def _initials(name: str, words: Words) -> str:
    parts = name.split()
    if len(parts) < 2:
        return ""
    return "".join(p[0] for p in parts if p[:1].isupper() and p.lower() not in words.determiners)

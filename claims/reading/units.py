"""What stands around a number: the hedge before or after it, and what is counted.

Called by `claims.reading.quantities`. It must not read outside the sentence's view.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.reading.languages.words import Words

_NEXT = re.compile(r"[\s-]?([^\W\d_][\w'.]*|%)")
_JOINED = re.compile(r"-([a-z]+(?:-[a-z]+)*)\b")
_OF = re.compile(r" of (?:the |these |those |all )?", re.IGNORECASE)
_PER = re.compile(r" per ([a-z]+)\b")
_ENDS = frozenset(',.;:"()?!')
_FEW = 4
_LOOK = 40


@lru_cache(maxsize=8)
def _hedges(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    def any_of(items: tuple[str, ...]) -> str:
        return "|".join(sorted((re.escape(item) for item in items), key=len, reverse=True))

    return (
        re.compile(
            rf"(?<!\w)(?<!the )({any_of(words.hedges)})(?: (?:the|a|an|another|of|its|their))?\s$",
            re.IGNORECASE,
        ),
        re.compile(rf"\s(?:[a-z%]+\s)?({any_of(words.hedges_after)})\b", re.IGNORECASE),
    )


def hedge_before(text: str, start: int, words: Words) -> str | None:
    """The hedge right before a number, as written, or None."""
    lead = text[max(0, start - _LOOK) : start]
    match = _hedges(words)[0].search(lead if lead[-1:].isspace() else lead + " ")
    return match[1] if match else None


def hedge_after(text: str, end: int, words: Words) -> str | None:
    """A hedge that follows the number ("or so", "or more"), or None."""
    match = _hedges(words)[1].match(text[end : end + _LOOK])
    return match[1] if match else None


def unit_after(text: str, end: int, words: Words, *, several: bool) -> str | None:
    """What is counted: the nouns right after the number, up to the first plural."""
    joined = _JOINED.match(text, end)
    if joined:
        return joined[1]
    first, last = _noun_phrase(text, _after_of(text, end), words, several=several)
    if first < 0:
        return None
    unit = text[first:last].rstrip(".,'")
    per = _PER.match(text, last)
    return f"{unit} per {per[1]}" if per else unit


def _after_of(text: str, end: int) -> int:
    """Past "of the", where the figure is a share of something."""
    skip = _OF.match(text, end)
    return skip.end() - 1 if skip else end


def _noun_phrase(text: str, at: int, words: Words, *, several: bool) -> tuple[int, int]:
    """Start and end of the unit's words, or -1 twice."""
    first = last = -1
    for _ in range(_FEW):
        match = _NEXT.match(text, at)
        if not match:
            break
        low = match[1].lower().rstrip("'.")
        if low in words.unit_stops or low in words.cues or (low == "of" and first < 0):
            break
        first = match.start(1) if first < 0 else first
        at = last = match.end(1)
        if low == "%" or low in words.share_words or match[1].endswith("."):
            break
        if _plural(low, words) or not several or text[last : last + 1] in _ENDS:
            break
    return first, last


def _plural(word: str, words: Words) -> bool:
    return word in words.people_words or (
        word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2
    )

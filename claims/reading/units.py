"""What stands around a number: the hedge before or after it, and what is counted.

Called by `claims.reading.quantities`. It must not read outside the sentence's view.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.languages.words import Words

_NEXT = re.compile(r"[\s-]?([^\W\d_][\w'.]*|%)")
_JOINED = re.compile(r"-([a-z]+(?:-[a-z]+)*)\b")
_ENDS = frozenset(',.;:"()?!')
_FEW = 4
_LOOK = 40


@dataclass(frozen=True, slots=True)
class _Around:
    before: re.Pattern[str]
    after: re.Pattern[str]
    of: re.Pattern[str]
    per: re.Pattern[str]
    plural: re.Pattern[str]
    percent: re.Pattern[str]


@lru_cache(maxsize=16)
def _around(words: Words) -> _Around:
    def any_of(items: tuple[str, ...]) -> str:
        return "|".join(sorted((re.escape(item) for item in items), key=len, reverse=True))

    return _Around(
        re.compile(
            rf"(?<!\w)({any_of(words.hedges)})(?: (?:{words.hedge_gap}))?\s$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\s(?:(?:[^\W\d_]+|%)\s)?({any_of(words.hedges_after) or '(?!)'})\b", re.IGNORECASE
        ),
        re.compile(words.of, re.IGNORECASE),
        re.compile(rf" (?:{words.per}) ([^\W\d_]+)\b"),
        re.compile(words.plural),
        re.compile(words.percent, re.IGNORECASE),
    )


def hedge_before(text: str, start: int, words: Words) -> tuple[int, int] | None:
    """Where the hedge right before a number stands in the text, or None."""
    first = max(0, start - _LOOK)
    lead = text[first:start]
    match = _around(words).before.search(lead if lead[-1:].isspace() else lead + " ")
    if match is None:
        return None
    before = lead[: match.start()].split()[-1:]
    if " " not in match[1] and before and before[0].lower() in words.definite:
        return None  # "the above four" hedges nothing
    return first + match.start(1), first + match.end(1)


def hedge_after(text: str, end: int, words: Words) -> tuple[int, int] | None:
    """Where a hedge that follows the number stands ("or so", "or more"), or None."""
    match = _around(words).after.match(text[end : end + _LOOK])
    return (end + match.start(1), end + match.end(1)) if match else None


def unit_after(text: str, end: int, words: Words, *, several: bool) -> str | None:
    """What is counted: the nouns right after the number, up to the first plural."""
    joined = _JOINED.match(text, end)
    if joined and joined[1] not in words.unit_leads:
        return joined[1]
    share = _around(words).percent.match(text, end)
    if share:
        return share[0].strip()
    first, last = _noun_phrase(text, _after_of(text, end, words), words, several=several)
    if first < 0:
        return None
    unit = text[first:last].rstrip(".,'")
    per = _around(words).per.match(text, last)
    return unit + per[0] if per else unit


def _after_of(text: str, end: int, words: Words) -> int:
    """Past "of the", where the figure is a share of something."""
    skip = _around(words).of.match(text, end)
    if skip is None:
        return end
    return skip.end() - (text[skip.end() - 1] == " ")


def _noun_phrase(text: str, at: int, words: Words, *, several: bool) -> tuple[int, int]:
    """Start and end of the unit's words, or -1 twice."""
    first = last = -1
    for _ in range(_FEW):
        match = _NEXT.match(text, at)
        if not match:
            break
        low = match[1].lower().rstrip("'.")
        if (
            low in words.unit_stops
            or (low in words.cues and not (first < 0 and several and _plural(low, words)))
            or (first < 0 and _around(words).of.match(f" {low} "))
        ):
            break
        if (
            several
            and low.endswith(words.ing or ("\0",))
            and (first >= 0 or _goes_on(text, match.end(), words))
        ):
            break  # "a two day rally supporting ...", "1,458 million resulting in"
        first = match.start(1) if first < 0 else first
        at = last = match.end(1)
        if low in words.unit_leads or (low in words.people_words and _heads_more(text, at, words)):
            continue
        if low == "%" or low in words.share_words or match[1].endswith("."):
            break
        if _plural(match[1].rstrip("'."), words) or not several or text[last : last + 1] in _ENDS:
            break
    return first, last


def _goes_on(text: str, at: int, words: Words) -> bool:
    match = _NEXT.match(text, at)
    return match is not None and match[1].lower() in words.prepositions


def _heads_more(text: str, at: int, words: Words) -> bool:
    """ "Police officers": a word for people before another."""
    match = _NEXT.match(text, at)
    return match is not None and match[1].lower() in words.people_words


def _plural(word: str, words: Words) -> bool:
    return word.lower() in words.people_words or bool(_around(words).plural.fullmatch(word))

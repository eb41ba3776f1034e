"""Tells figures that count nothing: house numbers, models, listings, scores, codes.

Called by `claims.reading.quantities`. It must not read outside the sentence's view.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.reading.languages.words import Words

_MAX_DIGITS = 40
_BODIES = frozenset(
    ["US", "UK", "EU", "UN", "USA", "NATO", "AND", "OF", "THE", "BY", "OR", "IN", "TO", "AT", "FOR"]
)  # before which figures count


@lru_cache(maxsize=16)
def _street(words: Words) -> re.Pattern[str]:
    return re.compile(words.street)


def is_code(text: str, start: int, end: int, words: Words) -> bool:
    """Whether the figures at `start` to `end` name a house, a model or a listing ("ATR 72")."""
    if _street(words).match(text, end):
        return True
    before = text[max(0, start - 10) : start]
    listed = re.search(r"\b[A-Z]{2,6}: $", before) and end - start > 4
    model = re.search(r"(?<![.\w])[A-Z]{2,5}[ -]$", before) and end - start < 4
    shouted = text[max(0, start - 40) : end + 20].isupper()
    return bool(listed or (model and not shouted and before.split()[-1].strip("-") not in _BODIES))


def is_apart(before: str, figure: str, after: str, words: Words) -> bool:
    """Whether the figure is neither half of a score or code ("10-1", "33-of-46", "5:15")."""
    up = re.match(r"[-\u2013]([0-9][0-9.,]*)(?=%| ([a-z]+))", after)
    if up and (up[2] or "") not in words.unit_stops:
        return _less(figure, up[1])
    down = re.search(r"(?<![\w.,-])([0-9][0-9.,]*)[-\u2013]$", before)
    if down:
        return _less(down[1], figure)
    return not (
        re.search(r"[0-9A-Za-z][-:/]$", before) or re.match(r"[:/][0-9]|-[0-9]|-of-", after)
    )


def _less(low: str, high: str) -> bool:
    one, two = (re.sub(r"[^0-9]", "", part)[:_MAX_DIGITS] for part in (low, high))
    return bool(one and two) and int(one) < int(two)

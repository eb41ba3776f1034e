"""A claim's facts as chips for its page: what stands in the story, and what the desk makes of it.

PURE: from `Claim.facts` (JSON of `claims.reading.story`) to plain values that a template draws.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

_FIGURE = re.compile(r"[\d.,\s]+")
_MONTHS = calendar.month_name


@dataclass(frozen=True, slots=True)
class Chip:
    """`lead` and `tail` stand around the words of the story; `means` is what they come to, `why`
    what that was counted from or inferred, in a sentence."""

    sort: str  # number, date, place
    words: str
    lead: str = ""
    tail: str = ""
    means: str = ""
    why: str = ""


def chips_of(facts: dict[str, Any]) -> list[Chip]:
    """Numbers, dates and places, each in order of the text."""
    return [
        *(_number(one) for one in facts.get("numbers", [])),
        *(_moment(one) for one in facts.get("dates", [])),
        *(Chip("place", one["text"]) for one in facts.get("places", [])),
    ]


def names_of(facts: dict[str, Any]) -> list[str]:
    """Who else is named: neither the claimant nor a place, each once."""
    claimant = (facts.get("claimant") or {}).get("name") or ""
    places = {one["text"] for one in facts.get("places", [])}
    names = dict.fromkeys(" ".join(one["text"].split()) for one in facts.get("names", []))
    return [name for name in names if name not in places and name not in claimant]


def _number(one: dict[str, Any]) -> Chip:
    text = one["text"]
    return Chip(
        "number",
        text,
        lead=one.get("hedge") or "",
        tail=_unit(one.get("unit"), text),
        means="" if _plain(text) else _said(one.get("value")),
    )


def _unit(unit: str | None, text: str) -> str:
    """The unit, but for a currency that the words already have."""
    kept = [part for part in (unit or "").split() if part not in text]
    return " ".join(kept)


def _plain(text: str) -> bool:
    """Whether the words are figures that say their value themselves."""
    return bool(_FIGURE.fullmatch(text)) or text.endswith("%")


def _said(value: Any) -> str:
    if isinstance(value, list):
        return f"{_said(value[0])} to {_said(value[1])}"
    if value is None:
        return "not countable"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _moment(one: dict[str, Any]) -> Chip:
    first, last = _day(one.get("first")), _day(one.get("last"))
    why = [f"from {one['anchor']}"] if one.get("anchor") else []
    if one.get("inferred"):
        why.append(one["inferred"])
    return Chip("date", one["text"], means=interval(first, last), why="; ".join(why))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def interval(first: date | None, last: date | None) -> str:
    """ "3 March 2024", "21 to 31 March 2024", "2013", "since 4 May 2024", or "left open"."""
    if first is None and last is None:
        return "left open"
    if first is None or last is None:
        known = first or last
        assert known is not None
        return f"{'since' if first else 'until'} {_long(known)}"
    if first == last:
        return _long(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        month = f"{_MONTHS[last.month]} {last.year}"
        return month if whole else f"{first.day} to {last.day} {month}"
    return f"{_long(first)} to {_long(last)}"


def _long(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month]} {day.year}"

"""What a date is counted from, and the arithmetic of days, weeks, months and years.

Called by the rules of `claims.reading.times.rules`. Weeks run Monday to Sunday. Nothing here reads
text or knows today.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from claims.reading.languages.words import KnownEvent

Interval = tuple[date, date]
_THIRDS = ((1, 10), (11, 20), (21, 31))


@dataclass(frozen=True, slots=True)
class Clock:
    """The anchor of relative dates, and what the story itself settles.

    `anchor` is the dateline's day, else that of publication, else None. `months` holds the years
    that the story gives for a month ("July 2021"). `war` is the day on which the war or attack that
    the story tells of began, where it says so; `events` the same for other things that begin, by
    their noun ("dispute").
    """

    anchor: date | None = None
    label: str = ""
    months: Mapping[int, int] = field(default_factory=dict)
    war: date | None = None
    events: Mapping[str, date] = field(default_factory=dict)


def say(day: date) -> str:
    """4 March 2024."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def make(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date | None:
    """`days` later (earlier where negative), or None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_of(day: date) -> Interval | None:
    """Monday to Sunday around the day."""
    monday = shift(day, -day.weekday())
    sunday = shift(day, 6 - day.weekday())
    return (monday, sunday) if monday and sunday else None


def month_of(year: int, month: int) -> Interval | None:
    """The whole month; `month` may run over the year's ends."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def third_of(year: int, month: int, part: int) -> Interval | None:
    """Early (1 to 10), mid (11 to 20) or late (21 to the end) in the month."""
    whole = month_of(year, month)
    if whole is None:
        return None
    first, last = _THIRDS[part]
    return whole[0].replace(day=first), whole[0].replace(day=min(last, whole[1].day))


def years(first: int, last: int) -> Interval | None:
    """1 January of the first to 31 December of the last year."""
    if not 1 <= first <= last <= 9999:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def nearest(anchor: date, month: int, day: int, *, ahead: bool = False) -> date | None:
    """The last such day up to the anchor, or the first from it where `ahead` (29 February too)."""
    step = 1 if ahead else -1
    for offset in range(9):
        found = make(anchor.year + step * offset, month, day)
        if found and (found >= anchor if ahead else found <= anchor):
            return found
    return None


def known_event_year(
    text: str, month: int, day: int, events: Iterable[KnownEvent]
) -> KnownEvent | None:
    """The editorially known event on that day, where the text also names what it was about."""
    low: str | None = None
    for event in events:
        if (event.month, event.day) == (month, day):
            low = low or text.lower()
            if any(word in low for word in event.any_of):
                return event
    return None

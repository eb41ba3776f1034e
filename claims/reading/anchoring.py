"""Gives the dateline its day: the year where it is not written, and how that was found.

Called by `claims.reading.read`. In order: the dateline itself, the publication given by the caller
or written in the text, the address, the wire's own number, an editorially known event that the
story names without its year, the copyright line, the moment of receipt, the weekday of the first
paragraph. Never today's clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from claims.reading.anatomy import Layout
from claims.reading.anatomy.published import date_in_address
from claims.reading.languages.words import KnownEvent, Words
from claims.reading.story import Dateline
from claims.reading.times.clock import known_event_year, make, nearest, say

_YEAR = re.compile(r"(?<![\w$.,-])(1[89][0-9]{2}|20[0-9]{2})(?![\w%]|[.,][0-9])")
_COPYRIGHT = re.compile(
    r"(?:\u00a9|\([cC]\)|\b[Cc]opyright\b)[^\n0-9]{0,40}((?:19|20)[0-9]{2})\b(?!\s?[-\u2013])"
)
_HEAD = 3_000
_HORIZON = 12  # years over which a weekday is looked for
_EVENTS_READ = 200_000


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of the story's time and place."""

    url: str | None = None
    received: datetime | None = None
    published: date | datetime | None = None


def date_the_dateline(
    text: str, layout: Layout, given: Given, words: Words | None
) -> Dateline | None:
    """The dateline with its day, or None where the story has no dateline."""
    found = layout.dateline
    if found is None:
        return None
    day: date | None = None
    inferred: str | None = None
    if found.month and found.day and found.year:
        day = make(found.year, found.month, found.day)
    elif found.month and found.day:
        day, inferred = _infer(text, layout, given, words, (found.month, found.day))
    span = found.span
    return Dateline(span.start, span.end, span.text, found.place, day, found.agency, inferred)


def _infer(
    text: str, layout: Layout, given: Given, words: Words | None, month_day: tuple[int, int]
) -> tuple[date | None, str | None]:
    for reference, source in _references(layout, given):
        day = _closest(reference, *month_day)
        if day and abs((day - reference).days) <= 60:
            return day, f"year {day.year} inferred from {source}, {say(reference)}"
    if words is not None:
        event = _event(text, words)
        day = nearest(_a_year_after(event), *month_day) if event else None
        if event and day:
            named = f"{event.on:%B} {event.day}"
            return day, (
                f"year {day.year} inferred from \u201c{named}\u201d without a year: {event.label}, "
                f"{event.year}, within the twelve months before"
            )
    day = _by_copyright(text, month_day)
    if day:
        return day, f"year {day.year} inferred from the copyright line"
    if given.received:
        day = nearest(given.received.date(), *month_day)
        if day:
            return day, f"year {day.year} inferred from when it was received"
    day = _by_weekday(text, layout, words, month_day) if words else None
    if day:
        return day, (
            f"year {day.year} inferred from the weekday in the first paragraph: the first year "
            "from the last one named in which it fits"
        )
    return None, "the year is not written and nothing in the story settles it"


def _references(layout: Layout, given: Given) -> Iterator[tuple[date, str]]:
    """Full dates near which the dateline must lie, the surest first."""
    for value, source in (
        (given.published, "the publication date given"),
        (layout.published, "the publication date in the text"),
    ):
        if value:
            yield (value.date() if isinstance(value, datetime) else value), source
    for url in (given.url, layout.link.text if layout.link else None):
        day = date_in_address(url) if url else None
        if day:
            yield day, "the address"
    if layout.code_date:
        yield layout.code_date, "the wire's own number"


def _closest(reference: date, month: int, day: int) -> date | None:
    options = [make(reference.year + step, month, day) for step in (-1, 0, 1)]
    real = [option for option in options if option]
    return min(real, key=lambda option: abs((option - reference).days), default=None)


def _a_year_after(event: KnownEvent) -> date:
    """The last day of the twelve months in which the event is the nearest such day before."""
    return event.on + timedelta(days=364)


def _event(text: str, words: Words) -> KnownEvent | None:
    """A known event that the story names by day and month, never with a year."""
    names = "|".join(sorted((re.escape(m) for m in words.months), key=len, reverse=True))
    pattern = re.compile(
        rf"\b(?:({names})\.? ([0-3]?[0-9])|([0-3]?[0-9]) ({names}))\b(?!,? [12][0-9]{{3}})",
        re.IGNORECASE,
    )
    head = text[:_EVENTS_READ]
    for match in pattern.finditer(head):
        month = words.months[(match[1] or match[4]).lower()]
        event = known_event_year(head, month, int(match[2] or match[3]), words.known_events)
        if event:
            return event
    return None


def _by_copyright(text: str, month_day: tuple[int, int]) -> date | None:
    """The one year of the copyright lines below a story."""
    years = {int(match[1]) for match in _COPYRIGHT.finditer(text[-_HEAD:])}
    return make(years.pop(), *month_day) if len(years) == 1 else None


def _by_weekday(text: str, layout: Layout, words: Words, month_day: tuple[int, int]) -> date | None:
    """News is told on the day: the first year, from the last that is named, whose weekday fits."""
    if layout.dateline is None:
        return None
    start = layout.dateline.span.end
    head = text[start : start + 600].split("\n\n", maxsplit=1)[0]
    years = [int(y) for y in _YEAR.findall(text[: _HEAD * 10])]
    if not years:
        return None
    wanted = _told_day(head, words)
    if wanted is None:
        return None
    for year in range(max(years), max(years) + _HORIZON):
        day = make(year, *month_day)
        if day and day.weekday() == wanted:
            return day
    return None


def _told_day(head: str, words: Words) -> int | None:
    """The weekday right after the verb that tells ("said on Sunday")."""
    names = "|".join(words.weekdays)
    cue = "|".join(sorted(words.cues, key=len, reverse=True))
    match = re.search(rf"\b(?:{cue})(?: [a-z]+)?\s({names})\b", head, re.IGNORECASE)
    return words.weekdays[match[1].lower()] if match else None

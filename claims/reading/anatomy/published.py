"""Reads the date and time of publication out of a line about the page, or out of its address.

Called by `claims.reading.anatomy.layout`. Only full dates count; nothing is inferred here.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from claims.reading.languages.words import Words

_TIME = re.compile(r"\b([0-2]?[0-9])[:h]([0-5][0-9])(?::[0-5][0-9])?\s?([APap])?\.?(?:[Mm]\b)?\.?")
_ZONES = {
    "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "SAST": 2, "EST": -5, "EDT": -4, "CST": -6,
    "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "HST": -10, "IST": 5.5,
}  # fmt: skip
_ZONE = re.compile(r"\b(" + "|".join(_ZONES) + r")(?:([+-][0-9]{1,2})\b)?")
_WIRE_STAMP = re.compile(r"^([0-3][0-9])([0-2][0-9])([0-5][0-9]) ([A-Za-z]{3}) ([0-9]{2})$")
_WIRE_END = re.compile(
    r"^\W*[A-Z]{2}-[A-Z]{2}-([01][0-9])-([0-3][0-9])-([0-9]{2}) ([0-2][0-9])([0-5][0-9])([A-Z]{3})"
)
_UPDATED = re.compile(
    r"\s\|\s|\b(?:updated|modified|actualizado|atualizado|aktualisiert|mis à jour)\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b([0-3]?[0-9])[/.]([0-3]?[0-9])[/.]((?:19|20)?[0-9]{2})\b")
_ISO = re.compile(r"(?<![\w-])((?:19|20)[0-9]{2})-([01][0-9])-([0-3][0-9])(?![\w-]|T[0-9])")
_IN_URL = re.compile(r"/((?:19|20)[0-9]{2})[/-]?(0[1-9]|1[0-2])[/-]?([0-3][0-9])(?=[/_-])")
_IN_CODE = re.compile(r"^[A-Z]{3}(?:_[A-Z]{3}_)?((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])[.\s]")


@lru_cache(maxsize=16)
def _dates(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted((re.escape(m) for m in words.months), key=len, reverse=True))
    return (
        re.compile(rf"({names})\.?\s+([0-3]?[0-9])(?:st|nd|rd|th)?\s?,?\s+([12][0-9]{{3}})",
                   re.IGNORECASE),
        re.compile(rf"\b([0-3]?[0-9])(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?({names})\.?,?\s+"
                   r"(?:del?\s+)?([12][0-9]{3})",
                   re.IGNORECASE),
    )  # fmt: skip


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _century(year: int) -> int:
    """Two figures mean 1970 to 2069."""
    return year if year > 99 else (2000 + year if year < 70 else 1900 + year)


def full_date(line: str, words: Words) -> tuple[date, int] | None:
    """The first full date in the line and where it ends."""
    month_first, day_first = _dates(words)
    match = month_first.search(line)
    if match:
        found = _make(int(match[3]), words.months[match[1].lower()], int(match[2]))
        return (found, match.end()) if found else None
    match = day_first.search(line)
    if match:
        found = _make(int(match[3]), words.months[match[2].lower()], int(match[1]))
        return (found, match.end()) if found else None
    match = _NUMERIC.search(line)
    if match:
        first, second, year = int(match[1]), int(match[2]), _century(int(match[3]))
        month_leads = words.month_leads and first <= 12
        found = _make(year, first, second) if month_leads else _make(year, second, first)
        return (found, match.end()) if found else None
    match = _ISO.search(line)
    if match:
        found = _make(int(match[1]), int(match[2]), int(match[3]))
        return (found, match.end()) if found else None
    return None


def read_published(line: str, words: Words) -> date | datetime | None:
    """The moment that a line such as "November 18, 2019 at 2:26 PM HST" gives, or None."""
    stamp = _WIRE_STAMP.match(line.strip())
    if stamp:
        month = words.months.get(stamp[4].lower(), 0)
        day = _make(_century(int(stamp[5])), month, int(stamp[1]))
        hour, minute = int(stamp[2]), int(stamp[3])
        return _at(day, hour, minute, None) if day else None
    ending = _WIRE_END.match(line)
    if ending:
        day = _make(_century(int(ending[3])), int(ending[1]), int(ending[2]))
        return _at(day, int(ending[4]), int(ending[5]), _zone(ending[6])) if day else None
    line = next((part for part in _UPDATED.split(line) if full_date(part, words)), line)
    found = full_date(line, words)
    if not found:
        return None
    day, end = found
    time = _TIME.search(line, end, end + 24) or _TIME.search(line, 0, max(0, end - 8))
    if not time:
        return day
    hour = int(time[1])
    if time[3]:
        hour = hour % 12 + (12 if time[3].lower() == "p" else 0)
    return _at(day, hour, int(time[2]), _zone(line[time.end() : time.end() + 12]))


def _zone(tail: str) -> timezone | None:
    match = _ZONE.search(tail)
    if not match:
        return None
    hours = _ZONES[match[1]] + int(match[2] or 0)
    return timezone(timedelta(hours=hours)) if abs(hours) <= 14 else None


def _at(day: date, hour: int, minute: int, zone: timezone | None) -> date | datetime:
    if hour > 23:
        return day
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def date_in_address(url: str) -> date | None:
    """The day in an address such as .../2018/01/21/..., or None."""
    match = _IN_URL.search(url)
    return _make(int(match[1]), int(match[2]), int(match[3])) if match else None


def date_in_code(line: str) -> date | None:
    """The day in a wire's own number, such as XYZ_ENG_20180121.0001, or None."""
    match = _IN_CODE.match(line + " ")
    return _make(int(match[1]), int(match[2]), int(match[3])) if match else None

"""Reads the dateline at the head of a paragraph: place, date, agency, in the wires' many habits.

Called by `claims.reading.anatomy.layout`. It only parses; `claims.reading.anchoring` finds the
year that is not written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.languages.words import Words
from claims.reading.story import Span
from claims.reading.view import View


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEAD = 170
_AGENCY_ALONE = 5  # "(CNN) The ...": the pattern without a place
_AGENCIES = _set(
    "dpa afp ap apa sda ots efe ansa lusa rtr kna epd sid cnn reuters upi ians pti xinhua"
)
_LABELS = _set(
    "UPDATE BREAKING WATCH EXCLUSIVE OPINION ANALYSIS EXPLAINER CORRECTION NOTE LIVE VIDEO "
    "INTERVIEW FACTBOX PROFILE TIMELINE WARNING LISTEN READ QUIZ REVIEW"
)
_SMALL = frozenset(["of", "de", "la", "le", "the", "los", "las", "del", "el", "al", "and", "upon"])
_DASH = r"\.?\s*(?:--+|[-\u2013\u2014\u2015_:])+(?=\s|$|[A-Z\"])"


@dataclass(frozen=True, slots=True)
class Found:
    """What a dateline holds; `year` is None where it is not written."""

    span: Span
    place: str | None
    agency: str | None
    day: int | None
    month: int | None
    year: int | None


@lru_cache(maxsize=16)
def _patterns(words: Words) -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted((re.escape(m) for m in words.months), key=len, reverse=True))
    year = r"(?P<year{0}>[12][0-9]{{3}})(?:\s?,\s?(?P=year{0}))?"
    date = (
        rf"(?i:(?P<month>{names})\.?\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s?,\s?{year.format('')})?"
        rf"|(?P<dayb>[0-3]?[0-9])(?:st|nd|rd|th|er|º|\.)?\s(?:de\s)?(?P<monthb>{names})\.?"
        rf"(?:(?:\s?,?\s?|\sdel?\s){year.format('b')})?)"
    )
    place = r"(?P<place>[^\W\d_a-z][^()\n\d:;\"?!\u2014\u2013]{1,60}?)"
    agency = r"(?:\((?P<agency>[^()\n]{2,32})\)|/(?P<agencyb>[^/\n]{2,32})/)"
    # The weekday before a date ("Tehran, Monday, 4 March") is left to the place's check.
    return (
        re.compile(rf"{place}\s?,?\s{date}\s?,?\.?\s?{agency}(?:{_DASH}|\s*\.(?=\s|$)|\s*$|\s+)"),
        re.compile(rf"{place}\s?,?\s?{agency}{_DASH}"),
        re.compile(rf"{agency}\s?(?:--?|[\u2013\u2014])?\s?{place}\s?,\s{date}(?:{_DASH}|\s*$)"),
        re.compile(rf"{place}\s?,\s{date}(?:{_DASH}|\s?,?\.?\s*$)"),
        re.compile(
            r"(?P<place>[A-Z][A-Z .,/'-]{2,40}?(?:,\s[A-Z][\w. ]{2,20}?)?)\s?"
            r"(?:--|[\u2013\u2014]|(?<= )-|:)\s"
        ),
        re.compile(
            r"\((?P<agency>[A-Z][\w .]{1,20})\)\s*(?:--?|[\u2013\u2014])?\s*(?=[A-Z\"\u201c])"
        ),
    )


def _after_by(place: str) -> str:
    """A byline run on to the place: "By Ada Mold ARDEN" is ARDEN."""
    if not place.lower().startswith("by "):
        return place
    parts = place.split()
    first = next((i for i in range(len(parts)) if all(p.isupper() for p in parts[i:])), len(parts))
    return " ".join(parts[first:])


def _is_place(place: str) -> bool:
    bare = place.replace(",", " ").split()
    return 0 < len(bare) <= 6 and all(t[0].isupper() or t.lower() in _SMALL for t in bare)


def parse_dateline(text: str, start: int, end: int, words: Words) -> Found | None:
    """The dateline with which the paragraph `text[start:end]` opens, or None."""
    view = View(text, start, min(end, start + _HEAD))
    for index, pattern in enumerate(_patterns(words)):
        match = pattern.match(view.text)
        groups = match.groupdict() if match else {}
        place = _after_by(groups.get("place") or "")
        if not match or not (_is_place(place) or (index == _AGENCY_ALONE and not place)):
            continue
        agency = groups.get("agency") or groups.get("agencyb")
        if index == 1 and not _is_agency(agency or ""):
            continue
        if index == _AGENCY_ALONE and (agency or "").lower() not in _AGENCIES:
            continue
        if index == 4 and (len(view.text) - match.end() < 40 or place.upper() in _LABELS):
            continue
        month = groups.get("month") or groups.get("monthb")
        day = groups.get("day") or groups.get("dayb")
        year = groups.get("year") or groups.get("yearb")
        stop = len(match.group().rstrip())
        return Found(
            view.span(0, stop),
            place.strip(" ,") or None,
            agency.strip() if agency else None,
            int(day) if day else None,
            words.months[month.lower()] if month else None,
            int(year) if year else None,
        )
    return None


def _is_agency(agency: str) -> bool:
    """Names and initials, no sentence and no age."""
    tokens = agency.replace("/", " ").split()
    capital = any(char.isupper() for char in agency) or "/" in agency or agency in _AGENCIES
    return capital and len(tokens) <= 4 and not any(char.isdigit() for char in agency)

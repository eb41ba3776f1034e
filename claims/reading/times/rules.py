"""One small function a form of date: its groups and the context in, the interval out.

Called by `claims.reading.times.find`. A rule answers with no interval where the text does not
settle the days. Nothing here searches text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from claims.reading.languages.words import DateGrammar, Words
from claims.reading.story import Moment
from claims.reading.times import clock as day_of
from claims.reading.times.clock import Clock, Interval, say

_MIDWEEK = 3  # Thursday


class Groups:
    """The named groups of a match, with the alternatives ("dayb", "monthb") under one name."""

    __slots__ = ("_all",)

    def __init__(self, groups: Mapping[str, str | None]) -> None:
        self._all = {name: value for name, value in groups.items() if value}

    def text(self, name: str) -> str:
        """The group's words, or "" where it took no part."""
        for key in (name, f"{name}b", f"{name}c"):
            if key in self._all:
                return self._all[key]
        return ""

    def number(self, name: str) -> int | None:
        """The group's figures, or None."""
        value = self.text(name)
        return int(value) if value.isdigit() else None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside its own groups."""

    clock: Clock
    grammar: DateGrammar
    words: Words
    told: tuple[Moment, ...]  # resolved dates before this one, nearest last
    days: tuple[Moment, ...]  # those from which days are counted: no year, nothing open
    years: tuple[Moment, ...]  # those from which years are counted
    ahead: bool  # the words around speak of what is to come


@dataclass(frozen=True, slots=True)
class Answer:
    """The interval, what it was counted from and what was inferred."""

    interval: Interval | None = None
    anchor: str | None = None
    inferred: str | None = None


def _one(day: date | None) -> Interval | None:
    return (day, day) if day else None


def _anchored(interval: Interval | None, c: Context, inferred: str | None = None) -> Answer:
    return Answer(interval, c.clock.label or None, inferred) if interval else Answer()


def _month(g: Groups, c: Context) -> int:
    return g.number("monthno") or c.words.months.get(g.text("month").lower(), 0)


def _year_for(month: int, c: Context) -> tuple[int | None, str | None]:
    """The year of a bare month: the story's own, else the nearest past (or coming) one."""
    if month in c.clock.months:
        year = c.clock.months[month]
        return year, f"year {year}: the story gives it for the same month"
    anchor = c.clock.anchor
    if anchor is None:
        return None, None
    if c.ahead:
        year = anchor.year + (month < anchor.month)
        return year, f"year {year}: the next such month from the {c.clock.label}"
    year = anchor.year - (month > anchor.month)
    return year, f"year {year}: the nearest such month before the {c.clock.label}"


def _day(g: Groups, c: Context) -> Answer:
    month = _month(g, c)
    day = g.number("day") or c.words.ordinals.get(g.text("ordinal").lower(), 0)
    year = g.number("year")
    if year:
        return Answer(_one(day_of.make(year, month, day)))
    if month in c.clock.months:
        known, why = _year_for(month, c)
        return Answer(_one(day_of.make(known or 0, month, day)), "the story's own dates", why)
    if c.clock.anchor is None:
        return Answer()
    found = day_of.nearest(c.clock.anchor, month, day, ahead=c.ahead)
    side = "after" if c.ahead else "before"
    why = f"year {found.year}: the nearest such day {side} the {c.clock.label}" if found else None
    return _anchored(_one(found), c, why)


def _days(g: Groups, c: Context) -> Answer:
    first = _day(g, c)
    last = g.number("day2")
    if first.interval is None or last is None:
        return first
    end = day_of.make(first.interval[0].year, first.interval[0].month, last)
    if end is None or end < first.interval[0]:
        return first
    return Answer((first.interval[0], end), first.anchor, first.inferred)


def _part(g: Groups, c: Context) -> Answer:
    month, part = _month(g, c), c.grammar.parts[g.text("part").lower()]
    year, why = g.number("year"), None
    if year is None:
        year, why = _year_for(month, c)
    return _anchored((year and day_of.third_of(year, month, part)) or None, c, why)


def _part_rel(g: Groups, c: Context) -> Answer:
    anchor = c.clock.anchor
    if anchor is None:
        return Answer()
    part = c.grammar.parts[g.text("part").lower()]
    step = c.grammar.relative[g.text("rel").lower()]
    if c.grammar.unit(g.text("unit")) == "month":
        month = day_of.month_of(anchor.year, anchor.month + step)
        return _anchored(month and day_of.third_of(month[0].year, month[0].month, part), c)
    return _anchored(_third_of_year(anchor.year + step, part), c)


def _third_of_year(year: int, part: int) -> Interval | None:
    first, last = day_of.month_of(year, 1 + 4 * part), day_of.month_of(year, 4 + 4 * part)
    return (first[0], last[1]) if first and last else None


def _month_rule(g: Groups, c: Context) -> Answer:
    month, year, why = _month(g, c), g.number("year"), None
    if year is None:
        year, why = _year_for(month, c)
        return _anchored((year and day_of.month_of(year, month)) or None, c, why)
    return Answer(day_of.month_of(year, month))


def _month_rel(g: Groups, c: Context) -> Answer:
    anchor, month = c.clock.anchor, _month(g, c)
    if anchor is None:
        return Answer()
    step = c.grammar.relative[g.text("rel").lower()]
    year = anchor.year
    if step < 0 and month >= anchor.month:
        year -= 1
    elif step > 0 and month <= anchor.month:
        year += 1
    return _anchored(day_of.month_of(year, month), c, f"year {year}, from the {c.clock.label}")


def _quarter(g: Groups, c: Context) -> Answer:
    quarter = g.number("quarterno") or c.words.ordinals.get(g.text("quarter").lower(), 1)
    year = g.number("year") or 0
    first = day_of.month_of(year, 3 * quarter - 2)
    last = day_of.month_of(year, 3 * quarter)
    return Answer((first[0], last[1]) if first and last else None)


def _relative(g: Groups, c: Context) -> Answer:
    anchor = c.clock.anchor
    if anchor is None:
        return Answer()
    step = c.grammar.relative.get(g.text("rel").lower(), 0)
    unit = c.grammar.unit(g.text("unit"))
    if unit == "weekend" and step == 0 and anchor.weekday() < _MIDWEEK and not c.ahead:
        step = -1  # told on a Monday: the one that has just been
    return _anchored(_unit_at(anchor, unit, step), c)


def _unit_at(anchor: date, unit: str, step: int) -> Interval | None:
    if unit == "month":
        return day_of.month_of(anchor.year, anchor.month + step)
    if unit == "year":
        return day_of.years(anchor.year + step, anchor.year + step)
    if unit == "quarter":
        start = 3 * ((anchor.month - 1) // 3) + 1 + 3 * step
        first = day_of.month_of(anchor.year, start)
        last = day_of.month_of(anchor.year, start + 2)
        return (first[0], last[1]) if first and last else None
    if unit == "decade":
        start = anchor.year - anchor.year % 10 + 10 * step
        return day_of.years(start, start + 9)
    day = day_of.shift(anchor, 7 * step)
    week = day and day_of.week_of(day)
    if week and unit == "weekend":
        saturday = day_of.shift(week[1], -1)
        return (saturday, week[1]) if saturday else None
    return week or None


def _the_year(g: Groups, c: Context) -> Answer:
    told = [m for m in c.told if m.first]
    base = told[-1].first if told else c.clock.anchor
    if base is None:
        return Answer()
    if c.grammar.unit(g.text("unit")) == "month":
        interval = day_of.month_of(base.year, base.month)
    else:
        interval = day_of.years(base.year, base.year)
    source = f'"{told[-1].text}"' if told else c.clock.label
    return Answer(interval, source, f"{base.year}, from {source}")


def _ago(g: Groups, c: Context) -> Answer:
    way, unit = g.text("way").lower(), c.grammar.unit(g.text("unit"))
    count = g.number("n") or c.grammar.counts.get(g.text("n").lower())
    base, label = c.clock.anchor, c.clock.label
    told = c.years if unit in {"year", "decade"} else c.days
    if way not in c.grammar.from_now and told:
        near = told[-1]
        base, label = near.first, f"{near.text}, {say(near.first)}" if near.first else near.text
    if base is None or not count:
        return Answer()  # "some days ago" settles nothing
    step = -count if way in c.grammar.back else count
    return Answer(_counted(base, unit, step), label or None, f"counted from {label}")


def _counted(base: date, unit: str, step: int) -> Interval | None:
    if unit == "hour":
        return None
    if unit == "day":
        return _one(day_of.shift(base, step))
    if unit == "week":
        return _one(day_of.shift(base, 7 * step))
    if unit == "month":
        return day_of.month_of(base.year, base.month + step)
    step = step * 10 if unit == "decade" else step
    return day_of.years(base.year + step, base.year + step)


def _day_before(g: Groups, c: Context) -> Answer:
    if not c.days or c.days[-1].first is None:
        return Answer()
    near, step = c.days[-1], -1 if g.text("way").lower() in c.grammar.back | {"earlier"} else 1
    base = near.first or date.min
    return Answer(_one(day_of.shift(base, step)), f"{near.text}, {say(base)}", "counted from it")


def _span_of(g: Groups, c: Context, sign: int) -> Answer:
    anchor = c.clock.anchor
    count = g.number("n") or c.grammar.counts.get(g.text("n").lower())
    unit = c.grammar.unit(g.text("unit"))
    if anchor is None or not count or unit == "hour":
        return Answer()
    days = {"day": 1, "week": 7}.get(unit)
    if days:
        other = day_of.shift(anchor, sign * days * count)
    else:
        months = count * {"month": 1, "year": 12, "decade": 120}[unit]
        whole = day_of.month_of(anchor.year, anchor.month + sign * months)
        other = whole and whole[0].replace(day=min(anchor.day, whole[1].day))
    if not other:
        return Answer()
    return _anchored((min(anchor, other), max(anchor, other)), c)


def _weekday(g: Groups, c: Context) -> Answer:
    anchor = c.clock.anchor
    if anchor is None:
        return Answer()
    gap = (anchor.weekday() - c.words.weekdays[g.text("weekday").lower()]) % 7
    step = c.grammar.relative.get(g.text("rel").lower(), 0)
    if step > 0 or (step == 0 and c.ahead):
        return _anchored(_one(day_of.shift(anchor, 7 - gap)), c, "the next such day")
    if step < 0 and gap == 0:
        gap = 7
    return _anchored(_one(day_of.shift(anchor, -gap)), c, "the nearest such day up to then")


def _weekday_dated(g: Groups, c: Context) -> Answer:
    """ "Friday (29)": the nearest 29th that is a Friday, up to the anchor unless it is to come."""
    anchor, day = c.clock.anchor, g.number("day") or 0
    wanted = c.words.weekdays[g.text("weekday").lower()]
    if anchor is None:
        return Answer()
    near: list[date] = []
    for step in range(-3, 4):
        month = day_of.month_of(anchor.year, anchor.month + step)
        found = month and day_of.make(month[0].year, month[0].month, day)
        if found and found.weekday() == wanted:
            near.append(found)
    side = [d for d in near if (d >= anchor if c.ahead else d <= anchor)]
    best = min(side or near, key=lambda d: abs((d - anchor).days), default=None)
    return (
        _anchored(_one(best), c, "month and year: the nearest such day") if best else _weekday(g, c)
    )


def _word(g: Groups, c: Context) -> Answer:
    anchor = c.clock.anchor
    if anchor is None:
        return Answer()
    step = c.grammar.day_words[g.text("word").lower()]
    return _anchored(_one(day_of.shift(anchor, step)), c)


def _years(g: Groups, _: Context) -> Answer:
    first, last = g.number("year") or 0, g.number("year2") or 0
    if last < 100:
        last += first - first % 100
    return Answer(day_of.years(first, last) or day_of.years(first, first))


def _decade(g: Groups, c: Context) -> Answer:
    first = g.number("decade") or 0
    first += 1900 if first < 100 else 0  # "los años 90"
    part = g.text("part") or g.text("part2")
    if not part:
        return Answer(day_of.years(first, first + 9))
    start, end = ((0, 3), (4, 6), (7, 9))[c.grammar.parts[part.lower()]]
    return Answer(day_of.years(first + start, first + end))


def _part_year(g: Groups, c: Context) -> Answer:
    part = c.grammar.parts[g.text("part").lower()]
    return Answer(_third_of_year(g.number("year") or 0, part))


def _year(g: Groups, _: Context) -> Answer:
    year = g.number("year") or 0
    return Answer(day_of.years(year, year))


def _event(g: Groups, c: Context) -> Answer:
    noun = g.text("event").lower().split()[-1:]
    known = noun[0] if noun else ""
    began = c.clock.events.get(known)
    if began is None and known in c.words.war_words | c.words.attack_words:
        began = c.clock.war
    if began is None:
        return Answer()
    return Answer((began, began), say(began), f"began on {say(began)}, as the story says")


RULES: Mapping[str, Callable[[Groups, Context], Answer]] = {
    "iso": _day,
    "numeric": _day,
    "weekday day": _weekday_dated,
    "weekday short": _weekday_dated,
    "days": _days,
    "full": _day,
    "day": _day,
    "ordinal": _day,
    "part": _part,
    "part rel": _part_rel,
    "month": _month_rule,
    "month rel": _month_rel,
    "month alone": _month_rule,
    "quarter": _quarter,
    "rel": _relative,
    "weekend": _relative,
    "the year": _the_year,
    "ago": _ago,
    "before": _day_before,
    "past": lambda g, c: _span_of(g, c, -1),
    "coming": lambda g, c: _span_of(g, c, 1),
    "weekday": _weekday,
    "word": _word,
    "years": _years,
    "decade": _decade,
    "part year": _part_year,
    "year": _year,
    "event start": _event,
    "event": _event,
}

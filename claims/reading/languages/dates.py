"""Builds the date grammar of a language that writes day, month, year, from a few lists of its words.

Called by the language files beside it (`es.py`, `fr.py`, `de.py`, `pt.py`); English, which writes
the month first too, has its own patterns. All patterns ignore case and stay linear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.reading.languages.words import DateGrammar

_YEAR = "(?P<year>1[5-9][0-9]{2}|20[0-9]{2})"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of dates. Strings are regular expressions; `{n}` and `{unit}` stand for groups."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]  # word -> hour, day, week, weekend, month, quarter, year, decade
    counts: Mapping[str, int]
    parts: Mapping[str, int]  # 0 early, 1 mid, 2 late: "a finales de"
    before: Mapping[str, int]  # before its noun: "la próxima" semana 1
    after: Mapping[str, int]  # after its noun: semana "pasada" -1
    day_words: Mapping[str, int]
    ago: str  # before the count: "hace", "vor"
    earlier: str  # after it: "antes"
    later: str
    the_day: Mapping[str, int]  # "la víspera" -1, "al día siguiente" 1
    past: str
    coming: str
    in_month: str  # before a bare month: "en"
    quarters: Mapping[str, int]
    quarter: str  # "trimestre"
    decade: str  # before "1990" or "90": "los años"; with {decade}
    since: str
    ahead: str
    told: str
    clock: str
    event_verb: str
    day_mark: str = ""  # after the day's figure: "er", "º"
    of: str = " "  # between day and month
    of_year: str = ",? "  # between month and year
    joins: str = "-"  # between two days
    weekday_short: Mapping[str, int] = field(default_factory=dict)  # short forms, after these:
    weekday_lead: Mapping[str, int] = field(default_factory=dict)
    denied: str = "(?!)"
    whole: str = ""  # the units of which "last" means one, where its plural looks the same


def _any(words: Mapping[str, int] | Mapping[str, str]) -> str:
    return "|".join(sorted((w.replace(".", r"\.") for w in words), key=len, reverse=True))


def _group(name: str, words: Mapping[str, int] | Mapping[str, str]) -> str:
    return f"(?P<{name}>{_any(words) or '(?!)'})"


def date_grammar(c: Calendar) -> DateGrammar:
    """The rules of `claims.reading.times.rules` for these words."""
    month, weekday = _group("month", c.months) + r"\b\.?", _group("weekday", c.weekdays)
    unit, part = _group("unit", c.units), _group("part", c.parts)
    n = f"(?P<n>[0-9]{{1,3}}|{_any(c.counts) or '(?!)'})"
    day = f"(?P<day>[0-3]?[0-9]){c.day_mark}"
    one = f"(?P<unit>{c.whole})" if c.whole else unit
    named = rf"(?:(?:{_any(c.weekdays)}),? (?:den |dem )?)?"
    before, after = _group("rel", c.before), _group("relb", c.after)
    rules = {
        "iso": r"(?<![\w-])(?P<year>[12][0-9]{3})-(?P<monthno>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])",
        "numeric": r"(?<![\w./,])(?P<day>[0-3]?[0-9])([./-])(?P<monthno>[01]?[0-9])\2"
        r"(?P<year>(?:19|20)[0-9]{2})(?![\w])",
        "days": rf"(?<![\w.,]){named}{day}(?:{c.joins}){day.replace('day', 'day2')}{c.of}{month}"
        rf"(?:{c.of_year}{_YEAR}\b)?",
        "full": rf"(?<![\w.,]){named}{day}{c.of}{month}{c.of_year}{_YEAR}\b",
        "day": rf"(?<![\w.,]){named}{day}{c.of}{month}(?!\w)",
        "part": rf"\b{part} ?{c.of.replace(' ', ' ?')}{month}(?:{c.of_year}{_YEAR}\b)?",
        "month": rf"\b{month}{c.of_year}{_YEAR}\b",
        "month rel": rf"\b(?:{before} {month}|{month.replace('month', 'monthb')} {after})\b",
        "month alone": rf"\b(?:{c.in_month}) ?(?P<date>{month})(?! [0-9])",
        "quarter": rf"\b{_group('quarter', c.quarters)} (?:{c.quarter}){c.of_year}{_YEAR}\b",
        "rel": rf"\b(?:{before} {one}|{one.replace('unit', 'unitb')} {after})\b",
        "ago": rf"\b(?:(?P<way>{c.ago}) {n} {unit}|"
        rf"{n.replace('<n>', '<nb>')} {unit.replace('unit', 'unitb')} "
        rf"(?P<wayb>{c.earlier}|{c.later}))\b",
        "before": rf"\b(?P<way>{_any(c.the_day) or '(?!)'})\b",
        "past": rf"\b{c.past.format(n=n, unit=unit)}\b",
        "coming": rf"\b{c.coming.format(n=n, unit=unit)}\b",
        "weekday": rf"\b(?:{before} )?{weekday}(?: {after})?\b",
        "weekday day": rf"\b(?:{before} )?{weekday}(?:,)? (?:\({day}\)|{day.replace('day', 'dayb')}\b"
        r"(?![\w.,:h]|[ ]?[hH]\b| [Uu]))",
        "word": rf"\b{_group('word', c.day_words)}\b",
        "years": rf"\b{_YEAR}(?:{c.joins}|/)(?:{_YEAR.replace('year', 'year2')}|"
        r"(?<=[-/–])(?P<year2b>[0-9]{2}))\b(?![-/0-9])",
        "decade": rf"\b{c.decade.format(decade='(?P<decade>(?:1[5-9][0-9]|20[0-9]|[2-9])0)')}",
        "part year": rf"\b{part} ?{c.of.replace(' ', ' ?')}{_YEAR}\b",
        "year": rf"(?<![\w$£€./,:-]){_YEAR}(?![\w%]|[.,/:][0-9]|-)",
    }
    if c.weekday_short:
        lead, short = _group("rel", c.weekday_lead), _group("weekday", c.weekday_short)
        rules["weekday short"] = rf"\b{lead} {short}\b(?: \((?P<day>[0-3]?[0-9])\))?"
    return DateGrammar(
        rules={name: f"(?i:{rule})" for name, rule in rules.items()},
        since=c.since,
        parts=dict(c.parts),
        relative={**c.after, **c.before, **c.weekday_lead},
        back=_back(c),
        from_now=frozenset(c.ago.split("|")),
        day_words=dict(c.day_words),
        counts=dict(c.counts),
        ahead=c.ahead,
        told=c.told,
        clock=c.clock,
        event_verb=c.event_verb,
        denied=c.denied,
        units=dict(c.units),
    )


def _back(c: Calendar) -> frozenset[str]:
    """The words that count backwards."""
    days = (word for word, step in c.the_day.items() if step < 0)
    return frozenset([*c.ago.split("|"), *c.earlier.split("|"), *days])

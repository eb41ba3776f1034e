"""Finds the written dates of a stretch and resolves each by its rule.

Called by `claims.reading.candidates` sentence by sentence, in order of the text, because "two days
earlier" counts from the date before it. It must not read outside the view that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain

from claims.reading.languages.words import DateGrammar, Words
from claims.reading.story import Moment
from claims.reading.times.clock import Clock, say
from claims.reading.times.rules import RULES, Context, Groups
from claims.reading.view import View

_FOUR = re.compile("[0-9]{4}")
_TEN = re.compile("[0-9]0")
_DIGIT_OR_CAPITAL = re.compile(r"[0-9A-Z]|[a-z]{3}")


_MONTH_NEAR, _WINDOW = 24, 120  # characters
_A_MONTH, _A_YEAR = 31, 366  # days
_NEAR = 4  # dates that a later one may count from


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    rule: str
    groups: Groups


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]  # lower-case words of which one must be there
    figures: re.Pattern[str] | None  # the figures that must be there


_ALTERNATIVES = re.compile(r"\(\?P<(?:unit|word)>(?:\(\?i:)?([^()?*+\[\\]+)\)")


@lru_cache(maxsize=16)
def _compiled(words: Words) -> tuple[_Rule, ...]:
    """The rules, each with the words of which one must stand in a text that it can match."""
    rules: list[_Rule] = []
    for name, source in words.grammar.rules.items():
        pattern = re.compile(source)
        groups = set(pattern.groupindex)
        needs: tuple[str, ...] = ()
        if "month" in groups:
            needs = tuple(words.months)
        elif "weekday" in groups:
            needs = tuple(words.weekdays)
        elif not groups & {"year", "decade"} and (found := _ALTERNATIVES.search(source)):
            needs = tuple(found[1].lower().split("|"))
        figures = _TEN if "decade" in groups else None
        figures = _FOUR if not needs and "year" in groups else figures
        rules.append(_Rule(name, pattern, needs, figures))
    return tuple(rules)


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words from its start on, in a text in lower case."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")


@lru_cache(maxsize=64)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _written(text: str, words: Words) -> list[_Found]:
    """The dates in order, the longest of those that overlap."""
    found: list[_Found] = []
    low = text.lower()
    there = {None: True, _FOUR: _FOUR.search(text) is not None, _TEN: _TEN.search(text) is not None}
    present: dict[tuple[str, ...], bool] = {(): True}  # a cheap look spares most patterns
    for rule in _compiled(words):
        if rule.needs not in present:
            present[rule.needs] = _any_of(rule.needs).search(low) is not None
        if not present[rule.needs] or not there[rule.figures]:
            continue
        name, pattern = rule.name, rule.pattern
        part = "date" if "date" in pattern.groupindex else 0
        found += [
            _Found(m.start(part), m.end(part), name, Groups(m.groupdict()))
            for m in pattern.finditer(text)
        ]
    street = _pattern(words.street)
    found = [f for f in found if f.rule != "year" or not street.match(text, f.end)]
    found.sort(key=lambda f: (f.start, -f.end))
    kept: list[_Found] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
        elif item.end - item.start > kept[-1].end - kept[-1].start:
            kept[-1] = item
    return kept


def clock_spans(view: View, words: Words) -> list[tuple[int, int]]:
    """Where clock times stand in the view; they are neither numbers nor dates."""
    return [m.span() for m in _pattern(words.grammar.clock).finditer(view.text)]


def _counts(moment: Moment, clock: Clock, longest: int, grammar: DateGrammar) -> bool:
    """Whether "two days earlier" may hang on it: a day or so, and no stretch up to now. Where the
    story has no day of its own an open one counts too, so that what hangs on it stays open.

    What itself looks back ("the day before") is left after its sentence: the telling goes on from
    the day that it was counted from.
    """
    low = f" {moment.text.lower()} "
    if any(f" {word} " in low for word in grammar.back - grammar.from_now):
        return False
    if moment.first is None:
        return clock.anchor is None
    if moment.last is None or (moment.first != moment.last == clock.anchor):
        return False
    return (moment.last - moment.first).days <= longest


def find_moments(
    view: View, words: Words, clock: Clock, before: Sequence[Moment] = ()
) -> list[Moment]:
    """The dates of the view in order, each resolved or left open.

    `before` holds the dates of the sentences before, nearest last.
    """
    moments: list[Moment] = []
    if not _DIGIT_OR_CAPITAL.search(view.text):
        return moments
    for found in _written(view.text, words):
        near = [*before[-_NEAR:], *moments[-_NEAR:]]
        told = [m for m in near if m.first][-_NEAR:]
        lead = view.text[max(0, found.start - 60) : found.start]
        tail = view.text[found.end : found.end + 40]
        context = Context(
            clock=clock,
            grammar=words.grammar,
            words=words,
            told=tuple(told),
            days=tuple(m for m in near if _counts(m, clock, _A_MONTH, words.grammar)),
            years=tuple(m for m in near if _counts(m, clock, _A_YEAR, words.grammar)),
            ahead=_ahead(words.grammar, lead, tail),
        )
        answer = RULES[found.rule](found.groups, context)
        start = found.start
        first, last = answer.interval or (None, None)
        since = _pattern(words.grammar.since).search(lead)
        if found.rule == "event start" and not (first or since or _is_strife(found, words)):
            continue  # "at the start of the broadcast" is no date
        if since:
            start -= len(lead) - since.start()
            last = clock.anchor if first else None
            if first and last and last < first:
                last = first
        span = view.span(start, found.end)
        moments.append(
            Moment(span.start, span.end, span.text, first, last, answer.anchor, answer.inferred)
        )
    return moments


def _is_strife(found: _Found, words: Words) -> bool:
    noun = found.groups.text("event").lower().split()[-1:]
    return bool(noun) and noun[0] in words.war_words | words.attack_words


def _ahead(grammar: DateGrammar, lead: str, tail: str) -> bool:
    """Whether the words around a date speak of what is to come."""
    if _pattern(grammar.told).search(lead):
        return False
    clause = re.split(r"[;\"]|, [A-Z]", lead)[-1]
    found = _pattern(grammar.ahead).search(clause)
    if found and found.end() == len(clause) and _pattern(grammar.denied).search(clause):
        return False  # "did not say so until Friday"
    return bool(found or _pattern(grammar.ahead).search(re.split(r"[.;\"]", tail)[0]))


def _around_years(text: str, words: Words) -> Iterator[str]:
    """The stretches in which a year stands near a month, cut between words; they never overlap."""
    end = 0
    low = text.lower()
    for match in _FOUR.finditer(text):
        near = low[max(0, match.start() - _MONTH_NEAR) : match.end() + _MONTH_NEAR]
        if match.start() < end or not any(month in near for month in words.months):
            continue
        start = max(end, text.rfind(" ", end, max(0, match.start() - _WINDOW)) + 1)
        end = text.find(" ", match.end() + _WINDOW)
        end = len(text) if end < 0 else end
        yield text[start:end]


def same_months(view: View, words: Words) -> dict[int, int]:
    """The years that the text itself gives for a month: "July 2021" makes 7 mean 2021.

    A month that the text gives with two different years settles nothing.
    """
    years: dict[int, set[int]] = {}
    pieces = [_written(piece, words) for piece in _around_years(view.text, words)]
    for found in chain.from_iterable(pieces):
        month = words.months.get(found.groups.text("month").lower())
        year = found.groups.number("year")
        if month and year and found.rule in {"month", "full", "days", "ordinal", "part"}:
            years.setdefault(month, set()).add(year)
    return {month: seen.pop() for month, seen in years.items() if len(seen) == 1}


def with_events(views: Sequence[View], words: Words, clock: Clock) -> Clock:
    """The clock with the days on which the story says that its war or its dispute began.

    Nothing is looked for where no sentence counts from such a beginning.
    """
    asks = [rule.pattern for rule in _compiled(words) if "event" in rule.pattern.groupindex]
    if not any(pattern.search(view.text) for view in views for pattern in asks):
        return clock
    told = [view for view in views if _pattern(words.grammar.event_verb).search(view.text.lower())]
    war = _war_start(told, words, clock)
    return replace(clock, war=war, events=_event_starts(told, words, clock))


def _event_starts(views: Sequence[View], words: Words, clock: Clock) -> dict[str, date]:
    """ "The dispute began on October 7, 2025" makes "dispute" mean that day; the first is kept."""
    days: dict[str, date] = {}
    for view in views:
        for match in _pattern(words.grammar.event_began).finditer(view.text):
            moments = find_moments(view, words, clock)
            after = [m for m in moments if view.index(m.start) >= match.start()]
            day = _single_day(after) or _single_day(moments)
            if day:
                days.setdefault(match["event"].lower(), day)
    return days


def _war_start(views: Sequence[View], words: Words, clock: Clock) -> date | None:
    """The day on which the story says that its war, attack or crisis began, or None."""
    second: date | None = None
    for view in views:
        low = view.text.lower()
        war = any(word in low for word in words.war_words)
        if war or (second is None and any(word in low for word in words.attack_words)):
            day = _single_day(find_moments(view, words, clock))
            if day and war:
                return day
            second = second or day
    return second


def _single_day(moments: Sequence[Moment]) -> date | None:
    return next((m.first for m in moments if m.first and m.first == m.last), None)


def label_for(day: date, source: str) -> str:
    """ "dateline, 4 March 2024"."""
    return f"{source}, {say(day)}"

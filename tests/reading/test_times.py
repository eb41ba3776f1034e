"""Dates as intervals, counted from the day of the story and never from today."""

import time
from datetime import date

import pytest

from claims.reading.languages.en import WORDS
from claims.reading.times import Clock, find_moments, same_months
from claims.reading.view import View

MONDAY = date(2024, 3, 4)
CLOCK = Clock(MONDAY, "dateline, 4 March 2024", {}, date(2023, 10, 7))


def resolved(text: str, clock: Clock = CLOCK) -> list[tuple[str, str]]:
    return [
        (str(m.first), str(m.last)) for m in find_moments(View(text, 0, len(text)), WORDS, clock)
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Sunday", "2024-03-03", "2024-03-03"),
        ("said Monday", "2024-03-04", "2024-03-04"),
        ("will open on Friday", "2024-03-08", "2024-03-08"),
        ("last month", "2024-02-01", "2024-02-29"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("next week", "2024-03-11", "2024-03-17"),
        ("the first of February", "2024-02-01", "2024-02-01"),
        ("in late January", "2024-01-21", "2024-01-31"),
        ("late last month", "2024-02-21", "2024-02-29"),
        ("in mid-May 2019", "2019-05-11", "2019-05-20"),
        ("since 1948", "1948-01-01", "2024-03-04"),
        ("on October 7", "2023-10-07", "2023-10-07"),
        ("June 29 2021", "2021-06-29", "2021-06-29"),
        ("11 June 1999", "1999-06-11", "1999-06-11"),
        ("July 9 and 10", "2023-07-09", "2023-07-10"),
        ("from 1945 to 1956", "1945-01-01", "1956-12-31"),
        ("the 1950s", "1950-01-01", "1959-12-31"),
        ("last April", "2023-04-01", "2023-04-30"),
        ("yesterday", "2024-03-03", "2024-03-03"),
        ("three days ago", "2024-03-01", "2024-03-01"),
        ("in the past two weeks", "2024-02-19", "2024-03-04"),
        ("since the start of the war", "2023-10-07", "2024-03-04"),
        ("the first quarter of 2018", "2018-01-01", "2018-03-31"),
    ],
)
def test_a_date_becomes_its_days(text: str, first: str, last: str) -> None:
    assert resolved(text) == [(first, last)]


def test_two_days_earlier_counts_from_the_date_before_it() -> None:
    text = "in a statement on Sunday, claimed what had happened two days earlier"
    assert resolved(text)[1] == ("2024-03-01", "2024-03-01")
    moment = find_moments(View(text, 0, len(text)), WORDS, CLOCK)[1]
    assert moment.anchor == "Sunday, 3 March 2024"


def test_without_an_anchor_relative_dates_stay_open() -> None:
    assert resolved("last month, on Sunday, October 7", Clock()) == [("None", "None")] * 3
    assert resolved("since 1812", Clock()) == [("1812-01-01", "None")]


def test_the_story_s_own_year_for_a_month_comes_first() -> None:
    text = "the July 2021 floods"
    months = same_months(View(text, 0, len(text)), WORDS)
    assert months == {7: 2021}
    assert resolved("on July 8", Clock(MONDAY, "dateline", months)) == [
        ("2021-07-08", "2021-07-08")
    ]


def test_a_day_that_no_calendar_has_stays_open() -> None:
    assert resolved("on February 31, 2023") == [("None", "None")]


def test_verbs_are_no_months() -> None:
    assert resolved("they may march on") == []


def test_a_month_with_its_year_is_found_anywhere_in_a_long_text() -> None:
    filler = "The mill ran as it had run before, said the millers of Vale, in 1961 and 1962. " * 40
    text = f"{filler}The July 2021 floods. {filler}On 3 May 2019 it shut. {filler}In May 2020 too."
    assert same_months(View(text, 0, len(text)), WORDS) == {7: 2021}


def test_years_without_blanks_between_them_are_read_in_linear_time() -> None:
    text = "May2021," * 12_000
    started = time.process_time()
    same_months(View(text, 0, len(text)), WORDS)
    assert time.process_time() - started < 2

"""The facts of a claim as a reviewer sees them."""

from typing import Any

import pytest

from reviews.desk.facts import Chip, chips_of, names_of


def number(text: str, value: Any, unit: str | None = None, hedge: str | None = None) -> Chip:
    return chips_of({"numbers": [{"text": text, "value": value, "unit": unit, "hedge": hedge}]})[0]


def moment(first: str | None, last: str | None, **more: str) -> Chip:
    return chips_of({"dates": [{"text": "then", "first": first, "last": last, **more}]})[0]


@pytest.mark.parametrize(
    ("text", "value", "means"),
    [
        ("30,410", 30410.0, ""),
        ("70%", 70.0, ""),
        ("$4.2 million", 4.2e6, "4,200,000"),
        ("a fifth", 0.2, "0.2"),
        ("seventy-two", 72.0, "72"),
        ("ten to fifteen", [10.0, 15.0], "10 to 15"),
        ("dozens", None, "not countable"),
    ],
)
def test_a_number_says_its_value_where_its_words_do_not(text: str, value: Any, means: str) -> None:
    assert number(text, value).means == means


def test_a_number_keeps_its_hedge_and_says_its_currency_once() -> None:
    chip = number("$4.2 million", 4.2e6, "$ a year", "at least")
    assert (chip.lead, chip.tail) == ("at least", "a year")


@pytest.mark.parametrize(
    ("first", "last", "means"),
    [
        ("2024-03-03", "2024-03-03", "3 March 2024"),
        ("2024-03-21", "2024-03-31", "21 to 31 March 2024"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("1990-01-01", "1999-12-31", "1990 to 1999"),
        ("2023-12-30", "2024-01-02", "30 December 2023 to 2 January 2024"),
        ("2024-03-03", None, "since 3 March 2024"),
        (None, "2024-03-03", "until 3 March 2024"),
        (None, None, "left open"),
    ],
)
def test_a_date_says_its_days(first: str | None, last: str | None, means: str) -> None:
    assert moment(first, last).means == means


def test_a_date_says_from_what_it_was_counted_and_what_was_inferred() -> None:
    chip = moment("2024-03-03", "2024-03-03", anchor="dateline, 4 March 2024", inferred="nearest")
    assert chip.why == "from dateline, 4 March 2024; nearest"
    assert moment("2024-03-03", "2024-03-03").why == ""


def test_who_is_named_beside_the_claimant_and_the_places_stands_once() -> None:
    facts = {
        "claimant": {"name": "Ada Mold"},
        "places": [{"text": "Arden"}],
        "names": [{"text": n} for n in ("Ada Mold", "Arden", "Vale\nUnion", "Vale Union", "Mold")],
    }
    assert names_of(facts) == ["Vale Union"]
    assert names_of({}) == []

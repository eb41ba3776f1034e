"""Figures and words, hedges and units."""

import pytest

from claims.reading.languages.en import WORDS
from claims.reading.quantities import find_numbers
from claims.reading.view import View


def numbers(text: str) -> list[tuple[object, str | None]]:
    view = View(text, 0, len(text))
    return [(n.value, n.hedge) for n in find_numbers(view, WORDS)]


@pytest.mark.parametrize(
    ("text", "value", "hedge"),
    [
        ("killed at least 1,204 hens", 1204, "at least"),
        ("more than half the towns", 0.5, "more than"),
        ("about 70% of the roof", 70, "about"),
        ("paid $1.5 million in taxes", 1_500_000, None),
        ("seventy-two miners", 72, None),
        ("three hundred and six boats", 306, None),
        ("two million people", 2_000_000, None),
        ("one-third of the sites", 1 / 3, None),
        ("1 in 10 hens", 0.1, None),
        ("10 to 15 boats", (10, 15), None),
        ("between 3 million and 4 million hens", (3e6, 4e6), None),
        ("2-3 million hens", (2e6, 3e6), None),
        ("some 390 million miles", 390_000_000, "some"),
        ("200 or so hens", 200, "or so"),
        ("dozens of boats", None, None),
        ("hundreds of thousands of hens", None, None),
        ("twice as much water", 2, None),
        ("the third largest mill", 3, None),
        ("they are second", 2, None),
        ("up to 1\u200b204 hens", 1204, "up to"),
        ("30,\u200b410 hens", 30410, None),
    ],
)
def test_a_quantity_has_its_value_and_its_hedge(
    text: str, value: object, hedge: str | None
) -> None:
    assert numbers(text) == [(pytest.approx(value) if value is not None else None, hedge)]


@pytest.mark.parametrize(
    "text",
    ["one of the men", "won 10-1", "in Week 1", "at 33-of-46", "a third country", "Mill 2.0"],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("three US soldiers dead", "US soldiers"),
        ("7,000 death sentences being passed", "death sentences"),
        ("a 380-member team", "member"),
        ("37.8 points per game", "points per game"),
        ("12 percent of", "percent"),
        ("$61,600 per day", "$ per day"),
    ],
)
def test_the_unit_is_what_is_counted(text: str, unit: str) -> None:
    assert find_numbers(View(text, 0, len(text)), WORDS)[0].unit == unit


def test_of_an_unknown_language_only_bare_figures_are_read() -> None:
    text = "30.410 personas y 12 barcos"
    assert [n.value for n in find_numbers(View(text, 0, len(text)), None)] == [12]


def test_a_taken_stretch_is_no_number() -> None:
    text = "on 4 March 12 men"
    assert [n.value for n in find_numbers(View(text, 0, len(text)), WORDS, [(3, 10)])] == [12]

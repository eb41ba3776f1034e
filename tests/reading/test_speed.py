"""What spares the reader work must not spare it a find."""

from __future__ import annotations

import pytest

from claims.reading.languages.en import WORDS
from claims.reading.quantities import find_numbers
from claims.reading.view import View
from claims.reading.worthiness import find_signs


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Twenty-one mills burnt", 21.0),
        ("A million hens died", 1e6),
        ("Two-thirds of the hens died", 2 / 3),
        ("Half of the hens died", 0.5),
        ("It cost twice as much", 2.0),
        ("Hundreds of hens died", None),
        ("SEVEN hens died", 7.0),
    ],
)
def test_numbers_without_figures_are_found(text: str, value: float | None) -> None:
    (number,) = find_numbers(View(text, 0, len(text)), WORDS)
    assert number.value == (value if value is None else pytest.approx(value))


def test_a_sentence_without_number_words_has_no_numbers() -> None:
    text = "The mill burnt often and the money went to the tenants"
    assert not find_numbers(View(text, 0, len(text)), WORDS)


def test_signs_are_told_without_regard_to_case_but_us_is_no_us() -> None:
    assert {"harm", "superlative"} <= find_signs("THE DEADLIEST FIRE KILLED HENS", WORDS)
    assert "first person" in find_signs("They told us so", WORDS)
    assert "first person" not in find_signs("The US said so", WORDS)

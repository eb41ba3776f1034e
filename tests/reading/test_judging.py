"""What becomes a candidate, what is left out, and what the score is made of."""

import json
import math

import pytest

from claims.reading import LANGUAGES, READER_VERSION, as_scorer_json, candidates, left_out, read
from claims.reading.story import Kind
from tests.reading.stories import MILL, candidate, reading


def test_the_toll_keeps_its_hedge_and_its_unit() -> None:
    found = candidate(reading(MILL)[1], "1,204 hens")
    toll = found.numbers[0]
    assert (toll.value, toll.hedge, toll.unit) == (1204, "at least", "hens")
    assert found.text.startswith("A fire destroyed")
    assert found.kind is Kind.NUMBER


def test_the_days_are_counted_from_the_statement() -> None:
    found = candidate(reading(MILL)[1], "two days earlier")
    assert str(found.dates[0].first) == "2024-03-01"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Is the mill insured?", "question"),
        ("Norrland News", "outlet"),
        ("Norrland Press", "credit"),
        ("https://", "link"),
        ("ARDEN, March", "dateline"),
    ],
)
def test_what_is_no_claim_is_left_out_with_its_reason(words: str, reason: str) -> None:
    found = [item for item in left_out(read(MILL)) if words in item.text]
    assert any(reason in item.reason for item in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "What a great day it was!",
        "Please call the mill on Sunday.",
        "\u201cI feel like I may need a rest,\u201d he said.",
        "It was a wonderful and beautiful sight.",
    ],
)
def test_opinions_and_appeals_are_left_out(sentence: str) -> None:
    text = MILL.replace("Is the mill insured?", sentence)
    assert not any(sentence in c.text for c in candidates(read(text)))


def test_the_terms_sum_to_the_score() -> None:
    for found in candidates(read(MILL)):
        total = sum(term.value for term in found.terms)
        assert found.worthiness == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-4)
        assert all(term.label for term in found.terms)


def test_what_stands_earlier_weighs_more() -> None:
    same = "The council of Arden closed 12 mills on the coast."
    rows = "\n\n".join([same, *["The hens of the coast were counted by the town again."] * 6, same])
    found = [c for c in candidates(read(rows)) if c.text == same]
    assert found[0].worthiness > found[-1].worthiness


def test_a_vow_ranks_below_what_happened() -> None:
    text = MILL.replace("Is the mill insured?", "The council of Arden will rebuild the mill soon.")
    found = reading(text)[1]
    vow = candidate(found, "will rebuild")
    assert vow.kind is Kind.PREDICTION
    assert vow.worthiness < candidate(found, "1,204 hens").worthiness


def test_candidates_stand_in_order_and_inside_the_text() -> None:
    story = read(MILL)
    found = candidates(story)
    assert [c.start for c in found] == sorted(c.start for c in found)
    assert all(story.text[c.start : c.end] == c.text for c in found)


def test_an_unknown_language_is_ranked_by_position_and_figures() -> None:
    text = (
        "De molen van Arden is zondag afgebrand en er zijn 12 kippen omgekomen in de grote hal.\n\n"
        "De buren van het dorp vragen nu om hulp voor de arbeiders van de oude molen."
    )
    story = read(text)
    assert story.language == "nl"
    assert any("position and figures" in note for note in story.notes)
    found = candidates(story)
    assert len(found) == 2
    assert found[0].worthiness > found[1].worthiness
    assert found[0].numbers[0].value == 12
    assert found[0].claimant is None


def test_a_language_that_is_given_is_kept() -> None:
    assert read(MILL, language="es").language == "es"
    assert read(MILL, language="en-GB").language == "en"
    assert LANGUAGES == ("en", "es", "fr", "de", "pt")
    assert READER_VERSION == "2"


def test_the_report_is_plain_json_of_the_scorers_form() -> None:
    story = read(MILL)
    report = json.loads(json.dumps(as_scorer_json(story, candidates(story))))
    assert report["dateline"]["date"] == "2024-03-04"
    assert report["headline"]["text"].startswith("Mill fire")
    first = report["candidates"][0]
    assert first["claimant"] == "the Vale Fire Brigade"
    assert first["numbers"][0] == {
        "text": "1,204",
        "at": [211, 216],
        "value": 1204,
        "unit": "hens",
        "hedge": "at least",
    }
    assert first["dates"][0]["start"] == "2024-03-03"
    assert first["reasons"]

"""The worthiness is one linear model: what its terms promise, and what must rank above what."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from itertools import pairwise

import pytest

from claims.reading import candidates, read
from claims.reading.languages.en import WORDS
from claims.reading.setting import find_places
from claims.reading.story import Candidate, PartName, Sentence
from claims.reading.worthiness import (
    LABELS,
    STORY,
    WORDING,
    of_sentence,
    story_weights,
    wording_weights,
)
from tests.reading.stories import MILL, candidate, reading

FAIR = "I think it's fair to note that unemployment rose 4% last year."


def worth(text: str) -> float:
    return of_sentence(text)[0]


def odds(worthiness: float) -> float:
    return math.log(worthiness / (1 - worthiness))


def said(found: Candidate) -> dict[str, str]:
    return {term.code: term.label for term in found.terms}


# ---- a sentence alone --------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        FAIR,
        "We have lost 600,000 manufacturing jobs in the last four years.",
        "The budget deficit doubled under his administration.",
        "He voted against the bill 12 times in the Senate.",
    ],
)
def test_what_can_be_checked_is_worth_checking(text: str) -> None:
    assert worth(text) >= wording_weights().threshold


@pytest.mark.parametrize(
    "text",
    [
        "Good evening and thank you for coming.",
        "I think that we can do better than that.",
        "Let me answer that question.",
        "What would you do about it, Senator?",
        "",
        "...",
    ],
)
def test_what_states_nothing_is_not(text: str) -> None:
    assert worth(text) < wording_weights().threshold


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Inflation rose to 12 percent in 1980.", "Inflation is a terrible thing for us all."),
        ("The state cut 4,000 teachers in 2009.", "Our teachers are the heart of this nation."),
    ],
)
def test_a_figure_beats_colour(above: str, below: str) -> None:
    assert worth(above) > worth(below)


def test_the_wording_names_the_words_that_weigh_most() -> None:
    (label,) = [term.label for term in of_sentence(FAIR)[1] if term.code == "wording"]
    assert label.startswith("wording: ")
    assert "\u201cunemployment\u201d" in label
    assert label.count("\u201c") <= 3


@pytest.mark.parametrize(
    "text", [FAIR, "", "Nobody.", "x" * 5_000, "\u201c\u0301\U0001f414 7%" * 99]
)
def test_the_terms_of_a_sentence_sum_to_the_log_odds(text: str) -> None:
    value, terms = of_sentence(text)
    total = max(-12.0, min(12.0, sum(term.value for term in terms)))
    assert value == pytest.approx(1 / (1 + math.exp(-total)), abs=6e-5)


def test_the_same_sentence_has_the_same_terms_in_every_process() -> None:
    code = f"from claims.reading.worthiness import of_sentence as f; print(f({FAIR!r}))"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            cwd=STORY.parents[3],
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == str(of_sentence(FAIR))


@pytest.mark.parametrize("piece", ["a", "ab ", "1,", "I think 4% ", "'", "\u201c", "\ufb01n "])
def test_a_long_sentence_takes_no_more_than_its_beginning(piece: str) -> None:
    start = time.process_time()
    assert 0 <= worth(piece * 200_000) <= 1
    assert time.process_time() - start < 2
    assert of_sentence(piece * 2_000) == of_sentence(piece * 20_000)


# ---- a sentence in its story -------------------------------------------------------------------
def test_the_terms_have_labels_and_none_is_negligible() -> None:
    for found in candidates(read(MILL)):
        assert all(term.label for term in found.terms)
        assert len({term.code for term in found.terms}) == len(found.terms)
        assert all(abs(t.value) >= 0.05 for t in found.terms if t.code != "other")
        assert odds(found.worthiness) == pytest.approx(sum(t.value for t in found.terms), abs=0.02)
        values = [abs(t.value) for t in found.terms if t.code not in {"base", "other"}]
        assert all(one >= two for one, two in pairwise(values))


def test_a_story_of_an_unknown_language_is_told_by_what_every_language_has() -> None:
    codes = {code for found in candidates(read(MILL, language="xx")) for code in said(found)}
    assert codes <= {*LABELS} - {"wording", "harm", "law", "opinion", "attributed", "research"}
    assert {"position", "length"} <= codes


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "It has the highest life expectancy in the world, the ministry said.",
            "It was like nailing jelly to a wall 95 percent of the time, he said.",
        ),
        (
            "The council closed 12 mills in 2019.",
            "The council of Arden will build a school for the hens of the coast.",
        ),
    ],
)
def test_sense_beats_a_figure_and_deeds_beat_plans(above: str, below: str) -> None:
    filler = "The hens of the coast were counted by the town.\n\n"
    worths = []
    for sentence in (above, below):
        found = reading(f"{filler * 3}{sentence}\n\n{filler * 3}")[1]
        worths.append(candidate(found, sentence[:30]).worthiness)
    assert worths[0] > worths[1]


def test_a_credit_does_not_rank_first() -> None:
    text = (
        "This 2016 photo shows the mill of Arden on the coast of the Vale.\n\n"
        "A fire destroyed the mill of Arden on Sunday and killed 1,204 hens, the council said.\n\n"
        "The hens of the coast were counted by the town.\n\n"
    )
    ranked = sorted(candidates(read(text)), key=lambda one: -one.worthiness)
    assert ranked[0].text.startswith("A fire")


def test_a_place_tells_the_headline_the_lead_and_the_echo() -> None:
    rows = [
        "Mill fire kills hens",
        "The mill burned on Sunday",
        "Nobody spoke",
        "A mill fire again",
    ]
    sentences = [Sentence(0, 1, row, PartName.BODY, i // 2) for i, row in enumerate(rows)]
    places = find_places(sentences, "Mill fire in Arden", (), WORDS.function_words)
    assert [place.opens for place in places] == [True, False, True, False]
    assert [place.order for place in places] == [0, pytest.approx(1 / 3), pytest.approx(2 / 3), 1]
    assert places[0].headline > places[1].headline > places[2].headline == 0
    assert places[0].lead == 0 < places[1].lead < places[3].lead
    assert places[2].echo == 0 < places[0].echo


# ---- the weights -------------------------------------------------------------------------------
def test_the_weights_are_small_and_every_term_has_a_label() -> None:
    assert STORY.stat().st_size + WORDING.stat().st_size <= 100_000
    names = {name.split(".")[0] for name in {**story_weights(), **wording_weights().alone}}
    assert names <= set(LABELS)


def test_the_reader_is_imported_without_reading_the_weights() -> None:
    code = "from claims.reading.worthiness import wording_weights as w; print(w.cache_info()[3])"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=STORY.parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "0"

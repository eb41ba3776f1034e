"""Each fact of the seed story, checked against the shared file and its gold labels."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from claims.reading import left_out
from claims.reading.judging import Judgement
from claims.reading.story import Story
from tests.reading.stories import candidate, reading, shared


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[Story, Judgement]:
    return reading(text)


@pytest.fixture
def seed() -> tuple[Story, Judgement]:
    return _read(shared("stories/seed.txt").read_text(encoding="utf-8"))


@pytest.fixture
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        shared("stories/seed.gold.json").read_text(encoding="utf-8")
    )
    return loaded


def test_the_dateline_is_whole_and_says_what_was_inferred(seed: tuple[Story, Judgement]) -> None:
    line = seed[0].dateline
    assert line is not None
    assert (line.place, line.agency, line.date) == ("Tehran", "RHC", date(2024, 3, 4))
    assert line.inferred is not None
    assert "October 7" in line.inferred


def test_the_parts_are_those_of_the_gold(
    seed: tuple[Story, Judgement], gold: dict[str, Any]
) -> None:
    story = seed[0]
    assert story.headline is not None
    assert story.headline.text == gold["headline"]
    assert story.caption is not None
    assert story.caption.text == gold["caption"]
    assert story.credit is not None
    assert story.credit.text == gold["credit"]
    assert story.source_url is not None
    assert story.source_url.text == gold["source_url"]
    assert story.outlet is not None
    assert story.outlet.text == gold["outlet"]
    assert story.byline is None


def test_every_gold_claim_is_a_candidate_to_the_letter(
    seed: tuple[Story, Judgement], gold: dict[str, Any]
) -> None:
    assert [c.text for c in seed[1].candidates] == [c["text"] for c in gold["claims"]]


def test_every_number_keeps_value_hedge_and_unit(
    seed: tuple[Story, Judgement], gold: dict[str, Any]
) -> None:
    for found, want in zip(seed[1].candidates, gold["claims"], strict=True):
        got = [(n.text, n.value, n.unit, n.hedge) for n in found.numbers]
        assert got == [(n["text"], n["value"], n["unit"], n["hedge"]) for n in want["numbers"]]


def test_every_date_has_its_days(seed: tuple[Story, Judgement], gold: dict[str, Any]) -> None:
    for found, want in zip(seed[1].candidates, gold["claims"], strict=True):
        got = [(d.text, str(d.first), str(d.last)) for d in found.dates]
        assert got == [(d["text"], d["start"], d["end"]) for d in want["dates"]]


def test_every_claimant_is_the_one_who_answers(
    seed: tuple[Story, Judgement], gold: dict[str, Any]
) -> None:
    for found, want in zip(seed[1].candidates, gold["claims"], strict=True):
        assert (found.claimant.name if found.claimant else None) == want["speaker"]


def test_two_days_earlier_hangs_on_the_sunday_of_the_statement(
    seed: tuple[Story, Judgement],
) -> None:
    moment = candidate(seed[1], "two days earlier").dates[1]
    assert moment.anchor == "Sunday, 3 March 2024"


def test_what_is_no_claim_is_left_out(seed: tuple[Story, Judgement], gold: dict[str, Any]) -> None:
    out = "\n".join(item.text for item in left_out(seed[0]))
    for text in gold["not_claims"]:
        assert not any(text in c.text for c in seed[1].candidates)
    assert gold["outlet"] in out

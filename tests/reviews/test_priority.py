"""A claim's place is a sum that people can read; nothing starves; two claims can be compared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from claims.models import Claim
from claims.priority import (
    MOST_PUSH,
    Standing,
    Weights,
    compare,
    in_words,
    longest_overtaking,
    priority_terms,
    total,
)
from factcheck.clock import now
from factcheck.errors import Invalid, Missing
from factcheck.ids import new_id
from reviews import assign, queue, standing
from tests.people import Program, ada, ben, eve, fresh, story

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
STANDINGS = some.builds(
    Standing,
    worthiness=some.floats(0, 1),
    created_at=some.just(NOON),
    prominence=some.floats(0, 1),
    repeats=some.integers(0, 50),
    due_at=some.none() | some.integers(-900, 900).map(lambda hours: NOON + timedelta(hours=hours)),
    push=some.integers(-9, 9),
)


@given(STANDINGS, STANDINGS, some.floats(0, 3), some.floats(0, 3))
def test_nothing_starves(early: Standing, late: Standing, one: float, other: float) -> None:
    weights = Weights(prominence=one, repetition=other)
    after = longest_overtaking(weights) + timedelta(seconds=1)
    due = late.due_at + after if late.due_at else None
    later = Standing(
        late.worthiness, late.created_at + after, late.prominence, late.repeats, due, late.push
    )
    above = total(priority_terms(early, weights)) - total(priority_terms(later, weights))
    assert above > -1e-5  # the terms are shown, and summed, with six digits


def test_each_term_is_named_and_none_is_shown_that_adds_nothing() -> None:
    plain = priority_terms(Standing(worthiness=0.5, created_at=NOON))
    assert [term["code"] for term in plain] == ["worthiness", "age"]
    full = priority_terms(Standing(0.5, NOON, 1, 2, NOON + timedelta(hours=24), 1))
    assert [(term["code"], term["value"]) for term in full if term["code"] != "age"] == [
        ("worthiness", 0.5),
        ("prominence", 0.2),
        ("repetition", 0.5),
        ("deadline", 2.0),
        ("push", 1),
    ]


def test_why_one_stands_above_the_other_is_said_in_a_sentence() -> None:
    pushed = priority_terms(Standing(0.4, NOON, push=1))
    worthier = priority_terms(Standing(0.9, NOON))
    rows = compare(pushed, worthier)
    assert [row.label for row in rows][:2] == ["an editor's push", "worth checking"]
    assert in_words(rows) == (
        "This stands above the other by 0.50, because of an editor's push (1.00), although worth "
        "checking (0.50) speaks against it."
    )
    assert in_words(compare(pushed, pushed)).startswith("Both have the same priority")


@pytest.mark.django_db
class TestOfClaims:
    def test_what_several_stories_tell_rises_and_is_counted_once_a_story(self) -> None:
        first = story("The dam broke in March.", "Something else.")[0]
        before = first.priority
        story("THE DAM broke, in March!", "The dam broke in March.", outlet="Other")
        told = fresh(first)
        assert told.repeats == 1
        assert told.priority == pytest.approx(before + 0.25)
        second = Claim.objects.exclude(pk=first.pk).filter(told_key=first.told_key).first()
        assert second is not None
        assert second.repeats == 1

    def test_what_stands_nearer_to_the_top_of_its_story_has_more_prominence(self) -> None:
        first, last = story("The first claim is so.", "The last claim is so.")
        assert first.prominence > last.prominence > 0

    def test_the_stored_sum_is_the_sum_of_the_stored_terms(self) -> None:
        claim = story("One claim is so.")[0]
        assign.push(actor=eve(), claim_id=claim.id, by=2)
        assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username, due_at=_soon())
        after = fresh(claim)
        assert after.priority == pytest.approx(total(after.priority_terms))
        assert {term["code"] for term in after.priority_terms} >= {"push", "deadline"}

    def test_a_push_moves_a_claim_to_the_front_and_has_an_end(self) -> None:
        low = story(*[f"Claim number {number} is so." for number in range(5)])[4]
        assign.push(actor=eve(), claim_id=low.id, by=MOST_PUSH)
        taken = queue.take_next(actor=ada())
        assert taken is not None
        assert taken.id == low.id
        with pytest.raises(Exception, match="as far as it goes"):
            assign.push(actor=eve(), claim_id=low.id, by=1)

    def test_two_claims_are_compared_with_what_else_decides(self) -> None:
        high, low = story("The first claim is so.", "The last claim is so.")
        assign.assign(actor=eve(), claim_id=high.id, to=ben().person.username)
        place = standing.stand(low.id)
        assert place.other is not None
        assert (place.other.id, place.place, place.waiting) == (high.id, 2, 2)
        assert "This stands below the other by" in place.sentence
        assert "The other is assigned to ben" in place.notes[0]
        answer = Program(ada()).get(f"claims/{high.id}/priority/", against=str(low.id)).json()
        assert answer["place"] == 1
        assert "stands above" in answer["why"]

    def test_a_comparison_with_nothing_is_refused_by_its_field(self) -> None:
        claim = story("One claim is so.")[0]
        for wrong in (claim.id, new_id()):
            with pytest.raises(Invalid) as refusal:
                standing.stand(claim.id, wrong)
            assert refusal.value.errors[0].field == "against"
        with pytest.raises(Missing):
            standing.stand(new_id())
        answer = Program(ada()).get(f"claims/{claim.id}/priority/", against="x")
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "against")
        assert standing.stand(claim.id).sentence == "No other claim waits beside it."

    def test_new_weights_count_when_an_editor_asks_for_it(self, settings: Any) -> None:
        claim = story("One claim is so.")[0]
        settings.FACTCHECK_WEIGHT_PROMINENCE = 2
        assign.recount(actor=eve(), claim_id=claim.id)
        assert {term["code"]: term["value"] for term in fresh(claim).priority_terms}[
            "prominence"
        ] == pytest.approx(2)


def _soon() -> datetime:
    return now() + timedelta(hours=1)

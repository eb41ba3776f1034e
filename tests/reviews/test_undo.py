"""Undo: the same person, within five minutes, and everything is as it was before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from factcheck.clock import now
from factcheck.errors import Conflict, Denied
from factcheck.events.models import Event
from reviews import decide, queue, withdraw
from reviews.models import Review, Verdict
from tests.people import SOURCE, Program, ada, ben, decided, eve, fresh, judge, story, taken

pytestmark = pytest.mark.django_db


def later(**span: float) -> Any:
    """A journey to that much later."""
    return time_machine.travel(now() + timedelta(**span), tick=False)


def test_an_undone_review_gives_the_claim_and_the_lease_back() -> None:
    review = decided(ada())
    with later(minutes=4, seconds=59):
        claim = decide.undo(actor=ada(), claim_id=review.claim_id)
        assert (claim.status, claim.decided_at) == ("pending", None)
        assert (claim.holder, claim.lease_no) == (ada().person, 2)
        assert claim.held_until == now() + queue.lease_time()
    review.refresh_from_db()
    assert review.withdrawn_at is not None
    assert Verdict.objects.get().state == "withdrawn"
    assert queue.take_next(actor=ben()) is None
    undone = Event.objects.get(kind="claim.undone")
    assert undone.details["undone"] == "claim.decided"
    assert (undone.details["before"], undone.details["after"]) == ("decided", "pending")


def test_after_an_undo_another_verdict_can_be_given_and_versions_count_on() -> None:
    review = decided(ada(), verdict="disputed")
    back = decide.undo(actor=ada(), claim_id=review.claim_id)
    judge(ada(), back, verdict="verified")
    versions = Verdict.objects.order_by("version").values_list("version", "value", "state")
    assert list(versions) == [(1, "disputed", "withdrawn"), (2, "verified", "draft")]
    assert Review.objects.filter(withdrawn_at=None).count() == 1


def test_the_old_lease_number_is_dead_after_an_undo() -> None:
    review = decided(ada())
    decide.undo(actor=ada(), claim_id=review.claim_id)
    with pytest.raises(Conflict, match="older than your lease"):
        judge(ada(), fresh(review.claim), lease_no=1)


def test_nothing_is_undone_after_five_minutes() -> None:
    review = decided(ada())
    with later(minutes=5, seconds=1), pytest.raises(Conflict, match="five minutes") as refusal:
        decide.undo(actor=ada(), claim_id=review.claim_id)
    assert refusal.value.code == "too_late"
    assert fresh(review.claim).status == "decided"
    assert Verdict.objects.get().state == "draft"


@pytest.mark.parametrize("other", [ben, eve])
def test_nobody_undoes_what_another_did(other: Any) -> None:
    review = decided(ada())
    with pytest.raises(Denied, match="Only who did it") as refusal:
        decide.undo(actor=other(), claim_id=review.claim_id)
    assert refusal.value.code == "not_yours"


def test_nothing_is_undone_twice() -> None:
    review = decided(ada())
    back = decide.undo(actor=ada(), claim_id=review.claim_id)
    with pytest.raises(Conflict, match="This claim is pending"):
        decide.undo(actor=ada(), claim_id=back.id)


def test_nothing_is_undone_when_something_came_after() -> None:
    review = decided(ada())
    decide.reopen(actor=eve(), claim_id=review.claim_id, reason="A reader wrote in.")
    held = queue.take(actor=ben(), claim_id=review.claim_id)
    decide.dismiss(actor=ben(), claim_id=held.id, lease_no=held.lease_no)
    with pytest.raises(Denied):
        decide.undo(actor=ada(), claim_id=review.claim_id)


def test_an_undone_dismissal_gives_the_lease_back() -> None:
    held = taken(ada())
    decide.dismiss(actor=ada(), claim_id=held.id, lease_no=1)
    back = decide.undo(actor=ada(), claim_id=held.id)
    assert (back.status, back.holder, back.lease_no) == ("pending", ada().person, 2)
    assert judge(ada(), back, citations=[SOURCE])


def test_an_undone_dismissal_of_a_proposed_claim_is_proposed_again(settings: Any) -> None:
    settings.FACTCHECK_BEST = 1
    claim = story("The dam broke in March.", "The ferry carried 212 people.")[1]
    decide.dismiss(actor=ada(), claim_id=claim.id)
    back = decide.undo(actor=ada(), claim_id=claim.id)
    assert (back.status, back.holder) == ("proposed", None)


def test_an_undo_of_a_withdrawn_articles_claim_waits_for_the_article() -> None:
    review = decided(ada())
    withdraw.withdraw_article(
        actor=eve(), article_id=review.claim.article_id, reason="Pulled by its outlet."
    )
    with pytest.raises(Conflict, match="withdrawn"):
        decide.undo(actor=ada(), claim_id=review.claim_id)


def test_over_rest_the_claim_comes_back_with_its_lease() -> None:
    review = decided(ada())
    answer = Program(ada()).post(f"claims/{review.claim_id}/undo/")
    assert answer.status_code == 200
    assert answer.json()["lease"]["lease_no"] == 2
    assert answer.json()["claim"]["reviews"][0]["withdrawn_at"] is not None

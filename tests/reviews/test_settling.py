"""Dismiss, promote, reopen, withdraw, restore: what else settles a claim or opens it again."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from reviews import decide, queue, withdraw
from reviews.models import Reopening, Verdict
from tests.people import LINES, ada, ben, decided, eve, fresh, judge, pending, root, story, taken

pytestmark = pytest.mark.django_db


# ---- dismiss -----------------------------------------------------------------------------------
@pytest.mark.parametrize("reason", ["not_a_claim", "out_of_scope"])
def test_a_dismissal_says_why_and_ends_the_lease(reason: str) -> None:
    held = taken(ada())
    claim = decide.dismiss(actor=ada(), claim_id=held.id, lease_no=1, reason=reason)
    assert (claim.status, claim.holder) == ("dismissed", None)
    details = Event.objects.get(kind="claim.dismissed").details
    assert details == {"before": "pending", "after": "dismissed", "reason": reason}


def test_a_duplicate_names_the_claim_that_it_repeats() -> None:
    first, second, _ = story(*LINES)
    queue.take(actor=ada(), claim_id=second.id)
    decide.dismiss(
        actor=ada(), claim_id=second.id, lease_no=1, reason="duplicate", duplicate_of=first.id
    )
    assert Event.objects.get(kind="claim.dismissed").details["duplicate_of"] == str(first.id)


def test_a_duplicate_of_nothing_or_of_itself_is_refused() -> None:
    held = taken(ada())
    for other in (None, held.id, uuid.uuid4()):
        with pytest.raises(Invalid) as refusal:
            decide.dismiss(
                actor=ada(), claim_id=held.id, lease_no=1, reason="duplicate", duplicate_of=other
            )
        assert [error.field for error in refusal.value.errors] == ["duplicate_of"]
    assert fresh(held).status == "pending"


def test_an_unknown_reason_to_dismiss_names_those_there_are() -> None:
    held = taken(ada())
    with pytest.raises(Invalid) as refusal:
        decide.dismiss(actor=ada(), claim_id=held.id, lease_no=1, reason="boring")
    assert "not_a_claim, duplicate, out_of_scope" in refusal.value.errors[0].message


def test_a_dismissal_of_a_waiting_claim_shows_its_lease_number() -> None:
    held = taken(ada())
    with pytest.raises(Invalid) as refusal:
        decide.dismiss(actor=ada(), claim_id=held.id)
    assert [error.field for error in refusal.value.errors] == ["lease_no"]


# ---- promote -----------------------------------------------------------------------------------
def test_a_promoted_claim_waits_and_a_dismissed_proposal_does_not(settings: Any) -> None:
    settings.FACTCHECK_BEST = 0
    first, second, _ = story(*LINES)
    assert queue.take_next(actor=ada()) is None
    queue.promote(actor=ada(), claim_id=first.id)
    decide.dismiss(actor=ada(), claim_id=second.id)
    assert queue.take_next(actor=ada()) == first
    assert queue.take_next(actor=ben()) is None


# ---- reopen ------------------------------------------------------------------------------------
def test_reopening_begins_the_next_round_and_withdraws_the_draft() -> None:
    review = decided(ada())
    claim = decide.reopen(actor=eve(), claim_id=review.claim_id, reason="  A reader wrote in. ")
    assert (claim.status, claim.round, claim.decided_at) == ("pending", 2, None)
    assert Verdict.objects.get().state == "withdrawn"
    opened = Reopening.objects.get()
    assert (opened.round, opened.reason, opened.by) == (2, "A reader wrote in.", eve().person)
    event = Event.objects.get(kind="claim.reopened")
    assert "reader" not in str(event.details)
    assert f"reviews.reopening:{opened.pk}" in event.details["digests"]
    review.refresh_from_db()
    assert review.withdrawn_at is None


def test_in_the_next_round_the_same_reviewer_judges_anew_and_versions_count_on() -> None:
    review = decided(ada())
    decide.reopen(actor=eve(), claim_id=review.claim_id, reason="A reader wrote in.")
    decided(ada(), claim=review.claim, verdict="verified")
    rows = Verdict.objects.order_by("version").values_list("version", "round", "value", "state")
    assert list(rows) == [(1, 1, "disputed", "withdrawn"), (2, 2, "verified", "draft")]


def test_a_reviewer_cannot_reopen_and_an_admin_can() -> None:
    review = decided(ada())
    with pytest.raises(Denied, match="needs the role editor or higher; ada is reviewer"):
        decide.reopen(actor=ada(), claim_id=review.claim_id, reason="A reader wrote in.")
    assert decide.reopen(actor=root(), claim_id=review.claim_id, reason="Why not.").round == 2


@pytest.mark.parametrize("reason", ["", " \n", "x" * 2001, "a\x00b"])
def test_reopening_needs_a_reason_that_can_be_read(reason: str) -> None:
    review = decided(ada())
    with pytest.raises(Invalid) as refusal:
        decide.reopen(actor=eve(), claim_id=review.claim_id, reason=reason)
    assert [error.field for error in refusal.value.errors] == ["reason"]
    assert fresh(review.claim).status == "decided"
    assert Verdict.objects.get().state == "draft"


# ---- withdraw and restore ----------------------------------------------------------------------
def test_withdrawing_an_article_empties_the_queue_and_ends_its_leases() -> None:
    claims = story(*LINES)
    held = queue.take(actor=ada(), claim_id=claims[0].id)
    done = decided(ben(), claim=claims[1])

    article = withdraw.withdraw_article(
        actor=eve(), article_id=held.article_id, reason="Pulled by its outlet."
    )

    assert (article.withdrawn_reason, article.withdrawn_at is None) == (
        "Pulled by its outlet.",
        False,
    )
    assert queue.take_next(actor=ben()) is None
    with pytest.raises(Conflict, match="withdrawn"):
        judge(ada(), held)
    with pytest.raises(Conflict, match="withdrawn"):
        queue.take(actor=ben(), claim_id=claims[2].id)
    assert fresh(claims[0]).holder is None
    event = Event.objects.get(kind="article.withdrawn")
    assert event.details == {"claims": 3, "leases_ended": [str(held.id)]}
    assert fresh(done.claim).status == "decided"


def test_restoring_an_article_puts_its_claims_where_they_stood() -> None:
    claims = story(*LINES)
    decided(ben(), claim=claims[1])
    before = [(fresh(claim).status, fresh(claim).round) for claim in claims]
    article_id = claims[0].article_id
    withdraw.withdraw_article(actor=eve(), article_id=article_id, reason="Pulled by its outlet.")
    withdraw.restore_article(actor=eve(), article_id=article_id)
    assert [(fresh(claim).status, fresh(claim).round) for claim in claims] == before
    assert queue.take_next(actor=ada()) == claims[0]


def test_an_article_is_withdrawn_once_and_restored_once() -> None:
    article_id = pending().article_id
    with pytest.raises(Conflict, match="not withdrawn"):
        withdraw.restore_article(actor=eve(), article_id=article_id)
    withdraw.withdraw_article(actor=eve(), article_id=article_id, reason="Pulled.")
    with pytest.raises(Conflict, match="withdrawn already"):
        withdraw.withdraw_article(actor=eve(), article_id=article_id, reason="Pulled.")


def test_withdrawing_needs_an_editor_a_reason_and_an_article() -> None:
    article_id = pending().article_id
    with pytest.raises(Denied):
        withdraw.withdraw_article(actor=ada(), article_id=article_id, reason="Pulled.")
    with pytest.raises(Invalid):
        withdraw.withdraw_article(actor=eve(), article_id=article_id, reason=" ")
    with pytest.raises(Missing):
        withdraw.withdraw_article(actor=eve(), article_id=uuid.uuid4(), reason="Pulled.")

"""A lease: what it allows, how it ends, and that a forgotten tab never overwrites anything."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from claims.models import Claim
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from reviews import decide, queue
from reviews.models import Skip
from tests.people import (
    LINES,
    ada,
    ben,
    decided,
    eve,
    fresh,
    judge,
    out,
    pending,
    story,
    taken,
)

pytestmark = pytest.mark.django_db


def later(**span: float) -> Any:
    """A journey to that much later."""
    return time_machine.travel(now() + timedelta(**span), tick=False)


def kinds(claim: Claim) -> list[str]:
    """The kinds of the claim's events, in order."""
    return list(
        Event.objects.filter(claim_id=claim.id).order_by("id").values_list("kind", flat=True)
    )


def test_the_worthiest_claim_comes_first() -> None:
    first, second, _ = story(*LINES)
    assert queue.take_next(actor=ada()) == first
    assert queue.take_next(actor=ben()) == second


def test_an_older_claim_overtakes_a_slightly_worthier_one() -> None:
    old = story("Old and plain.", "Old and plainer.")[1]
    with later(days=1):
        new = story("New and plain.", "New and plainer.")[0]
        queue.take_next(actor=ada())
        assert queue.take_next(actor=ben()) == old
        assert new.worthiness > old.worthiness


def test_take_gives_a_lease_with_an_end_and_a_number(settings: Any) -> None:
    settings.FACTCHECK_LEASE_MINUTES = 20
    with time_machine.travel(now(), tick=False):
        held = taken(ada())
        assert (held.holder, held.lease_no) == (ada().person, 1)
        assert held.held_until == now() + timedelta(minutes=20)


def test_nothing_waits_gives_none() -> None:
    assert queue.take_next(actor=ada()) is None


def test_taking_again_gives_the_same_lease_unchanged() -> None:
    held = taken(ada())
    with later(minutes=5):
        again = queue.take_next(actor=ada())
        named = queue.take(actor=ada(), claim_id=held.id)
    assert again == named == held
    for one in (again, named):
        assert (one.lease_no, one.held_until) == (held.lease_no, held.held_until)
    assert kinds(held).count("claim.taken") == 1


def test_a_claim_that_somebody_holds_is_refused_with_their_name() -> None:
    held = taken(ada())
    with pytest.raises(Conflict, match=r"^ada holds this claim until \d\d:\d\d:\d\d\.") as refusal:
        queue.take(actor=ben(), claim_id=held.id)
    assert refusal.value.code == "held_by_other"
    assert queue.take_next(actor=ben()) is None


def test_an_expired_lease_is_free_and_its_end_is_recorded_first() -> None:
    held = taken(ada())
    with later(minutes=21):
        mine = queue.take_next(actor=ben())
    assert mine is not None
    assert (mine.id, mine.lease_no, mine.holder) == (held.id, 2, ben().person)
    assert kinds(held) == ["claim.taken", "claim.lease_ended", "claim.taken"]
    ended = Event.objects.get(kind="claim.lease_ended")
    assert ended.details == {"holder": str(ada().person.id), "lease_no": 1}


def test_one_can_take_ones_own_expired_claim_again() -> None:
    held = taken(ada())
    with later(minutes=21):
        assert queue.take(actor=ada(), claim_id=held.id).lease_no == 2


def test_a_lease_ends_on_the_minute() -> None:
    with time_machine.travel(now(), tick=False) as clock:
        held = taken(ada())
        clock.shift(timedelta(minutes=20) - timedelta(microseconds=1))
        with pytest.raises(Conflict):
            queue.take(actor=ben(), claim_id=held.id)
        clock.shift(timedelta(microseconds=1))
        assert queue.take(actor=ben(), claim_id=held.id).lease_no == 2


Write = Callable[[Claim], object]
WRITES: dict[str, Write] = {
    "renew": lambda held: queue.renew(actor=ada(), claim_id=held.id, lease_no=held.lease_no),
    "release": lambda held: queue.release(actor=ada(), claim_id=held.id, lease_no=held.lease_no),
    "skip": lambda held: queue.skip(actor=ada(), claim_id=held.id, lease_no=held.lease_no),
    "dismiss": lambda held: decide.dismiss(actor=ada(), claim_id=held.id, lease_no=held.lease_no),
    "review": lambda held: judge(ada(), held),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_no_write_goes_through_after_the_lease_ran_out(write: Write) -> None:
    held = taken(ada())
    with later(minutes=21), pytest.raises(Conflict, match="ran out") as refusal:
        write(held)
    assert refusal.value.code == "lease_expired"
    assert kinds(held) == ["claim.taken"]


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_no_write_goes_through_from_a_page_older_than_the_lease(write: Write) -> None:
    """Ada's forgotten tab shows lease 1; she has released the claim and taken it again."""
    held = taken(ada())
    queue.release(actor=ada(), claim_id=held.id, lease_no=1)
    queue.take(actor=ada(), claim_id=held.id)
    with pytest.raises(Conflict, match="older than your lease") as refusal:
        write(held)
    assert refusal.value.code == "stale_lease"
    assert fresh(held).lease_no == 2


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_no_write_goes_through_on_another_persons_lease(write: Write) -> None:
    held = taken(ben())
    with pytest.raises(Conflict, match="ben holds this claim") as refusal:
        write(held)
    assert refusal.value.code == "held_by_other"
    assert fresh(held).holder == ben().person


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_no_write_goes_through_without_a_lease(write: Write) -> None:
    claim = pending()
    with pytest.raises(Conflict, match="do not hold") as refusal:
        write(claim)
    assert refusal.value.code == "not_held"


def test_renew_begins_the_time_anew_and_keeps_the_number() -> None:
    held = taken(ada())
    assert held.held_until is not None
    with later(minutes=15):
        renewed = queue.renew(actor=ada(), claim_id=held.id, lease_no=1)
        assert renewed.held_until == now() + timedelta(minutes=20)
    assert renewed.lease_no == 1
    assert kinds(held) == ["claim.taken"]


def test_release_frees_the_claim_for_everybody() -> None:
    held = taken(ada())
    queue.release(actor=ada(), claim_id=held.id, lease_no=1)
    freed = fresh(held)
    assert (freed.holder, freed.held_until, freed.status) == (None, None, "pending")
    assert queue.take_next(actor=ben()) == held


def test_an_editor_releases_anothers_lease_and_a_reviewer_does_not() -> None:
    held = taken(ada())
    with pytest.raises(Conflict, match="ada holds"):
        queue.release(actor=ben(), claim_id=held.id)
    queue.release(actor=eve(), claim_id=held.id)
    assert fresh(held).holder is None
    released = Event.objects.get(kind="claim.released")
    assert released.details["holder"] == str(ada().person.id)
    assert released.actor == eve().person


def test_nobody_releases_what_nobody_holds() -> None:
    with pytest.raises(Conflict):
        queue.release(actor=eve(), claim_id=pending().id)


def test_one_person_holds_five_claims_at_most() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(6)])
    for claim in claims[:5]:
        queue.take(actor=ada(), claim_id=claim.id)
    with pytest.raises(Conflict, match="You hold 5 claims") as refusal:
        queue.take(actor=ada(), claim_id=claims[5].id)
    assert refusal.value.code == "too_many_leases"
    with later(minutes=21):
        queue.take(actor=ada(), claim_id=claims[5].id)


def test_an_undo_does_not_give_a_sixth_lease() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(6)])
    decided(ada(), claim=claims[0])
    for claim in claims[1:]:
        queue.take(actor=ada(), claim_id=claim.id)
    with pytest.raises(Conflict, match="You hold 5 claims"):
        decide.undo(actor=ada(), claim_id=claims[0].id)
    assert fresh(claims[0]).status == "decided"


def test_a_reader_can_neither_take_nor_hold() -> None:
    claim = pending()
    for verb in (
        lambda: queue.take_next(actor=out()),
        lambda: queue.take(actor=out(), claim_id=claim.id),
    ):
        with pytest.raises(Denied, match="needs the role reviewer or higher; out is reader"):
            verb()
    assert fresh(claim).holder is None


def test_a_claim_that_is_not_there_is_missing() -> None:
    with pytest.raises(Missing):
        queue.take(actor=ada(), claim_id=uuid.uuid4())


def test_the_queue_of_one_article_or_kind_gives_only_those() -> None:
    story("The first of another story.")
    wanted = story("The only one of this story.")[0]
    assert queue.take_next(actor=ada(), article_id=wanted.article_id) == wanted
    assert queue.take_next(actor=ben(), article_id=wanted.article_id) is None
    assert queue.take_next(actor=ben(), kind="quote") is None


# ---- skips -------------------------------------------------------------------------------------
def test_not_now_comes_back_to_the_same_person_after_an_hour() -> None:
    held = taken(ada())
    queue.skip(actor=ada(), claim_id=held.id, lease_no=1)
    assert fresh(held).holder is None
    with later(minutes=59):
        assert queue.take_next(actor=ada()) is None
    with later(minutes=61):
        assert queue.take_next(actor=ada()) == held


def test_a_skipped_claim_waits_for_others_at_once() -> None:
    held = taken(ada())
    queue.skip(actor=ada(), claim_id=held.id, lease_no=1, reason="not_me")
    assert queue.take_next(actor=ben()) == held


def test_not_me_never_comes_back_in_this_round_and_does_in_the_next() -> None:
    held = taken(ada())
    queue.skip(actor=ada(), claim_id=held.id, lease_no=1, reason="not_me")
    with later(days=30):
        assert queue.take_next(actor=ada()) is None
        decided(ben(), claim=held)
        decide.reopen(actor=eve(), claim_id=held.id, reason="A reader wrote in.")
        assert queue.take_next(actor=ada()) == held


def test_a_claim_skipped_twice_keeps_one_row() -> None:
    held = taken(ada())
    queue.skip(actor=ada(), claim_id=held.id, lease_no=1)
    again = queue.take(actor=ada(), claim_id=held.id)
    queue.skip(actor=ada(), claim_id=held.id, lease_no=again.lease_no, reason="not_me")
    assert Skip.objects.get().reason == "not_me"


def test_an_unknown_reason_to_skip_names_those_there_are() -> None:
    held = taken(ada())
    with pytest.raises(Invalid) as refusal:
        queue.skip(actor=ada(), claim_id=held.id, lease_no=1, reason="bored")
    (error,) = refusal.value.errors
    assert (error.field, error.code) == ("reason", "unknown")
    assert "not_now, not_me" in error.message
    assert fresh(held).holder == ada().person


def test_nobody_gets_back_in_a_round_what_they_have_reviewed() -> None:
    """Written as the second pair of eyes will meet it: reviewed, and open again."""
    review = decided(ada())
    Claim.objects.filter(pk=review.claim_id).update(status="second")
    assert queue.take_next(actor=ada()) is None
    with pytest.raises(Conflict, match="must be another's") as refusal:
        queue.take(actor=ada(), claim_id=review.claim_id)
    assert refusal.value.code == "own_review"
    assert queue.take_next(actor=ben()) == review.claim

"""Editors and reviewers at the same claims at once: nobody waits for each other without end, and
every claim ends as one of them wanted it."""

from __future__ import annotations

from typing import Any

from claims.models import Claim
from factcheck.errors import DomainError
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from factcheck.ids import new_id
from reviews import assign, bulk, decide, leaving, queue
from reviews.bulk import Act
from reviews.models_editors import Batch
from tests.people import SOURCE, ada, ben, eve, person, root, story
from tests.races.together import surprises, together

ROUNDS = 12


def _refused(call: Any) -> None:
    try:
        call()
    except DomainError:
        return


def test_assigning_a_claim_to_who_takes_it_locks_nobody_dead() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(ROUNDS)])
    editor, taker = eve(), ada()

    def act(index: int) -> None:
        for claim in claims:
            if index % 2:
                _refused(lambda c=claim: assign.assign(actor=editor, claim_id=c.id, to="ada"))
            else:
                _refused(lambda c=claim: _take_and_let_go(taker, c))

    assert surprises(together(4, act)) == []
    assert set(Claim.objects.values_list("assignee", flat=True)) == {taker.person.id}


def _take_and_let_go(taker: Any, claim: Claim) -> None:
    held = queue.take(actor=taker, claim_id=claim.id)
    queue.release(actor=taker, claim_id=claim.id, lease_no=held.lease_no)


def test_two_bulk_acts_and_takers_at_the_same_claims_leave_each_claim_with_one_end() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(ROUNDS)])
    ids = [claim.id for claim in claims]
    editors = [eve(), person("max", "editor")]
    takers = [ada(), ben()]

    def act(index: int) -> None:
        if index < 2:
            order = ids if index else ids[::-1]
            _refused(
                lambda: bulk.run(
                    actor=editors[index], batch_id=new_id(), act=Act("dismiss"), claim_ids=order
                )
            )
            return
        for _ in range(3):
            claim = queue.take_next(actor=takers[index - 2])
            if claim is None:
                return
            decide.review(
                actor=takers[index - 2],
                claim_id=claim.id,
                lease_no=claim.lease_no,
                verdict="verified",
                rationale="So it is.",
                citations=[SOURCE],
            )

    assert surprises(together(4, act)) == []
    settled = Event.objects.filter(kind__in=["claim.decided", "claim.dismissed"])
    assert settled.count() == settled.values("claim_id").distinct().count()
    assert (
        sum(Batch.objects.values_list("changed", flat=True))
        == settled.filter(kind="claim.dismissed").count()
    )
    assert not Claim.objects.exclude(holder=None).exists()
    assert verify_ledger().broken == ()


def test_who_is_switched_off_while_deciding_holds_nothing_afterwards() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(ROUNDS)])
    taker, admin = ada(), root()

    def act(index: int) -> None:
        if index == 0:
            leaving.switch_user(actor=admin, user_id=taker.person.id, active=False)
            return
        for claim in claims:
            _refused(lambda c=claim: _take_and_let_go(taker, c))

    assert surprises(together(3, act)) == []
    assert not Claim.objects.filter(holder=taker.person).exists()

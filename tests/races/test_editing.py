"""Editors and reviewers at the same claims at once: nobody waits for each other without end, and
every claim ends as one of them wanted it."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.db import connection, connections, transaction

from claims.models import Claim
from factcheck.errors import DomainError
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from factcheck.ids import new_id
from reviews import assign, bulk, decide, leaving, queue
from reviews.bulk import Act
from reviews.models_editors import BulkAct
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
                    actor=editors[index], act_id=new_id(), act=Act("dismiss"), claim_ids=order
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
        sum(BulkAct.objects.values_list("changed", flat=True))
        == settled.filter(kind="claim.dismissed").count()
    )
    assert not Claim.objects.exclude(holder=None).exists()
    assert verify_ledger().broken == ()


def test_a_claim_taken_while_a_bulk_act_waits_for_it_is_left_to_its_taker() -> None:
    """The row that was waited for tells its new holder; a joined row would still tell nobody."""
    (claim,) = story("The bridge is shut.")
    editor, taker = eve(), ada()
    found: list[Any] = []

    def dismiss() -> None:
        try:
            found.append(
                bulk.run(actor=editor, act_id=new_id(), act=Act("dismiss"), claim_ids=[claim.id])
            )
        except DomainError as refusal:
            found.append(refusal)
        finally:
            connections.close_all()

    waiting = threading.Thread(target=dismiss, daemon=True)
    with transaction.atomic():
        queue._take(actor=taker, claim_id=claim.id)
        waiting.start()
        _until_somebody_waits()
    waiting.join(timeout=60)
    claim.refresh_from_db()
    assert [type(one).__name__ for one in found] == ["Conflict"], found
    assert (claim.status, claim.holder_id) == ("pending", taker.person.id)


def _until_somebody_waits() -> None:
    """Until another connection waits for a lock; SQLite does not tell, its writer waits at once."""
    if connection.vendor != "postgresql":
        time.sleep(0.3)
        return
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody came to wait")


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

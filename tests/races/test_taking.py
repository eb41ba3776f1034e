"""Many take at once: nothing is handed out twice, nothing is left, two tabs share one lease."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from claims.models import Claim
from claims.status import Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.errors import Conflict
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from reviews import decide, queue, withdraw
from reviews.models import Review, Verdict
from tests.people import SOURCE, ada, person, story
from tests.races.together import surprises, together


def _until_empty(taker: Actor) -> list[tuple[str, int]]:
    """Takes and dismisses until nothing waits. Returns what was handed out."""
    got: list[tuple[str, int]] = []
    while True:
        try:
            claim = queue.take_next(actor=taker)
        except Conflict as error:
            if error.code == "busy":
                continue
            raise
        if claim is None:
            return got
        got.append((str(claim.id), claim.lease_no))
        decide.dismiss(actor=taker, claim_id=claim.id, lease_no=claim.lease_no)


def _a_thousand_are_gone(takers: int) -> None:
    lines = [f"Claim number {number} is so." for number in range(1000)]
    assert len(story(*lines)) == 1000
    people = [person(f"taker{index}", "reviewer") for index in range(takers)]

    found = together(takers, lambda index: _until_empty(people[index]))

    assert surprises(found) == []
    handed_out = Counter(claim for got in found for claim, _ in got)
    assert len(handed_out) == 1000
    assert set(handed_out.values()) == {1}
    assert {lease for got in found for _, lease in got} == {1}
    assert not Claim.objects.exclude(status=Status.DISMISSED).exists()
    assert Event.objects.filter(kind="claim.taken").count() == 1000


@pytest.mark.slow
@pytest.mark.postgresql
def test_sixteen_takers_empty_a_thousand_claims_without_a_double(settings: Any) -> None:
    settings.FACTCHECK_BEST = 1000
    _a_thousand_are_gone(16)


@pytest.mark.slow
@pytest.mark.sqlite
def test_eight_takers_empty_a_thousand_claims_without_a_double(settings: Any) -> None:
    settings.FACTCHECK_BEST = 1000
    _a_thousand_are_gone(8)


def test_two_tabs_of_one_person_share_one_lease() -> None:
    story(*[f"Claim number {number} is so." for number in range(8)])
    me = ada()

    found = together(8, lambda _: queue.take_next(actor=me))

    assert surprises(found) == []
    assert len({(claim.id, claim.lease_no) for claim in found}) == 1
    assert Claim.objects.filter(holder=me.person).count() == 1


def test_of_eight_who_want_the_same_claim_one_gets_it() -> None:
    claim = story("The dam broke in March.")[0]
    people = [person(f"taker{index}", "reviewer") for index in range(8)]

    found = together(8, lambda index: queue.take(actor=people[index], claim_id=claim.id))

    assert surprises(found, Conflict) == []
    assert len([one for one in found if isinstance(one, Claim)]) == 1
    assert Event.objects.filter(kind="claim.taken", claim_id=claim.id).count() == 1


def test_one_person_never_holds_more_than_five_whatever_the_hurry() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(9)])
    me = ada()

    found = together(9, lambda index: queue.take(actor=me, claim_id=claims[index].id))

    assert surprises(found, Conflict) == []
    assert Claim.objects.filter(holder=me.person).count() == 5


def test_eight_tabs_that_send_the_same_review_make_one() -> None:
    me = ada()
    held = queue.take(actor=me, claim_id=story("The dam broke in March.")[0].id)

    def send(_: int) -> Review:
        return decide.review(
            actor=me,
            claim_id=held.id,
            lease_no=held.lease_no,
            verdict="verified",
            rationale="It did.",
            citations=[SOURCE],
        )

    found = together(8, send)

    assert surprises(found, Conflict) == []
    assert Review.objects.count() == 1
    assert Verdict.objects.count() == 1


def test_review_and_withdrawal_at_once_leave_a_whole_claim() -> None:
    me, editor = ada(), person("eve", "editor")
    claims = story(*[f"Claim number {number} is so." for number in range(5)])
    held = [queue.take(actor=me, claim_id=claim.id) for claim in claims]

    def act(index: int) -> Any:
        if index == 5:
            return withdraw.withdraw_article(
                actor=editor, article_id=claims[0].article_id, reason="Pulled by its outlet."
            )
        return decide.review(
            actor=me,
            claim_id=held[index].id,
            lease_no=1,
            verdict="unverifiable",
            rationale="Nobody can know.",
        )

    found = together(6, act)

    assert surprises(found, Conflict) == []
    assert not Claim.objects.filter(holder__isnull=False).exists()
    assert Claim.objects.filter(status=Status.DECIDED).count() == Review.objects.count()
    assert not Claim.objects.filter(withdrawn=False).exists()


def test_the_feed_of_a_burst_has_no_gap_and_no_double() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(12)])
    people = [person(f"taker{index}", "reviewer") for index in range(16)]

    def busy(index: int) -> None:
        for claim in claims:
            try:
                held = queue.take(actor=people[index], claim_id=claim.id)
                queue.release(actor=people[index], claim_id=claim.id, lease_no=held.lease_no)
            except Conflict:
                continue

    assert surprises(together(16, busy)) == []

    numbers = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    proof = verify_ledger()
    assert (proof.broken, proof.events) == ((), len(numbers))
    assert len(numbers) > User.objects.count()

"""Random days at the desk: whatever people do in whatever order, what must be true stays true."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from claims.models import Claim
from claims.status import OPEN
from factcheck.accounts.actor import Actor
from factcheck.clock import now
from factcheck.errors import DomainError
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from reviews import decide, queue, second, withdraw
from reviews.models import Review, Verdict
from tests.people import LINES, SOURCE, ada, ben, eve, root, story

STEPS = 140
# Whose reviews stand in a round, by the claim's status. What is dismissed may have had a first.
TURNS: dict[str, list[list[int]]] = {
    "proposed": [[]],
    "pending": [[]],
    "second": [[1]],
    "conflict": [[1, 2]],
    "decided": [[1], [1, 2], [1, 2, 3]],
    "dismissed": [[], [1]],
}
VALUES = ("verified", "disputed", "unverifiable")


def step(dice: random.Random, people: list[Any], claims: list[Claim]) -> str:
    """One act of somebody on some claim, likely or not. Returns what was tried."""
    actor, claim = dice.choice(people), Claim.objects.get(pk=dice.choice(claims).pk)
    if claim.holder is not None and dice.random() < 0.7:
        actor = Actor(user=claim.holder)
    number = claim.lease_no if dice.random() < 0.9 else claim.lease_no + 1
    on: dict[str, Any] = {"actor": actor, "claim_id": claim.id}
    acts: dict[str, Any] = {
        "take_next": lambda: queue.take_next(actor=actor),
        "take": lambda: queue.take(**on),
        "renew": lambda: queue.renew(**on, lease_no=number),
        "release": lambda: queue.release(**on),
        "skip": lambda: queue.skip(
            **on, lease_no=number, reason=dice.choice(["not_now", "not_me"])
        ),
        "promote": lambda: queue.promote(**on),
        "dismiss": lambda: decide.dismiss(**on, lease_no=number or None),
        "undo": lambda: decide.undo(**on),
        "ask_second": lambda: second.ask_second(**on, reason="The mayor will call."),
        "adjudicate": lambda: second.adjudicate(
            **on,
            pick=getattr(claim.reviews.filter(turn=dice.choice([1, 2])).first(), "id", None),
            verdict=dice.choice(["", *VALUES]),
            rationale="So it is.",
            citations=[SOURCE],
        ),
        "reopen": lambda: decide.reopen(**on, reason="Look again."),
        "withdraw": lambda: withdraw.withdraw_article(
            actor=actor, article_id=claim.article_id, reason="Pulled."
        ),
        "restore": lambda: withdraw.restore_article(actor=actor, article_id=claim.article_id),
        "review": lambda: decide.review(
            **on,
            lease_no=number,
            verdict=dice.choice(VALUES),
            rationale="So it is.",
            citations=[SOURCE],
        ),
    }
    likely = ["undo", "reopen", "restore", "take", "ask_second", "adjudicate"]
    if claim.holder is not None:
        likely = ["review", "review", "dismiss", "renew", "skip", "release"]
    name = dice.choice(likely if dice.random() < 0.7 else list(acts))
    acts[name]()
    return name


def must_be_true() -> None:
    """What holds after every act."""
    for claim in Claim.objects.all():
        drafts = Verdict.objects.filter(claim=claim, state="draft")
        standing = Review.objects.filter(claim=claim, round=claim.round, withdrawn_at=None)
        assert (claim.holder_id is None) == (claim.held_until is None)
        assert claim.holder_id is None or (claim.status in OPEN and not claim.withdrawn)
        given = list(standing.order_by("turn").values_list("turn", flat=True))
        assert given in TURNS[claim.status], (claim.status, given)
        assert drafts.count() == (claim.status == "decided")
        assert (claim.decided_at is not None) == (claim.status in {"decided", "dismissed"})
        versions = list(claim.verdicts.order_by("version").values_list("version", flat=True))
        assert versions == list(range(1, len(versions) + 1))
        last = Event.objects.filter(claim_id=claim.id, details__has_key="after").last()
        assert last is None or last.details["after"] == claim.status
    live = Claim.objects.filter(held_until__gt=now()).values_list("holder_id", flat=True)
    assert max(Counter(live).values(), default=0) <= queue.MOST_LEASES


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_whatever_people_do_what_must_be_true_stays_true(seed: int, settings: Any) -> None:
    settings.FACTCHECK_BEST = 2
    dice = random.Random(seed)
    people = [ada(), ben(), eve(), eve(), root()]
    claims = story(*LINES) + story("Another dam held.", "Another ferry sank.", "Nobody knows.")
    done: Counter[str] = Counter()
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(STEPS):
            try:
                done[step(dice, people, claims)] += 1
            except DomainError as refusal:
                done[f"refused: {refusal.code}"] += 1
            must_be_true()
            clock.shift(timedelta(minutes=dice.choice([*([0] * 12), 1, 3, 30])))
    assert len([name for name in done if ":" not in name]) >= 6, done
    assert len([name for name in done if ":" in name]) >= 3, done
    assert verify_ledger().broken == ()

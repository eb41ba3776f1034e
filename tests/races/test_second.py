"""Two pairs of eyes at once: one second reviewer, one settling, an undo or a take but not both."""

from __future__ import annotations

import functools

from factcheck.errors import Conflict, Denied
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from reviews import decide, queue, second
from reviews.models import Review, Verdict
from tests.people import ada, fresh, in_conflict, person, reviewed
from tests.races.together import surprises, together


def test_of_eight_who_take_it_second_one_gets_it() -> None:
    claim = reviewed(ada())
    people = [person(f"second{index}", "reviewer") for index in range(8)]

    found = together(8, lambda index: queue.take(actor=people[index], claim_id=claim.id))

    assert surprises(found, Conflict) == []
    assert len([one for one in found if not isinstance(one, Exception)]) == 1
    assert Review.objects.count() == 1


def test_of_eight_editors_who_settle_a_conflict_one_does() -> None:
    claim = in_conflict()
    two = list(claim.reviews.order_by("turn"))
    people = [person(f"editor{index}", "editor") for index in range(8)]

    found = together(
        8,
        lambda index: second.adjudicate(
            actor=people[index],
            claim_id=claim.id,
            pick=two[index % 2].id,
            rationale=f"So says {index}.",
        ),
    )

    assert surprises(found, Conflict) == []
    (made,) = [one for one in found if not isinstance(one, Exception)]
    assert fresh(claim).status == "decided"
    assert Verdict.objects.get().value == made.verdict
    assert Event.objects.filter(kind="claim.adjudicated").count() == 1
    assert verify_ledger().broken == ()


def test_the_first_is_taken_back_or_the_second_begins_and_never_both() -> None:
    for _ in range(8):
        claim = reviewed(ada())
        other = person("second", "reviewer")
        acts = (
            functools.partial(decide.undo, actor=ada(), claim_id=claim.id),
            functools.partial(queue.take, actor=other, claim_id=claim.id),
        )

        found = together(2, lambda index: acts[index]())  # noqa: B023 - called in this turn

        assert surprises(found, Conflict, Denied) == []
        now = fresh(claim)
        assert (now.status, now.holder and now.holder.username) in {
            ("pending", "ada"),
            ("second", "second"),
        }
        queue.release(actor=ada() if now.status == "pending" else other, claim_id=claim.id)

"""For whom a claim is: theirs first, nobody else's by chance, and never lost with who leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from claims.models import Claim
from claims.status import Status
from factcheck.accounts.actor import DESK
from factcheck.accounts.keys import make_key
from factcheck.accounts.models import ApiKey, User
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from factcheck.ids import new_id
from reviews import assign, decide, leaving, queue
from reviews.models import Review
from tests.people import (
    Program,
    ada,
    ben,
    browser,
    decided,
    eve,
    fresh,
    judge,
    out,
    pending,
    person,
    root,
    second_asked,
    story,
    taken,
)

pytestmark = pytest.mark.django_db


def soon(hours: int = 5) -> datetime:
    return now() + timedelta(hours=hours)


def next_for(name: str) -> Claim | None:
    return queue.take_next(actor=person(name, "reviewer"))


def test_what_is_assigned_to_me_comes_first_the_earliest_due_before_all() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(4)])
    assign.assign(actor=eve(), claim_id=claims[2].id, to=ada().person.username)
    assign.assign(actor=eve(), claim_id=claims[3].id, to=ada().person.username, due_at=soon())
    held = []
    for _ in range(3):
        claim = queue.take_next(actor=ada())
        assert claim is not None
        held.append(claim.id)
        judge(ada(), claim)
    assert held == [claims[3].id, claims[2].id, claims[0].id]


def test_nobody_else_is_handed_an_assigned_claim_but_may_take_it_by_name() -> None:
    claim = pending()
    assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username)
    assert next_for("ben") is None
    queue.take(actor=ben(), claim_id=claim.id)
    page = browser(ada())
    assert "ben took over what was assigned to you" in page.get("/desk/").content.decode()
    page.get(f"/desk/claims/{claim.id}/")
    assert "took over what" not in page.get("/desk/").content.decode()
    event = Event.objects.filter(kind="claim.taken").latest("id")
    assert event.details["assigned_to"] == str(ada().person.id)
    assert fresh(claim).assignee_id == ada().person.id


def test_an_assignee_who_says_not_me_keeps_nobody_from_it() -> None:
    claim = pending()
    assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username)
    held = queue.take_next(actor=ada())
    assert held is not None
    queue.skip(actor=ada(), claim_id=claim.id, lease_no=held.lease_no, reason="not_me")
    assert fresh(claim).assignee_id is None
    found = next_for("ben")
    assert found is not None
    assert found.id == claim.id


def test_an_assignee_who_gave_the_first_of_two_reviews_keeps_nobody_from_the_second() -> None:
    claim = pending()
    before = claim.priority
    second_asked(claim)
    assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username, due_at=soon())
    held = queue.take_next(actor=ada())
    assert held is not None
    judge(ada(), held)
    after = fresh(claim)
    assert (after.status, after.assignee_id, after.due_at) == (Status.SECOND, None, None)
    assert after.priority == pytest.approx(before)
    found = next_for("ben")
    assert found is not None
    assert found.id == claim.id


def test_the_assignee_is_handed_the_second_look_where_somebody_else_gave_the_first() -> None:
    claim = pending()
    second_asked(claim)
    assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username)
    judge(ben(), queue.take(actor=ben(), claim_id=claim.id))
    assert next_for("max") is None
    found = next_for("ada")
    assert found is not None
    assert found.id == claim.id


def test_a_new_round_begins_for_anybody_and_not_overdue() -> None:
    claim = pending()
    assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username, due_at=soon())
    held = queue.take_next(actor=ada())
    assert held is not None
    judge(ada(), held)
    decide.reopen(actor=eve(), claim_id=claim.id, reason="A reader wrote in.")
    assert (fresh(claim).assignee_id, fresh(claim).due_at) == (None, None)


def test_an_assignment_can_be_moved_and_ended_and_its_events_name_who() -> None:
    claim = pending()
    due = soon()
    assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username, due_at=due)
    assign.assign(actor=eve(), claim_id=claim.id, to=ben().person.username)
    assign.unassign(actor=eve(), claim_id=claim.id)
    after = fresh(claim)
    assert (after.assignee_id, after.due_at) == (None, None)
    kinds = [(e.kind, e.details) for e in Event.objects.filter(claim_id=claim.id).order_by("id")]
    assert [kind for kind, _ in kinds][-3:] == [
        "claim.assigned",
        "claim.assigned",
        "claim.unassigned",
    ]
    moved = kinds[-2][1]
    assert (moved["to"], moved["was"]) == (str(ben().person.id), str(ada().person.id))
    assert datetime.fromisoformat(moved["was_due"]) == due
    with pytest.raises(Conflict, match="assigned to nobody"):
        assign.unassign(actor=eve(), claim_id=claim.id)


@pytest.mark.parametrize(
    ("to", "due", "field", "said"),
    [
        ("nobody-here", None, "to", "There are: ada, ben"),
        ("out", None, "to", "out may not review"),
        ("gone", None, "to", "gone is switched off"),
        ("a\x00", None, "to", "No reviewer"),
        ("ada", datetime(2020, 1, 1, tzinfo=UTC), "due_at", "has passed"),
        ("ada", datetime(2999, 1, 1, tzinfo=UTC), "due_at", "two years"),
    ],
)
def test_a_wrong_assignment_names_field_and_fix(
    to: str, due: datetime | None, field: str, said: str
) -> None:
    claim = pending()
    ada(), ben(), out()
    User.objects.filter(pk=person("gone", "reviewer").person.pk).update(is_active=False)
    with pytest.raises(Invalid) as refusal:
        assign.assign(actor=eve(), claim_id=claim.id, to=to, due_at=due)
    error = refusal.value.errors[0]
    assert error.field == field
    assert said in error.message


def test_only_editors_assign_and_push() -> None:
    claim = pending()
    for verb, given in (
        (assign.assign, {"to": "ada"}),
        (assign.unassign, {}),
        (assign.push, {"by": 1}),
        (assign.recount, {}),
    ):
        with pytest.raises(Denied):
            verb(actor=ada(), claim_id=claim.id, **given)
    with pytest.raises(Missing):
        assign.push(actor=eve(), claim_id=new_id(), by=1)


def test_a_settled_claim_is_nobodys_to_be_assigned_or_pushed() -> None:
    review = decided(ada())
    for call in (
        lambda: assign.assign(actor=eve(), claim_id=review.claim_id, to="ada"),
        lambda: assign.push(actor=eve(), claim_id=review.claim_id, by=1),
    ):
        with pytest.raises(Conflict, match="settled"):
            call()
    with pytest.raises(Invalid, match="1 to 6"):
        assign.push(actor=eve(), claim_id=review.claim_id, by=0)


def test_who_leaves_keeps_name_and_work_but_no_lease_no_task_and_no_key() -> None:
    done = decided(ada())
    held, meant, others = taken(ada()), pending(), taken(ben())
    assign.assign(actor=eve(), claim_id=meant.id, to="ada", due_at=soon())
    program = Program(ada())
    leaving.switch_user(actor=root(), user_id=ada().person.id, active=False)
    assert fresh(held).holder is None
    assert (fresh(meant).assignee_id, fresh(meant).due_at) == (None, None)
    assert fresh(others).holder_id == ben().person.id
    assert Review.objects.get(pk=done.pk).reviewer.username == "ada"
    assert program.get("claims/").status_code == 401
    assert next_for("ben") is not None
    kinds = set(Event.objects.filter(actor=root().person).values_list("kind", flat=True))
    assert kinds >= {"user.off", "claim.released", "claim.unassigned"}

    leaving.switch_user(actor=root(), user_id=ada().person.id, active=True)
    assert not ApiKey.objects.filter(owner=ada().person, revoked_at=None).exists()
    assert program.get("claims/").status_code == 401
    with pytest.raises(Denied):
        queue.take_next(actor=out())


def test_who_becomes_a_reader_gives_back_what_they_hold_and_an_editor_does_not() -> None:
    held = taken(ada())
    leaving.change_role(actor=root(), user_id=ada().person.id, role="editor")
    assert fresh(held).holder_id == ada().person.id
    key = make_key(actor=ada(), name="mine", scopes=[]).key
    leaving.change_role(actor=root(), user_id=ada().person.id, role="reader")
    assert fresh(held).holder is None
    assert ApiKey.objects.get(pk=key.pk).revoked_at is None
    with pytest.raises(Denied):
        leaving.change_role(actor=ben(), user_id=eve().person.id, role="reader")
    assert DESK.user is None

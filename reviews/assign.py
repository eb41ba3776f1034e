"""assign, unassign, push, recount: for whom a claim is, by when, and its place in the queue.

An editor's verbs, each with one event. The event is where whoever tells people things finds who
is concerned: `claim.assigned` and `claim.unassigned` name the person (`to`, `was`), and
`claim.taken` names the assignee (`assigned_to`) where somebody else took the claim.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from claims.models import Claim
from claims.priority import MOST_PUSH
from claims.ranking import rank
from claims.status import Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right, allows
from factcheck.clock import now
from factcheck.errors import Conflict, Invalid
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews.access import locked_claim
from reviews.filters import reviewers
from reviews.models import Review

FARTHEST = timedelta(days=730)


def _assign(*, actor: Actor, claim_id: uuid.UUID, to: str, due_at: datetime | None = None) -> Claim:
    """The claim is for that person, by that time: they get it first, others only by name.

    Assigning it anew takes it from whom it was for. A lease that somebody has on it runs on.
    Records `claim.assigned`.

    Raises:
        Denied, Missing. Invalid: no such reviewer, a due date that has passed. Conflict: the claim
        does not wait, or they have reviewed it, or it is theirs already.
    """
    actor.must(Right.EDIT)
    person = reviewer_named(to)
    check_due(due_at)
    claim = locked_claim(claim_id)
    must_assign(claim, person, due_at)
    was, was_due = claim.assignee_id, claim.due_at
    _set(claim, assignee=person, due_at=due_at)
    _record(actor, claim, "claim.assigned", to=person.id, due=due_at, was=was, was_due=was_due)
    return claim


def _unassign(*, actor: Actor, claim_id: uuid.UUID) -> Claim:
    """The claim is for anybody again, without a due date. Records `claim.unassigned`."""
    actor.must(Right.EDIT)
    claim = locked_claim(claim_id)
    if claim.assignee_id is None:
        raise Conflict("This claim is assigned to nobody.", code="not_assigned")
    free(actor, claim)
    return claim


def _push(*, actor: Actor, claim_id: uuid.UUID, by: int) -> Claim:
    """Up or down in the queue by whole points, three either way at most. Records `claim.pushed`."""
    actor.must(Right.EDIT)
    check_push(by)
    claim = locked_claim(claim_id)
    must_push(claim, by)
    was = claim.push
    _set(claim, push=pushed(claim, by))
    _record(actor, claim, "claim.pushed", push=claim.push, was=was)
    return claim


def _recount(*, actor: Actor, claim_id: uuid.UUID) -> Claim:
    """Its terms anew from its row and the settings of now, for when the weights have changed.

    Records `claim.recounted` where that moves the claim; again does nothing.
    """
    actor.must(Right.EDIT)
    claim = locked_claim(claim_id)
    before, terms = claim.priority, claim.priority_terms
    rank(claim)
    if (claim.priority, claim.priority_terms) != (before, terms):
        _set(claim)
        _record(actor, claim, "claim.recounted")
    return claim


assign = verb(_assign)
unassign = verb(_unassign)
push = verb(_push)
recount = verb(_recount)


# ---- what each needs; bulk asks too, for its preview -------------------------------------------
def reviewer_named(name: str) -> User:
    """Raises:
    Invalid: nobody of that name reviews here.
    """
    person = User.objects.filter(username=name).first() if "\x00" not in name else None
    if person is None or not person.is_active or not allows(person.as_role, Right.REVIEW):
        names = ", ".join(reviewers()[:30]) or "nobody yet"
        message = f"No reviewer is called “{name[:60]}”. There are: {names}."
        if person is not None:
            why = "is switched off" if not person.is_active else "may not review"
            message = f"{person.username} {why}. Choose one of: {names}."
        raise Invalid.field("to", "unknown", message)
    return person


def check_due(due_at: datetime | None) -> None:
    """Raises:
    Invalid: it has passed, or lies more than two years ahead.
    """
    if due_at is None:
        return
    if due_at <= now():
        raise Invalid.field("due_at", "past", "This time has passed. Give one that is to come.")
    if due_at > now() + FARTHEST:
        raise Invalid.field("due_at", "far", "Due in two years at most.")


def check_push(by: int) -> None:
    """Raises:
    Invalid: no step up or down of three at most.
    """
    if by == 0 or abs(by) > 2 * MOST_PUSH:
        raise Invalid.field("by", "range", f"Push by 1 to {2 * MOST_PUSH} points, up or down (−).")


def must_wait(claim: Claim) -> None:
    """Raises:
    Conflict: the claim does not wait for a reviewer.
    """
    if claim.withdrawn:
        raise Conflict("Its article was withdrawn. An editor can restore it.", code="withdrawn")
    if not claim.is_open:
        hint = "put it in the queue first" if claim.status == Status.PROPOSED else "it is settled"
        if claim.status == Status.CONFLICT:
            hint = "an editor decides it"
        raise Conflict(f"This claim is {claim.status}: {hint}.", code="wrong_state")


def must_assign(claim: Claim, person: User, due_at: datetime | None) -> None:
    """Raises:
    Conflict: this claim cannot be for this person now.
    """
    must_wait(claim)
    if claim.assignee_id == person.id and claim.due_at == due_at:
        raise Conflict(f"It is {person.username}’s already.", code="no_change")
    own = Review.objects.filter(claim=claim, round=claim.round, reviewer=person, withdrawn_at=None)
    if claim.status == Status.SECOND and own.exists():
        raise Conflict(
            f"{person.username} has reviewed it; the second pair of eyes must be another’s.",
            code="own_review",
        )


def pushed(claim: Claim, by: int) -> int:
    """The claim's push after that step, within its bounds."""
    return max(-MOST_PUSH, min(MOST_PUSH, claim.push + by))


def must_push(claim: Claim, by: int) -> None:
    """Raises:
    Conflict: the claim does not wait, or is pushed as far as it goes.
    """
    must_wait(claim)
    if pushed(claim, by) == claim.push:
        way = "up" if by > 0 else "down"
        raise Conflict(f"It is pushed {way} as far as it goes.", code="no_change")


# ---- what other verbs do with it, inside their own transaction ---------------------------------
def free(actor: Actor, claim: Claim) -> None:
    """A locked claim is for anybody again."""
    was, was_due = claim.assignee_id, claim.due_at
    _set(claim, assignee=None, due_at=None)
    _record(actor, claim, "claim.unassigned", was=was, was_due=was_due)


def unassigned(claim: Claim) -> dict[str, Any]:
    """What ends the assignment of a locked claim changes: its due date goes, and what that gave to
    its priority. For `queue.move`, which writes it with the status."""
    claim.due_at = None
    rank(claim)
    return {
        "assignee": None,
        "due_at": None,
        "priority": claim.priority,
        "priority_terms": claim.priority_terms,
    }


def free_all(actor: Actor, person: User) -> int:
    """All that is assigned to this person is for anybody again."""
    rows = Claim.objects.select_for_update(of=("self",)).filter(assignee=person).order_by("id")
    for claim in rows:
        free(actor, claim)
    return len(rows)


def put_back(actor: Actor, claim: Claim, details: dict[str, Any]) -> None:
    """A locked claim is for whom it was before the event with these details.

    Raises:
        Conflict: that person reviews here no longer.
    """
    if details["was"] is None:
        return free(actor, claim)
    person = User.objects.get(pk=details["was"])
    if not person.is_active or not allows(person.as_role, Right.REVIEW):
        raise Conflict(f"{person.username}, whose it was, reviews here no longer.", code="left")
    due = datetime.fromisoformat(details["was_due"]) if details["was_due"] else None
    now_for, now_due = claim.assignee_id, claim.due_at
    _set(claim, assignee=person, due_at=due)
    _record(actor, claim, "claim.assigned", to=person.id, due=due, was=now_for, was_due=now_due)
    return None


def pull_back(actor: Actor, claim: Claim, details: dict[str, Any]) -> None:
    """A locked claim is pushed as it was before the event with these details."""
    was = claim.push
    _set(claim, push=details["was"])
    _record(actor, claim, "claim.pushed", push=claim.push, was=was)


def _set(claim: Claim, **changes: Any) -> None:
    """Writes the changes and what they make of the claim's priority; the row must be as read."""
    as_read = Claim.objects.filter(
        pk=claim.pk, assignee=claim.assignee_id, due_at=claim.due_at, push=claim.push
    )
    for name, value in changes.items():
        setattr(claim, name, value)
    rank(claim)
    won = as_read.update(priority=claim.priority, priority_terms=claim.priority_terms, **changes)
    if not won:
        raise Conflict("The claim changed a moment ago. Reload the page.", code="changed")


def _record(actor: Actor, claim: Claim, kind: str, **details: Any) -> None:
    written: dict[str, Any] = {
        name: value.isoformat()
        if isinstance(value, datetime)
        else str(value)
        if isinstance(value, uuid.UUID)
        else value
        for name, value in details.items()
    }
    record(actor=actor, kind=kind, article_id=claim.article_id, claim_id=claim.id, **written)

"""review, dismiss, reopen, undo: what settles a claim.

Each locks the claim first, asks `access`, asks `states`, writes, records one event. While a claim
waits for its second pair of eyes, no event, message or draft of its verdict tells the first.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from claims.models import Claim
from claims.status import OPEN, Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, FieldError, Invalid
from factcheck.events.ledger import record
from factcheck.events.models import Event
from factcheck.verbs import verb
from reviews.access import is_held, locked_claim, must
from reviews.drafts import draft_from
from reviews.evidence import Source
from reviews.judgement import (
    check_reason,
    check_review,
    standing,
    withdraw_reviews,
    write_review,
)
from reviews.models import Reopening, Review, Verdict
from reviews.policy import Why
from reviews.queue import NO_LEASE, check_room, lease_for, lock_person, must_move
from reviews.second import why_second
from reviews.states import Action, next_state
from reviews.versions import draft_verdict, withdraw_draft
from reviews.words import DismissReason, State, Turn

UNDO_WITHIN = timedelta(minutes=5)
UNDOABLE = ("claim.reviewed", "claim.decided", "claim.dismissed")
REVIEWED = {
    Status.SECOND: "claim.reviewed",
    Status.DECIDED: "claim.decided",
    Status.CONFLICT: "claim.conflict",
}


def _review(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    lease_no: int,
    verdict: str,
    rationale: str,
    citations: Sequence[Source] = (),
) -> Review:
    """Judges a held claim and ends the lease.

    The first review decides it, unless the policy or an editor asks for a second pair of eyes:
    then the claim waits in the queue again (`claim.reviewed`). The second decides it where both
    agree, else it is in conflict (`claim.conflict`). What decides writes the verdict's draft and
    records `claim.decided`.

    Raises:
        Invalid: every wrong field. Denied, Missing. Conflict: lease lost, page stale, wrong state,
            or the first review is the actor's own.
    """
    claim = locked_claim(claim_id)
    must(actor, Action.REVIEW, claim, lease_no)
    if errors := check_review(actor.person, verdict, rationale, citations):
        raise Invalid.fields(errors)
    before = Status(claim.status)
    first = standing(claim).get(turn=Turn.FIRST) if before == Status.SECOND else None
    made = write_review(
        claim=claim,
        reviewer=actor.person,
        turn=Turn.FIRST if first is None else Turn.SECOND,
        verdict=verdict,
        rationale=rationale,
        citations=citations,
        lease_no=lease_no,
    )
    asked = why_second(claim) if first is None else None
    if first is None:
        after = Status.SECOND if asked else Status.DECIDED
    else:
        after = Status.DECIDED if first.verdict == made.verdict else Status.CONFLICT
    after = next_state(before, Action.REVIEW, after)
    decided_at = made.created_at if after == Status.DECIDED else None
    must_move(claim, status=after, decided_at=decided_at, **NO_LEASE)
    both = [made] if first is None else [first, made]
    version = draft_verdict(actor, claim, both) if decided_at else None
    record(
        actor=actor,
        kind=REVIEWED[after],
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(made, version) if version else (made,),
        before=before,
        after=claim.status,
        review=str(made.id),
        **_named(version, asked),
        lease_no=lease_no,
    )
    return made


def _named(version: Verdict | None, asked: Why | None) -> dict[str, Any]:
    """What came of a review, for its event: a version, or a second look and who asked for it."""
    if version:
        return {"verdict": str(version.id), "version": version.version}
    return {"asked_by": asked.value} if asked else {}


def _dismiss(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    reason: str = DismissReason.NOT_A_CLAIM,
    lease_no: int | None = None,
    duplicate_of: uuid.UUID | None = None,
) -> Claim:
    """No claim for this desk: not a claim, a duplicate of another, out of scope."""
    claim = locked_claim(claim_id)
    must(actor, Action.DISMISS, claim, lease_no)
    errors = []
    if reason not in set(DismissReason):
        known = ", ".join(DismissReason)
        message = f"There is no reason {reason!r}. There are: {known}."
        errors.append(FieldError("reason", "unknown", message))
    if reason == DismissReason.DUPLICATE and (
        duplicate_of is None
        or duplicate_of == claim.id
        or not Claim.objects.filter(pk=duplicate_of).exists()
    ):
        message = "Name the other claim that this one repeats."
        errors.append(FieldError("duplicate_of", "required", message))
    if errors:
        raise Invalid.fields(errors)
    before = Status(claim.status)
    if before in OPEN and lease_no is None:
        raise Invalid.field("lease_no", "required", "Send the lease_no of your lease.")
    after = next_state(before, Action.DISMISS)
    must_move(claim, status=after, decided_at=now(), duplicate_of_id=duplicate_of, **NO_LEASE)
    extra: dict[str, Any] = {"duplicate_of": str(duplicate_of)} if duplicate_of else {}
    record(
        actor=actor,
        kind="claim.dismissed",
        article_id=claim.article_id,
        claim_id=claim.id,
        before=before,
        after=claim.status,
        reason=str(reason),
        **extra,
    )
    return claim


def _reopen(*, actor: Actor, claim_id: uuid.UUID, reason: str) -> Claim:
    """The next round of a settled claim; the draft of its verdict is withdrawn.

    The reason stays in a `Reopening`, covered by the event.
    """
    claim = locked_claim(claim_id)
    must(actor, Action.REOPEN, claim)
    check_reason(reason)
    before = Status(claim.status)
    moved: list[Any] = [*withdraw_draft(claim)]
    if before == Status.DISMISSED:
        # The round came to no end: a first review in it stays closed, as a draft of its author.
        moved += withdraw_reviews(standing(claim))
    after = next_state(before, Action.REOPEN)
    must_move(claim, status=after, round=claim.round + 1, decided_at=None)
    opened = Reopening.objects.create(
        claim=claim,
        round=claim.round,
        reason=reason.strip(),
        by=actor.person,
        at=now(),
        salt=secrets.token_hex(16),
    )
    record(
        actor=actor,
        kind="claim.reopened",
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(opened,),
        moved=tuple(moved),
        before=before,
        after=claim.status,
        round=claim.round,
    )
    return claim


def _undo(*, actor: Actor, claim_id: uuid.UUID) -> Claim:
    """Takes back one's own first review or dismissal of the last five minutes; the lease comes
    back. That others took it meanwhile and gave it back is no hindrance.

    The withdrawn review stays; it becomes its author's draft again.
    """
    person = lock_person(actor)
    claim = locked_claim(claim_id)
    must(actor, Action.UNDO, claim)
    event = undoable(person, claim)
    before = Status(claim.status)
    after = next_state(before, Action.UNDO, Status(event.details["before"]))
    lease: dict[str, Any] = {}
    if after in OPEN:
        check_room(person)
        lease = lease_for(claim, person)
    must_move(claim, status=after, decided_at=None, **lease)
    own = claim.reviews.filter(round=claim.round, reviewer=person, withdrawn_at=None)
    taken_back = withdraw_reviews(own.prefetch_related("citations"))
    for review in taken_back:
        draft_from(review)
    record(
        actor=actor,
        kind="claim.undone",
        article_id=claim.article_id,
        claim_id=claim.id,
        moved=(*taken_back, *withdraw_draft(claim)),
        before=before,
        after=claim.status,
        undone=event.kind,
        lease_no=claim.lease_no,
    )
    return claim


def undoable(person: User, claim: Claim) -> Event:
    """The event that put the claim where it stands, where this person may still take it back.

    Raises:
        Conflict: too late, or something came after. Denied: another's act.
    """
    moves = Event.objects.filter(claim_id=claim.id, details__has_key="after")
    event = moves.order_by("-id").first()
    if event is None or event.kind not in UNDOABLE:
        raise Conflict("Something else has happened to this claim since.", code="too_late")
    if event.kind == "claim.decided" and event.details["before"] == Status.SECOND:
        raise Conflict(
            "A second review is not undone: two people agree. An editor can reopen the claim.",
            code="second_review",
        )
    if event.actor_id != person.id:
        raise Denied(
            "Only who did it can undo it; an editor can reopen the claim.", code="not_yours"
        )
    if now() - event.at > UNDO_WITHIN:
        raise Conflict(
            "Undo works for five minutes. An editor can reopen the claim.", code="too_late"
        )
    if claim.verdicts.filter(state=State.PUBLISHED, round=claim.round).exists():
        raise Conflict("Its verdict is published; ask for a correction.", code="published")
    if is_held(claim):
        raise Conflict("Somebody holds this claim now.", code="held_by_other")
    return event


def may_undo(person: User, claim: Claim) -> bool:
    """Whether `undoable` would let this person; draws the button."""
    try:
        undoable(person, claim)
    except (Conflict, Denied):
        return False
    return True


review = verb(_review)
dismiss = verb(_dismiss)
reopen = verb(_reopen)
undo = verb(_undo)

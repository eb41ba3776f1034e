"""run, undo_bulk: one act on many claims, with a preview, in one transaction, undone as one.

Loops over the undecorated functions of `assign` and `decide`: one event a claim, all with the
act's id. What cannot change is left alone and said, never an error; it touches only the
claims that it is given, and its undo only those that stand as the batch left them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from claims.models import Claim
from claims.status import OPEN, Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, DomainError, FieldError, Invalid, Missing
from factcheck.events.models import Event
from factcheck.verbs import verb
from reviews import assign, queue
from reviews.access import is_held
from reviews.decide import UNDO_WITHIN, _dismiss
from reviews.models_editors import BulkAct
from reviews.words import DismissReason

MOST = 500
ACTS = ("assign", "unassign", "push", "dismiss")
REASONS = (DismissReason.NOT_A_CLAIM, DismissReason.OUT_OF_SCOPE)
Left = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done to each of the claims."""

    name: str
    to: str = ""
    due_at: datetime | None = None
    by: int = 0
    reason: str = DismissReason.NOT_A_CLAIM.value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the act would do to one claim, or why it leaves it alone."""

    claim: Claim
    will: str = ""
    why_not: str = ""


def preview(*, actor: Actor, act: Act, claim_ids: Sequence[uuid.UUID]) -> list[Outcome]:
    """One outcome for each claim that is there, in the order of the queue. Writes nothing.

    Raises:
        Denied. Invalid: the act itself is wrong, or there are no claims or more than 500.
    """
    person = _check(actor, act, claim_ids)
    rows = Claim.objects.select_related("holder", "assignee", "article").filter(pk__in=claim_ids)
    return [_outcome(act, claim, person) for claim in rows.order_by("-priority", "id")]


def _run(*, actor: Actor, act_id: uuid.UUID, act: Act, claim_ids: Sequence[uuid.UUID]) -> BulkAct:
    """Does the act to every claim that it fits. The same `act_id` again gives the same one.

    Locks all claims in one order first, so nothing changes between the look and the write.

    Raises:
        Denied. Invalid: as `preview`. Conflict: nothing would change.
    """
    made = BulkAct.objects.filter(pk=act_id).first()
    if made is not None:
        if made.by_id != actor.person.id:
            raise Conflict("This bulk act is another’s.", code="taken")
        return made
    person = _check(actor, act, claim_ids)
    moment = now()
    rows = _locked(claim_ids)
    doer, changed, left = replace(actor, batch=str(act_id)), 0, _gone(claim_ids, rows)
    for claim in rows:
        outcome = _outcome(act, claim, person)
        if outcome.why_not:
            left.append({"claim": str(claim.id), "why": outcome.why_not})
        else:
            _apply(doer, act, claim)
            changed += 1
    if not changed:
        raise Conflict("Nothing would change: every claim is left alone.", code="no_change")
    return BulkAct.objects.create(
        id=act_id, act=act.name, by=actor.person, at=moment, changed=changed, left=left
    )


def _undo_bulk(*, actor: Actor, act_id: uuid.UUID) -> BulkAct:
    """Takes the whole act back within five minutes, but for what was touched since.

    Raises:
        Missing. Denied: another's. Conflict: too late, or undone already.
    """
    actor.must(Right.EDIT)
    batch = BulkAct.objects.select_for_update(of=("self",)).filter(pk=act_id).first()
    if batch is None:
        raise Missing("There is no such bulk act.")
    if batch.by_id != actor.person.id:
        raise Denied("Only who did it can undo it.", code="not_yours")
    if batch.undone_at is not None:
        raise Conflict("This bulk act was undone already.", code="undone")
    if now() - batch.at > UNDO_WITHIN:
        raise Conflict("Undo works for five minutes.", code="too_late")
    events = events_of(batch)
    ids = [event.claim_id for event in events if event.claim_id]
    claims = {claim.id: claim for claim in _locked(ids)}
    moved = dict(
        Event.objects.filter(claim_id__in=ids, details__has_key="after")
        .order_by()
        .values_list("claim_id")
        .annotate(last=Max("id"))
    )
    left: Left = []
    for event in events:
        assert event.claim_id is not None
        try:
            claim = claims[event.claim_id]
            if not _stands(claim, event, moved.get(claim.id)):
                raise Conflict("Something else has happened to it since.", code="touched")
            _take_back(actor, claim, event)
        except DomainError as refusal:  # raised before anything of this row was written
            left.append({"claim": str(event.claim_id), "why": refusal.message})
    batch.undone_at, batch.undo_left = now(), left
    batch.save(update_fields=["undone_at", "undo_left"])
    return batch


run = verb(_run, tries=2)
undo_bulk = verb(_undo_bulk)


def events_of(batch: BulkAct) -> Sequence[Event]:
    """The act's own events, found by who did it and when."""
    return list(
        Event.objects.filter(
            actor=batch.by_id, at__gte=batch.at, details__batch=str(batch.id)
        ).order_by("id")[:MOST]
    )


def may_undo(person: User, batch: BulkAct) -> bool:
    """Whether the act can still be taken back by this person; draws the button."""
    fresh = now() - batch.at <= UNDO_WITHIN
    return batch.by_id == person.id and batch.undone_at is None and fresh


def _locked(claim_ids: Sequence[uuid.UUID]) -> list[Claim]:
    """The claims with their row locks. Who holds them is read after the wait for the locks: rows
    joined to a locked one are told as they were before it, so a taken claim would seem free."""
    rows = Claim.objects.select_for_update().prefetch_related("holder", "assignee")
    return list(rows.filter(pk__in=claim_ids).order_by("id"))


# ---- one claim ---------------------------------------------------------------------------------
def _check(actor: Actor, act: Act, claim_ids: Sequence[uuid.UUID]) -> User | None:
    """Whom it is to be assigned to, where it is.

    Raises:
        Denied. Invalid: what is wrong with the act itself.
    """
    actor.must(Right.EDIT)
    if not claim_ids:
        raise Invalid.field("claims", "required", "Choose a claim at least.")
    if len(set(claim_ids)) > MOST:
        message = f"A bulk act takes {MOST} claims at most; these are {len(set(claim_ids))}."
        raise Invalid.field("claims", "too_many", message)
    if act.name not in ACTS:
        message = f"There is no act “{act.name[:40]}”. There are: {', '.join(ACTS)}."
        raise Invalid.field("act", "unknown", message)
    if act.name == "assign":
        assign.check_due(act.due_at)
        return assign.reviewer_named(act.to)
    if act.name == "push":
        assign.check_push(act.by)
    if act.name == "dismiss" and act.reason not in REASONS:
        known = ", ".join(REASONS)
        message = f"In bulk a claim is dismissed as one of: {known}."
        raise Invalid.fields([FieldError("reason", "unknown", message)])
    return None


def _outcome(act: Act, claim: Claim, person: User | None) -> Outcome:
    try:
        return Outcome(claim, will=_will(act, claim, person))
    except Conflict as refusal:
        return Outcome(claim, why_not=refusal.message)


def _will(act: Act, claim: Claim, person: User | None) -> str:
    """What will change, in words.

    Raises:
        Conflict: this claim is left alone, with the reason.
    """
    if act.name == "assign":
        assert person is not None
        assign.must_assign(claim, person, act.due_at)
        was = f", until now {claim.assignee.username}’s" if claim.assignee else ""
        due = f", due {timezone.localtime(act.due_at):%-d %b %H:%M}" if act.due_at else ""
        return f"assigned to {person.username}{due}{was}"
    if act.name == "unassign":
        if claim.assignee is None:
            raise Conflict("It is assigned to nobody.", code="not_assigned")
        return f"no longer {claim.assignee.username}’s"
    if act.name == "push":
        assign.must_push(claim, act.by)
        return f"push {claim.push:+d} → {assign.pushed(claim, act.by):+d}"
    return _will_dismiss(act, claim)


def _will_dismiss(act: Act, claim: Claim) -> str:
    if claim.withdrawn:
        raise Conflict("Its article was withdrawn.", code="withdrawn")
    if claim.status not in {Status.PROPOSED, *OPEN}:
        raise Conflict(f"It is {claim.status} already.", code="wrong_state")
    if claim.holder is not None and is_held(claim):
        until = timezone.localtime(claim.held_until)
        raise Conflict(f"{claim.holder.username} holds it until {until:%H:%M}.", code="held")
    return f"{claim.status} → dismissed: {act.reason.replace('_', ' ')}"


def _apply(doer: Actor, act: Act, claim: Claim) -> None:
    if act.name == "assign":
        assign._assign(actor=doer, claim_id=claim.id, to=act.to, due_at=act.due_at)  # noqa: SLF001
    elif act.name == "unassign":
        assign._unassign(actor=doer, claim_id=claim.id)  # noqa: SLF001
    elif act.name == "push":
        assign._push(actor=doer, claim_id=claim.id, by=act.by)  # noqa: SLF001
    elif claim.status == Status.PROPOSED:
        _dismiss(actor=doer, claim_id=claim.id, reason=act.reason)
    else:
        queue.lend(claim, doer.person)
        _dismiss(actor=doer, claim_id=claim.id, reason=act.reason, lease_no=claim.lease_no)


def _stands(claim: Claim, event: Event, moved: int | None) -> bool:
    """Whether the claim is still as the event left it; `moved` is the last that changed its
    status. What came after and was itself undone does not count."""
    details = event.details
    if event.kind == "claim.dismissed":
        return moved == event.id
    if event.kind == "claim.pushed":
        return bool(claim.push == details["push"])
    to = str(claim.assignee_id) if claim.assignee_id else None
    due = claim.due_at.isoformat() if claim.due_at else None
    return (to, due) == (details.get("to"), details.get("due"))


def _take_back(actor: Actor, claim: Claim, event: Event) -> None:
    if event.kind == "claim.dismissed":
        queue.put_back(actor, claim, Status(event.details["before"]))
        return
    assign.must_wait(claim)
    if event.kind == "claim.pushed":
        assign.pull_back(actor, claim, event.details)
    else:
        assign.put_back(actor, claim, event.details)


def _gone(claim_ids: Sequence[uuid.UUID], rows: Iterable[Claim]) -> Left:
    there = {claim.id for claim in rows}
    missing = sorted(set(claim_ids) - there)
    return [{"claim": str(one), "why": "There is no such claim any more."} for one in missing]

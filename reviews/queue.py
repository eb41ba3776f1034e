"""take_next, take, renew, release, skip, promote: the queue and its leases.

A lease lies on the claim's own row, so that the row lock and the guarded update see it. An
expired lease is free by predicate; there is no sweeper.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from claims.models import Claim
from claims.recording import record_claim
from claims.status import Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Invalid
from factcheck.verbs import verb
from reviews.access import has_reviewed, is_held, locked_claim, must, must_be_another, must_hold
from reviews.assign import free, unassigned
from reviews.filters import check_known, narrowed
from reviews.models import Notice, Review, Skip
from reviews.states import Action, next_state
from reviews.words import SkipReason

MOST_LEASES = 5
NOT_NOW = timedelta(hours=1)
TRIES = 8
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def lease_time() -> timedelta:
    """How long a lease lasts."""
    return timedelta(minutes=settings.FACTCHECK_LEASE_MINUTES)


def free_for(person: User) -> QuerySet[Claim]:
    """Open claims that are nobody's in particular and that this person can be given, in the
    queue's order: not held, not passed over, not reviewed by them in this round. Uses the index
    `claim_free`."""
    return _fit_for(person).filter(assignee=None).order_by("-priority", "id")


def own_of(person: User) -> QuerySet[Claim]:
    """Open claims assigned to this person that they can be given, the earliest due first."""
    mine = _fit_for(person).filter(assignee=person)
    return mine.order_by(F("due_at").asc(nulls_last=True), "-priority", "id")


def _fit_for(person: User) -> QuerySet[Claim]:
    moment = now()
    passed = Skip.objects.filter(
        Q(until=None) | Q(until__gt=moment),
        claim=OuterRef("pk"),
        round=OuterRef("round"),
        reviewer=person,
    )
    reviewed = Review.objects.filter(
        claim=OuterRef("pk"), round=OuterRef("round"), reviewer=person, withdrawn_at=None
    )
    return (
        Claim.objects.filter(is_open=True)
        .filter(Q(holder=None) | Q(held_until__lte=moment))
        .filter(~Exists(passed), ~Exists(reviewed))
    )


def next_for(person: User) -> Claim | None:
    """What `take_next` without filters would give this person, who holds nothing; for the board."""
    own, rows = (one.select_related("article") for one in (own_of(person), free_for(person)))
    return own.first() or rows.first()


def _take_next(
    *,
    actor: Actor,
    article_id: uuid.UUID | None = None,
    outlet: str = "",
    language: str = "",
    kind: str = "",
    claimant: str = "",
) -> Claim | None:
    """The next free claim, leased to the actor: first what is assigned to them, then in queue
    order, within the filters. None where nothing waits.

    Their own live lease comes back unchanged (two tabs, one lease), unless they hold it outside
    the filters. Locks the person's row first: without it two tabs got two claims. Records
    `claim.taken`; `claim.lease_ended` before it where it takes over an expired lease.

    Raises:
        Denied. Invalid: a filter's value that no claim has, with the right ones. Conflict: five
        leases already.
    """
    actor.must(Right.REVIEW)
    person, awaited = _lock_taker(actor)
    within = {
        "article": str(article_id or ""),
        "outlet": outlet,
        "language": language,
        "kind": kind,
        "claimant": claimant,
    }
    wanted = narrowed(within)
    mine = _live(person).filter(wanted).order_by("held_until").first()
    if mine is not None:
        return mine
    if any(within.values()):  # else they hold nothing at all
        check_room(person)
    for _ in range(TRIES):
        claim = _first_free(person, wanted, awaited)
        if claim is None:
            check_known(within)
            return None
        if _lease(actor, person, claim):
            return claim
    raise Conflict("Too many people take at this moment. Try again.", code="busy")


def _lock_taker(actor: Actor) -> tuple[User, bool]:
    """The actor's locked row, and whether anything is assigned to them: one query for both."""
    assigned = Claim.objects.filter(assignee=OuterRef("pk"), is_open=True)
    rows = User.objects.select_for_update(no_key=True, of=("self",))
    found = rows.annotate(awaited=Exists(assigned)).get(pk=actor.person.pk)
    replace(actor, user=found).must(Right.REVIEW)
    return found, found.awaited


def _first_free(person: User, wanted: Q, awaited: bool) -> Claim | None:
    for rows_for in (own_of, free_for)[not awaited :]:
        found = rows_for(person).filter(wanted)
        if connection.features.has_select_for_update_skip_locked:
            found = found.select_for_update(skip_locked=True, of=("self",))
        if claim := found.first():
            return claim
    return None


def _take(*, actor: Actor, claim_id: uuid.UUID) -> Claim:
    """That very claim, whoever it is assigned to. The actor's own live lease comes back unchanged.

    Raises:
        Missing, Denied. Conflict: not open, withdrawn, somebody holds it, five leases already.
    """
    actor.must(Right.REVIEW)
    person = lock_person(actor)
    claim = locked_claim(claim_id)
    if claim.withdrawn:
        raise Conflict("Its article was withdrawn. An editor can restore it.", code="withdrawn")
    if not claim.is_open:
        raise Conflict(
            f"This claim is {claim.status}; only pending claims can be taken.", code="wrong_state"
        )
    if is_held(claim):
        if claim.holder_id == person.id:
            return claim
        must_hold(actor, claim)
    must_be_another(person, claim)
    check_room(person)
    if not _lease(actor, person, claim):
        raise Conflict("Somebody took this claim a moment ago.", code="held_by_other")
    return claim


def _renew(*, actor: Actor, claim_id: uuid.UUID, lease_no: int) -> Claim:
    """The lease runs anew from now. Records nothing: nothing changed of what the desk knows."""
    actor.must(Right.REVIEW)
    claim = locked_claim(claim_id)
    must_hold(actor, claim, lease_no)
    must_move(claim, held_until=now() + lease_time())
    return claim


def _release(*, actor: Actor, claim_id: uuid.UUID, lease_no: int | None = None) -> Claim:
    """Back to the queue. An editor may release another's lease, without its number."""
    actor.must(Right.REVIEW)
    claim = locked_claim(claim_id)
    other = claim.holder_id is not None and claim.holder_id != actor.person.id
    if not (other and actor.may(Right.EDIT)):
        must_hold(actor, claim, lease_no)
    holder = claim.holder_id
    must_move(claim, **NO_LEASE)
    record_claim(actor, claim, "claim.released", holder=str(holder), lease_no=claim.lease_no)
    return claim


def _skip(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    lease_no: int,
    reason: str = SkipReason.NOT_NOW,
    language: str = "",
) -> Claim:
    """Not now (back for this reviewer in an hour), not me (not again in this round), or a speaker
    of `language` is needed (not again for this reviewer; the others see which language).

    Raises:
        Invalid: no such reason; `language` without a code that can be one.
    """
    actor.must(Right.REVIEW)
    _check_skip(reason, language)
    claim = locked_claim(claim_id)
    must_hold(actor, claim, lease_no)
    moment = now()
    Skip.objects.update_or_create(
        claim=claim,
        reviewer=actor.person,
        round=claim.round,
        defaults={
            "reason": reason,
            "language": language.strip().lower() if reason == SkipReason.LANGUAGE else "",
            "until": moment + NOT_NOW if reason == SkipReason.NOT_NOW else None,
            "at": moment,
        },
    )
    must_move(claim, **NO_LEASE)
    record_claim(actor, claim, "claim.skipped", reason=str(reason), lease_no=claim.lease_no)
    if reason != SkipReason.NOT_NOW and claim.assignee_id == actor.person.id:
        free(actor, claim)  # it must not wait for who will not do it
    return claim


def _check_skip(reason: str, language: str) -> None:
    if reason not in set(SkipReason):
        known = ", ".join(SkipReason)
        raise Invalid.field(
            "reason", "unknown", f"There is no reason {reason!r}. There are: {known}."
        )
    if reason == SkipReason.LANGUAGE and not LANGUAGE.fullmatch(language.strip()):
        raise Invalid.field(
            "language", "unknown", f"{language!r} is no language code. Write one like es or pt-BR."
        )


def _promote(*, actor: Actor, claim_id: uuid.UUID) -> Claim:
    """A proposed claim joins the queue."""
    claim = locked_claim(claim_id)
    must(actor, Action.PROMOTE, claim)
    before = Status(claim.status)
    must_move(claim, status=next_state(before, Action.PROMOTE))
    record_claim(actor, claim, "claim.promoted", before=before, after=claim.status)
    return claim


take_next = verb(_take_next)
take = verb(_take)
renew = verb(_renew)
release = verb(_release)
skip = verb(_skip)
promote = verb(_promote)


NO_LEASE: dict[str, Any] = {"holder": None, "held_until": None}


def lease_for(claim: Claim, person: User) -> dict[str, Any]:
    """What a new lease on the claim changes, for `move`."""
    return {"holder": person, "held_until": now() + lease_time(), "lease_no": claim.lease_no + 1}


def move(claim: Claim, **changes: Any) -> bool:
    """The one write to a claim's status and lease: all changes in one guarded update.

    Returns False where the row is no longer what was read: without row locks, another was quicker.

    An assignment ends here where its work is done: with the assignee's first of two reviews, and
    with a new round.
    """
    if claim.assignee is not None and _is_done(claim, claim.assignee, changes):
        changes |= unassigned(claim)
    if claim.status == Status.DISMISSED and "status" in changes:
        changes.setdefault("duplicate_of", None)
    won = Claim.objects.filter(
        pk=claim.pk, lease_no=claim.lease_no, status=claim.status, holder=claim.holder_id
    ).update(**changes)
    if won:
        for name, value in changes.items():
            setattr(claim, name, value)
    return bool(won)


def _is_done(claim: Claim, assignee: User, changes: dict[str, Any]) -> bool:
    if "round" in changes:
        return True
    return changes.get("status") == Status.SECOND and has_reviewed(assignee, claim)


def must_move(claim: Claim, **changes: Any) -> None:
    """As `move`.

    Raises:
        Conflict: the claim changed while this was under way.
    """
    if not move(claim, **changes):
        raise Conflict("The claim changed a moment ago. Reload the page.", code="changed")


def _lease(actor: Actor, person: User, claim: Claim) -> bool:
    """Wins the claim by an update that must touch one row; False where another was quicker."""
    if claim.holder_id is not None:
        record_claim(
            actor,
            claim,
            "claim.lease_ended",
            holder=str(claim.holder_id),
            lease_no=claim.lease_no,
        )
    if not move(claim, **lease_for(claim, person)):
        return False
    others = {}
    if claim.assignee_id not in {None, person.id}:  # the assignment stands; they can be told
        others = {"assigned_to": str(claim.assignee_id)}
        Notice.objects.create(person_id=claim.assignee_id, claim=claim, by=person)
    record_claim(actor, claim, "claim.taken", lease_no=claim.lease_no, **others)
    return True


def lend(claim: Claim, person: User) -> None:
    """A lease for the length of one verb: a bulk act takes, ends and records once."""
    must_move(claim, **lease_for(claim, person))


def put_back(actor: Actor, claim: Claim, status: Status) -> None:
    """A dismissed claim of a batch stands where it stood; nobody gets a lease. Inside a verb."""
    must(actor, Action.UNDO, claim)
    before = Status(claim.status)
    after = next_state(before, Action.UNDO, status)
    must_move(claim, status=after, decided_at=None)
    record_claim(actor, claim, "claim.undone", before=before, after=after, undone="claim.dismissed")


def end_leases(actor: Actor, person: User) -> int:
    """All that this person holds goes back to the queue. Inside a verb."""
    rows = Claim.objects.select_for_update(of=("self",)).filter(holder=person).order_by("id")
    for claim in rows:
        must_move(claim, **NO_LEASE)
        record_claim(actor, claim, "claim.released", holder=str(person.id), lease_no=claim.lease_no)
    return len(rows)


def lock_person(actor: Actor) -> User:
    """The actor's own row, locked: what a person holds is counted under this lock.

    Without its key: whoever holds a claim's lock and names this person in a row (an assignment, an
    event) must not wait for one who holds this and waits for the claim.

    Raises:
        Denied: switched off, or no reviewer any more, since the request began.
    """
    rows = User.objects.select_for_update(no_key=True, of=("self",))
    found = rows.get(pk=actor.person.pk)
    replace(actor, user=found).must(Right.REVIEW)
    return found


def _live(person: User) -> QuerySet[Claim]:
    return Claim.objects.filter(holder=person, held_until__gt=now())


def check_room(person: User) -> None:
    """Raises:
    Conflict: the person holds as many claims as one may.
    """
    if _live(person).count() >= MOST_LEASES:
        raise Conflict(
            f"You hold {MOST_LEASES} claims, the most that one person may. Finish or release one.",
            code="too_many_leases",
        )

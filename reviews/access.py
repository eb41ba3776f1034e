"""The one door to a claim: who may do what to it, or why not; and who may read which review."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from claims.models import Claim
from claims.status import Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Missing
from reviews.models import Citation, Review
from reviews.states import Action, rule_for, sources_of
from reviews.words import Turn

# Where both pairs of eyes have spoken, or one was enough: nothing said in the round is closed.
SAID = (Status.DECIDED, Status.CONFLICT)


@dataclass(frozen=True, slots=True)
class Answer:
    """Allowed, or not with the sentence that page and API print."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def may(actor: Actor, action: Action, claim: Claim) -> Answer:
    """Whether the actor may take this action on this claim now; draws the buttons too."""
    try:
        must(actor, action, claim)
    except (Denied, Conflict) as refusal:
        return Answer(False, refusal.message)
    return YES


def must(actor: Actor, action: Action, claim: Claim, lease_no: int | None = None) -> None:
    """Raises:
    Denied: no right to it. Conflict: the wrong status, a withdrawn article, no own live lease,
        or a lease number that is not the current one.
    """
    rule = rule_for(Status(claim.status), action)
    if rule is None:
        actor.must(_right_of(action))
        wanted = " or ".join(sources_of(action))
        raise Conflict(
            f"This claim is {claim.status}; “{action}” needs it to be {wanted}. Reload the page.",
            code="wrong_state",
        )
    actor.must(rule.right)
    if claim.withdrawn:
        raise Conflict("Its article was withdrawn. An editor can restore it.", code="withdrawn")
    if Status(claim.status) in rule.lease:
        must_hold(actor, claim, lease_no)
    if action == Action.REVIEW and claim.status == Status.SECOND:
        must_be_another(actor.person, claim)
    if action == Action.ADJUDICATE and not actor.may(Right.ADMIN):
        must_be_neither(actor.person, claim)


def has_reviewed(person: User, claim: Claim) -> bool:
    """Whether one of the round's two pairs of eyes is this person's."""
    reviews = claim.reviews.filter(round=claim.round, reviewer=person, withdrawn_at=None)
    return reviews.filter(turn__lt=Turn.EDITOR).exists()


def must_be_another(person: User, claim: Claim) -> None:
    """Raises:
    Conflict: the first review of this round is this person's.
    """
    if has_reviewed(person, claim):
        raise Conflict(
            "You have reviewed this claim; the second pair of eyes must be another's.",
            code="own_review",
        )


def must_be_neither(person: User, claim: Claim) -> None:
    """Raises:
    Denied: one of the two reviews that differ is this person's.
    """
    if has_reviewed(person, claim):
        raise Denied(
            "You gave one of the two reviews. Another editor settles it, or an admin.",
            code="own_review",
        )


def must_hold(actor: Actor, claim: Claim, lease_no: int | None = None) -> None:
    """Raises:
    Conflict: the claim is not the actor's now, or the page is older than the lease.
    """
    person = actor.person
    if claim.holder_id != person.id:
        if claim.holder is not None and is_held(claim):
            raise Conflict(
                f"{claim.holder.username} holds this claim until {claim.held_until:%H:%M:%S}. "
                "What you typed is kept; take another claim, or wait.",
                code="held_by_other",
            )
        raise Conflict(
            "You do not hold this claim. Take it again; what you typed is kept.", code="not_held"
        )
    if not is_held(claim):
        raise Conflict(
            "Your time with this claim ran out. Take it again; what you typed is kept.",
            code="lease_expired",
        )
    if lease_no is not None and lease_no != claim.lease_no:
        raise Conflict(
            "This page is older than your lease: the claim was taken again since. Reload it; what "
            "you typed is kept.",
            code="stale_lease",
        )


def is_held(claim: Claim) -> bool:
    """Whether somebody's lease on it is live."""
    return claim.held_until is not None and claim.held_until > now()


def locked_claim(claim_id: uuid.UUID | str) -> Claim:
    """The claim with its row lock, article and revision loaded; call it inside a verb.

    The holder is not joined: after a wait for the lock PostgreSQL tells the row as it is now, but
    the joined rows as they were, so a claim taken meanwhile would seem to be nobody's.

    Raises:
        Missing: there is none.
    """
    claim = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("article", "revision")
        .defer("revision__raw", "revision__text")
        .filter(pk=claim_id)
        .first()
    )
    if claim is None:
        raise Missing("There is no such claim.")
    return claim


def readable_reviews(user: User | None, at: str = "") -> Q:
    """Which reviews this person may read, whatever the role; `at` leads to the review ("review__").

    Until a round has come to its end, and for good if it was taken back, a review is its author's
    alone: the second pair of eyes is blind, and what was undone is a draft again.
    """
    over = Q(**{f"{at}withdrawn_at": None}) & _over(at)
    return over if user is None else over | Q(**{f"{at}reviewer": user})


def readable_snapshots(user: User) -> Q:
    """Which snapshots this person may read: their own, those of reviews that they may read, and
    what no review cites. A source may tell the first answer, so it is closed with the review."""
    cited = Citation.objects.filter(snapshot=OuterRef("pk"))
    open_to = cited.filter(readable_reviews(user, "review__"))
    return Q(by=user) | ~Exists(cited) | Exists(open_to)


def readable_comments(user: User, at: str = "") -> Q:
    """Which comments this person may read; `at` leads to the comment ("comment__").

    While a claim waits for its second pair of eyes, what the first reviewer says about it is closed
    as the review is: it may tell the answer.
    """
    first = Review.objects.filter(
        claim=OuterRef(f"{at}claim"),
        round=OuterRef(f"{at}claim__round"),
        reviewer=OuterRef(f"{at}author"),
        withdrawn_at=None,
    )
    said = Q(**{f"{at}claim__status__in": [status.value for status in SAID]})
    return said | ~Exists(first) | Q(**{f"{at}author": user})


def readable_verdicts(user: User | None) -> Q:
    """Which verdict versions this person may read: a version of a round that is open again (its
    only review was undone) tells that review, and is its author's alone."""
    return _over("") if user is None else _over("") | Q(created_by=user)


def _over(at: str) -> Q:
    earlier = Q(**{f"{at}round__lt": F(f"{at}claim__round")})
    return earlier | Q(**{f"{at}claim__status__in": [status.value for status in SAID]})


def _right_of(action: Action) -> Right:
    status = sources_of(action)[0]
    rule = rule_for(status, action)
    assert rule is not None
    return rule.right

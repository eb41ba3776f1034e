"""Reads over claims at work: one claim with all around it, verdicts, what is held."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from claims import queries as claim_queries
from claims.models import Claim
from claims.status import Status
from factcheck.accounts.models import User
from factcheck.clock import now
from factcheck.errors import Missing
from factcheck.events.models import Event
from reviews.access import readable_reviews
from reviews.models import Review, Verdict
from reviews.words import State


def claim_or_missing(claim_id: uuid.UUID | str, reader: User) -> Claim:
    """The claim with article, holder, the reviews that this reader may read, and its verdicts.

    Raises:
        Missing: there is none.
    """
    reviews = Prefetch(
        "reviews",
        Review.objects.filter(readable_reviews(reader))
        .select_related("reviewer")
        .prefetch_related("citations"),
    )
    found = (
        Claim.objects.select_related("article", "holder", "revision")
        .prefetch_related(reviews, "verdicts")
        .defer("revision__raw")
        .filter(pk=claim_id)
        .first()
    )
    if found is None:
        raise Missing("There is no such claim.")
    return found


def claims() -> QuerySet[Claim]:
    """Claims for lists."""
    return claim_queries.claims()


def verdicts() -> QuerySet[Verdict]:
    """Verdict versions with claim, article and author."""
    return Verdict.objects.select_related("claim__article", "claim__revision", "created_by").defer(
        "claim__revision__raw", "claim__revision__text"
    )


def current_verdicts() -> QuerySet[Verdict]:
    """The versions that stand: drafts and published ones."""
    return verdicts().filter(state__in=[State.DRAFT, State.PUBLISHED])


def history(claim_id: uuid.UUID) -> QuerySet[Event]:
    """The claim's events, newest first."""
    return Event.objects.select_related("actor").filter(claim_id=claim_id).order_by("-id")


def held_by(person: User) -> QuerySet[Claim]:
    """The person's live leases, the one that ends first at the top."""
    return (
        Claim.objects.select_related("article")
        .filter(holder=person, held_until__gt=now())
        .order_by("held_until")
    )


def last_own_review(claim: Claim, person: User) -> Review | None:
    """The person's last review of this round that was taken back: the form is filled with it."""
    return (
        Review.objects.prefetch_related("citations")
        .filter(claim=claim, round=claim.round, reviewer=person)
        .exclude(withdrawn_at=None)
        .order_by("-withdrawn_at")
        .first()
    )


def counts() -> dict[str, int]:
    """The board's figures: waiting, held, people who hold, proposed, decided."""
    moment = now()
    live = Q(holder__isnull=False, held_until__gt=moment)
    found: dict[str, int] = Claim.objects.filter(is_open=True).aggregate(
        waiting=Count("pk", filter=~live),
        held=Count("pk", filter=live),
        holders=Count("holder", filter=live, distinct=True),
    )
    return found


def oldest_waiting() -> datetime | None:
    """When the claim that waits longest came in."""
    found: datetime | None = Claim.objects.filter(is_open=True).aggregate(at=Min("created_at"))[
        "at"
    ]
    return found


def settled_since(moment: datetime) -> int:
    """How many claims were decided since then."""
    return Claim.objects.filter(status=Status.DECIDED, decided_at__gte=moment).count()

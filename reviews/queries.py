"""Reads over claims at work: one claim with all around it, verdicts, what is held."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from claims.models import Article, Claim, Extraction, Proposal, Wording
from claims.status import Status
from factcheck.accounts.models import User
from factcheck.clock import now
from factcheck.errors import Missing
from factcheck.events.models import Event
from reviews.access import (
    SAID,
    is_held,
    readable_comments,
    readable_reviews,
    readable_verdicts,
)
from reviews.decide import UNDO_WITHIN, UNDOABLE
from reviews.models import Comment, Draft, Notice, Review, Skip, Verdict
from reviews.models_editors import BulkAct
from reviews.words import SkipReason, State

MOST_UNDO = 100  # acts of five minutes that the board offers to take back


def claim_or_missing(claim_id: uuid.UUID | str, reader: User) -> Claim:
    """The claim with article, holder, and the reviews and verdicts that this reader may read.

    Raises:
        Missing: there is none.
    """
    reviews = Prefetch(
        "reviews",
        Review.objects.filter(readable_reviews(reader))
        .select_related("reviewer")
        .prefetch_related("citations"),
    )
    readable = Verdict.objects.filter(readable_verdicts(reader))
    found = (
        Claim.objects.select_related("article", "holder", "assignee", "revision", "second_look__by")
        .prefetch_related(
            reviews,
            Prefetch("verdicts", readable),
            Prefetch("revision__extractions", Extraction.objects.order_by("-id")),
            Prefetch("proposals", Proposal.objects.select_related("person")),
            Prefetch("wordings", Wording.objects.select_related("changed_by")),
        )
        .defer("revision__raw")
        .filter(pk=claim_id)
        .first()
    )
    if found is None:
        raise Missing("There is no such claim.")
    return found


def verdicts(reader: User | None) -> QuerySet[Verdict]:
    """Verdict versions that this reader may read (None: nobody in particular), with claim, article
    and author."""
    return (
        Verdict.objects.select_related("claim__article", "claim__revision", "created_by")
        .prefetch_related("notes__by")
        .filter(readable_verdicts(reader))
        .defer("claim__revision__raw", "claim__revision__text")
    )


def current_verdicts(reader: User | None) -> QuerySet[Verdict]:
    """The versions that stand: drafts and published ones."""
    return verdicts(reader).filter(state__in=[State.DRAFT, State.PUBLISHED])


def verdict_or_missing(verdict_id: uuid.UUID | str, reader: User) -> Verdict:
    """One version that this reader may read.

    Raises:
        Missing: there is none.
    """
    found = verdicts(reader).filter(pk=verdict_id).first()
    if found is None:
        raise Missing("There is no such verdict.")
    return found


def stood_at(rows: QuerySet[Verdict], moment: datetime) -> QuerySet[Verdict]:
    """Of these versions, those that readers found at that moment."""
    return rows.filter(published_at__lte=moment).filter(Q(ended_at=None) | Q(ended_at__gt=moment))


def published_of(article: Article) -> QuerySet[Verdict]:
    """What readers still find of an article's claims: for a decision when it is withdrawn."""
    rows = Verdict.objects.select_related("claim").filter(claim__article=article)
    return rows.filter(state=State.PUBLISHED).order_by("id")


def to_look_at_again(day: date) -> QuerySet[Verdict]:
    """Published versions whose reminder is due, the earliest first."""
    rows = Verdict.objects.select_related("claim__article").filter(state=State.PUBLISHED)
    return rows.filter(remind_on__lte=day).order_by("remind_on", "id")


def conflicts() -> QuerySet[Claim]:
    """Claims whose two reviews differ, for an editor; the worthiest first."""
    return (
        Claim.objects.select_related("article")
        .filter(status=Status.CONFLICT, withdrawn=False)
        .order_by("-priority", "id")
    )


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


def counts() -> dict[str, Any]:
    """The board's figures: waiting, held, people who hold, and when the oldest came in (None).

    Three looks into indexes: one over all that waits took 0.2 s with 100,000 claims.
    """
    open_ones = Claim.objects.filter(is_open=True)
    live = Claim.objects.filter(holder__isnull=False, held_until__gt=now(), is_open=True)
    found = live.aggregate(held=Count("pk"), holders=Count("holder", distinct=True))
    oldest = open_ones.order_by("created_at", "id").values_list("created_at", flat=True).first()
    return {**found, "waiting": open_ones.count() - found["held"], "oldest": oldest}


def settled_since(moment: datetime) -> int:
    """How many claims were decided since then."""
    return Claim.objects.filter(status=Status.DECIDED, decided_at__gte=moment).count()


def own_recent(person: User) -> list[Event]:
    """What this person reviewed or dismissed in the last five minutes and may still take back:
    nothing has moved the claim since. Newest first, with `claim` filled in."""
    later = Event.objects.filter(
        claim_id=OuterRef("claim_id"), id__gt=OuterRef("id"), details__has_key="after"
    )
    found = list(
        Event.objects.filter(actor=person, kind__in=UNDOABLE, at__gt=now() - UNDO_WITHIN)
        .exclude(kind="claim.decided", details__before=Status.SECOND)
        .filter(~Exists(later))
        .order_by("-id")[:MOST_UNDO]
    )
    rows = Claim.objects.in_bulk([event.claim_id for event in found if event.claim_id])
    free = []
    for event in found:
        claim = rows.get(event.claim_id) if event.claim_id else None
        if claim is not None and not is_held(claim):
            event.claim = claim  # type: ignore[attr-defined]
            free.append(event)
    return free


def claims_of_revision(revision_id: uuid.UUID) -> QuerySet[Claim, Any]:
    """A revision's claims in text order, with the value of the verdict that stands."""
    standing = Verdict.objects.filter(
        claim=OuterRef("pk"), state__in=[State.DRAFT, State.PUBLISHED]
    ).order_by("-version")
    return (
        Claim.objects.filter(revision=revision_id)
        .annotate(verdict_value=Subquery(standing.values("value")[:1]))
        .defer("facts", "reasons", "priority_terms")
        .order_by("start")
    )


def reviewed_in_earlier_revisions(article_id: uuid.UUID, number: int) -> list[Claim]:
    """Claims of older revisions that people have worked on: a person must look at them."""
    return list(
        Claim.objects.select_related("revision")
        .filter(article=article_id, revision__number__lt=number)
        .filter(Q(status__in=SAID) | Q(is_open=True))
        .defer("revision__raw", "revision__text")
        .order_by("revision__number", "start")
    )


def skipped_for_language(claim: Claim) -> list[str]:
    """Of which languages a speaker is needed, as those said who passed it over in this round."""
    rows = Skip.objects.filter(claim=claim, round=claim.round, reason=SkipReason.LANGUAGE)
    return sorted(set(rows.values_list("language", flat=True)))


def drafts_of(person: User) -> QuerySet[Draft]:
    """What this person has typed and not submitted, the newest first."""
    return (
        Draft.objects.select_related("claim__article")
        .filter(reviewer=person)
        .exclude(content={})
        .order_by("-saved_at")
    )


def comments(claim_id: uuid.UUID, reader: User) -> QuerySet[Comment]:
    """The claim's thread as far as this reader may read it, the oldest first."""
    rows = Comment.objects.select_related("author").filter(readable_comments(reader))
    return rows.filter(claim=claim_id).order_by("id")


def unread(person: User) -> QuerySet[Notice]:
    """What this person was named in, or what was taken over from them, and they have not opened;
    the newest first."""
    return (
        Notice.objects.select_related("comment__author", "comment__claim__article", "claim", "by")
        .filter(readable_comments(person, "comment__"), person=person, read_at=None)
        .order_by("-id")
    )


def assigned_to(person: User) -> QuerySet[Claim]:
    """What waits for this person by name, the earliest due first; with who holds it now."""
    return (
        Claim.objects.select_related("article", "holder")
        .filter(assignee=person, is_open=True)
        .order_by(F("due_at").asc(nulls_last=True), "-priority", "id")
    )


def batches_to_undo(person: User) -> list[BulkAct]:
    """This editor's bulk acts of the last five minutes that stand, newest first."""
    return list(
        BulkAct.objects.filter(by=person, at__gt=now() - UNDO_WITHIN, undone_at=None).order_by(
            "-id"
        )
    )


def names_of(ids: set[str]) -> dict[str, str]:
    """The names of the people with these ids."""
    return {str(one.pk): one.shown for one in User.objects.filter(pk__in=ids)}

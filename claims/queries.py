"""Reads over articles and extractions, with the relations that they need."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from claims.models import Article, Claim, Extraction, Revision
from claims.status import OPEN, Run, Status
from factcheck.clock import now
from factcheck.errors import Missing
from factcheck.events import ledger

PATIENCE = timedelta(minutes=2)  # a story that waits longer for a worker is said to be stuck


def articles() -> QuerySet[Article]:
    """Articles with what a list shows: the newest run, counts of claims by where they stand."""
    runs = Extraction.objects.filter(revision__article=OuterRef("pk")).order_by("-id")
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    return Article.objects.annotate(
        # Subqueries, not a join: a page of thirty must not group the whole table.
        revision_count=Subquery(newest.values("number")[:1]),
        run_status=Subquery(runs.values("status")[:1]),
        run_error=Subquery(runs.values("error")[:1]),
        run_since=Subquery(runs.values("queued_at")[:1]),
        run_stuck=Subquery(runs.annotate(stuck=_stuck()).values("stuck")[:1]),
        claims_open=_count(Q(status__in=[status.value for status in OPEN])),
        claims_proposed=_count(Q(status=Status.PROPOSED)),
        claims_decided=_count(Q(status=Status.DECIDED)),
        claims_dismissed=_count(Q(status=Status.DISMISSED)),
        claims_conflict=_count(Q(status=Status.CONFLICT)),
        claims_blocking=_count(
            Q(status=Status.CONFLICT)
            | Q(due_at__lt=now(), status__in=[status.value for status in OPEN])
        ),
    ).order_by("-id")


def _stuck() -> ExpressionWrapper[Q]:
    """Of a run: no worker is at it and none will come by itself soon."""
    return ExpressionWrapper(_is_stuck(), output_field=BooleanField())


def _is_stuck() -> Q:
    moment = now()
    return (
        Q(status=Run.FAILED)
        | Q(status=Run.RUNNING, running_until__lt=moment)
        | Q(status=Run.QUEUED, in_bulk=False, queued_at__lt=moment - PATIENCE)
    )


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a story's claims are: settled, of how many that count, and how many block it.

    Proposed ones do not count. What blocks: two reviewers disagree and an editor must decide, or
    a claim is past its due date.
    """

    settled: int
    of: int
    blocks: int


def readiness(article: Any) -> Readiness:
    """Of an article from `articles()`."""
    settled = (article.claims_decided or 0) + (article.claims_dismissed or 0)
    left = (article.claims_open or 0) + (article.claims_conflict or 0)
    return Readiness(settled, settled + left, article.claims_blocking or 0)


def _count(condition: Q) -> Subquery:
    rows = (
        Claim.objects.filter(condition, article=OuterRef("pk"))
        .order_by()
        .values("article")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Subquery(rows)


def work_figure() -> str:
    """For who polls claims: another one whenever a list of claims may be another one. That is when
    something happened, when a lease began, was renewed or ran out, and when a claim fell due."""
    moment = now()
    held = Q(held_until__gt=moment)
    late = Q(due_at__lt=moment, is_open=True)
    found = Claim.objects.filter(held | late).aggregate(
        held=Count("pk", filter=held),
        until=Max("held_until", filter=held),
        late=Count("pk", filter=late),
    )
    return f"{ledger.figure()} {found['held']} {found['until']} {found['late']}"


def reading_figure() -> str:
    """For who polls articles: as `work_figure`, and whenever a reading goes on or gets stuck."""
    runs = Extraction.objects.filter(finished_at=None).aggregate(
        owed=Count("pk"),
        running=Count("pk", filter=Q(status=Run.RUNNING)),
        attempts=Sum("attempt"),
        until=Max("running_until"),
        stuck=Count("pk", filter=_is_stuck()),
    )
    return f"{work_figure()} {' '.join(str(one) for one in runs.values())}"


def article_or_missing(article_id: uuid.UUID | str) -> Article:
    """The article with counts, revisions' runs and appearances.

    Raises:
        Missing: there is none.
    """
    runs = Prefetch("revisions__extractions", Extraction.objects.order_by("-id"))
    revisions = Prefetch("revisions", Revision.objects.defer("raw").order_by("-number"))
    found = (
        articles().prefetch_related("appearances", revisions, runs).filter(pk=article_id).first()
    )
    if found is None:
        raise Missing("There is no such article.")
    return found


def claims() -> QuerySet[Claim]:
    """Claims with article, revision number, holder and assignee."""
    return Claim.objects.select_related("article", "holder", "assignee", "revision").defer(
        "revision__raw", "revision__text"
    )


def oldest_owed() -> datetime | None:
    """Since when the longest-waiting extraction waits; None where nothing is owed."""
    return (
        Extraction.objects.filter(finished_at=None)
        .order_by("queued_at")
        .values_list("queued_at", flat=True)
        .first()
    )


def being_read() -> QuerySet[Extraction]:
    """Extractions queued or running, oldest first."""
    return (
        Extraction.objects.filter(status__in=[Run.QUEUED, Run.RUNNING], finished_at=None)
        .annotate(headline=F("revision__article__headline"))
        .order_by("queued_at")
    )

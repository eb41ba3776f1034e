"""Articles: the list, one article, bringing one in, withdrawing it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims import queries as claim_queries
from claims.again import read_again
from claims.models import Extraction
from claims.status import Run
from factcheck.accounts.rights import Right
from factcheck.errors import DomainError
from reviews import queries
from reviews.desk.claim import galley
from reviews.desk.doors import act, actor_of, back, page, say_and_return
from reviews.withdraw import restore_article, withdraw_article

PER_PAGE = 30
BUSY = (Run.QUEUED, Run.RUNNING)


@page()
def articles(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    rows = claim_queries.articles()
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(Q(headline__icontains=words) | Q(outlet__icontains=words))
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    rows_shown: list[Any] = list(shown)
    context = {
        "section": "articles",
        "page": shown,
        "ready": [(one, claim_queries.readiness(one)) for one in rows_shown],
        "busy": any(one.run_status in BUSY and not one.run_stuck for one in rows_shown),
        "q": words,
        "may_submit": actor_of(request).may(Right.SUBMIT),
    }
    return render(request, "desk/articles.html", context)


@page()
def article(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    """The galley with its claims, and how far the reading is; htmx asks until it is done."""
    if request.headers.get("HX-Request"):
        found = claim_queries.article_or_missing(article_id)
        run = found.revisions.all()[0].extractions.all()[0]
        if _is_busy(found, run):
            return render(request, "desk/_progress.html", {"article": found, "run": run})
        answer = HttpResponse(status=200)
        answer["HX-Refresh"] = "true"
        return answer
    return show_article(request, article_id)


def show_article(
    request: HttpRequest, article_id: uuid.UUID, *, refusal: DomainError | None = None
) -> HttpResponse:
    """The page; words that could not be marked stand in their form again."""
    found = claim_queries.article_or_missing(article_id)
    revision = found.revisions.all()[0]
    run = revision.extractions.all()[0]
    rows = list(queries.claims_of_revision(revision.id))
    context = {
        "section": "articles",
        "article": found,
        "revision": revision,
        "run": run,
        "busy": _is_busy(found, run),
        "story": run.story,
        "galley": galley(revision.text, run.story, rows, explain=True),
        "claims": rows,
        "public": list(queries.published_of(found)) if found.withdrawn_at else [],
        "earlier": queries.reviewed_in_earlier_revisions(found.id, revision.number),
        "appearances": list(found.appearances.all()),
        "may_edit": actor_of(request).may(Right.EDIT),
        "may_review": actor_of(request).may(Right.REVIEW),
        "may_submit": actor_of(request).may(Right.SUBMIT),
        "ready": claim_queries.readiness(found),
        "given": request.POST,
        "refusal": refusal,
        "wrong": {one.field: one.message for one in refusal.errors} if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "desk/article.html", context, status=status)


def _is_busy(found: Any, run: Extraction) -> bool:
    """A worker is at it, or will be soon: the page need only wait."""
    return run.finished_at is None and not found.run_stuck


@act(say_and_return)
def reread(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    """A reading that failed or is stuck, once more."""
    read_again(actor=actor_of(request), article_id=article_id)
    messages.info(request, "Asked for again: the next free worker reads it.")
    return back(request)


@act(say_and_return)
def withdraw(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    """The article must go."""
    withdraw_article(
        actor=actor_of(request), article_id=article_id, reason=request.POST.get("reason", "")
    )
    messages.success(request, "Withdrawn: its claims left the queue. You can restore it.")
    return redirect("desk:article", article_id)


@act(say_and_return)
def restore(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    """The article may stay."""
    restore_article(actor=actor_of(request), article_id=article_id)
    messages.success(request, "Restored: its claims stand where they stood.")
    return redirect("desk:article", article_id)

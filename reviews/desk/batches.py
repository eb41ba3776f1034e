"""Batches: how far a file of many stories is, what became of each line, its columns, its end."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from claims.batch_api import errors_file
from claims.batch_rows import OWED, Batch, Outcome, State
from claims.batches import asking
from claims.batches.table import FIELDS, UnmatchedError
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import DomainError
from reviews.desk.doors import act, actor_of, page, say_and_return

PER_PAGE = 50
WORDS = {
    Outcome.CREATED: "new",
    Outcome.REVISED: "new revision",
    Outcome.APPEARANCE: "known, new place",
    Outcome.DUPLICATE: "known",
    Outcome.REFUSED: "refused",
}


@page(Right.SUBMIT)
def batches(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    found = Paginator(asking.batches(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"section": "articles", "page": found, "rows": [_about(one) for one in found]}
    return render(request, "desk/batches.html", context)


@page(Right.SUBMIT)
def batch(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """One batch; htmx asks for its head until it has ended."""
    return _shown(request, batch_id)


def _shown(
    request: HttpRequest, batch_id: uuid.UUID, *, refusal: DomainError | None = None
) -> HttpResponse:
    found = asking.batch_or_missing(batch_id)
    context = {"section": "articles", **_about(found)}
    if request.headers.get("HX-Request"):
        if found.state in OWED:
            return render(request, "desk/_batch.html", context)
        answer = HttpResponse(status=200)
        answer["HX-Refresh"] = "true"
        return answer
    actor = actor_of(request)
    outcome = request.GET.get("outcome", "")
    rows = asking.rows_of(found, outcome).select_related("article")
    context |= {
        "outcome": outcome,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "words": {name.value: word for name, word in WORDS.items()},
        "may_cancel": found.finished_at is None
        and (found.by_id == actor.person.id or actor.may(Right.EDIT)),
        "refusal": refusal,
    }
    if found.state == State.MATCHING:
        chosen = request.POST or UnmatchedError(found.found).guesses()
        wrong = {one.field: one.message for one in refusal.errors} if refusal else {}
        context["fields"] = [(name, chosen.get(name, ""), wrong.get(name, "")) for name in FIELDS]
    status = refusal.status if refusal else 200
    return render(request, "desk/batch.html", context, status=status)


@page(Right.SUBMIT)
def errors(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponseBase:
    """The refused lines, to mend and send again."""
    return errors_file(asking.batch_or_missing(batch_id))


def _again(request: HttpRequest, error: DomainError, *, batch_id: uuid.UUID) -> HttpResponse:
    return _shown(request, batch_id, refusal=error)


@act(_again)
def columns(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Says which column is which."""
    chosen = {name: request.POST.get(name, "") for name in FIELDS}
    asking.match_columns(actor=actor_of(request), batch_id=batch_id, columns=chosen)
    return redirect("desk:batch", batch_id)


@act(say_and_return)
def cancel(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """What came in stays."""
    asking.cancel_batch(actor=actor_of(request), batch_id=batch_id)
    messages.info(request, "Stopped. What came in stays; the rest does not come.")
    return redirect("desk:batch", batch_id)


def _about(found: Batch) -> dict[str, Any]:
    """A batch as its page and the list show it."""
    return {
        "batch": found,
        "busy": found.state in OWED,
        "counts": [
            (name.value, word, count)
            for name, word in WORDS.items()
            if (count := getattr(found, name.value))
        ],
        "waits": (now() - found.offered_at).total_seconds() > 60 and found.state == State.QUEUED,
    }

"""Other desks' checks: the list with its search, the feeds that they come from, how these fare."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.accounts.rights import Right
from factcheck.errors import DomainError, FieldError, Invalid
from reviews.desk.doors import act, actor_of, page, say_and_return
from reviews.foreign import queries, subscribing
from reviews.foreign.filters import chosen
from reviews.foreign_rows import ForeignCheck

PER_PAGE = 50


@page()
def checks(request: HttpRequest) -> HttpResponse:
    """The checks by filters, what came in last first."""
    given = {name: str(value).strip() for name, value in request.GET.items() if name != "page"}
    asked = {name: value for name, value in given.items() if value}
    errors: tuple[FieldError, ...] = ()
    try:
        rows = chosen(asked, queries.checks())
    except Invalid as refusal:
        errors, rows = refusal.errors, ForeignCheck.objects.none()
    context = {
        "section": "claims",
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "errors": errors,
        "query": urlencode(asked),
    }
    return render(request, "desk/foreign_checks.html", context)


@page()
def feeds(request: HttpRequest) -> HttpResponse:
    """All feeds."""
    return _list(request)


def _list(request: HttpRequest, *, refusal: DomainError | None = None) -> HttpResponse:
    context = {
        "section": "claims",
        "page": Paginator(queries.feeds(), PER_PAGE).get_page(request.GET.get("page")),
        "may_edit": actor_of(request).may(Right.EDIT),
        "given": request.POST,
        "refusal": refusal,
        "errors": {one.field: one.message for one in refusal.errors} if refusal else {},
        "every": request.POST.get("every", "") or subscribing.EVERY,
        "least": subscribing.LEAST,
        "longest": subscribing.LONGEST,
    }
    status = refusal.status if refusal else 200
    return render(request, "desk/foreign_feeds.html", context, status=status)


def _kept(request: HttpRequest, error: DomainError) -> HttpResponse:
    return _list(request, refusal=error)


@act(_kept)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Asks the address and, where it gives checks, begins."""
    actor = actor_of(request)
    actor.must(Right.EDIT)
    said: dict[str, Any] = {name: request.POST.get(name, "") for name in ("title", "language")}
    every = request.POST.get("every", "").strip() or str(subscribing.EVERY)
    if not (every.isascii() and every.isdecimal() and len(every) < 6):
        raise Invalid.field("every", "number", "Write the minutes as a whole number.")
    made = subscribing.subscribe(
        actor=actor, url=request.POST.get("url", ""), every=int(every), **said
    )
    messages.success(request, "Subscribed. What it has comes in now.")
    return redirect("desk:foreign-feed", made.pk)


@page()
def feed(request: HttpRequest, foreign_id: uuid.UUID) -> HttpResponse:
    """One feed, what could not be read of it, and its checks."""
    found = queries.feed_or_missing(foreign_id)
    rows = queries.checks().filter(feed=found)
    context = {
        "section": "claims",
        "feed": found,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_edit": actor_of(request).may(Right.EDIT),
    }
    return render(request, "desk/foreign_feed.html", context)


@act(say_and_return)
def pause(request: HttpRequest, foreign_id: uuid.UUID) -> HttpResponse:
    """Asked no more."""
    subscribing.pause_feed(actor=actor_of(request), feed_id=foreign_id)
    messages.info(request, "Paused: it is asked no more until somebody resumes it.")
    return redirect("desk:foreign-feed", foreign_id)


@act(say_and_return)
def resume(request: HttpRequest, foreign_id: uuid.UUID) -> HttpResponse:
    """Asked again."""
    subscribing.resume_feed(actor=actor_of(request), feed_id=foreign_id)
    messages.info(request, "Resumed: it is asked now.")
    return redirect("desk:foreign-feed", foreign_id)


@act(say_and_return)
def ask_now(request: HttpRequest, foreign_id: uuid.UUID) -> HttpResponse:
    """Asked at once."""
    subscribing.ask_now(actor=actor_of(request), feed_id=foreign_id)
    messages.info(request, "It is asked now; look again in a moment.")
    return redirect("desk:foreign-feed", foreign_id)


@act(say_and_return)
def unsubscribe(request: HttpRequest, foreign_id: uuid.UUID) -> HttpResponse:
    """Its checks go with it."""
    subscribing.unsubscribe(actor=actor_of(request), feed_id=foreign_id)
    messages.info(request, "Unsubscribed. Its checks went with it.")
    return redirect("desk:foreign-feeds")

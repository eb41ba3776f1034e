"""Feeds: which the desk is subscribed to, how they fare, what came of their entries."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from claims.feed_rows import Whole
from claims.feeds import subscribing
from factcheck.accounts.rights import Right
from factcheck.errors import DomainError, Invalid
from reviews.desk.doors import act, actor_of, page, say_and_return

PER_PAGE = 50
WHOLES = {
    Whole.SHORT: "where an entry has but a few words",
    Whole.ALWAYS: "always",
    Whole.NEVER: "never",
}


@page()
def feeds(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return _list(request)


def _list(
    request: HttpRequest, *, refusal: DomainError | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "section": "articles",
        "page": Paginator(subscribing.feeds(), PER_PAGE).get_page(request.GET.get("page")),
        "may_edit": actor_of(request).may(Right.EDIT),
        **_form(request.POST, refusal),
    }
    return render(request, "desk/feeds.html", context, status=status)


def _kept(request: HttpRequest, error: DomainError) -> HttpResponse:
    return _list(request, refusal=error, status=error.status)


@act(_kept)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Asks the address and, where it is a feed, begins."""
    actor = actor_of(request)
    actor.must(Right.EDIT)
    made = subscribing.subscribe(
        actor=actor, url=request.POST.get("url", ""), **_said(request.POST)
    )
    messages.success(request, "Subscribed. What it has comes in now.")
    return redirect("desk:feed", made.pk)


@page()
def feed(request: HttpRequest, feed_id: uuid.UUID) -> HttpResponse:
    """One feed and its entries."""
    return _one(request, feed_id)


def _one(
    request: HttpRequest, feed_id: uuid.UUID, *, refusal: DomainError | None = None
) -> HttpResponse:
    found = subscribing.feed_or_missing(feed_id)
    names = ("title", "outlet", "language", "every", "whole")
    given = request.POST or {name: str(getattr(found, name)) for name in names}
    context = {
        "section": "articles",
        "feed": found,
        "page": Paginator(subscribing.entries_of(found), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "may_edit": actor_of(request).may(Right.EDIT),
        **_form(given, refusal),
    }
    return render(request, "desk/feed.html", context, status=refusal.status if refusal else 200)


def _again(request: HttpRequest, error: DomainError, *, feed_id: uuid.UUID) -> HttpResponse:
    return _one(request, feed_id, refusal=error)


@act(_again)
def change(request: HttpRequest, feed_id: uuid.UUID) -> HttpResponse:
    """How it is asked."""
    said = _said(request.POST) | {"title": request.POST.get("title", "")}
    subscribing.change_feed(actor=actor_of(request), feed_id=feed_id, **said)
    messages.success(request, "Changed.")
    return redirect("desk:feed", feed_id)


@act(say_and_return)
def pause(request: HttpRequest, feed_id: uuid.UUID) -> HttpResponse:
    """Asked no more."""
    subscribing.pause_feed(actor=actor_of(request), feed_id=feed_id)
    messages.info(request, "Paused: it is asked no more until somebody resumes it.")
    return redirect("desk:feed", feed_id)


@act(say_and_return)
def resume(request: HttpRequest, feed_id: uuid.UUID) -> HttpResponse:
    """Asked again."""
    subscribing.resume_feed(actor=actor_of(request), feed_id=feed_id)
    messages.info(request, "Resumed: it is asked now.")
    return redirect("desk:feed", feed_id)


@act(say_and_return)
def ask_now(request: HttpRequest, feed_id: uuid.UUID) -> HttpResponse:
    """Asked at once."""
    subscribing.ask_now(actor=actor_of(request), feed_id=feed_id)
    messages.info(request, "It is asked now; look again in a moment.")
    return redirect("desk:feed", feed_id)


@act(say_and_return)
def unsubscribe(request: HttpRequest, feed_id: uuid.UUID) -> HttpResponse:
    """Its articles stay."""
    subscribing.unsubscribe(actor=actor_of(request), feed_id=feed_id)
    messages.info(request, "Unsubscribed. Its articles stay.")
    return redirect("desk:feeds")


def _said(data: QueryDict) -> dict[str, Any]:
    """Raises:
    Invalid: minutes that are no number.
    """
    every = data.get("every", "").strip() or str(subscribing.EVERY)
    if not (every.isascii() and every.isdecimal() and len(every) < 6):
        raise Invalid.field("every", "number", "Write the minutes as a whole number.")
    whole = data.get("whole", Whole.SHORT.value)
    said = {name: data.get(name, "") for name in ("outlet", "language")}
    return {**said, "every": int(every), "whole": whole}


def _form(given: Any, refusal: DomainError | None) -> dict[str, Any]:
    return {
        "given": given,
        "errors": {one.field: one.message for one in refusal.errors} if refusal else {},
        "refusal": refusal,
        "wholes": [(value.value, words) for value, words in WHOLES.items()],
        "chosen": given.get("whole", Whole.SHORT.value),
        "every": given.get("every", "") or subscribing.EVERY,
        "least": subscribing.LEAST,
        "longest": subscribing.LONGEST,
    }

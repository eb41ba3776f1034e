"""Webhooks and their delivery log: the admins' pages."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from factcheck.accounts.rights import Right
from factcheck.errors import DomainError, Invalid
from factcheck.events import webhook_queries, webhooks
from factcheck.events.kinds import ALL, KINDS
from factcheck.events.redelivering import redeliver, redeliver_failed, send_test
from factcheck.events.schedule import ATTEMPTS
from factcheck.events.webhook_models import DeliveryState
from reviews.desk.doors import act, actor_of, page, say_and_return

PER_PAGE = 50


def _shared(refusal: DomainError | None) -> dict[str, Any]:
    return {
        "section": "webhooks",
        "fetching": settings.FACTCHECK_FETCH,
        "refusal": refusal,
        "errors": {one.field: one.message for one in refusal.errors} if refusal else {},
        "groups": _groups(),
        "all": ALL,
    }


def _list(
    request: HttpRequest,
    refusal: DomainError | None = None,
    made: webhooks.NewSecret | None = None,
) -> HttpResponse:
    context = {
        **_shared(refusal),
        "webhooks": webhook_queries.webhooks(),
        "made": made,
        "given": request.POST if refusal else {},
        **_chosen(request.POST.getlist("events") if refusal else []),
    }
    status = refusal.status if refusal else 200
    return render(request, "desk/webhooks.html", context, status=status)


def _one(
    request: HttpRequest,
    webhook_id: uuid.UUID,
    refusal: DomainError | None = None,
    made: webhooks.NewSecret | None = None,
) -> HttpResponse:
    found = webhook_queries.webhook_or_missing(webhook_id)
    state = request.GET.get("state", "")
    state = state if state in set(DeliveryState) else ""
    rows = webhook_queries.deliveries({"webhook": str(webhook_id), "state": state})
    given = {"name": found.name, "url": found.url, **(request.POST.dict() if refusal else {})}
    typed = refusal is not None and "url" in request.POST
    context = {
        **_shared(refusal),
        "webhook": found,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": list(DeliveryState),
        "made": made,
        "given": given,
        **_chosen(request.POST.getlist("events") if typed else found.events),
    }
    status = refusal.status if refusal else 200
    return render(request, "desk/webhook.html", context, status=status)


def _again(request: HttpRequest, error: DomainError, **about: Any) -> HttpResponse:
    """The form with what was typed, for whom the page is there; else a sentence."""
    if not actor_of(request).may(Right.ADMIN):
        return say_and_return(request, error)
    return _one(request, about["webhook_id"], error) if about else _list(request, error)


@page(Right.ADMIN)
def all_webhooks(request: HttpRequest) -> HttpResponse:
    """Each with how its endpoint fares, and the form for one more."""
    return _list(request)


@page(Right.ADMIN)
def webhook(request: HttpRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """One, with its delivery log."""
    return _one(request, webhook_id)


@page(Right.ADMIN)
def delivery(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """What was sent, and each answer."""
    found = webhook_queries.delivery_or_missing(delivery_id)
    context = {**_shared(None), "delivery": found, "webhook": found.webhook, "of": ATTEMPTS}
    return render(request, "desk/delivery.html", context)


@act(_again)
def create(request: HttpRequest) -> HttpResponse:
    """One more; its secret is shown on this one answer and never again."""
    made = webhooks.create_webhook(
        actor=actor_of(request),
        name=request.POST.get("name", ""),
        url=request.POST.get("url", ""),
        events=request.POST.getlist("events"),
    )
    return _secret(_list(request, made=made))


@act(_again)
def rotate(request: HttpRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """A new secret, shown on this one answer."""
    made = webhooks.rotate_secret(actor=actor_of(request), webhook_id=webhook_id)
    return _secret(_one(request, webhook_id, made=made))


def _secret(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer


@act(_again)
def change(request: HttpRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """Another name, address, other events."""
    made = webhooks.change_webhook(
        actor=actor_of(request),
        webhook_id=webhook_id,
        name=request.POST.get("name", ""),
        url=request.POST.get("url", ""),
        events=request.POST.getlist("events"),
    )
    messages.success(request, f"“{made.name}” is changed.")
    return redirect("desk:webhook", webhook_id)


@act(say_and_return)
def switch(request: HttpRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """Off or on."""
    on = request.POST.get("active") == "1"
    verb = webhooks.enable_webhook if on else webhooks.disable_webhook
    verb(actor=actor_of(request), webhook_id=webhook_id)
    said = "on: told of what happens from now on, and sent what it is owed" if on else "off"
    messages.success(request, f"It is switched {said}.")
    return redirect("desk:webhook", webhook_id)


@act(say_and_return)
def remove(request: HttpRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """Out of the list."""
    made = webhooks.remove_webhook(actor=actor_of(request), webhook_id=webhook_id)
    messages.success(request, f"“{made.name}” is removed.")
    return redirect("desk:webhooks")


@act(say_and_return)
def test(request: HttpRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """A message of no meaning; its page shows what comes back."""
    made = send_test(actor=actor_of(request), webhook_id=webhook_id)
    messages.success(request, "A test is on its way. Look again for the answer.")
    return redirect("desk:delivery", made.id)


@act(_again)
def again_since(request: HttpRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """All that failed since a day."""
    given = request.POST.get("since", "").strip()
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    if day is None:
        raise Invalid.field("since", "date", "Write the day as YYYY-MM-DD.")
    since = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    done = redeliver_failed(actor=actor_of(request), webhook_id=webhook_id, since=since)
    messages.success(request, f"{done.count} that failed since {day} are on their way again.")
    return redirect("desk:webhook", webhook_id)


@act(say_and_return)
def again(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """One once more."""
    made = redeliver(actor=actor_of(request), delivery_id=delivery_id)
    messages.success(request, "It is on its way again. Look again for the answer.")
    return redirect("desk:delivery", made.id)


def _chosen(events: list[str]) -> dict[str, Any]:
    """Which kinds are ticked, and which groups stand open for them."""
    return {"chosen": events, "open": {kind.partition(".")[0] for kind in events}}


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds by what they are about, those of verdicts first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, meaning in KINDS.items():
        found.setdefault(kind.partition(".")[0], []).append((kind, meaning))
    return list(found.items())

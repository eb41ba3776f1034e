"""What is read of webhooks and their deliveries. For pages and REST, which have asked for the
right: all of it is an admin's, but for the count of those that the desk switched off."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from factcheck.errors import FieldError, Invalid, Missing
from factcheck.events.kinds import KINDS, TEST
from factcheck.events.webhook_models import (
    Delivery,
    DeliveryState,
    OffReason,
    Webhook,
    WebhookState,
)

FILTERS = ("state", "kind", "webhook")
ID_FORM = "The id of a webhook is a UUID, as its page and the list show it."


def webhooks() -> QuerySet[Webhook]:
    """All that there are, the newest first, with `owed`: how many deliveries each waits for."""
    # Not joined: the log is long, and an index has what is owed.
    waiting = Delivery.objects.filter(webhook=OuterRef("pk"), state=DeliveryState.OWED)
    owed = Subquery(waiting.order_by().values("webhook").annotate(n=Count("pk")).values("n"))
    rows = Webhook.objects.exclude(state=WebhookState.REMOVED).select_related("created_by")
    return rows.annotate(owed=Coalesce(owed, 0)).order_by("-id")


def webhook_or_missing(webhook_id: uuid.UUID | str) -> Webhook:
    """Raises:
    Missing: there is none, or it was removed.
    """
    found = webhooks().filter(pk=webhook_id).first()
    if found is None:
        raise Missing("There is no such webhook.")
    return found


def deliveries(asked: Mapping[str, str]) -> QuerySet[Delivery]:
    """The delivery log, the newest first, by `state`, `kind`, `webhook`; an empty value asks for
    nothing.

    Raises:
        Invalid: a value that there is none of, each with those that there are.
    """
    rows = Delivery.objects.exclude(webhook__state=WebhookState.REMOVED)
    rows = rows.select_related("webhook", "event").defer("body").order_by("-id")
    errors = []
    if state := asked.get("state", ""):
        if state not in set(DeliveryState):
            message = f"There is no state “{state}”. There are: {', '.join(DeliveryState)}."
            errors.append(FieldError("state", "unknown", message))
        rows = rows.filter(state=state)
    if kind := asked.get("kind", ""):
        if kind not in {*KINDS, TEST}:
            message = f"There is no kind “{kind}”. There are: {', '.join([*KINDS, TEST])}."
            errors.append(FieldError("kind", "unknown", message))
        rows = rows.filter(kind=kind)
    if webhook := asked.get("webhook", ""):
        try:
            rows = rows.filter(webhook=uuid.UUID(webhook))
        except ValueError:
            errors.append(FieldError("webhook", "uuid", ID_FORM))
    if errors:
        raise Invalid.fields(errors)
    return rows


def delivery_or_missing(delivery_id: uuid.UUID | str) -> Delivery:
    """One of the log, with its attempts.

    Raises:
        Missing: there is none, or it is kept no longer.
    """
    rows = Delivery.objects.exclude(webhook__state=WebhookState.REMOVED)
    rows = rows.select_related("webhook", "event").prefetch_related("attempts")
    found = rows.filter(pk=delivery_id).first()
    if found is None:
        raise Missing("There is no such delivery. The log is kept for 30 days.")
    return found


def switched_off_by_the_desk() -> QuerySet[Webhook]:
    """Those that are gone or failed for days; the board tells the admins."""
    off = Webhook.objects.filter(state=WebhookState.OFF)
    return off.exclude(off_reason=OffReason.PERSON).order_by("-off_at")

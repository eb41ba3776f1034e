"""What webhooks keep no longer: old deliveries, and secrets that were rotated out. Hourly."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from factcheck.clock import now
from factcheck.events.webhook_models import (
    Attempt,
    Delivery,
    DeliveryState,
    Webhook,
    WebhookState,
)

KEPT = timedelta(days=30)
BATCH = 1000
MOST_BATCHES = 20  # an hour's


def forget_old() -> int:
    """Drops deliveries that ended 30 days ago or more, and those that a webhook was owed which is
    off. Of a verdict that was delivered the line stays, without body and answers: the recall list
    needs it. Returns how many were dropped or emptied."""
    Webhook.objects.filter(old_until__lt=now()).update(old_secret="", old_until=None)
    ended = ~Q(state=DeliveryState.OWED) | ~Q(webhook__state=WebhookState.ON)
    old = Delivery.objects.filter(ended, created_at__lt=now() - KEPT)
    recalled = Q(state=DeliveryState.DELIVERED, kind__startswith="verdict.")
    total = 0
    for _ in range(MOST_BATCHES):
        ids = list(old.exclude(recalled).values_list("pk", flat=True)[:BATCH])
        kept = list(old.filter(recalled).exclude(body="").values_list("pk", flat=True)[:BATCH])
        if not ids and not kept:
            break
        Attempt.objects.filter(delivery__in=ids + kept).delete()
        Delivery.objects.filter(pk__in=ids).delete()
        Delivery.objects.filter(pk__in=kept).update(body="")
        total += len(ids) + len(kept)
    return total

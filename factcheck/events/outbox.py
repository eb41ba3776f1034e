"""owe: what `seal` adds for webhooks in its own step. Called by the ledger alone."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.clock import now
from factcheck.events.models import Event
from factcheck.events.payload import body_of
from factcheck.events.webhook_models import Delivery, Webhook, WebhookState


def owe(events: Sequence[Event]) -> int:
    """A delivery for each webhook that wants an event, of those that are switched on now. Returns
    how many."""
    moment = now()
    listening = list(
        Webhook.objects.filter(state=WebhookState.ON).only("id", "events").order_by("id")
    )
    rows = []
    for event in events:
        wanted = [webhook for webhook in listening if webhook.wants(event.kind)]
        body = body_of(event) if wanted else ""
        rows += [
            Delivery(
                webhook=webhook,
                event=event,
                kind=event.kind,
                body=body,
                created_at=moment,
                next_attempt_at=moment,
            )
            for webhook in wanted
        ]
    Delivery.objects.bulk_create(rows)
    return len(rows)

"""Back office: the ledger, webhooks without their secrets."""

from factcheck.events.models import Event, Heartbeat
from factcheck.events.webhook_models import Attempt, Delivery, Webhook
from factcheck.readonly import browse

browse(
    Event,
    "seq",
    "kind",
    "at",
    "actor",
    "claim_id",
    list_select_related=("actor",),
    search_fields=("=claim_id", "=article_id", "=hash"),
    list_filter=("kind",),
    ordering=("-id",),
)
browse(Heartbeat, "name", "at")
browse(
    Webhook,
    "name",
    "host",
    "state",
    "failures",
    "succeeded_at",
    list_filter=("state",),
    hidden=("secret", "old_secret"),
)
browse(
    Delivery,
    "kind",
    "webhook",
    "state",
    "attempt",
    "created_at",
    list_select_related=("webhook",),
    list_filter=("state",),
)
browse(Attempt, "delivery_id", "number", "at", "status", "error")

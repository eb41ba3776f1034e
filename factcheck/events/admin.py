"""Back office: the ledger."""

from factcheck.events.models import Event, Heartbeat
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

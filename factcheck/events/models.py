"""Event and Heartbeat; webhooks and what they are owed stand in `webhook_models`."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from factcheck.events import webhook_models  # noqa: F401 - its tables are ours


class Event(models.Model):
    """What happened, to what, by whom, when. Written by `record` only, never changed but by
    `seal`, which fills `seq`, `previous` and `hash` once.

    `details` holds ids, statuses before and after, names of what changed and digests of the rows
    covered; never a rationale, a verdict value or foreign text.
    """

    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    key_prefix = models.CharField(max_length=12, default="")
    request_id = models.CharField(max_length=64, default="")
    article_id = models.UUIDField(null=True)
    claim_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)
    seq = models.BigIntegerField(null=True, unique=True)
    previous = models.CharField(max_length=64, default="")
    hash = models.CharField(max_length=64, default="")

    class Meta:
        indexes = (
            models.Index(fields=("id",), condition=models.Q(seq=None), name="event_unsealed"),
            models.Index(fields=("claim_id", "id"), name="event_of_claim"),
            models.Index(fields=("article_id", "id"), name="event_of_article"),
            models.Index(fields=("actor", "at"), name="event_of_actor"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Heartbeat(models.Model):
    """When a part of the desk was last known to be alive."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

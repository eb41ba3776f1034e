"""Webhook, Delivery and Attempt: who is told of events, what each is owed, and how it went.

Written by `webhooks`, `redelivering`, `outbox` and `delivering`. `factcheck.events.models` imports
this, so that Django finds the tables.
"""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.events.kinds import ALL
from factcheck.ids import new_id


class WebhookState(StrEnum):
    """Whether a webhook is told of anything; a removed one is kept for the recall lists."""

    ON = "on"
    OFF = "off"
    REMOVED = "removed"


class OffReason(StrEnum):
    """Why it was switched off."""

    PERSON = "person"
    GONE = "gone"  # it answered 410
    FAILING = "failing"


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    OWED = "owed"
    DELIVERED = "delivered"
    FAILED = "failed"


class Webhook(models.Model):
    """An address of somebody's that is told of events. `secret` must be readable to sign; no door
    shows it but the answer that makes it. `old_secret` signs besides until `old_until`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=2000)
    events = models.JSONField(default=list)  # kinds, or "*"
    state = models.CharField(max_length=10, default=WebhookState.ON)
    off_reason = models.CharField(max_length=10, default="")
    off_at = models.DateTimeField(null=True)
    secret = models.CharField(max_length=80)
    old_secret = models.CharField(max_length=80, default="")
    old_until = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    # How its endpoint fares.
    tried_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    failing_since = models.DateTimeField(null=True)
    hold_until = models.DateTimeField(null=True)  # left alone until then

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in WebhookState]),
                name="webhook_state_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.host})"

    @property
    def host(self) -> str:
        """The host of its address; the rest may hold a password of theirs."""
        return urlsplit(self.url).hostname or ""

    def wants(self, kind: str) -> bool:
        """Whether it chose events of this kind."""
        return ALL in self.events or kind in self.events


class Delivery(models.Model):
    """One message that one webhook is owed or was sent; its id is the message's `webhook-id`.

    `attempt` counts all tries, `attempts_before` those before it was sent again by hand. A result
    counts only for its attempt. `event` is empty for a test.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.PROTECT, related_name="deliveries", db_index=False
    )
    event = models.ForeignKey(
        "events.Event", null=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    kind = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=10, default=DeliveryState.OWED)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    attempt = models.PositiveIntegerField(default=0)
    attempts_before = models.PositiveIntegerField(default=0)
    running_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "deliveries"
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DeliveryState]),
                name="delivery_state_known",
            ),
            # Nothing is told twice, however often an event were sealed.
            models.UniqueConstraint(fields=("webhook", "event"), name="delivery_once"),
        )
        indexes = (
            models.Index(
                fields=("webhook", "next_attempt_at"),
                condition=Q(state="owed"),
                name="delivery_owed",
            ),
            models.Index(fields=("webhook", "-id"), name="delivery_log"),
            models.Index(fields=("created_at",), name="delivery_age"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.state}"


class Attempt(models.Model):
    """One try: when, and what came back. Without a status and an error it is under way, or its
    worker ended before it could note the outcome."""

    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="attempts", db_index=False
    )
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    status = models.PositiveIntegerField(null=True)
    ms = models.PositiveIntegerField(null=True)
    error = models.CharField(max_length=30, default="")  # a word for machines
    message = models.CharField(max_length=500, default="")  # a sentence
    answer = models.TextField(default="")  # its beginning

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("delivery", "number"), name="attempt_number"),
        )

    def __str__(self) -> str:
        return f"attempt {self.number} of {self.delivery_id}"

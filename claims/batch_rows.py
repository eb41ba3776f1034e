"""Rows of what comes in bulk: the batch and what became of each of its lines. `claims.models`
imports this, so that Django finds them. Written by `claims.batches` alone."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.ids import new_id


class State(StrEnum):
    """Where a batch stands."""

    MATCHING = "matching"  # a person must say which column is which
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Outcome(StrEnum):
    """What became of a line."""

    CREATED = "created"
    REVISED = "revised"
    APPEARANCE = "appearance"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


OWED = (State.QUEUED, State.RUNNING)


def _known(name: str, values: type[State | Outcome]) -> Q:
    return Q(**{f"{name}__in": [value.value for value in values]})


class Batch(models.Model):
    """A file of many stories and how far it is taken in.

    `position` counts the spooled file's bytes that are done, of `size`; `lines` the lines. Both
    move in the transaction of the lines' own articles, so whoever goes on after a dead worker
    neither skips nor repeats one. `stalled` counts the attempts since they last moved.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, default="")
    kind = models.CharField(max_length=5)  # jsonl, csv, files
    state = models.CharField(max_length=9)
    found = models.JSONField(default=list)  # columns of a table that are not ours
    size = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    appearance = models.PositiveIntegerField(default=0)
    duplicate = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    offered_at = models.DateTimeField()
    attempt = models.PositiveIntegerField(default=0)
    stalled = models.PositiveIntegerField(default=0)
    running_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "batches"
        constraints = (
            models.CheckConstraint(condition=_known("state", State), name="batch_state_known"),
        )
        indexes = (
            models.Index(fields=("asked_at",), condition=Q(finished_at=None), name="batch_owed"),
        )

    def __str__(self) -> str:
        return f"{self.name or self.id}: {self.state}"

    @property
    def percent(self) -> int:
        """How much of the file is done, 0 to 100."""
        if self.state == State.DONE:
            return 100
        return min(99, 100 * self.position // self.size) if self.size else 0


class BatchRow(models.Model):
    """What became of one line. `errors` and the start of what was sent are kept of refused ones."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField()  # in the file as sent, from 1
    outcome = models.CharField(max_length=10)
    article = models.ForeignKey(
        "claims.Article", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    errors = models.JSONField(default=list)  # [{field, code, message}]
    sent = models.TextField(default="")

    class Meta:
        ordering = ("batch", "line")
        constraints = (
            models.UniqueConstraint(fields=("batch", "line"), name="batch_row_line"),
            models.CheckConstraint(
                condition=_known("outcome", Outcome), name="batch_row_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="refused") | Q(article__isnull=False),
                name="batch_row_article",
            ),
        )
        indexes = (models.Index(fields=("batch", "outcome", "line"), name="batch_row_outcome"),)

    def __str__(self) -> str:
        return f"line {self.line}: {self.outcome}"

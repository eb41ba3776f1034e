"""Snapshot: a source as it was, kept with its bytes. A part of `reviews.models`.

Written by `snapshots` alone and never changed; `reviews.models` hands it on.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models

from factcheck.events.digests import salted
from factcheck.ids import new_id
from reviews.words import SnapshotKind


class Snapshot(models.Model):
    """The bytes of a source as somebody brought them, and the text that was read from them.

    `name` is the file's, "" for what was pasted; `marks` is what counting sources needs: the
    agency that the text names, and its sketch.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    url = models.CharField(max_length=2000, default="")
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200, default="")
    raw = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    text = models.TextField()
    meta = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    taken_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in SnapshotKind]),
                name="snapshot_kind_known",
            ),
        )
        indexes = (models.Index(fields=("url", "-id"), name="snapshot_of_url"),)

    def __str__(self) -> str:
        return f"{self.url or self.name or self.kind} ({self.sha256[:12]})"

    def named(self) -> dict[str, str]:
        """How a citation names it."""
        return {
            "id": str(self.id),
            "sha256": self.sha256,
            "taken_at": self.taken_at.isoformat(),
        }

    def digest(self) -> str:
        """Salted SHA-256 of all of it, for the ledger; the bytes and the text are hashed anew."""
        content: dict[str, Any] = {
            **self.named(),
            "url": self.url,
            "kind": self.kind,
            "name": self.name,
            "size": self.size,
            "raw": hashlib.sha256(bytes(self.raw)).hexdigest(),
            "text": hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "meta": self.meta,
            "marks": self.marks,
            "by": str(self.by_id),
        }
        return salted(self.salt, content)


class WithSnapshot(models.Manager[Any]):
    """Citations with what names their snapshot, and without its bytes and its text."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """One join, no further query."""
        rows = super().get_queryset().select_related("snapshot")
        return rows.defer("snapshot__raw", "snapshot__text")

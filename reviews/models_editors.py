"""Rows of the editors' desk: bulk acts and saved views. `reviews.models`
imports this, so that Django finds them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from factcheck.ids import new_id


class BulkAct(models.Model):
    """One bulk act of an editor: which, when, what was left alone. Its events carry its id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed = models.PositiveIntegerField()
    left = models.JSONField(default=list)  # [{"claim": id, "why": sentence}]
    undone_at = models.DateTimeField(null=True)
    undo_left = models.JSONField(default=list)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.act}: {self.changed}"


class SavedView(models.Model):
    """A named address of the queue's table."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60, unique=True)
    query = models.CharField(max_length=2000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

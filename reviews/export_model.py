"""Export: the row of a file that a worker makes. Written by `asking` and `exporting`."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.status import Run
from factcheck.ids import new_id


class Export(models.Model):
    """A file of verdicts that a worker makes, and how far it is; a result counts only for its
    attempt. `published_only` is what the asker was allowed when asking."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filters = models.JSONField(default=dict)
    published_only = models.BooleanField(default=True)
    state = models.CharField(max_length=10, default=Run.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    offered_at = models.DateTimeField()
    running_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(default="")
    done = models.PositiveIntegerField(default=0)  # rows
    of = models.PositiveIntegerField(null=True)  # rows in all, once counted
    last_event = models.PositiveBigIntegerField(default=0)
    file = models.CharField(max_length=100, default="")  # its name in the folder of exports

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in Run]),
                name="export_state_known",
            ),
        )
        indexes = (
            models.Index(fields=("asked_at",), condition=Q(finished_at=None), name="export_owed"),
            models.Index(fields=("by", "-asked_at"), name="export_of_person"),
        )

    def __str__(self) -> str:
        return f"export {self.id}: {self.state}"

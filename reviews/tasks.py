"""The worker's tasks of this app. A few lines each: load by id, call a verb."""

from __future__ import annotations

import uuid

from celery import shared_task

from factcheck.celery import enqueue
from reviews import exporting

# 100,000 verdicts take half a minute; a file of a million may.
LONGEST = 900


@shared_task(name="reviews.export", soft_time_limit=LONGEST, time_limit=LONGEST + 60)
def export(export_id: str) -> None:
    """Makes one file. Twice: the second finds it running or done and leaves."""
    exporting.run_export(uuid.UUID(export_id))


@shared_task(name="reviews.export_owed")
def export_owed() -> None:
    """Offers again what the broker lost or a dead worker left, and drops what is old. Twice:
    offered at most once."""
    for export_id in exporting.reclaim_owed():
        offer(export_id)
    exporting.forget_old()


def offer(export_id: uuid.UUID) -> bool:
    """Hands an export to the worker; call it after commit."""
    return enqueue(export, str(export_id))

"""The worker's tasks of this app. A few lines each: load by id, call a verb."""

from __future__ import annotations

import uuid

from celery import shared_task

from factcheck.celery import enqueue
from reviews import exporting
from reviews.foreign import polling, subscribing

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


@shared_task(name="reviews.poll_foreign", soft_time_limit=90, time_limit=110)
def poll_foreign(feed_id: str) -> None:
    """Asks one desk elsewhere. Twice: the second finds it asked and leaves."""
    polling.poll(uuid.UUID(feed_id))


@shared_task(name="reviews.foreign_due")
def foreign_due() -> None:
    """Offers the feeds of other desks' checks whose time has come."""
    for feed_id in polling.due():
        subscribing.offer(feed_id)

"""The worker's tasks. A few lines each: load by id, call a verb."""

from __future__ import annotations

import uuid
from functools import partial

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError

from claims import pipeline
from claims.batches import running
from claims.feeds import polling
from claims.offers import offer, offer_batch, offer_feed


@shared_task(
    name="claims.extract",
    autoretry_for=(OperationalError,),
    retry_backoff=2,
    retry_backoff_max=30,
    max_retries=3,
)
def extract(extraction_id: str) -> None:
    """Runs one extraction. Twice: the second finds it running or done and leaves."""
    try:
        pipeline.extract(uuid.UUID(extraction_id))
    except SoftTimeLimitExceeded:
        pipeline.fail(uuid.UUID(extraction_id), "The text took longer than 30 s to read.")


@shared_task(name="claims.extract_owed")
def extract_owed() -> None:
    """Offers again what the broker lost or a dead worker left. Twice: offered at most once."""
    for in_bulk in (False, True):
        for extraction_id in pipeline.reclaim_owed(in_bulk=in_bulk):
            offer(extraction_id, in_bulk=in_bulk)


@shared_task(name="claims.run_batch", soft_time_limit=80, time_limit=90)
def run_batch(batch_id: str) -> None:
    """Takes in a slice of a batch, and goes to the end of the line if more is left. Twice: the
    second finds it running and leaves."""
    if running.run_batch(uuid.UUID(batch_id), offer=partial(offer, in_bulk=True)):
        offer_batch(uuid.UUID(batch_id))


@shared_task(name="claims.batch_owed")
def batch_owed() -> None:
    """Offers again what the broker lost or a dead worker left."""
    for batch_id in running.reclaim_owed():
        offer_batch(batch_id)


@shared_task(name="claims.poll_feed", soft_time_limit=90, time_limit=110)
def poll_feed(feed_id: str) -> None:
    """Asks one feed. Twice: the second finds it asked and leaves."""
    polling.poll(uuid.UUID(feed_id))


@shared_task(name="claims.feeds_due")
def feeds_due() -> None:
    """Offers the feeds whose time has come."""
    for feed_id in polling.due():
        offer_feed(feed_id)


@shared_task(name="claims.forget")
def forget() -> None:
    """Drops spooled files that nobody owes and entries of a year ago: too much to look through at
    every beat."""
    running.forget_old()
    polling.forget_old()

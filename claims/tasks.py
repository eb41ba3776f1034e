"""The worker's tasks. A few lines each: load by id, call a verb."""

from __future__ import annotations

import uuid

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError

from claims import pipeline
from factcheck.celery import enqueue


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
    for extraction_id in pipeline.reclaim_owed():
        offer(extraction_id)


def offer(extraction_id: uuid.UUID) -> bool:
    """Hands an extraction to the worker; call it after commit."""
    return enqueue(extract, str(extraction_id))

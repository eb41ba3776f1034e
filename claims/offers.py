"""What is owed, handed to the worker: call these after commit. Names tasks, for `claims.tasks`
imports the verbs that offer them."""

from __future__ import annotations

import uuid

from factcheck.celery import enqueue


def offer(extraction_id: uuid.UUID, *, later: bool = False) -> bool:
    """An extraction; `later` goes behind all that came alone."""
    return enqueue("claims.extract", str(extraction_id), later=later)


def offer_batch(batch_id: uuid.UUID) -> bool:
    """A batch's next slice."""
    return enqueue("claims.run_batch", str(batch_id), later=True)


def offer_feed(feed_id: uuid.UUID) -> bool:
    """A feed to ask."""
    return enqueue("claims.poll_feed", str(feed_id), later=True)

"""What is owed, handed to the worker: call these after commit. Names tasks, for `claims.tasks`
imports the verbs that offer them."""

from __future__ import annotations

import uuid

from factcheck.celery import FIRST, LAST, NEXT, enqueue


def offer(extraction_id: uuid.UUID, *, in_bulk: bool = False) -> bool:
    """An extraction; of one that came in bulk, behind all else."""
    return enqueue("claims.extract", str(extraction_id), priority=LAST if in_bulk else FIRST)


def offer_batch(batch_id: uuid.UUID) -> bool:
    """A batch's next slice."""
    return enqueue("claims.run_batch", str(batch_id), priority=NEXT)


def offer_feed(feed_id: uuid.UUID) -> bool:
    """A feed to ask."""
    return enqueue("claims.poll_feed", str(feed_id), priority=NEXT)

"""The Celery app, and `enqueue` (or `enqueue_named`): the one way to hand work to it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Any

from celery import Celery, Task
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["factcheck", "factcheck.events", "claims", "reviews"])

log = logging.getLogger(__name__)


def enqueue(task: Task[Any, Any], *args: str | int) -> bool:
    """Offers a task to the broker; gives up at once where the broker is away.

    What the task must do is owed by a row, and beat offers it again, so a lost offer loses
    nothing. Returns whether the broker took it. Call it after commit, never inside a transaction.
    """
    return _offered(task.name, lambda: task.apply_async(args=args, retry=False))


def enqueue_named(name: str) -> bool:
    """As `enqueue`, for who may not import the task, since it imports them. Beat offers the same:
    an offer that no worker takes within a minute is dropped."""
    return _offered(name, lambda: app.send_task(name, retry=False, expires=60))


def _offered(name: str, offer: Callable[[], object]) -> bool:
    try:
        offer()
    except (OperationalError, OSError) as error:
        log.warning("broker away, %s stays owed: %s", name, error)
        return False
    return True

"""The Celery app, and `enqueue`: the one way to hand work to it."""

from __future__ import annotations

import logging
import os
from typing import Any

from celery import Celery, Task
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["factcheck", "factcheck.events", "claims", "reviews"])

log = logging.getLogger(__name__)


# Redis's priorities: what somebody waits for, what many wait for, what nobody waits for.
FIRST, NEXT, LAST = 0, 6, 9


def enqueue(
    task: Task[Any, Any] | str,
    *args: str | int,
    priority: int = FIRST,
    expires: float | None = None,
) -> bool:
    """Offers a task, or the task of that name, to the broker; gives up at once where the broker is
    away. Of what waits there, the lowest `priority` goes first; an offer that no worker takes
    within `expires` seconds is dropped.

    What the task must do is owed by a row, and beat offers it again, so a lost offer loses
    nothing. Returns whether the broker took it. Call it after commit, never inside a transaction.
    """
    name = task if isinstance(task, str) else task.name
    try:
        app.send_task(name, args=args, retry=False, expires=expires, priority=priority)
    except (OperationalError, OSError) as error:
        log.warning("broker away, %s stays owed: %s", name, error)
        return False
    return True

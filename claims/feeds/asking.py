"""Asking an address again and again: won by a guarded update, by the server's own conditions, less
and less while it fails. For `polling` (feeds of stories) and `reviews.foreign` (others' checks).

What is done with an answer is the caller's. Never inside a transaction.
"""

from __future__ import annotations

import logging
import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

from claims.feed_rows import Subscription
from factcheck import net
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import NotFetched
from factcheck.events.schedule import asked_wait

log = logging.getLogger(__name__)
S = TypeVar("S", bound=Subscription)

SECONDS = 15.0
RUN = timedelta(seconds=120)
LONGEST = timedelta(days=1)  # between two questions, however often it failed


class UnusableError(ValueError):
    """The answer is not what was subscribed to; the sentence is for who subscribed."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def due(kind: type[S]) -> list[uuid.UUID]:
    """Those whose time has come, and which no worker is at."""
    moment = now()
    free = Q(running_until=None) | Q(running_until__lt=moment)
    rows = _rows(kind).filter(free, active=True, next_at__lte=moment)
    return list(rows.order_by("next_at").values_list("id", flat=True)[:200])


def run(
    kind: type[S], row_id: uuid.UUID, *, right: Right, sorry: str, asked: Callable[[S], None]
) -> bool:
    """Asks one address by `asked` unless another worker does or did, and keeps what came of it.
    `right` is what who subscribed must still have, or is `sorry`. Returns whether it counted."""
    row = _begin(kind, row_id)
    if row is None:
        return False
    if not (row.by.is_active and Actor(row.by).may(right)):
        end(row, active=False, error=f"{row.by.username} {sorry}")
        return True
    try:
        asked(row)
    except (NotFetched, UnusableError) as error:
        _failed(row, str(error))
    except _Gone:
        end(row, active=False, error="The feed is gone for good: its server answered 410.")
    except _Later as error:
        _failed(row, str(error), error.at)
    except Exception:
        # Whatever a feed holds, its row says so and the worker lives.
        log.exception("feed %s", row_id)
        _failed(row, "The feed could not be read; the log has the reason.")
    return True


def ask(
    url: str, *, types: tuple[str, ...], most: int, etag: str = "", modified: str = ""
) -> net.Answer:
    """The address, by the conditions that its server gave.

    Raises:
        NotFetched.
    """
    headers = {}
    if etag:
        headers["if-none-match"] = etag
    if modified:
        headers["if-modified-since"] = modified
    return net.get(url, most_bytes=most, seconds=SECONDS, types=types, headers=headers)


def check_status(answer: net.Answer) -> None:
    """Of an answer that is not 304: `run` understands what this raises for all but 200."""
    if answer.status == 410:
        raise _Gone
    if answer.status != 200:
        moment = now()
        after = asked_wait(answer.status, answer.headers.get("retry-after", ""), moment)
        raise _Later(f"The server answered {answer.status}, not 200.", moment + after)


def conditions(answer: net.Answer) -> dict[str, str]:
    """What to ask with next time."""
    return {
        "etag": answer.headers.get("etag", "")[:500],
        "modified": answer.headers.get("last-modified", "")[:100],
    }


def end(row: Subscription, **changes: object) -> None:
    """Writes what came of the question, unless somebody changed or paused the row meanwhile: what
    they said stands."""
    mine = _rows(type(row)).filter(pk=row.pk, attempt=row.attempt)
    mine.update(running_until=None, **changes)


def next_at(row: Subscription, failures: int = 0) -> datetime:
    """Twice as long after each failure in a row, a day at most; a tenth of it by chance, so that
    feeds of one server are not all asked in one second."""
    wait = min(timedelta(minutes=row.every * 2 ** min(failures, 10)), LONGEST)
    return now() + wait * random.uniform(0.95, 1.05)  # noqa: S311 - no secret


def _rows(kind: type[S]) -> models.Manager[S]:
    return kind._default_manager  # noqa: SLF001 - of an abstract model there is no `objects`


# ---- one question ------------------------------------------------------------------------------
class _Gone(Exception):
    """410."""


class _Later(Exception):
    """The server says when to come again."""

    def __init__(self, message: str, at: datetime) -> None:
        super().__init__(message)
        self.at = at


def _begin(kind: type[S], row_id: uuid.UUID) -> S | None:
    moment = now()
    # The race: two workers, one feed. The update decides; who changes no row leaves.
    rows = _rows(kind)
    won = (
        rows.filter(pk=row_id, active=True, next_at__lte=moment)
        .filter(Q(running_until=None) | Q(running_until__lt=moment))
        .update(attempt=F("attempt") + 1, running_until=moment + RUN, asked_at=moment)
    )
    return rows.select_related("by").get(pk=row_id) if won else None


def _failed(row: Subscription, why: str, at: datetime | None = None) -> None:
    failures = row.failures + 1
    end(row, failures=failures, error=why, next_at=max(at or now(), next_at(row, failures)))

"""When a delivery is tried again, and when the desk gives a webhook up. PURE.

`docs/webhooks.md` prints it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# The wait after the first failed attempt, the second, and so on: a day in all.
WAITS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=7),
    timedelta(hours=13),
)
ATTEMPTS = len(WAITS) + 1
JITTER = 0.2  # each wait is up to a fifth shorter or longer, so that many do not come at once
LONGEST_ASKED = timedelta(days=1)  # of a `retry-after`
ASKS = (429, 503)  # whose `retry-after` counts
GONE = 410
# An endpoint that fails is left alone for a while, whatever it is owed; twice as long each time.
FIRST_REST = timedelta(seconds=10)
LONGEST_REST = timedelta(minutes=10)
# So long without one success, and so many failures in a row: the desk switches the webhook off.
GIVES_UP_AFTER = timedelta(days=5)


def wait_after(tries: int, luck: float) -> timedelta | None:
    """How long after the failed attempt of this number (from 1) the next one is due; None: it was
    the last. `luck` lies between 0 and 1."""
    if tries >= ATTEMPTS:
        return None
    return WAITS[tries - 1] * (1 - JITTER + 2 * JITTER * luck)


def asked_wait(status: int | None, header: str, moment: datetime) -> timedelta:
    """What an answer's `retry-after` asks for, in seconds or as a date: a day at most, nothing
    where the status is none that may ask or the header cannot be read."""
    nothing = timedelta(0)
    if status not in ASKS or not header:
        return nothing
    if header.isascii() and header.isdecimal():
        asked = timedelta(seconds=min(int(header[:9]), LONGEST_ASKED.total_seconds()))
    else:
        try:
            until = parsedate_to_datetime(header)
        except ValueError:
            return nothing
        asked = (until if until.tzinfo else until.replace(tzinfo=UTC)) - moment
    return min(max(asked, nothing), LONGEST_ASKED)


def rest_after(failures: int) -> timedelta:
    """How long an endpoint is left alone after so many failures in a row."""
    doubled = 1 << min(failures - 1, 10)
    return min(FIRST_REST * doubled, LONGEST_REST)


def given_up(failures: int, failing_since: datetime | None, moment: datetime) -> bool:
    """Whether the desk stops trying this endpoint."""
    return (
        failures >= ATTEMPTS
        and failing_since is not None
        and moment - failing_since >= GIVES_UP_AFTER
    )

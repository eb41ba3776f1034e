"""An event as JSON: what the feed answers and what a webhook is sent are the same.

An event holds ids, statuses, names and digests only (`models.Event`), so neither tells more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from factcheck.events.kinds import TEST

if TYPE_CHECKING:  # the docs print a body without the tables
    from factcheck.events.models import Event

LIMIT = 20_000  # bytes of a body, as Standard Webhooks advises
BULKY = ("digests", "states")  # of the details; the feed has them whole


def as_json(event: Event) -> dict[str, Any]:
    """The event as the feed gives it."""
    return {
        "seq": event.seq,
        "kind": event.kind,
        "at": _moment(event.at),
        "actor": _id(event.actor_id),
        "article": _id(event.article_id),
        "claim": _id(event.claim_id),
        "details": event.details,
        "previous": event.previous,
        "hash": event.hash,
    }


def body_of(event: Event) -> str:
    """The body of a webhook's message about a sealed event: `type`, `timestamp`, and as `data` the
    event as in the feed with the `url` at which more is found. Always the same for an event.

    Under 20 kB: where the details are longer, their digests are left out, then all of them, and
    `shortened` says so.
    """
    data = as_json(event)
    whole: Mapping[str, Any] = data["details"]
    lean = {name: value for name, value in whole.items() if name not in BULKY}
    text = ""
    for details in (whole, lean, {}):
        more = {} if details is whole else {"shortened": True}
        data = {**data, "details": details, "url": url_of(event), **more}
        text = _spelt(event.kind, data["at"], data)
        if len(text.encode()) < LIMIT:
            break
    return text


def test_body(webhook_id: str, moment: datetime) -> str:
    """The body of a test message."""
    data = {"webhook": webhook_id, "note": "A test from the desk. Nothing happened."}
    return _spelt(TEST, _moment(moment), data)


def url_of(event: Event) -> str:
    """Where a program reads on, with a key: the verdict, the claim, the article, or the event."""
    verdict = event.details.get("verdict")
    if verdict and event.kind.startswith("verdict."):
        path = f"verdicts/{verdict}/"
    elif event.claim_id:
        path = f"claims/{event.claim_id}/"
    elif event.article_id:
        path = f"articles/{event.article_id}/"
    else:
        path = f"events/?after={(event.seq or 1) - 1}&limit=1"
    return f"{settings.FACTCHECK_PUBLIC_URL.rstrip('/')}/api/v1/{path}"


def _spelt(kind: str, timestamp: str, data: Mapping[str, Any]) -> str:
    message = {"type": kind, "timestamp": timestamp, "data": data}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=str)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _id(given: object) -> str | None:
    return None if given is None else str(given)

"""record and seal: the ledger of the desk, which `verify` proves.

`record` writes an event in the verb's own transaction. `seal` gives committed events their place
in one chain: sequence number, hash of the one before, own hash. The feed is read by sequence
number, so it has no gap even where transactions commit out of order. In the same step each webhook
is owed the events that it wants; so nothing is told twice, and nothing that was sealed is lost.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection, models, transaction

from factcheck.accounts.actor import Actor
from factcheck.celery import enqueue
from factcheck.clock import now
from factcheck.events.models import Event
from factcheck.events.outbox import owe

GENESIS = "0" * 64
LOCK = 0x66616374  # "fact": the advisory lock that one sealer holds at a time
BATCH = 500
DELIVER = "factcheck.deliver"  # the task, by name: it imports the verbs, which import this


class Sealed(NamedTuple):
    """What one batch did: how many events it sealed, how many deliveries are owed for them."""

    events: int
    deliveries: int


def record(
    *,
    actor: Actor,
    kind: str,
    article_id: uuid.UUID | None = None,
    claim_id: uuid.UUID | None = None,
    covers: tuple[models.Model, ...] = (),
    moved: tuple[models.Model, ...] = (),
    **details: Any,
) -> Event:
    """Adds the event of a change to the change's own transaction.

    `covers` names the rows that it makes. Each has a `digest()`, a salted SHA-256 of what never
    changes in it, that goes into the event, so that the ledger shows if it is changed later. Some
    have a `state_digest()` besides, of what the desk's verbs move; `moved` names such rows of
    earlier events that this one moved.

    Raises:
        RuntimeError: outside a transaction, where the event could outlive its change.
    """
    event = unsaved(
        actor=actor,
        kind=kind,
        article_id=article_id,
        claim_id=claim_id,
        covers=covers,
        moved=moved,
        **details,
    )
    _check_inside()
    event.save(force_insert=True)
    return event


def record_all(events: Sequence[Event]) -> None:
    """`record` for many changes of one transaction, in their order; each is made by `unsaved`.

    Raises:
        RuntimeError: as `record`.
    """
    _check_inside()
    Event.objects.bulk_create(events)


def unsaved(
    *,
    actor: Actor,
    kind: str,
    article_id: uuid.UUID | None = None,
    claim_id: uuid.UUID | None = None,
    covers: tuple[models.Model, ...] = (),
    moved: tuple[models.Model, ...] = (),
    **details: Any,
) -> Event:
    """The event that `record` adds, for `record_all`."""
    if actor.batch:
        details["batch"] = actor.batch
    digests = {named(row): row.digest() for row in covers}  # type: ignore[attr-defined]
    states = {
        named(row): row.state_digest() for row in (*covers, *moved) if hasattr(row, "state_digest")
    }
    if digests:
        details["digests"] = digests
    if states:
        details["states"] = states
    return Event(
        kind=kind,
        at=now(),
        actor=actor.user,
        key_prefix=actor.key.prefix if actor.key else "",
        request_id=actor.request_id,
        article_id=article_id,
        claim_id=claim_id,
        details=details,
    )


def _check_inside() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the change it records")


def named(row: models.Model) -> str:
    """How an event names a row that it covers: "reviews.verdict:ID"."""
    return f"{row._meta.label_lower}:{row.pk}"  # noqa: SLF001


def digest_of(event: Event, previous: str) -> str:
    """SHA-256 over the previous hash and the event's canonical JSON (sorted keys, no spaces)."""
    body = json.dumps(
        {
            "seq": event.seq,
            "kind": event.kind,
            "at": event.at.isoformat(),
            "actor": str(event.actor_id) if event.actor_id else None,
            "key": event.key_prefix,
            "request": event.request_id,
            "article": str(event.article_id) if event.article_id else None,
            "claim": str(event.claim_id) if event.claim_id else None,
            "details": event.details,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def head_at(seq: int) -> str:
    """The chain's head as it was at that event; GENESIS before the first."""
    found = Event.objects.filter(seq=seq).values_list("hash", flat=True).first()
    return found or GENESIS


def figure() -> str:
    """A figure that rises with every event that commits, sealed yet or not: while it stands,
    nothing has happened at the desk. One statement, so that a seal in between hides no event."""
    table = Event._meta.db_table  # noqa: SLF001
    last = f"(SELECT COALESCE(MAX(seq), 0) FROM {table})"  # noqa: S608 - the model's own name
    fresh = f"(SELECT COUNT(*) FROM {table} WHERE seq IS NULL)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {last} + {fresh}")
        return str(cursor.fetchone()[0])


def seal() -> int:
    """Seals what is committed and unsealed, until nothing is left. Returns how many.

    PostgreSQL: one sealer at a time by an advisory lock of the transaction. Who finds it taken
    leaves; the holder looks again after its commit, so an event that committed meanwhile is not
    left behind (without the second look, bursts left events to the next minute).
    """
    total = owed = 0
    while True:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
                    if not cursor.fetchone()[0]:
                        break
            done = seal_within()
        total += done.events
        owed += done.deliveries
        if connection.in_atomic_block or not Event.objects.filter(seq=None).exists():
            break
    offer_deliveries(owed)
    return total


def offer_deliveries(owed: int = 1) -> None:
    """Tells a worker that deliveries are owed; beat does too, later. Call it after commit."""
    if owed:
        enqueue(DELIVER, expires=60)


def seal_within() -> Sealed:
    """One batch, inside the caller's transaction, which must exclude other sealers. After the
    commit the caller offers the deliveries."""
    fresh = list(Event.objects.filter(seq=None).order_by("id")[:BATCH])
    if not fresh:
        return Sealed(0, 0)
    seq, previous, heard = _head_and_heard()
    for event in fresh:
        seq += 1
        event.seq, event.previous = seq, previous
        event.hash = previous = digest_of(event, previous)
    with connection.cursor() as cursor:  # `bulk_update` of five hundred took six times as long
        cursor.executemany(_SEAL, [(one.seq, one.previous, one.hash, one.pk) for one in fresh])
    return Sealed(len(fresh), owe(fresh) if heard else 0)


# Every verb asks this; made of a queryset it took 0.7 ms, so 0.02 ms.
# One question for both, so that a desk without webhooks pays for none.
_HEAD = """
    SELECT seq, hash, EXISTS (SELECT 1 FROM events_webhook WHERE state = 'on')
    FROM events_event WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1
"""
_SEAL = "UPDATE events_event SET seq = %s, previous = %s, hash = %s WHERE id = %s"


def _head_and_heard() -> tuple[int, str, bool]:
    """The last sealed event's number and hash, and whether any webhook listens (in a ledger
    without events: whether any might)."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD)
        found = cursor.fetchone()
    return (found[0], found[1], bool(found[2])) if found else (0, GENESIS, True)

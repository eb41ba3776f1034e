"""`verb`: the durable shell around every change of meaning.

A verb's module writes `take = verb(_take)`. The shell, in this order,
1. opens a transaction that may not be nested (durable), and looks whether the caller's API key
   was revoked since the door let it in,
2. puts the request's idempotency key in first, so that of two equal requests one waits and then
   finds it taken,
3. runs the undecorated function, which locks, checks, writes and records its event,
4. names the object that was made on the idempotency row,
5. seals the ledger: on SQLite inside the transaction (one writer at a time), elsewhere after it
   (`sealed_at_once`: after the last of several), and offers what webhooks are owed to a worker,
6. does what reaches outside the process (`after`), when nothing is locked any more.

A refusal rolls all of it back; refusals are not kept.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, connection, transaction

from factcheck.accounts.actor import Actor
from factcheck.accounts.models import ApiKey, Once
from factcheck.clock import now
from factcheck.errors import DomainError, FieldError, Invalid, NoKey
from factcheck.events.ledger import offer_deliveries, seal, seal_within

# SQLite lets its waiting writers poll, and an unlucky one polled past its 20 s; the threads of one
# process therefore wait here, where they are woken.
_ONE_WRITER = threading.RLock()

# Whether this thread's verbs leave the seal to `sealed_at_once`.
_held_back = threading.local()

P = ParamSpec("P")
R = TypeVar("R")


class AlreadyDone(Exception):
    """The same request was carried out before; `once` names what it made."""

    def __init__(self, once: Once) -> None:
        super().__init__(once.key)
        self.once = once


def verb(
    apply: Callable[P, R], *, tries: int = 1, after: Callable[[R], object] | None = None
) -> Callable[P, R]:
    """Wraps `apply(*, actor, ...)` in the shell; the result is what `apply` returns.

    `after` is called with the result once all is committed and no lock is held: it may reach
    outside the process, which the verb itself may not.

    `tries` above one is for what looks a thing up by its names and else makes it: where a unique
    key let another in first, the whole is done again and finds what the other made.

    Raises, beside what `apply` raises:
        AlreadyDone: the actor's idempotency key was used for the same request.
        Invalid: it was used for another one.
        NoKey: the actor's API key was revoked meanwhile.
    """

    @functools.wraps(apply)
    def shell(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = kwargs["actor"]
        assert isinstance(actor, Actor)
        sqlite = connection.vendor == "sqlite"
        queue = _ONE_WRITER if sqlite else contextlib.nullcontext()
        left, owed = tries, 0
        while True:
            left -= 1
            try:
                with queue, transaction.atomic(durable=True):
                    _must_be_live(actor)
                    row = _claim_key(actor)
                    result = apply(*args, **kwargs)
                    _name_object(row, result)
                    if sqlite:
                        owed = seal_within().deliveries
                break
            except (IntegrityError, DomainError) as error:
                # The first of two equal requests may have committed while this one ran.
                raise_if_done(actor)
                if not left or isinstance(error, DomainError):
                    raise
        if not sqlite and not getattr(_held_back, "seal", False):
            seal()
        offer_deliveries(owed)
        if after is not None:
            after(result)
        return result

    return shell


@contextlib.contextmanager
def sealed_at_once() -> Iterator[None]:
    """What several verbs did for one request is sealed once, at the end: a seal is a transaction
    of its own, with its own write to the disk. A process that dies within leaves it to beat."""
    _held_back.seal = True
    try:
        yield
    finally:
        _held_back.seal = False
        if connection.vendor != "sqlite":
            seal()


def _must_be_live(actor: Actor) -> None:
    if actor.key and not ApiKey.objects.filter(pk=actor.key.pk, revoked_at=None).exists():
        raise NoKey("This key was revoked while it was used. Nothing was written.")


def _claim_key(actor: Actor) -> Once | None:
    if actor.once is None or actor.user is None:
        return None
    return Once.objects.create(
        owner=actor.user,
        key=actor.once.key,
        request_digest=actor.once.request_digest,
        created_at=now(),
    )


def _name_object(row: Once | None, result: Any) -> None:
    if row is None:
        return
    if result is None:  # nothing was done (an empty queue): the key stays free
        row.delete()
        return
    row.object_id = str(result.pk)
    row.outcome = getattr(result, "outcome", "")
    row.save(update_fields=["object_id", "outcome"])


def raise_if_done(actor: Actor) -> None:
    """Also asked by what is slow before its verb, so that a repeat does not do that again.

    Raises:
        AlreadyDone, Invalid: as the shell of a verb.
    """
    if actor.once is None or actor.user is None:
        return
    row = Once.objects.filter(owner=actor.user, key=actor.once.key).first()
    if row is None:
        return
    if row.request_digest != actor.once.request_digest:
        message = "This Idempotency-Key was used for another request. Send a new key."
        raise Invalid(
            message,
            code="idempotency_key_reused",
            errors=[FieldError("Idempotency-Key", "reused", message)],
        )
    raise AlreadyDone(row)

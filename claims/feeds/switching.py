"""What editors do to any subscription, inside a verb: find it locked, pause or resume it, have it
asked at once. For `subscribing` and `reviews.foreign.subscribing`, which record it."""

from __future__ import annotations

import uuid
from typing import TypeVar

from claims.feed_rows import Subscription
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Missing

S = TypeVar("S", bound=Subscription)


def locked(actor: Actor, kind: type[S], feed_id: uuid.UUID) -> S:
    """Raises:
    Denied: no right to edit. Missing: there is none.
    """
    actor.must(Right.EDIT)
    rows = kind._default_manager.select_for_update()  # noqa: SLF001 - of an abstract model's kind
    feed = rows.filter(pk=feed_id).first()
    if feed is None:
        raise Missing("There is no such feed.")
    return feed


def switched(actor: Actor, kind: type[S], feed_id: uuid.UUID, *, active: bool) -> S:
    """Paused, or resumed: then it is asked at once, and whoever resumes it answers for it.

    Raises:
        Denied, Missing. Conflict: it is so already.
    """
    feed = locked(actor, kind, feed_id)
    if feed.active == active:
        state = "asked already" if active else "paused already"
        raise Conflict(f"This feed is {state}.", code="wrong_state")
    if active:
        feed.by = actor.person
    feed.active, feed.error, feed.failures, feed.next_at = active, "", 0, now()
    # A question under way does not undo this: it belongs to the attempt before.
    feed.attempt, feed.running_until = feed.attempt + 1, None
    asking = ["next_at", "attempt", "running_until"]
    feed.save(update_fields=["by", "active", "error", "failures", *asking])
    return feed


def made_due(actor: Actor, kind: type[S], feed_id: uuid.UUID) -> S:
    """Its time comes at once.

    Raises:
        Denied, Missing. Conflict: it is paused.
    """
    feed = locked(actor, kind, feed_id)
    if not feed.active:
        raise Conflict("This feed is paused. Resume it first.", code="wrong_state")
    feed.next_at = now()
    feed.save(update_fields=["next_at"])
    return feed

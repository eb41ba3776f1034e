"""subscribe, pause, resume, ask_now, unsubscribe: an editor's feeds of other desks' checks.

Called by REST and the desk's pages. The worker's part is `polling`; what is read, `queries`.
"""

from __future__ import annotations

import uuid
from typing import Any

from claims.feeds.asking import UnusableError
from claims.feeds.switching import locked, made_due, switched
from claims.given import is_language, link_to_ask
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.celery import NEXT, enqueue
from factcheck.clock import now
from factcheck.errors import Conflict, FieldError, Invalid, NotFetched
from factcheck.events.ledger import record
from factcheck.verbs import raise_if_done, verb
from reviews.foreign.polling import ask
from reviews.foreign.reading import read_checks
from reviews.foreign_rows import ForeignFeed

MOST = 100
EVERY = 360  # minutes
LEAST, LONGEST = 15, 1440  # minutes


def offer(feed_id: uuid.UUID) -> bool:
    """Hands a feed to the worker; call it after commit."""
    return enqueue("reviews.poll_foreign", str(feed_id), priority=NEXT)


def subscribe(
    *, actor: Actor, url: str, title: str = "", language: str = "", every: int = EVERY
) -> ForeignFeed:
    """Asks the address whether it gives ClaimReviews, and keeps what it has and will have.

    Raises:
        Invalid: every wrong field. NotFetched: naming `url`: not asked, not answered, no checks.
        Conflict: the desk has it already, or 100 others. AlreadyDone: as a verb.
    """
    actor.must(Right.EDIT)
    raise_if_done(actor)
    link = link_to_ask(url, "Give the address of the other desk’s checks.")
    _check(title, language, every)
    if ForeignFeed.objects.filter(url=link).exists():
        raise Conflict("The desk is subscribed to this address already.", code="known")
    answer = ask(link)
    if answer.status != 200:
        raise NotFetched("status", f"The server answered {answer.status}, not 200.")
    try:
        found = read_checks(answer.body, url=answer.url)
    except UnusableError as error:
        raise NotFetched(error.code, str(error)) from None
    title = " ".join(title.split()) or found.title
    return _subscribe(actor=actor, url=link, title=title, language=language, every=every)


def _subscribe_apply(*, actor: Actor, url: str, **said: Any) -> ForeignFeed:
    if ForeignFeed.objects.count() >= MOST:
        raise Conflict(f"There are {MOST} already. Unsubscribe from one first.", code="too_many")
    moment = now()
    feed, made = ForeignFeed.objects.get_or_create(
        url=url,
        defaults={**said, "by": actor.person, "created_at": moment, "next_at": moment},
    )
    if not made:
        raise Conflict("The desk is subscribed to this address already.", code="known")
    record(actor=actor, kind="foreign_feed.subscribed", feed=str(feed.pk))
    return feed


def _pause_feed(*, actor: Actor, feed_id: uuid.UUID) -> ForeignFeed:
    """It is asked no more until somebody resumes it; what it gave stays."""
    feed = switched(actor, ForeignFeed, feed_id, active=False)
    record(actor=actor, kind="foreign_feed.paused", feed=str(feed.pk))
    return feed


def _resume_feed(*, actor: Actor, feed_id: uuid.UUID) -> ForeignFeed:
    """It is asked at once, and then as before; whoever resumes it answers for it from now on."""
    feed = switched(actor, ForeignFeed, feed_id, active=True)
    record(actor=actor, kind="foreign_feed.resumed", feed=str(feed.pk))
    return feed


def _ask_now(*, actor: Actor, feed_id: uuid.UUID) -> ForeignFeed:
    """Its time comes at once.

    Raises:
        Conflict: it is paused.
    """
    feed = made_due(actor, ForeignFeed, feed_id)
    record(actor=actor, kind="foreign_feed.asked", feed=str(feed.pk))
    return feed


def _unsubscribe(*, actor: Actor, feed_id: uuid.UUID) -> ForeignFeed:
    """The feed goes, and its checks with it."""
    feed = locked(actor, ForeignFeed, feed_id)
    record(actor=actor, kind="foreign_feed.unsubscribed", feed=str(feed.pk), url=feed.url)
    ForeignFeed.objects.filter(pk=feed.pk).delete()
    return feed


_subscribe = verb(_subscribe_apply, after=lambda feed: offer(feed.id))
pause_feed = verb(_pause_feed)
resume_feed = verb(_resume_feed, after=lambda feed: offer(feed.id))
ask_now = verb(_ask_now, after=lambda feed: offer(feed.id))
unsubscribe = verb(_unsubscribe)


def _check(title: str, language: str, every: int) -> None:
    errors = []
    for name, value, limit in (("language", language, 35), ("title", title, 300)):
        if len(value) > limit or "\x00" in value:
            errors.append(FieldError(name, "too_long", f"At most {limit} plain characters."))
    if language and not is_language(language):
        message = "Write a language code like en or pt-BR, or leave it out."
        errors.append(FieldError("language", "unknown", message))
    if not LEAST <= every <= LONGEST:
        message = f"Other desks are asked every {LEAST} to {LONGEST} minutes."
        errors.append(FieldError("every", "range", message))
    if errors:
        raise Invalid.fields(errors)

"""subscribe, change_feed, pause_feed, resume_feed, ask_now, unsubscribe: an editor's feeds.

Called by REST and the desk's pages. The worker's part is `polling`.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.feed_rows import Feed, FeedEntry, Whole
from claims.feeds.polling import ask
from claims.feeds.reading import NotAFeedError, read_feed
from claims.feeds.switching import locked, made_due, switched
from claims.given import is_language, link_to_ask
from claims.offers import offer_feed
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, FieldError, Invalid, Missing, NotFetched
from factcheck.events.ledger import record
from factcheck.verbs import raise_if_done, verb

MOST = 500
EVERY = 15  # minutes
LEAST, LONGEST = 5, 1440  # minutes


def subscribe(
    *,
    actor: Actor,
    url: str,
    outlet: str = "",
    language: str = "",
    every: int = EVERY,
    whole: str = Whole.SHORT,
) -> Feed:
    """Asks the address whether it is a feed, and takes in what it has and what it will have.

    Raises:
        Invalid: every wrong field. NotFetched: naming `url`: not asked, not answered, no feed.
        Conflict: the desk has it already, or 500 others. AlreadyDone: as a verb.
    """
    actor.must(Right.EDIT)
    raise_if_done(actor)
    link = link_to_ask(url, "Give the feed’s address.")
    _check(outlet, language, every, whole)
    if Feed.objects.filter(url=link).exists():
        raise Conflict("The desk is subscribed to this feed already.", code="known")
    answer = ask(link)
    if answer.status != 200:
        raise NotFetched("status", f"The server answered {answer.status}, not 200.")
    try:
        said = answer.headers.get("content-type", "")
        found = read_feed(answer.body, url=answer.url, content_type=said)
    except NotAFeedError as error:
        raise NotFetched(error.code, str(error)) from None
    return _subscribe(
        actor=actor,
        url=link,
        title=found.title,
        outlet=outlet.strip() or found.title[:200],
        language=language or _tag(found.language),
        every=every,
        whole=whole,
    )


def _subscribe_apply(*, actor: Actor, url: str, **said: Any) -> Feed:
    if Feed.objects.count() >= MOST:
        raise Conflict(f"There are {MOST} feeds. Unsubscribe from one first.", code="too_many")
    moment = now()
    feed, made = Feed.objects.get_or_create(
        url=url,
        defaults={**said, "by": actor.person, "created_at": moment, "next_at": moment},
    )
    if not made:
        raise Conflict("The desk is subscribed to this feed already.", code="known")
    record(actor=actor, kind="feed.subscribed", feed=str(feed.pk))
    return feed


def _change_feed(*, actor: Actor, feed_id: uuid.UUID, **said: Any) -> Feed:
    """Outlet, language, every, whole, title: what is given, is changed.

    Raises:
        Missing, Denied. Invalid: every wrong field.
    """
    feed = locked(actor, Feed, feed_id)
    new = {name: said.get(name, getattr(feed, name)) for name in CHANGED}
    _check(new["outlet"], new["language"], new["every"], new["whole"], new["title"])
    names = [name for name in CHANGED if new[name] != getattr(feed, name)]
    for name in names:
        setattr(feed, name, new[name])
    feed.save(update_fields=names)
    record(actor=actor, kind="feed.changed", feed=str(feed.pk), names=names)
    return feed


CHANGED = ("title", "outlet", "language", "every", "whole")


def _pause_feed(*, actor: Actor, feed_id: uuid.UUID) -> Feed:
    """It is asked no more until somebody resumes it."""
    feed = switched(actor, Feed, feed_id, active=False)
    record(actor=actor, kind="feed.paused", feed=str(feed.pk))
    return feed


def _resume_feed(*, actor: Actor, feed_id: uuid.UUID) -> Feed:
    """It is asked at once, and then as before; whoever resumes it answers for it from now on."""
    feed = switched(actor, Feed, feed_id, active=True)
    record(actor=actor, kind="feed.resumed", feed=str(feed.pk))
    return feed


def _ask_now(*, actor: Actor, feed_id: uuid.UUID) -> Feed:
    """Its time comes at once.

    Raises:
        Conflict: it is paused.
    """
    feed = made_due(actor, Feed, feed_id)
    record(actor=actor, kind="feed.asked", feed=str(feed.pk))
    return feed


def _unsubscribe(*, actor: Actor, feed_id: uuid.UUID) -> Feed:
    """The feed and what is known of its entries go; the articles stay."""
    feed = locked(actor, Feed, feed_id)
    record(actor=actor, kind="feed.unsubscribed", feed=str(feed.pk), url=feed.url)
    Feed.objects.filter(pk=feed.pk).delete()
    return feed


_subscribe = verb(_subscribe_apply, after=lambda feed: offer_feed(feed.id))
change_feed = verb(_change_feed)
pause_feed = verb(_pause_feed)
resume_feed = verb(_resume_feed, after=lambda feed: offer_feed(feed.id))
ask_now = verb(_ask_now, after=lambda feed: offer_feed(feed.id))
unsubscribe = verb(_unsubscribe)


# ---- reads -------------------------------------------------------------------------------------
def feeds() -> QuerySet[Feed]:
    """All, with how many entries came and how many were refused; the newest first."""
    # Subqueries, not a join: a page of fifty must not group every entry of every feed.
    entries = FeedEntry.objects.filter(feed=OuterRef("pk")).order_by().values("feed")
    counted = entries.annotate(count=Count("pk")).values("count")
    refused = entries.filter(outcome="refused").annotate(count=Count("pk")).values("count")
    return (
        Feed.objects.select_related("by")
        .annotate(came=Coalesce(Subquery(counted), 0), refused=Coalesce(Subquery(refused), 0))
        .order_by("-id")
    )


def feed_or_missing(feed_id: uuid.UUID | str) -> Feed:
    """Raises:
    Missing: there is none.
    """
    found = feeds().filter(pk=feed_id).first()
    if found is None:
        raise Missing("There is no such feed.")
    return found


def entries_of(feed: Feed) -> QuerySet[FeedEntry]:
    """What came of its entries, the newest first."""
    return FeedEntry.objects.filter(feed=feed).select_related("article").order_by("-id")


def _check(outlet: str, language: str, every: int, whole: str, title: str = "") -> None:
    errors = []
    given = (("outlet", outlet, 200), ("language", language, 35), ("title", title, 300))
    for name, value, limit in given:
        if len(value) > limit or "\x00" in value:
            errors.append(FieldError(name, "too_long", f"At most {limit} plain characters."))
    if language and language != _tag(language):
        message = "Write a language code like en or pt-BR, or leave it out."
        errors.append(FieldError("language", "unknown", message))
    if not LEAST <= every <= LONGEST:
        message = f"A feed is asked every {LEAST} to {LONGEST} minutes."
        errors.append(FieldError("every", "range", message))
    if whole not in set(Whole):
        message = f"There is no {whole[:40]!r}. There are: {', '.join(Whole)}."
        errors.append(FieldError("whole", "unknown", message))
    if errors:
        raise Invalid.fields(errors)


def _tag(language: str) -> str:
    """The language code, "" where it is none."""
    return language if is_language(language) else ""

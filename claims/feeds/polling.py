"""poll: asks a feed what is new, and takes each new or changed entry in.

As an extraction is (`claims.pipeline`): won by a guarded update, asked outside every transaction.
Each entry is a submission of its own; the entry's row says what came of it, so a worker that dies
between two goes on behind them.
"""

from __future__ import annotations

import logging
import random
import time
import uuid
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from django.db.models import F, Q

from claims.batch_rows import Outcome
from claims.documents.document import Document
from claims.documents.fetching import fetch_document
from claims.feed_rows import Feed, FeedEntry, Whole
from claims.feeds.reading import LARGEST, Entry, NotAFeedError, read_feed
from claims.given import URL_LIMIT, canonical_url
from claims.intake import submit_article
from factcheck import net
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import DomainError, NotFetched

log = logging.getLogger(__name__)

SECONDS = 15.0
RUN = timedelta(seconds=120)
LONG = 600  # letters of an entry that is a story by itself
SLICE = 40.0  # seconds of taking in; what is left comes with the next question
TRIES = 5  # of an entry that is refused, at one question each
LONGEST = timedelta(days=1)  # between two questions, however often it failed
ENTRY_KEPT = timedelta(days=365)
TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "text/xml",
    "application/rdf+xml",
    "application/octet-stream",
    "text/plain",
    "text/html",
    "application/xhtml+xml",
    "",
)


def due() -> list[uuid.UUID]:
    """Feeds whose time has come, and which no worker is at."""
    moment = now()
    free = Q(running_until=None) | Q(running_until__lt=moment)
    rows = Feed.objects.filter(free, active=True, next_at__lte=moment).order_by("next_at")
    return list(rows.values_list("id", flat=True)[:200])


def poll(feed_id: uuid.UUID) -> bool:
    """Asks the feed unless another worker does or did. Returns whether this question counted."""
    feed = _begin(feed_id)
    if feed is None:
        return False
    if not (feed.by.is_active and Actor(feed.by).may(Right.SUBMIT)):
        _end(feed, active=False, error=f"{feed.by.username} may no longer bring stories in.")
        return True
    try:
        _asked(feed)
    except (NotFetched, NotAFeedError) as error:
        _failed(feed, str(error))
    except _Gone:
        _end(feed, active=False, error="The feed is gone for good: its server answered 410.")
    except _Later as error:
        _failed(feed, str(error), error.at)
    except Exception:
        # Whatever a feed holds, its row says so and the worker lives.
        log.exception("feed %s", feed_id)
        _failed(feed, "The feed could not be read; the log has the reason.")
    return True


def _asked(feed: Feed) -> None:
    answer = ask(feed.url, etag=feed.etag, modified=feed.modified)
    if answer.status == 304:
        _end(feed, next_at=_next(feed, 0), answered_at=now(), failures=0, error="")
        return
    _check_status(answer)
    said = answer.headers.get("content-type", "")
    found = read_feed(answer.body, url=answer.url, content_type=said)
    whole = take_in(feed, found.entries)
    # The answer counts as seen only where all of it was taken in.
    told = {
        "etag": answer.headers.get("etag", "")[:500] if whole else "",
        "modified": answer.headers.get("last-modified", "")[:100] if whole else "",
        "title": feed.title or found.title,
        "next_at": _next(feed, 0) if whole else now(),
    }
    _end(feed, answered_at=now(), failures=0, error="", **told)


def ask(url: str, *, etag: str = "", modified: str = "") -> net.Answer:
    """A feed's server, by the conditions that it gave.

    Raises:
        NotFetched.
    """
    headers = {}
    if etag:
        headers["if-none-match"] = etag
    if modified:
        headers["if-modified-since"] = modified
    return net.get(url, most_bytes=LARGEST, seconds=SECONDS, types=TYPES, headers=headers)


def take_in(feed: Feed, entries: tuple[Entry, ...]) -> bool:
    """Submits what is new or changed, the oldest first. Whether all was looked at in time."""
    known = {
        row.guid: row
        for row in FeedEntry.objects.filter(feed=feed, guid__in=[entry.guid for entry in entries])
    }
    until = time.monotonic() + SLICE
    for entry in entries:
        row = known.get(entry.guid)
        if row is not None and (entry.form in row.seen or row.tries >= TRIES):
            continue
        if time.monotonic() > until:
            return False
        known[entry.guid] = _one(feed, entry, row)
    return True


def forget_old() -> int:
    """Drops what is known of entries that came a year ago. Returns how many."""
    gone, _ = FeedEntry.objects.filter(at__lt=now() - ENTRY_KEPT).delete()
    return gone


def _one(feed: Feed, entry: Entry, row: FeedEntry | None) -> FeedEntry:
    seen, tries = (row.seen, row.tries) if row else ([], 0)
    told: dict[str, Any] = {"title": entry.title, "url": entry.url[:URL_LIMIT], "at": now()}
    try:
        done = submit_article(
            actor=Actor(feed.by),
            document=_document(feed, entry),
            source_url=_link(entry),
            outlet=feed.outlet,
            headline=entry.title,
            published_at=entry.published,
            language=feed.language,
            external_id=f"feed:{feed.id.hex}:{entry.guid[:32]}",
        )
    except DomainError as refusal:
        reasons = " ".join(one.message for one in refusal.errors) or refusal.message
        told |= {"outcome": Outcome.REFUSED, "error": reasons, "tries": tries + 1}
    else:
        told |= {"outcome": done.outcome, "article_id": done.article.id, "error": ""}
        told |= {"seen": [*seen, entry.form][-20:], "tries": 0}
    made, _ = FeedEntry.objects.update_or_create(feed=feed, guid=entry.guid, defaults=told)
    return made


def _document(feed: Feed, entry: Entry) -> Document:
    """The story: the entry's own words, or the page behind its link where it has but a few."""
    origin = {"door": "feed", "feed": str(feed.id)}
    short = feed.whole == Whole.ALWAYS or (feed.whole == Whole.SHORT and entry.letters < LONG)
    if entry.url and short:
        try:
            _, document = fetch_document(entry.url)
        except DomainError:
            if feed.whole == Whole.ALWAYS or not entry.letters:
                raise
            # The few words are better than none.
        else:
            told = {**document.origin, **origin}
            return Document(document.raw, document.text, document.html, told)
    made = Document.sent(html=entry.html)
    return Document(made.raw, made.text, made.html, origin)


def _link(entry: Entry) -> str:
    """An entry may have a link that is none."""
    try:
        return canonical_url(entry.url)
    except ValueError:
        return ""


# ---- one question ------------------------------------------------------------------------------
class _Gone(Exception):
    """410."""


class _Later(Exception):
    """The server says when to come again."""

    def __init__(self, message: str, at: datetime | None) -> None:
        super().__init__(message)
        self.at = at


def _check_status(answer: net.Answer) -> None:
    if answer.status == 410:
        raise _Gone
    if answer.status != 200:
        after = _retry_after(answer.headers.get("retry-after", ""))
        raise _Later(f"The server answered {answer.status}, not 200.", after)


def _retry_after(said: str) -> datetime | None:
    """Seconds, or a date; a day at most."""
    moment = now()
    if said.isascii() and said.isdecimal():
        return moment + min(timedelta(seconds=int(said[:9])), LONGEST)
    try:
        at = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    return min(at, moment + LONGEST) if at.tzinfo and at > moment else None


def _begin(feed_id: uuid.UUID) -> Feed | None:
    moment = now()
    # The race: two workers, one feed. The update decides; who changes no row leaves.
    won = (
        Feed.objects.filter(pk=feed_id, active=True, next_at__lte=moment)
        .filter(Q(running_until=None) | Q(running_until__lt=moment))
        .update(attempt=F("attempt") + 1, running_until=moment + RUN, asked_at=moment)
    )
    return Feed.objects.select_related("by").get(pk=feed_id) if won else None


def _end(feed: Feed, **changes: object) -> None:
    """Writes what came of the question, unless somebody changed or paused the feed meanwhile: what
    they said stands."""
    mine = Feed.objects.filter(pk=feed.pk, attempt=feed.attempt)
    mine.update(running_until=None, **changes)


def _failed(feed: Feed, why: str, at: datetime | None = None) -> None:
    failures = feed.failures + 1
    _end(feed, failures=failures, error=why, next_at=max(at or now(), _next(feed, failures)))


def _next(feed: Feed, failures: int) -> datetime:
    """Twice as long after each failure in a row, a day at most; a tenth of it by chance, so that
    feeds of one server are not all asked in one second."""
    wait = min(timedelta(minutes=feed.every * 2 ** min(failures, 10)), LONGEST)
    return now() + wait * random.uniform(0.95, 1.05)  # noqa: S311 - no secret

"""poll: asks a feed what is new, and takes each new or changed entry in.

Asked as `asking` does, outside every transaction.
Each entry is a submission of its own; the entry's row says what came of it, so a worker that dies
between two goes on behind them.
"""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from typing import Any

from claims.batch_rows import Outcome
from claims.documents.document import Document
from claims.documents.fetching import fetch_document
from claims.feed_rows import Feed, FeedEntry, Whole
from claims.feeds import asking
from claims.feeds.reading import LARGEST, Entry, read_feed
from claims.given import URL_LIMIT, canonical_url
from claims.intake import submit_article
from factcheck import net
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import DomainError

LONG = 600  # letters of an entry that is a story by itself
SLICE = 40.0  # seconds of taking in; what is left comes with the next question
TRIES = 5  # of an entry that is refused, at one question each
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
    return asking.due(Feed)


def poll(feed_id: uuid.UUID) -> bool:
    """Asks the feed unless another worker does or did. Returns whether this question counted."""
    sorry = "may no longer bring stories in."
    return asking.run(Feed, feed_id, right=Right.SUBMIT, sorry=sorry, asked=_asked)


def _asked(feed: Feed) -> None:
    answer = ask(feed.url, etag=feed.etag, modified=feed.modified)
    told: dict[str, Any] = {"answered_at": now(), "failures": 0, "error": ""}
    if answer.status == 304:
        asking.end(feed, next_at=asking.next_at(feed), **told)
        return
    asking.check_status(answer)
    said = answer.headers.get("content-type", "")
    found = read_feed(answer.body, url=answer.url, content_type=said)
    # The answer counts as seen only where all of it was taken in.
    if take_in(feed, found.entries):
        told |= {**asking.conditions(answer), "next_at": asking.next_at(feed)}
    else:
        told |= {"etag": "", "modified": "", "next_at": now()}
    asking.end(feed, title=feed.title or found.title, **told)


def ask(url: str, *, etag: str = "", modified: str = "") -> net.Answer:
    """A feed's server, by the conditions that it gave.

    Raises:
        NotFetched.
    """
    return asking.ask(url, types=TYPES, most=LARGEST, etag=etag, modified=modified)


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

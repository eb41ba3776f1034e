"""poll: asks a desk elsewhere what it has published, and keeps it as it says it.

Asked as `claims.feeds.asking` does, outside every transaction. New checks are added, changed ones
take their new words, and what is no longer in the feed is kept and says so. A worker that dies
halfway leaves what it did; the next question does the rest.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from claims.feeds import asking
from claims.reading.languages import detect
from factcheck import net
from factcheck.accounts.rights import Right
from factcheck.clock import now
from reviews.foreign.alike import marks, traits
from reviews.foreign.item import Check
from reviews.foreign.reading import LARGEST, ChecksRead, read_checks
from reviews.foreign_rows import ForeignCheck, ForeignFeed, ForeignMark

AT_ONCE = 500
KEPT = 40_000  # checks of one feed; of more, those that are gone longest are dropped
WORDS = ("url", "publisher", "claim", "claimant", "rating", "explanation", "dated", "published_on")
TYPES = (
    "application/ld+json",
    "application/json",
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/json-lines",
    "application/octet-stream",
    "text/json",
    "text/plain",
    "text/html",
    "application/xhtml+xml",
    "",
)


def due() -> list[uuid.UUID]:
    """Feeds whose time has come, and which no worker is at."""
    return asking.due(ForeignFeed)


def poll(feed_id: uuid.UUID) -> bool:
    """Asks the feed unless another worker does or did. Returns whether this question counted."""
    sorry = "may no longer subscribe to other desks."
    return asking.run(ForeignFeed, feed_id, right=Right.EDIT, sorry=sorry, asked=_asked)


def ask(url: str, *, etag: str = "", modified: str = "") -> net.Answer:
    """A feed's server, by the conditions that it gave.

    Raises:
        NotFetched.
    """
    return asking.ask(url, types=TYPES, most=LARGEST, etag=etag, modified=modified)


def _asked(feed: ForeignFeed) -> None:
    answer = ask(feed.url, etag=feed.etag, modified=feed.modified)
    told: dict[str, Any] = {"answered_at": now(), "failures": 0, "error": ""}
    if answer.status != 304:
        asking.check_status(answer)
        found = read_checks(answer.body, url=answer.url)
        keep(feed, found)
        told |= {"title": feed.title or found.title, **asking.conditions(answer)}
        told |= {"left_out": found.left_out, "notes": list(found.notes)}
    asking.end(feed, next_at=asking.next_at(feed), **told)


def keep(feed: ForeignFeed, found: ChecksRead) -> None:
    """Adds what is new, changes what has changed, marks what is gone."""
    known = {row.key: row for row in ForeignCheck.objects.filter(feed=feed)}
    bare = [row for row in known.values() if not row.marked]  # a worker died there
    _mark(bare[:AT_ONCE])
    new = [one for one in found.checks if one.key not in known]
    for start in range(0, len(new), AT_ONCE):
        rows = ForeignCheck.objects.bulk_create(
            [_row(feed, one) for one in new[start : start + AT_ONCE]]
        )
        _mark(rows)
    for one in found.checks:
        if row := known.get(one.key):
            _again(feed, row, one)
    if found.whole:
        here = {one.key for one in found.checks}
        gone = [row.pk for row in known.values() if row.gone_at is None and row.key not in here]
        for start in range(0, len(gone), AT_ONCE):
            rows_gone = ForeignCheck.objects.filter(pk__in=gone[start : start + AT_ONCE])
            rows_gone.update(gone_at=now())
    _drop(feed, len(known) + len(new) - KEPT)


def _row(feed: ForeignFeed, check: Check) -> ForeignCheck:
    return ForeignCheck(feed=feed, key=check.key, first_at=now(), **_said(feed, check))


def _said(feed: ForeignFeed, check: Check) -> dict[str, Any]:
    words = f"{check.claim} {check.claimant} {check.publisher} {check.rating}"
    return {
        **{name: getattr(check, name) for name in WORDS},
        "form": check.form,
        "language": check.language or feed.language,
        "appeared": list(check.appeared),
        "searched": words.casefold(),
    }


def _again(feed: ForeignFeed, row: ForeignCheck, check: Check) -> None:
    """A known check as it stands in the feed now."""
    said: dict[str, Any] = {}
    if row.form != check.form or row.published_on != check.published_on:
        said = _said(feed, check)
        if row.form != check.form:
            said["changed_at"] = now()
    if row.gone_at is not None:
        said["gone_at"] = None
    if said:
        ForeignCheck.objects.filter(pk=row.pk).update(**said)


def _mark(rows: Sequence[ForeignCheck]) -> None:
    """Of one claim the marks never change: other words are another check."""
    ids = [row.pk for row in rows]
    ForeignMark.objects.filter(check_of__in=ids).delete()
    found: Iterable[ForeignMark] = (
        ForeignMark(check_of=row, mark=mark)
        for row in rows
        for mark in dict.fromkeys(marks(traits(row.claim, row.language or detect(row.claim))))
    )
    ForeignMark.objects.bulk_create(found, batch_size=5_000)
    ForeignCheck.objects.filter(pk__in=ids).update(marked=True)


def _drop(feed: ForeignFeed, more: int) -> None:
    if more > 0:
        gone = ForeignCheck.objects.filter(feed=feed, gone_at__isnull=False).order_by("gone_at")
        oldest = list(gone.values_list("pk", flat=True)[:more])
        for start in range(0, len(oldest), AT_ONCE):
            ForeignCheck.objects.filter(pk__in=oldest[start : start + AT_ONCE]).delete()

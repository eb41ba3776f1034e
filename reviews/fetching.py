"""fetch_snapshot: the desk asks a source's link itself and keeps what came back.

Called by pages and REST. All that is slow happens before the transaction of `take_snapshot`.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from claims.given import canonical_url
from factcheck import net
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.errors import Invalid, NotFetched
from factcheck.verbs import raise_if_done
from reviews.proving.extract import LARGEST, kind_of
from reviews.snapshot_rows import Snapshot
from reviews.snapshots import take_snapshot
from reviews.words import SnapshotKind

SECONDS = 15.0  # for all of it, redirects too: somebody waits
_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain", "text/markdown", "text/csv", "application/json")
# Servers give files without saying of which kind; their first bytes tell.
_UNSAID = ("application/octet-stream", "")
TYPES = (*_PAGES, "application/pdf", *_TEXTS, *_UNSAID)
_INSTEAD = "Paste the source's text or give its file instead."
_ENDINGS = {SnapshotKind.PDF: ".pdf", SnapshotKind.PAGE: ".html", SnapshotKind.TEXT: ".txt"}


def fetch_snapshot(*, actor: Actor, url: str) -> Snapshot:
    """Asks the link and keeps the answer as a snapshot of it; `meta.fetched` is the address that
    gave it, after redirects. Needs the right review. Records `snapshot.taken`.

    Raises:
        NotFetched: the codes of `factcheck.net.get`, and status: another answer than 200.
        Invalid: a link that is none, or an answer that cannot be read; all name `url`.
        AlreadyDone: as a verb; nothing is asked again.
    """
    actor.must(Right.REVIEW)
    raise_if_done(actor)
    try:
        link = canonical_url(url)
    except ValueError as error:
        raise Invalid.field("url", "url", str(error)) from None
    if not link:
        raise Invalid.field("url", "required", "Give the link of the source first.")
    try:
        answer = net.get(link, most_bytes=LARGEST, seconds=SECONDS, types=TYPES)
    except NotFetched as error:
        raise NotFetched(error.code, f"{error.message} {_INSTEAD}") from None
    if answer.status != 200:
        message = f"The server answered {answer.status}, not 200. {_INSTEAD}"
        raise NotFetched("status", message)
    kind = _kind(answer)
    try:
        return take_snapshot(
            actor=actor,
            url=link,
            data=answer.body,
            name=_name(answer, kind),
            kind=kind,
            charset=answer.charset,
            fetched=answer.url,
        )
    except Invalid as error:  # of the answer, which nobody sent as a file or a text
        first = error.errors[0]
        raise NotFetched(first.code, first.message) from None


def _kind(answer: net.Answer) -> SnapshotKind:
    """By its type, unless its first bytes say otherwise: a PDF's link may give a page."""
    sniffed = kind_of("", answer.body)
    said = answer.media_type
    if sniffed == SnapshotKind.PDF or said in _UNSAID or said == "application/pdf":
        return sniffed
    return SnapshotKind.PAGE if said in _PAGES else SnapshotKind.TEXT


def _name(answer: net.Answer, kind: SnapshotKind) -> str:
    """What the file is called when somebody saves it."""
    last = PurePosixPath(unquote(urlsplit(answer.url).path)).name or "page"
    return last if PurePosixPath(last).suffix else f"{last}{_ENDINGS[kind]}"

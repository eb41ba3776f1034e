"""take_snapshot: a source is kept as it was; and what drifted since an earlier snapshot of it.

Called by pages and REST. A file is read before the transaction opens, for a PDF takes seconds.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import replace

from claims.given import canonical_url
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import FieldError, Invalid, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews.access import readable_snapshots
from reviews.proving.drift import Drift, drift
from reviews.proving.extract import Extracted, extract, kind_of
from reviews.proving.independence import agency_of, sketch
from reviews.snapshot_rows import Snapshot
from reviews.words import SnapshotKind

NAME_LIMIT = 200


def take_snapshot(
    *,
    actor: Actor,
    url: str,
    data: bytes,
    name: str = "",
    kind: SnapshotKind | None = None,
    charset: str = "",
    fetched: str = "",
) -> Snapshot:
    """Keeps a source: its bytes, their SHA-256, the text in them, what a page says of itself.

    `name` is the file's, "" for pasted words; without a `kind` the file's name and its first bytes
    tell it. `charset` and `fetched` are of what the desk fetched: what the server said, and the
    address that gave it, which `meta` keeps. The same source again is another snapshot: so one sees
    what drifted. Needs the right review. Records `snapshot.taken`, which covers the row.

    Raises:
        Invalid: a link that is none; a file (or `text`) that is empty, too large, or cannot be
        read, each with its fix.
    """
    actor.must(Right.REVIEW)
    try:
        link = canonical_url(url)
    except ValueError as error:
        raise Invalid.fields([FieldError("url", "url", str(error))]) from None
    kind = kind or (kind_of(name, data) if name else SnapshotKind.TEXT)
    found = extract(kind, data, name=name, charset=charset)
    if fetched:
        found = replace(found, meta={**found.meta, "fetched": fetched})
    return _store(actor=actor, url=link, kind=kind, name=name, data=data, found=found)


def _store_apply(
    *, actor: Actor, url: str, kind: SnapshotKind, name: str, data: bytes, found: Extracted
) -> Snapshot:
    made = Snapshot.objects.create(
        url=url,
        kind=kind,
        name=name.replace("\x00", "")[-NAME_LIMIT:],
        raw=data,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=found.text,
        meta=found.meta,
        marks={"agency": agency_of(found.text), "shingles": list(sketch(found.text))},
        taken_at=now(),
        by=actor.person,
        salt=secrets.token_hex(16),
    )
    record(
        actor=actor,
        kind="snapshot.taken",
        covers=(made,),
        snapshot=str(made.id),
        sha256=made.sha256,
        size=made.size,
    )
    return made


_store = verb(_store_apply)


def snapshot_or_missing(snapshot_id: uuid.UUID | str, reader: User) -> Snapshot:
    """The snapshot with its text, without its bytes.

    Raises:
        Missing: there is none, or it is closed to this reader.
    """
    rows = Snapshot.objects.filter(readable_snapshots(reader)).select_related("by").defer("raw")
    found = rows.filter(pk=snapshot_id).first()
    if found is None:
        raise Missing("There is no such snapshot.")
    return found


def raw_of(snapshot_id: uuid.UUID, reader: User) -> tuple[Snapshot, bytes]:
    """The bytes as they were brought.

    Raises:
        Missing: there is no such snapshot.
    """
    rows = Snapshot.objects.filter(readable_snapshots(reader)).defer("text")
    found = rows.filter(pk=snapshot_id).first()
    if found is None:
        raise Missing("There is no such snapshot.")
    return found, bytes(found.raw)


def drift_of(snapshot: Snapshot, reader: User) -> tuple[Snapshot | None, tuple[Drift, ...]]:
    """The snapshot before of the same link, and what changed since; none where there is none."""
    if not snapshot.url:
        return None, ()
    rows = Snapshot.objects.filter(readable_snapshots(reader)).defer("raw")
    earlier = rows.filter(url=snapshot.url, id__lt=snapshot.id).first()
    return earlier, drift(earlier.text, snapshot.text) if earlier else ()

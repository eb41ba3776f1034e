"""open_batch, match_columns, cancel_batch: somebody sends many stories at once.

Called by REST, the desk's pages and the command. The worker's part is `running`.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import orjson
from django.db.models import QuerySet

from claims.batch_rows import OWED, Batch, BatchRow, Outcome, State
from claims.batches import spool
from claims.batches.table import STORY, UnmatchedError, match, open_table, spool_table
from claims.documents.document import ENDINGS, check_size
from claims.offers import offer_batch
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, FieldError, Invalid, Missing
from factcheck.events.ledger import record
from factcheck.ids import new_id
from factcheck.verbs import raise_if_done, verb

MOST_OWED = 20  # of one person's at a time
MOST_FILES = 200  # of one upload
NAME_LIMIT = 200


def open_lines(*, actor: Actor, received: spool.Received, name: str = "") -> Batch:
    """Owes JSON Lines that were spooled, a story a line.

    Raises:
        Conflict: twenty of one's own wait already. AlreadyDone: as a verb.
    """
    actor.must(Right.SUBMIT)
    return _open(
        actor=actor, batch_id=received.batch_id, kind="jsonl", name=name, size=received.size
    )


def open_table_of(
    *,
    actor: Actor,
    received: spool.Received,
    name: str = "",
    columns: Mapping[str, str] | None = None,
    ask: bool = False,
) -> Batch:
    """Owes a table (CSV) that was spooled, a story a line. `columns` says which column is which of
    our fields; with `ask` a table whose columns are not known waits for a person to say it.

    Raises:
        Invalid: naming the columns, or the line where a quote never closes. Others as `open_lines`.
    """
    actor.must(Right.SUBMIT)
    raise_if_done(actor)
    batch_id, place = received.batch_id, spool.path_of(received.batch_id)
    data = place.replace(spool.table_of(batch_id))
    table = open_table(data)
    try:
        size = spool_table(table, match(table, columns), place)
    except UnmatchedError as error:
        if not ask:
            raise error.refusal() from None
        found = list(table.columns)
        return _open(actor=actor, batch_id=batch_id, kind="csv", name=name, found=found)
    data.unlink()
    return _open(actor=actor, batch_id=batch_id, kind="csv", name=name, size=size)


def open_files(
    *,
    actor: Actor,
    files: Sequence[tuple[str, spool.Source]],
    outlet: str = "",
    language: str = "",
    encoding: str = "",
) -> Batch:
    """Spools files, a story each, and owes them.

    Raises:
        Invalid: no file, too many, one of a kind that is not read. Others as `open_lines`.
    """
    actor.must(Right.SUBMIT)
    raise_if_done(actor)
    _check_files([name for name, _ in files])
    batch_id = new_id()
    parts = spool.parts_of(batch_id)
    try:
        with spool.writing(spool.path_of(batch_id)) as lines:
            for number, (name, source) in enumerate(files, 1):
                part = f"{number:04}"
                check_size(spool.copy(source, parts / part)[0])
                told = {"name": name, "part": part, "outlet": outlet, "language": language}
                lines.write(orjson.dumps([number, {**told, "encoding": encoding}]) + b"\n")
            size = lines.tell()
        name = f"{len(files)} files"
        return _open(actor=actor, batch_id=batch_id, kind="files", name=name, size=size)
    except BaseException:
        spool.drop(batch_id)
        raise


def _check_files(names: Sequence[str]) -> None:
    if not names:
        raise Invalid.field("file", "required", "Choose a file at least.")
    if len(names) > MOST_FILES:
        message = f"{MOST_FILES} files at a time; these are {len(names)}."
        raise Invalid.field("file", "too_many", message)
    wrong = [name for name in names if PurePosixPath(name).suffix.lower() not in ENDINGS]
    if wrong:
        known = ", ".join(ENDINGS)
        raise Invalid.fields(
            FieldError("file", "kind", f"“{name[-60:]}” is not read. These are: {known}.")
            for name in wrong[:10]
        )


def _open_apply(
    *,
    actor: Actor,
    batch_id: uuid.UUID,
    kind: str,
    name: str,
    size: int = 0,
    found: Sequence[str] = (),
) -> Batch:
    owed = Batch.objects.filter(by=actor.person, finished_at=None).count()
    if owed >= MOST_OWED:
        message = f"{owed} batches of yours are not done. Wait for one of them, or cancel it."
        raise Conflict(message, code="too_many")
    moment = now()
    batch = Batch.objects.create(
        id=batch_id,
        by=actor.person,
        name=name[-NAME_LIMIT:].replace("\x00", ""),
        kind=kind,
        state=State.MATCHING if found else State.QUEUED,
        found=list(found),
        size=size,
        asked_at=moment,
        offered_at=moment,
    )
    record(actor=actor, kind="batch.opened", batch=str(batch_id), bytes=size)
    return batch


def match_columns(*, actor: Actor, batch_id: uuid.UUID, columns: Mapping[str, str]) -> Batch:
    """Says which column of a waiting table is which of our fields; then it is owed.

    Raises:
        Missing, Denied. Conflict: it does not wait for that. Invalid: no column for the stories,
            one that is not there, a quote that never closes.
    """
    batch = _own(actor, batch_id)
    if batch.state != State.MATCHING:
        raise Conflict("The columns of this batch are known.", code="wrong_state")
    table = open_table(spool.table_of(batch.id))
    chosen = {field: column for field, column in columns.items() if column}
    if not set(STORY) & set(chosen):
        message = "Say which column holds the stories: text, html or url."
        raise Invalid.field("text", "required", message)
    size = spool_table(table, match(table, chosen), spool.path_of(batch.id))
    return _matched(actor=actor, batch_id=batch_id, size=size)


def _matched_apply(*, actor: Actor, batch_id: uuid.UUID, size: int) -> Batch:
    moment = now()
    changed = Batch.objects.filter(pk=batch_id, state=State.MATCHING).update(
        state=State.QUEUED, size=size, offered_at=moment
    )
    if not changed:
        raise Conflict("The columns of this batch are known.", code="wrong_state")
    record(actor=actor, kind="batch.matched", batch=str(batch_id))
    return Batch.objects.get(pk=batch_id)


def _cancel_batch(*, actor: Actor, batch_id: uuid.UUID) -> Batch:
    """Stops a batch where it is: what came in stays, the rest does not come.

    Raises:
        Missing. Denied: another's, without the right to edit. Conflict: it has ended.
    """
    batch = _own(actor, batch_id)
    changed = Batch.objects.filter(pk=batch_id, finished_at=None).update(
        state=State.CANCELLED, finished_at=now(), running_until=None
    )
    if not changed:
        raise Conflict("This batch has ended.", code="wrong_state")
    record(actor=actor, kind="batch.cancelled", batch=str(batch_id))
    batch.refresh_from_db()
    return batch


_open = verb(_open_apply, after=lambda batch: batch.state in OWED and offer_batch(batch.id))
_matched = verb(_matched_apply, after=lambda batch: offer_batch(batch.id))
cancel_batch = verb(_cancel_batch, after=lambda batch: spool.drop(batch.id))


# ---- reads -------------------------------------------------------------------------------------
def batches() -> QuerySet[Batch]:
    """All, the newest first."""
    return Batch.objects.select_related("by").order_by("-id")


def batch_or_missing(batch_id: uuid.UUID | str) -> Batch:
    """Raises:
    Missing: there is none.
    """
    found = batches().filter(pk=batch_id).first()
    if found is None:
        raise Missing("There is no such batch.")
    return found


def rows_of(batch: Batch, outcome: str = "") -> QuerySet[BatchRow]:
    """What became of its lines, in their order.

    Raises:
        Invalid: an outcome that there is not.
    """
    rows = BatchRow.objects.filter(batch=batch).order_by("line")
    if outcome and outcome not in set(Outcome):
        message = f"There is no outcome “{outcome[:40]}”. There are: {', '.join(Outcome)}."
        raise Invalid.field("outcome", "unknown", message)
    return rows.filter(outcome=outcome) if outcome else rows


def _own(actor: Actor, batch_id: uuid.UUID) -> Batch:
    actor.must(Right.SUBMIT)
    batch = batch_or_missing(batch_id)
    if batch.by_id != actor.person.id and not actor.may(Right.EDIT):
        raise Denied("Only who sent a batch can change it, or an editor.", code="not_yours")
    return batch

"""run_batch: takes a spooled file in, a slice at a time, each of its chunks in one transaction.

As an extraction is (`claims.pipeline`): won by a guarded update, read outside every transaction.
A chunk's articles, what became of its lines and how far the batch is are written together, so that
whoever goes on after a dead worker neither skips nor repeats a line. A slice is short: between two
of them the worker does what others wait for.
"""

from __future__ import annotations

import contextlib
import logging
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import IO

from django.db.models import F, Q

from claims.batch_rows import Batch, BatchRow, Outcome, State
from claims.batches import spool
from claims.batches.lines import Line, read_lines
from claims.batches.rows import Row, read_row
from claims.placing import Submitted
from claims.placing_many import Placed, place_many
from factcheck.accounts.actor import DESK, Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import FieldError
from factcheck.events.ledger import record
from factcheck.verbs import verb

log = logging.getLogger(__name__)

RUN = timedelta(seconds=60)  # a chunk that asks links takes up to half a minute
OFFER_AGAIN = timedelta(seconds=30)
SLICE = 5.0  # seconds
CHUNK = 400  # lines
CHUNK_BYTES = 8_000_000
CHUNK_SECONDS = 2.0
# A line that ends its worker is read alone after two such ends, and refused after four.
ALONE_AFTER, REFUSED_AFTER = 2, 4
AT_ONCE = 500  # of a batch's articles are offered to the readers as they come
KEPT = timedelta(days=2)  # a table whose columns nobody matches


@dataclass(slots=True)
class _Chunk:
    """Lines that are taken in together."""

    rows: list[Row] = field(default_factory=list)
    end: int = 0
    lines: int = 0


def run_batch(batch_id: uuid.UUID, *, offer: Callable[[uuid.UUID], object]) -> bool:
    """Takes in a slice unless another worker does. Returns whether more is owed. The first new
    articles are offered to the readers at once; the others are found by `pipeline.reclaim_owed`.

    Idempotent. Records `batch.done` at the end, and an event for each article as ever.
    """
    batch = _begin(batch_id)
    if batch is None:
        return False
    if not (batch.by.is_active and Actor(batch.by).may(Right.SUBMIT)):
        return fail(batch_id, f"{batch.by.username} may no longer bring stories in.")
    until = time.monotonic() + SLICE
    try:
        with spool.path_of(batch.id).open("rb") as file:
            for chunk in _chunks(batch, file):
                taken = _take_in(
                    actor=Actor(batch.by, batch=str(batch.id)), batch=batch, chunk=chunk
                )
                if taken is None:
                    return False
                if chunk.lines <= AT_ONCE:
                    for extraction_id in taken:
                        offer(extraction_id)
                if time.monotonic() > until:
                    return _pause(batch)
    except OSError as error:
        log.exception("batch %s", batch_id)
        return fail(batch_id, f"The spooled file cannot be read: {error.strerror}.")
    _finish(actor=Actor(batch.by), batch=batch)
    return False


def fail(batch_id: uuid.UUID, why: str) -> bool:
    """Ends a batch with a sentence for its page. Returns False, for `run_batch`."""
    _fail(actor=DESK, batch_id=batch_id, why=why)
    return False


def reclaim_owed() -> list[uuid.UUID]:
    """Batches to offer again: what the broker lost or a dead worker left. Each is marked."""
    moment = now()
    owed = Batch.objects.filter(finished_at=None, offered_at__lt=moment - OFFER_AGAIN).filter(
        Q(state=State.QUEUED) | Q(state=State.RUNNING, running_until__lt=moment)
    )
    ids = []
    for batch in owed.order_by("asked_at")[:100]:
        changed = Batch.objects.filter(
            pk=batch.id, offered_at=batch.offered_at, finished_at=None
        ).update(offered_at=moment)
        if changed:
            ids.append(batch.id)
    return ids


def forget_old() -> None:
    """Ends tables whose columns nobody matched in two days, and drops files that no owed batch
    names."""
    old = Batch.objects.filter(state=State.MATCHING, asked_at__lt=now() - KEPT)
    for batch_id in list(old.values_list("id", flat=True)[:100]):
        fail(batch_id, "Nobody said which column is which. Send the table again.")
    if not spool.folder().is_dir():
        return
    young = now().timestamp() - KEPT.total_seconds()
    owed = {str(one) for one in Batch.objects.filter(finished_at=None).values_list("id", flat=True)}
    for path in spool.folder().iterdir():
        name = path.name.partition(".")[0]
        with contextlib.suppress(ValueError):  # no file of ours
            if name not in owed and path.stat().st_mtime < young:
                spool.drop(uuid.UUID(name))
                if path.is_file():  # half of one, whose sender's process died
                    path.unlink(missing_ok=True)


def _begin(batch_id: uuid.UUID) -> Batch | None:
    moment = now()
    # The race: two workers, one batch. The update decides; who changes no row leaves.
    won = (
        Batch.objects.filter(pk=batch_id, finished_at=None)
        .filter(Q(state=State.QUEUED) | Q(state=State.RUNNING, running_until__lt=moment))
        .update(
            state=State.RUNNING,
            attempt=F("attempt") + 1,
            stalled=F("stalled") + 1,
            running_until=moment + RUN,
        )
    )
    return Batch.objects.select_related("by").get(pk=batch_id) if won else None


def _chunks(batch: Batch, file: IO[bytes]) -> Iterator[_Chunk]:
    """The rest of the file. Each chunk is read only when the one before is written."""
    most = 1 if batch.stalled > ALONE_AFTER else CHUNK
    give_up = batch.stalled > REFUSED_AFTER
    origin = {"door": "bulk", "batch": str(batch.id)}
    parts = spool.parts_of(batch.id)
    chunk = _Chunk()
    until, begun = time.monotonic() + CHUNK_SECONDS, batch.position
    for line in read_lines(file, batch.position, batch.lines):
        row = _killer(line) if give_up else read_row(batch.kind, line, parts, origin)
        chunk.rows += [row] if row else []
        chunk.end, chunk.lines = line.end, line.number
        full = len(chunk.rows) >= most or chunk.end - begun > CHUNK_BYTES
        if full or time.monotonic() > until:
            yield chunk
            chunk, begun, most, give_up = _Chunk(), line.end, CHUNK, False
            until = time.monotonic() + CHUNK_SECONDS
    if chunk.lines:
        yield chunk


def _killer(line: Line) -> Row:
    message = "Reading this line ended the worker several times; it was left out."
    return Row(line.number, errors=(FieldError("line", "unreadable", message),))


def _take_in_apply(*, actor: Actor, batch: Batch, chunk: _Chunk) -> list[uuid.UUID] | None:
    """The extractions that are owed for it; None where the batch is not this attempt's any more."""
    mine = Batch.objects.filter(pk=batch.pk, state=State.RUNNING, attempt=batch.attempt)
    # First: who cancels waits here, or we leave everything as it was.
    held = mine.update(position=chunk.end, lines=chunk.lines, stalled=0, running_until=now() + RUN)
    if not held:
        return None
    placed = place_many(actor, [row.text for row in chunk.rows if row.text])
    next_of = iter(placed)
    made = [_row(batch, row, next(next_of) if row.text else None) for row in chunk.rows]
    BatchRow.objects.bulk_create(made)
    counts = {name: sum(row.outcome == name for row in made) for name in Outcome}
    mine.update(**{name.value: F(name.value) + count for name, count in counts.items() if count})
    return [one.extraction for one in placed if isinstance(one, Submitted) and one.extraction]


def _row(batch: Batch, row: Row, placed: Placed | None) -> BatchRow:
    if isinstance(placed, Submitted):
        return BatchRow(
            batch=batch, line=row.line, outcome=placed.outcome, article_id=placed.article.id
        )
    errors = row.errors
    if placed is not None:
        errors = tuple(placed.errors) or (FieldError("", placed.code, placed.message),)
    return BatchRow(
        batch=batch,
        line=row.line,
        outcome=Outcome.REFUSED,
        errors=[asdict(error) for error in errors],
        sent=row.sent,
    )


def _pause(batch: Batch) -> bool:
    """Lets others have the worker. Whether the batch is ours still."""
    mine = Batch.objects.filter(pk=batch.pk, state=State.RUNNING, attempt=batch.attempt)
    return bool(mine.update(state=State.QUEUED, running_until=None, offered_at=now()))


def _finish_apply(*, actor: Actor, batch: Batch) -> Batch | None:
    mine = Batch.objects.filter(pk=batch.pk, state=State.RUNNING, attempt=batch.attempt)
    moment = now()
    if not mine.update(
        state=State.DONE, finished_at=moment, running_until=None, position=F("size")
    ):
        return None
    batch.refresh_from_db()
    counts = {name.value: getattr(batch, name.value) for name in Outcome}
    record(actor=actor, kind="batch.done", batch=str(batch.pk), **counts)
    return batch


def _fail_apply(*, actor: Actor, batch_id: uuid.UUID, why: str) -> Batch | None:
    changed = Batch.objects.filter(pk=batch_id, finished_at=None).update(
        state=State.FAILED, error=why, finished_at=now(), running_until=None
    )
    if not changed:
        return None
    record(actor=actor, kind="batch.failed", batch=str(batch_id))
    return Batch.objects.get(pk=batch_id)


def _drop(batch: Batch | None) -> None:
    if batch is not None:
        spool.drop(batch.id)


_take_in = verb(_take_in_apply, tries=3)
_finish = verb(_finish_apply, after=_drop)
_fail = verb(_fail_apply, after=_drop)

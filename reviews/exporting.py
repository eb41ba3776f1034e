"""run_export: from a row that says which verdicts to a spreadsheet file, once.

As an extraction is (`claims.pipeline`): won by a guarded update, made outside every transaction,
finished under the same guard, so a worker that died or a second one does no harm. The lease is
renewed with each batch of rows; who has lost it stops. Files are kept for a day.
"""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from pathlib import Path

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db.models import F, Q

from claims.status import Run
from factcheck.accounts.actor import DESK, Actor
from factcheck.clock import now
from factcheck.errors import DomainError, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews import queries
from reviews.export_model import Export
from reviews.exports.doors import readable
from reviews.exports.xlsx import write_workbook
from reviews.recall import last_event
from reviews.verdict_filter import chosen
from reviews.words import State

log = logging.getLogger(__name__)

# A batch of rows takes under a second, putting the file together up to a minute.
RUN = timedelta(minutes=2)
OFFER_AGAIN = timedelta(seconds=30)
ATTEMPTS = 5
KEPT = timedelta(days=1)


class _Lost(Exception):
    """Another worker has taken it over."""


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.DATA_DIR) / "exports"


def run_export(export_id: uuid.UUID) -> bool:
    """Makes the file unless another worker does or did. Returns whether this run counted.

    Idempotent. Records `export.done` or `export.failed`.
    """
    export = _begin(export_id)
    if export is None:
        return False
    name = f"{export.id}-{export.attempt}.xlsx"
    try:
        folder().mkdir(parents=True, exist_ok=True)
        last = last_event()
        rows = queries.verdicts(export.by)
        if export.published_only:
            rows = rows.filter(state=State.PUBLISHED)
        found = chosen(export.filters, readable(Actor(export.by), rows))
        _renew(export, of=found.count(), last_event=last)
        done = write_workbook(
            found, folder() / name, progress=lambda count: _renew(export, done=count)
        )
    except _Lost:
        (folder() / name).unlink(missing_ok=True)
        return False
    except SoftTimeLimitExceeded:
        return fail(export_id, "It took longer than 15 minutes. Ask for less.", export.attempt)
    except DomainError as error:
        reasons = " ".join(one.message for one in error.errors) or error.message
        return fail(export_id, reasons, export.attempt)
    except OSError as error:
        log.exception("export %s", export_id)
        return fail(export_id, f"The file cannot be written: {error.strerror}.", export.attempt)
    except Exception:
        # Whatever a row holds, the export says so and the worker lives.
        log.exception("export %s", export_id)
        return fail(
            export_id, "The file could not be made; the log has the reason.", export.attempt
        )
    counted = _finish(actor=DESK, export=export, name=name, done=done)
    if counted is None:
        (folder() / name).unlink(missing_ok=True)
    return counted is not None


def fail(export_id: uuid.UUID, why: str, attempt: int | None = None) -> bool:
    """Ends an export with a sentence for its page. Returns False, for `run_export`."""
    _fail(actor=DESK, export_id=export_id, why=why, attempt=attempt)
    return False


def reclaim_owed() -> list[uuid.UUID]:
    """Exports to offer again: queued too long, or running past their time (dead worker). Each is
    marked as offered; after five attempts it fails instead."""
    moment = now()
    owed = Export.objects.filter(finished_at=None, offered_at__lt=moment - OFFER_AGAIN).filter(
        Q(state=Run.QUEUED) | Q(state=Run.RUNNING, running_until__lt=moment)
    )
    ids = []
    for export in owed.order_by("asked_at")[:100]:
        if export.attempt >= ATTEMPTS:
            fail(export.id, f"It was tried {ATTEMPTS} times and ended the worker. Ask for less.")
            continue
        changed = Export.objects.filter(
            pk=export.id, offered_at=export.offered_at, finished_at=None
        ).update(offered_at=moment)
        if changed:
            ids.append(export.id)
    return ids


def forget_old() -> int:
    """Drops exports that ended a day ago, and every file that no row names. Returns how many rows
    went."""
    over = Export.objects.filter(finished_at__lt=now() - KEPT)
    gone, _ = over.delete()
    if folder().is_dir():
        # A file under way is younger than its lease; one that a dead worker left is not.
        young = now().timestamp() - KEPT.total_seconds()
        named = set(Export.objects.exclude(file="").values_list("file", flat=True))
        for path in folder().iterdir():
            if path.name not in named and path.stat().st_mtime < young:
                path.unlink(missing_ok=True)
    return gone


def file_of(export: Export) -> Path:
    """The finished file.

    Raises:
        Missing: it is not done, or no longer kept.
    """
    path = folder() / export.file
    if export.state != Run.DONE or not path.is_file():
        raise Missing("There is no file: it is not done yet, or was kept for its day.")
    return path


def _begin(export_id: uuid.UUID) -> Export | None:
    moment = now()
    # The race: two workers, one export. The update decides; who changes no row leaves.
    won = (
        Export.objects.filter(pk=export_id, finished_at=None)
        .filter(Q(state=Run.QUEUED) | Q(state=Run.RUNNING, running_until__lt=moment))
        .update(state=Run.RUNNING, attempt=F("attempt") + 1, running_until=moment + RUN, done=0)
    )
    return Export.objects.select_related("by").get(pk=export_id) if won else None


def _renew(export: Export, **progress: int) -> None:
    """Raises:
    _Lost: the row is another attempt's now, or has ended.
    """
    mine = Export.objects.filter(pk=export.pk, state=Run.RUNNING, attempt=export.attempt)
    if not mine.update(running_until=now() + RUN, **progress):
        raise _Lost


def _finish_apply(*, actor: Actor, export: Export, name: str, done: int) -> Export | None:
    counted = Export.objects.filter(pk=export.pk, state=Run.RUNNING, attempt=export.attempt).update(
        state=Run.DONE, finished_at=now(), running_until=None, done=done, of=done, file=name
    )
    if not counted:
        return None
    record(actor=actor, kind="export.done", export=str(export.pk), rows=done)
    return export


def _fail_apply(
    *, actor: Actor, export_id: uuid.UUID, why: str, attempt: int | None
) -> Export | None:
    export = Export.objects.select_for_update(of=("self",)).get(pk=export_id)
    if export.finished_at is not None or attempt not in {None, export.attempt}:
        return None
    export.state, export.error = Run.FAILED, why
    export.finished_at, export.running_until = now(), None
    export.save(update_fields=["state", "error", "finished_at", "running_until"])
    record(actor=actor, kind="export.failed", export=str(export.pk))
    return export


_finish = verb(_finish_apply)
_fail = verb(_fail_apply)

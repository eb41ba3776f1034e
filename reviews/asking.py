"""ask_export: somebody wants a file that a worker must make; and the reading of one's own.

Called by REST and the desk's page. The worker's part is `exporting`.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.db.models import QuerySet

from claims.status import Run
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Invalid, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews import queries
from reviews.export_model import Export
from reviews.tasks import offer
from reviews.verdict_filter import chosen

FORMATS = ("xlsx",)
MOST_OWED = 5  # of one person's at a time
FRESH = timedelta(minutes=10)


def _ask_export(*, actor: Actor, filters: Mapping[str, str], format: str = "xlsx") -> Export:  # noqa: A002 - the field's name
    """Owes the file; the worker makes it. Without the right `export`: of published verdicts only.

    Raises:
        Invalid: an unknown format or filter, or a value that it does not take. Conflict: five of
            one's own are being made already.
    """
    actor.must(Right.READ)
    if format not in FORMATS:
        message = "The worker makes xlsx; csv and jsonl are streamed at exports/verdicts.csv."
        raise Invalid.field("format", "unknown", message)
    chosen(filters, queries.verdicts(actor.person))  # refused now, not by the worker
    person = User.objects.select_for_update(no_key=True).get(pk=actor.person.pk)
    if Export.objects.filter(by=person, finished_at=None).count() >= MOST_OWED:
        message = f"{MOST_OWED} exports of yours are being made. Wait for one of them."
        raise Conflict(message, code="too_many")
    moment = now()
    made = Export.objects.create(
        by=person,
        filters=dict(filters),
        published_only=not actor.may(Right.EXPORT),
        state=Run.QUEUED,
        asked_at=moment,
        offered_at=moment,
    )
    record(actor=actor, kind="export.asked", export=str(made.pk), format=format)
    return made


ask_export = verb(_ask_export, after=lambda made: offer(made.pk))


def own_exports(person: User) -> QuerySet[Export]:
    """This person's exports that are kept, the newest first."""
    return Export.objects.filter(by=person).order_by("-id")


def own_export(person: User, export_id: uuid.UUID | str) -> Export:
    """One of one's own.

    Raises:
        Missing: there is none, or it was kept for its day.
    """
    found = own_exports(person).filter(pk=export_id).first()
    if found is None:
        raise Missing("You have no such export. A finished one is kept for a day.")
    return found


def ask_once(actor: Actor, filters: Mapping[str, str]) -> Export:
    """The same file that was asked for in the last minutes, else a new one: a program that asks by
    GET may ask again."""
    rows = own_exports(actor.person).exclude(state=Run.FAILED)
    same = rows.filter(
        filters=dict(filters),
        published_only=not actor.may(Right.EXPORT),
        asked_at__gt=now() - FRESH,
    )
    return same.first() or ask_export(actor=actor, filters=filters)

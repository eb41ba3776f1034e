"""The export's response, for REST and the desk's buttons alike."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.events.models import Event
from reviews.agreement import report
from reviews.exports.agreement import agreement_csv
from reviews.exports.formats import FORMATS
from reviews.exports.rows import rows
from reviews.models import Verdict
from reviews.words import State


def export(actor: Actor, name: str, verdicts: QuerySet[Verdict]) -> StreamingHttpResponse:
    """Streams the verdicts; without the right `export` only the published ones.

    `X-Last-Event` is the last event that the export surely covers: a consumer goes on in the feed
    from there and misses nothing.
    """
    actor.must(Right.READ)
    if not actor.may(Right.EXPORT):
        verdicts = verdicts.filter(state=State.PUBLISHED)
    write, kind = FORMATS[name]
    return _file("verdicts", name, write(rows(verdicts)), kind)


def agreement_file(actor: Actor) -> StreamingHttpResponse:
    """The agreement figures as CSV, for who may see the figures of others."""
    actor.must(Right.EDIT)
    return _file("agreement", "csv", agreement_csv(report()), FORMATS["csv"][1])


def _file(what: str, name: str, lines: Iterable[str], kind: str) -> StreamingHttpResponse:
    last = Event.objects.exclude(seq=None).order_by("-seq").values_list("seq", flat=True).first()
    response = StreamingHttpResponse(lines, content_type=kind)
    stamp = now().strftime("%Y%m%d-%H%M")
    response["Content-Disposition"] = f'attachment; filename="{what}-{stamp}.{name}"'
    response["X-Last-Event"] = str(last or 0)
    return response

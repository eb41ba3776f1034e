"""The export's response, for REST and the desk's buttons alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse

from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import FieldError, Invalid
from factcheck.events.ledger import head_at
from factcheck.picture import one_picture
from reviews.agreement import report
from reviews.export_model import Export
from reviews.exports.agreement import agreement_csv
from reviews.exports.archive import archive
from reviews.exports.formats import KINDS, as_csv, as_jsonl
from reviews.exports.rows import rows
from reviews.models import Verdict
from reviews.public.reads import documents, published
from reviews.recall import hand_out, last_event
from reviews.verdict_filter import chosen
from reviews.words import State

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_DIGITS = 16
BLOCK = 32_768  # characters to the server at a time: a write for each line took half the time


@dataclass(frozen=True, slots=True)
class Form:
    """In which form a file is asked for: `bom` of a CSV, `articles` of JSON Lines."""

    name: str
    bom: bool = True
    articles: bool = False


def export(
    actor: Actor, name: str, given: Mapping[str, str], verdicts: QuerySet[Verdict]
) -> StreamingHttpResponse:
    """Streams the verdicts that the filters choose; without the right `export` published ones only.

    `X-Last-Event` is the last event that the export surely covers: it is read before the rows are,
    so a consumer goes on in the feed from there and misses nothing.

    Raises:
        Invalid: an unknown filter, or a value that it does not take.
    """
    actor.must(Right.READ)
    form, filters = _form(name, given)
    if form.articles:
        actor.must(Right.EXPORT)  # it names people and holds drafts' reviews
    found = chosen(filters, readable(actor, verdicts))
    last = hand_out(actor, name, filters, drafts=actor.may(Right.EXPORT))
    return _file("verdicts", name, in_blocks(lines(form, found)), KINDS[name], last)


def claim_reviews(actor: Actor, given: Mapping[str, str]) -> StreamingHttpResponse:
    """What is published, as one ClaimReview a line."""
    actor.must(Right.READ)
    found = chosen(given, published())
    last = hand_out(actor, "claimreview", given, drafts=False)
    told = (json.dumps(one, ensure_ascii=False) + "\n" for one in documents(found))
    return _file("claimreview", "jsonl", in_blocks(told), KINDS["jsonl"], last)


def readable(actor: Actor, verdicts: QuerySet[Verdict]) -> QuerySet[Verdict]:
    """What of these this actor may take along: everything, or what is published."""
    return verdicts if actor.may(Right.EXPORT) else verdicts.filter(state=State.PUBLISHED)


def agreement_file(actor: Actor) -> StreamingHttpResponse:
    """The agreement figures as CSV, for who may see the figures of others."""
    actor.must(Right.EDIT)
    return _file("agreement", "csv", agreement_csv(report()), KINDS["csv"], last_event())


def lines(form: Form, verdicts: QuerySet[Verdict]) -> Iterator[str]:
    """The file line by line, of one picture of the database."""
    with one_picture():
        if form.name == "csv":
            yield from as_csv(rows(verdicts), bom=form.bom)
        elif form.articles:
            yield from archive(verdicts)
        else:
            yield from as_jsonl(rows(verdicts))


def in_blocks(found: Iterator[str]) -> Iterator[str]:
    """The same text in fewer pieces; the first line goes out as soon as it is there."""
    held: list[str] = []
    size = BLOCK
    for line in found:
        held.append(line)
        size += len(line)
        if size >= BLOCK:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)


def _form(name: str, given: Mapping[str, str]) -> tuple[Form, dict[str, str]]:
    """The form that is asked for, and the filters that are left."""
    filters = dict(given)
    errors = []
    bom, extra = filters.pop("bom", "1"), filters.pop("with", "")
    if bom not in {"0", "1"}:
        message = "“bom” is 1 (a byte order mark, as Excel needs it) or 0."
        errors.append(FieldError("bom", "unknown", message))
    if extra and (extra != "articles" or name != "jsonl"):
        message = "“with” can be “articles”, for JSON Lines: all that an import needs."
        errors.append(FieldError("with", "unknown", message))
    if errors:
        raise Invalid.fields(errors)
    return Form(name, bom == "1", bool(extra)), filters


def _file(
    what: str, name: str, text: Iterable[str], kind: str, covers: int
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(text, content_type=kind)
    stamp = now().strftime("%Y%m%d-%H%M")
    head = _told(response, covers)
    response["Content-Disposition"] = f'attachment; filename="{what}-{stamp}-{head}.{name}"'
    return response


def _told(response: StreamingHttpResponse, covers: int) -> str:
    """Says which event it surely covers, and the ledger's head there; returns the head's beginning
    for the file's name, where whoever keeps the file keeps it as well."""
    head = head_at(covers)
    response["X-Last-Event"] = str(covers)
    response["X-Ledger-Head"] = head
    return f"head-{head[:HEAD_DIGITS]}"


def spreadsheet(actor: Actor, export: Export, path: Path) -> FileResponse:
    """A finished file of the worker's, with the last event that it covers."""
    hand_out(
        actor,
        "xlsx",
        export.filters,
        drafts=not export.published_only,
        covers=export.last_event,
        at=export.asked_at,
    )
    stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y%m%d-%H%M")
    response = FileResponse(path.open("rb"), as_attachment=True, content_type=XLSX)
    head = _told(response, export.last_event)
    response["Content-Disposition"] = f'attachment; filename="verdicts-{stamp}-{head}.xlsx"'
    return response

"""REST: many stories at once. Spools what is sent, calls one verb, renders."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims.batch_rows import Batch, Outcome
from claims.batches import asking, spool
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.cells import defuse
from factcheck.errors import Invalid
from factcheck.rest import NoBody, actor_of, carry_out, check_filters, needs, page_of, parse_body
from factcheck.rest.once import ONCE_HEADER
from factcheck.rest.who import once_of

TABLES = (".csv", ".tsv")
PARAMETERS = (
    OpenApiParameter("name", str, description="What the file is called, for its page"),
    OpenApiParameter(
        "columns",
        str,
        description="Of a table: which column is which field, like text:Body,headline:Title",
    ),
)


class LinesParser(BaseParser):
    """A body that its door spools to the disk: it is not read here."""

    media_type = "application/x-ndjson"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The stream as it is."""
        return stream


class JsonLinesParser(LinesParser):
    """The same, as other programs call it."""

    media_type = "application/jsonl"


class TableParser(LinesParser):
    """A table."""

    media_type = "text/csv"


class BatchOut(serializers.Serializer[Any]):
    """A file of many stories, and how far it is taken in."""

    id = serializers.UUIDField()
    state = serializers.CharField(
        help_text="queued, running, done, cancelled, failed; matching: its columns wait for a name"
    )
    name = serializers.CharField()
    kind = serializers.CharField(help_text="jsonl, csv or files")
    by = serializers.CharField(source="by.username")
    size = serializers.IntegerField(help_text="bytes of the spooled file")
    position = serializers.IntegerField(help_text="bytes that are taken in")
    percent = serializers.IntegerField()
    lines = serializers.IntegerField()
    created = serializers.IntegerField()
    revised = serializers.IntegerField()
    appearance = serializers.IntegerField(help_text="known texts at another place")
    duplicate = serializers.IntegerField(help_text="known texts; nothing was added")
    refused = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField()


class RowErrorOut(serializers.Serializer[Any]):
    """What is wrong with one field of a line."""

    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class BatchRowOut(serializers.Serializer[Any]):
    """What became of one line."""

    line = serializers.IntegerField()
    outcome = serializers.CharField(help_text=", ".join(Outcome))
    article = serializers.UUIDField(source="article_id", allow_null=True)
    errors = RowErrorOut(many=True)  # type: ignore[assignment]
    sent = serializers.CharField(help_text="the start of a refused line")


@needs(Right.SUBMIT)
@extend_schema(
    request={
        "application/x-ndjson": OpenApiTypes.STR,
        "application/jsonl": OpenApiTypes.STR,
        "text/csv": OpenApiTypes.STR,
        "multipart/form-data": {
            "type": "object",
            "properties": {"file": {"type": "string", "format": "binary"}},
            "required": ["file"],
        },
    },
    responses={202: BatchOut},
    parameters=[ONCE_HEADER, *PARAMETERS],
    summary="Bring in many articles: a story a line; the worker takes them in",
)
@api_view(["POST"])
@parser_classes([LinesParser, JsonLinesParser, TableParser, MultiPartParser])
def bulk(request: Request) -> Response:
    """JSON Lines or a table, as the body or as a form's `file`. Answers when it is on the disk."""
    actor = actor_of(request, spooled=True)
    check_filters(request.query_params, ["name", "columns"])
    size = request.META.get("CONTENT_LENGTH") or "0"
    if size.isdecimal():
        spool.check_size(int(size[:18]))  # before the body is read
    source, name, table = _sent(request)
    name = request.query_params.get("name", name)
    columns = _columns(request.query_params.get("columns", ""))
    if columns and not table:
        raise Invalid.field("columns", "no_table", "Columns are named for a table, text/csv.")
    with spool.receiving(source) as received:
        actor = replace(actor, once=once_of(request, received.sha256.encode()))

        def show(made_id: str, _: str) -> Response:
            if made_id != str(received.batch_id):  # a repeat: this body is there already
                spool.drop(received.batch_id)
            return Response(BatchOut(asking.batch_or_missing(made_id)).data, status=202)

        return carry_out(lambda: _opened(actor, received, name, columns if table else None), show)


def _opened(
    actor: Actor, received: spool.Received, name: str, columns: dict[str, str] | None
) -> Batch:
    if columns is None:
        return asking.open_lines(actor=actor, received=received, name=name)
    return asking.open_table_of(actor=actor, received=received, name=name, columns=columns)


def _sent(request: Request) -> tuple[spool.Source, str, bool]:
    """What is sent, what it is called, and whether it is a table.

    Raises:
        Invalid: a form without a file.
    """
    kind = (request.content_type or "").partition(";")[0].strip().lower()
    if not kind.startswith("multipart/"):
        request.data  # noqa: B018 - asks the parsers, which refuse what none of them knows
        return request._request, "", kind == TableParser.media_type  # noqa: SLF001
    file = request.FILES.get("file")
    if file is None:
        raise Invalid.field("file", "required", "Send the lines as the form’s field “file”.")
    name = file.name or ""
    return file, name, name.lower().endswith(TABLES)


def _columns(text: str) -> dict[str, str]:
    """Raises:
    Invalid: not of the form field:column,field:column.
    """
    pairs = [part.partition(":") for part in text.split(",") if part.strip()]
    if any(not (field.strip() and column.strip()) for field, _, column in pairs):
        message = "Write the columns like text:Body,headline:Title, our field first."
        raise Invalid.field("columns", "form", message)
    return {field.strip(): column.strip() for field, _, column in pairs}


@needs(Right.SUBMIT)
@extend_schema(responses=BatchOut(many=True), summary="Batches, newest first")
@api_view(["GET"])
def batches(request: Request) -> Response:
    """The list."""
    actor_of(request)
    check_filters(request.query_params, [], paged=True)
    return page_of(request, asking.batches(), lambda row: dict(BatchOut(row).data))


@needs(Right.SUBMIT)
@extend_schema(responses=BatchOut, summary="One batch and how far it is")
@api_view(["GET"])
def batch(request: Request, batch_id: uuid.UUID) -> Response:
    """One batch."""
    actor_of(request)
    check_filters(request.query_params, [])
    return Response(BatchOut(asking.batch_or_missing(batch_id)).data)


@needs(Right.SUBMIT)
@extend_schema(
    responses=BatchRowOut(many=True),
    parameters=[OpenApiParameter("outcome", str, enum=list(Outcome))],
    summary="What became of each line of a batch",
)
@api_view(["GET"])
def rows(request: Request, batch_id: uuid.UUID) -> Response:
    """Its lines, in their order."""
    actor_of(request)
    check_filters(request.query_params, ["outcome"], paged=True)
    found = asking.rows_of(
        asking.batch_or_missing(batch_id), request.query_params.get("outcome", "")
    )
    return page_of(request, found, lambda row: dict(BatchRowOut(row).data), "line")


@needs(Right.SUBMIT)
@extend_schema(
    responses={(200, "text/csv"): OpenApiTypes.BINARY},
    summary="The refused lines of a batch, as a table",
)
@api_view(["GET"])
def errors(request: Request, batch_id: uuid.UUID) -> StreamingHttpResponse:
    """The errors as a file."""
    actor_of(request)
    check_filters(request.query_params, [])
    return errors_file(asking.batch_or_missing(batch_id))


@needs(Right.SUBMIT)
@extend_schema(request=NoBody, responses=BatchOut, parameters=[ONCE_HEADER], summary="Stop a batch")
@api_view(["POST"])
def cancel(request: Request, batch_id: uuid.UUID) -> Response:
    """What came in stays, the rest does not come."""
    actor = actor_of(request)
    parse_body(NoBody, request)
    return carry_out(
        lambda: asking.cancel_batch(actor=actor, batch_id=batch_id),
        lambda made_id, _: Response(BatchOut(asking.batch_or_missing(made_id)).data),
    )


COLUMNS = ("line", "field", "code", "message", "sent")


def errors_file(found: Batch) -> StreamingHttpResponse:
    """A line for each error of each refused line, streamed; also for the desk."""
    response = StreamingHttpResponse(_error_lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="batch-{found.id}-errors.csv"'
    return response


def _error_lines(found: Batch) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    for row in asking.rows_of(found, Outcome.REFUSED).iterator(chunk_size=500):
        for error in row.errors:
            cells = (error["field"], error["code"], error["message"], row.sent)
            writer.writerow([row.line, *map(defuse, cells)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()

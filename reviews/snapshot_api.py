"""REST: snapshots of sources. Parses, calls one verb, renders; bytes only ever as an attachment."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.errors import Invalid
from factcheck.rest import (
    Body,
    StrictJSONParser,
    Text,
    actor_of,
    carry_out,
    check_filters,
    needs,
    parse_body,
)
from factcheck.rest.once import ONCE_HEADER
from reviews import snapshots
from reviews.fetching import fetch_snapshot
from reviews.proving.extract import LARGEST, check_size
from reviews.snapshot_rows import Snapshot
from reviews.words import SnapshotKind

# What a form adds around its file.
AROUND = 1_000_000
OWN = ("id", "url", "kind", "name", "sha256", "size", "taken_at", "by", "meta", "text")
SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"


class SnapshotBody(Body):
    """`POST snapshots/`: the words as `text`, or a `file` (as multipart): HTML, PDF or text; or the
    `url` alone, which the desk then fetches."""

    url = Text(required=False, allow_blank=True)
    text = Text(required=False, allow_blank=True)
    file = serializers.FileField(required=False, allow_empty_file=True)


class DriftOut(serializers.Serializer[Any]):
    """A passage that only one of two snapshots of a link has."""

    change = serializers.CharField(help_text="added or removed")
    passage = serializers.CharField()


class SnapshotOut(serializers.Serializer[Any]):
    """A source as it was."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    kind = serializers.CharField()
    name = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    taken_at = serializers.DateTimeField()
    by = serializers.CharField(source="by.username")
    meta = serializers.JSONField(
        help_text="title, author, publisher, date: what the page says; fetched: the address that "
        "gave it, where the desk fetched it"
    )
    text = serializers.CharField(help_text="a proof's start and end count its characters")
    since = serializers.UUIDField(
        source="earlier.id",
        default=None,
        allow_null=True,
        help_text="the snapshot before of the same link",
    )
    drift = DriftOut(many=True, source="drifted")


def _shown(snapshot_id: str, reader: User, status: int = 200) -> Response:
    found = snapshots.snapshot_or_missing(snapshot_id, reader)
    earlier, drifted = snapshots.drift_of(found, reader)
    fields = {name: getattr(found, name) for name in OWN}
    shown = SnapshotOut({**fields, "earlier": earlier, "drifted": drifted})
    return Response(shown.data, status=status)


@needs(Right.REVIEW)
@extend_schema(
    request={"application/json": SnapshotBody, "multipart/form-data": SnapshotBody},
    responses={201: SnapshotOut},
    parameters=[ONCE_HEADER],
    summary="Keep a source as it is now",
)
@api_view(["POST"])
@parser_classes([StrictJSONParser, MultiPartParser])
def take(request: Request) -> Response:
    """Pasted words, a file, or a link alone, which the desk then asks; the answer has the text that
    was read from it."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if size.isdecimal() and int(size[:15]) > LARGEST + AROUND:
        check_size(int(size[:15]))  # before the body is read
    actor = actor_of(request)
    given = parse_body(SnapshotBody, request)
    file, text, url = given.get("file"), given.get("text", ""), given.get("url", "")
    if file is not None and text:
        raise Invalid.field("file", "both", "Send the words as text or a file, not both.")
    fetched = file is None and not text and bool(url.strip())
    if file is None and not fetched and not text.strip():
        message = "Send the words of the source, a file of it, or its url alone to have it fetched."
        raise Invalid.field("text", "required", message)
    if file is not None:
        check_size(file.size or 0)

    def made() -> Snapshot:
        if fetched:
            return fetch_snapshot(actor=actor, url=url)
        if file is not None:
            return snapshots.take_snapshot(
                actor=actor, url=url, data=file.read(), name=file.name or "file"
            )
        data = text.encode("utf-8", "surrogatepass")
        return snapshots.take_snapshot(actor=actor, url=url, data=data, kind=SnapshotKind.TEXT)

    return carry_out(made, lambda made_id, _: _shown(made_id, actor.person, 201))


@needs(Right.READ)
@extend_schema(responses=SnapshotOut, summary="A snapshot: its text, and what drifted")
@api_view(["GET"])
def snapshot(request: Request, snapshot_id: uuid.UUID) -> Response:
    """One snapshot."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    return _shown(str(snapshot_id), actor.person)


@needs(Right.READ)
@extend_schema(
    responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    summary="The bytes as they were brought, to be saved",
)
@api_view(["GET"])
def raw(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """The file itself."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    return attachment(*snapshots.raw_of(snapshot_id, actor.person))


def attachment(found: Snapshot, data: bytes) -> HttpResponse:
    """Foreign bytes, which no browser may show or run from this desk."""
    name = "".join(char if char in SAFE else "_" for char in found.name) or f"{found.id}.txt"
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

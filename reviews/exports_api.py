"""REST: files of verdicts that the worker makes. Parses, calls one verb, renders."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from claims.queries import article_or_missing
from claims.status import Run
from factcheck.accounts.rights import Right
from factcheck.rest import (
    Body,
    Text,
    actor_of,
    carry_out,
    check_filters,
    filters_of,
    needs,
    page_of,
    parse_body,
)
from factcheck.rest.once import ONCE_HEADER
from reviews import asking, queries
from reviews.annotations import page_of_annotations
from reviews.exporting import file_of
from reviews.exports.doors import XLSX, claim_reviews, readable, spreadsheet
from reviews.verdict_filter import NAMES, OF_VERSIONS, VerdictFilter, chosen

# As the recommendation asks it to be served.
ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


class ExportBody(Body):
    """`POST exports/`: the format and the filters of `verdicts/`."""

    format = Text(required=False, help_text="xlsx")
    value = Text(required=False, help_text="verified, disputed or unverifiable")
    state = Text(required=False, help_text="draft, published, superseded, retracted or withdrawn")
    current = serializers.BooleanField(required=False, help_text="only the versions that stand")
    version = serializers.IntegerField(required=False)
    article = Text(required=False)
    claim = Text(required=False)
    outlet = Text(required=False)
    language = Text(required=False)
    reviewer = Text(required=False)
    claimant = Text(required=False)
    q = Text(required=False)
    since = Text(required=False)
    until = Text(required=False)


class ExportOut(serializers.Serializer[Any]):
    """How far the file is, and where it will be."""

    id = serializers.UUIDField()
    state = serializers.CharField(help_text="queued, running, done or failed")
    filters = serializers.JSONField()
    published_only = serializers.BooleanField()
    done = serializers.IntegerField(help_text="rows written")
    of = serializers.IntegerField(
        allow_null=True, help_text="rows in all, null until they are counted"
    )
    attempt = serializers.IntegerField()
    error = serializers.CharField()
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    last_event = serializers.IntegerField(help_text="the last event that the file surely covers")
    address = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField()

    def get_address(self, export: Any) -> str:
        """Where its progress is."""
        return str(reverse("api:made-export", args=[export.pk]))

    def get_file(self, export: Any) -> str | None:
        """Where the file is, once it is done."""
        done = export.state == Run.DONE
        return str(reverse("api:export-file", args=[export.pk])) if done else None


@needs(Right.READ)
@extend_schema(
    methods=["GET"], responses=ExportOut(many=True), summary="One's own exports, newest first"
)
@extend_schema(
    methods=["POST"],
    request=ExportBody,
    responses={202: ExportOut},
    parameters=[ONCE_HEADER],
    summary="Ask for a spreadsheet; the worker makes it",
)
@api_view(["GET", "POST"])
def exports(request: Request) -> Response:
    """One's own, or one more."""
    actor = actor_of(request)
    if request.method == "GET":
        check_filters(request.query_params, [], paged=True)
        rows = asking.own_exports(actor.person)
        return page_of(request, rows, lambda row: dict(ExportOut(row).data))
    given = parse_body(ExportBody, request)
    kind = given.pop("format", "xlsx")
    filters = {name: str(value) for name, value in given.items()}
    return carry_out(
        lambda: asking.ask_export(actor=actor, filters=filters, format=kind),
        lambda pk, _: _accepted(asking.own_export(actor.person, pk)),
    )


def _accepted(export: Any) -> Response:
    shown = ExportOut(export).data
    return Response(shown, status=202, headers={"Location": str(shown["address"])})


@needs(Right.READ)
@extend_schema(responses=ExportOut, summary="How far a spreadsheet is")
@api_view(["GET"])
def made_export(request: Request, export_id: uuid.UUID) -> Response:
    """One of one's own."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    return Response(ExportOut(asking.own_export(actor.person, export_id)).data)


@needs(Right.READ)
@extend_schema(responses={(200, XLSX): bytes}, summary="The finished spreadsheet")
@api_view(["GET"])
def export_file(request: Request, export_id: uuid.UUID) -> FileResponse:
    """The file; 404 until it is done."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    export = asking.own_export(actor.person, export_id)
    return spreadsheet(actor, export, file_of(export))


@needs(Right.READ)
@extend_schema(
    responses={202: ExportOut},
    parameters=filters_of(VerdictFilter),
    summary="Ask for a spreadsheet with the filters of verdicts/",
)
@api_view(["GET"])
def export_xlsx(request: Request) -> Response:
    """The worker makes it: the answer says where it will be. Asked again, the same one."""
    actor = actor_of(request)
    check_filters(request.query_params, NAMES)
    return _accepted(asking.ask_once(actor, request.query_params.dict()))


@needs(Right.READ)
@extend_schema(
    responses={(200, "application/jsonl"): str},
    parameters=filters_of(VerdictFilter),
    summary="What is published, one ClaimReview a line; the filters of verdicts/",
)
@api_view(["GET"])
def claimreview(request: Request) -> StreamingHttpResponse:
    """ClaimReviews as the public pages hold them."""
    actor = actor_of(request)
    check_filters(request.query_params, NAMES)
    return claim_reviews(actor, request.query_params.dict())


@needs(Right.READ)
@extend_schema(
    responses={(200, "application/ld+json"): {"type": "object"}},
    parameters=[one for one in filters_of(VerdictFilter) if one.name in OF_VERSIONS],
    summary="An article's verdicts as W3C Web Annotations",
)
@api_view(["GET"])
def annotate(request: Request, article_id: uuid.UUID) -> HttpResponse:
    """The versions that stand, or with `state` or `current` others, in order of the text."""
    actor = actor_of(request)
    check_filters(request.query_params, OF_VERSIONS)
    article = article_or_missing(article_id)
    given = {name: request.query_params[name] for name in request.query_params}
    rows = queries.verdicts(actor.person) if given else queries.current_verdicts(actor.person)
    found = chosen({**given, "article": str(article_id)}, readable(actor, rows))
    texts = {one.number: one.text for one in article.revisions.all()}
    address = request.build_absolute_uri(reverse("api:article", args=[article_id]))
    shown = page_of_annotations(
        article, texts, found.order_by("claim__start", "version"), address=address
    )
    return JsonResponse(shown, content_type=ANNOTATIONS, json_dumps_params={"ensure_ascii": False})

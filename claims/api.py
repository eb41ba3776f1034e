"""REST: articles in and out, and reading without storing. Parses, calls one verb, renders."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims import queries
from claims.bodies import ArticleBody, FileBody, ReadBody, words_of
from claims.by_hand import Marked
from claims.documents.document import check_size
from claims.filters import ArticleFilter
from claims.given import check_text, page_of_html
from claims.intake import bring_in
from claims.page import story_of
from claims.reading import judge, read
from claims.reading.report import as_report
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Invalid
from factcheck.rest import (
    StrictJSONParser,
    actor_of,
    carry_out,
    check_filters,
    filters_of,
    needs,
    page_of,
    parse_body,
)
from factcheck.rest.filters import filtered
from factcheck.rest.once import ONCE_HEADER


# ---- what is answered --------------------------------------------------------------------------
class ExtractionOut(serializers.Serializer[Any]):
    """How far the reading is."""

    status = serializers.CharField()
    found = serializers.IntegerField()
    attempt = serializers.IntegerField()
    error = serializers.CharField()
    finished_at = serializers.DateTimeField(allow_null=True)


class CountsOut(serializers.Serializer[Any]):
    """Claims by where they stand."""

    open = serializers.IntegerField()
    proposed = serializers.IntegerField()
    decided = serializers.IntegerField()
    dismissed = serializers.IntegerField()


class ReadinessOut(serializers.Serializer[Any]):
    """How far the claims of a story are."""

    settled = serializers.IntegerField()
    of = serializers.IntegerField()
    blocks = serializers.IntegerField()


class ArticleOut(serializers.Serializer[Any]):
    """An article in a list."""

    id = serializers.UUIDField()
    headline = serializers.CharField()
    outlet = serializers.CharField()
    source_url = serializers.CharField()
    language = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    revisions = serializers.IntegerField(source="revision_count")
    extraction_status = serializers.CharField(source="run_status")
    extraction_stuck = serializers.BooleanField(source="run_stuck")
    claims = serializers.SerializerMethodField()
    readiness = serializers.SerializerMethodField()

    @extend_schema_field(CountsOut)
    def get_claims(self, article: Any) -> dict[str, int]:
        """Counts by where the claims stand."""
        return {
            "open": article.claims_open or 0,
            "proposed": article.claims_proposed or 0,
            "decided": article.claims_decided or 0,
            "dismissed": article.claims_dismissed or 0,
        }

    @extend_schema_field(ReadinessOut)
    def get_readiness(self, article: Any) -> dict[str, int]:
        """Claims settled, of how many that count, and how many block the story."""
        return asdict(queries.readiness(article))


class AppearanceOut(serializers.Serializer[Any]):
    """Where the same text stood too."""

    outlet = serializers.CharField()
    source_url = serializers.CharField()
    external_id = serializers.CharField()
    seen_at = serializers.DateTimeField()


class ArticleDetailOut(ArticleOut):
    """One article with its newest revision's text, the story found in it, and its progress."""

    revision = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    story = serializers.SerializerMethodField()
    extraction = serializers.SerializerMethodField()
    appearances = AppearanceOut(many=True)
    withdrawn_reason = serializers.CharField()

    def get_revision(self, article: Any) -> int:
        """The newest revision's number."""
        return int(article.revisions.all()[0].number)

    def get_text(self, article: Any) -> str:
        """The newest revision's text; offsets of claims count its code points."""
        return str(article.revisions.all()[0].text)

    def get_story(self, article: Any) -> dict[str, Any]:
        """Headline, caption, dateline, source link, footer ... as the reader found them."""
        runs = article.revisions.all()[0].extractions.all()
        return dict(runs[0].story) if runs else {}

    @extend_schema_field(ExtractionOut)
    def get_extraction(self, article: Any) -> dict[str, Any]:
        """How far the reading of the newest revision is."""
        return dict(ExtractionOut(article.revisions.all()[0].extractions.all()[0]).data)


class SubmittedOut(serializers.Serializer[Any]):
    """The answer to a submission."""

    id = serializers.UUIDField()
    revision = serializers.IntegerField()
    duplicate = serializers.BooleanField()
    outcome = serializers.CharField()
    extraction = ExtractionOut()


class ClaimOut(serializers.Serializer[Any]):
    """A claim: the words to the letter, who says it, the facts in it, its worth and why."""

    id = serializers.UUIDField()
    article = serializers.UUIDField(source="article_id")
    headline = serializers.CharField(source="article.headline")
    revision = serializers.IntegerField(source="revision.number")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    quote = serializers.CharField()
    statement = serializers.CharField()
    kind = serializers.CharField()
    claimant = serializers.CharField()
    proposed_by = serializers.CharField(help_text="machine, caller or person")
    wording = serializers.IntegerField()
    facts = serializers.JSONField()
    worthiness = serializers.FloatField()
    reasons = serializers.JSONField()
    status = serializers.CharField()
    withdrawn = serializers.BooleanField()
    round = serializers.IntegerField()
    priority = serializers.FloatField()
    priority_terms = serializers.JSONField()
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class ProposalOut(serializers.Serializer[Any]):
    """Who marked these words as a claim, beside the machine."""

    by = serializers.CharField(help_text="caller or person")
    person = serializers.CharField(source="person.username", default=None, allow_null=True)
    at = serializers.DateTimeField()


class WordingOut(serializers.Serializer[Any]):
    """How the claim stood before an edit, and who changed it."""

    number = serializers.IntegerField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    quote = serializers.CharField()
    statement = serializers.CharField()
    claimant = serializers.CharField()
    changed_by = serializers.CharField(source="changed_by.username")
    changed_at = serializers.DateTimeField()


# ---- the doors ---------------------------------------------------------------------------------
@needs(GET=Right.READ, POST=Right.SUBMIT)
@extend_schema(
    methods=["GET"],
    responses=ArticleOut(many=True),
    parameters=filters_of(ArticleFilter),
    summary="Articles, newest first",
)
@extend_schema(
    methods=["POST"],
    request={"application/json": ArticleBody, "multipart/form-data": FileBody},
    responses={202: SubmittedOut, 200: SubmittedOut},
    parameters=[ONCE_HEADER],
    summary="Bring in an article; the worker reads it",
)
@api_view(["GET", "POST"])
@parser_classes([StrictJSONParser, MultiPartParser])
def articles(request: Request) -> Response:
    """The list, or one article more."""
    actor = actor_of(request)
    if request.method == "GET":
        rows = filtered(ArticleFilter, request.query_params, queries.articles())
        return page_of(
            request,
            rows,
            lambda row: dict(ArticleOut(row).data),
            version=queries.reading_figure,
        )
    is_form = (request.content_type or "").startswith("multipart/")
    given = parse_body(FileBody if is_form else ArticleBody, request)
    given["claims"] = [Marked(words_of(one), **one) for one in given.get("claims", [])]
    if file := given.pop("file", None):
        check_size(file.size or 0)
        given["file"] = (file.name or "file", file.read())
    return carry_out(lambda: bring_in(actor=actor, **given), _submitted)


def _submitted(article_id: str, outcome: str) -> Response:
    article = queries.article_or_missing(article_id)
    revision = article.revisions.all()[0]
    known = outcome in {"duplicate", "appearance"}
    body = {
        "id": article.id,
        "revision": revision.number,
        "duplicate": known,
        "outcome": outcome,
        "extraction": revision.extractions.all()[0],
    }
    return Response(SubmittedOut(body).data, status=200 if known else 202)


@needs(Right.READ)
@extend_schema(responses=ArticleDetailOut, summary="One article, its story and its progress")
@api_view(["GET"])
def article(request: Request, article_id: uuid.UUID) -> Response:
    """One article."""
    actor_of(request)
    check_filters(request.query_params, [])
    return Response(ArticleDetailOut(queries.article_or_missing(article_id)).data)


@needs(Right.READ)
@extend_schema(
    request=ReadBody,
    responses={200: {"type": "object"}},
    summary="Read a text without storing it",
)
@api_view(["POST"])
def read_text(request: Request) -> Response:
    """What the reader makes of a text."""
    actor_of(request)
    given = parse_body(ReadBody, request)
    html, text = given.get("html") or "", given.get("text") or ""
    page = page_of_html(html, text) if html else None
    if errors := check_text(page.text if page else text):
        raise Invalid.fields(errors)
    known: dict[str, Any] = {
        "url": given.get("source_url") or None,
        "received": now(),
        "language": given.get("language") or None,
    }
    published = given.get("published_at")
    story = story_of(page, **known) if page else read(text, published=published, **known)
    judged = judge(story)
    return Response(as_report(story, judged))

"""REST: what is typed and not submitted, and the thread of comments. Thin doors to the verbs."""

from __future__ import annotations

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts.rights import Right
from factcheck.rest import (
    Body,
    Text,
    actor_of,
    carry_out,
    check_filters,
    needs,
    page_of,
    parse_body,
)
from factcheck.rest.once import ONCE_HEADER
from reviews import comments, drafts, queries
from reviews.models import Comment, Draft


class DraftCitationBody(Body):
    """A citation as typed: nothing is checked before it is submitted."""

    url = Text(required=False, allow_blank=True)
    title = Text(required=False, allow_blank=True)
    publisher = Text(required=False, allow_blank=True)
    author = Text(required=False, allow_blank=True)
    date = Text(required=False, allow_blank=True)
    kind = Text(required=False, allow_blank=True)
    stance = Text(required=False, allow_blank=True)
    excerpt = Text(required=False, allow_blank=True)
    snapshot = Text(required=False, allow_blank=True)


class DraftBody(Body):
    """`POST claims/{id}/draft/`; `version` is the one that was read last, else 0."""

    version = serializers.IntegerField(min_value=0)
    verdict = Text(required=False, allow_blank=True)
    rationale = Text(required=False, allow_blank=True)
    citations = DraftCitationBody(many=True, required=False)


class DraftOut(serializers.Serializer[Any]):
    """What the caller has typed on a claim and not submitted."""

    version = serializers.IntegerField()
    verdict = serializers.CharField()
    rationale = serializers.CharField()
    citations = DraftCitationBody(many=True)
    saved_at = serializers.DateTimeField(allow_null=True)


class CommentBody(Body):
    """`POST claims/{id}/comments/`."""

    text = Text(allow_blank=True, help_text="@name makes a notice for that person")


class CommentOut(serializers.Serializer[Any]):
    """What somebody said about a claim."""

    id = serializers.UUIDField()
    author = serializers.CharField(source="author.username")
    text = serializers.CharField()
    at = serializers.DateTimeField()


def _shown(kept: Draft | None) -> Response:
    version, content, at = (kept.version, kept.content, kept.saved_at) if kept else (0, {}, None)
    blank = {"verdict": "", "rationale": "", "citations": []}
    return Response(DraftOut({"version": version, "saved_at": at, **blank, **content}).data)


@needs(Right.REVIEW)
@extend_schema(methods=["GET"], responses=DraftOut, summary="What you typed and did not submit")
@extend_schema(
    methods=["POST"],
    request=DraftBody,
    responses=DraftOut,
    parameters=[ONCE_HEADER],
    summary="Keep what is typed; 409 when it was kept elsewhere since",
)
@api_view(["GET", "POST"])
def draft(request: Request, claim_id: uuid.UUID) -> Response:
    """The caller's own draft of one claim."""
    actor = actor_of(request)
    queries.claim_or_missing(claim_id, actor.person)
    if request.method == "GET":
        check_filters(request.query_params, [])
        return _shown(drafts.draft_of(claim_id, actor.person))
    given = parse_body(DraftBody, request)
    version = given.pop("version")
    return carry_out(
        lambda: drafts.keep(actor=actor, claim_id=claim_id, version=version, content=given),
        lambda *_: _shown(drafts.draft_of(claim_id, actor.person)),
    )


@needs(GET=Right.READ, POST=Right.REVIEW)
@extend_schema(methods=["GET"], responses=CommentOut(many=True), summary="A claim's thread")
@extend_schema(
    methods=["POST"],
    request=CommentBody,
    responses={201: CommentOut},
    parameters=[ONCE_HEADER],
    summary="Say something about a claim",
)
@api_view(["GET", "POST"])
def thread(request: Request, claim_id: uuid.UUID) -> Response:
    """The comments of one claim, the oldest first."""
    actor = actor_of(request)
    if request.method == "GET":
        check_filters(request.query_params, [], paged=True)
        queries.claim_or_missing(claim_id, actor.person)
        rows = queries.comments(claim_id, actor.person)
        return page_of(request, rows, lambda row: dict(CommentOut(row).data), ordering="id")
    given = parse_body(CommentBody, request)
    return carry_out(
        lambda: comments.comment(actor=actor, claim_id=claim_id, **given),
        lambda made, _: Response(CommentOut(Comment.objects.get(pk=made)).data, status=201),
    )

"""REST: taking the next within filters, and the editors' verbs on one claim. Parses, calls one
verb, renders."""

from __future__ import annotations

import uuid
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from claims.again import read_again
from claims.api import ArticleDetailOut
from claims.reading.story import Kind
from factcheck.accounts.rights import Right
from factcheck.rest import Body, NoBody, Text, actor_of, carry_out, check_filters, needs, parse_body
from factcheck.rest.moments import Moment
from factcheck.rest.once import ONCE_HEADER
from reviews import assign as assigning
from reviews import queue, standing
from reviews.api import TakenOut, command, show_taken
from reviews.withdraw_api import show_article


class TakeBody(Body):
    """`POST queue/take/`: empty takes the best of all."""

    article = serializers.UUIDField(required=False)
    outlet = Text(required=False, allow_blank=True)
    language = Text(required=False, allow_blank=True, help_text="BCP 47, like en")
    kind = serializers.ChoiceField(
        list(Kind),
        required=False,
        error_messages={
            "invalid_choice": "There is no kind “{input}”. There are: " + ", ".join(Kind) + "."
        },
    )
    claimant = Text(required=False, allow_blank=True, help_text="Part of the name")


class AssignBody(Body):
    """`POST claims/{id}/assign/`."""

    to = Text(help_text="A reviewer's user name")
    due_at = Moment(required=False)


class PushBody(Body):
    """`POST claims/{id}/push/`."""

    by = serializers.IntegerField(help_text="Points up, or down where negative")


class ComparedOut(serializers.Serializer[Any]):
    """One term of two claims; null where a claim has no such term."""

    term = serializers.CharField(source="label")
    one = serializers.FloatField(allow_null=True)
    other = serializers.FloatField(allow_null=True)
    difference = serializers.FloatField()


class StandingOut(serializers.Serializer[Any]):
    """Where a claim stands, and why above or below another."""

    claim = serializers.UUIDField(source="claim.id")
    priority = serializers.FloatField(source="claim.priority")
    priority_terms = serializers.JSONField(source="claim.priority_terms")
    place = serializers.IntegerField(allow_null=True, help_text="1 is next; null: does not wait")
    waiting = serializers.IntegerField()
    against = serializers.UUIDField(source="other.id", allow_null=True, default=None)
    terms = ComparedOut(many=True, source="rows")
    why = serializers.CharField(source="sentence")
    notes = serializers.ListField(child=serializers.CharField())


@needs(Right.REVIEW)
@extend_schema(
    request=TakeBody,
    responses={200: TakenOut, 204: None},
    parameters=[ONCE_HEADER],
    summary="Take the next claim within filters; 204 when nothing waits",
)
@api_view(["POST"])
def take_next(request: Request) -> Response:
    """What is assigned to the caller, then the queue's next."""
    actor = actor_of(request)
    given = parse_body(TakeBody, request)
    article = given.pop("article", None)
    return carry_out(
        lambda: queue.take_next(actor=actor, article_id=article, **given),
        show_taken(actor),
        empty=Response(status=204),
    )


assign = command(AssignBody, assigning.assign, "For whom the claim is, and by when", Right.EDIT)
unassign = command(NoBody, assigning.unassign, "For anybody again", Right.EDIT)
push = command(PushBody, assigning.push, "Up or down in the queue", Right.EDIT)
recount = command(
    NoBody, assigning.recount, "Its priority anew, after weights have changed", Right.EDIT
)


@needs(Right.READ)
@extend_schema(
    responses=StandingOut,
    parameters=[
        OpenApiParameter(
            "against",
            OpenApiTypes.UUID,
            description="Another claim's id; else the one that stands just above",
        )
    ],
    summary="Where a claim stands in the queue, and why above or below another",
)
@api_view(["GET"])
def priority(request: Request, claim_id: uuid.UUID) -> Response:
    """The terms of two claims side by side."""
    actor_of(request)
    check_filters(request.query_params, ["against"])
    against = request.query_params.get("against", "")
    return Response(StandingOut(standing.stand(claim_id, standing.id_of(against))).data)


@needs(Right.SUBMIT)
@extend_schema(
    request=NoBody,
    responses={202: ArticleDetailOut},
    parameters=[ONCE_HEADER],
    summary="Ask again for a reading that failed or is stuck",
)
@api_view(["POST"])
def reread(request: Request, article_id: uuid.UUID) -> Response:
    """The worker reads the newest revision again."""
    actor = actor_of(request)
    actor.must(Right.READ)  # the answer shows the article
    parse_body(NoBody, request)

    def show(_: str, outcome: str) -> Response:
        answer = show_article(str(article_id), outcome)
        answer.status_code = 202
        return answer

    return carry_out(lambda: read_again(actor=actor, article_id=article_id), show)

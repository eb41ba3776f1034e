"""REST: other desks' checks, and the feeds that they come from. Parses, calls one verb, renders."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts.rights import Right
from factcheck.rest import (
    Body,
    NoBody,
    Text,
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
from reviews.foreign import queries, subscribing
from reviews.foreign.filters import ForeignFilter
from reviews.foreign_rows import ForeignFeed

EVERY = f"minutes between two questions, {subscribing.LEAST} to {subscribing.LONGEST}"


class ForeignSubscribeBody(Body):
    """`POST foreign-feeds/`."""

    url = Text(help_text="An address that gives ClaimReview: a data feed, JSON Lines, or a page")
    title = Text(required=False, allow_blank=True, help_text="Empty: the feed's own")
    language = Text(required=False, allow_blank=True, help_text="Of checks that do not say theirs")
    every = serializers.IntegerField(required=False, help_text=EVERY)


class ForeignFeedOut(serializers.Serializer[Any]):
    """A subscription to another desk's checks, and how it fares."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField()
    every = serializers.IntegerField(help_text=EVERY)
    active = serializers.BooleanField()
    by = serializers.CharField(source="by.username")
    created_at = serializers.DateTimeField()
    asked_at = serializers.DateTimeField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    next_at = serializers.DateTimeField()
    failures = serializers.IntegerField(help_text="in a row")
    error = serializers.CharField()
    held = serializers.IntegerField(help_text="checks that the desk keeps of it")
    gone = serializers.IntegerField(help_text="of them, no longer in the feed")
    left_out = serializers.IntegerField(help_text="of its last answer: could not be read")
    notes = serializers.ListField(child=serializers.CharField(), help_text="why, of the first ones")


class ForeignCheckOut(serializers.Serializer[Any]):
    """Another desk's check in that desk's words. It is no verdict of this desk."""

    id = serializers.UUIDField()
    feed = serializers.UUIDField(source="feed_id")
    url = serializers.CharField()
    publisher = serializers.CharField(help_text="as the feed says")
    claim = serializers.CharField()
    claimant = serializers.CharField()
    rating = serializers.CharField(help_text="in their words")
    explanation = serializers.CharField()
    language = serializers.CharField()
    dated = serializers.CharField(help_text="the date as they write it")
    published_on = serializers.DateField(
        allow_null=True, help_text="null: no date, or one that cannot be, like one in the future"
    )
    appeared = serializers.ListField(
        child=serializers.CharField(), help_text="links of where the claim stood"
    )
    first_at = serializers.DateTimeField(help_text="when this desk saw it first")
    changed_at = serializers.DateTimeField(allow_null=True)
    gone_at = serializers.DateTimeField(allow_null=True, help_text="no longer in the feed since")


def _shown(feed_id: str, _: str) -> Response:
    return Response(ForeignFeedOut(queries.feed_or_missing(feed_id)).data)


@needs(GET=Right.READ, POST=Right.EDIT)
@extend_schema(
    methods=["GET"],
    responses=ForeignFeedOut(many=True),
    summary="Feeds of other desks' checks, newest first",
)
@extend_schema(
    methods=["POST"],
    request=ForeignSubscribeBody,
    responses={201: ForeignFeedOut},
    parameters=[ONCE_HEADER],
    summary="Subscribe to another desk's checks",
)
@api_view(["GET", "POST"])
def feeds(request: Request) -> Response:
    """The list, or one subscription more."""
    actor = actor_of(request)
    if request.method == "GET":
        check_filters(request.query_params, [], paged=True)
        return page_of(request, queries.feeds(), lambda row: dict(ForeignFeedOut(row).data))
    given = parse_body(ForeignSubscribeBody, request)

    def show(made_id: str, outcome: str) -> Response:
        answer = _shown(made_id, outcome)
        answer.status_code = 201
        return answer

    return carry_out(lambda: subscribing.subscribe(actor=actor, **given), show)


@needs(Right.READ)
@extend_schema(responses=ForeignFeedOut, summary="One feed of other desks' checks")
@api_view(["GET"])
def feed(request: Request, foreign_id: uuid.UUID) -> Response:
    """One feed."""
    actor_of(request)
    check_filters(request.query_params, [])
    return _shown(str(foreign_id), "")


def _command(call: Callable[..., ForeignFeed], summary: str) -> Callable[..., Response]:
    once = [ONCE_HEADER]

    @needs(Right.EDIT)
    @extend_schema(request=NoBody, responses=ForeignFeedOut, parameters=once, summary=summary)
    @api_view(["POST"])
    def door(request: Request, foreign_id: uuid.UUID) -> Response:
        actor = actor_of(request)
        parse_body(NoBody, request)
        return carry_out(lambda: call(actor=actor, feed_id=foreign_id), _shown)

    return door


pause = _command(subscribing.pause_feed, "Ask another desk no more until it is resumed")
resume = _command(subscribing.resume_feed, "Ask a paused desk again")
ask_now = _command(subscribing.ask_now, "Ask another desk at once")


@needs(Right.EDIT)
@extend_schema(
    request=NoBody,
    responses={204: None},
    parameters=[ONCE_HEADER],
    summary="Unsubscribe from another desk's checks",
)
@api_view(["POST"])
def unsubscribe(request: Request, foreign_id: uuid.UUID) -> Response:
    """Its checks go with it."""
    actor = actor_of(request)
    parse_body(NoBody, request)
    return carry_out(
        lambda: subscribing.unsubscribe(actor=actor, feed_id=foreign_id),
        lambda *_: Response(status=204),
    )


@needs(Right.READ)
@extend_schema(
    responses=ForeignCheckOut(many=True),
    parameters=filters_of(ForeignFilter),
    summary="Other desks' checks, by filters",
)
@api_view(["GET"])
def checks(request: Request) -> Response:
    """What came in last stands first."""
    actor_of(request)
    rows = filtered(ForeignFilter, request.query_params, queries.checks())
    return page_of(request, rows, lambda row: dict(ForeignCheckOut(row).data))

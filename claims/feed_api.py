"""REST: subscriptions to feeds. Parses, calls one verb, renders."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from claims.feed_rows import Feed, Whole
from claims.feeds import subscribing
from factcheck.accounts.rights import Right
from factcheck.rest import (
    Body,
    NoBody,
    Text,
    actor_of,
    carry_out,
    check_filters,
    needs,
    page_of,
    parse_body,
)
from factcheck.rest.once import ONCE_HEADER

EVERY = f"minutes between two questions, {subscribing.LEAST} to {subscribing.LONGEST}"
WHOLE = "short: the page is asked where an entry has few words; always; never"


class FeedChangeBody(Body):
    """`POST feeds/{id}/change/`: what is given is changed."""

    title = Text(required=False, allow_blank=True)
    outlet = Text(required=False, allow_blank=True)
    language = Text(required=False, allow_blank=True, help_text="BCP 47, like en")
    every = serializers.IntegerField(required=False, help_text=EVERY)
    whole = serializers.ChoiceField(list(Whole), required=False, help_text=WHOLE)


class SubscribeBody(Body):
    """`POST feeds/`."""

    url = Text(help_text="The address of an RSS or Atom feed")
    outlet = Text(required=False, allow_blank=True, help_text="Empty: the feed's title")
    language = Text(required=False, allow_blank=True, help_text="BCP 47, like en")
    every = serializers.IntegerField(required=False, help_text=EVERY)
    whole = serializers.ChoiceField(list(Whole), required=False, help_text=WHOLE)


class FeedOut(serializers.Serializer[Any]):
    """A subscription, and how it fares."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    title = serializers.CharField()
    outlet = serializers.CharField()
    language = serializers.CharField()
    every = serializers.IntegerField(help_text=EVERY)
    whole = serializers.CharField(help_text=WHOLE)
    active = serializers.BooleanField()
    by = serializers.CharField(source="by.username")
    created_at = serializers.DateTimeField()
    asked_at = serializers.DateTimeField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    next_at = serializers.DateTimeField()
    failures = serializers.IntegerField(help_text="in a row")
    error = serializers.CharField()
    came = serializers.IntegerField(help_text="entries")
    refused = serializers.IntegerField(help_text="of them")


class FeedEntryOut(serializers.Serializer[Any]):
    """What came of an entry."""

    title = serializers.CharField()
    url = serializers.CharField()
    outcome = serializers.CharField(help_text="created, revised, appearance, duplicate, refused")
    article = serializers.UUIDField(source="article_id", allow_null=True)
    error = serializers.CharField()
    at = serializers.DateTimeField()


def _shown(feed_id: str, _: str) -> Response:
    return Response(FeedOut(subscribing.feed_or_missing(feed_id)).data)


@needs(GET=Right.READ, POST=Right.EDIT)
@extend_schema(methods=["GET"], responses=FeedOut(many=True), summary="Feeds, newest first")
@extend_schema(
    methods=["POST"],
    request=SubscribeBody,
    responses={201: FeedOut},
    parameters=[ONCE_HEADER],
    summary="Subscribe to a feed",
)
@api_view(["GET", "POST"])
def feeds(request: Request) -> Response:
    """The list, or one subscription more."""
    actor = actor_of(request)
    if request.method == "GET":
        check_filters(request.query_params, [], paged=True)
        return page_of(request, subscribing.feeds(), lambda row: dict(FeedOut(row).data))
    given = parse_body(SubscribeBody, request)
    return carry_out(
        lambda: subscribing.subscribe(actor=actor, **given),
        lambda made_id, _: Response(FeedOut(subscribing.feed_or_missing(made_id)).data, status=201),
    )


@needs(Right.READ)
@extend_schema(responses=FeedOut, summary="One feed and how it fares")
@api_view(["GET"])
def feed(request: Request, feed_id: uuid.UUID) -> Response:
    """One feed."""
    actor_of(request)
    check_filters(request.query_params, [])
    return _shown(str(feed_id), "")


@needs(Right.READ)
@extend_schema(responses=FeedEntryOut(many=True), summary="What came of a feed's entries")
@api_view(["GET"])
def entries(request: Request, feed_id: uuid.UUID) -> Response:
    """The newest first."""
    actor_of(request)
    check_filters(request.query_params, [], paged=True)
    rows = subscribing.entries_of(subscribing.feed_or_missing(feed_id))
    return page_of(request, rows, lambda row: dict(FeedEntryOut(row).data))


@needs(Right.EDIT)
@extend_schema(
    request=FeedChangeBody, responses=FeedOut, parameters=[ONCE_HEADER], summary="Change a feed"
)
@api_view(["POST"])
def change(request: Request, feed_id: uuid.UUID) -> Response:
    """What is given is changed."""
    actor = actor_of(request)
    given = parse_body(FeedChangeBody, request)
    return carry_out(lambda: subscribing.change_feed(actor=actor, feed_id=feed_id, **given), _shown)


def _command(call: Callable[..., Feed], summary: str) -> Callable[..., Response]:
    @needs(Right.EDIT)
    @extend_schema(request=NoBody, responses=FeedOut, parameters=[ONCE_HEADER], summary=summary)
    @api_view(["POST"])
    def door(request: Request, feed_id: uuid.UUID) -> Response:
        actor = actor_of(request)
        parse_body(NoBody, request)
        return carry_out(lambda: call(actor=actor, feed_id=feed_id), _shown)

    return door


pause = _command(subscribing.pause_feed, "Ask a feed no more until it is resumed")
resume = _command(subscribing.resume_feed, "Ask a paused feed again")
ask_now = _command(subscribing.ask_now, "Ask a feed at once")


@needs(Right.EDIT)
@extend_schema(
    request=NoBody,
    responses={204: None},
    parameters=[ONCE_HEADER],
    summary="Unsubscribe from a feed",
)
@api_view(["POST"])
def unsubscribe(request: Request, feed_id: uuid.UUID) -> Response:
    """Its articles stay."""
    actor = actor_of(request)
    parse_body(NoBody, request)
    return carry_out(
        lambda: subscribing.unsubscribe(actor=actor, feed_id=feed_id),
        lambda *_: Response(status=204),
    )

"""REST: webhooks and their delivery log, for admins. Parses, calls one verb, renders."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts.rights import Right
from factcheck.events import redelivering, webhook_queries, webhooks
from factcheck.events.webhook_models import DeliveryState
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

FILTERS = [
    OpenApiParameter("state", str, description="owed, delivered or failed"),
    OpenApiParameter("kind", str, description="A kind of event, or webhook.test"),
]
OF_WEBHOOK = OpenApiParameter("webhook", uuid.UUID, description="Of this webhook")


# ---- what is sent ------------------------------------------------------------------------------
class _Kinds(serializers.ListField):
    """Names of kinds; which there are the verb says."""

    child = Text()


class WebhookBody(Body):
    """`POST webhooks/`."""

    name = Text(allow_blank=True, help_text="Who listens there")
    url = Text(allow_blank=True, help_text="A public address, https or http")
    events = _Kinds(help_text="Kinds of events, or * for all")


class WebhookChangeBody(Body):
    """`POST webhooks/{id}/change/`: what is given changes."""

    name = Text(required=False, allow_blank=True)
    url = Text(required=False, allow_blank=True)
    events = _Kinds(required=False)


class SinceBody(Body):
    """`POST webhooks/{id}/redeliver/`."""

    since = serializers.DateTimeField(help_text="Those made since then that failed for good")


# ---- what is answered --------------------------------------------------------------------------
class WebhookOut(serializers.Serializer[Any]):
    """A webhook. Its secret is in the answer that made it, and in no other."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    url = serializers.CharField()
    events = serializers.ListField(child=serializers.CharField())
    state = serializers.CharField(help_text="on or off")
    off_reason = serializers.CharField(help_text="person, gone or failing; empty while on")
    off_at = serializers.DateTimeField(allow_null=True)
    created_by = serializers.CharField(source="created_by.username")
    created_at = serializers.DateTimeField()
    old_secret_until = serializers.DateTimeField(
        source="old_until", allow_null=True, help_text="The old secret signs besides until then"
    )
    owed = serializers.IntegerField(help_text="How many deliveries wait")
    succeeded_at = serializers.DateTimeField(allow_null=True)
    failures = serializers.IntegerField(help_text="Failed attempts in a row")
    failing_since = serializers.DateTimeField(allow_null=True)
    hold_until = serializers.DateTimeField(allow_null=True, help_text="Left alone until then")


class NewSecretOut(WebhookOut):
    """The same with the secret, this once."""

    secret = serializers.CharField(allow_null=True, help_text="null in a repeat of the request")


class AttemptOut(serializers.Serializer[Any]):
    """One try."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    status = serializers.IntegerField(allow_null=True)
    ms = serializers.IntegerField(allow_null=True)
    error = serializers.CharField(help_text="A word; empty where it was taken or has no outcome")
    message = serializers.CharField()
    answer = serializers.CharField(help_text="The beginning of what came back")


class DeliveryOut(serializers.Serializer[Any]):
    """A line of the delivery log; `id` is the message's `webhook-id`."""

    id = serializers.UUIDField()
    webhook = serializers.UUIDField(source="webhook_id")
    kind = serializers.CharField()
    seq = serializers.IntegerField(source="event.seq", default=None, allow_null=True)
    state = serializers.CharField(help_text="owed, delivered or failed")
    attempt = serializers.IntegerField(help_text="How many were made")
    created_at = serializers.DateTimeField()
    next_attempt_at = serializers.SerializerMethodField()
    delivered_at = serializers.DateTimeField(allow_null=True)

    def get_next_attempt_at(self, row: Any) -> str | None:
        """When it is tried next; null where it is not."""
        return row.next_attempt_at.isoformat() if row.state == DeliveryState.OWED else None


class DeliveryDetailOut(DeliveryOut):
    """The same with what was sent and what came back."""

    body = serializers.CharField(help_text="As it was signed; empty once it is kept no longer")
    attempts = AttemptOut(many=True)


class SentAgainOut(serializers.Serializer[Any]):
    """How many are owed anew."""

    webhook = serializers.UUIDField()
    redelivered = serializers.IntegerField()


# ---- the doors ---------------------------------------------------------------------------------
def _shown(webhook_id: str, _: str = "") -> Response:
    return Response(WebhookOut(webhook_queries.webhook_or_missing(webhook_id)).data)


def _delivery(delivery_id: str, status: int = 200) -> Response:
    found = webhook_queries.delivery_or_missing(delivery_id)
    return Response(DeliveryDetailOut(found).data, status=status)


def _with_secret(make: Callable[[], webhooks.NewSecret], status: int) -> Response:
    """Renders the webhook with its new secret; a repeat of the request without."""
    fresh: list[str] = []

    def call() -> webhooks.NewSecret:
        made = make()
        fresh.append(made.secret)
        return made

    def show(webhook_id: str, _: str) -> Response:
        shown = WebhookOut(webhook_queries.webhook_or_missing(webhook_id)).data
        body = {**shown, "secret": fresh[0] if fresh else None}
        return Response(body, status=status, headers={"Cache-Control": "no-store"})

    return carry_out(call, show)


@needs(Right.ADMIN)
@extend_schema(
    methods=["GET"],
    responses=WebhookOut(many=True),
    summary="All webhooks, newest first",
    operation_id="webhooks_list",
)
@extend_schema(
    methods=["POST"],
    request=WebhookBody,
    responses={201: NewSecretOut},
    parameters=[ONCE_HEADER],
    summary="A webhook more; the answer alone shows its secret",
    operation_id="webhooks_create",
)
@api_view(["GET", "POST"])
def all_webhooks(request: Request) -> Response:
    """The list, or one more."""
    actor = actor_of(request)
    if request.method == "GET":
        check_filters(request.query_params, [], paged=True)
        return page_of(request, webhook_queries.webhooks(), lambda row: dict(WebhookOut(row).data))
    given = parse_body(WebhookBody, request)
    return _with_secret(lambda: webhooks.create_webhook(actor=actor, **given), 201)


@needs(Right.ADMIN)
@extend_schema(responses=WebhookOut, summary="A webhook and how its endpoint fares")
@api_view(["GET"])
def webhook(request: Request, webhook_id: uuid.UUID) -> Response:
    """Without its secret."""
    actor_of(request)
    check_filters(request.query_params, [])
    return _shown(str(webhook_id))


@needs(Right.ADMIN)
@extend_schema(
    request=NoBody,
    responses=NewSecretOut,
    parameters=[ONCE_HEADER],
    summary="A new secret; the old one signs besides for 24 hours",
)
@api_view(["POST"])
def rotate(request: Request, webhook_id: uuid.UUID) -> Response:
    """The answer alone shows the new one."""
    actor = actor_of(request)
    parse_body(NoBody, request)
    return _with_secret(lambda: webhooks.rotate_secret(actor=actor, webhook_id=webhook_id), 200)


def _verb(
    name: str,
    body: type[Body],
    call: Callable[..., Any],
    show: Callable[[str, str], Response],
    responses: Any,
    summary: str,
) -> Any:
    """A door for a verb on one webhook."""

    @needs(Right.ADMIN)
    @extend_schema(
        request=body,
        responses=responses,
        parameters=[ONCE_HEADER],
        summary=summary,
        operation_id=f"webhooks_{name}",
    )
    @api_view(["POST"])
    def door(request: Request, webhook_id: uuid.UUID) -> Response:
        actor = actor_of(request)
        given = parse_body(body, request)
        return carry_out(lambda: call(actor=actor, webhook_id=webhook_id, **given), show)

    return door


def _removed(webhook_id: str, _: str) -> Response:
    return Response({"id": webhook_id, "state": "removed"})


def _sent_again(webhook_id: str, count: str) -> Response:
    return Response({"webhook": webhook_id, "redelivered": int(count)})


class RemovedOut(serializers.Serializer[Any]):
    """It is gone."""

    id = serializers.UUIDField()
    state = serializers.CharField(help_text="removed")


change = _verb(
    "change",
    WebhookChangeBody,
    webhooks.change_webhook,
    _shown,
    WebhookOut,
    "Name, address, events",
)
disable = _verb(
    "disable",
    NoBody,
    webhooks.disable_webhook,
    _shown,
    WebhookOut,
    "Nothing is sent any more; what is owed waits",
)
enable = _verb(
    "enable",
    NoBody,
    webhooks.enable_webhook,
    _shown,
    WebhookOut,
    "Told of what happens from now on, and sent what is owed",
)
remove = _verb(
    "remove",
    NoBody,
    webhooks.remove_webhook,
    _removed,
    RemovedOut,
    "Out of every list, its secret forgotten",
)
send_test = _verb(
    "test",
    NoBody,
    redelivering.send_test,
    lambda made, _: _delivery(made, 202),
    {202: DeliveryDetailOut},
    "A message webhook.test to this webhook alone",
)
redeliver_failed = _verb(
    "redeliver",
    SinceBody,
    redelivering.redeliver_failed,
    _sent_again,
    SentAgainOut,
    "All that failed for good since a time, once more",
)


@needs(Right.ADMIN)
@extend_schema(
    responses=DeliveryOut(many=True),
    parameters=FILTERS,
    summary="A webhook's delivery log, newest first",
    operation_id="webhooks_deliveries",
)
@api_view(["GET"])
def deliveries_of(request: Request, webhook_id: uuid.UUID) -> Response:
    """With the filters `state` and `kind`."""
    actor_of(request)
    check_filters(request.query_params, ["state", "kind"], paged=True)
    webhook_queries.webhook_or_missing(webhook_id)
    asked = {**request.query_params.dict(), "webhook": str(webhook_id)}
    return page_of(request, webhook_queries.deliveries(asked), _line)


@needs(Right.ADMIN)
@extend_schema(
    responses=DeliveryOut(many=True),
    parameters=[*FILTERS, OF_WEBHOOK],
    summary="The delivery log of all webhooks, newest first",
    operation_id="deliveries_list",
)
@api_view(["GET"])
def deliveries(request: Request) -> Response:
    """With the filters `state`, `kind` and `webhook`."""
    actor_of(request)
    check_filters(request.query_params, webhook_queries.FILTERS, paged=True)
    return page_of(request, webhook_queries.deliveries(request.query_params.dict()), _line)


def _line(row: Any) -> dict[str, Any]:
    return dict(DeliveryOut(row).data)


@needs(Right.ADMIN)
@extend_schema(responses=DeliveryDetailOut, summary="What was sent, and each answer")
@api_view(["GET"])
def delivery(request: Request, delivery_id: uuid.UUID) -> Response:
    """One line of the log, whole."""
    actor_of(request)
    check_filters(request.query_params, [])
    return _delivery(str(delivery_id))


@needs(Right.ADMIN)
@extend_schema(
    request=NoBody,
    responses={202: DeliveryDetailOut},
    parameters=[ONCE_HEADER],
    summary="Once more, under the same webhook-id",
    operation_id="deliveries_redeliver",
)
@api_view(["POST"])
def redeliver(request: Request, delivery_id: uuid.UUID) -> Response:
    """The worker sends it."""
    actor = actor_of(request)
    parse_body(NoBody, request)
    return carry_out(
        lambda: redelivering.redeliver(actor=actor, delivery_id=delivery_id),
        lambda made, _: _delivery(made, 202),
    )

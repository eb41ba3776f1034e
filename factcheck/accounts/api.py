"""REST: one's own keys. Parses, calls one verb, renders; a secret is shown once."""

from __future__ import annotations

import uuid
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts import keys as verbs
from factcheck.accounts.keys import MOST_OVERLAP, OVERLAP, NewKey
from factcheck.accounts.models import ApiKey, User
from factcheck.accounts.rights import Right
from factcheck.errors import Invalid
from factcheck.rest import Body, Text, actor_of, carry_out, check_filters, needs, page_of
from factcheck.rest import parse_body as parse
from factcheck.rest.moments import Moment
from factcheck.rest.once import ONCE_HEADER


class KeyBody(Body):
    """`POST keys/`: by a person who is logged in; a key cannot make keys."""

    name = Text(allow_blank=True, help_text="What will use it")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(list(Right)),
        required=False,
        help_text="What it may; none: all that its owner may",
    )
    expires_at = Moment(required=False, help_text="Refused from then on; none: it stays")


class RotateBody(Body):
    """`POST keys/{id}/rotate/`."""

    hours = serializers.IntegerField(
        min_value=0,
        max_value=MOST_OVERLAP,
        default=OVERLAP,
        help_text="For how long the old secret opens, beside the new one",
    )


class RevokeBody(Body):
    """`POST keys/{id}/revoke/`."""


class KeyOut(serializers.Serializer[Any]):
    """A key, without its secret."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    owner = serializers.CharField(source="owner.username")
    prefix = serializers.CharField(help_text="how the secret goes on after fck_")
    scopes = serializers.ListField(child=serializers.CharField())
    state = serializers.CharField(help_text="live, expired or revoked")
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="to the minute")
    expires_at = serializers.DateTimeField(allow_null=True)
    old_secret_until = serializers.DateTimeField(source="overlaps_until", allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewKeyOut(serializers.Serializer[Any]):
    """A key and its secret. A repeat of the request shows the key, and null for the secret."""

    key = KeyOut()
    secret = serializers.CharField(allow_null=True, help_text="shown once and kept nowhere")


def _shown(key_id: str, secret: str | None, status: int) -> Response:
    key = ApiKey.objects.select_related("owner").get(pk=key_id)
    answer = Response(NewKeyOut({"key": key, "secret": secret}).data, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@needs(Right.READ)
@extend_schema(
    methods=["GET"],
    responses=KeyOut(many=True),
    parameters=[OpenApiParameter("owner", str, description="Another's, for an admin")],
    summary="One's own keys, the newest first",
)
@extend_schema(
    methods=["POST"],
    request=KeyBody,
    responses={201: NewKeyOut},
    parameters=[ONCE_HEADER],
    summary="Make a key; its secret is shown this once",
)
@api_view(["GET", "POST"])
def keys(request: Request) -> Response:
    """The list, or one key more."""
    actor = actor_of(request)
    if request.method == "GET":
        check_filters(request.query_params, ["owner"], paged=True)
        owner = actor.person
        if name := request.query_params.get("owner"):
            owner = _person(name)
            if owner != actor.person:
                actor.must(Right.ADMIN)
        rows = verbs.keys_of(owner)
        return page_of(request, rows, lambda row: dict(KeyOut(row).data), ordering="-id")
    given = parse(KeyBody, request)
    made: list[NewKey] = []

    def make() -> NewKey:
        made.append(verbs.make_key(actor=actor, scopes=given.pop("scopes", []), **given))
        return made[0]

    return carry_out(make, lambda pk, _: _shown(pk, made[0].secret if made else None, 201))


def _person(name: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        there = ", ".join(User.objects.order_by("username").values_list("username", flat=True)[:20])
        raise Invalid.field("owner", "unknown", f"There is no such person. There are: {there}.")
    return found


@needs(Right.READ)
@extend_schema(
    request=RotateBody,
    responses=NewKeyOut,
    parameters=[ONCE_HEADER],
    summary="A new secret now; the old one opens for some hours more",
)
@api_view(["POST"])
def rotate(request: Request, key_id: uuid.UUID) -> Response:
    """One's own key, or for an admin anybody's; by a person who is logged in."""
    actor = actor_of(request)
    given = parse(RotateBody, request)
    made: list[NewKey] = []

    def turn() -> NewKey:
        made.append(verbs.rotate_key(actor=actor, key_id=key_id, **given))
        return made[0]

    return carry_out(turn, lambda pk, _: _shown(pk, made[0].secret if made else None, 200))


@needs(Right.READ)
@extend_schema(
    request=RevokeBody, responses=KeyOut, parameters=[ONCE_HEADER], summary="Never again"
)
@api_view(["POST"])
def revoke(request: Request, key_id: uuid.UUID) -> Response:
    """One's own key, or for an admin anybody's. A key may revoke itself and no other."""
    actor = actor_of(request)
    parse(RevokeBody, request)

    def show(pk: str, _: str) -> Response:
        return Response(KeyOut(ApiKey.objects.select_related("owner").get(pk=pk)).data)

    return carry_out(lambda: verbs.revoke_key(actor=actor, key_id=key_id), show)

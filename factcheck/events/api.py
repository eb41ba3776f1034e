"""REST: the change feed."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts.keys import note_read
from factcheck.accounts.rights import Right
from factcheck.errors import Invalid
from factcheck.events.models import Event
from factcheck.events.payload import as_json
from factcheck.rest import actor_of, check_filters

MOST = 500


class EventOut(serializers.Serializer[Any]):
    """One event of the ledger, as `payload.as_json` gives it; for the schema."""

    seq = serializers.IntegerField()
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    actor = serializers.UUIDField(allow_null=True)
    article = serializers.UUIDField(allow_null=True)
    claim = serializers.UUIDField(allow_null=True)
    details = serializers.JSONField()
    previous = serializers.CharField()
    hash = serializers.CharField()


@extend_schema(
    parameters=[
        OpenApiParameter("after", int, description="Only events with a higher seq"),
        OpenApiParameter("limit", int, description=f"At most so many, {MOST} at the most"),
    ],
    responses=EventOut(many=True),
    summary="What happened, in order, without a gap",
)
@api_view(["GET"])
def events(request: Request) -> Response:
    """`{results, last}`; ask again with `after=last`."""
    actor = actor_of(request)
    actor.must(Right.READ)
    check_filters(request.query_params, ["after"])
    numbers = {"after": 0, "limit": 100}
    for name in numbers:
        given = request.query_params.get(name, "")
        if given:
            if not given.isdecimal() or len(given) > 18:
                raise Invalid.field(name, "number", f"“{name}” must be a whole number from 0.")
            numbers[name] = int(given)
    rows = Event.objects.filter(seq__gt=numbers["after"]).order_by("seq")
    found = list(rows[: max(1, min(numbers["limit"], MOST))])
    last = found[-1].seq if found else numbers["after"]
    note_read(actor.key, last or 0)
    return Response({"results": [as_json(event) for event in found], "last": last})

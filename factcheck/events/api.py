"""REST: the change feed."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
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
from factcheck.rest import actor_of, check_filters, needs
from factcheck.rest.conditional import tag_of, unchanged

MOST = 500
USUAL = 100
WHOLE = {"type": "integer", "minimum": 0, "default": 0}


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


class EventsOut(serializers.Serializer[Any]):
    """A part of the feed."""

    results = EventOut(many=True)
    last = serializers.IntegerField(help_text="Ask again with after=last")


@needs(Right.READ)
@extend_schema(
    parameters=[
        OpenApiParameter("after", WHOLE, description="Only events with a higher seq"),
        OpenApiParameter(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
            description="At most so many",
        ),
    ],
    responses=EventsOut,
    operation_id="events_list",
    summary="What happened, in order, without a gap",
)
@api_view(["GET"])
def events(request: Request) -> Response:
    """`{results, last}`; ask again with `after=last`."""
    actor = actor_of(request)
    check_filters(request.query_params, ["after", "limit"])
    after = _number(request, "after", 0, range(10**18))
    limit = _number(request, "limit", USUAL, range(1, MOST + 1))
    newest = Event.objects.aggregate(newest=Max("seq"))["newest"]
    tag = tag_of(request, str(newest))
    if unchanged(request, tag):
        return Response(status=304, headers={"ETag": tag})
    rows = Event.objects.filter(seq__gt=after).order_by("seq")
    found = list(rows[:limit])
    last = found[-1].seq if found else after
    note_read(actor.key, last or 0)
    shown = {"results": [as_json(event) for event in found], "last": last}
    return Response(shown, headers={"ETag": tag})


def _number(request: Request, name: str, usual: int, allowed: range) -> int:
    given = request.query_params.get(name, str(usual))
    if not given.isascii() or not given.isdecimal() or int(given[:19]) not in allowed:
        message = f"“{name}” must be a whole number from {allowed.start} to {allowed.stop - 1}."
        raise Invalid.field(name, "number", message)
    return int(given)

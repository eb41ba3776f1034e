"""REST: the editors' table of the queue, bulk acts on it, saved views. Parses, calls one verb,
renders."""

from __future__ import annotations

import uuid
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from claims import queries as claim_queries
from factcheck.accounts.rights import Right
from factcheck.errors import FieldError, Invalid
from factcheck.ids import new_id
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
from factcheck.rest.moments import Moment
from factcheck.rest.once import ONCE_HEADER
from reviews import bulk as bulk_acts
from reviews import saved
from reviews.api import WorkClaimOut
from reviews.figures import PERIODS, Figures, period
from reviews.figures import figures as figures_of
from reviews.filters import CHOICES, SORTS, TABLE, Asked
from reviews.models_editors import BulkAct, SavedView

FILTERS = [
    OpenApiParameter(name, OpenApiTypes.UUID if name == "article" else str, enum=CHOICES.get(name))
    for name in TABLE
]


class BulkBody(Body):
    """`POST queue/bulk/`: one act, and the claims it is for."""

    act = Text(help_text=", ".join(bulk_acts.ACTS))
    claims = serializers.ListField(child=serializers.UUIDField(), max_length=bulk_acts.MOST)
    to = Text(required=False, help_text="assign: a reviewer's user name")
    due_at = Moment(required=False)
    by = serializers.IntegerField(required=False, help_text="push: points up, or down")
    reason = Text(required=False, help_text="dismiss: not_a_claim or out_of_scope")


class ViewBody(Body):
    """`POST queue/views/`."""

    name = Text()
    query = Text(allow_blank=True, help_text="The table's filters as an address has them")


class OutcomeOut(serializers.Serializer[Any]):
    """What the act would do to one claim: one of the two is empty."""

    claim = serializers.UUIDField(source="claim.id")
    will = serializers.CharField()
    why_not = serializers.CharField()


class PreviewOut(serializers.Serializer[Any]):
    """What a bulk act would do."""

    changes = serializers.IntegerField()
    claims = OutcomeOut(many=True)


class BulkActOut(serializers.Serializer[Any]):
    """A bulk act that was done; every event of it carries this id as `batch`."""

    id = serializers.UUIDField()
    act = serializers.CharField()
    by = serializers.CharField(source="by.username")
    at = serializers.DateTimeField()
    changed = serializers.IntegerField()
    left = serializers.JSONField(help_text="Claims left alone, each with the reason")
    undone_at = serializers.DateTimeField(allow_null=True)
    undo_left = serializers.JSONField()


class ViewOut(serializers.Serializer[Any]):
    """A named set of filters."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    query = serializers.CharField()
    owner = serializers.CharField(source="owner.username")


class DayOut(serializers.Serializer[Any]):
    """One day of the desk; hours are null where nothing was decided."""

    day = serializers.DateField()
    came = serializers.IntegerField()
    waiting = serializers.IntegerField(help_text="Not settled at the end of the day")
    decided = serializers.IntegerField()
    dismissed = serializers.IntegerField()
    skipped = serializers.IntegerField()
    median_hours = serializers.FloatField(allow_null=True, help_text="From story to verdict")
    slow_hours = serializers.FloatField(allow_null=True, help_text="Nine of ten within")


class ExtractorOut(serializers.Serializer[Any]):
    """One version of an extractor against what people made of its claims."""

    name = serializers.CharField()
    version = serializers.CharField()
    kept = serializers.IntegerField()
    mended = serializers.IntegerField(help_text="Kept, and its words changed, split or merged")
    wrong = serializers.IntegerField()
    missed = serializers.IntegerField()
    precision = serializers.FloatField(allow_null=True)
    recall = serializers.FloatField(allow_null=True)


class DeskFiguresOut(serializers.Serializer[Any]):
    """The desk's figures."""

    days = DayOut(many=True)
    ages = serializers.SerializerMethodField()
    waiting = serializers.IntegerField()
    decided = serializers.IntegerField()
    dismissed = serializers.IntegerField()
    skipped = serializers.IntegerField()
    share_dismissed = serializers.FloatField(allow_null=True)
    share_skipped = serializers.FloatField(allow_null=True)
    median_hours = serializers.FloatField(allow_null=True)
    slow_hours = serializers.FloatField(allow_null=True)
    extractors = ExtractorOut(many=True)

    def get_ages(self, found: Figures) -> dict[str, int]:
        """What is not settled now, by how long it has waited."""
        return dict(found.ages)


@needs(Right.READ)
@extend_schema(
    responses=DeskFiguresOut,
    parameters=[OpenApiParameter("days", int, enum=PERIODS)],
    summary="Backlog, time to a verdict, what was settled, how good the extractor was",
)
@api_view(["GET"])
def figures(request: Request) -> Response:
    """The numbers of the desk's page of charts."""
    actor_of(request)
    check_filters(request.query_params, ["days"])
    days = period(request.query_params.get("days", "30"))
    return Response(DeskFiguresOut(figures_of(days)).data)


@needs(Right.READ)
@extend_schema(
    responses=WorkClaimOut(many=True), parameters=FILTERS, summary="The queue, best first"
)
@api_view(["GET"])
def table(request: Request) -> Response:
    """Claims that wait, or those that `status` names, in the order that `sort` names."""
    actor_of(request)
    check_filters(request.query_params, TABLE, paged=True)
    asked = Asked.of(request.query_params)
    _refuse(asked.errors)
    rows = asked.rows(claim_queries.claims())
    page = page_of(
        request,
        rows,
        lambda row: dict(WorkClaimOut(row).data),
        ordering=SORTS[asked.sort][1],
        version=claim_queries.work_figure,
    )
    if page.status_code == 200 and not page.data["results"]:
        _refuse(asked.unknown())
    return page


def _refuse(errors: dict[str, str]) -> None:
    if errors:
        raise Invalid.fields(FieldError(name, "invalid", errors[name]) for name in errors)


def _act(given: dict[str, Any]) -> tuple[bulk_acts.Act, list[uuid.UUID]]:
    name, claims = given.pop("act"), given.pop("claims")
    return bulk_acts.Act(name=name, **given), claims


def _show_batch(act_id: str, _: str) -> Response:
    return Response(BulkActOut(BulkAct.objects.select_related("by").get(pk=act_id)).data)


@needs(Right.EDIT)
@extend_schema(request=BulkBody, responses=PreviewOut, summary="What a bulk act would change")
@api_view(["POST"])
def preview(request: Request) -> Response:
    """Changes nothing."""
    act, claims = _act(parse_body(BulkBody, request))
    found = bulk_acts.preview(actor=actor_of(request), act=act, claim_ids=claims)
    changes = sum(1 for one in found if one.will)
    return Response(PreviewOut({"changes": changes, "claims": found}).data)


@needs(Right.EDIT)
@extend_schema(
    request=BulkBody,
    responses=BulkActOut,
    parameters=[ONCE_HEADER],
    summary="One act on many claims; what cannot change is left alone and named",
)
@api_view(["POST"])
def bulk(request: Request) -> Response:
    """Assign, unassign, push, dismiss."""
    actor = actor_of(request)
    act, claims = _act(parse_body(BulkBody, request))
    return carry_out(
        lambda: bulk_acts.run(actor=actor, act_id=new_id(), act=act, claim_ids=claims),
        _show_batch,
    )


@needs(Right.EDIT)
@extend_schema(
    request=NoBody, responses=BulkActOut, parameters=[ONCE_HEADER], summary="Take a bulk act back"
)
@api_view(["POST"])
def undo_bulk(request: Request, bulk_id: uuid.UUID) -> Response:
    """Within five minutes, as a whole, but for what was touched since."""
    actor = actor_of(request)
    parse_body(NoBody, request)
    return carry_out(lambda: bulk_acts.undo_bulk(actor=actor, act_id=bulk_id), _show_batch)


def _show_view(view_id: str, _: str) -> Response:
    return Response(ViewOut(SavedView.objects.select_related("owner").get(pk=view_id)).data)


@needs(GET=Right.READ, POST=Right.EDIT)
@extend_schema(methods=["GET"], responses=ViewOut(many=True), summary="Saved views of the queue")
@extend_schema(
    methods=["POST"],
    request=ViewBody,
    responses=ViewOut,
    parameters=[ONCE_HEADER],
    summary="Keep a view under a name",
)
@api_view(["GET", "POST"])
def views(request: Request) -> Response:
    """Seen by all, kept by editors."""
    actor = actor_of(request)
    if request.method == "GET":
        check_filters(request.query_params, [], paged=True)
        rows = SavedView.objects.select_related("owner")
        return page_of(request, rows, lambda row: dict(ViewOut(row).data), ordering="name")
    given = parse_body(ViewBody, request)
    return carry_out(lambda: saved.save_view(actor=actor, **given), _show_view)


@needs(Right.EDIT)
@extend_schema(
    request=NoBody, responses={204: None}, parameters=[ONCE_HEADER], summary="Delete a saved view"
)
@api_view(["POST"])
def delete_view(request: Request, view_id: uuid.UUID) -> Response:
    """Its owner's, or an admin's."""
    actor = actor_of(request)
    parse_body(NoBody, request)
    return carry_out(
        lambda: saved.delete_view(actor=actor, view_id=view_id),
        lambda _, __: Response(status=204),
        empty=Response(status=204),
    )

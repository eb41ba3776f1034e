"""REST: the second pair of eyes: asked for, two that differ, and how often two agree."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts.rights import Right
from factcheck.rest import Body, Text, actor_of, check_filters, needs
from reviews import second as verbs
from reviews.agreement import Row, report
from reviews.api import CitationBody, ReasonBody, command
from reviews.evidence import Source
from reviews.exports.doors import agreement_file


class AdjudicateBody(Body):
    """`POST claims/{id}/adjudicate/`: `pick` a review, or give a `verdict` of one's own."""

    pick = serializers.UUIDField(required=False, help_text="The review whose verdict it is to be")
    verdict = Text(required=False, allow_blank=True, help_text="verified, disputed or unverifiable")
    rationale = Text(allow_blank=True)
    citations = CitationBody(many=True, required=False)
    reason = Text(
        required=False, allow_blank=True, help_text="Of an admin who gave one of the two reviews"
    )


class FiguresOut(serializers.Serializer[Any]):
    """Agreement over some pairs; what is undefined is null, and `undefined` says why."""

    pairs = serializers.IntegerField(source="figures.pairs")
    agreed = serializers.IntegerField(source="figures.agreed")
    agreement = serializers.FloatField(source="figures.agreement", allow_null=True)
    expected = serializers.FloatField(source="figures.expected", allow_null=True)
    kappa = serializers.FloatField(source="figures.kappa", allow_null=True)
    undefined = serializers.CharField(source="figures.undefined", allow_null=True)
    group = serializers.CharField(help_text="desk, pair, kind, month or adjudicated")
    name = serializers.CharField()
    counts = serializers.SerializerMethodField()

    def get_counts(self, row: Row) -> list[dict[str, Any]]:
        """How often the one said this and the other that: of the desk, kinds and months the first
        and the second; of a pair in the order of its names; else the reviewer and the editor."""
        return [
            {"first": first, "second": second, "count": count}
            for (first, second), count in row.figures.cells()
        ]


class AgreementOut(serializers.Serializer[Any]):
    """The figures."""

    results = FiguresOut(many=True)


def _adjudicate(*, citations: list[dict[str, Any]] | None = None, **given: Any) -> Any:
    return verbs.adjudicate(citations=[Source.sent(one) for one in citations or []], **given)


second = command(ReasonBody, verbs.ask_second, "Ask for a second pair of eyes", Right.EDIT)
adjudicate = command(AdjudicateBody, _adjudicate, "Settle two reviews that differ", Right.EDIT)


@needs(Right.EDIT)
@extend_schema(responses=AgreementOut, summary="How often two pairs of eyes agree")
@api_view(["GET"])
def agreement(request: Request) -> Response:
    """`{results}`: by desk, pair, kind and month; each reviewer against adjudicated verdicts."""
    actor_of(request)
    check_filters(request.query_params, [])
    return Response({"results": FiguresOut(report(), many=True).data})


@needs(Right.EDIT)
@extend_schema(responses={(200, "text/csv"): str}, summary="The agreement figures as CSV")
@api_view(["GET"])
def export_agreement(request: Request) -> StreamingHttpResponse:
    """The rows of `agreement/`; what is undefined is an empty cell."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    return agreement_file(actor)

"""REST: claims, the queue, the verbs, verdicts. Parses, calls one verb, renders."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from claims import queries as claim_queries
from claims.api import ClaimOut, ProposalOut, WordingOut
from claims.filters import ClaimFilter
from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.events.ledger import figure
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
from reviews import decide, queries, queue
from reviews.access import is_held
from reviews.evidence import Source
from reviews.exports.doors import export
from reviews.verdict_filter import VerdictFilter

NAME = OpenApiParameter("name", str, OpenApiParameter.PATH, enum=["csv", "jsonl"])
FORMS = (
    OpenApiParameter("bom", str, enum=["0", "1"], description="1: a CSV begins as Excel needs it"),
    OpenApiParameter(
        "with", str, enum=["articles"], description="JSON Lines with all that an import needs"
    ),
)


# ---- what is sent ------------------------------------------------------------------------------
class LeaseBody(Body):
    """A command under a lease."""

    lease_no = serializers.IntegerField(min_value=1)


class MaybeLeaseBody(Body):
    """A command that an editor may do without a lease."""

    lease_no = serializers.IntegerField(min_value=1, required=False)


class SkipBody(LeaseBody):
    """`POST claims/{id}/skip/`."""

    reason = Text(
        required=False,
        help_text="not_now (an hour), not_me (this round) or language (a speaker is needed)",
    )
    language = Text(required=False, help_text="with `language`: the code, like es")


class DismissBody(MaybeLeaseBody):
    """`POST claims/{id}/dismiss/`."""

    reason = Text(required=False, help_text="not_a_claim, duplicate or out_of_scope")
    duplicate_of = serializers.UUIDField(required=False)


class ReasonBody(Body):
    """A command that must say why."""

    reason = Text(allow_blank=True)


class CitationBody(Body):
    """A citation: who, what, when, where, its stance, the words that matter."""

    url = Text(allow_blank=True)
    title = Text(required=False, allow_blank=True)
    publisher = Text(required=False, allow_blank=True)
    author = Text(required=False, allow_blank=True)
    kind = Text(required=False, help_text="primary, secondary or anonymous")
    date = serializers.DateField(
        required=False, allow_null=True, error_messages={"invalid": "Write the day as YYYY-MM-DD."}
    )
    stance = Text(required=False, help_text="supports, refutes or context")
    excerpt = Text(required=False, allow_blank=True)
    snapshot = serializers.UUIDField(required=False, allow_null=True)


class ReviewBody(LeaseBody):
    """`POST claims/{id}/review/`."""

    verdict = Text(allow_blank=True, help_text="verified, disputed or unverifiable")
    rationale = Text(allow_blank=True)
    citations = CitationBody(many=True, required=False)


# ---- what is answered --------------------------------------------------------------------------
class SnapshotNamed(serializers.Serializer[Any]):
    """The snapshot that a citation holds."""

    id = serializers.UUIDField()
    sha256 = serializers.CharField()
    taken_at = serializers.DateTimeField()


class CitationOut(serializers.Serializer[Any]):
    """A citation."""

    url = serializers.CharField()
    title = serializers.CharField()
    publisher = serializers.CharField()
    author = serializers.CharField()
    kind = serializers.CharField()
    date = serializers.DateField(source="published_on", allow_null=True)
    accessDate = serializers.DateTimeField(  # noqa: N815
        source="snapshot.taken_at", default=None, allow_null=True
    )
    stance = serializers.CharField()
    excerpt = serializers.CharField()
    snapshot = SnapshotNamed(allow_null=True)
    proof = serializers.JSONField(help_text="level, start, end, differs; {} was not checked")


class ReviewOut(serializers.Serializer[Any]):
    """One reviewer's judgement."""

    id = serializers.UUIDField()
    round = serializers.IntegerField()
    turn = serializers.IntegerField(help_text="1 first, 2 second, 3 the editor's of a conflict")
    reviewer = serializers.CharField(source="reviewer.username")
    verdict = serializers.CharField()
    rationale = serializers.CharField()
    citations = CitationOut(many=True)
    picked = serializers.UUIDField(source="picked_id", allow_null=True)
    reason = serializers.CharField()
    created_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class LeaseOut(serializers.Serializer[Any]):
    """The right to review one claim until a time."""

    lease_no = serializers.IntegerField()
    holder = serializers.CharField(source="holder.username")
    held_until = serializers.DateTimeField()


class AssignmentOut(serializers.Serializer[Any]):
    """For whom an editor wants a claim, and by when."""

    to = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)


class WorkClaimOut(ClaimOut):
    """A claim in a list, with who holds it."""

    lease = serializers.SerializerMethodField()
    assignment = serializers.SerializerMethodField()

    @extend_schema_field(LeaseOut(allow_null=True))
    def get_lease(self, claim: Claim) -> dict[str, Any] | None:
        """The live lease, or null."""
        return dict(LeaseOut(claim).data) if is_held(claim) else None

    @extend_schema_field(AssignmentOut(allow_null=True))
    def get_assignment(self, claim: Claim) -> dict[str, Any] | None:
        """For whom an editor wants it, and by when; or null."""
        due = claim.due_at.isoformat() if claim.due_at else None
        return {"to": claim.assignee.username, "due_at": due} if claim.assignee else None


class SecondLookOut(serializers.Serializer[Any]):
    """Which editor asked for a second pair of eyes, and why."""

    by = serializers.CharField(source="by.username")
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class VersionOut(serializers.Serializer[Any]):
    """A verdict version, in short."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    state = serializers.CharField()
    value = serializers.CharField()
    created_at = serializers.DateTimeField()


class ClaimDetailOut(WorkClaimOut):
    """A claim with who proposed it, its earlier wordings, the reviews that the caller may read
    and its verdict versions."""

    second_look = SecondLookOut(allow_null=True, default=None)
    proposals = ProposalOut(many=True)
    wordings = WordingOut(many=True)
    reviews = ReviewOut(many=True)
    verdicts = VersionOut(many=True)


class TakenOut(serializers.Serializer[Any]):
    """A claim and the lease on it."""

    claim = ClaimDetailOut()
    lease = LeaseOut(allow_null=True)


class NoteOut(serializers.Serializer[Any]):
    """What an editor said of a version: about its revision, or to readers."""

    about = serializers.CharField(help_text="revised, corrected or retracted")
    text = serializers.CharField()
    by = serializers.CharField(source="by.username")
    at = serializers.DateTimeField()


class VerdictOut(serializers.Serializer[Any]):
    """A verdict version: its state, and its content as made once."""

    id = serializers.UUIDField()
    claim = serializers.UUIDField(source="claim_id")
    article = serializers.UUIDField(source="claim.article_id")
    headline = serializers.CharField(source="claim.article.headline")
    version = serializers.IntegerField()
    round = serializers.IntegerField()
    state = serializers.CharField()
    value = serializers.CharField()
    content = serializers.JSONField()
    sha256 = serializers.CharField()
    created_by = serializers.CharField(source="created_by.username")
    created_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True, help_text="When it stood no longer")
    remind_on = serializers.DateField(allow_null=True)
    notes = NoteOut(many=True)


# ---- reading -----------------------------------------------------------------------------------
@needs(Right.READ)
@extend_schema(
    responses=WorkClaimOut(many=True),
    parameters=filters_of(ClaimFilter),
    summary="An article's claims, in text order",
)
@api_view(["GET"])
def article_claims(request: Request, article_id: uuid.UUID) -> Response:
    """The claims of one article."""
    actor_of(request)
    claim_queries.article_or_missing(article_id)
    rows = filtered(
        ClaimFilter, request.query_params, claim_queries.claims().filter(article=article_id)
    )
    return page_of(
        request,
        rows,
        lambda row: dict(WorkClaimOut(row).data),
        ordering="start",
        version=claim_queries.work_figure,
    )


@needs(Right.READ)
@extend_schema(responses=ClaimDetailOut, summary="One claim with its reviews and verdicts")
@api_view(["GET"])
def claim(request: Request, claim_id: uuid.UUID) -> Response:
    """One claim."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    return Response(ClaimDetailOut(queries.claim_or_missing(claim_id, actor.person)).data)


@needs(Right.READ)
@extend_schema(
    responses=VerdictOut(many=True),
    parameters=filters_of(VerdictFilter),
    summary="Verdict versions, newest first",
)
@api_view(["GET"])
def verdicts(request: Request) -> Response:
    """The list with its filters."""
    actor = actor_of(request)
    rows = filtered(VerdictFilter, request.query_params, queries.verdicts(actor.person))
    return page_of(request, rows, lambda row: dict(VerdictOut(row).data), version=figure)


@needs(Right.READ)
@extend_schema(responses=VerdictOut, summary="One verdict version")
@api_view(["GET"])
def verdict(request: Request, verdict_id: uuid.UUID) -> Response:
    """One version."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    return Response(VerdictOut(queries.verdict_or_missing(verdict_id, actor.person)).data)


# ---- the verbs ---------------------------------------------------------------------------------
def show_taken(actor: Actor) -> Callable[[str, str], Response]:
    def show(claim_id: str, _: str) -> Response:
        found = queries.claim_or_missing(claim_id, actor.person)
        held = is_held(found) and found.holder_id == actor.person.id
        return Response(TakenOut({"claim": found, "lease": found if held else None}).data)

    return show


def command(
    body: type[Body], call: Callable[..., Any], summary: str, right: Right = Right.REVIEW
) -> Any:
    """A door for a verb on one claim: parse the body, call the verb, show the claim."""

    @needs(right)
    @extend_schema(
        request=body,
        responses=TakenOut,
        parameters=[ONCE_HEADER],
        summary=summary,
    )
    @api_view(["POST"])
    def door(request: Request, claim_id: uuid.UUID) -> Response:
        actor = actor_of(request)
        given = parse_body(body, request)
        show = show_taken(actor)
        return carry_out(
            lambda: call(actor=actor, claim_id=claim_id, **given),
            lambda _, o: show(str(claim_id), o),
        )

    return door


def _review(*, citations: list[dict[str, Any]] | None = None, **given: Any) -> Any:
    return decide.review(citations=[Source.sent(one) for one in citations or []], **given)


take = command(NoBody, queue.take, "Take this very claim; 409 says who holds it")
renew = command(LeaseBody, queue.renew, "The lease runs anew")
release = command(MaybeLeaseBody, queue.release, "Back to the queue")
skip = command(SkipBody, queue.skip, "Not now, or not me")
promote = command(NoBody, queue.promote, "A proposed claim joins the queue")
dismiss = command(DismissBody, decide.dismiss, "No claim for us")
review = command(ReviewBody, _review, "Judge a held claim, with citations")
reopen = command(ReasonBody, decide.reopen, "The next round of a settled claim", Right.EDIT)
undo = command(NoBody, decide.undo, "Take back one's own act of the last five minutes")


@needs(Right.READ)
@extend_schema(
    responses={(200, "text/csv"): str, (200, "application/jsonl"): str},
    parameters=[NAME, *filters_of(VerdictFilter), *FORMS],
    summary="Verdicts as CSV or JSON Lines; the filters of verdicts/",
)
@api_view(["GET"])
def export_verdicts(request: Request, name: str) -> StreamingHttpResponse:
    """Every row says its state."""
    actor = actor_of(request)
    given = request.query_params.dict()
    return export(actor, name, given, queries.verdicts(actor.person))

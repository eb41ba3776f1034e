"""REST: what becomes of a verdict: revised, published, corrected, retracted; what the policy asks
and who still has an old version. Parses, calls one verb, renders."""

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
from factcheck.errors import Invalid
from factcheck.rest import (
    Body,
    Text,
    actor_of,
    carry_out,
    check_filters,
    needs,
    page_of,
    parse_body,
)
from factcheck.rest.once import ONCE_HEADER
from reviews import on_record, publish, queries
from reviews.api import CitationBody, VerdictOut, command
from reviews.checklist import at_review, checklist
from reviews.claimreview import claim_review
from reviews.evidence import Source, check_citations, unsaved
from reviews.lint import lint
from reviews.models_publish import Contact
from reviews.places import places
from reviews.recall import holders
from reviews.words import Value

DAY: dict[str, Any] = {"invalid": "Write the day as YYYY-MM-DD."}


def _day(help_text: str) -> serializers.DateField:
    return serializers.DateField(
        required=False, allow_null=True, help_text=help_text, error_messages=DAY
    )


class ReviseBody(Body):
    """`POST verdicts/{id}/revise/`."""

    reason = Text(allow_blank=True, help_text="Why; stays in the history")
    rationale = Text(required=False, allow_blank=True)
    as_of = _day("The day to which the verdict is true")


class PublishBody(Body):
    """`POST verdicts/{id}/publish/`."""

    note = Text(
        required=False,
        allow_blank=True,
        help_text="For readers: what was wrong; needed where a published version stands",
    )
    remind_on = _day("When the desk is to look at it again")


class CorrectBody(Body):
    """`POST verdicts/{id}/correct/`."""

    note = Text(allow_blank=True, help_text="For readers: what was wrong")
    value = Text(required=False, help_text="verified, disputed or unverifiable")
    rationale = Text(required=False, allow_blank=True)
    as_of = _day("The day to which the verdict is true")
    remind_on = _day("When the desk is to look at it again")


class RetractBody(Body):
    """`POST verdicts/{id}/retract/`."""

    note = Text(allow_blank=True, help_text="For readers: why it stands no longer")


class OverrideBody(Body):
    """`POST claims/{id}/override/`."""

    rule = Text(allow_blank=True, help_text="The rule's name in the checklist")
    reason = Text(allow_blank=True)


class ContactBody(Body):
    """`POST claims/{id}/contacts/`."""

    asked = serializers.BooleanField(default=True, help_text="false: why nobody was asked")
    who = Text(required=False, allow_blank=True)
    answer = Text(allow_blank=True)


class ItemOut(serializers.Serializer[Any]):
    """One rule of the policy."""

    rule = serializers.CharField()
    met = serializers.BooleanField()
    reason = serializers.CharField()
    override = serializers.CharField(help_text="Why an editor let it go; empty where none did")


class FindingOut(serializers.Serializer[Any]):
    """What the linter says of the ClaimReview."""

    rule = serializers.CharField()
    message = serializers.CharField()
    advice = serializers.BooleanField(help_text="true: does not keep it from being published")


class ChecklistOut(serializers.Serializer[Any]):
    """What stands between a verdict and its readers."""

    publishable = serializers.BooleanField()
    policy = ItemOut(many=True)
    lint = FindingOut(many=True)


class JudgementBody(Body):
    """`POST claims/{id}/checklist/`: a review as it would be sent, without its lease."""

    verdict = serializers.ChoiceField(list(Value))
    citations = CitationBody(many=True, required=False)


class ReviewChecklistOut(serializers.Serializer[Any]):
    """What a review would still lack."""

    policy = ItemOut(many=True)


class HolderOut(serializers.Serializer[Any]):
    """Somebody who has a version that no longer stands."""

    who = serializers.CharField()
    way = serializers.CharField()
    filters = serializers.DictField(child=serializers.CharField())
    last_at = serializers.DateTimeField(allow_null=True)
    last_event = serializers.IntegerField()


class PlaceOut(serializers.Serializer[Any]):
    """Where the claim stood."""

    article = serializers.CharField(source="article_id")
    headline = serializers.CharField()
    outlet = serializers.CharField()
    url = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)
    repeats = serializers.CharField(help_text="The claim there that repeats this one")


class RecallOut(serializers.Serializer[Any]):
    """Who still has the version, and where its claim stood."""

    holders = HolderOut(many=True)
    places = PlaceOut(many=True)


class ContactOut(serializers.Serializer[Any]):
    """A line of the contact log."""

    id = serializers.UUIDField()
    asked = serializers.BooleanField()
    who = serializers.CharField()
    answer = serializers.CharField()
    by = serializers.CharField(source="by.username")
    at = serializers.DateTimeField()


def _verb(body: type[Body], call: Callable[..., Any], summary: str) -> Any:
    """A door for a verb on one version; shows the version that it made or changed."""

    @needs(Right.EDIT)
    @extend_schema(
        request=body,
        responses=VerdictOut,
        parameters=[ONCE_HEADER],
        summary=summary,
    )
    @api_view(["POST"])
    def door(request: Request, verdict_id: uuid.UUID) -> Response:
        actor = actor_of(request)
        given = parse_body(body, request)

        def show(made: str, _: str) -> Response:
            return Response(VerdictOut(queries.verdict_or_missing(made, actor.person)).data)

        return carry_out(lambda: call(actor=actor, verdict_id=verdict_id, **given), show)

    return door


revise = _verb(ReviseBody, publish.revise, "The draft in other words: the next version")
publish_ = _verb(PublishBody, publish.publish, "Out to readers, where policy and linter let it")
correct = _verb(CorrectBody, publish.correct, "The next version, published at once, with a note")
retract = _verb(RetractBody, publish.retract, "It stands no longer, and readers see why")
override = command(
    OverrideBody, on_record.override_rule, "Let a rule go for this claim, and why", Right.EDIT
)


@needs(Right.READ)
@extend_schema(responses=ChecklistOut, summary="What the policy and the linter say of a version")
@api_view(["GET"])
def verdict_checklist(request: Request, verdict_id: uuid.UUID) -> Response:
    """Each rule, met or lacking, as `publish/` would judge it for the caller."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    version = queries.verdict_or_missing(verdict_id, actor.person)
    items = checklist(version.claim, version, publisher=actor.person)
    found = lint(claim_review(version.claim, version, places(version.claim)))
    shown = {
        "publishable": all(item.passes for item in items) and all(one.advice for one in found),
        "policy": items,
        "lint": found,
    }
    return Response(ChecklistOut(shown).data)


@needs(Right.REVIEW)
@extend_schema(
    request=JudgementBody,
    responses=ReviewChecklistOut,
    summary="What the policy would say of a review; nothing is written",
)
@api_view(["POST"])
def review_checklist(request: Request, claim_id: uuid.UUID) -> Response:
    """Each rule, met or lacking, but for the sign-off, which is the publisher's."""
    actor = actor_of(request)
    given = parse_body(JudgementBody, request)
    claim = queries.claim_or_missing(claim_id, actor.person)
    sources = [Source.sent(one) for one in given.get("citations") or []]
    if errors := check_citations(sources, actor.person):
        raise Invalid.fields(errors)
    items = at_review(claim, given["verdict"], unsaved(sources, actor.person))
    return Response(ReviewChecklistOut({"policy": items}).data)


@needs(Right.EDIT)
@extend_schema(responses=RecallOut, summary="Who still has this version, and where its claim stood")
@api_view(["GET"])
def recall(request: Request, verdict_id: uuid.UUID) -> Response:
    """For a version that no longer stands; an editor's."""
    actor = actor_of(request)
    check_filters(request.query_params, [])
    version = queries.verdict_or_missing(verdict_id, actor.person)
    shown = {"holders": holders(version), "places": places(version.claim)}
    return Response(RecallOut(shown).data)


@needs(GET=Right.READ, POST=Right.REVIEW)
@extend_schema(methods=["GET"], responses=ContactOut(many=True), summary="A claim's contact log")
@extend_schema(
    methods=["POST"],
    request=ContactBody,
    responses={201: ContactOut},
    parameters=[ONCE_HEADER],
    summary="The claimant was asked, or why not",
)
@api_view(["GET", "POST"])
def contacts(request: Request, claim_id: uuid.UUID) -> Response:
    """What was asked and answered, the oldest first."""
    actor = actor_of(request)
    if request.method == "GET":
        check_filters(request.query_params, [], paged=True)
        found = queries.claim_or_missing(claim_id, actor.person)
        rows = found.contacts.select_related("by")
        return page_of(request, rows, lambda row: dict(ContactOut(row).data), ordering="id")
    given = parse_body(ContactBody, request)
    return carry_out(
        lambda: on_record.log_contact(actor=actor, claim_id=claim_id, **given),
        lambda made, _: Response(ContactOut(Contact.objects.get(pk=made)).data, status=201),
    )

"""REST: a claim added by hand, edited, split, merged. Thin doors to the verbs."""

from __future__ import annotations

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from claims import queries as claim_queries
from claims.bodies import WordsBody, words_of
from claims.by_hand import add_claim
from claims.filters import ClaimFilter
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.rest import Body, Text, actor_of, carry_out, filters_of, needs, page_of, parse_body
from factcheck.rest.filters import filtered
from factcheck.rest.once import ONCE_HEADER
from reviews import amend, queries
from reviews.api import ClaimDetailOut, WorkClaimOut


class AddBody(WordsBody):
    """`POST claims/`."""

    article = serializers.UUIDField()
    claimant = Text(required=False, allow_blank=True, help_text="Empty: as the reader finds")
    statement = Text(required=False, allow_blank=True, help_text="Empty: the words themselves")


class WordingBody(Body):
    """A change of what a claim says: `wording` is the number that was read last."""

    wording = serializers.IntegerField(min_value=1)
    lease_no = serializers.IntegerField(
        min_value=1, required=False, help_text="needed unless the claim is only proposed"
    )


class EditBody(WordsBody, WordingBody):
    """`POST claims/{id}/edit/`: what is not named stays."""

    statement = Text(required=False)
    claimant = Text(required=False, allow_blank=True)


class SplitBody(WordsBody, WordingBody):
    """`POST claims/{id}/split/`: the words that become a claim of their own."""


class MergeBody(WordingBody):
    """`POST claims/{id}/merge/`."""

    other = serializers.UUIDField(help_text="the claim that goes into this one")


class AddedOut(serializers.Serializer[Any]):
    """The claim, and what became of the marking."""

    outcome = serializers.CharField(help_text="created, promoted or known")
    claim = ClaimDetailOut()


@needs(GET=Right.READ, POST=Right.REVIEW)
@extend_schema(
    methods=["GET"],
    responses=WorkClaimOut(many=True),
    parameters=filters_of(ClaimFilter),
    summary="Claims, newest first",
)
@extend_schema(
    methods=["POST"],
    request=AddBody,
    responses={201: AddedOut, 200: AddedOut},
    parameters=[ONCE_HEADER],
    summary="Mark words of a story as a claim",
)
@api_view(["GET", "POST"])
def claims(request: Request) -> Response:
    """The list with its filters, or one claim more."""
    actor = actor_of(request)
    if request.method == "GET":
        rows = filtered(ClaimFilter, request.query_params, claim_queries.claims())
        return page_of(
            request,
            rows,
            lambda row: dict(WorkClaimOut(row).data),
            version=claim_queries.work_figure,
        )
    given = parse_body(AddBody, request)
    article = given.pop("article")
    words = words_of(given)
    return carry_out(
        lambda: add_claim(actor=actor, article_id=article, words=words, **given),
        lambda made, outcome: Response(
            AddedOut(
                {"outcome": outcome, "claim": queries.claim_or_missing(made, actor.person)}
            ).data,
            status=201 if outcome == "created" else 200,
        ),
    )


def _shown(actor: Actor, claim_id: str) -> Response:
    return Response(ClaimDetailOut(queries.claim_or_missing(claim_id, actor.person)).data)


@needs(Right.REVIEW)
@extend_schema(
    request=EditBody,
    responses=ClaimDetailOut,
    parameters=[ONCE_HEADER],
    summary="Change a claim's statement, claimant or span",
)
@api_view(["POST"])
def edit(request: Request, claim_id: uuid.UUID) -> Response:
    """Changes what the claim says; how it stood before is kept."""
    actor = actor_of(request)
    given = parse_body(EditBody, request)
    words = words_of(given)
    return carry_out(
        lambda: amend.edit(
            actor=actor,
            claim_id=claim_id,
            words=words if words.quote or words.start is not None else None,
            **given,
        ),
        lambda made, _: _shown(actor, made),
    )


@needs(Right.REVIEW)
@extend_schema(
    request=SplitBody,
    responses={201: ClaimDetailOut},
    parameters=[ONCE_HEADER],
    summary="Make a claim of its own of a part of a claim",
)
@api_view(["POST"])
def split(request: Request, claim_id: uuid.UUID) -> Response:
    """Answers with the new claim; the other half keeps its id."""
    actor = actor_of(request)
    given = parse_body(SplitBody, request)
    words = words_of(given)
    return carry_out(
        lambda: amend.split(actor=actor, claim_id=claim_id, words=words, **given),
        lambda made, _: Response(
            ClaimDetailOut(queries.claim_or_missing(made, actor.person)).data, status=201
        ),
    )


@needs(Right.REVIEW)
@extend_schema(
    request=MergeBody,
    responses=ClaimDetailOut,
    parameters=[ONCE_HEADER],
    summary="Make one claim of two neighbours",
)
@api_view(["POST"])
def merge(request: Request, claim_id: uuid.UUID) -> Response:
    """The claim grows over both; the other is dismissed as merged into it."""
    actor = actor_of(request)
    given = parse_body(MergeBody, request)
    return carry_out(
        lambda: amend.merge(actor=actor, claim_id=claim_id, **given),
        lambda made, _: _shown(actor, made),
    )

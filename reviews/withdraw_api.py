"""REST: a whole story out of the desk's work, and back."""

from __future__ import annotations

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from claims import queries as claim_queries
from claims.api import ArticleDetailOut
from factcheck.accounts.rights import Right
from factcheck.rest import NoBody, actor_of, carry_out, needs, parse_body
from factcheck.rest.once import ONCE_HEADER
from reviews.api import ReasonBody
from reviews.withdraw import restore_article, withdraw_article


def show_article(article_id: str, _: str) -> Response:
    return Response(ArticleDetailOut(claim_queries.article_or_missing(article_id)).data)


@needs(Right.EDIT)
@extend_schema(
    request=ReasonBody,
    responses=ArticleDetailOut,
    parameters=[ONCE_HEADER],
    summary="Take a story out, reversibly",
)
@api_view(["POST"])
def withdraw(request: Request, article_id: uuid.UUID) -> Response:
    """The article must go."""
    actor = actor_of(request)
    given = parse_body(ReasonBody, request)
    return carry_out(
        lambda: withdraw_article(actor=actor, article_id=article_id, **given), show_article
    )


@needs(Right.EDIT)
@extend_schema(
    request=NoBody,
    responses=ArticleDetailOut,
    parameters=[ONCE_HEADER],
    summary="Take a withdrawal back",
)
@api_view(["POST"])
def restore(request: Request, article_id: uuid.UUID) -> Response:
    """The article may stay."""
    actor = actor_of(request)
    parse_body(NoBody, request)
    return carry_out(lambda: restore_article(actor=actor, article_id=article_id), show_article)

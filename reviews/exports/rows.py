"""What a row of every export holds, in one order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from reviews.models import Review, Verdict

COLUMNS = (
    "verdict_id",
    "claim_id",
    "statement",
    "quote",
    "start",
    "end",
    "claimant",
    "proposed_by",
    "verdict",
    "state",
    "version",
    "round",
    "rationale",
    "citations",
    "reviewer",
    "reviewed_at",
    "decided_at",
    "article_id",
    "headline",
    "outlet",
    "source_url",
    "revision",
    "article_withdrawn",
    "sha256",
)
CHUNK = 500


def rows(verdicts: QuerySet[Verdict]) -> Iterator[dict[str, Any]]:
    """The rows in order of their ids, read in chunks so that memory does not grow."""
    reviews = Prefetch("reviews", Review.objects.select_related("reviewer").order_by("turn"))
    found = verdicts.select_related("claim__article").prefetch_related(reviews).order_by("id")
    for verdict in found.iterator(chunk_size=CHUNK):
        content, claim, article = verdict.content, verdict.claim, verdict.claim.article
        judged = list(verdict.reviews.all())
        yield {
            "verdict_id": str(verdict.id),
            "claim_id": str(claim.id),
            "statement": content["statement"],
            "quote": content["quote"],
            "start": content.get("start"),
            "end": content.get("end"),
            "claimant": content["claimant"],
            "proposed_by": claim.proposed_by,
            "verdict": verdict.value,
            "state": verdict.state,
            "version": verdict.version,
            "round": verdict.round,
            "rationale": content["rationale"],
            "citations": content["citations"],
            "reviewer": ", ".join(content["reviewers"]),
            "reviewed_at": ", ".join(review.created_at.isoformat() for review in judged),
            "decided_at": verdict.created_at.isoformat(),
            "article_id": str(article.id),
            "headline": article.headline,
            "outlet": article.outlet,
            "source_url": article.source_url,
            "revision": content["revision"],
            "article_withdrawn": article.withdrawn_at is not None,
            "sha256": verdict.sha256,
        }


def citations_as_text(citations: list[dict[str, Any]]) -> str:
    """Citations in one cell: JSON, so that nothing in them can be mistaken for a separator."""
    return json.dumps(citations, ensure_ascii=False) if citations else ""

"""What a row of every export holds, in one order, and the reading of many of them.

A hundred thousand rows must stream: they are read as tuples of one query, in batches, and the
times of the reviews with one query a batch. Who may read which row is the caller's `verdicts`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from factcheck.clock import now
from reviews.decide import UNDO_WITHIN
from reviews.models import Verdict
from reviews.words import State

# Each column and what it holds; docs/exporting.md prints this.
MEANINGS = {
    "verdict_id": "the version's id; it survives an import",
    "claim_id": "the claim's id",
    "statement": "what the verdict answers: the desk's wording",
    "quote": "the words of the story, to the letter",
    "start": "where the quote begins in the revision's text, in code points",
    "end": "where it ends",
    "claimant": "who says it",
    "chain": "through whom the claimant's words came, nearest last",
    "proposed_by": "machine, caller or person",
    "verdict": "verified, disputed or unverifiable",
    "state": "draft, published, superseded, retracted or withdrawn",
    "version": "counts the claim's versions from 1",
    "round": "the claim's round in which it was decided",
    "rationale": "why",
    "citations": "every source with all its fields, and its proof where there is one",
    "reviewer": "everybody whose review it rests on, in order",
    "reviewed_at": "when each of them reviewed",
    "decided_at": "when the version was made",
    "undo_until": "until when its reviewer can still take it back; empty: no longer",
    "article_id": "the article's id",
    "headline": "the article's headline",
    "outlet": "who published it",
    "source_url": "where it stood",
    "language": "the article's language",
    "revision": "the number of the text that quote and span belong to",
    "article_withdrawn": "whether the article was withdrawn",
    "sha256": "of the version's content in canonical JSON",
}
COLUMNS = tuple(MEANINGS)
BATCH = 1000
_READ = (
    "id",
    "claim_id",
    "value",
    "state",
    "version",
    "round",
    "created_at",
    "sha256",
    "content",
    "claim__proposed_by",
    "claim__round",
    "claim__facts__claimant__name",
    "claim__facts__claimant__chain",
    "claim__article_id",
    "claim__article__headline",
    "claim__article__outlet",
    "claim__article__source_url",
    "claim__article__language",
    "claim__article__withdrawn_at",
)


def rows(verdicts: QuerySet[Verdict]) -> Iterator[dict[str, Any]]:
    """The rows in order of their ids; memory does not grow with their number."""
    for batch in batches(verdicts):
        reviewed = _reviewed_at([one.id for one in batch])
        moment = now()
        for one in batch:
            yield _row(one, reviewed[one.id], moment)


def batches(verdicts: QuerySet[Verdict]) -> Iterator[Sequence[Any]]:
    """Named tuples of what a row needs, a thousand at a time."""
    found = verdicts.order_by("id").values_list(*_READ, named=True)
    if connection.vendor != "sqlite":
        # A server-side cursor: one picture of the whole, and the first rows come at once.
        stream = found.iterator(chunk_size=BATCH)
        while batch := list(islice(stream, BATCH)):
            yield batch
        return
    # An open cursor would hold SQLite's snapshot, and its connection could not write meanwhile.
    last = None
    while batch := list((found if last is None else found.filter(id__gt=last))[:BATCH]):
        yield batch
        last = batch[-1].id


def _reviewed_at(ids: Sequence[Any]) -> dict[Any, list[str]]:
    through = Verdict.reviews.through.objects.filter(verdict_id__in=ids)
    found = through.order_by("review__turn").values_list("verdict_id", "review__created_at")
    times: dict[Any, list[str]] = defaultdict(list)
    for verdict_id, at in found:
        times[verdict_id].append(at.isoformat())
    return times


def _row(one: Any, reviewed_at: list[str], moment: datetime) -> dict[str, Any]:
    content = one.content
    claimant = content["claimant"]
    # The chain is of the claimant that the reader found; an editor may have named another since.
    chain = one.claim__facts__claimant__chain
    return {
        "verdict_id": str(one.id),
        "claim_id": str(one.claim_id),
        "statement": content["statement"],
        "quote": content["quote"],
        "start": content.get("start"),
        "end": content.get("end"),
        "claimant": claimant,
        "chain": chain if chain and one.claim__facts__claimant__name == claimant else [],
        "proposed_by": one.claim__proposed_by,
        "verdict": one.value,
        "state": one.state,
        "version": one.version,
        "round": one.round,
        "rationale": content["rationale"],
        "citations": content["citations"],
        "reviewer": ", ".join(content["reviewers"]),
        "reviewed_at": ", ".join(reviewed_at),
        "decided_at": one.created_at.isoformat(),
        "undo_until": _undo_until(one, moment),
        "article_id": str(one.claim__article_id),
        "headline": one.claim__article__headline,
        "outlet": one.claim__article__outlet,
        "source_url": one.claim__article__source_url,
        "language": one.claim__article__language,
        "revision": content["revision"],
        "article_withdrawn": one.claim__article__withdrawn_at is not None,
        "sha256": one.sha256,
    }


def _undo_until(one: Any, moment: datetime) -> str:
    """What one person decided alone they may take back for five minutes (`decide.undo`)."""
    until: datetime = one.created_at + UNDO_WITHIN
    if until < moment or one.state != State.DRAFT or one.round != one.claim__round:
        return ""
    return until.isoformat() if len(one.content["reviewers"]) == 1 else ""


def citations_as_text(citations: list[dict[str, Any]]) -> str:
    """Citations in one cell: JSON, so that nothing in them can be mistaken for a separator."""
    return json.dumps(citations, ensure_ascii=False) if citations else ""

"""What a row of every export holds, in one order, and the reading of many of them.

A hundred thousand rows must stream: they are read as tuples of one query, in batches. Who may read
which row is the caller's `verdicts`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import orjson
from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from factcheck.clock import now
from reviews.decide import UNDO_WITHIN
from reviews.models import Verdict
from reviews.words import State

BATCH = 1000
# Read as the database's own text: what Django makes of it and we undo again was half of the time.
_TEXTS: dict[str, Any] = {
    "id_text": "id",
    "claim_text": "claim_id",
    "article_text": "claim__article_id",
    "decided_text": "created_at",
    "content_text": "content",
    "published_text": "published_at",
    "ended_text": "ended_at",
}
_READ = (
    *_TEXTS,
    "value",
    "state",
    "version",
    "round",
    "sha256",
    "claim__proposed_by",
    "claim__round",
    "claim__article__headline",
    "claim__article__outlet",
    "claim__article__source_url",
    "claim__article__language",
    "claim__article__withdrawn_at",
)


def rows(verdicts: QuerySet[Verdict]) -> Iterator[dict[str, Any]]:
    """The rows in order of their ids; memory does not grow with their number."""
    for batch in _batches(verdicts):
        undoable = (now() - UNDO_WITHIN).isoformat()
        for one in batch:
            yield _row(one, undoable)


def _batches(verdicts: QuerySet[Verdict]) -> Iterator[list[tuple[Any, ...]]]:
    """What a row needs, a thousand at a time."""
    texts = {name: Cast(path, TextField()) for name, path in _TEXTS.items()}
    found = verdicts.order_by("id").annotate(**texts).values_list(*_READ)
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
        last = batch[-1][0]


def _row(one: tuple[Any, ...], undoable: str) -> dict[str, Any]:
    verdict, claim, article, decided, said, published, ended, value, state, version = one[:10]
    of_round, sha256, proposed_by, claim_round, headline, outlet, source_url = one[10:17]
    language, withdrawn_at = one[17:]
    content = orjson.loads(said)  # one that an earlier desk made, or an import brought, lacks some
    reviewers, decided = content["reviewers"], _iso(decided)
    # What one person decided alone they may take back for five minutes (`decide.undo`).
    fresh = decided > undoable and state == State.DRAFT and of_round == claim_round
    return {
        "verdict_id": _dashed(verdict),
        "claim_id": _dashed(claim),
        "statement": content["statement"],
        "quote": content["quote"],
        "start": content.get("start", ""),
        "end": content.get("end", ""),
        "claimant": content["claimant"],
        "chain": content.get("chain", []),
        "proposed_by": proposed_by,
        "verdict": value,
        "state": state,
        "version": version,
        "round": of_round,
        "rationale": content["rationale"],
        "citations": content["citations"],
        "reviewer": ", ".join(reviewers),
        "reviewed_at": ", ".join(content.get("reviewed_at", [])),
        "decided_at": decided,
        "published_at": _iso(published) if published else "",
        "ended_at": _iso(ended) if ended else "",
        "undo_until": _undo_until(decided) if fresh and len(reviewers) == 1 else "",
        "article_id": _dashed(article),
        "headline": headline,
        "outlet": outlet,
        "source_url": source_url,
        "language": language,
        "revision": content["revision"],
        "article_withdrawn": withdrawn_at is not None,
        "sha256": sha256,
    }


def _dashed(text: str) -> str:
    """An id as every door shows it: SQLite keeps it without the dashes."""
    if len(text) != 32:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _iso(text: str) -> str:
    """A time as `isoformat` writes it: PostgreSQL's text drops last noughts, SQLite's the zone."""
    part = text[19:].partition("+")[0]
    return f"{text[:10]}T{text[11:19]}{part and part.ljust(7, '0')}+00:00"


def _undo_until(decided: str) -> str:
    return (datetime.fromisoformat(decided) + UNDO_WITHIN).isoformat()


def encode(thing: Any) -> str:
    """A thing as JSON on one line; orjson refuses a number of more than 64 bits, which a story may
    hold."""
    try:
        return orjson.dumps(thing).decode()
    except TypeError:
        return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


def citations_as_text(citations: list[dict[str, Any]]) -> str:
    """Citations in one cell: JSON, so that nothing in them can be mistaken for a separator."""
    return encode(citations) if citations else ""

"""keep: what a reviewer has typed and not submitted; nothing typed is ever lost.

Called by the claim page while one types and by REST. Needs no lease and writes no event: it
changes nothing that anybody else sees. A draft is its author's alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import F

from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Invalid, Missing
from factcheck.verbs import verb
from reviews.models import Draft, Review
from reviews.queue import lock_person

PARTS = (
    "url", "title", "publisher", "author", "date", "kind", "stance", "excerpt", "snapshot",
)  # fmt: skip
LIMIT = 200_000  # characters of a draft, all its fields together
MOST_CITATIONS = 40

Content = dict[str, Any]


def _keep(*, actor: Actor, claim_id: uuid.UUID, version: int, content: Mapping[str, Any]) -> Draft:
    """Keeps what is typed. `version` is the one that the page has seen, 0 where there was none.

    Locks the person's row. Records nothing.

    Raises:
        Missing: no such claim. Invalid: too long, or not the shape of a draft. Conflict
        (`stale_draft`): it was saved elsewhere since; nothing of either is lost.
    """
    actor.must(Right.REVIEW)
    person = lock_person(actor)
    if not Claim.objects.filter(pk=claim_id).exists():
        raise Missing("There is no such claim.")
    kept = tidy(content)
    row = draft_of(claim_id, person)
    seen, content_now = (row.version, row.content) if row else (0, {})
    if seen != version and content_now != kept:
        raise Conflict(
            "You typed on this claim elsewhere since: both are kept. Choose which one stands.",
            code="stale_draft",
        )
    if row is None or content_now != kept:
        row = _write(claim_id, person, kept)
    return row


keep = verb(_keep)


def tidy(content: Mapping[str, Any]) -> Content:
    """The draft's fields and nothing else, each a string.

    Raises:
        Invalid: with the field.
    """
    rows = content.get("citations", [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise Invalid.field("citations", "list", "Citations are a list of objects.")
    if len(rows) > MOST_CITATIONS:
        raise Invalid.field("citations", "too_many", f"At most {MOST_CITATIONS} citations.")
    kept: Content = {
        "verdict": _text(content, "verdict", "verdict"),
        "rationale": _text(content, "rationale", "rationale"),
        "citations": [
            {part: _text(row, part, f"citations[{at}].{part}") for part in PARTS}
            for at, row in enumerate(rows)
        ],
    }
    if len(str(kept)) > LIMIT:
        raise Invalid.field("rationale", "too_long", f"A draft holds {LIMIT:,} characters at most.")
    typed = any(value for row in kept["citations"] for value in row.values())
    return kept if kept["verdict"] or kept["rationale"] or typed else {}


def _text(row: Mapping[str, Any], name: str, path: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Invalid.field(path, "not_a_string", "This must be a string.")
    return value.replace("\x00", "")


def draft_of(claim: Claim | uuid.UUID, person: User) -> Draft | None:
    """What this person has typed on the claim, None where nothing is kept."""
    return Draft.objects.filter(claim=claim, reviewer=person).first()


def clear_draft(claim: Claim, person: User) -> None:
    """Submitted: the draft is empty now, under a version of its own. Call it inside the verb."""
    kept = Draft.objects.filter(claim=claim, reviewer=person).exclude(content={})
    kept.update(version=F("version") + 1, content={}, saved_at=now())


def draft_from(review: Review) -> Draft:
    """A review that is taken back is its author's draft again. Call it inside the verb."""
    citations = [
        {
            **{part: str(value or "") for part, value in one.as_json().items() if part in PARTS},
            "snapshot": str(one.snapshot_id or ""),
        }
        for one in review.citations.all()
    ]
    typed = {"verdict": review.verdict, "rationale": review.rationale, "citations": citations}
    return _write(review.claim_id, review.reviewer, tidy(typed))


def _write(claim_id: uuid.UUID, person: User, content: Content) -> Draft:
    """The next version of the draft; the person's row is locked, so nobody else makes one."""
    row = draft_of(claim_id, person)
    if row is None:
        return Draft.objects.create(
            claim_id=claim_id, reviewer=person, version=1, content=content, saved_at=now()
        )
    row.version, row.content, row.saved_at = row.version + 1, content, now()
    row.save(update_fields=["version", "content", "saved_at"])
    return row

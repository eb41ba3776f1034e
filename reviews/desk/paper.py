"""The galley on paper: one article, its claims numbered, and what the desk says of each.

For the editor and the lawyer who want the whole on their table. Needs no script; what may not be
read yet (a first review) is not there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from claims import queries as claim_queries
from claims.status import OPEN, Status
from factcheck.clock import now
from factcheck.events.ledger import head_at
from reviews import queries
from reviews.desk.doors import actor_of, page
from reviews.desk.galley import LABELS, Block, Mark, blocks
from reviews.models import Verdict
from reviews.recall import last_event

SETTLED = {Status.DECIDED.value, Status.DISMISSED.value}
SAID = {
    Status.PROPOSED.value: "only proposed: nobody checks it yet",
    Status.PENDING.value: "waits for a review",
    Status.SECOND.value: "waits for a second review",
    Status.CONFLICT.value: "two reviewers differ; an editor must settle it",
    Status.DISMISSED.value: "dismissed: no claim for this desk",
    Status.DECIDED.value: "decided",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: a claim by its number, and its verdict where one stands."""

    number: int
    claim: Any
    look: str
    said: str
    verdict: Verdict | None
    overdue: bool


@page()
def paper(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    """The newest revision, its claims in order of the text."""
    last = last_event()  # before the rows are read: what stands here is at least as new
    article = claim_queries.article_or_missing(article_id)
    revision = article.revisions.all()[0]
    runs = revision.extractions.all()
    story: dict[str, Any] = runs[0].story if runs else {}
    rows = list(queries.claims_of_revision(revision.id))
    standing = queries.current_verdicts(actor_of(request).person).filter(
        claim__revision=revision.id
    )
    # Of a draft and a published version the newer one is what the desk says now.
    newest = {one.claim_id: one for one in standing.order_by("version")}
    notes = [_note(number, row, newest.get(row.id)) for number, row in enumerate(rows, 1)]
    drawn = blocks(revision.text, story.get("parts", []), _marks(notes))
    numbers = {str(note.claim.id): note for note in notes}
    context = {
        "section": "articles",
        "article": article,
        "revision": revision,
        "ready": claim_queries.readiness(article),
        "blocking": [note for note in notes if _blocks(note)],
        "notes": notes,
        "galley": mark_safe(as_paper(drawn, numbers)),  # noqa: S308 - escapes all but its own
        "moment": now(),
        "head": (last, head_at(last)),
    }
    return render(request, "desk/galley.html", context)


def _note(number: int, row: Any, verdict: Verdict | None) -> Note:
    overdue = row.due_at is not None and row.due_at < now() and row.status in OPEN
    look = verdict.value if verdict else row.status
    return Note(number, row, look, SAID[row.status], verdict, overdue)


def _blocks(note: Note) -> bool:
    """What is neither settled nor merely proposed stands in the way."""
    return note.claim.status not in SETTLED | {Status.PROPOSED.value}


def _marks(notes: Sequence[Note]) -> list[Mark]:
    return [
        Mark(note.claim.start, note.claim.end, str(note.claim.id), note.look, number=note.number)
        for note in notes
    ]


def as_paper(drawn: Iterable[Block], notes: Mapping[str, Note]) -> str:
    """The text as HTML, each claim in its colour with the number of its footnote behind it."""
    out: list[str] = []
    for block in drawn:
        out.append(f'<p class="{escape(block.part)}" dir="auto">')
        if label := LABELS.get(block.part):
            out.append(f'<span class="label">{escape(label)}</span>')
        for at, piece in enumerate(block.pieces):
            text = escape(piece.text)
            if piece.mark is None:
                named = f'<span class="{escape(piece.part)}">{text}</span>'
                out.append(named if piece.part else text)
                continue
            note = notes[piece.mark.claim_id]
            out.append(f'<span class="c {escape(note.look)}">{text}</span>')
            more = block.pieces[at + 1 :]
            if not any(one.mark is piece.mark for one in more):
                number = note.number
                out.append(
                    f'<sup><a id="at-{number}" href="#note-{number}" '
                    f'aria-label="Footnote {number}">{number}</a></sup>'
                )
        out.append("</p>")
    return "".join(out)

"""The claim page; the list of claims."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from claims import queries as claim_queries
from claims.models import Claim
from claims.status import By, Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import DomainError
from factcheck.events.models import Event
from reviews import comments, decide, drafts, queries, queue
from reviews.access import has_reviewed, is_held, may
from reviews.checklist import beyond_the_form
from reviews.desk.doors import actor_of, page
from reviews.desk.facts import chips_of, names_of
from reviews.desk.forms import ReviewForm
from reviews.desk.galley import Mark, as_html, as_list, blocks, left_marks
from reviews.desk.history import people_in, sentence
from reviews.desk.look import asked_by, given, look_of
from reviews.desk.within import in_words, within_of
from reviews.foreign.queries import elsewhere
from reviews.states import Action
from reviews.words import SourceKind, Stance, State, Value

PER_PAGE = 50
# What the page shows of the story's other claims.
BESIDE = ("id", "start", "end", "status", "statement", "verdict_value")


@page()
def claims(request: HttpRequest) -> HttpResponse:
    """Claims by status, best first."""
    status = request.GET.get("status", Status.PENDING)
    rows = claim_queries.claims().order_by("-priority", "id")
    if status in set(Status):
        rows = rows.filter(status=status)
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(statement__icontains=words)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "claims",
        "page": shown,
        "status": status,
        "statuses": list(Status),
        "q": words,
        "now": now(),
    }
    return render(request, "desk/claims.html", context)


@page()
def claim(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """The story at left with the claim marked, the decision at right, history below."""
    return opened(request, claim_id)


def opened(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """The page as somebody comes to it: what they were named in is read."""
    actor = actor_of(request)
    if comments.about(claim_id).filter(person=actor.person, read_at=None).exists():
        comments.read_notices(actor=actor, claim_id=claim_id)
    return show(request, claim_id)


def to_claim(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """To the claim's page: for the page's own script the page itself, in the same answer, with its
    address; else a redirect."""
    if not request.headers.get("X-Page"):
        return redirect("desk:claim", claim_id)
    answer = opened(request, claim_id)
    answer["X-Address"] = reverse("desk:claim", args=[claim_id])
    return answer


def show(
    request: HttpRequest,
    claim_id: uuid.UUID,
    *,
    form: ReviewForm | None = None,
    refusal: DomainError | None = None,
    unsaid: Mapping[str, Mapping[str, str]] | None = None,
) -> HttpResponse:
    """The page; a refused form is drawn again: the decision, or the `unsaid` comment or edit."""
    actor = actor_of(request)
    found = queries.claim_or_missing(claim_id, actor.person)
    mine = is_held(found) and found.holder_id == actor.person.id
    draft = drafts.draft_of(found, actor.person)
    form = form or ReviewForm.kept(draft)
    history = list(queries.history(found.id)[:100])
    form = form.proved(actor.person)
    context = {
        "section": "review",
        "claim": found,
        "article": found.article,
        "mine": mine,
        "held": is_held(found),
        "seconds": int((found.held_until - now()).total_seconds()) if found.held_until else 0,
        "policy": beyond_the_form(found, form.verdict, form.cited) if mine else [],
        "form": form.with_room(),
        "refusal": refusal,
        "unsaid": unsaid or {},
        "within": in_words(within_of(request)),
        "asking": "@editors Please correct this verdict: " if "ask" in request.GET else "",
        "lease_seconds": int(queue.lease_time().total_seconds()),
        **in_the_story(found),
        "draft": draft,
        "proposed": proposed_by(found),
        "wordings": list(found.wordings.all()),
        "needs": queries.skipped_for_language(found),
        "thread": list(queries.comments(found.id, actor.person)),
        "reviews": given(found),
        "look": look_of(found, actor.person, history),
        "elsewhere": elsewhere(found),
        "verdict": next(
            (one for one in found.verdicts.all() if one.state in {State.DRAFT, State.PUBLISHED}),
            None,
        ),
        "history": _told(history),
        "values": list(Value),
        "stances": list(Stance),
        "kinds": list(SourceKind),
        "can": _can(actor, found, mine),
        "may_review": actor.may(Right.REVIEW),
        "bars": _bars(found.reasons),
        "chips": chips_of(found.facts),
        "names": names_of(found.facts),
        "as_told": " ".join(found.quote.split()),
    }
    return render(request, "desk/claim.html", context, status=refusal.status if refusal else 200)


def _told(events: list[Event]) -> list[tuple[Event, str]]:
    """Each event with its sentence."""
    ids = {one for event in events for one in people_in(event.details)}
    names = queries.names_of(ids)
    return [
        (event, sentence(event.kind, event.details, {**names, str(event.actor_id): ""}))
        for event in events
    ]


def in_the_story(found: Claim) -> dict[str, Any]:
    """The text with its claims, and where this one stands among them."""
    runs = found.revision.extractions.all()
    story = runs[0].story if runs else {}
    # Plain rows: a story has a hundred claims and more, and the page needs little of each.
    found_there = queries.claims_of_revision(found.revision_id)
    rows = list(found_there.values_list(*BESIDE, named=True))
    at = next((index for index, row in enumerate(rows) if row.id == found.id), 0)
    return {
        "story": story,
        "galley": galley(found.revision.text, story, rows, current=found.id),
        "beside": mark_safe(as_list(rows, found.id, reverse("desk:claims"))),  # noqa: S308
        "place": (at + 1, len(rows)),
        "before": rows[at - 1] if at else None,
        "after": rows[at + 1] if at + 1 < len(rows) else None,
        "neighbours": [
            row
            for row in rows[max(0, at - 1) : at + 2]
            if row.id != found.id and row.status in {Status.PROPOSED, Status.PENDING}
        ],
    }


def proposed_by(claim: Claim) -> str:
    """Who said that this is a claim: "Found by the reader; marked by ada, too"."""
    marks = [
        f"{'sent' if row.by == By.CALLER else 'marked'} by {row.person.shown}"
        for row in claim.proposals.all()
    ]
    if claim.extraction_id:
        marks.insert(0 if claim.proposed_by == By.MACHINE else len(marks), "found by the reader")
    first, *rest = marks or ["no longer known"]
    return ", ".join([first.capitalize(), *rest]) + "."


def galley(
    text: str,
    story: dict[str, Any],
    rows: Iterable[Any],
    *,
    current: uuid.UUID | None = None,
    explain: bool = False,
) -> SafeString:
    """A revision's text as HTML, with its claims (`queries.claims_of_revision`) marked.

    With `explain`, sentences that are no claims are marked too, with the reason.
    """
    marks = [
        Mark(
            row.start,
            row.end,
            str(row.id),
            row.verdict_value or row.status,
            current=row.id == current,
        )
        for row in rows
    ]
    parts = story.get("parts", [])
    if explain:
        marks += left_marks(story.get("left_out", []), parts)
    # `as_html` escapes all that is not its own.
    return mark_safe(as_html(blocks(text, parts, marks), reverse("desk:claims")))  # noqa: S308


def _bars(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Terms of the worthiness with a bar of 2 to 90 units each, the weightiest first.

    The terms are log-odds and have no bounds, so the bars are drawn against the weightiest.
    """
    ranked = sorted(reasons, key=lambda term: -abs(term["value"]))
    most = abs(ranked[0]["value"]) if ranked else 0
    return [
        {**term, "width": max(2, round(90 * abs(term["value"]) / (most or 1)))} for term in ranked
    ]


def _can(actor: Actor, claim: Claim, mine: bool) -> dict[str, Any]:
    """Which buttons there are."""
    reviews = actor.may(Right.REVIEW) and not claim.withdrawn
    return {
        "take": bool(claim.is_open and reviews and not is_held(claim))
        and not (claim.status == Status.SECOND and has_reviewed(actor.person, claim)),
        "promote": bool(may(actor, Action.PROMOTE, claim)),
        "dismiss": bool(may(actor, Action.DISMISS, claim)),
        "ask_second": asked_by(claim) is None and bool(may(actor, Action.ASK_SECOND, claim)),
        "settle": claim.status == Status.CONFLICT and actor.may(Right.EDIT),
        "reopen": bool(may(actor, Action.REOPEN, claim)),
        "undo": bool(may(actor, Action.UNDO, claim)) and decide.may_undo(actor.person, claim),
        "edit": bool(may(actor, Action.EDIT, claim)),
        "release_other": is_held(claim) and not mine and actor.may(Right.EDIT),
    }

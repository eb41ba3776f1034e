"""The claim page and what can be done on it; the list of claims."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from claims import queries as claim_queries
from claims.models import Claim
from claims.status import Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, DomainError, Invalid
from reviews import decide, queries, queue
from reviews.access import is_held, may
from reviews.desk.doors import act, actor_of, back, page, say_and_return
from reviews.desk.facts import chips_of, names_of
from reviews.desk.forms import ReviewForm
from reviews.desk.galley import Block, Mark, blocks, left_marks
from reviews.desk.history import sentence
from reviews.states import Action
from reviews.words import Stance, State, Value

PER_PAGE = 50


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
    return _show(request, claim_id, form=None)


def _show(
    request: HttpRequest,
    claim_id: uuid.UUID,
    *,
    form: ReviewForm | None,
    refusal: DomainError | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    found = queries.claim_or_missing(claim_id, actor.person)
    mine = is_held(found) and found.holder_id == actor.person.id
    story = found.extraction.story if found.extraction else {}
    if form is None:
        taken_back = queries.last_own_review(found, actor.person)
        form = ReviewForm.again(taken_back) if taken_back else ReviewForm()
    context = {
        "section": "review",
        "claim": found,
        "article": found.article,
        "mine": mine,
        "held": is_held(found),
        "seconds": int((found.held_until - now()).total_seconds()) if found.held_until else 0,
        "form": form.with_room(),
        "refusal": refusal,
        "lease_seconds": int(queue.lease_time().total_seconds()),
        "story": story,
        "blocks": galley(
            found.revision.text,
            story,
            queries.claims_of_revision(found.revision_id),
            current=found.id,
        ),
        "place": queries.place_in_article(found),
        "reviews": [one for one in found.reviews.all() if one.withdrawn_at is None],
        "verdict": next(
            (one for one in found.verdicts.all() if one.state in {State.DRAFT, State.PUBLISHED}),
            None,
        ),
        "history": [
            (event, sentence(event.kind, event.details))
            for event in queries.history(found.id)[:100]
        ],
        "values": list(Value),
        "stances": list(Stance),
        "can": _can(actor, found, mine),
        "bars": _bars(found.reasons),
        "chips": chips_of(found.facts),
        "names": names_of(found.facts),
        "as_told": " ".join(found.quote.split()),
    }
    return render(request, "desk/claim.html", context, status=refusal.status if refusal else 200)


def galley(
    text: str,
    story: dict[str, Any],
    rows: Iterable[Any],
    *,
    current: uuid.UUID | None = None,
    explain: bool = False,
) -> tuple[Block, ...]:
    """A revision's text as blocks, with its claims (`queries.claims_of_revision`) marked.

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
    return blocks(text, parts, marks)


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
        "take": bool(claim.is_open and reviews and not is_held(claim)),
        "promote": bool(may(actor, Action.PROMOTE, claim)),
        "dismiss": bool(may(actor, Action.DISMISS, claim)),
        "reopen": bool(may(actor, Action.REOPEN, claim)),
        "undo": bool(may(actor, Action.UNDO, claim)) and decide.may_undo(actor.person, claim),
        "release_other": is_held(claim) and not mine and actor.may(Right.EDIT),
    }


# ---- verbs -------------------------------------------------------------------------------------
def _lease_no(request: HttpRequest) -> int:
    given = request.POST.get("lease_no", "")
    if not given.isdecimal() or len(given) > 9:
        raise Invalid.field("lease_no", "required", "The page has lost its lease. Reload it.")
    return int(given)


def _next(request: HttpRequest) -> HttpResponse:
    found = queue.take_next(actor=actor_of(request))
    if found is None:
        messages.info(request, "Nothing waits. New claims appear here as stories are read.")
        return redirect("desk:board")
    return redirect("desk:claim", found.id)


@act(say_and_return)
def take_next(request: HttpRequest) -> HttpResponse:
    """The next claim."""
    return _next(request)


@act(say_and_return)
def take(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """This very claim."""
    queue.take(actor=actor_of(request), claim_id=claim_id)
    return redirect("desk:claim", claim_id)


def _kept(request: HttpRequest, error: DomainError, *, claim_id: uuid.UUID) -> HttpResponse:
    """The form again with every word of it, and the sentences where they belong."""
    form = ReviewForm.posted(request.POST)
    form.refuse(error)
    return _show(request, claim_id, form=form, refusal=error)


@act(_kept)
def review(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Saves the decision, then the next claim or this one. `more` only adds a blank citation."""
    form = ReviewForm.posted(request.POST)
    if "more" in request.POST:
        return _show(request, claim_id, form=form.with_one_more())
    decide.review(
        actor=actor_of(request),
        claim_id=claim_id,
        lease_no=_lease_no(request),
        verdict=form.verdict,
        rationale=form.rationale,
        citations=form.sources(),
    )
    messages.success(request, f"Saved: {form.verdict}.", extra_tags=f"undo {claim_id}")
    if "stay" in request.POST:
        return redirect("desk:claim", claim_id)
    return _after(request)


def _after(request: HttpRequest) -> HttpResponse:
    """The next claim; the decision stands whatever becomes of the taking."""
    try:
        return _next(request)
    except Conflict as error:
        messages.info(request, error.message)
        return redirect("desk:board")


@act(_kept)
def skip(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Not now, or not me; then the next."""
    reason = request.POST.get("reason", "not_now")
    queue.skip(
        actor=actor_of(request), claim_id=claim_id, lease_no=_lease_no(request), reason=reason
    )
    messages.info(request, "Skipped: it waits for others, and for you again in an hour.")
    return _after(request)


@act(_kept)
def dismiss(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Not a claim; then the next."""
    held = "lease_no" in request.POST
    decide.dismiss(
        actor=actor_of(request),
        claim_id=claim_id,
        reason=request.POST.get("reason", "not_a_claim"),
        lease_no=_lease_no(request) if held else None,
    )
    messages.success(request, "Dismissed: not a claim.", extra_tags=f"undo {claim_id}")
    return _after(request) if held else back(request)


@act(_kept)
def release(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Back to the queue."""
    held = "lease_no" in request.POST
    queue.release(
        actor=actor_of(request),
        claim_id=claim_id,
        lease_no=_lease_no(request) if held else None,
    )
    messages.info(request, "Released: back in the queue.")
    return redirect("desk:board") if held else redirect("desk:claim", claim_id)


def _renew_refused(request: HttpRequest, error: DomainError, **_: Any) -> HttpResponse:
    return JsonResponse({"detail": error.message, "code": error.code}, status=error.status)


@act(_renew_refused)
def renew(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """More time; asked for by the page while somebody works on it."""
    found = queue.renew(actor=actor_of(request), claim_id=claim_id, lease_no=_lease_no(request))
    assert found.held_until is not None
    return JsonResponse({"seconds": int((found.held_until - now()).total_seconds())})


@act(say_and_return)
def promote(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Into the queue."""
    queue.promote(actor=actor_of(request), claim_id=claim_id)
    messages.success(request, "In the queue now.")
    return back(request)


@act(say_and_return)
def reopen(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """The next round."""
    decide.reopen(actor=actor_of(request), claim_id=claim_id, reason=request.POST.get("reason", ""))
    messages.success(request, "Reopened: it waits in the queue again.")
    return redirect("desk:claim", claim_id)


@act(say_and_return)
def undo(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Takes back one's own act; the form comes back filled."""
    decide.undo(actor=actor_of(request), claim_id=claim_id)
    messages.info(request, "Undone. What you had typed is in the form.")
    return redirect("desk:claim", claim_id)

"""What is done on the claim page: one door for each verb of a claim."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from factcheck.clock import now
from factcheck.errors import DomainError, Invalid
from factcheck.verbs import sealed_at_once
from reviews import decide, queue
from reviews.checklist import beyond_the_form
from reviews.desk.claim import show, to_claim
from reviews.desk.doors import act, actor_of, back, named_claim, say_and_return
from reviews.desk.forms import ReviewForm, check_all_kept
from reviews.desk.within import in_words, keep_within, within_of
from reviews.filters import NARROW, narrowed
from reviews.words import DismissReason, SkipReason

SKIPPED = {
    SkipReason.NOT_NOW: "Skipped: it waits for others, and for you again in an hour.",
    SkipReason.NOT_ME: "Skipped: it waits for others and does not come back to you.",
    SkipReason.LANGUAGE: "Skipped: it waits for somebody who speaks the language.",
}
DISMISSED = {
    DismissReason.NOT_A_CLAIM: "Dismissed: not a claim.",
    DismissReason.DUPLICATE: "Dismissed: a duplicate.",
    DismissReason.OUT_OF_SCOPE: "Dismissed: out of scope.",
}


def _lease_no(request: HttpRequest) -> int:
    given = request.POST.get("lease_no", "")
    if not given.isdecimal() or len(given) > 9:
        raise Invalid.field("lease_no", "required", "The page has lost its lease. Reload it.")
    return int(given)


def _next(request: HttpRequest) -> HttpResponse:
    within = within_of(request)
    given = dict(within)
    article = given.pop("article", "")
    found = queue.take_next(
        actor=actor_of(request), article_id=uuid.UUID(article) if article else None, **given
    )
    if found is not None:
        return to_claim(request, found.id)
    if within:
        keep_within(request, {})
        said = f"Nothing more waits within {in_words(within)}. Next is the whole queue again."
        messages.info(request, said, extra_tags="next")
    else:
        messages.info(request, "Nothing waits. New claims appear here as stories are read.")
    return redirect("desk:board")


@act(say_and_return)
def take_next(request: HttpRequest) -> HttpResponse:
    """The next claim; a form that names what it takes from is kept to in what follows."""
    if "within" in request.POST:
        given = {name: request.POST.get(name, "").strip() for name in NARROW}
        given = {name: value for name, value in given.items() if value}
        narrowed(given)  # says what is wrong before it is kept
        keep_within(request, given)
    return _next(request)


@act(say_and_return)
def leave(request: HttpRequest) -> HttpResponse:
    """Out of the filter: next is the whole queue again."""
    keep_within(request, {})
    return back(request)


@act(say_and_return)
def take(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """This very claim."""
    queue.take(actor=actor_of(request), claim_id=claim_id)
    return to_claim(request, claim_id)


def _kept(request: HttpRequest, error: DomainError, *, claim_id: uuid.UUID) -> HttpResponse:
    """The form again with every word of it, and the sentences where they belong."""
    form = ReviewForm.posted(request.POST)
    form.refuse(error)
    return show(request, claim_id, form=form, refusal=error)


@act(_kept)
def review(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Saves the decision, then the next claim or this one. `more` only adds a blank citation."""
    form = ReviewForm.posted(request.POST)
    if "more" in request.POST:
        return show(request, claim_id, form=form.with_one_more())
    check_all_kept(request)
    with sealed_at_once():
        return _saved(request, claim_id, form)


def _saved(request: HttpRequest, claim_id: uuid.UUID, form: ReviewForm) -> HttpResponse:
    made = decide.review(
        actor=actor_of(request),
        claim_id=claim_id,
        lease_no=_lease_no(request),
        verdict=form.verdict,
        rationale=form.rationale,
        citations=form.sources(),
    )
    said = f"Saved: {form.verdict}."
    items = beyond_the_form(made.claim, made.verdict, made.citations.all())
    if left := [item.label.lower() for item in items if not item.passes]:
        said = f"{said} Before it is published it still needs: {', '.join(left)}."
    messages.success(request, said, extra_tags=f"undo {claim_id}")
    if "stay" in request.POST:
        return to_claim(request, claim_id)
    return _after(request)


def _after(request: HttpRequest) -> HttpResponse:
    """The next claim; the decision stands whatever becomes of the taking."""
    try:
        return _next(request)
    except DomainError as error:
        keep_within(request, {})  # it may be the filter that nothing can fit any more
        messages.info(request, " ".join(one.message for one in error.errors) or error.message)
        return redirect("desk:board")


@act(_kept)
def skip(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Not now, not me, or a speaker of another language is needed; then the next."""
    reason = request.POST.get("reason", SkipReason.NOT_NOW)
    queue.skip(
        actor=actor_of(request),
        claim_id=claim_id,
        lease_no=_lease_no(request),
        reason=reason,
        language=request.POST.get("language", ""),
    )
    messages.info(request, SKIPPED[SkipReason(reason)], extra_tags=f"take {claim_id}")
    return _after(request)


@act(_kept)
def dismiss(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Not a claim, a duplicate, or out of scope; then the next."""
    held = "lease_no" in request.POST
    other = named_claim(request.POST.get("duplicate_of", ""))
    reason = request.POST.get("reason", DismissReason.NOT_A_CLAIM)
    decide.dismiss(
        actor=actor_of(request),
        claim_id=claim_id,
        reason=reason,
        lease_no=_lease_no(request) if held else None,
        duplicate_of=other if reason == DismissReason.DUPLICATE else None,
    )
    messages.success(request, DISMISSED[DismissReason(reason)], extra_tags=f"undo {claim_id}")
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
    messages.info(
        request, "Released: back in the queue.", extra_tags=f"take {claim_id}" if held else ""
    )
    return redirect("desk:board") if held else back(request)


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
    return to_claim(request, claim_id)


def _not_undone(request: HttpRequest, error: DomainError, *, claim_id: uuid.UUID) -> HttpResponse:
    """What is published is corrected, not undone: the sentence comes with the way to ask."""
    if error.code != "published":
        return say_and_return(request, error)
    messages.error(request, error.message, extra_tags=f"correct {claim_id}")
    return back(request)


@act(_not_undone)
def undo(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Takes back one's own act; the form comes back filled."""
    decide.undo(actor=actor_of(request), claim_id=claim_id)
    messages.info(request, "Undone. What you had typed is in the form.")
    return to_claim(request, claim_id)

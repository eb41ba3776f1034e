"""What is typed on the claim page and not submitted; the thread of comments."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from factcheck.accounts.models import User
from factcheck.errors import DomainError, Invalid
from reviews import comments, drafts, policy
from reviews.checklist import beyond_the_form
from reviews.desk.claim import show
from reviews.desk.doors import act, actor_of
from reviews.desk.forms import ReviewForm
from reviews.models import Draft


def _refused(request: HttpRequest, error: DomainError, *, claim_id: uuid.UUID) -> HttpResponse:
    """For the script: what is kept already, beside the sentence."""
    if "plain" in request.POST:
        form = ReviewForm.posted(request.POST)
        return show(request, claim_id, form=form, refusal=error)
    body: dict[str, object] = {"detail": error.message, "code": error.code}
    kept = drafts.draft_of(claim_id, actor_of(request).person)
    if error.code == "stale_draft" and kept is not None:
        body |= {"version": kept.version, "content": kept.content}
    return JsonResponse(body, status=error.status)


@act(_refused)
def draft(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Keeps what is typed: asked for by the page while one types, by a button without script."""
    given = request.POST.get("draft_version", "0")
    if not given.isdecimal() or len(given) > 9:
        raise Invalid.field("draft_version", "number", "The page is broken. Reload it.")
    actor, form = actor_of(request), ReviewForm.posted(request.POST)
    kept = drafts.keep(actor=actor, claim_id=claim_id, version=int(given), content=form.content())
    if "plain" in request.POST:
        return redirect("desk:claim", claim_id)
    return JsonResponse({"version": kept.version, "policy": _policy(kept, form, actor.person)})


def _policy(kept: Draft, form: ReviewForm, reader: User) -> str:
    """What the policy says of what is typed, as the page shows it; "" where it asks no more than
    the form does."""
    if not policy.current().asks_more:
        return ""  # the claim is not even fetched
    items = beyond_the_form(kept.claim, form.verdict, form.proved(reader).cited)
    return render_to_string("desk/_policy.html", {"policy": items}) if items else ""


def _unsaid(request: HttpRequest, error: DomainError, *, claim_id: uuid.UUID) -> HttpResponse:
    said = " ".join(one.message for one in error.errors) or error.message
    return show(
        request,
        claim_id,
        unsaid={"comment": {"text": request.POST.get("text", ""), "wrong": said}},
        refusal=error,
    )


@act(_unsaid)
def comment(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Says something in the claim's thread."""
    comments.comment(actor=actor_of(request), claim_id=claim_id, text=request.POST.get("text", ""))
    return redirect(f"/desk/claims/{claim_id}/#talk")

"""Two pairs of eyes: ask for the second, settle two reviews that differ, how often two agree."""

from __future__ import annotations

import uuid
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from claims.models import Claim
from claims.status import Status
from factcheck.accounts.rights import Right
from factcheck.errors import DomainError
from reviews import drafts, queries, second
from reviews.access import has_reviewed, may
from reviews.agreement import report
from reviews.desk.claim import in_the_story
from reviews.desk.doors import act, actor_of, page, say_and_return
from reviews.desk.forms import ReviewForm, check_all_kept
from reviews.exports.doors import agreement_file
from reviews.states import Action
from reviews.words import SourceKind, Stance, Turn, Value

MOST = 200  # conflicts that one page lists


@act(say_and_return)
def ask(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """An editor asks for a second pair of eyes."""
    second.ask_second(
        actor=actor_of(request), claim_id=claim_id, reason=request.POST.get("reason", "")
    )
    messages.success(request, "Asked: two people review this claim, the second without the first.")
    return redirect("desk:claim", claim_id)


# ---- what differs ------------------------------------------------------------------------------
@page(Right.EDIT)
def conflicts(request: HttpRequest) -> HttpResponse:
    """What waits for an editor: the best first."""
    rows = list(queries.conflicts()[:MOST])
    return render(request, "desk/conflicts.html", {"section": "conflicts", "rows": rows})


@page(Right.EDIT)
def conflict(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Both reviews beside each other; pick one or write an own one."""
    found = queries.claim_or_missing(claim_id, actor_of(request).person)
    if found.status != Status.CONFLICT:
        messages.info(request, "Nothing to settle here: no two reviews differ.")
        return redirect("desk:claim", claim_id)
    return _show(request, found)


def _show(
    request: HttpRequest,
    found: Claim,
    *,
    form: ReviewForm | None = None,
    refusal: DomainError | None = None,
    reason: str = "",
) -> HttpResponse:
    actor = actor_of(request)
    draft = drafts.draft_of(found, actor.person)
    form = form or ReviewForm.kept(draft)
    answer = may(actor, Action.ADJUDICATE, found)
    both = [
        one
        for one in found.reviews.all()
        if one.round == found.round and one.turn < Turn.EDITOR and one.withdrawn_at is None
    ]
    context = {
        "section": "conflicts",
        "claim": found,
        "article": found.article,
        "both": sorted(both, key=lambda one: one.turn),
        "form": form.proved(actor.person).with_room(),
        "draft": draft,
        "refusal": refusal,
        "reason": reason,
        "may_settle": bool(answer),
        "why_not": answer.reason,
        "own": has_reviewed(actor.person, found),
        "values": list(Value),
        "stances": list(Stance),
        "kinds": list(SourceKind),
        **in_the_story(found),
    }
    return render(request, "desk/conflict.html", context, status=refusal.status if refusal else 200)


def again(request: HttpRequest, error: DomainError, *, claim_id: uuid.UUID) -> HttpResponse:
    """The form again with every word of it, and the sentences where they belong."""
    form = ReviewForm.posted(request.POST)
    form.refuse(error)
    actor = actor_of(request)
    actor.must(Right.EDIT)
    found = queries.claim_or_missing(claim_id, actor.person)
    reason = request.POST.get("reason", "")
    return _show(request, found, form=form, refusal=error, reason=reason)


@act(again)
def adjudicate(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Settles it, then the next that differs. `more` only adds a blank citation.

    The choice is one of the two reviews (its id) or a verdict of one's own.
    """
    form = ReviewForm.posted(request.POST)
    actor = actor_of(request)
    if "more" in request.POST:
        actor.must(Right.EDIT)
        found = queries.claim_or_missing(claim_id, actor.person)
        reason = request.POST.get("reason", "")
        return _show(request, found, form=form.with_one_more(), reason=reason)
    check_all_kept(request)
    pick = _id_of(form.verdict)
    made = second.adjudicate(
        actor=actor,
        claim_id=claim_id,
        pick=pick,
        verdict="" if pick else form.verdict,
        rationale=form.rationale,
        citations=form.sources(),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, f"Settled: {made.verdict}.")
    following = queries.conflicts().first()
    if following is None or "stay" in request.POST:
        return redirect("desk:claim", claim_id)
    return redirect("desk:conflict", following.id)


def _id_of(choice: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(choice)
    except ValueError:
        return None


# ---- how often two agree -----------------------------------------------------------------------
@page(Right.EDIT)
def agreement(request: HttpRequest) -> HttpResponse:
    """The figures as tables, each with its counts."""
    groups = [(name, list(rows)) for name, rows in groupby(report(), lambda row: row.group)]
    context = {"section": "agreement", "groups": groups, "values": list(Value)}
    return render(request, "desk/agreement.html", context)


@page(Right.EDIT)
def agreement_csv(request: HttpRequest) -> HttpResponseBase:
    """The same rows as a file."""
    return agreement_file(actor_of(request))

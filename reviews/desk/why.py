"""Why a claim stands where it stands, and an editor's verbs on one claim: assign, push, recount."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.priority import LABELS, Compared
from claims.ranking import points_of_age
from factcheck.accounts.rights import Right
from factcheck.clock import now
from reviews import assign as assigning
from reviews import standing
from reviews.desk.doors import act, actor_of, page, say_and_return
from reviews.desk.table import due_of, step_of
from reviews.filters import reviewers

_PAGE = re.compile(r"/claims/([0-9a-f-]{36})")


@page()
def priority(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """The terms beside those of another claim: the one named, by link or id, or the one above."""
    actor = actor_of(request)
    named = request.GET.get("against", "")
    found = _PAGE.search(named)
    place = standing.stand(claim_id, standing.id_of(found[1] if found else named))
    age = points_of_age(now())
    context = {
        "rows": [_aged(row, age) if row.label == LABELS["age"] else row for row in place.rows],
        "sums": [one.priority + age for one in (place.claim, place.other) if one],
        "section": "queue",
        "place": place,
        "claim": place.claim,
        "other": place.other,
        "against": named,
        "hours": int(place.overtaking.total_seconds() // 3600),
        "may_edit": actor.may(Right.EDIT) and place.claim.is_open,
        "reviewers": reviewers() if actor.may(Right.EDIT) else [],
    }
    return render(request, "desk/why.html", context)


def _aged(row: Compared, age: float) -> Compared:
    """The term of age as it is at this moment; stored, it is the time of arrival."""
    one, other = (None if term is None else term + age for term in (row.one, row.other))
    return replace(row, label="how long it has waited", one=one, other=other)


def _said(request: HttpRequest, claim_id: uuid.UUID, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("desk:priority", claim_id)


@act(say_and_return)
def assign(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """For whom, and by when."""
    given = request.POST
    to, due = given.get("to", "").strip(), due_of(given.get("due_at", "").strip())
    assigning.assign(actor=actor_of(request), claim_id=claim_id, to=to, due_at=due)
    return _said(request, claim_id, f"It is {to}’s now: they get it first.")


@act(say_and_return)
def unassign(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """For anybody again."""
    assigning.unassign(actor=actor_of(request), claim_id=claim_id)
    return _said(request, claim_id, "It is anybody’s again.")


@act(say_and_return)
def push(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Up or down."""
    by = step_of(request.POST.get("by", "").strip())
    found = assigning.push(actor=actor_of(request), claim_id=claim_id, by=by)
    return _said(request, claim_id, f"Its push is {found.push:+d} now.")


@act(say_and_return)
def recount(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """With the weights of now."""
    assigning.recount(actor=actor_of(request), claim_id=claim_id)
    return _said(request, claim_id, "Counted with the weights of now.")

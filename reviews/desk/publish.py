"""A verdict version's page: what it says, what stands between it and its readers, what became of
it; and the forms to revise, publish, correct, retract."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date

from factcheck.accounts.rights import Right
from factcheck.errors import DomainError, Invalid
from reviews import house, on_record, queries
from reviews import publish as verbs
from reviews.checklist import checklist
from reviews.claimreview import claim_review
from reviews.desk.doors import act, actor_of, page
from reviews.lint import lint
from reviews.models import Verdict
from reviews.places import places
from reviews.recall import holders
from reviews.verdict_states import Act
from reviews.words import State, Value


@page()
def version(request: HttpRequest, verdict_id: uuid.UUID) -> HttpResponse:
    """One version."""
    return _show(request, verdict_id)


def _show(
    request: HttpRequest,
    verdict_id: uuid.UUID,
    *,
    refusal: DomainError | None = None,
    form: str = "",
) -> HttpResponse:
    """The page; a refused form is open, with what was typed and the sentences at their fields."""
    actor = actor_of(request)
    found = queries.verdict_or_missing(verdict_id, actor.person)
    claim = found.claim
    stood = places(claim)
    versions = list(queries.verdicts(actor.person).filter(claim=claim.id).order_by("-version"))
    context = {
        "section": "verdicts",
        "version": found,
        "claim": claim,
        "article": claim.article,
        "content": found.content,
        "versions": versions,
        "standing": next((one for one in versions if one.state == State.PUBLISHED), None),
        "items": checklist(claim, found, publisher=actor.person),
        "findings": lint(claim_review(claim, found, stood)),
        "places": stood,
        "old": [(one, holders(one)) for one in versions if one.published_at and one.ended_at]
        if actor.may(Right.EDIT)
        else [],
        "contacts": list(claim.contacts.select_related("by")),
        "can": {one.value: bool(verbs.may(actor, one, claim, found)) for one in Act},
        "may_edit": actor.may(Right.EDIT),
        "may_review": actor.may(Right.REVIEW),
        "values": list(Value),
        "word": house.word_for(found.value),
        "address": house.address_of(claim.id),
        "given": request.POST,
        "form": form,
        "refusal": refusal,
        "wrong": {one.field: one.message for one in refusal.errors} if refusal else {},
        "breaks": [one for one in refusal.errors if "." in one.field] if refusal else [],
    }
    status = refusal.status if refusal else 200
    return render(request, "desk/verdict.html", context, status=status)


def _kept(form: str) -> Any:
    def refused(request: HttpRequest, error: DomainError, *, verdict_id: uuid.UUID) -> HttpResponse:
        return _show(request, verdict_id, refusal=error, form=form)

    return refused


def _day(request: HttpRequest, name: str) -> date | None:
    given = request.POST.get(name, "").strip()
    if not given:
        return None
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    if day is None:
        raise Invalid.field(name, "date", "Write the day as YYYY-MM-DD.")
    return day


def _to(made: Verdict) -> HttpResponse:
    return redirect("desk:verdict", made.id)


@act(_kept("revise"))
def revise(request: HttpRequest, verdict_id: uuid.UUID) -> HttpResponse:
    """The draft in other words."""
    made = verbs.revise(
        actor=actor_of(request),
        verdict_id=verdict_id,
        reason=request.POST.get("reason", ""),
        rationale=request.POST.get("rationale"),
        as_of=_day(request, "as_of"),
    )
    messages.success(request, f"Revised: version {made.version} is the draft now.")
    return _to(made)


@act(_kept("publish"))
def publish(request: HttpRequest, verdict_id: uuid.UUID) -> HttpResponse:
    """Out to readers."""
    made = verbs.publish(
        actor=actor_of(request),
        verdict_id=verdict_id,
        note=request.POST.get("note", ""),
        remind_on=_day(request, "remind_on"),
    )
    messages.success(request, "Published. Readers find it at its permanent address.")
    return _to(made)


@act(_kept("correct"))
def correct(request: HttpRequest, verdict_id: uuid.UUID) -> HttpResponse:
    """The next version, at once, with a note for readers."""
    made = verbs.correct(
        actor=actor_of(request),
        verdict_id=verdict_id,
        note=request.POST.get("note", ""),
        value=request.POST.get("value"),
        rationale=request.POST.get("rationale"),
        as_of=_day(request, "as_of"),
        remind_on=_day(request, "remind_on"),
    )
    said = f"Corrected: readers find version {made.version} and your note."
    messages.success(request, f"{said}{_still_with(verdict_id)}")
    return _to(made)


def _still_with(verdict_id: uuid.UUID) -> str:
    """How many still have a version that no longer stands."""
    count = len(holders(Verdict.objects.get(pk=verdict_id)))
    have = "one still has" if count == 1 else f"{count} still have"
    return f" {have.capitalize()} the old one: see below who." if count else ""


@act(_kept("retract"))
def retract(request: HttpRequest, verdict_id: uuid.UUID) -> HttpResponse:
    """It stands no longer."""
    made = verbs.retract(
        actor=actor_of(request), verdict_id=verdict_id, note=request.POST.get("note", "")
    )
    said = "Retracted. Readers find your note in its place."
    messages.success(request, f"{said}{_still_with(verdict_id)}")
    return _to(made)


@act(_kept("override"))
def override(request: HttpRequest, verdict_id: uuid.UUID) -> HttpResponse:
    """A rule is let go for this claim."""
    actor = actor_of(request)
    found = queries.verdict_or_missing(verdict_id, actor.person)
    rule = request.POST.get("rule", "")
    on_record.override_rule(
        actor=actor, claim_id=found.claim_id, rule=rule, reason=request.POST.get("reason", "")
    )
    messages.success(request, f"Let go: {rule}. Your reason stands in the history.")
    return _to(found)


@act(lambda request, error, **_: _contact_refused(request, error))
def contact(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """A line of the contact log."""
    on_record.log_contact(
        actor=actor_of(request),
        claim_id=claim_id,
        asked=request.POST.get("asked", "yes") == "yes",
        who=request.POST.get("who", ""),
        answer=request.POST.get("answer", ""),
    )
    messages.success(request, "In the contact log.")
    return _from(request, claim_id)


def _from(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Back to the version's page that the form stood on, else to the claim."""
    given = request.POST.get("verdict", "")
    try:
        return redirect("desk:verdict", uuid.UUID(given))
    except ValueError:
        return redirect("desk:claim", claim_id)


def _contact_refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    given = request.POST.get("verdict", "")
    try:
        return _show(request, uuid.UUID(given), refusal=error, form="contact")
    except ValueError:
        raise error from None

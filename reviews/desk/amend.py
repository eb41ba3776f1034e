"""What a claim says, changed at the desk: marked in a story, edited, split, merged."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims.by_hand import add_claim
from claims.spans import Words
from factcheck.errors import DomainError, Invalid
from reviews import amend
from reviews.desk.article import show_article
from reviews.desk.claim import show, to_claim
from reviews.desk.doors import act, actor_of, named_claim

SAID = {
    "created": "Marked: it waits in the queue as a claim.",
    "promoted": "The reader had proposed it; it waits in the queue now.",
    "known": "That is a claim already. You are named beside it.",
}


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.POST.get(name, "").strip()
    if not given:
        return None
    if not given.isdecimal() or len(given) > 9:
        raise Invalid.field(name, "number", "This is no place in the text. Mark the words again.")
    return int(given)


def _words(request: HttpRequest) -> Words:
    """What was marked with the pointer, else what was typed."""
    return Words(
        quote=request.POST.get("quote", ""),
        start=_number(request, "start"),
        end=_number(request, "end"),
    )


def _wording(request: HttpRequest) -> int:
    return _number(request, "wording") or 0


def _unmarked(request: HttpRequest, error: DomainError, *, article_id: uuid.UUID) -> HttpResponse:
    return show_article(request, article_id, refusal=error)


@act(_unmarked)
def mark(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    """Words of a story become a claim."""
    done = add_claim(
        actor=actor_of(request),
        article_id=article_id,
        words=_words(request),
        claimant=request.POST.get("claimant", ""),
    )
    messages.success(request, SAID[done.outcome])
    if came_from := named_claim(request.POST.get("from_claim", "")):
        return to_claim(request, came_from)
    return redirect(f"/desk/articles/{article_id}/#row-{done.claim.id}")


def _unchanged(request: HttpRequest, error: DomainError, *, claim_id: uuid.UUID) -> HttpResponse:
    wrong = " ".join(one.message for one in error.errors) or error.message
    given = {name: request.POST.get(name, "") for name in ("statement", "claimant", "quote")}
    return show(request, claim_id, unsaid={"edit": given | {"wrong": wrong}}, refusal=error)


@act(_unchanged)
def edit(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Another wording, claimant or span."""
    marked = _words(request)
    moved = marked.start is not None or marked.quote.strip()
    amend.edit(
        actor=actor_of(request),
        claim_id=claim_id,
        wording=_wording(request),
        lease_no=_number(request, "lease_no"),
        statement=request.POST.get("statement"),
        claimant=request.POST.get("claimant"),
        words=marked if moved else None,
    )
    messages.success(request, "The claim is changed; how it stood before is in its history.")
    return to_claim(request, claim_id)


@act(_unchanged)
def split(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """A part of the claim becomes a claim of its own."""
    done = amend.split(
        actor=actor_of(request),
        claim_id=claim_id,
        wording=_wording(request),
        lease_no=_number(request, "lease_no"),
        words=_words(request),
    )
    messages.success(request, f"Split off: “{done.claim.quote[:90]}” is a claim of its own.")
    return to_claim(request, claim_id)


@act(_unchanged)
def merge(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Two neighbours become one claim."""
    other = named_claim(request.POST.get("other", ""))
    if other is None:
        raise Invalid.field("other", "required", "Say which claim it is merged with.")
    amend.merge(
        actor=actor_of(request),
        claim_id=claim_id,
        wording=_wording(request),
        lease_no=_number(request, "lease_no"),
        other=other,
    )
    messages.success(request, "Merged: the two are one claim.")
    return to_claim(request, claim_id)

"""Bringing stories in: pasted, by link, as files."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.batches import asking, spool
from claims.batches.asking import MOST_FILES
from claims.documents.document import ENDINGS, TABLES, check_size
from claims.intake import bring_in
from claims.placing import Submitted
from factcheck.accounts.rights import Right
from factcheck.errors import DomainError, Invalid
from reviews.desk.doors import act, actor_of, page
from reviews.desk.forms import article_fields

SAID = {
    "created": "Taken in. It is being read now.",
    "duplicate": "The desk has this story already: here it is. Nothing was added.",
    "appearance": "The desk has this story already; the new place was noted.",
    "revised": "New text under a known link: the next revision. It is being read now.",
}
ABOUT = {"section": "articles", "endings": ",".join((*ENDINGS, *TABLES)), "most": MOST_FILES}


@page(Right.SUBMIT)
def new(request: HttpRequest) -> HttpResponse:
    """The forms."""
    return render(request, "desk/new.html", {**ABOUT, "given": {}, "errors": {}})


def _kept(request: HttpRequest, error: DomainError, **_: Any) -> HttpResponse:
    """The forms with all that was typed; a file must be chosen again, as browsers keep none."""
    context = {
        **ABOUT,
        "given": request.POST,
        "errors": {one.field: one.message for one in error.errors},
        "refusal": error,
    }
    return render(request, "desk/new.html", context, status=error.status)


@act(_kept)
def submit(request: HttpRequest) -> HttpResponse:
    """Takes the pasted story in."""
    return _arrived(request, bring_in(actor=actor_of(request), **article_fields(request.POST)))


@act(_kept)
def link(request: HttpRequest) -> HttpResponse:
    """Asks a link for its story."""
    url, outlet = request.POST.get("url", ""), request.POST.get("outlet", "")
    if not url.strip():
        raise Invalid.field("url", "required", "Give the story’s link.")
    return _arrived(request, bring_in(actor=actor_of(request), url=url, outlet=outlet))


@act(_kept)
def files(request: HttpRequest) -> HttpResponse:
    """One story's file is taken in at once; several, or a file of many, by the worker."""
    actor = actor_of(request)
    actor.must(Right.SUBMIT)
    chosen: list[Any] = request.FILES.getlist("file")
    if not chosen:
        raise Invalid.field("file", "required", "Choose a file, or several.")
    said = {name: request.POST.get(name, "") for name in ("outlet", "encoding")}
    tables = [one for one in chosen if _ending(one) in TABLES]
    if tables and len(chosen) > 1:
        message = "A file of many stories (.csv, .jsonl) is sent alone."
        raise Invalid.field("file", "mixed", message)
    if tables:
        name = chosen[0].name or ""
        with spool.receiving(chosen[0]) as received:
            if _ending(chosen[0]) == ".csv":
                made = asking.open_table_of(actor=actor, received=received, name=name, ask=True)
            else:
                made = asking.open_lines(actor=actor, received=received, name=name)
        return redirect("desk:batch", made.id)
    if len(chosen) == 1:
        check_size(chosen[0].size or 0)
        file = (chosen[0].name or "file", chosen[0].read())
        return _arrived(request, bring_in(actor=actor, file=file, **said))
    named = [(one.name or "file", one) for one in chosen]
    made = asking.open_files(actor=actor, files=named, **said)
    return redirect("desk:batch", made.id)


def _ending(file: Any) -> str:
    return PurePosixPath(file.name or "").suffix.lower()


def _arrived(request: HttpRequest, done: Submitted) -> HttpResponse:
    messages.success(request, SAID[done.outcome])
    return redirect("desk:article", done.article.id)

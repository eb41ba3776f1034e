"""Spreadsheets that the worker makes: ask, how far it is, the file; one's own list."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from claims.status import Run
from factcheck.clock import now
from reviews import asking
from reviews.desk.doors import act, actor_of, page, say_and_return
from reviews.export_model import Export
from reviews.exporting import KEPT, file_of
from reviews.exports.doors import spreadsheet
from reviews.verdict_filter import OF_VERSIONS

PER_PAGE = 30
BUSY = (Run.QUEUED, Run.RUNNING)


@page()
def exports(request: HttpRequest) -> HttpResponse:
    """One's own, newest first."""
    shown = Paginator(asking.own_exports(actor_of(request).person), PER_PAGE)
    found = shown.get_page(request.GET.get("page"))
    context = {"section": "verdicts", "page": found, "rows": [_about(one) for one in found]}
    return render(request, "desk/exports.html", context)


@page()
def export(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """How far it is; htmx asks until it has ended."""
    found = asking.own_export(actor_of(request).person, export_id)
    context = {"section": "verdicts", **_about(found)}
    if request.headers.get("HX-Request"):
        if found.state in BUSY:
            return render(request, "desk/_export.html", context)
        answer = HttpResponse(status=200)
        answer["HX-Refresh"] = "true"
        return answer
    return render(request, "desk/export.html", context)


@page()
def file(request: HttpRequest, export_id: uuid.UUID) -> HttpResponseBase:
    """The finished spreadsheet."""
    found = asking.own_export(actor_of(request).person, export_id)
    return spreadsheet(actor_of(request), found, file_of(found))


@act(say_and_return)
def ask(request: HttpRequest) -> HttpResponse:
    """The verdicts that the page shows, as a spreadsheet."""
    given = {name: value for name, value in request.POST.items() if value}
    filters = {name: str(given[name]) for name in given if name != "csrfmiddlewaretoken"}
    if not any(name in filters for name in OF_VERSIONS):
        filters["current"] = "true"  # as the page does
    made = asking.ask_export(actor=actor_of(request), filters=filters)
    return redirect("desk:made-export", made.pk)


def _about(found: Export) -> dict[str, Any]:
    """An export as its page and the list show it."""
    return {
        "export": found,
        "busy": found.state in BUSY,
        "chosen": ", ".join(f"{name}: {value}" for name, value in found.filters.items()),
        "query": urlencode(found.filters),
        "until": found.finished_at + KEPT if found.finished_at else None,
        "waits": (now() - found.asked_at).total_seconds() > 60 and found.state == Run.QUEUED,
    }

"""Verdicts with filters and the export buttons."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from factcheck.accounts.rights import Right
from factcheck.errors import Invalid
from factcheck.rest import flat_errors
from reviews import queries
from reviews.api import VerdictFilter
from reviews.desk.doors import actor_of, page
from reviews.exports.doors import export as export_rows
from reviews.models import Verdict
from reviews.words import State, Value

PER_PAGE = 50
FILTERS = ("q", "value", "state", "reviewer", "since", "until")


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: value for name in FILTERS if (value := request.GET.get(name, "").strip())}


def _rows(request: HttpRequest, asked: dict[str, str]) -> QuerySet[Verdict]:
    person = actor_of(request).person
    return queries.verdicts(person) if "state" in asked else queries.current_verdicts(person)


@page()
def verdicts(request: HttpRequest) -> HttpResponse:
    """Newest first; without a state asked for, those that stand."""
    asked = _asked(request)
    rows = _rows(request, asked)
    found = VerdictFilter(asked, queryset=rows)
    shown = Paginator(found.qs if found.is_valid() else rows.none(), PER_PAGE)
    context = {
        "section": "verdicts",
        "page": shown.get_page(request.GET.get("page")),
        "asked": asked,
        "errors": {one.field: one.message for one in flat_errors(dict(found.errors))},
        "query": urlencode(asked),
        "values": list(Value),
        "states": list(State),
        "may_export": actor_of(request).may(Right.EXPORT),
    }
    return render(request, "desk/verdicts.html", context)


@page()
def export(request: HttpRequest, name: str) -> HttpResponseBase:
    """The same rows as a file."""
    asked = _asked(request)
    rows = _rows(request, asked)
    found = VerdictFilter(asked, queryset=rows)
    if not found.is_valid():
        raise Invalid.fields(flat_errors(dict(found.errors)))
    return export_rows(actor_of(request), name, found.qs)

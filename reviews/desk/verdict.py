"""Verdicts with filters and the export buttons."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from factcheck.accounts.rights import Right
from factcheck.errors import FieldError, Invalid
from reviews import queries
from reviews.desk.doors import actor_of, page
from reviews.exports.doors import export as export_rows
from reviews.models import Verdict
from reviews.verdict_filter import OF_VERSIONS, chosen
from reviews.words import State, Value

PER_PAGE = 50
SHOWN = ("q", "value", "state", "reviewer", "since", "until")  # have a field of their own


def asked_of(request: HttpRequest) -> dict[str, str]:
    """The filters of the page's address."""
    given = {name: str(value).strip() for name, value in request.GET.items() if name != "page"}
    return {name: value for name, value in given.items() if value}


def asked_rows(request: HttpRequest, asked: dict[str, str]) -> QuerySet[Verdict]:
    """Every version that this person may read where versions are asked for, else those that
    stand."""
    person = actor_of(request).person
    every = any(name in asked for name in OF_VERSIONS)
    return queries.verdicts(person) if every else queries.current_verdicts(person)


@page()
def verdicts(request: HttpRequest) -> HttpResponse:
    """Newest first; without a state asked for, those that stand."""
    asked = asked_of(request)
    rows = asked_rows(request, asked)
    errors: tuple[FieldError, ...] = ()
    try:
        rows = chosen(asked, rows)
    except Invalid as refusal:
        errors, rows = refusal.errors, rows.none()
    context = {
        "section": "verdicts",
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "more": {name: value for name, value in asked.items() if name not in SHOWN},
        "errors": {one.field: one.message for one in errors},
        "query": urlencode(asked),
        "values": list(Value),
        "states": list(State),
        "may_export": actor_of(request).may(Right.EXPORT),
    }
    return render(request, "desk/verdicts.html", context)


@page()
def export(request: HttpRequest, name: str) -> HttpResponseBase:
    """The same rows as a file."""
    asked = asked_of(request)
    return export_rows(actor_of(request), name, asked, asked_rows(request, asked))

"""The public pages: one verdict, the list, the corrections."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from factcheck.errors import Missing
from reviews import house
from reviews.public import reads
from reviews.words import State, Value

PER_PAGE = 30


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> Any:
    return render(request, f"public/{name}.html", {"house": house.name(), **context}, status=status)


def found_or_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What was never published is a page that says so."""

    @require_safe
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except Missing:
            missing: HttpResponse = _page(request, "missing", {}, status=404)
            return missing

    return inner


@found_or_404
def verdict(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """One claim's verdict; its address never changes."""
    found = reads.shown(claim_id)
    context = {
        "shown": found,
        "content": found.version.content,
        "address": house.address_of(claim_id),
        "json_ld": None if found.retracted else as_script(found.document()),
        "state": found.version.state,
        "sources": found.version.content["citations"],
        "published": State.PUBLISHED,
    }
    answer: HttpResponse = _page(request, "verdict", context)
    return answer


@found_or_404
def verdicts(request: HttpRequest) -> HttpResponse:
    """What stands, the newest first."""
    rows = reads.published()
    value = request.GET.get("verdict", "")
    if value in set(Value):
        rows = rows.filter(value=value)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    values = [(one.value, house.word_for(one)) for one in Value]
    rows_shown = [(one, house.word_for(one.value)) for one in page]
    context = {"page": page, "rows": rows_shown, "values": values, "value": value}
    answer: HttpResponse = _page(request, "list", context)
    return answer


@found_or_404
def corrections(request: HttpRequest) -> HttpResponse:
    """What was corrected or retracted."""
    page = Paginator(reads.corrections(), PER_PAGE).get_page(request.GET.get("page"))
    answer: HttpResponse = _page(request, "corrections", {"page": page})
    return answer


def as_script(document: dict[str, Any]) -> SafeString:
    """JSON for a script element: no text in it can end the element or begin a comment."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return mark_safe(text)  # noqa: S308 - it holds no < and no >

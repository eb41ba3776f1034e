"""What is answered: the result of a verb, and cursor pages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from rest_framework import exceptions
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from factcheck.errors import Invalid
from factcheck.rest.conditional import tag_of, unchanged
from factcheck.verbs import AlreadyDone

T = TypeVar("T", bound=Model)


def carry_out(
    call: Callable[[], Any], show: Callable[[str, str], Response], *, empty: Response | None = None
) -> Response:
    """Calls the verb and renders what it made; a repeat of the same request renders the same.

    `show(object_id, outcome)` renders from the id alone, so both ways give the same body.
    `empty` answers where the verb found nothing to do.
    """
    try:
        made = call()
    except AlreadyDone as done:
        return show(done.once.object_id, done.once.outcome)
    if made is None:
        assert empty is not None
        return empty
    return show(str(made.pk), getattr(made, "outcome", ""))


class Pages(CursorPagination):
    """`{next, previous, results}`; `limit` 1 to 200. A cursor is good for the list that gave it,
    with the same filters, and for no other."""

    ordering: str | tuple[str, ...] = "-id"
    page_size_query_param = "limit"
    max_page_size = 200
    cursor_query_description = "From `next` or `previous` of the page before."
    page_size_query_description = "Rows of a page, 1 to 200."
    list_name = ""

    def of_list(self, request: Request, ordering: str | tuple[str, ...]) -> None:
        """Names the list: its address, its filters, its order."""
        asked = sorted(parse_qsl(request.META.get("QUERY_STRING", "")))
        filters = [one for one in asked if one[0] not in {"cursor", "limit"}]
        told = f"{request.path}?{urlencode(filters)}#{ordering}"
        self.ordering = ordering
        self.list_name = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def encode_cursor(self, cursor: Cursor) -> str:
        """The link to a page, which carries the name of the list."""
        tokens = {"l": self.list_name, "o": str(cursor.offset)} | (
            {} if cursor.position is None else {"p": cursor.position}
        )
        if cursor.reverse:
            tokens["r"] = "1"
        encoded = base64.urlsafe_b64encode(urlencode(tokens).encode()).decode("ascii")
        url = self.base_url
        assert url is not None
        return str(replace_query_param(url, self.cursor_query_param, encoded))

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Raises:
        ValueError: another list's cursor.
        """
        encoded = request.query_params.get(self.cursor_query_param)
        if encoded is None:
            return None
        tokens = dict(parse_qsl(base64.urlsafe_b64decode(encoded.encode("ascii")).decode()))
        offset = tokens.get("o", "")
        if tokens.get("l") != self.list_name or not offset.isdecimal() or len(offset) > 6:
            raise ValueError("another list's cursor")
        position: Any = tokens.get("p")
        return Cursor(offset=int(offset), reverse="r" in tokens, position=position)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """How the reference shows what turns pages."""
        cursor = {"type": "string", "minLength": 1}
        limit = {"type": "integer", "minimum": 1, "maximum": self.max_page_size}
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": description,
                "schema": shape,
            }
            for name, description, shape in (
                ("cursor", self.cursor_query_description, cursor),
                ("limit", self.page_size_query_description, limit),
            )
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """How the reference shows a page."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def page_of(
    request: Request,
    rows: QuerySet[T],
    show: Callable[[T], dict[str, Any]],
    ordering: str | tuple[str, ...] = "-id",
    version: Callable[[], str] | None = None,
) -> Response:
    """One cursor page of the rows, each rendered by `show`.

    `version` tells, more cheaply than the rows themselves, a figure that is another one whenever
    any answer of this list is another one; a poller who has that figure is told so at once.

    Raises:
        Invalid: a limit out of range, or a cursor that this list never gave.
    """
    limit = request.query_params.get("limit", "1")
    if (
        not (limit.isascii() and limit.isdecimal())
        or not 1 <= int(limit[:9]) <= Pages.max_page_size
    ):
        message = f"“limit” must be a whole number from 1 to {Pages.max_page_size}."
        raise Invalid.field("limit", "number", message)
    # Before the rows are read: what changes meanwhile makes the page newer than its tag.
    tag = tag_of(request, version()) if version else ""
    pages = Pages()
    pages.of_list(request, ordering)
    try:
        pages.decode_cursor(request)
        if tag and unchanged(request, tag):
            return Response(status=304, headers={"ETag": tag})
        found = pages.paginate_queryset(rows, request)
    except (exceptions.NotFound, ValidationError, ValueError, UnicodeError):
        message = "This list never gave such a cursor. Begin again without it."
        raise Invalid.field("cursor", "cursor", message) from None
    assert found is not None
    answer = pages.get_paginated_response([show(row) for row in found])
    if tag:
        answer.headers["ETag"] = tag
    return answer

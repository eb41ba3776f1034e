"""What every answer carries, beside Django's own: the request's id."""

from __future__ import annotations

import re
from collections.abc import Callable

import uuid_utils.compat
from django.http import HttpRequest, HttpResponse

_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def request_id(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Names each request: the caller's `X-Request-ID` where it is a plain word, else a new one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.request_id = (  # type: ignore[attr-defined]
            given if _ID.fullmatch(given) else uuid_utils.compat.uuid7().hex
        )
        response = get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware

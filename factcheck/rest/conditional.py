"""What a poller has already: entity tags, `If-None-Match`, 304.

A list that is polled tells a figure that is cheap and changes with anything that it may show
(`page_of(version=)`): who has it is answered before a row is read. Every other answer is tagged
by its bytes: it is made, and not sent again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request

from factcheck import __version__
from factcheck.accounts.models import ApiKey, User


def tag_of(request: Request, version: str) -> str:
    """The tag of what this caller gets at this address while the figure stands. Who asks is part
    of it, with role and scopes: two callers may be shown different things."""
    assert isinstance(request.user, User)
    scopes = ",".join(request.auth.scopes) if isinstance(request.auth, ApiKey) else ""
    told = (
        __version__,
        request.build_absolute_uri(),
        str(request.user.pk),
        request.user.role,
        scopes,
        version,
    )
    return f'W/"{_digest(chr(10).join(told).encode("utf-8", "surrogatepass"))}"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the caller has this already; tags are compared weakly, as the standard has it."""
    given = request.headers.get("If-None-Match", "")
    known = {one.removeprefix("W/") for one in parse_etags(given)}
    return "*" in known or tag.removeprefix("W/") in known


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def tags(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: tags what REST answers to a GET, and sends no caller what they have."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.path.startswith("/api/"):
            return response
        patch_vary_headers(response, ["Authorization", "Cookie", "Accept"])
        response.headers.setdefault("Cache-Control", "private, no-cache")
        whole = isinstance(response, HttpResponse) and response.status_code == 200
        if request.method != "GET" or not whole:
            return response
        assert isinstance(response, HttpResponse)
        if not response.has_header("ETag"):
            response.headers["ETag"] = f'"{_digest(response.content)}"'
        tag = response.headers["ETag"]
        return get_conditional_response(request, etag=tag, response=response) or response

    return middleware

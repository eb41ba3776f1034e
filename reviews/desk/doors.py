"""What every page shares: who acts, what a refusal looks like, the way back."""

from __future__ import annotations

import functools
import re
import uuid
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.errors import DomainError

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Refusal = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """The person at the page."""
    assert isinstance(request.user, User)
    return Actor(user=request.user, request_id=getattr(request, "request_id", ""))


def page(right: Right = Right.READ) -> Callable[[View[P]], View[P]]:
    """A page that reads: logged in, with the right; its refusals are pages with a sentence."""

    def wrap(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor_of(request).must(right)
            return view(request, *args, **kwargs)

        return login_required(require_http_methods(["GET", "HEAD"])(inner))

    return wrap


def act(refused: Refusal) -> Callable[[View[P]], View[P]]:
    """A form that calls one verb. A refusal goes to `refused(request, error, **kwargs)`: the form
    again with what was typed, or a sentence on the page that the person came from."""

    def wrap(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _logged_out(request)
            try:
                return view(request, *args, **kwargs)
            except DomainError as error:
                return refused(request, error, **kwargs)

        return require_http_methods(["POST"])(inner)

    return wrap


def _logged_out(request: HttpRequest) -> HttpResponse:
    """The session ended before the form was sent: the login, which keeps every field of it. The
    script that saves while one types is only told."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"code": "logged_out", "detail": "Log in again."}, status=401)
    kept = [
        (name, value)
        for name in request.POST
        if name != "csrfmiddlewaretoken"
        for value in request.POST.getlist(name)
    ]
    return render(request, "desk/login.html", {"kept": kept, "again": request.path}, status=401)


def named_claim(given: str) -> uuid.UUID | None:
    """The claim that is named by its id or by the address of its page, None where none is."""
    found = ID.search(given)
    return uuid.UUID(found[0]) if found else None


def say_and_return(request: HttpRequest, error: DomainError, **_: Any) -> HttpResponse:
    """The sentence, on the page that the form was on."""
    details = " ".join(one.message for one in error.errors)
    messages.error(request, details or error.message)
    return back(request)


def back(request: HttpRequest, default: str = "desk:board") -> HttpResponse:
    """To the page named by the form's `next`, else where the browser came from."""
    for target in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if target and url_has_allowed_host_and_scheme(target, {request.get_host()}):
            return redirect(target)
    return redirect(default)

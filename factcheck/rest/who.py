"""Who asks at the REST door, and what each door needs of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from factcheck.accounts.actor import Actor, OnceKey
from factcheck.accounts.keys import key_of
from factcheck.accounts.models import ApiKey, User
from factcheck.accounts.rights import Right
from factcheck.errors import BadRequest, NoKey
from factcheck.rest.filters import check_given
from factcheck.rest.rates import spend_guess
from factcheck.rest.sent import check_filters

ONCE = re.compile(r"[\x21-\x7e]{1,200}")
V = TypeVar("V", bound=Callable[..., Any])


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer <key>`."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        word, _, secret = request.headers.get("Authorization", "").partition(" ")
        if not word:
            return None
        if word.lower() != "bearer":
            raise exceptions.AuthenticationFailed(
                "Send the key as “Authorization: Bearer <key>”.", code="scheme"
            )
        try:
            key = key_of(secret.strip())
        except NoKey:
            spend_guess(request._request, "wrong keys")  # noqa: SLF001 - the middleware sees this
            raise
        return key.owner, key

    def authenticate_header(self, request: Request) -> str:
        return NoKey.challenge


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema shows the key."""

    target_class = KeyAuthentication
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key of yours, made in the desk under Keys. Its scopes narrow what it "
            f"may: {', '.join(Right)}.",
        }


def needs(*rights: Right, **by_method: Right) -> Callable[[V], V]:
    """The right that a door needs, the same for all its methods or one for each (`GET=`, `POST=`).

    `actor_of` asks for it before anything else, the reference prints it. Stands above `api_view`.
    A verb asks again, and for more where the thing itself decides.
    """

    def mark(view: V) -> V:
        view.cls.rights = by_method or dict.fromkeys(("GET", "POST"), rights[0])  # type: ignore[attr-defined]
        return view

    return mark


def actor_of(request: Request, *, spooled: bool = False) -> Actor:
    """The caller, who has the right that the door needs; with the idempotency key of a POST. A body
    that is `spooled` is not read here: its door gives the key later, by `once_of`.

    Raises:
        Denied: the door needs a right that the caller has not.
        BadRequest: an Idempotency-Key that is no plain word of 200 characters at most.
        Invalid: a query parameter given twice or without a value; a POST with any, which no
            command reads.
    """
    key = request.auth if isinstance(request.auth, ApiKey) else None
    # Never without a person: no user would mean the desk itself.
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated
    actor = Actor(user=request.user, key=key, request_id=getattr(request, "request_id", ""))
    right = getattr(request.parser_context["view"], "rights", {}).get(request.method)
    if right is not None:
        actor.must(right)
    check_given(request.query_params)
    if request.method != "POST" or spooled:  # whoever reads the body checks its query, too
        return actor
    check_filters(request.query_params, [])
    if "Idempotency-Key" not in request.headers:
        return actor
    body = json.dumps(request.data, sort_keys=True, default=_of_file)
    return replace(actor, once=once_of(request, body.encode()))


def once_of(request: Request, content: bytes) -> OnceKey | None:
    """The request's idempotency key with the digest of what was sent, None without one.

    Raises:
        BadRequest: a key that is no plain word of 200 characters at most.
    """
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return None
    if not ONCE.fullmatch(given):
        raise BadRequest(
            "Idempotency-Key must be 1 to 200 plain characters without spaces.",
            code="idempotency_key",
        )
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    digest.update(content)
    return OnceKey(given, digest.hexdigest())


def _of_file(file: Any) -> str:
    """A file of a multipart body, by its content."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return f"{file.name} {digest.hexdigest()}"

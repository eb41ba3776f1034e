"""The REST door's own parts: keys, strict JSON, problems, cursor pages, idempotency.

Resources live in `claims.api` and `reviews.api`; they parse, call one verb, render.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions, serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts.actor import Actor, OnceKey
from factcheck.accounts.keys import find_key
from factcheck.accounts.models import ApiKey, User
from factcheck.errors import (
    BadRequest,
    DomainError,
    FieldError,
    Invalid,
    TooLarge,
    problem_body,
)
from factcheck.verbs import AlreadyDone

log = logging.getLogger(__name__)
T = TypeVar("T", bound=Model)
ONCE = re.compile(r"[\x21-\x7e]{1,200}")


# ---- who asks ----------------------------------------------------------------------------------
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
        key = find_key(secret.strip())
        if key is None:
            raise exceptions.AuthenticationFailed(
                "This key is unknown or revoked. Make one in the desk under Keys.", code="key"
            )
        return key.owner, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="factcheck"'


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema shows the key."""

    target_class = KeyAuthentication
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


def actor_of(request: Request, *, spooled: bool = False) -> Actor:
    """The caller, with the idempotency key of a POST. A body that is `spooled` is not read here:
    its door gives the key later, by `once_of`.

    Raises:
        BadRequest: an Idempotency-Key that is no plain word of 200 characters at most.
    """
    once = None
    if not spooled and request.method == "POST" and "Idempotency-Key" in request.headers:
        body = json.dumps(request.data, sort_keys=True, default=_of_file)
        once = once_of(request, body.encode())
    key = request.auth if isinstance(request.auth, ApiKey) else None
    # Never without a person: no user would mean the desk itself.
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated
    return Actor(
        user=request.user,
        key=key,
        request_id=getattr(request, "request_id", ""),
        once=once,
    )


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


# ---- what is sent ------------------------------------------------------------------------------
class _TwiceError(ValueError):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _TwiceError(name)
        found[name] = value
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")


class StrictJSONParser(JSONParser):
    """JSON as the standard says: UTF-8, one object, no name twice, no endless nesting."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        raw = stream.read()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadRequest(
                f"The body is not UTF-8: byte {error.start} is {raw[error.start]:#04x}. "
                "Encode it as UTF-8.",
                code="encoding",
            ) from None
        try:
            data = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
        except _TwiceError as error:
            raise Invalid.field(
                error.name, "twice", f"“{error.name}” is given twice. Send it once."
            ) from None
        except RecursionError:
            raise Invalid.field(
                "text", "too_deep", "The JSON is nested too deeply; the text must be a string."
            ) from None
        except json.JSONDecodeError as error:
            raise BadRequest(
                f"The body is no JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
                code="json",
            ) from None
        except ValueError as error:
            raise BadRequest(f"The body is no JSON: {error}.", code="json") from None
        if not isinstance(data, dict):
            raise BadRequest("The body must be a JSON object, {…}.", code="json")
        return data


class Body(serializers.Serializer[Any]):
    """The body of a command: parses and names each wrong or unknown field, writes nothing."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        unknown = [name for name in data if name not in self.fields]
        errors: dict[str, Any] = {}
        value: Any = None
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as error:
            assert isinstance(error.detail, dict)
            errors = dict(error.detail)
        known = ", ".join(name for name, field in self.fields.items() if not field.read_only)
        for name in unknown:
            errors[str(name)] = [
                exceptions.ErrorDetail(
                    f"There is no field “{name}” here. "
                    + (f"There are: {known}." if known else "None is taken."),
                    code="unknown",
                )
            ]
        if errors:
            raise serializers.ValidationError(errors)
        return value


class Text(serializers.CharField):
    """A string and nothing that merely turns into one; kept to the letter."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("trim_whitespace", False)
        super().__init__(**kwargs)
        # NUL has a sentence of its own in the verbs, with the place of the first one.
        self.validators = [
            check
            for check in self.validators
            if type(check).__name__ != "ProhibitNullCharactersValidator"
        ]

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("This must be a string.", code="not_a_string")
        return super().to_internal_value(data)


def parse_body(kind: type[Body], request: Request) -> dict[str, Any]:
    """The parsed body.

    Raises:
        Invalid: with every wrong field.
    """
    body = kind(data=request.data)
    if not body.is_valid():
        raise Invalid.fields(flat_errors(body.errors))
    return dict(body.validated_data)


def flat_errors(errors: Any, path: str = "") -> list[FieldError]:
    """DRF's nested errors as a flat list with paths like `citations[0].url`."""
    if isinstance(errors, Mapping):
        found = []
        for name, inner in errors.items():
            if isinstance(name, int):
                step = f"{path}[{name}]"
            elif name == "non_field_errors":
                step = path
            else:
                step = f"{path}.{name}" if path else str(name)
            found += flat_errors(inner, step)
        return found
    if isinstance(errors, Sequence) and not isinstance(errors, str):
        found = []
        for index, inner in enumerate(errors):
            nested = isinstance(inner, Mapping)
            found += flat_errors(inner, f"{path}[{index}]" if nested else path)
        return found
    return [FieldError(path, getattr(errors, "code", "invalid"), str(errors))]


def check_filters(params: QueryDict, known: Sequence[str]) -> None:
    """Raises:
    Invalid: for a query parameter that the list does not know.
    """
    wrong = [name for name in params if name not in {*known, "cursor", "limit", "format"}]
    if wrong:
        names = ", ".join(sorted(known)) or "none"
        raise Invalid.fields(
            FieldError(name, "unknown_filter", f"There is no filter “{name}”. There are: {names}.")
            for name in wrong
        )


# ---- what is answered --------------------------------------------------------------------------
class Pages(CursorPagination):
    """`{next, previous, results}`; `limit` 1 to 200."""

    ordering: str | tuple[str, ...] = "-id"
    page_size_query_param = "limit"
    max_page_size = 200


def page_of(
    request: Request,
    rows: QuerySet[T],
    show: Callable[[T], dict[str, Any]],
    ordering: str | tuple[str, ...] = "-id",
) -> Response:
    """One cursor page of the rows, each rendered by `show`.

    Raises:
        Invalid: a limit out of range, or a cursor that this list never gave.
    """
    limit = request.query_params.get("limit", "1")
    if not limit.isdecimal() or not 1 <= int(limit[:9]) <= Pages.max_page_size:
        message = f"“limit” must be a whole number from 1 to {Pages.max_page_size}."
        raise Invalid.field("limit", "number", message)
    pages = Pages()
    pages.ordering = ordering
    try:
        found = pages.paginate_queryset(rows, request)
    except (exceptions.NotFound, ValidationError, ValueError):
        message = "This list never gave such a cursor. Begin again without it."
        raise Invalid.field("cursor", "cursor", message) from None
    assert found is not None
    return pages.get_paginated_response([show(row) for row in found])


def problem(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler: every refusal as problem details."""
    request = context["request"]
    headers: dict[str, str] = {}
    if isinstance(error, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        error = TooLarge(f"The body has more than {limit:,} bytes. Send one story at a time.")
    if isinstance(error, DomainError):
        status, code, detail = int(error.status), error.code, error.message
        errors: Sequence[FieldError] = error.errors
    elif isinstance(error, exceptions.ValidationError):
        errors = flat_errors(error.detail)
        status, code, detail = 422, "invalid", Invalid.fields(errors).message
    elif isinstance(error, exceptions.APIException):
        status, detail, errors = error.status_code, str(error.detail), ()
        code = getattr(error.detail, "code", error.default_code)
        if wait := getattr(error, "wait", None):
            headers["Retry-After"] = str(int(wait))
        if header := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = header
    elif isinstance(error, Http404):
        status, code, detail, errors = 404, "not_found", "There is no such thing.", ()
    elif isinstance(error, PermissionDenied):
        status, code, detail, errors = 403, "denied", str(error) or "You may not.", ()
    else:
        return None
    body = problem_body(
        status=status,
        code=code,
        detail=detail,
        errors=errors,
        request_id=getattr(request, "request_id", ""),
    )
    return Response(
        body,
        status=HTTPStatus(status),
        headers=headers,
        content_type="application/problem+json",
    )

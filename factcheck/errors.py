"""What can be refused, once: every door turns these into its own form.

A verb raises a `DomainError`; REST answers RFC 9457 problem details (`factcheck.rest.problem`),
pages answer a sentence (`pages` below). Doors never catch them themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import DisallowedHost, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that is wrong: its name as sent, a word for machines, a sentence with the fix."""

    field: str
    code: str
    message: str


class DomainError(Exception):
    """A refusal with its reason; nothing has been written."""

    status = HTTPStatus.BAD_REQUEST
    code = "bad_request"

    def __init__(
        self, message: str, *, code: str | None = None, errors: Iterable[FieldError] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.errors = tuple(errors)

    @property
    def headers(self) -> dict[str, str]:
        """What the answer says beside its body."""
        return {}


class BadRequest(DomainError):
    """The request itself cannot be read."""


class NoKey(DomainError):
    """The key that was sent opens no door, or no door any more."""

    status = HTTPStatus.UNAUTHORIZED
    code = "key"
    challenge = 'Bearer realm="factcheck"'

    @property
    def headers(self) -> dict[str, str]:
        """How to send a key."""
        return {"WWW-Authenticate": self.challenge}


class TooMany(DomainError):
    """More requests than the limit; `wait` seconds and it begins anew."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "throttled"

    def __init__(self, message: str, *, wait: int) -> None:
        super().__init__(message)
        self.wait = wait

    @property
    def headers(self) -> dict[str, str]:
        """When to come again."""
        return {"Retry-After": str(self.wait)}


class Denied(DomainError):
    """This person or key may not."""

    status = HTTPStatus.FORBIDDEN
    code = "denied"


class Missing(DomainError):
    """There is no such thing, or not for this person."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"


class TooLarge(DomainError):
    """The request has more bytes than the desk reads."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too_large"


class Conflict(DomainError):
    """The thing is not in the state that this needs: too late, taken, stale."""

    status = HTTPStatus.CONFLICT
    code = "conflict"


class Invalid(DomainError):
    """What was sent does not pass; each field is named with its fix."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid"

    @classmethod
    def field(cls, field: str, code: str, message: str) -> Invalid:
        """One wrong field."""
        return cls(message, errors=[FieldError(field, code, message)])

    @classmethod
    def fields(cls, errors: Iterable[FieldError]) -> Invalid:
        """Several wrong fields in one answer."""
        found = tuple(errors)
        names = ", ".join(dict.fromkeys(error.field for error in found))
        return cls(f"Please mend: {names}.", errors=found)


class NotFetched(Invalid):
    """A foreign address was not asked, or its answer not taken; `code` says why. The sentence
    never names what a private network answered."""

    # Beside those that stand where it is made: of an answer whose content cannot be read.
    more_codes = (
        *("bomb", "broken", "empty", "encoding", "encrypted", "letters", "no_text", "nul"),
        *("pages", "pdf", "too_large", "too_long"),
    )

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message, code=code, errors=[FieldError("url", code, message)])


def problem_body(
    *, status: int, code: str, detail: str, errors: Iterable[FieldError], request_id: str
) -> dict[str, object]:
    """An `application/problem+json` body: RFC 9457, plus code, errors and request_id."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": _sendable(detail),
        "code": code,
        "errors": [
            {
                "field": _sendable(error.field),
                "code": error.code,
                "message": _sendable(error.message),
            }
            for error in errors
        ],
        "request_id": request_id,
    }


def _sendable(text: str) -> str:
    """What a refusal repeats of the request may hold half a character, which UTF-8 cannot."""
    return text.encode("utf-8", "backslashreplace").decode()


def wants_problem(request: HttpRequest) -> bool:
    """Whether the caller is a program: at the REST door, or at one of another's shape."""
    return request.path.startswith(("/api/", "/compat/"))


def answer(
    request: HttpRequest, status: int, code: str, detail: str, errors: Iterable[FieldError] = ()
) -> HttpResponse:
    """The refusal in the form of the door that was knocked at."""
    request_id = getattr(request, "request_id", "")
    if wants_problem(request):
        body = problem_body(
            status=status, code=code, detail=detail, errors=errors, request_id=request_id
        )
        return JsonResponse(body, status=status, content_type="application/problem+json")
    context = {
        "status": int(status),
        "title": HTTPStatus(status).phrase,
        "detail": detail,
        "errors": tuple(errors),
        "request_id": request_id,
    }
    return render(request, "refusal.html", context, status=status)


class PagesMiddleware:
    """Turns a `DomainError` that leaves a page view into a page with a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # No database holds a NUL; the programs' doors name the filter that has one.
        if "%00" in request.META.get("QUERY_STRING", "") and not wants_problem(request):
            detail = "The address holds a NUL character. Take it out and search again."
            return answer(request, 400, "bad_request", detail)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DomainError):
            found = answer(request, error.status, error.code, error.message, error.errors)
            for name, value in error.headers.items():
                found.headers[name] = value
            return found
        return None


pages = PagesMiddleware


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400: a header or a form that cannot be."""
    detail = "The request cannot be read."
    if isinstance(exception, DisallowedHost):
        detail = (
            "The desk does not answer to this host's name. Who runs it can add the name to the "
            "setting FACTCHECK_HOSTS."
        )
    elif isinstance(exception, SuspiciousOperation):
        detail = "The request is larger or stranger than the desk takes."
    return answer(request, 400, "bad_request", detail)


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """Django's 403."""
    return answer(request, 403, "denied", str(exception) or "You may not do this.")


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """Django's 404."""
    return answer(request, 404, "not_found", "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's 500: our fault, said without a traceback."""
    return answer(
        request,
        500,
        "server_error",
        "Something broke on our side. Nothing was half saved; the log has the request's id.",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old or cookies are off."""
    log.info("csrf: %s", reason)
    return answer(
        request,
        403,
        "stale_form",
        "This form was open too long, or your browser keeps no cookies. Go back, reload the page "
        "and send it again; what you typed is still in the form.",
    )

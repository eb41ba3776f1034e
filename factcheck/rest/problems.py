"""Every refusal at the REST door as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpResponse
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from factcheck.errors import DomainError, FieldError, Invalid, NoKey, TooLarge, problem_body
from factcheck.rest.sent import flat_errors

TYPE = "application/problem+json"


class FieldProblem(serializers.Serializer[Any]):
    """One field that is wrong."""

    field = serializers.CharField(help_text="its name as sent, like citations[0].url")
    code = serializers.CharField(help_text="for machines")
    message = serializers.CharField(help_text="what is wrong, and the fix")


class Problem(serializers.Serializer[Any]):
    """A refusal: nothing was written."""

    type = serializers.CharField(help_text="always about:blank; `code` tells them apart")
    title = serializers.CharField(help_text="the status in words")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="a sentence that says what to do")
    code = serializers.CharField(help_text="for machines")
    errors = FieldProblem(many=True)  # type: ignore[assignment]
    request_id = serializers.CharField(help_text="the desk's log has it")


def problem(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler."""
    request = context["request"]
    headers: dict[str, str] = {}
    if isinstance(error, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        error = TooLarge(f"The body has more than {limit:,} bytes. Send one story at a time.")
    if isinstance(error, DomainError):
        status, code, detail = int(error.status), error.code, error.message
        errors: Sequence[FieldError] = error.errors
        headers |= error.headers
    elif isinstance(error, exceptions.ValidationError):
        errors = flat_errors(error.detail)
        status, code, detail = 422, "invalid", Invalid.fields(errors).message
    elif isinstance(error, exceptions.APIException):
        status, detail, errors = error.status_code, str(error.detail), ()
        code = getattr(error.detail, "code", error.default_code)
        if getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = NoKey.challenge
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
    return Response(body, status=HTTPStatus(status), headers=headers, content_type=TYPE)

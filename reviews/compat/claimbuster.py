"""ClaimBuster's scoring, version 2 of its API: a text in, each sentence's worthiness out.

Nothing is kept of what is sent. Errors are `{"error": word, "detail": sentence}`.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt

from claims.given import check_text
from claims.reading import alone
from factcheck.errors import BadRequest, DomainError, Invalid, Missing, TooLarge
from factcheck.rest import StrictJSONParser
from reviews.compat.who import with_key

VERSION = "2"
FIELD = "input_text"
Scored = list[tuple[str, float]]


def _refused(status: int, code: str, detail: str) -> JsonResponse:
    body = {"error": code, "detail": detail.encode("utf-8", "backslashreplace").decode()}
    headers = {"WWW-Authenticate": 'Bearer realm="factcheck"'} if status == 401 else {}
    return JsonResponse(body, status=status, headers=headers)


def _door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For programs with a key; refusals as ClaimBuster's users read them."""

    @csrf_exempt
    @functools.wraps(view)
    def inner(request: HttpRequest, text: str = "") -> HttpResponse:
        try:
            if with_key(request, request.headers.get("x-api-key")) is None:
                detail = "Send one of your keys as “x-api-key”. Make one in the desk under Keys."
                return _refused(401, "key", detail)
            return view(request, text)
        except DomainError as refusal:
            # One field at most can be wrong here; its sentence says more than the summary.
            first = refusal.errors[0] if refusal.errors else None
            status = 413 if first and first.code == "too_long" else int(refusal.status)
            code = first.code if first else refusal.code
            return _refused(status, code, first.message if first else refusal.message)

    return inner


@_door
def score_text(request: HttpRequest, text: str) -> HttpResponse:
    """The whole text as one sentence."""
    return _scored(request, text, alone.whole)


@_door
def score_sentences(request: HttpRequest, text: str) -> HttpResponse:
    """Sentence by sentence."""
    return _scored(request, text, alone.one_by_one)


@_door
def nothing(request: HttpRequest, text: str) -> HttpResponse:
    """Every other address of that API."""
    raise Missing("Of ClaimBuster's API there are api/v2/score/text/ and .../text/sentences/ here.")


def _scored(request: HttpRequest, text: str, score: Callable[[str], Scored]) -> HttpResponse:
    if request.method not in {"GET", "HEAD", "POST"}:
        answer = _refused(405, "method", "Send the text by GET in the address, or by POST.")
        answer["Allow"] = "GET, HEAD, POST"
        return answer
    if request.method == "POST" and not text:
        text = _sent(request)
    if errors := check_text(text, field=FIELD):
        raise Invalid.fields(errors)
    results = [
        {"index": index, "text": sentence, "score": worthiness}
        for index, (sentence, worthiness) in enumerate(score(text))
    ]
    return JsonResponse({"version": VERSION, "claim": text, "results": results})


def _sent(request: HttpRequest) -> str:
    """`input_text` of a form or of a JSON object.

    Raises:
        BadRequest: the body cannot be read.
        Invalid: there is no such field, or it is no string.
        TooLarge: the body has more bytes than the desk reads.
    """
    try:
        if request.content_type == "application/json":
            given = StrictJSONParser().parse(io.BytesIO(request.body)).get(FIELD)
        else:
            given = request.POST.get(FIELD)
    except RequestDataTooBig:
        limit = settings.FACTCHECK_TEXT_LIMIT
        raise TooLarge(f"The text has more than {limit:,} bytes. Send less at a time.") from None
    except MultiPartParserError:
        raise BadRequest("The form cannot be read. Send it again as multipart/form-data.") from None
    if not isinstance(given, str):
        message = f"Send the text as “{FIELD}”, a string, in a JSON object or in a form."
        raise Invalid.field(FIELD, "required", message)
    return given

"""Google's Fact Check Tools API, `claims.search`, over what this desk has published.

The address, the parameters, the answer and the errors are theirs; the words are the house's.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt

from factcheck.errors import BadRequest, Denied, DomainError, Missing
from reviews import house
from reviews.claimreview import claim_review
from reviews.compat.archive import page_of
from reviews.compat.asked import Asked
from reviews.compat.who import with_key
from reviews.models import Verdict
from reviews.places import places
from reviews.recall import hand_out, last_event

WAY = "google"
# Ours to theirs: HTTP status, then their name of it and the older word for the reason.
SHAPES = {403: ("PERMISSION_DENIED", "forbidden"), 404: ("NOT_FOUND", "notFound")}
OTHERWISE = ("INVALID_ARGUMENT", "badRequest")


def _door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For programs; refusals in Google's shape."""

    @csrf_exempt
    @functools.wraps(view)
    def inner(request: HttpRequest, **kwargs: str) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except DomainError as refusal:
            return _refused(refusal)

    return inner


def _refused(refusal: DomainError) -> JsonResponse:
    code = int(refusal.status) if refusal.status in SHAPES else 400
    status, reason = SHAPES.get(code, OTHERWISE)
    message = _sendable(" ".join(one.message for one in refusal.errors) or refusal.message)
    error: dict[str, Any] = {
        "code": code,
        "message": message,
        "errors": [{"message": message, "domain": "global", "reason": reason}],
        "status": status,
    }
    if refusal.errors:
        error["details"] = [
            {
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [
                    {"field": _sendable(one.field), "description": _sendable(one.message)}
                    for one in refusal.errors
                ],
            }
        ]
    return JsonResponse({"error": error}, status=code, json_dumps_params={"indent": 2})


def _sendable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


@_door
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every other address of that API: claims:imageSearch, pages."""
    raise Missing("Of the Fact Check Tools API there is v1alpha1/claims:search here, by GET.")


@_door
def search(request: HttpRequest) -> HttpResponse:
    """`GET v1alpha1/claims:search`."""
    params = _params(request)
    key = params.get("key") or request.headers.get("X-Goog-Api-Key")
    actor = with_key(request, key)
    if actor is None:
        message = (
            "This needs one of your live keys of this desk, as “key”, in “X-Goog-Api-Key” or as a "
            "bearer. Make one in the desk under Keys."
        )
        raise Denied(message, code="key")
    asked = Asked.of(params)
    covers = last_event()
    found = page_of(asked)
    if not asked.token:  # a later page holds nothing newer than the first
        given = asked.given | ({"offset": str(asked.offset)} if asked.offset else {})
        known_only = not found.versions  # who found nothing is told of nothing
        hand_out(actor, WAY, given, drafts=False, covers=covers, known_only=known_only)
    answer: dict[str, Any] = {}
    if found.versions:
        answer["claims"] = [_claim(one) for one in found.versions]
    if found.token:
        answer["nextPageToken"] = found.token
    indent = None if params.get("prettyPrint") == "false" else 2
    dumps = {"ensure_ascii": False, "indent": indent}
    return JsonResponse(answer, json_dumps_params=dumps, headers={"Cache-Control": "private"})


def _params(request: HttpRequest) -> QueryDict:
    """The parameters. Google's clients send an address that grew too long as a form instead, with
    the method that they mean in a header.

    Raises:
        Missing: another method.
        BadRequest: a form that is too large.
    """
    if request.method in {"GET", "HEAD"}:
        return request.GET
    if request.method != "POST" or request.headers.get("X-HTTP-Method-Override") != "GET":
        raise Missing("claims:search is asked by GET.")
    try:
        return request.POST
    except RequestDataTooBig:
        raise BadRequest("The parameters are too long.") from None


def _claim(version: Verdict) -> dict[str, Any]:
    """A published version as a claim with its one review: what its ClaimReview says."""
    claim = version.claim
    document = claim_review(claim, version, places(claim))
    item = document["itemReviewed"]
    word = document["reviewRating"]["alternateName"]
    review = {
        "publisher": {"name": house.name(), "site": house.host()},
        "url": document["url"],
        "title": f"{word}: {document['claimReviewed']}",
        "reviewDate": _moment(document["datePublished"]),
        "textualRating": word,
        "languageCode": claim.article.language,
    }
    found = {
        "text": document["claimReviewed"],
        "claimant": item.get("author", {}).get("name", ""),
        "claimDate": _moment(item.get("datePublished", "")),
        "claimReview": [{name: value for name, value in review.items() if value}],
    }
    return {name: value for name, value in found.items() if value}


def _moment(text: str) -> str:
    """ISO 8601 as their clients read it: UTC, to the second, with a Z."""
    if not text:
        return ""
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

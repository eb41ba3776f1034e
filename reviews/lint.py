"""Whether a ClaimReview keeps the rules of those who show it; each finding with its fix.

The rules are Google's for fact-check markup (required and recommended properties, and who may use
it); `publish` refuses what breaks one, and says beside it what is only advised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from claims.models import Claim
from factcheck.clock import now
from factcheck.errors import FieldError
from reviews import house
from reviews.claimreview import claim_review
from reviews.models import Verdict
from reviews.places import places
from reviews.words import Value

SHORT = 75  # characters; longer ones wrap or are cut where they are shown


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule by its name and the sentence; `advice` does not keep it from being published."""

    rule: str
    message: str
    advice: bool = False

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.rule.replace("_", " ").capitalize()


def refusals(claim: Claim, version: Verdict) -> list[FieldError]:
    """What keeps a version from being published, each as a field's error."""
    found = lint(claim_review(claim, version, places(claim)))
    return [FieldError(f"lint.{one.rule}", "lint", one.message) for one in found if not one.advice]


def lint(document: Any) -> list[Finding]:
    """All that the document breaks, in the order of the rules."""
    if not isinstance(document, dict) or document.get("@type") != "ClaimReview":
        return [Finding("one_a_page", "A page holds one ClaimReview. Give each its own address.")]
    return [
        *_statement(document),
        *_address(document),
        *_rating(document.get("reviewRating")),
        *_author(document.get("author")),
        *_dates(document),
        *_origin(document),
    ]


def _statement(document: dict[str, Any]) -> Iterator[Finding]:
    said = str(document.get("claimReviewed") or "").strip()
    if not said:
        yield Finding("statement", "The claim has no statement. Reopen it and write one.")
    if len(said) > SHORT:
        yield Finding(
            "statement_short",
            f"The statement has {len(said)} characters; search results cut it after {SHORT}.",
            advice=True,
        )
    words = "|".join(re.escape(house.word_for(value)) for value in Value)
    rated = re.compile(rf"^\W*(?:{words})\W*[:–—-]|[(\[]\s*(?:{words})\s*[)\]]\W*$", re.IGNORECASE)
    if rated.search(said):
        yield Finding(
            "statement_unrated",
            "The statement says the rating. Reopen the claim and state only what is claimed.",
        )


def _address(document: dict[str, Any]) -> Iterator[Finding]:
    given = str(document.get("url") or "")
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield Finding(
            "address_absolute",
            f"The page's address {given!r} is not absolute. Set FACTCHECK_PUBLIC_URL to the "
            "address that readers use.",
        )
        return
    if parts.hostname != house.host():
        yield Finding(
            "address_ours",
            f"The page's address is at {parts.hostname}, not at {house.host()}.",
        )
    if _is_local(parts.hostname):
        yield Finding(
            "address_public",
            "Readers cannot reach this address. Set FACTCHECK_PUBLIC_URL to the one that they use.",
            advice=True,
        )


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def _rating(rating: Any) -> Iterator[Finding]:
    rating = rating if isinstance(rating, dict) else {}
    if not str(rating.get("alternateName") or "").strip():
        yield Finding("rating_word", "The rating has no word. Set FACTCHECK_WORD_… for it.")
    numbers = [rating.get(name) for name in ("worstRating", "ratingValue", "bestRating")]
    if any(one is not None for one in numbers):
        whole = all(isinstance(one, int) and not isinstance(one, bool) for one in numbers)
        if not whole or not numbers[0] <= numbers[1] <= numbers[2]:
            yield Finding(
                "rating_range", "The rating's number must lie between its worst and its best."
            )


def _author(author: Any) -> Iterator[Finding]:
    author = author if isinstance(author, dict) else {}
    if not author.get("name") or not author.get("url"):
        yield Finding(
            "author", "Who publishes has no name or address. Set FACTCHECK_HOUSE and its address."
        )


def _dates(document: dict[str, Any]) -> Iterator[Finding]:
    given = document.get("datePublished")
    try:
        day = datetime.fromisoformat(str(given))
    except ValueError:
        yield Finding("date", f"The day of publication {given!r} is no ISO 8601 date.")
        return
    if day.tzinfo is not None and day > now():
        yield Finding("date", "The day of publication is still to come.")


def _origin(document: dict[str, Any]) -> Iterator[Finding]:
    """Nobody reviews a claim of their own."""
    item = document.get("itemReviewed")
    item = item if isinstance(item, dict) else {}
    author = item.get("author")
    said_by = str((author if isinstance(author, dict) else {}).get("name") or "")
    if not said_by:
        yield Finding(
            "origin",
            "Nobody is named who says it, nor an outlet. Name the claimant or the outlet.",
            advice=True,
        )
    if said_by.strip().casefold() == house.name().strip().casefold():
        yield Finding("origin_other", f"{house.name()} says it itself; a review is of others.")
    works = item.get("appearance")
    for work in works if isinstance(works, list) else []:
        if urlsplit(str(work.get("url") or "")).hostname == house.host() and house.host():
            yield Finding(
                "origin_other",
                "It appeared on our own pages; a review is of what others published.",
            )
            return

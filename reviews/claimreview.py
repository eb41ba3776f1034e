"""A published version as schema.org's ClaimReview: a plain value, for pages, feeds and exports.

Terms and their use: schema.org/ClaimReview, and Google's page on fact-check markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.models import Claim
from reviews import house
from reviews.models import Verdict
from reviews.models_publish import VerdictNote
from reviews.places import Place
from reviews.words import Value

CONTEXT = "https://schema.org"
# The extent of a rating's explanation; the page holds the whole rationale.
EXPLANATION = 1000


def claim_review(
    claim: Claim, version: Verdict, stood: Sequence[Place], notes: Sequence[VerdictNote] = ()
) -> dict[str, Any]:
    """The document. `stood`: where the claim stood, its own place first; `notes`: the corrections.

    Only "verified" may carry a number, where the house says so (`FACTCHECK_RATING`): a scale that
    runs from true to false would call what is disputed or cannot be known false.
    """
    content = version.content
    published = version.published_at or version.created_at
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "@id": house.address_of(claim.id),
        "url": house.address_of(claim.id),
        "claimReviewed": content["statement"],
        "datePublished": published.isoformat(),
        "version": version.version,
        "author": {"@type": "Organization", "name": house.name(), "url": house.home()},
        "publisher": {"@type": "Organization", "name": house.name(), "url": house.home()},
        "reviewRating": _rating(version),
        "itemReviewed": _claim(content, stood),
    }
    if cited := [_work(one) for one in content["citations"]]:
        document["citation"] = cited
    if notes:
        document["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": note.text,
                "datePublished": note.at.isoformat(),
            }
            for note in notes
        ]
    return document


def _rating(version: Verdict) -> dict[str, Any]:
    rationale = version.content["rationale"]
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": house.word_for(version.value),
        "ratingExplanation": rationale
        if len(rationale) <= EXPLANATION
        else rationale[: EXPLANATION - 1] + "…",
    }
    if version.value == Value.VERIFIED and house.rates():
        rating |= {
            "ratingValue": house.BEST,
            "bestRating": house.BEST,
            "worstRating": house.WORST,
        }
    return rating


def _claim(content: dict[str, Any], stood: Sequence[Place]) -> dict[str, Any]:
    item: dict[str, Any] = {"@type": "Claim", "text": content["quote"]}
    if claimant := content["claimant"]:
        item["author"] = {"@type": _sort_of(claimant), "name": claimant}
    elif stood and stood[0].outlet:  # the outlet says it in its own voice
        item["author"] = {"@type": "Organization", "name": stood[0].outlet}
    if stood and stood[0].published_at:
        item["datePublished"] = stood[0].published_at.isoformat()
    works = [_place(one) for one in stood if one.url or one.headline or one.outlet]
    if works:
        item["firstAppearance"] = works[0]
        item["appearance"] = works
    return item


def _sort_of(claimant: str) -> str:
    """A person's name begins with a capital letter; "the port office" is an organisation."""
    return (
        "Person" if claimant[:1].isupper() and not claimant.startswith("The ") else "Organization"
    )


def _place(place: Place) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "NewsArticle"}
    if place.url:
        work["url"] = place.url
    if place.headline:
        work["headline"] = place.headline
    if place.outlet:
        work["publisher"] = {"@type": "Organization", "name": place.outlet}
    if place.published_at:
        work["datePublished"] = place.published_at.isoformat()
    return work


def _work(citation: dict[str, Any]) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "url": citation["url"]}
    if citation["title"]:
        work["name"] = citation["title"]
    if citation["publisher"]:
        work["publisher"] = {"@type": "Organization", "name": citation["publisher"]}
    if citation["author"]:
        work["author"] = {"@type": "Person", "name": citation["author"]}
    if day := citation.get("date") or citation.get("published_on"):
        work["datePublished"] = day
    return work

"""What the templates say of evidence: a proof as a mark in words, how many sources there are,
whether one can be fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings

from reviews.checklist import Item
from reviews.evidence import count_sources
from reviews.models import Review
from reviews.proving.excerpts import Level
from reviews.proving.independence import Counted

WORDS = {
    Level.EXACT: "excerpt exact: it stands in the source to the letter",
    Level.SAME: "excerpt same: it stands in the source but for quotes, dashes or line ends",
    Level.NEAR: "excerpt near: the source has other words",
    Level.ABSENT: "excerpt absent: it was not found in the source",
    Level.UNCHECKED: "excerpt not checked",
}
register = template.Library()


@register.simple_tag
def may_fetch() -> bool:
    """Whether the desk asks foreign addresses at all."""
    return bool(settings.FACTCHECK_FETCH)


@register.filter
def in_words(proof: Mapping[str, Any]) -> str:
    """The mark of a proof as it is kept; {} was not checked."""
    return WORDS[Level(proof["level"]) if proof else Level.UNCHECKED]


@register.filter
def lacking(items: list[Item]) -> list[Item]:
    """The rules of a checklist that are neither met nor let go."""
    return [item for item in items if not item.passes]


@register.filter
def counted(review: Review) -> Counted:
    """How many of a review's links are independent, and why the others are not."""
    return count_sources(list(review.citations.all()))

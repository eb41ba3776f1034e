"""The house's own words for readers: its name, its address, what it calls each verdict. Reads
settings only."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from reviews.words import Value

BEST, WORST = 5, 1


def word_for(value: str) -> str:
    """What readers see for a verdict."""
    words = {
        Value.VERIFIED: settings.FACTCHECK_WORD_VERIFIED,
        Value.DISPUTED: settings.FACTCHECK_WORD_DISPUTED,
        Value.UNVERIFIABLE: settings.FACTCHECK_WORD_UNVERIFIABLE,
    }
    return str(words[Value(value)])


def name() -> str:
    """Who publishes."""
    return str(settings.FACTCHECK_HOUSE)


def home() -> str:
    """The address of the house, without a slash at its end."""
    return str(settings.FACTCHECK_PUBLIC_URL).rstrip("/")


def host() -> str:
    """The host name of the house."""
    return urlsplit(home()).hostname or ""


def address_of(claim_id: uuid.UUID) -> str:
    """The public page of a claim's verdict; it never changes, whatever version stands."""
    return home() + reverse("public:verdict", args=[claim_id])


def rates() -> bool:
    """Whether "verified" carries a number for machines."""
    return bool(settings.FACTCHECK_RATING)

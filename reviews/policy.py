"""Which claims need a second pair of eyes, by the rule `[second]` of `policy.toml`.

`decide` asks. The rule never looks at a verdict: else the queue would tell what the second pair of
eyes must not know.
"""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

from reviews.policy_file import Policy, read

# Read before there are models.
if TYPE_CHECKING:
    from claims.models import Claim


class Why(StrEnum):
    """What asked for a second pair of eyes, as the event keeps it."""

    EDITOR = "editor"
    ALL = "all"
    WORTHINESS = "worthiness"
    SHARE = "share"


def asks_for_second(claim: Claim) -> Why | None:
    """The rule that asks for a second pair of eyes on this claim, if one does."""
    rule = current().second
    if rule.all:
        return Why.ALL
    if claim.worthiness > rule.worthiness_over:
        return Why.WORTHINESS
    return Why.SHARE if draw(claim.id) < rule.share else None


def draw(claim_id: uuid.UUID) -> float:
    """The claim's lot, 0 to 1: the same at each look, and not to be told without the secret key."""
    digest = salted_hmac("reviews.policy.second", claim_id.bytes, algorithm="sha256").digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def current() -> Policy:
    """The rules in force."""
    return read(settings.FACTCHECK_POLICY)

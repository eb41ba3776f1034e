"""What is read of other desks' checks: the lists, and those that say what a claim says."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from claims.models import Claim
from factcheck.errors import Missing
from reviews.foreign.alike import alike, marks, traits
from reviews.foreign_rows import ForeignCheck, ForeignFeed, ForeignMark

ASKED = 14  # marks of a claim that checks are looked up by
LOOKED_AT = 30  # checks that are compared word by word
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A check of another desk that seems to say what a claim says, and by what."""

    check: ForeignCheck
    why: str
    score: float


def feeds() -> QuerySet[ForeignFeed]:
    """All, with how many checks they hold and how many of these are gone; the newest first."""
    gone = Count("checks", filter=Q(checks__gone_at__isnull=False))
    rows = ForeignFeed.objects.select_related("by")
    return rows.annotate(held=Count("checks"), gone=gone).order_by("-id")


def feed_or_missing(feed_id: uuid.UUID | str) -> ForeignFeed:
    """Raises:
    Missing: there is none.
    """
    found = feeds().filter(pk=feed_id).first()
    if found is None:
        raise Missing("There is no such feed.")
    return found


def checks() -> QuerySet[ForeignCheck]:
    """All, what came in last first."""
    return ForeignCheck.objects.select_related("feed").order_by("-id")


def elsewhere(claim: Claim) -> list[Elsewhere]:
    """Checks of other desks that seem to say what the claim says, the likest first. The same for
    everybody, and nothing of ours is looked at but the claim's wording."""
    mine = traits(claim.statement, claim.article.language)
    likely = (
        ForeignMark.objects.filter(mark__in=marks(mine)[:ASKED])
        .values("check_of")
        .annotate(shared=Count("id"))
        .order_by("-shared", "-check_of")
        .values_list("check_of", flat=True)[:LOOKED_AT]
    )
    ids = list(likely)
    if not ids:
        return []
    found: dict[tuple[str, str], Elsewhere] = {}
    for check in ForeignCheck.objects.filter(pk__in=ids).select_related("feed"):
        seems = alike(mine, traits(check.claim, check.language or claim.article.language))
        name = (check.url, check.claim)  # by two feeds: once
        if seems and (name not in found or found[name].check.gone_at):
            found[name] = Elsewhere(check, seems.why, seems.score)
    ranked = sorted(found.values(), key=lambda one: (-one.score, str(one.check.pk)))
    return ranked[:SHOWN]

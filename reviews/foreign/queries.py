"""What is read of other desks' checks: the lists, and those that say what a claim says."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from claims.models import Claim
from factcheck.errors import FieldError, Invalid, Missing
from reviews.foreign.alike import alike, marks, traits
from reviews.foreign_rows import ForeignCheck, ForeignFeed, ForeignMark

FILTERS = ("q", "publisher", "language", "from", "to", "feed")
LONGEST = 300  # characters of a filter
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


def checks(given: Mapping[str, str]) -> QuerySet[ForeignCheck]:
    """Checks by filters, the newest come first. Each word of `q` must stand in the claim, who said
    it, the publisher or the rating; `from` and `to` are days of publication, both included.

    Raises:
        Invalid: every value that cannot be one.
    """
    days, feed = _read(given)
    rows = ForeignCheck.objects.select_related("feed").order_by("-id")
    for word in given.get("q", "").casefold().split()[:20]:
        rows = rows.filter(searched__contains=word)
    if publisher := given.get("publisher"):
        rows = rows.filter(publisher__icontains=publisher)
    if language := given.get("language"):
        same = Q(language__iexact=language) | Q(language__istartswith=f"{language}-")
        rows = rows.filter(same)
    if "from" in days:
        rows = rows.filter(published_on__gte=days["from"])
    if "to" in days:
        rows = rows.filter(published_on__lte=days["to"])
    return rows.filter(feed=feed) if feed else rows


def _read(given: Mapping[str, str]) -> tuple[dict[str, date], uuid.UUID | None]:
    """The filters that are more than words."""
    errors = [
        FieldError(name, "too_long", f"At most {LONGEST} plain characters.")
        for name, value in given.items()
        if len(value) > LONGEST or "\x00" in value
    ]
    days: dict[str, date] = {}
    for name in ("from", "to"):
        if value := given.get(name):
            try:
                days[name] = date.fromisoformat(value)
            except ValueError:
                message = f"{value[:40]!r} is no day. Write it like 2026-05-06."
                errors.append(FieldError(name, "date", message))
    feed = None
    try:
        feed = uuid.UUID(given["feed"]) if given.get("feed") else None
    except ValueError:
        errors.append(FieldError("feed", "unknown", "Give the id of a foreign feed, a UUID."))
    if errors:
        raise Invalid.fields(errors)
    return days, feed


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

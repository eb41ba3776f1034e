"""What readers may find: versions that were published, whatever became of them. Reads only.

No draft, no withdrawn version and no reviewer's name leaves by this door.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from claims.models import Claim
from factcheck.errors import Missing
from reviews import house
from reviews.claimreview import claim_review
from reviews.models import Verdict
from reviews.models_publish import VerdictNote
from reviews.places import AROUND, Place, places
from reviews.words import About, State

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim's page: the version that stands (or was retracted), and all that went out before."""

    claim: Claim
    version: Verdict
    versions: list[Verdict]
    places: list[Place]

    @property
    def word(self) -> str:
        """The verdict in the house's words."""
        return house.word_for(self.version.value)

    @property
    def retracted(self) -> VerdictNote | None:
        """Why nothing stands, where nothing does."""
        notes = self.version.notes.all()
        return next((one for one in notes if one.about == About.RETRACTED), None)

    @property
    def corrections(self) -> list[VerdictNote]:
        """What was wrong with earlier versions, the oldest first."""
        return [
            note
            for version in self.versions
            for note in version.notes.all()
            if note.about == About.CORRECTED
        ]

    def document(self) -> dict[str, Any]:
        """The ClaimReview of the version that stands."""
        return claim_review(self.claim, self.version, self.places, self.corrections)


def published() -> QuerySet[Verdict]:
    """The versions that stand, the newest first."""
    return (
        Verdict.objects.filter(state=State.PUBLISHED)
        .select_related("claim__article")
        .prefetch_related("notes")
        .order_by("-published_at", "-id")
    )


def shown(claim_id: uuid.UUID) -> Shown:
    """What readers find of a claim.

    Raises:
        Missing: nothing of it was ever published.
    """
    versions = list(
        Verdict.objects.filter(claim=claim_id, published_at__isnull=False)
        .select_related("claim__article")
        .prefetch_related("notes")
        .order_by("version")
    )
    if not versions:
        raise Missing("There is no such verdict.")
    standing = [one for one in versions if one.state == State.PUBLISHED]
    version = (standing or versions)[-1]
    return Shown(version.claim, version, versions, places(version.claim))


def corrections() -> QuerySet[VerdictNote]:
    """What was corrected or retracted, the newest first."""
    return (
        VerdictNote.objects.filter(about__in=[About.CORRECTED, About.RETRACTED])
        .select_related("verdict__claim")
        .order_by("-at", "-id")
    )


def documents(rows: QuerySet[Verdict]) -> Iterator[dict[str, Any]]:
    """The ClaimReviews of these published versions, one after the other."""
    around = (f"claim__{one}" for one in AROUND)
    rows = rows.prefetch_related("claim__verdicts__notes", *around)
    for version in rows.iterator(chunk_size=AT_ONCE):
        notes = [
            note
            for one in sorted(version.claim.verdicts.all(), key=lambda row: row.version)
            for note in one.notes.all()
            if note.about == About.CORRECTED
        ]
        yield claim_review(version.claim, version, places(version.claim), notes)

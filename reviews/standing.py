"""Where a claim stands in the queue, and why it stands above or below another. Reads only."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from claims.models import Claim
from claims.priority import Compared, compare, in_words, longest_overtaking
from claims.ranking import weights
from factcheck.errors import Invalid, Missing
from reviews.access import is_held


@dataclass(frozen=True, slots=True)
class Place:
    """One claim's place, compared with another where there is one."""

    claim: Claim
    other: Claim | None
    rows: tuple[Compared, ...]
    sentence: str
    notes: tuple[str, ...]
    place: int | None
    waiting: int
    overtaking: timedelta


def id_of(text: str) -> uuid.UUID | None:
    """The id that an address gives; None for an empty one.

    Raises:
        Invalid: it is none.
    """
    try:
        return uuid.UUID(text.strip()) if text.strip() else None
    except ValueError:
        raise Invalid.field("against", "uuid", "Give the other claim's id, a UUID.") from None


def stand(claim_id: uuid.UUID, against: uuid.UUID | None = None) -> Place:
    """The claim beside `against`, or beside the one that stands just above it.

    Raises:
        Missing: there is no such claim. Invalid: the other is not there, or is the same.
    """
    rows = Claim.objects.select_related("article", "holder", "assignee")
    claim = rows.filter(pk=claim_id).first()
    if claim is None:
        raise Missing("There is no such claim.")
    if against == claim.id:
        raise Invalid.field("against", "same", "Name another claim than this one.")
    open_ones = rows.filter(is_open=True).exclude(pk=claim.pk)
    above = open_ones.filter(
        Q(priority__gt=claim.priority) | Q(priority=claim.priority, id__lt=claim.id)
    )
    if against is None:
        other = (
            above.order_by("priority", "-id").first()
            or open_ones.order_by("-priority", "id").first()
        )
    else:
        other = rows.filter(pk=against).first()
        if other is None:
            raise Invalid.field("against", "unknown", "There is no such claim to compare with.")
    compared = compare(claim.priority_terms, other.priority_terms if other else [])
    return Place(
        claim=claim,
        other=other,
        rows=compared,
        sentence=in_words(compared) if other else "No other claim waits beside it.",
        notes=tuple(_notes(claim, "This") + (_notes(other, "The other") if other else [])),
        place=above.count() + 1 if claim.is_open else None,
        waiting=Claim.objects.filter(is_open=True).count(),
        overtaking=longest_overtaking(weights()),
    )


def _notes(claim: Claim, name: str) -> list[str]:
    """What else decides who gets the claim, beside its priority."""
    found = []
    if not claim.is_open:
        found.append(
            f"{name} is {'withdrawn' if claim.withdrawn else claim.status}: it waits for nobody."
        )
    if claim.holder is not None and is_held(claim):
        until = timezone.localtime(claim.held_until)
        found.append(f"{name} is held by {claim.holder.username} until {until:%H:%M}.")
    if claim.assignee is not None and claim.is_open:
        found.append(
            f"{name} is assigned to {claim.assignee.username}: they get it first, whatever stands "
            "above it, and nobody else is handed it."
        )
    return found

"""What a page says about the two pairs of eyes on a claim, to whom. Reads what was loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from claims.models import Claim
from claims.status import Status
from factcheck.accounts.models import User
from factcheck.events.models import Event
from reviews.desk.history import WHY_SECOND
from reviews.models import Review, SecondLook
from reviews.words import Turn

ROLES = {Turn.FIRST: "first", Turn.SECOND: "second", Turn.EDITOR: "settled by"}


@dataclass(frozen=True, slots=True)
class Look:
    """`waits`: the second is still to come; `own`: the first review is the reader's. `why`: the
    rule in words; `asked`: the editor's asking, if one asked."""

    waits: bool
    own: bool
    why: str
    asked: SecondLook | None


def look_of(claim: Claim, reader: User, history: Iterable[Event]) -> Look:
    """For a claim of `queries.claim_or_missing` and its events, the newest first."""
    first = next((one for one in history if one.kind == "claim.reviewed"), None)
    return Look(
        waits=claim.status == Status.SECOND,
        own=first is not None and first.actor_id == reader.id,
        why=WHY_SECOND.get(str(first.details.get("asked_by", "")), "") if first else "",
        asked=asked_by(claim),
    )


def asked_by(claim: Claim) -> SecondLook | None:
    """The editor's asking for a second pair of eyes, if there is one."""
    try:
        return claim.second_look
    except ObjectDoesNotExist:
        return None


def given(claim: Claim) -> list[tuple[Review, str]]:
    """The reviews that stand and that the reader may read, the newest round first, each with its
    part in the round ("" where one was enough)."""
    rows = [one for one in claim.reviews.all() if one.withdrawn_at is None]
    rows.sort(key=lambda one: (-one.round, one.turn))
    twice = {one.round for one in rows if one.turn != Turn.FIRST}
    waits = claim.status == Status.SECOND
    return [(one, ROLES[Turn(one.turn)] if one.round in twice or waits else "") for one in rows]

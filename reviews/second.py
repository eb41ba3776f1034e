"""ask_second, adjudicate: who wants a second pair of eyes, and what settles two that differ.

The reviews themselves are `decide`'s. While a claim waits for its second pair of eyes, no event,
message or draft of its verdict tells the first.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence

from claims.models import Claim
from claims.status import Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.clock import now
from factcheck.errors import Conflict, FieldError, Invalid
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews import policy
from reviews.access import has_reviewed, locked_claim, must
from reviews.evidence import Source
from reviews.judgement import check_reason, check_review, standing, write_review
from reviews.models import Review, SecondLook
from reviews.queue import must_move
from reviews.states import Action, next_state
from reviews.versions import draft_verdict
from reviews.words import Turn


def why_second(claim: Claim) -> policy.Why | None:
    """What asks for a second pair of eyes on this claim; None where one is enough."""
    if SecondLook.objects.filter(claim=claim).exists():
        return policy.Why.EDITOR
    return policy.asks_for_second(claim)


def _ask_second(*, actor: Actor, claim_id: uuid.UUID, reason: str) -> Claim:
    """An editor asks for a second pair of eyes on a waiting claim, in this round and later ones.

    The reason stays in a `SecondLook`, covered by the event.
    """
    claim = locked_claim(claim_id)
    must(actor, Action.ASK_SECOND, claim)
    check_reason(reason)
    if SecondLook.objects.filter(claim=claim).exists():
        raise Conflict("A second pair of eyes is asked for already.", code="asked_already")
    asked = SecondLook.objects.create(
        claim=claim,
        reason=reason.strip(),
        by=actor.person,
        at=now(),
        salt=secrets.token_hex(16),
    )
    record(
        actor=actor,
        kind="claim.second_asked",
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(asked,),
        round=claim.round,
    )
    return claim


def _adjudicate(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    rationale: str,
    pick: uuid.UUID | None = None,
    verdict: str = "",
    citations: Sequence[Source] = (),
    reason: str = "",
) -> Review:
    """Settles a conflict: takes over the verdict of the review `pick`, or gives another one.

    The verdict's draft rests on the review picked, whose citations count, and on the editor's
    own. `reason` is an admin's who gave one of the two reviews. Records `claim.adjudicated`.

    Raises:
        Invalid: every wrong field. Missing. Denied: an editor who gave one of the two reviews.
        Conflict: no conflict (any more), or its article was withdrawn.
    """
    claim = locked_claim(claim_id)
    must(actor, Action.ADJUDICATE, claim)
    picked, verdict = _checked(actor.person, claim, pick, verdict, rationale, citations)
    own = has_reviewed(actor.person, claim)
    if own:
        check_reason(reason)
    before = Status(claim.status)
    made = write_review(
        claim=claim,
        reviewer=actor.person,
        turn=Turn.EDITOR,
        verdict=verdict,
        rationale=rationale,
        citations=citations,
        picked=picked,
        reason=reason if own else "",
    )
    after = next_state(before, Action.ADJUDICATE)
    must_move(claim, status=after, decided_at=made.created_at)
    version = draft_verdict(actor, claim, [picked, made] if picked else [made])
    record(
        actor=actor,
        kind="claim.adjudicated",
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(made, version),
        before=before,
        after=claim.status,
        review=str(made.id),
        verdict=str(version.id),
        version=version.version,
        own_review=own,
    )
    return made


def _checked(
    by: User,
    claim: Claim,
    pick: uuid.UUID | None,
    verdict: str,
    rationale: str,
    citations: Sequence[Source],
) -> tuple[Review | None, str]:
    """The review that is picked, if one is, and the verdict that it is to be.

    Raises:
        Invalid: every wrong field.
    """
    two = {one.id: one for one in standing(claim)}
    picked = two.get(pick) if pick else None
    errors: list[FieldError] = []
    if pick and picked is None:
        names = ", ".join(str(one) for one in two)
        message = f"This is none of the two reviews of this round. They are: {names}."
        errors.append(FieldError("pick", "unknown", message))
    elif picked and verdict not in {"", picked.verdict}:
        message = f"The review that you pick says {picked.verdict}. Pick none to say {verdict}."
        errors.append(FieldError("verdict", "differs", message))
    verdict = picked.verdict if picked else verdict
    cited = picked is not None and picked.citations.exists()
    found = check_review(by, verdict, rationale, citations, cited=cited)
    errors += [one for one in found if not (pick and one.field == "verdict")]
    if errors:
        raise Invalid.fields(errors)
    return picked, verdict


ask_second = verb(_ask_second)
adjudicate = verb(_adjudicate)

"""The desk's answer as a version: made of reviews when a claim is decided.

Called by `decide`, `second` and `publish` inside their verbs. Here alone content is made.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.clock import now
from factcheck.events.digests import canonical
from reviews.models import Review, Verdict
from reviews.words import State


def draft_verdict(actor: Actor, claim: Claim, reviews: Sequence[Review]) -> Verdict:
    """The next version, a draft, resting on these reviews in the order of their turns."""
    last = claim.verdicts.order_by("-version").values_list("version", flat=True).first() or 0
    content = content_of(claim, reviews, version=last + 1)
    version = _version(actor, claim, content, round_=claim.round)
    version.reviews.add(*reviews)
    return version


def next_version(actor: Actor, claim: Claim, before: Verdict, changes: dict[str, Any]) -> Verdict:
    """A draft that says what the version `before` says, but for the changes; on its reviews."""
    number = claim.verdicts.order_by("-version").values_list("version", flat=True)[0] + 1
    content = {**before.content, **changes, "version": number}
    version = _version(actor, claim, content, round_=before.round)
    version.reviews.add(*before.reviews.all())
    return version


def _version(actor: Actor, claim: Claim, content: dict[str, Any], *, round_: int) -> Verdict:
    return Verdict.objects.create(
        claim=claim,
        version=content["version"],
        round=round_,
        value=content["value"],
        content=content,
        sha256=hashlib.sha256(canonical(content).encode()).hexdigest(),
        salt=secrets.token_hex(16),
        created_by=actor.person,
        created_at=now(),
    )


def content_of(claim: Claim, reviews: Sequence[Review], *, version: int) -> dict[str, Any]:
    """A version's content, made once; hash, export and pages use it.

    The last review's verdict is the desk's. Where there are several, each rationale is led by its
    author's name; rationales and citations stand in the order of `reviewers`.
    """
    return {
        "claim": str(claim.id),
        "version": version,
        "round": claim.round,
        "statement": claim.statement,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "claimant": claim.claimant,
        "chain": _chain(claim),
        "article": str(claim.article_id),
        "revision": claim.revision.number,
        "value": reviews[-1].verdict,
        "rationale": _rationale(reviews),
        "citations": [
            citation.as_json() for review in reviews for citation in review.citations.all()
        ],
        "reviewers": [review.reviewer.username for review in reviews],
        "reviewed_at": [review.created_at.isoformat() for review in reviews],
    }


def _chain(claim: Claim) -> list[str]:
    """Through whom the claimant's words came, as the reader found it, unless an editor has named
    another claimant since."""
    told = claim.facts.get("claimant") or {}
    return told["chain"] if claim.claimant and told.get("name") == claim.claimant else []


def _rationale(reviews: Sequence[Review]) -> str:
    if len(reviews) == 1:
        return reviews[0].rationale
    return "\n\n".join(f"{one.reviewer.username}: {one.rationale}" for one in reviews)


def withdraw_draft(claim: Claim) -> list[Verdict]:
    """The draft version, if there is one, no longer stands; a published one does. Returns it."""
    found = list(claim.verdicts.filter(state=State.DRAFT))
    for version in found:
        version.state, version.ended_at = State.WITHDRAWN, now()
        version.save(update_fields=["state", "ended_at"])
    return found

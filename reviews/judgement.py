"""What a judgement must have, and its rows: a review with its citations.

Called by `decide` and `second` inside their verbs; writes no claim and no verdict.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db.models import QuerySet, prefetch_related_objects

from claims.given import canonical_url
from claims.models import Claim
from factcheck.accounts.models import User
from factcheck.clock import now
from factcheck.errors import FieldError, Invalid
from reviews.drafts import clear_draft
from reviews.evidence import Source, check_citations, prove_all
from reviews.models import Citation, Review
from reviews.words import Turn, Value

RATIONALE_LIMIT = 20_000
REASON_LIMIT = 2000


def check_review(
    by: User, verdict: str, rationale: str, citations: Sequence[Source], *, cited: bool = False
) -> list[FieldError]:
    """What is wrong with a judgement, each with its fix. `cited`: it rests on a source already."""
    errors: list[FieldError] = []
    known = ", ".join(Value)
    if not verdict:
        errors.append(FieldError("verdict", "required", f"Choose a verdict: {known}."))
    elif verdict not in set(Value):
        message = f"There is no verdict {verdict!r}. There are: {known}."
        errors.append(FieldError("verdict", "unknown", message))
    if not rationale.strip():
        errors.append(
            FieldError("rationale", "required", "Say in a sentence or two why: the rationale.")
        )
    elif len(rationale) > RATIONALE_LIMIT:
        message = f"At most {RATIONALE_LIMIT:,} characters; this has {len(rationale):,}."
        errors.append(FieldError("rationale", "too_long", message))
    if "\x00" in rationale:
        errors.append(FieldError("rationale", "nul", "This holds a NUL character. Take it out."))
    errors += check_citations(citations, by)
    if verdict in {Value.VERIFIED, Value.DISPUTED} and not citations and not cited:
        message = f"{verdict.capitalize()} needs a citation at least. Add the source."
        errors.append(FieldError("citations", "required", message))
    return errors


def check_reason(reason: str) -> None:
    """Raises:
    Invalid: there is none, or it is longer or stranger than the history holds.
    """
    if not reason.strip():
        raise Invalid.field("reason", "required", "Say why in a sentence; it stays in the history.")
    if len(reason) > REASON_LIMIT or "\x00" in reason:
        raise Invalid.field(
            "reason", "too_long", f"At most {REASON_LIMIT} plain characters for the reason."
        )


def write_review(
    *,
    claim: Claim,
    reviewer: User,
    turn: Turn,
    verdict: str,
    rationale: str,
    citations: Sequence[Source],
    lease_no: int = 0,
    picked: Review | None = None,
    reason: str = "",
) -> Review:
    """The rows of a checked judgement; what its author had typed is no draft any more."""
    made = Review.objects.create(
        claim=claim,
        round=claim.round,
        reviewer=reviewer,
        turn=turn,
        verdict=verdict,
        rationale=rationale.strip(),
        picked=picked,
        reason=reason.strip(),
        lease_no=lease_no,
        created_at=now(),
        salt=secrets.token_hex(16),
    )
    Citation.objects.bulk_create(
        Citation(
            review=made,
            position=position,
            url=canonical_url(source.url),
            title=source.title.strip(),
            publisher=source.publisher.strip(),
            author=source.author.strip(),
            kind=source.kind,
            published_on=source.published_on,
            stance=source.stance,
            excerpt=source.excerpt.strip(),
            snapshot_id=source.snapshot,
            proof=proof.as_json(),
        )
        for position, (source, proof) in enumerate(
            zip(citations, prove_all(citations), strict=True)
        )
    )
    prefetch_related_objects([made], "citations")  # the verdict and the ledger read them
    clear_draft(claim, reviewer)
    return made


def standing(claim: Claim) -> QuerySet[Review]:
    """The round's reviews that were not taken back, in their order."""
    rows = claim.reviews.select_related("reviewer").prefetch_related("citations")
    return rows.filter(round=claim.round, withdrawn_at=None).order_by("turn")


def withdraw_reviews(rows: QuerySet[Review]) -> list[Review]:
    """Takes them back; they stay, as their authors' drafts. Returns them."""
    found = list(rows)
    for review in found:
        review.withdrawn_at = now()
        review.save(update_fields=["withdrawn_at"])
    return found

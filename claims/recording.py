"""One event about a claim, with the names that every such event has. For the verbs."""

from __future__ import annotations

from typing import Any

from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.events.ledger import record


def record_claim(actor: Actor, claim: Claim, kind: str, **details: Any) -> None:
    """As `record`, about this claim and its article."""
    record(actor=actor, kind=kind, article_id=claim.article_id, claim_id=claim.id, **details)

"""A desk with something published, for the doors of other shapes."""

from __future__ import annotations

from typing import Any

from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.accounts.keys import make_key
from factcheck.accounts.rights import Right
from reviews import publish
from reviews.models import Verdict
from tests.people import ada, ben, decided, eve, story

SEARCH = "/compat/google/v1alpha1/claims:search"
SCORE = "/compat/claimbuster/api/v2/score/text/"


def secret_of(owner: Actor | None = None, *scopes: Right) -> str:
    """A new key of this person (Ben)."""
    names = [scope.value for scope in scopes]
    return make_key(actor=owner or ben(), name="a client of others", scopes=names).secret


def put_out(line: str | Claim, *, claimant: str = "", verdict: str = "disputed", **of: Any) -> Any:
    """A published version of one line's claim; `of` describes its article."""
    claim = line if isinstance(line, Claim) else story(line, **of)[0]
    if claimant:
        Claim.objects.filter(pk=claim.pk).update(claimant=claimant)
    version = Verdict.objects.get(claim=decided(ada(), claim=claim, verdict=verdict).claim_id)
    return publish.publish(actor=eve(), verdict_id=version.id)

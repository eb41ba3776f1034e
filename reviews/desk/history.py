"""An event as a sentence for the history panel. PURE."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SENTENCES = {
    "claim.taken": "took it",
    "claim.released": "released it to the queue",
    "claim.lease_ended": "took over after a lease ran out",
    "claim.skipped": "skipped it",
    "claim.promoted": "put it in the queue",
    "claim.decided": "decided",
    "claim.dismissed": "dismissed it",
    "claim.reopened": "reopened it",
    "claim.undone": "undid",
    "claim.commented": "commented",
}
REASONS = {
    "not_now": "not now",
    "not_me": "not for them",
    "language": "a speaker of the language is needed",
    "not_a_claim": "not a claim",
    "duplicate": "a duplicate",
    "out_of_scope": "out of scope",
    "new_revision": "the article has a new revision",
}


def sentence(kind: str, details: Mapping[str, Any]) -> str:
    """What happened, in the desk's words: "dismissed it: not a claim"."""
    said = SENTENCES.get(kind, kind)
    if reason := REASONS.get(str(details.get("reason", ""))):
        return f"{said}: {reason}"
    if kind == "claim.decided":
        return f"{said} (verdict version {details.get('version')})"
    if kind == "claim.undone":
        return (
            f"{said} the {'decision' if details.get('undone') == 'claim.decided' else 'dismissal'}"
        )
    if kind == "claim.reopened":
        return f"{said}: round {details.get('round')}"
    return said

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
    "claim.assigned": "assigned it",
    "claim.unassigned": "freed it for anybody",
    "claim.recounted": "counted its priority anew",
    "claim.added": "marked it as a claim",
    "claim.named": "marked it, too",
    "claim.edited": "changed its",
    "claim.split": "split a part of it off",
    "claim.split_off": "made it of a part of another claim",
    "claim.merged": "merged another claim into it",
}
PEOPLE = ("to", "was", "assigned_to", "holder")  # of the details, those that are people's ids
NAMED = {
    "claim.assigned": ("to", "assigned it to {}"),
    "claim.unassigned": ("was", "freed it for anybody; it was for {}"),
    "claim.taken": ("assigned_to", "took it, though it is for {}"),
    "claim.released": ("holder", "released it to the queue; {} held it"),
    "claim.lease_ended": ("holder", "took over after the lease of {} ran out"),
}
REASONS = {
    "not_now": "not now",
    "not_me": "not for them",
    "language": "a speaker of the language is needed",
    "not_a_claim": "not a claim",
    "duplicate": "a duplicate",
    "out_of_scope": "out of scope",
    "merged": "merged into another claim",
    "new_revision": "the article has a new revision",
}


def sentence(kind: str, details: Mapping[str, Any], names: Mapping[str, str] | None = None) -> str:
    """What happened, in the desk's words: "dismissed it: not a claim". `names` are those of the
    people whose ids the details hold."""
    said = SENTENCES.get(kind, kind)
    if reason := REASONS.get(str(details.get("reason", ""))):
        return f"{said}: {reason}"
    if kind in NAMED:
        field, words = NAMED[kind]
        who = (names or {}).get(str(details.get(field)))
        return words.format(who) if who else said
    if kind == "claim.pushed":
        return f"pushed it: {details['was']:+d} → {details['push']:+d}"
    if kind == "claim.decided":
        return f"{said} (verdict version {details.get('version')})"
    if kind == "claim.undone":
        return (
            f"{said} the {'decision' if details.get('undone') == 'claim.decided' else 'dismissal'}"
        )
    if kind == "claim.edited":
        return f"{said} {' and '.join(details.get('fields', []))}"
    if kind == "claim.reopened":
        return f"{said}: round {details.get('round')}"
    return said


def people_in(details: Mapping[str, Any]) -> set[str]:
    """The ids of people whose names the sentence can use."""
    return {str(details[name]) for name in PEOPLE if details.get(name)}

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
    "claim.second_asked": "asked for a second pair of eyes",
    "claim.reviewed": "reviewed it; it waits for a second pair of eyes",
    "claim.conflict": "reviewed it second: the two reviews differ",
    "claim.decided": "decided",
    "claim.adjudicated": "settled the conflict",
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
    "snapshot.taken": "kept a source as it was",
    "claim.merged": "merged another claim into it",
    "claim.rule_overridden": "let a rule of the policy go",
    "claim.contact_logged": "wrote in the contact log",
    "verdict.revised": "revised the verdict",
    "verdict.published": "published the verdict",
    "verdict.corrected": "corrected the published verdict",
    "verdict.retracted": "retracted the published verdict",
}
ENDS = {
    "claim.reopened": (": round {}", "round"),
    "claim.rule_overridden": (": {}", "rule"),
    "verdict.revised": (" (version {})", "version"),
    "verdict.published": (" (version {})", "version"),
    "verdict.corrected": (" (version {})", "version"),
    "verdict.retracted": (" (version {})", "version"),
}
UNDONE = {
    "claim.reviewed": "first review",
    "claim.decided": "decision",
    "claim.dismissed": "dismissal",
}
WHY_SECOND = {
    "editor": "an editor asks for it on this claim",
    "all": "the desk asks for it on every claim",
    "worthiness": "the desk asks for it on claims as worth checking as this one",
    "share": "the desk asks for it on a share of all claims, and the lot fell on this one",
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
    if kind == "claim.reviewed" and (why := WHY_SECOND.get(str(details.get("asked_by", "")))):
        return f"{said}: {why}"
    if kind in {"claim.decided", "claim.adjudicated"}:
        agreed = kind == "claim.decided" and details.get("before") == "second"
        said = "reviewed it second: both agree" if agreed else said
        return f"{said} (verdict version {details.get('version')})"
    if kind == "claim.undone":
        return f"{said} the {UNDONE.get(str(details.get('undone')), 'act')}"
    if kind == "claim.edited":
        return f"{said} {' and '.join(details.get('fields', []))}"
    words, field = ENDS.get(kind, ("", ""))
    return said + words.format(details.get(field))


def people_in(details: Mapping[str, Any]) -> set[str]:
    """The ids of people whose names the sentence can use."""
    return {str(details[name]) for name in PEOPLE if details.get(name)}

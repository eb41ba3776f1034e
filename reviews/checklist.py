"""What the policy asks of a verdict, rule by rule, and whether it is met: reads only.

`publish` refuses what is lacking; pages and REST show the same list from the decision on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from claims.models import Claim
from factcheck.accounts.models import User
from reviews import policy
from reviews.evidence import count_sources
from reviews.models import Citation, Verdict
from reviews.policy_file import Evidence
from reviews.words import SourceKind, Stance, Value

PROVED = frozenset({"exact", "same"})


@dataclass(frozen=True, slots=True)
class Item:
    """One rule: its name, whether it is met, the sentence that says by what or what is lacking,
    and an editor's reason where it was let go ("" for none)."""

    rule: str
    met: bool
    reason: str
    override: str = ""

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.rule.replace("_", " ").capitalize()

    @property
    def passes(self) -> bool:
        """Met, or let go."""
        return self.met or bool(self.override)


def checklist(claim: Claim, version: Verdict, *, publisher: User | None = None) -> list[Item]:
    """The rules that hold for this claim, in the order of `policy.toml`.

    `publisher`: who would publish it, for the rule that another must; None: nobody yet.
    """
    rules = policy.current().evidence_for(
        kind=claim.kind, outlet=claim.article.outlet, worthiness=claim.worthiness
    )
    items = _of_citations(rules, version)
    if rules.claimant_asked:
        items.append(_asked(claim))
    if rules.sign_off:
        items.append(_signed(version, publisher))
    let_go = {one.rule: one.reason for one in claim.overrides.filter(round=version.round)}
    return [
        item if item.met else Item(item.rule, False, item.reason, let_go.get(item.rule, ""))
        for item in items
    ]


def lacking(claim: Claim, version: Verdict, *, publisher: User | None = None) -> list[Item]:
    """The rules that keep it from being published."""
    return [item for item in checklist(claim, version, publisher=publisher) if not item.passes]


def _of_citations(rules: Evidence, version: Verdict) -> list[Item]:
    if version.value == Value.UNVERIFIABLE:
        return []  # there is nothing to cite for what nobody can know
    cited: list[dict[str, Any]] = version.content["citations"]
    found = []
    if rules.citations:
        found.append(_least("citations", len(cited), rules.citations, "citation"))
    if rules.sources:
        found.append(_sources(rules.sources, version))
    if rules.primary:
        primary = sum(one["kind"] == SourceKind.PRIMARY for one in cited)
        said = f"{primary} of {len(cited)} citations is primary: the record itself"
        none = "None of the citations is primary. Cite the record itself"
        found.append(Item("primary", primary > 0, said if primary else none))
    if rules.both_sides:
        found.append(_both_sides({one["stance"] for one in cited}))
    if rules.snapshot:
        bare = [one["url"] for one in cited if not one.get("snapshot")]
        found.append(_each("snapshot", bare, "has a snapshot", "Keep a snapshot of"))
    if rules.excerpt:
        unproved = [one["url"] for one in cited if one.get("proof", {}).get("level") not in PROVED]
        found.append(
            _each("excerpt", unproved, "has an excerpt that stands in it", "Prove the excerpt of")
        )
    return found


def _least(rule: str, count: int, least: int, what: str) -> Item:
    many = "" if count == 1 else "s"
    more = least - count
    said = f"{count} {what}{many}"
    if more > 0:
        said = f"{said}; {least} are asked for: add {more}" if least > 1 else f"{said}: add one"
    return Item(rule, more <= 0, said)


def _sources(least: int, version: Verdict) -> Item:
    rows = Citation.objects.filter(review__verdicts=version).order_by("position")
    counted = count_sources(list(rows))
    item = _least("sources", counted.independent, least, "independent source")
    return replace(item, reason=" ".join([f"{item.reason}.", *counted.reasons]).rstrip("."))


def _both_sides(stances: set[str]) -> Item:
    wanted = {Stance.SUPPORTS: "supports", Stance.REFUTES: "refutes"}
    missing = [word for stance, word in wanted.items() if stance not in stances]
    if not missing:
        return Item("both_sides", True, "There is evidence for and against")
    said = f"No citation {' or '.join(missing)} it. Look for one and cite it"
    return Item("both_sides", False, said)


def _each(rule: str, bad: list[str], good: str, fix: str) -> Item:
    if not bad:
        return Item(rule, True, f"Each citation {good}")
    return Item(rule, False, f"{fix} {', '.join(bad[:3])}{' …' if len(bad) > 3 else ''}")


def _asked(claim: Claim) -> Item:
    last = claim.contacts.order_by("-id").first()
    if last is None:
        said = "Nobody asked the claimant. Ask, or say in the contact log why not"
        return Item("claimant_asked", False, said)
    said = f"Asked: {last.who}" if last.asked else f"Not asked: {last.answer}"
    return Item("claimant_asked", True, said[:200])


def _signed(version: Verdict, publisher: User | None) -> Item:
    reviewers = list(version.reviews.values_list("reviewer_id", "reviewer__username"))
    names = ", ".join(sorted({name for _, name in reviewers}))
    if publisher is not None and publisher.id not in {one for one, _ in reviewers}:
        return Item("sign_off", True, f"{publisher.username} gave none of its reviews")
    return Item("sign_off", False, f"An editor other than {names} publishes it")

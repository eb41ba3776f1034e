"""What the policy asks of a verdict, rule by rule, and whether it is met: reads only.

`publish` refuses what is lacking. Pages and REST show the same list: of what a reviewer has typed,
of a review, of a version.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
    def mark(self) -> str:
        """How a page marks it: met, let (go) or lacks."""
        return "met" if self.met else "let" if self.override else "lacks"

    @property
    def passes(self) -> bool:
        """Met, or let go."""
        return self.met or bool(self.override)


def checklist(claim: Claim, version: Verdict, *, publisher: User | None = None) -> list[Item]:
    """The rules that hold for this claim, in the order of `policy.toml`.

    `publisher`: who would publish it, for the rule that another must; None: nobody yet.
    """
    rules = rules_for(claim)
    cited = Citation.objects.filter(review__verdicts=version)
    items = _items(rules, claim, version.value, list(cited.order_by("review__turn", "position")))
    if rules.sign_off:
        items.append(_signed(version, publisher))
    return _let_go(items, claim, version.round)


def at_review(claim: Claim, value: str, cited: Sequence[Citation]) -> list[Item]:
    """The same rules for a judgement that is no version yet, but for the sign-off: what somebody
    has typed (`evidence.unsaved`), or the citations of a review."""
    return _let_go(_items(rules_for(claim), claim, value, cited), claim, claim.round)


def beyond_the_form(claim: Claim, value: str, cited: Iterable[Citation]) -> list[Item]:
    """`at_review` for a page whose form says by itself that a citation is needed: nothing where no
    more than that is asked for, and then nothing is read."""
    if not policy.current().asks_more or rules_for(claim).only_a_citation:
        return []
    return at_review(claim, value, list(cited))


def rules_for(claim: Claim) -> Evidence:
    """What `policy.toml` says of this claim."""
    return policy.current().evidence_for(
        kind=claim.kind, outlet=claim.article.outlet, worthiness=claim.worthiness
    )


def lacking(claim: Claim, version: Verdict, *, publisher: User | None = None) -> list[Item]:
    """The rules that keep it from being published."""
    return [item for item in checklist(claim, version, publisher=publisher) if not item.passes]


def _items(rules: Evidence, claim: Claim, value: str, cited: Sequence[Citation]) -> list[Item]:
    # There is nothing to cite for what nobody can know.
    items = [] if value == Value.UNVERIFIABLE else _of_citations(rules, cited)
    return [*items, _asked(claim)] if rules.claimant_asked else items


def _let_go(items: list[Item], claim: Claim, round_: int) -> list[Item]:
    """With the reason of the editor who let a rule go."""
    if all(item.met for item in items):
        return items
    let_go = {one.rule: one.reason for one in claim.overrides.filter(round=round_)}
    return [
        item if item.met else replace(item, override=let_go.get(item.rule, "")) for item in items
    ]


def _of_citations(rules: Evidence, cited: Sequence[Citation]) -> list[Item]:
    found = []
    if rules.citations:
        found.append(_least("citations", len(cited), rules.citations, "citation"))
    if rules.sources:
        found.append(_sources(rules.sources, cited))
    if rules.primary:
        primary = sum(one.kind == SourceKind.PRIMARY for one in cited)
        said = f"{primary} of {len(cited)} citations is primary: the record itself"
        none = "None of the citations is primary. Cite the record itself"
        found.append(Item("primary", primary > 0, said if primary else none))
    if rules.both_sides:
        found.append(_both_sides({one.stance for one in cited}))
    if rules.snapshot:
        bare = [one.url for one in cited if one.snapshot is None]
        each = "has a snapshot" if cited else ""
        found.append(_each("snapshot", bare, each, "Keep a snapshot of"))
    if rules.excerpt:
        unproved = [one.url for one in cited if one.proof.get("level") not in PROVED]
        each = "has an excerpt that stands in it" if cited else ""
        found.append(_each("excerpt", unproved, each, "Prove the excerpt of"))
    return found


def _least(rule: str, count: int, least: int, what: str) -> Item:
    many = "" if count == 1 else "s"
    more = least - count
    said = f"{count} {what}{many}"
    if more > 0:
        said = f"{said}; {least} are asked for: add {more}" if least > 1 else f"{said}: add one"
    return Item(rule, more <= 0, said)


def _sources(least: int, cited: Sequence[Citation]) -> Item:
    counted = count_sources(cited)
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
    if not good:
        return Item(rule, False, "Nothing is cited yet")
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

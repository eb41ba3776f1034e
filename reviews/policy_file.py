"""`policy.toml`, read and checked: the desk's rules as frozen values.

`ReviewsConfig.ready` reads it, so that a wrong line stops the start with a sentence that names it.
"""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import ImproperlyConfigured

from claims.reading.story import Kind


@dataclass(frozen=True, slots=True)
class Second:
    """The table `[second]`: which claims need a second pair of eyes."""

    all: bool = False
    worthiness_over: float = 1.0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict must rest on before it is published.

    `citations` and `sources` (independent ones) are least numbers; the others are asked for or not.
    """

    citations: int = 1
    sources: int = 0
    primary: bool = False
    both_sides: bool = False
    excerpt: bool = False
    snapshot: bool = False
    claimant_asked: bool = False
    sign_off: bool = False

    @property
    def only_a_citation(self) -> bool:
        """Whether nothing is asked for but one citation, or none."""
        return replace(self, citations=1) == Evidence() and self.citations <= 1


RULES = tuple(one.name for one in fields(Evidence))
NUMBERS = ("citations", "sources")
MOST = 30
PRESETS = {
    "basic": Evidence(),
    # What the code of principles of the fact-checkers' network asks of its signatories.
    "ifcn": Evidence(2, 2, True, True, True, True, True, True),
}
CONDITIONS = ("kind", "outlet", "worthiness_over")


@dataclass(frozen=True, slots=True)
class Where:
    """A table `[[evidence.where]]`: rules that hold for some claims in the place of the others."""

    rules: dict[str, Any]
    kind: str = ""
    outlet: str = ""
    worthiness_over: float | None = None

    def fits(self, *, kind: str, outlet: str, worthiness: float) -> bool:
        """Whether all its conditions hold."""
        return (
            self.kind in {"", kind}
            and self.outlet.casefold() in {"", outlet.casefold()}
            and (self.worthiness_over is None or worthiness > self.worthiness_over)
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole file."""

    second: Second = Second()
    evidence: Evidence = Evidence()
    where: tuple[Where, ...] = field(default=())

    @property
    def asks_more(self) -> bool:
        """Whether it asks of any claim more than a citation, which the form itself says."""
        return bool(self.where) or not self.evidence.only_a_citation

    def evidence_for(self, *, kind: str, outlet: str, worthiness: float) -> Evidence:
        """The rules for such a claim; of two tables that fit, the later one has the last word."""
        rules = self.evidence
        for one in self.where:
            if one.fits(kind=kind, outlet=outlet, worthiness=worthiness):
                rules = replace(rules, **one.rules)
        return rules


@functools.cache
def read(path: Path) -> Policy:
    """The rules in this file.

    Raises:
        ImproperlyConfigured: no such file, no TOML, a table, name or value that is none of ours,
            rules that contradict each other; with the line, the field and the fix.
    """
    try:
        text = path.read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The policy {path} cannot be read ({error.strerror}). Name the file: "
            "FACTCHECK_POLICY=/path/to/policy.toml."
        ) from error
    except ValueError as error:  # no TOML (with line and column), or no UTF-8
        raise ImproperlyConfigured(f"The policy {path} is no TOML: {error}.") from error
    return _Reader(path, text).policy(given)


class _Reader:
    """Checks one file; each refusal names the line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    def policy(self, given: dict[str, Any]) -> Policy:
        self.names(given, ["second", "evidence"], "table")
        second, evidence = (self.table(given, name) for name in ("second", "evidence"))
        self.names(second, [one.name for one in fields(Second)], "field")
        for name, value in second.items():
            self.value(f"second.{name}", value, part=name != "all")
        self.names(evidence, ["preset", "where", *RULES], "field")
        preset = evidence.pop("preset", "basic")
        if preset not in PRESETS:
            known = ", ".join(PRESETS)
            self.refuse("preset", f"there is no preset {preset!r}. There are: {known}")
        where = evidence.pop("where", [])
        if not isinstance(where, list):
            self.refuse("where", "write [[evidence.where]] on a line of its own, for each")
        rules = replace(PRESETS[preset], **self.rules(evidence, "evidence"))
        self.contradiction(rules)
        found = Policy(Second(**second), rules, tuple(self.where(one) for one in where))
        for one in found.where:
            self.contradiction(replace(rules, **one.rules))
        return found

    def table(self, given: dict[str, Any], name: str) -> dict[str, Any]:
        found = given.get(name, {})
        if not isinstance(found, dict):
            self.refuse(name, f"“{name}” is a table: write [{name}] on a line of its own")
        return dict(found)

    def where(self, given: Any) -> Where:
        self.names(given, [*CONDITIONS, *RULES], "field")
        conditions = {name: given[name] for name in CONDITIONS if name in given}
        if not conditions:
            names = ", ".join(CONDITIONS)
            self.refuse("where", f"[[evidence.where]] holds for which claims? Give one of: {names}")
        if "worthiness_over" in conditions:
            over = conditions["worthiness_over"]
            self.value("evidence.where.worthiness_over", over, part=True)
        for name in ("kind", "outlet"):
            if not isinstance(conditions.get(name, ""), str):
                self.refuse(name, f"evidence.where.{name} is a text: write it in quotation marks")
        if (kind := conditions.get("kind", "")) and kind not in set(Kind):
            known = ", ".join(Kind)
            self.refuse("kind", f"there is no kind of claim {kind!r}. There are: {known}")
        rules = {name: value for name, value in given.items() if name in RULES}
        return Where(rules=self.rules(rules, "evidence.where"), **conditions)

    def rules(self, given: dict[str, Any], table: str) -> dict[str, Any]:
        for name, value in given.items():
            if name in NUMBERS:
                if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
                    known = f"write a whole number from 0 to {MOST}"
                    self.refuse(name, f"{table}.{name} is {value!r}; {known}")
            else:
                self.value(f"{table}.{name}", value, part=False)
        return given

    def contradiction(self, rules: Evidence) -> None:
        if rules.sources > rules.citations:
            self.refuse(
                "sources",
                f"{rules.sources} independent sources cannot come of {rules.citations} citations. "
                "Raise citations, or lower sources",
            )
        if rules.excerpt and not rules.snapshot:
            self.refuse(
                "excerpt",
                "an excerpt is proved against a snapshot. Set snapshot = true, too, or excerpt = "
                "false",
            )

    def names(self, given: dict[str, Any], known: list[str], what: str) -> None:
        for name in given:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}."
                self.refuse(name, f"there is no {what} “{name}”. {hint}")

    def value(self, name: str, value: Any, *, part: bool) -> None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if part and not (number and 0 <= value <= 1):
            self.refuse(name, f"{name} is {value!r}; write a number from 0 to 1")
        if not part and not isinstance(value, bool):
            self.refuse(name, f"{name} is {value!r}; write true or false")

    def refuse(self, name: str, why: str) -> NoReturn:
        last = re.escape(name.rpartition(".")[2])
        found = re.search(rf"^[ \t\[]*(?:evidence\.)?[\"']?{last}\b", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
        raise ImproperlyConfigured(f"The policy {self.path}, line {line}: {why.rstrip('.')}.")

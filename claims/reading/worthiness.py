"""How much a sentence deserves checking: a sum of readable terms.

Called by `claims.reading.judging`. Values were set by hand on news, where what stands early, counts
something, harms somebody or rests on the law is what a desk checks; opinion, motive, plans and
colour count against. The sum of the terms is the score before it is held within 0 and 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.languages.words import Words
from claims.reading.story import Moment, Number, Term

BASE = 0.34
POSITION = 0.12
_READ = 2_000  # characters of a sentence in which signs are looked for
_SIGNS: dict[str, tuple[str, float]] = {
    "harm": ("somebody is harmed", 0.08),
    "superlative": ("says that something is the most or the only", 0.05),
    "comparison": ("compares or tells a change", 0.05),
    "cause": ("gives a cause", 0.03),
    "law": ("rests on law or courts", 0.06),
    "money": ("money or public spending", 0.04),
    "event": ("tells of something done", 0.05),
    "absolute": ("leaves no exception", 0.05),
    "prediction": ("speaks of what may come", -0.14),
    "motive": ("gives a motive", -0.07),
    "opinion": ("a judgement of taste or value", -0.14),
    "first person": ("speaks of oneself or to somebody", -0.07),
    "vague": ("vague", -0.06),
    "scene": ("paints the scene", -0.12),
    "appeal": ("asks or urges", -0.15),
    "exclamation": ("an exclamation", -0.15),
}
FACTUAL = frozenset({"harm", "superlative", "comparison", "law", "money", "absolute", "event"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the reader found in a sentence and around it."""

    text: str  # the view's text
    order: float  # 0 for the first sentence of the story, 1 for the last
    numbers: Sequence[Number]
    dates: Sequence[Moment]
    names: int
    words: int
    attributed: bool
    institution: bool
    speech: float  # the share that stands within quotation marks


_CASED = re.compile(r"\(\?-i|(?<!\\)[A-Z]")  # a rule that tells capitals from small letters


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules by their code: those for the text as it stands, those for it in lower case."""

    cased: tuple[tuple[str, re.Pattern[str]], ...]
    plain: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=16)
def _signs(words: Words) -> _Rules:
    rules = words.signs.items()
    return _Rules(
        tuple((c, re.compile(r, re.IGNORECASE)) for c, r in rules if _CASED.search(r)),
        tuple((c, re.compile(r)) for c, r in rules if not _CASED.search(r)),
    )


def find_signs(text: str, words: Words) -> frozenset[str]:
    """The codes of the signs that the text shows."""
    rules, read = _signs(words), text[:_READ]
    low = read.lower()  # searched much faster than without regard to case
    found = [code for code, rule in rules.plain if rule.search(low)]
    found += [code for code, rule in rules.cased if rule.search(read)]
    return frozenset(found)


def score(evidence: Evidence, signs: frozenset[str]) -> tuple[float, tuple[Term, ...]]:
    """The worthiness (0 to 1) and the terms whose sum it is before it is held within 0 and 1."""
    terms = [
        Term("claim", "says that something is so", BASE),
        Term("position", "stands early in the story", round(POSITION * (1 - evidence.order), 3)),
    ]
    if evidence.order == 0:
        terms.append(Term("lead", "the first sentence carries the news", 0.1))
    terms += _found(evidence)
    for code, (label, value) in _SIGNS.items():
        if code in signs:
            terms.append(Term(code, label, value))
    if "motive" in signs and evidence.speech > 0.3:
        terms.append(Term("own motive", "a motive in somebody's own words", -0.1))
    total = sum(term.value for term in terms)
    return round(min(1.0, max(0.0, total)), 4), tuple(terms)


def _found(evidence: Evidence) -> list[Term]:
    terms: list[Term] = []
    counted = [n for n in evidence.numbers if n.value is not None]
    if counted:
        terms.append(Term("number", "gives a figure", 0.12))
        if len(counted) > 1:
            terms.append(Term("numbers", "gives several figures", 0.04))
        if any(n.hedge for n in counted):
            terms.append(Term("hedge", "says how sure the figure is", 0.03))
    elif evidence.numbers:
        terms.append(Term("amount", "gives a rough amount", 0.05))
    if any(moment.first for moment in evidence.dates):
        terms.append(Term("date", "says when", 0.04))
    if evidence.names:
        terms.append(Term("names", "names who or where", 0.03 if evidence.names < 3 else 0.05))
    if evidence.institution:
        terms.append(Term("institution", "an institution answers for it", 0.03))
    if evidence.speech > 0.7:
        terms.append(Term("speech", "somebody's own words throughout", -0.08))
    if evidence.words < 7:
        terms.append(Term("short", "only a few words", -0.1))
    return terms

"""Why a part or a sentence is no claim, in one short sentence each.

Called by `claims.reading.judging`. The rules here leave out; what is only less worth stays a
candidate and gets a lower score from `claims.reading.worthiness`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from claims.reading.story import PartName
from claims.reading.worthiness import FACTUAL, Evidence

QUESTION = "A question states nothing."
TOO_LONG = "Too long to be a sentence; it was not read."
TOO_FAR = "Too far down: the reader stops after some thousand sentences."

FOR_PART: Mapping[PartName, str] = {
    PartName.HEADLINE: "The headline repeats what the story says below.",
    PartName.STANDFIRST: "The standfirst repeats what the story says below.",
    PartName.BYLINE: "The byline says who wrote the story.",
    PartName.CAPTION: "A caption describes its picture.",
    PartName.CREDIT: "A credit says whose picture it is.",
    PartName.DATELINE: "The dateline says where and when the story was filed.",
    PartName.BODY: "",
    PartName.HEADING: "A heading is no sentence of the story.",
    PartName.LINK: "A link is an address, no claim.",
    PartName.FOOTER: "The footer names the outlet.",
    PartName.PUBLISHED: "The line says when the story was published.",
    PartName.FURNITURE: "Page furniture: it does not belong to the story.",
}
# "The finding is important because it lowers the risk of ..." can be checked.
_RESEARCHED = frozenset({"finding", "effect"})
_REASONED = 12  # words of a judgement whose "because" can be checked
TOO_SHORT = "Too short to state anything."
_CLOSERS = "\"'\u201c\u201d\u2019\u00ab\u00bb)] "


def why_not(evidence: Evidence, signs: frozenset[str]) -> str | None:
    """The reason for which a body sentence is no claim, or None where it is one."""
    facts = count_facts(evidence, signs)
    return (
        _form(evidence, facts)
        or _purpose(evidence, signs)
        or _colour(evidence, signs, facts)
        or _talk(evidence, signs, facts)
    )


def _form(evidence: Evidence, facts: int) -> str | None:
    """Questions, and what is no whole sentence."""
    text, words = evidence.text, evidence.words
    empty = facts == 0
    for reason, fits in (
        (QUESTION, text.rstrip(_CLOSERS)[-1:] == "?"),
        (TOO_SHORT, words < 3 and not evidence.numbers),
        (
            "A name or a title, not a statement.",
            words < 9 and facts < 2 and not evidence.numbers and _is_signature(text),
        ),
        ("A torn-off piece of a sentence.", words < 5 and empty and text[:1].islower()),
        ("Announces what follows; it states nothing itself.", text.rstrip()[-1:] == ":"),
        (
            "Too little in it to check.",
            words < 6 and empty and not (evidence.names or evidence.attributed),
        ),
    ):
        if fits:
            return reason
    return None


def _purpose(evidence: Evidence, signs: frozenset[str]) -> str | None:
    """What is said for another end than to state something."""
    if "silence" in signs and evidence.words < 25 and not evidence.numbers:
        return "Says only that somebody would not speak."
    if "wish" in signs and evidence.speech > 0.5:
        return "A wish or a demand, not a statement."
    if "appeal" in signs and not evidence.numbers:
        return "An appeal or a request, not a statement."
    return None


def _is_signature(text: str) -> bool:
    """ "Ada Mold, Arden News.": names and nothing said of them."""
    return (
        all(word[:1].isupper() or len(word) < 4 for word in re.findall(r"\w+", text))
        and "," in text
    )


def _colour(evidence: Evidence, signs: frozenset[str], facts: int) -> str | None:
    """Exclamations, scene painting and bare opinion."""
    if "exclamation" in signs and (facts < 2 or (evidence.speech > 0.4 and not evidence.numbers)):
        return "An exclamation, not a statement."
    if "scene" in signs and not evidence.numbers and "law" not in signs and facts < 3:
        return "Paints the scene; nothing rests on it."
    argued = evidence.words >= 20 and evidence.speech < 0.3 and "first person" not in signs
    bare = facts < 2 and not signs & _RESEARCHED and not _reported(evidence, signs, facts)
    reasoned = "causes" in signs and evidence.words >= _REASONED and "first person" not in signs
    bare = bare and not (argued and facts) and not reasoned
    if "opinion" in signs and bare:
        return "Bare opinion: nothing in it can be checked."
    return None


def _talk(evidence: Evidence, signs: frozenset[str], facts: int) -> str | None:
    """Somebody's own words with nothing in them to check."""
    found = signs >= {"finding", "research"}  # "our experiments show that ..."
    own = evidence.speech > 0.5 and "first person" in signs and not found
    if own and _weightless(evidence, signs, facts):
        return "Somebody speaks of himself; nothing in it can be checked."
    empty = evidence.words < 6 or "prediction" in signs
    if evidence.speech > 0.7 and facts < 1 and empty and not found:
        return "Somebody's words without a fact in them."
    return None


def _reported(evidence: Evidence, signs: frozenset[str], facts: int) -> bool:
    """A judgement that a source answers for, or one about several who are named, may stay."""
    if evidence.speech >= 0.5:
        return False
    return (evidence.names > 2 and "prediction" not in signs) or (evidence.attributed and facts > 0)


def _weightless(evidence: Evidence, signs: frozenset[str], facts: int) -> bool:
    """Talk of oneself without a figure, harm, law or superlative."""
    heavy = {"harm", "law", "superlative", "absolute", "money"} & signs
    return facts < 2 or (facts < 3 and not evidence.numbers and not heavy)


def count_facts(evidence: Evidence, signs: frozenset[str]) -> int:
    """How much of what can be checked the sentence holds."""
    counted = [n for n in evidence.numbers if n.value is not None]
    figures = any(n.text[-1:].isdigit() or n.unit == "percent" or n.hedge for n in counted)
    dated = any(moment.first for moment in evidence.dates)
    return bool(counted) + figures + dated + len(FACTUAL & signs) + (evidence.names > 1)

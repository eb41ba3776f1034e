"""Why a part or a sentence is no claim, in one short sentence each.

Called by `claims.reading.judging`. The rules here leave out; what is only less worth stays a
candidate and gets a lower score from `claims.reading.worthiness`.
"""

from __future__ import annotations

from collections.abc import Mapping

from claims.reading.story import PartName
from claims.reading.worthiness import FACTUAL, Evidence

QUESTION = "A question states nothing."

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
    PartName.FURNITURE: "Page furniture: it does not belong to the story.",
}
_CLOSERS = "\"'\u201d\u2019\u00bb)] "


def why_not(evidence: Evidence, signs: frozenset[str]) -> str | None:
    """The reason for which a body sentence is no claim, or None where it is one."""
    facts = _facts(evidence, signs)
    if evidence.text.rstrip(_CLOSERS)[-1:] == "?":
        return QUESTION
    if evidence.words < 3 and not evidence.numbers:
        return "Too short to state anything."
    if "appeal" in signs and not evidence.numbers:
        return "An appeal or a request, not a statement."
    if "exclamation" in signs and facts < 2:
        return "An exclamation, not a statement."
    if "scene" in signs and not evidence.numbers and "law" not in signs and facts < 3:
        return "Paints the scene; nothing rests on it."
    if "opinion" in signs and facts < 2:
        return "Bare opinion: nothing in it can be checked."
    if evidence.speech > 0.7 and "first person" in signs and facts < 2:
        return "Somebody speaks of himself; nothing in it can be checked."
    if evidence.speech > 0.7 and facts < 1:
        return "Somebody's words without a fact in them."
    return None


def _facts(evidence: Evidence, signs: frozenset[str]) -> int:
    """How much of what can be checked the sentence holds."""
    counted = sum(number.value is not None for number in evidence.numbers)
    dated = any(moment.first for moment in evidence.dates)
    return 2 * min(counted, 1) + dated + len(FACTUAL & signs) + (evidence.names > 1)

"""Where a sentence stands in its story, and how much the story leans on it.

Called by `claims.reading.judging` once a story. Words are told by their letters, so that it
serves every language. Linear in the length of the story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.reading.story import Sentence

_WORD = re.compile(r"[^\W\d_]{4,40}|[0-9][0-9.,]*")
_STEM = 6  # letters by which forms of one word are taken for the same
_RESEARCH = frozenset({"finding", "research", "effect"})  # signs of a story about research
_READ = 2_000  # characters of a sentence that are read


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence's place among those of its story."""

    index: int  # 0 for the first sentence of the body
    order: float  # 0 for the first, 1 for the last
    opens: bool  # the first sentence of its paragraph
    headline: float  # 0 to 1: how much it shares with the headline
    lead: float  # 0 to 1: how much it shares with the first sentence; 0 for that itself
    echo: float  # 0 to 1: how often its words stand elsewhere in the story
    finding: int = 0  # the how manieth of the story that tells a finding; 0 if it tells none
    research: float = 0.0  # 0 to 1: how far the story is about research


def find_places(
    sentences: Sequence[Sentence],
    headline: str,
    signs: Sequence[frozenset[str]] = (),
    ignored: frozenset[str] = frozenset(),
) -> list[Place]:
    """The place of each. Where the language is known, `signs` are those that each sentence shows
    (`worthiness.find_signs`) and `ignored` its function words.
    """
    told = ["finding" in shown for shown in signs] or [False] * len(sentences)
    research = sum(len(shown & _RESEARCH) for shown in signs) / max(1, len(signs))
    findings = 0
    rows = [_stems(sentence.text, ignored) for sentence in sentences]
    spread = Counter(stem for row in rows for stem in row)
    top = _stems(headline, ignored)
    out: list[Place] = []
    last = max(1, len(rows) - 1)
    paragraph = -1
    for index, (sentence, row) in enumerate(zip(sentences, rows, strict=True)):
        findings += told[index]
        out.append(
            Place(
                index=index,
                order=index / last,
                opens=sentence.paragraph != paragraph,
                headline=_alike(row, top),
                lead=_alike(row, rows[0]) if index else 0.0,
                echo=sum(min(1.0, (spread[s] - 1) / 4) for s in row) / max(1, len(row)),
                finding=findings if told[index] else 0,
                research=min(1.0, max(0.0, 4 * research - 0.6)),
            )
        )
        paragraph = sentence.paragraph
    return out


def _stems(text: str, ignored: frozenset[str]) -> frozenset[str]:
    found = {word.lower() for word in _WORD.findall(text[:_READ])}
    return frozenset(word[:_STEM].rstrip(".,") for word in found - ignored)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The cosine of two sets."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0

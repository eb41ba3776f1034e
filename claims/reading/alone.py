"""How much each sentence of a text deserves checking, whatever the text is: one line or a speech.

Called for texts that are no stories (`reviews.compat.claimbuster`). Nothing is looked for but
sentences: no headline, no dateline, no byline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.reading.judging import judge
from claims.reading.languages import ENGLISH, KNOWN, UNKNOWN, detect
from claims.reading.normalise import normalise
from claims.reading.sentences import split_sentences
from claims.reading.story import PartName, Sentence, Story
from claims.reading.worthiness import of_sentence

# A sentence may run over a line's end, never over an empty line.
_PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n)[\s\S])+")


def whole(text: str) -> list[tuple[str, float]]:
    """The text as one sentence, however many it holds, and its worthiness (0 to 1)."""
    body = normalise(text)
    return _judged(body, [(0, len(body), 0)]) if body.strip() else []


def one_by_one(text: str) -> list[tuple[str, float]]:
    """The text's sentences in order, each with its worthiness (0 to 1)."""
    body = normalise(text)
    words = KNOWN.get(detect(body))
    spans = [
        (start, end, number)
        for number, paragraph in enumerate(_PARAGRAPH.finditer(body))
        for start, end in split_sentences(body, paragraph.start(), paragraph.end(), words)
    ]
    return _judged(body, spans)


def _judged(body: str, spans: Sequence[tuple[int, int, int]]) -> list[tuple[str, float]]:
    """English, and what tells no language, by the model of sentences alone. Other languages by the
    story's terms: the best claim in the sentence, 0 where the reader finds none."""
    language = detect(body)
    if language in {ENGLISH.code, UNKNOWN}:
        return [(body[start:end], of_sentence(body[start:end])[0]) for start, end, _ in spans]
    sentences = tuple(
        Sentence(start, end, body[start:end], PartName.BODY, paragraph)
        for start, end, paragraph in spans
    )
    found = iter(judge(Story(body, language, (), sentences)).candidates)
    claim = next(found, None)
    scores = []
    for one in sentences:
        best = 0.0
        while claim is not None and claim.start < one.end:  # both are in order of the text
            best = max(best, claim.worthiness)
            claim = next(found, None)
        scores.append((one.text, best))
    return scores

"""Who answers in an interview whose turns are marked "Q:" and "A:", or "POST:" and "STONE:".

Called by `claims.reading.speakers` once a story, after each sentence has its own claimant. A story
is an interview where several paragraphs open with a label and one of the labels asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.reading.languages.words import Words
from claims.reading.names import bare_name
from claims.reading.story import Claimant, Sentence, Span

_LABEL = re.compile(r"([^\W\d_][\w.'\u2019-]{0,24}(?: [^\W\d_][\w.'\u2019-]{0,24}){0,3}):\s+(?=\S)")
_BULLETS = frozenset("\u2022-*\u2013\u2014\u25cf\u25aa")
_FEWEST = 3  # labelled paragraphs of an interview


@dataclass(frozen=True, slots=True)
class _Turn:
    label: str
    first: int  # its first sentence
    asks: bool


def answer(
    sentences: Sequence[Sentence],
    names: Sequence[Sequence[Span]],
    resolved: list[Claimant | None],
    words: Words,
) -> None:
    """Gives the sentences of each answer to who answers, where they name nobody themselves."""
    turns = _turns(sentences)
    asking = {turn.label for turn in turns if turn.asks}
    answering = {turn.label for turn in turns} - asking
    if len(turns) < _FEWEST or not asking or not answering:
        return
    ends = [*(turn.first for turn in turns[1:]), len(sentences)]
    for turn, end in zip(turns, ends, strict=True):
        if turn.label not in answering:
            continue
        name = _name(turn.label, names, turns[0].first)
        name = bare_name(name, words) if name else None
        for index in range(turn.first, end):
            if index > turn.first and _leaves(sentences[index - 1], sentences[index]):
                break
            if resolved[index] is None and name:
                resolved[index] = Claimant(name)


def _leaves(before: Sentence, sentence: Sentence) -> bool:
    """Whether something stands between two sentences (a heading, a picture), or a list begins."""
    apart = sentence.paragraph > before.paragraph + 1
    return apart or sentence.text[:1] in _BULLETS


def _turns(sentences: Sequence[Sentence]) -> list[_Turn]:
    turns: list[_Turn] = []
    last = -1
    for index, sentence in enumerate(sentences):
        opens, last = sentence.paragraph != last, sentence.paragraph
        match = _LABEL.match(sentence.text) if opens else None
        if match and all(part[:1].isupper() for part in match[1].split()):
            turns.append(_Turn(match[1], index, sentence.text.rstrip("\"'\u201d").endswith("?")))
    return turns


def _name(label: str, names: Sequence[Sequence[Span]], first: int) -> str | None:
    """The full name that a label stands for: by its last word, or, of a letter, the one before."""
    if len(label) == 1:
        before = [n.text for row in names[:first] for n in row if len(n.text.split()) in {2, 3}]
        return before[-1] if before else None
    own = label.rsplit(maxsplit=1)[-1].casefold()
    for row in names:
        for name in row:
            parts = name.text.split()
            if len(parts) > 1 and parts[-1].casefold() == own:
                return name.text
    return label.title() if label.isupper() else label

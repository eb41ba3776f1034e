"""Who speaks a quotation that names nobody: the speaker of its paragraph, else of the talk before.

Called by `claims.reading.speakers` once a story, after each sentence has its own claimant.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from claims.reading.languages.words import Words
from claims.reading.quotes import Quote, all_speech
from claims.reading.story import Claimant, Sentence

_FAR = 12  # paragraphs of one quotation over which its speaker is looked for


def carry(
    sentences: Sequence[Sentence], own: Sequence[Sequence[Quote]], resolved: list[Claimant | None]
) -> None:
    """Gives bare quotations the speaker of their paragraph, else of the talk before."""
    by_paragraph: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        by_paragraph.setdefault(sentence.paragraph, []).append(index)
    talk: Claimant | None = None
    goes_on = False
    rows = list(by_paragraph.values())
    for place, indices in enumerate(rows):
        told = [i for i in indices if resolved[i] is not None]
        for i in indices:
            if resolved[i] is not None or not own[i]:
                continue
            who = _after_break(i, sentences, own, resolved)
            who = who or _from_paragraph(i, told, own, resolved)
            within = any(q.speech and q.start < sentences[i].start for q in own[i])
            if who is None and (goes_on or within or all_speech(sentences[i], own[i])) and not told:
                introduced = i > 0 and sentences[i - 1].text.endswith(":")
                ahead = None if goes_on or introduced else _at_its_end(place, rows, own, resolved)
                who = ahead or talk
            if who is not None:
                resolved[i] = Claimant(who.name, unnamed=who.unnamed)
        for i in indices:
            claimant = resolved[i]
            introduces = sentences[i].text.endswith(":")
            if claimant is not None and (speaks(own[i]) or talk is None or introduces):
                talk = claimant
        goes_on = any(quote.goes_on for i in indices for quote in own[i])


def _at_its_end(
    place: int,
    rows: Sequence[Sequence[int]],
    own: Sequence[Sequence[Quote]],
    resolved: Sequence[Claimant | None],
) -> Claimant | None:
    """The speaker that a quotation over several paragraphs names only in a later one."""
    stop = min(len(rows) - 1, place + _FAR)
    while place < stop and any(quote.goes_on for i in rows[place] for quote in own[i]):
        place += 1
        for i in rows[place]:
            if resolved[i] is not None and speaks(own[i]):
                return resolved[i]
    return None


def _after_break(
    index: int,
    sentences: Sequence[Sentence],
    own: Sequence[Sequence[Quote]],
    resolved: Sequence[Claimant | None],
) -> Claimant | None:
    """The speaker after a blank line that cuts a quotation's sentence in two."""
    if index + 1 >= len(sentences) or not sentences[index + 1].text[:1].islower():
        return None
    cut = any(q.speech and not q.closed and not q.goes_on for q in own[index])
    return resolved[index + 1] if cut else None


def _from_paragraph(
    index: int,
    told: Sequence[int],
    own: Sequence[Sequence[Quote]],
    resolved: Sequence[Claimant | None],
) -> Claimant | None:
    """The speaker of the same quotation, else of the sentence before in the paragraph."""
    place = bisect.bisect(told, index)
    earlier = told[place - 1] if place else None
    later = told[place] if place < len(told) else None
    mine = {quote.start for quote in own[index]}
    chosen = earlier
    if (later is not None and mine & {quote.start for quote in own[later]}) or (
        earlier is None and later is not None and speaks(own[index]) and speaks(own[later])
    ):
        chosen = later
    return resolved[chosen] if chosen is not None else None


def reported_on(
    text: str, quotes: Sequence[Quote], before: Claimant | None, words: Words
) -> Claimant | None:
    """Who goes on speaking where the first clause's verb is one of reported speech: "Er habe"."""
    if before is None or words.telling is None or speaks(quotes):
        return None
    if not re.search(words.telling.reported, text.partition(",")[0]):
        return None
    return Claimant(before.name, unnamed=before.unnamed)


def speaks(quotes: Sequence[Quote]) -> bool:
    """Whether any of the quotations is speech."""
    return any(quote.speech for quote in quotes)

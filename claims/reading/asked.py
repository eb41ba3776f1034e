"""What the reader makes of words that a person or a caller marked as a claim.

Called by `claims.by_hand`. The reader had its own reasons to leave them out or to cut them
otherwise; here it only says who answers for them, what facts are in them and what they are worth.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading import setting, times, worthiness
from claims.reading.judging import (
    Read,
    Reading,
    candidate_of,
    numbers_of,
    piece_of,
    read_sentences,
    readable,
    signs_of,
    within,
)
from claims.reading.kinds import kind_of
from claims.reading.languages import KNOWN
from claims.reading.quantities import find_numbers
from claims.reading.speakers import Said
from claims.reading.statements import statement_of
from claims.reading.story import Candidate, PartName, Sentence, Span, Story
from claims.reading.view import View

# Neither opens the story nor repeats it.
NOWHERE = setting.Place(99, 1.0, False, 0.0, 0.0, 0.0)


def asked(story: Story, spans: Sequence[tuple[int, int]]) -> tuple[Candidate, ...]:
    """A candidate for each span, in their order.

    Arguments: spans as (start, end) in code points of the story's text, not empty, inside it.
    """
    words = KNOWN.get(story.language)
    body, _ = readable([s for s in story.sentences if s.part is PartName.BODY])
    if words is None:
        return tuple(_unknown(story, start, end) for start, end in spans)
    reading = read_sentences(story, body, words)
    return tuple(_one(story, reading, start, end) for start, end in spans)


def _one(story: Story, reading: Reading, start: int, end: int) -> Candidate:
    span = Span(start, end, story.text[start:end])
    touched = [
        one
        for one in reading.sentences
        if one.item.sentence.start < end and start < one.item.sentence.end
    ]
    item = _said(story, span, touched)
    words = reading.words
    moments = [moment for one in touched for moment in one.moments]
    numbers = [number for one in touched for number in one.numbers]
    if not touched:  # in the headline or a caption: read by itself
        moments = list(times.find_moments(item.view, words, reading.clock, []))
        numbers = numbers_of(item.view, moments, words)
    place = touched[0].place if touched else NOWHERE
    piece = piece_of(item, numbers, moments, place, signs_of(item, words), words)
    inside = len(touched) == 1 and within(span, touched[0].item.sentence)
    statement = (
        statement_of(touched[0].index, reading.said, span, moments, words)
        if inside
        else " ".join(span.text.split())
    )
    return candidate_of(piece, statement, words)


def _said(story: Story, span: Span, touched: Sequence[Read]) -> Said:
    return Said(
        _sentence(story, span),
        View(story.text, span.start, span.end),
        tuple(q for one in touched for q in one.item.quotes if within(q, span)),
        tuple(n for one in touched for n in one.item.names if within(n, span)),
        next((one.item.claimant for one in touched if one.item.claimant), None),
    )


def _sentence(story: Story, span: Span) -> Sentence:
    part = next(
        (part.name for part in story.parts if part.start <= span.start < part.end), PartName.BODY
    )
    return Sentence(span.start, span.end, span.text, part, 0)


def _unknown(story: Story, start: int, end: int) -> Candidate:
    """In a language that the reader does not know: the figures only."""
    view = View(story.text, start, end)
    sentence = _sentence(story, Span(start, end, story.text[start:end]))
    numbers = find_numbers(view, None)
    evidence = worthiness.Evidence(view.text, NOWHERE, numbers, (), 0, 7, False, False, 0)
    worth, terms = worthiness.score(evidence, frozenset())
    return Candidate(
        start,
        end,
        sentence.text,
        kind=kind_of(evidence, frozenset()),
        part=sentence.part,
        claimant=None,
        quotes=(),
        numbers=tuple(numbers),
        dates=(),
        places=(),
        names=(),
        worthiness=worth,
        terms=terms,
        statement=" ".join(sentence.text.split()),
    )

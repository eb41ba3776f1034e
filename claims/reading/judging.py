"""Decides sentence by sentence what is a claim candidate and what is left out, with the reason.

Called by `claims.reading.candidates` and `left_out`. One pass over the story in order of its text;
nothing here looks beyond the story that it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claims.reading import reasons, setting, times, worthiness
from claims.reading.clauses import split_clauses
from claims.reading.kinds import kind_of
from claims.reading.languages import KNOWN
from claims.reading.languages.words import Words
from claims.reading.names import find_places, without_plain_nouns
from claims.reading.quantities import find_numbers
from claims.reading.quotes import find_quotes
from claims.reading.speakers import Said, attribute
from claims.reading.statements import statement_of
from claims.reading.story import (
    Candidate,
    Kind,
    LeftOut,
    Moment,
    Number,
    PartName,
    Sentence,
    Span,
    Story,
)
from claims.reading.times.clock import say
from claims.reading.view import View

MOST_CHARACTERS = 10_000  # of a sentence that is read
MOST_SENTENCES = 4_000  # of a story that are read


@dataclass(frozen=True, slots=True)
class Judgement:
    """The candidates and what was left out, both in order of the text."""

    candidates: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]


def judge(story: Story) -> Judgement:
    """Reads the story's sentences once. Pure and deterministic; never raises on any story."""
    words = KNOWN.get(story.language)
    everything = [s for s in story.sentences if s.part is PartName.BODY]
    body, beyond = readable(everything)
    out: list[LeftOut] = [
        LeftOut(part.start, part.end, part.text, reasons.FOR_PART[part.name])
        for part in story.parts
        if part.name is not PartName.BODY
    ]
    found, dropped = _unknown(story, body) if words is None else _known(story, body, words)
    out += dropped
    out += beyond
    out.sort(key=lambda item: item.start)
    return Judgement(tuple(found), tuple(out))


def readable(body: Sequence[Sentence]) -> tuple[list[Sentence], list[LeftOut]]:
    """What is read in full; no story has sentences as long or as many as what is left out."""
    read: list[Sentence] = []
    beyond: list[LeftOut] = []
    for s in body:
        if s.end - s.start > MOST_CHARACTERS:
            beyond.append(LeftOut(s.start, s.end, s.text, reasons.TOO_LONG))
        elif len(read) >= MOST_SENTENCES:
            beyond.append(LeftOut(s.start, s.end, s.text, reasons.TOO_FAR))
        else:
            read.append(s)
    return read, beyond


def clock_of(story: Story, said: Sequence[Said], words: Words) -> times.Clock:
    """What the story's relative dates are counted from."""
    anchor, source = None, ""
    if story.dateline and story.dateline.date:
        anchor, source = story.dateline.date, "dateline"
    elif story.published:
        day = story.published
        anchor = day.date() if isinstance(day, datetime) else day
        source = "publication"
    label = f"{source}, {say(anchor)}" if anchor else ""
    whole = View(story.text, 0, min(len(story.text), MOST_CHARACTERS * 10))
    months = times.same_months(whole, words)
    base = times.Clock(anchor, label, months)
    return times.with_events([item.view for item in said], words, base)


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of the body with all that was read of it."""

    index: int
    item: Said
    numbers: Sequence[Number]
    moments: Sequence[Moment]
    place: setting.Place
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The body's sentences as they were read, and what their dates are counted from."""

    sentences: tuple[Read, ...]
    clock: times.Clock
    words: Words

    @property
    def said(self) -> list[Said]:
        """Who answers for each sentence, in order."""
        return [one.item for one in self.sentences]


def read_sentences(story: Story, body: Sequence[Sentence], words: Words) -> Reading:
    """Who answers for each sentence, its numbers and dates, its place in the story."""
    quotes = find_quotes(story.text, _paragraphs(body))
    said = attribute(story.text, body, quotes, words)
    clock = clock_of(story, said, words)
    signs = [signs_of(item, words) for item in said]
    places = setting.find_places(body, _headline(story), signs, words.function_words)
    found: list[Read] = []
    before: list[Moment] = []
    for index, item in enumerate(said):
        moments = times.find_moments(item.view, words, clock, before)
        before = [*before, *(m for m in moments if m.first or clock.anchor is None)][-4:]
        numbers = numbers_of(item.view, moments, words)
        found.append(Read(index, item, numbers, moments, places[index], signs[index]))
    return Reading(tuple(found), clock, words)


def numbers_of(view: View, moments: Sequence[Moment], words: Words) -> list[Number]:
    """The numbers of a view that are no part of its dates and times of day."""
    taken = [(view.index(m.start), view.index(m.end)) for m in moments]
    return find_numbers(view, words, sorted(taken + times.clock_spans(view, words)))


def _known(
    story: Story, body: Sequence[Sentence], words: Words
) -> tuple[list[Candidate], list[LeftOut]]:
    reading = read_sentences(story, body, words)
    said = reading.said
    found: list[Candidate] = []
    dropped: list[LeftOut] = []
    for one in reading.sentences:
        whole = piece_of(one.item, one.numbers, one.moments, one.place, one.signs, words)
        for piece in _pieces(whole, one.numbers, one.moments, words):
            s = piece.item.sentence
            if piece.reason:
                dropped.append(LeftOut(s.start, s.end, s.text, piece.reason))
            else:
                statement = statement_of(one.index, said, s, one.moments, words)
                found.append(candidate_of(piece, statement, words))
    return found, dropped


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a clause of one that can be checked alone, and what is in it."""

    item: Said
    evidence: worthiness.Evidence
    signs: frozenset[str]
    reason: str | None  # for which it is no claim


def _pieces(
    whole: Piece, numbers: Sequence[Number], moments: Sequence[Moment], words: Words
) -> list[Piece]:
    """The sentence, or its clauses where each holds a fact and none is left out."""
    if whole.reason:
        return [whole]
    parts = split_clauses(whole.item.view, whole.item.quotes, words)
    if len(parts) < 2:
        return [whole]
    place = whole.evidence.place
    items = [_clause(whole.item, first, last) for first, last in parts]
    clauses = [
        piece_of(item, numbers, moments, place, signs_of(item, words), words) for item in items
    ]
    alone = all(not c.reason and reasons.count_facts(c.evidence, c.signs) for c in clauses)
    return clauses if alone else [whole]


def _clause(item: Said, first: int, last: int) -> Said:
    """The stretch of a sentence's view as a sentence of its own, with its claimant."""
    span = item.view.span(first, last)
    sentence = replace(item.sentence, start=span.start, end=span.end, text=span.text)
    return Said(
        sentence,
        item.view.part(first, last),
        tuple(q for q in item.quotes if within(q, span)),
        tuple(n for n in item.names if within(n, span)),
        item.claimant,
    )


def piece_of(
    item: Said,
    numbers: Sequence[Number],
    moments: Sequence[Moment],
    place: setting.Place,
    signs: frozenset[str],
    words: Words,
) -> Piece:
    s = item.sentence
    inside = sum(min(q.end, s.end) - max(q.start, s.start) for q in item.quotes if q.speech)
    name = item.claimant.name.lower().split() if item.claimant else []
    evidence = worthiness.Evidence(
        text=item.view.text,
        place=place,
        numbers=[n for n in numbers if within(n, s)],
        dates=[m for m in moments if within(m, s)],
        names=len(item.names),
        words=len(s.text.split()),
        attributed=item.claimant is not None,
        institution=any(part in words.source_nouns for part in name),
        speech=inside / max(1, s.end - s.start),
        language=words,
    )
    return Piece(item, evidence, signs, reasons.why_not(evidence, signs))


def _headline(story: Story) -> str:
    return story.headline.text if story.headline else ""


def _paragraphs(body: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The stretches of prose, a paragraph each, from the sentences' own numbering."""
    out: list[tuple[int, int]] = []
    last = -1
    for sentence in body:
        if sentence.paragraph == last:
            out[-1] = (out[-1][0], sentence.end)
        else:
            out.append((sentence.start, sentence.end))
            last = sentence.paragraph
    return out


def signs_of(item: Said, words: Words) -> frozenset[str]:
    """The signs of a sentence. The verb that attributes is no event, but may be a promise."""
    signs = worthiness.find_signs(item.view.text, words)
    cue = item.claimant.cue if item.claimant else None
    if cue is None:
        return signs
    if "event" in signs and not worthiness.shows("event", _untold(item, words), words):
        signs -= {"event"}
    return signs


def _untold(item: Said, words: Words) -> str:
    """The view's text without the verb that attributes: "has warned" is no event of the story."""
    cue = item.claimant.cue if item.claimant else None
    text = item.view.text
    if cue is None or not within(cue, item.sentence):
        return text
    start, end = item.view.index(cue.start), item.view.index(cue.end)
    lead = text[:start].rstrip()
    last = lead.rpartition(" ")[2]
    if last.lower() in words.auxiliaries:
        start = len(lead) - len(last)
    return text[:start] + " " * (end - start) + text[end:]


def candidate_of(piece: Piece, statement: str, words: Words) -> Candidate:
    worth, terms = worthiness.score(piece.evidence, piece.signs)
    item, s = piece.item, piece.item.sentence
    return Candidate(
        s.start,
        s.end,
        s.text,
        kind=kind_of(piece.evidence, piece.signs),
        part=s.part,
        claimant=item.claimant,
        quotes=tuple(Span(q.start, q.end, q.text) for q in item.quotes if within(q, s)),
        numbers=tuple(piece.evidence.numbers),
        dates=tuple(piece.evidence.dates),
        places=tuple(find_places(item.view, item.names, words)),
        names=tuple(without_plain_nouns(item.names, item.view, words)),
        worthiness=worth,
        terms=terms,
        statement=statement,
    )


def within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _unknown(story: Story, body: Sequence[Sentence]) -> tuple[list[Candidate], list[LeftOut]]:
    """A language that the reader does not know: position and figures only."""
    found: list[Candidate] = []
    dropped: list[LeftOut] = []
    places = setting.find_places(body, _headline(story))
    for place, s in zip(places, body, strict=True):
        view = View(story.text, s.start, s.end)
        numbers = find_numbers(view, None)
        count = len(s.text.split())
        evidence = worthiness.Evidence(
            view.text, place, numbers, (), 0, max(count, 7), False, False, 0
        )
        if s.text.rstrip("\"'\u201d\u2019\u00bb) ")[-1:] in {"?", "\uff1f", "\u061f"}:
            dropped.append(LeftOut(s.start, s.end, s.text, reasons.QUESTION))
            continue
        # Scripts without capitals may write no spaces: there, words cannot be counted.
        if count < 3 and s.text.lower() != s.text.upper() and not numbers:
            dropped.append(LeftOut(s.start, s.end, s.text, reasons.TOO_SHORT))
            continue
        worth, terms = worthiness.score(evidence, frozenset())
        found.append(
            Candidate(
                s.start,
                s.end,
                s.text,
                Kind.NUMBER if numbers else Kind.STATEMENT,
                s.part,
                None,
                (),
                tuple(numbers),
                (),
                (),
                (),
                worth,
                terms,
                " ".join(s.text.split()),
            )
        )
    return found, dropped

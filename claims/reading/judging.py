"""Decides sentence by sentence what is a claim candidate and what is left out, with the reason.

Called by `claims.reading.candidates` and `left_out`. One pass over the story in order of its text;
nothing here looks beyond the story that it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.reading import reasons, setting, times, worthiness
from claims.reading.languages import KNOWN
from claims.reading.languages.words import Words
from claims.reading.names import find_places
from claims.reading.quantities import find_numbers
from claims.reading.quotes import find_quotes
from claims.reading.speakers import Said, attribute
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
    body, beyond = _readable(everything)
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


def _readable(body: Sequence[Sentence]) -> tuple[list[Sentence], list[LeftOut]]:
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


def _known(
    story: Story, body: Sequence[Sentence], words: Words
) -> tuple[list[Candidate], list[LeftOut]]:
    quotes = find_quotes(story.text, _paragraphs(body))
    said = attribute(story.text, body, quotes, words)
    clock = clock_of(story, said, words)
    signs = [worthiness.find_signs(item.view.text, words) for item in said]
    places = setting.find_places(body, _headline(story), signs, words.function_words)
    found: list[Candidate] = []
    dropped: list[LeftOut] = []
    before: list[Moment] = []
    for index, item in enumerate(said):
        moments = times.find_moments(item.view, words, clock, before)
        before = [*before, *(m for m in moments if m.first or clock.anchor is None)][-4:]
        taken = [
            (item.view.index(m.start), item.view.index(m.end)) for m in moments
        ] + times.clock_spans(item.view, words)
        numbers = find_numbers(item.view, words, sorted(taken))
        evidence = _evidence(item, numbers, moments, places[index], words)
        reason = reasons.why_not(evidence, signs[index])
        s = item.sentence
        if reason:
            dropped.append(LeftOut(s.start, s.end, s.text, reason))
        else:
            found.append(_candidate(item, numbers, moments, evidence, signs[index], words))
    return found, dropped


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


def _evidence(
    item: Said,
    numbers: Sequence[Number],
    moments: Sequence[Moment],
    place: setting.Place,
    words: Words,
) -> worthiness.Evidence:
    s = item.sentence
    inside = sum(min(q.end, s.end) - max(q.start, s.start) for q in item.quotes if q.speech)
    name = item.claimant.name.lower().split() if item.claimant else []
    return worthiness.Evidence(
        text=item.view.text,
        place=place,
        numbers=numbers,
        dates=moments,
        names=len(item.names),
        words=len(s.text.split()),
        attributed=item.claimant is not None,
        institution=any(part in words.source_nouns for part in name),
        speech=inside / max(1, s.end - s.start),
        language=words,
    )


def _candidate(
    item: Said,
    numbers: Sequence[Number],
    moments: Sequence[Moment],
    evidence: worthiness.Evidence,
    signs: frozenset[str],
    words: Words,
) -> Candidate:
    worth, terms = worthiness.score(evidence, signs)
    s = item.sentence
    return Candidate(
        s.start,
        s.end,
        s.text,
        kind=_kind(evidence, signs),
        part=s.part,
        claimant=item.claimant,
        quotes=tuple(Span(q.start, q.end, q.text) for q in item.quotes if _within(q, s)),
        numbers=tuple(numbers),
        dates=tuple(moments),
        places=tuple(find_places(item.view, item.names, words)),
        names=item.names,
        worthiness=worth,
        terms=terms,
    )


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _kind(evidence: worthiness.Evidence, signs: frozenset[str]) -> Kind:
    if evidence.speech >= 0.4:
        return Kind.QUOTE
    if "prediction" in signs and "event" not in signs and not evidence.numbers:
        return Kind.PREDICTION
    if any(number.value is not None for number in evidence.numbers):
        return Kind.NUMBER
    return Kind.STATEMENT


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
            )
        )
    return found, dropped

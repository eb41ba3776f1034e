"""Who answers for each sentence of a story: pronouns, "the statement" and bare quotes led back.

Called by `claims.reading.judging` once a story, in order of the text. The sentence's own source
comes from `claims.reading.attribution` and `seconding`; here it is carried over the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.reading import attribution, telling
from claims.reading.attributions.model import Model, model_for
from claims.reading.attributions.rows import make_row, quotes_by_sentence
from claims.reading.carrying import carry, reported_on, speaks
from claims.reading.interviews import answer
from claims.reading.languages.words import Words
from claims.reading.names import Token, find_names, tokens
from claims.reading.naming import abbreviations, is_unnamed, role_of, spelled_out
from claims.reading.pronouns import (
    Memory,
    learn_genders,
    learn_office,
    named,
    note_subject,
    opening_of,
    remember,
    resolve,
)
from claims.reading.quotes import Quote, all_speech
from claims.reading.seconding import may_attribute, second
from claims.reading.sources import MASK, Source
from claims.reading.story import Claimant, Sentence, Span
from claims.reading.view import View

_LONGEST = 4_000  # characters of a sentence in which its source is looked for


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its view, its quotations and who answers for it."""

    sentence: Sentence
    view: View
    quotes: tuple[Quote, ...]
    names: tuple[Span, ...]
    claimant: Claimant | None


def masked(view: View, sentence: Span, quotes: Sequence[Quote]) -> str:
    """The view's text with the inside of speech replaced, one to one, by a mask."""
    letters: list[str] | None = None
    for quote in quotes:
        if not quote.speech:
            continue
        letters = letters if letters is not None else list(view.text)
        start = view.index(quote.start) + (quote.start >= sentence.start)
        stop = view.index(quote.end)
        stop -= 1 if quote.end <= sentence.end and quote.closed else 0
        if stop > start:
            letters[start:stop] = [MASK] * (stop - start)
    return view.text if letters is None else "".join(letters)


@dataclass(slots=True)
class _Read:
    """A sentence with all that was read of it."""

    sentence: Sentence
    view: View
    row: list[Token]
    quotes: list[Quote]
    names: list[Span]
    source: Source | None


def attribute(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], words: Words
) -> list[Said]:
    """The sentences in order with their claimants."""
    found = list(_read(text, sentences, quotes, words))
    short = _Abbreviations(found, words)
    memory = Memory()
    learn_genders([item.names for item in found], memory, words)
    resolved: list[Claimant | None] = []
    for index, item in enumerate(found):
        claimant = None
        if item.source is not None:
            lead = resolve(item.source, index, memory, words)
            opening = opening_of(item.view, item.names, item.quotes, words)
            name = named(lead, item.source, opening, item.view, memory, words)
            claimant = _claimant(item, name, short, words) if name else None
        elif item.sentence.text.endswith(":"):
            claimant = _introduced(found, index, words)
        if claimant is not None:
            spoken = speaks(item.quotes)
            remember(claimant.name, index, item.view, memory, words, speech=spoken)
            learn_office(claimant.name, claimant.role, memory, words)
        elif index and found[index - 1].sentence.paragraph == item.sentence.paragraph:
            claimant = reported_on(item.view.text, item.quotes, resolved[-1], words)
        resolved.append(claimant)
        note_subject(index, item.view, item.names, item.quotes, memory, words)
        memory.people += [(index, name.text) for name in item.names if _may_speak(name.text)]
        memory.people = memory.people[-40:]
    own = [item.quotes for item in found]
    _signed(found, resolved)
    carry(sentences, own, resolved)
    answer(sentences, [item.names for item in found], resolved, words)
    return [
        Said(i.sentence, i.view, tuple(i.quotes), tuple(i.names), c)
        for i, c in zip(found, resolved, strict=True)
    ]


def _read(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], words: Words
) -> Iterator[_Read]:
    model = model_for(words.code)
    own = quotes_by_sentence(sentences, quotes)
    views = [View(text, s.start, s.end) for s in sentences]
    rows = [tokens(view.text) for view in views]
    names = _sure_names(
        views, [find_names(view, words, row) for view, row in zip(views, rows, strict=True)]
    )
    for s, view, row, mine, called in zip(sentences, views, rows, own, names, strict=True):
        source = _source(view, s, mine, words, row, model)
        yield _Read(s, view, row, mine, called, source)


def _source(
    view: View,
    sentence: Span,
    quotes: Sequence[Quote],
    words: Words,
    row: list[Token],
    model: Model | None,
) -> Source | None:
    """The sentence's own source, its speech masked; `row` serves where nothing had to be."""
    text = masked(view, sentence, quotes)[:_LONGEST]
    if words.telling is not None:
        return telling.find_source(text, words, row if text == view.text else tokens(text))
    rule = attribution.find_source(text, words, row if text == view.text else None)
    if model is None or not may_attribute(row, words, model):
        return rule
    return second(rule, make_row(view, sentence, quotes, words, model.groups, row), words, model)


def _sure_names(views: Sequence[View], names: list[list[Span]]) -> list[list[Span]]:
    """Drops single words at a sentence's head that are capital nowhere else in the story."""
    known = {
        part
        for view, row in zip(views, names, strict=True)
        for span in row
        if span.start > view.offset(0) or " " in span.text
        for part in span.text.split()
    }
    return [
        [s for s in row if s.start > view.offset(0) or " " in s.text or s.text in known]
        for view, row in zip(views, names, strict=True)
    ]


def _may_speak(name: str) -> bool:
    return 1 <= len(name.split()) <= 6


class _Abbreviations:
    """The short forms of a story's names, and the long ones."""

    def __init__(self, found: Sequence[_Read], words: Words) -> None:
        self._words = words
        self._given: Mapping[str, str] = abbreviations((item.view.text for item in found), words)
        self._names = {name.text for item in found for name in item.names if " " in name.text}

    def spelled_out(self, name: str) -> str:
        """The name, an abbreviation of it with its long form before it."""
        return spelled_out(name, self._given, self._names, self._words) or name


def _claimant(item: _Read, name: str, short: _Abbreviations, words: Words) -> Claimant:
    source = item.source
    assert source is not None
    view = item.view
    cue = view.span(*source.cue) if source.cue else None
    led_back = name != source.name
    return Claimant(
        short.spelled_out(name),
        view.span(source.start, source.end),
        cue,
        source.chain,
        role=None if led_back else role_of(item.row, source.start, source.end, words),
        unnamed=is_unnamed(name, words),
        denies=cue is not None and _denies(item, source, words),
    )


def _introduced(found: Sequence[_Read], index: int, words: Words) -> Claimant | None:
    """ "The council issued this statement:" before speech: whom the sentence opens with."""
    item = found[index]
    after = found[index + 1] if index + 1 < len(found) else None
    if after is None or not all_speech(after.sentence, after.quotes):
        return None
    opening = opening_of(item.view, item.names, item.quotes, words)
    return Claimant(opening.text, opening) if opening else None


def _denies(item: _Read, source: Source, words: Words) -> bool:
    """Whether the cue says that it is not so, and is not itself denied ("did not deny")."""
    start, end = source.cue or (0, 0)
    if item.view.text[start:end].lower() not in words.denials:
        return False
    before = [token.low for token in item.row if token.end <= start][-3:]
    return not any(low in words.negations or low.endswith(words.not_endings) for low in before)


def _signed(found: Sequence[_Read], resolved: list[Claimant | None]) -> None:
    """A line that only names the speaker ("\u2014 Ada Mold, mayor") signs the speech before it."""
    for index, claimant in enumerate(resolved):
        if claimant is None or claimant.cue is not None or claimant.span is None:
            continue
        if found[index].view.text[:1] not in "-\u2014\u2013\u2015":
            continue
        for at in range(index - 1, -1, -1):
            if resolved[at] is not None or not all_speech(found[at].sentence, found[at].quotes):
                break
            resolved[at] = Claimant(claimant.name, role=claimant.role, unnamed=claimant.unnamed)

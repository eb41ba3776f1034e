"""Who answers for each sentence of a story: pronouns, "the statement" and bare quotes led back.

Called by `claims.reading.judging` once a story, in order of the text. The sentence's own source
comes from `claims.reading.attribution`; here it is carried over quotes, paragraphs and pronouns.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.reading.attribution import MASK, Source, find_source
from claims.reading.languages.words import Words
from claims.reading.names import Gender, Token, bare_name, find_names, gender_of, tokens
from claims.reading.quotes import Quote
from claims.reading.story import Claimant, Sentence, Span
from claims.reading.view import View

_RECENT = 4  # sentences over which a pronoun may reach back to a speaker
_LONGEST = 4_000  # characters of a sentence in which its source is looked for
_ROLE = re.compile(r"^(?:The|the|His|her|Her|his)\b")


@dataclass(slots=True)
class _Memory:
    """What the reader holds in mind while it goes through the story."""

    speaker: str | None = None
    speaker_at: int = -99
    quoted: str | None = None
    people: list[tuple[int, str]] = field(default_factory=list)  # sentence, name
    subject: tuple[int, str] | None = None  # the last sentence that opens with a body's name
    group: tuple[int, str] | None = None  # the last that opens with several: "Police", "The owners"
    issuer: dict[str, str] = field(default_factory=dict)
    genders: dict[str, Gender] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)  # whom a "he" or "she" stood for


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


def attribute(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], words: Words
) -> list[Said]:
    """The sentences in order with their claimants."""
    views = [View(text, s.start, s.end) for s in sentences]
    own = _quotes_by_sentence(sentences, quotes)
    rows = [tokens(view.text) for view in views]
    names = _sure_names(
        views, [find_names(view, words, row) for view, row in zip(views, rows, strict=True)]
    )
    sources = [
        _source(view, s, q, words, row)
        for view, s, q, row in zip(views, sentences, own, rows, strict=True)
    ]
    memory = _Memory()
    _learn_genders(names, memory, words)
    resolved: list[Claimant | None] = []
    for index, source in enumerate(sources):
        claimant = None
        if source is not None:
            lead = _resolve(source, index, memory, words)
            opening = _opening(views[index], names[index], own[index], words)
            name = _named(lead, source, opening, views[index], memory, words)
            claimant = _claimant(source, name, views[index]) if name else None
        if claimant is not None:
            _remember(claimant.name, index, views[index], memory, words, speech=_speaks(own[index]))
        resolved.append(claimant)
        _note_subject(index, views[index], names[index], own[index], memory, words)
        memory.people += [(index, name.text) for name in names[index] if _may_speak(name.text)]
        memory.people = memory.people[-40:]
    _carry(sentences, own, resolved)
    return [
        Said(s, v, tuple(q), tuple(n), c)
        for s, v, q, n, c in zip(sentences, views, own, names, resolved, strict=True)
    ]


def _source(
    view: View, sentence: Span, quotes: Sequence[Quote], words: Words, row: list[Token]
) -> Source | None:
    """The sentence's own source, its speech masked; `row` serves where nothing had to be."""
    text = masked(view, sentence, quotes)[:_LONGEST]
    return find_source(text, words, row if text == view.text else None)


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


def _quotes_by_sentence(
    sentences: Sequence[Sentence], quotes: Sequence[Quote]
) -> list[list[Quote]]:
    out: list[list[Quote]] = [[] for _ in sentences]
    first = 0
    for quote in quotes:
        while first < len(sentences) and sentences[first].end <= quote.start:
            first += 1
        index = first
        while index < len(sentences) and sentences[index].start < quote.end:
            out[index].append(quote)
            index += 1
    return out


def _speaks(quotes: Sequence[Quote]) -> bool:
    return any(quote.speech for quote in quotes)


def _may_speak(name: str) -> bool:
    return 1 <= len(name.split()) <= 6


def _claimant(source: Source, name: str, view: View) -> Claimant:
    cue = view.span(*source.cue) if source.cue else None
    return Claimant(name, view.span(source.start, source.end), cue, source.chain)


def _opening(
    view: View, names: Sequence[Span], quotes: Sequence[Quote], words: Words
) -> Span | None:
    """The name with its article that opens the sentence: "The Vale Union has called ..."."""
    if any(q.speech and view.index(q.start) == 0 for q in quotes):
        return None
    start = view.index(names[0].start) if names else -1
    if names and view.text[:start].strip().lower() in words.determiners | {""}:
        return view.span(0, view.index(names[0].end))
    return _plain_opening(view, words)


def _plain_opening(view: View, words: Words) -> Span | None:
    """The same without a name: "The power company has ...", "Police arrested ..."."""
    row = tokens(view.text[:60])[:6]
    first = 1 if row and row[0].low in words.determiners else 0
    for at in range(first, min(len(row) - 1, first + 3)):
        if row[at].low in words.source_nouns:
            ends = row[at + 1].is_word and row[at + 1].low not in words.source_nouns
            return view.span(0, row[at].end) if ends else None
        if not first or not row[at].is_word or row[at].is_capital:
            return None
    return None


def _named(
    name: str, source: Source, opening: Span | None, view: View, memory: _Memory, words: Words
) -> str | None:
    """A pronoun is nobody's name: where nothing before it fits, it is whom the sentence opens with.

    "It" is the sentence's own subject before anybody of the sentences before.
    """
    before = opening if opening and opening.end <= view.offset(source.start) else None
    thing = source.low in words.things
    if thing and before and _may_be_thing(before.text, memory, words):
        return before.text
    if name.lower() not in words.he | words.she | words.they:
        return name
    return before.text if before and not thing else None


def _note_subject(
    index: int,
    view: View,
    names: Sequence[Span],
    quotes: Sequence[Quote],
    memory: _Memory,
    words: Words,
) -> None:
    opening = _opening(view, names, quotes, words)
    if opening is None:
        return
    last = opening.text.split()[-1].lower()
    if last in words.people_words or (last in words.source_nouns and last.endswith("s")):
        memory.group = (index, opening.text)
    elif last not in words.titles and (
        not _is_person(opening.text, words)
        or (len(names) == 1 and _may_be_thing(opening.text, memory, words))
    ):
        memory.subject = (index, opening.text)


def _may_be_thing(name: str, memory: _Memory, words: Words) -> bool:
    """Whether nothing says that the name is a person's."""
    return not _is_person(name, words) or (
        _gender(name, memory, words) is Gender.OPEN and name not in memory.persons
    )


def _thing(index: int, memory: _Memory, words: Words) -> str | None:
    """What "it" stands for: the last speaker or subject of late that is no person."""
    speaker = memory.speaker if index - memory.speaker_at <= _RECENT else None
    at, subject = memory.subject or (-99, None)
    if subject and index - at <= _RECENT and (at > memory.speaker_at or not speaker):
        return subject
    if speaker and not _is_person(speaker, words):
        return speaker
    if subject and index - at <= _RECENT:
        return subject
    return speaker if speaker and _may_be_thing(speaker, memory, words) else None


def _learn_genders(names: Sequence[Sequence[Span]], memory: _Memory, words: Words) -> None:
    """A last name has the gender of the full name that the story gives with it."""
    for row in names:
        for span in row:
            gender = gender_of(span.text, words)
            last = span.text.split()[-1].lower()
            if gender is not Gender.OPEN:
                memory.genders.setdefault(last, gender)


def _gender(name: str, memory: _Memory, words: Words) -> Gender:
    found = gender_of(name, words)
    if found is Gender.OPEN:
        found = memory.genders.get(
            name.rsplit(maxsplit=1)[-1].lower() if name.split() else "", Gender.OPEN
        )
    return found


def _resolve(source: Source, index: int, memory: _Memory, words: Words) -> str:
    """The source's name, led back where it is a pronoun or a paper."""
    low = source.low
    if low in words.he or low in words.she:
        found = _person(Gender.HE if low in words.he else Gender.SHE, index, memory, words)
        memory.persons.add(found or "")
        return found or source.name
    if low in words.things:
        return _thing(index, memory, words) or source.name
    if low in words.they:
        near = memory.group if memory.group and memory.group[0] >= index - 1 else (-99, None)
        if near[1] and near[0] > memory.speaker_at:
            return near[1]
        return memory.speaker or source.name
    parts = low.split()
    papers = words.document_nouns | words.research_nouns
    if len(parts) > 1 and parts[0] in words.he | words.she and parts[-1] in papers:
        gender = Gender.HE if parts[0] in words.he else Gender.SHE
        return _person(gender, index, memory, words) or source.name
    if (
        parts
        and parts[-1] in words.document_nouns
        and parts[0] in words.determiners
        and len(parts) == 2
    ):
        return (
            memory.issuer.get(parts[-1])
            or (memory.speaker if parts[-1] == "statement" else None)
            or source.name
        )
    return source.name


def _person(gender: Gender, index: int, memory: _Memory, words: Words) -> str | None:
    """The last speaker where the pronoun fits him, else the nearest person named before."""
    other = Gender.SHE if gender is Gender.HE else Gender.HE
    speaker = memory.speaker
    fits = speaker is not None and _gender(speaker, memory, words) is not other
    if fits and speaker and index - memory.speaker_at <= _RECENT and _is_person(speaker, words):
        return speaker
    near = [n for at, n in memory.people if at >= index - _RECENT]
    sure = [n for n in near if _gender(n, memory, words) is gender]
    if sure:
        return bare_name(sure[-1], words)
    open_names = [
        n
        for n in near
        if len(n.split()) > 1 and _gender(n, memory, words) is Gender.OPEN and _is_person(n, words)
    ]
    if not open_names or (fits and not _is_body(speaker or "", words)):
        return speaker
    return bare_name(open_names[-1], words)


def _is_person(name: str, words: Words) -> bool:
    low = [part.strip(".,").lower() for part in name.split()]
    return not _ROLE.match(name) and not any(part in words.source_nouns for part in low)


def _is_body(name: str, words: Words) -> bool:
    """Whether it is the proper name of a body ("the Vale Federation"), which is no he or she."""
    parts = [part.strip(".,") for part in name.split()]
    proper = any(p[:1].isupper() and p.lower() not in words.determiners for p in parts)
    return proper and not _is_person(name, words) and not {p.lower() for p in parts} & words.titles


def _remember(
    name: str, index: int, view: View, memory: _Memory, words: Words, *, speech: bool
) -> None:
    memory.speaker, memory.speaker_at = name, index
    if speech:
        memory.quoted = name
    low = view.text.lower()
    for noun in words.document_nouns:
        if noun in low and noun not in name.lower():
            memory.issuer[noun] = name


def _carry(
    sentences: Sequence[Sentence], own: Sequence[Sequence[Quote]], resolved: list[Claimant | None]
) -> None:
    """Gives bare quotations the speaker of their paragraph, else of the talk before."""
    by_paragraph: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        by_paragraph.setdefault(sentence.paragraph, []).append(index)
    talk: str | None = None
    goes_on = False
    for indices in by_paragraph.values():
        told = [i for i in indices if resolved[i] is not None]
        for i in indices:
            if resolved[i] is not None or not own[i]:
                continue
            name = _from_paragraph(i, told, own, resolved)
            within = any(q.speech and q.start < sentences[i].start for q in own[i])
            if (
                name is None
                and (goes_on or within or _all_speech(sentences[i], own[i]))
                and not told
            ):
                name = talk
            if name is not None:
                resolved[i] = Claimant(name)
        for i in indices:
            claimant = resolved[i]
            if claimant is not None and (_speaks(own[i]) or talk is None):
                talk = claimant.name
        goes_on = any(quote.goes_on for i in indices for quote in own[i])


def _from_paragraph(
    index: int,
    told: Sequence[int],
    own: Sequence[Sequence[Quote]],
    resolved: Sequence[Claimant | None],
) -> str | None:
    """The speaker of the same quotation, else of the sentence before in the paragraph."""
    place = bisect.bisect(told, index)
    earlier = told[place - 1] if place else None
    later = told[place] if place < len(told) else None
    mine = {quote.start for quote in own[index]}
    chosen = earlier
    if (later is not None and mine & {quote.start for quote in own[later]}) or (
        earlier is None and later is not None and _speaks(own[index]) and _speaks(own[later])
    ):
        chosen = later
    found = resolved[chosen] if chosen is not None else None
    return found.name if found else None


def _all_speech(sentence: Sentence, quotes: Sequence[Quote]) -> bool:
    """Whether nearly all of the sentence stands within quotation marks."""
    inside = sum(
        min(q.end, sentence.end) - max(q.start, sentence.start) for q in quotes if q.speech
    )
    return inside >= 0.8 * (sentence.end - sentence.start)

"""Whom "he", "it", "they" and "the statement" stand for, from what the story has named so far.

Called by `claims.reading.speakers`, sentence by sentence in order of the text. `Memory` holds what
was read; nothing here looks ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.reading.languages.words import Words
from claims.reading.names import Gender, bare_name, gender_of, tokens
from claims.reading.quotes import Quote
from claims.reading.sources import Source
from claims.reading.story import Span
from claims.reading.view import View

_RECENT = 4  # sentences over which a pronoun may reach back to a speaker


@dataclass(slots=True)
class Memory:
    """What the reader holds in mind while it goes through the story."""

    speaker: str | None = None
    speaker_at: int = -99
    quoted: str | None = None
    people: list[tuple[int, str]] = field(default_factory=list)  # sentence, name
    subject: tuple[int, str] | None = None  # the last sentence that opens with a body's name
    group: tuple[int, str] | None = None  # the last that opens with several: "Police", "The owners"
    opener: tuple[int, str] | None = None  # the last that opens with a person's name
    issuer: dict[str, str] = field(default_factory=dict)
    genders: dict[str, Gender] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)  # whom a "he" or "she" stood for


def opening_of(
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


def named(
    name: str, source: Source, opening: Span | None, view: View, memory: Memory, words: Words
) -> str | None:
    """A pronoun is nobody's name: where nothing before it fits, it is whom the sentence opens with.

    "It" is the sentence's own subject before anybody of the sentences before.
    """
    before = opening if opening and opening.end <= view.offset(source.start) else None
    thing = source.low in words.things
    if thing and before and _may_be_thing(before.text, memory, words):
        return before.text
    if source.dropped and name == source.name:
        return None
    if name.lower() not in words.he | words.she | words.they:
        return name
    return before.text if before and not thing else None


def note_subject(
    index: int,
    view: View,
    names: Sequence[Span],
    quotes: Sequence[Quote],
    memory: Memory,
    words: Words,
) -> None:
    """Keeps in mind what the sentence opens with, for the pronouns after it."""
    opening = opening_of(view, names, quotes, words)
    if opening is None:
        return
    low = view.text.lower()
    if memory.speaker_at != index and any(verb in low for verb in words.issuing):
        for noun in words.document_nouns | words.research_nouns:
            if noun in low and noun not in opening.text.lower():
                memory.issuer[noun] = opening.text
    if names and _is_full_person(opening.text, memory, words):
        memory.opener = (index, opening.text)
    last = opening.text.split()[-1].lower()
    if last in words.people_words or (
        last in words.source_nouns and last.endswith(words.plural_endings)
    ):
        memory.group = (index, opening.text)
    elif last not in words.titles and (
        not _is_person(opening.text, words)
        or (len(names) == 1 and _may_be_thing(opening.text, memory, words))
    ):
        memory.subject = (index, opening.text)


def _may_be_thing(name: str, memory: Memory, words: Words) -> bool:
    """Whether nothing says that the name is a person's."""
    return not _is_person(name, words) or (
        _gender(name, memory, words) is Gender.OPEN and name not in memory.persons
    )


def _thing(index: int, memory: Memory, words: Words) -> str | None:
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


def learn_genders(names: Sequence[Sequence[Span]], memory: Memory, words: Words) -> None:
    """A last name has the gender of the full name that the story gives with it."""
    for row in names:
        for span in row:
            gender = gender_of(span.text, words)
            last = span.text.split()[-1].lower()
            if gender is not Gender.OPEN:
                memory.genders.setdefault(last, gender)


def _gender(name: str, memory: Memory, words: Words) -> Gender:
    found = gender_of(name, words)
    if found is Gender.OPEN:
        found = memory.genders.get(
            name.rsplit(maxsplit=1)[-1].lower() if name.split() else "", Gender.OPEN
        )
    return found if found is not Gender.OPEN else _of_office(name, words)


def _of_office(name: str, words: Words) -> Gender:
    """The gender that an article or an office's ending gives: "la directrice"."""
    telling, parts = words.telling, name.lower().split()[:3]
    if telling is None or not parts:
        return Gender.OPEN
    if parts[0] in telling.she_articles or parts[0] in telling.he_articles:
        return Gender.SHE if parts[0] in telling.she_articles else Gender.HE
    for part in parts[:2]:
        if part in words.titles or part in words.officers:
            if part.endswith(telling.she_endings):
                return Gender.SHE
            if part.endswith(telling.he_endings):
                return Gender.HE
    return Gender.OPEN


def learn_office(name: str, role: str | None, memory: Memory, words: Words) -> None:
    """A name whose gender nothing tells has the gender of its office."""
    if role is None or words.telling is None or not name:
        return
    gender = _of_office(role, words)
    if gender is not Gender.OPEN and gender_of(name, words) is Gender.OPEN:
        memory.genders.setdefault(name.rsplit(maxsplit=1)[-1].lower(), gender)


def resolve(source: Source, index: int, memory: Memory, words: Words) -> str:
    """The source's name, led back where it is a pronoun or a paper."""
    low = source.low
    if source.dropped:
        at, opener = memory.opener or (-99, "")
        if at == index - 1 > memory.speaker_at:
            return bare_name(opener, words)
        return memory.speaker or source.name
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
    return _of_somebody(source, index, memory, words) or source.name


def _of_somebody(source: Source, index: int, memory: Memory, words: Words) -> str | None:
    """ "The statement" is its issuer's, "his report" his own; "its treasurer" is the body's."""
    parts = source.low.split()
    if len(parts) < 2:
        return None
    papers = words.document_nouns | words.research_nouns
    owner = _owner(parts[0], index, memory, words)
    if owner is not None and parts[-1] in papers:
        return owner
    if owner is not None and parts[-1] in words.officers | words.nameless:
        return words.owned.format(owner=owner, noun=source.name.split(maxsplit=1)[1])
    if parts[-1] in papers and parts[0] in words.determiners and len(parts) == 2:
        own = memory.speaker if parts[-1] in words.own_statements else None
        return memory.issuer.get(parts[-1]) or own
    return None


def _owner(word: str, index: int, memory: Memory, words: Words) -> str | None:
    """Whom "his", "her", "its" or "their" before a noun stands for."""
    if word not in words.possessives:
        return None
    if word in words.he | words.she:
        return _person(Gender.HE if word in words.he else Gender.SHE, index, memory, words)
    if word in words.things:
        return _thing(index, memory, words)
    if memory.group and memory.group[0] >= index - 1:
        return memory.group[1]
    return memory.speaker if word in words.they else None


def _person(gender: Gender, index: int, memory: Memory, words: Words) -> str | None:
    """The last speaker where the pronoun fits him, else the nearest person named before."""
    other = Gender.SHE if gender is Gender.HE else Gender.HE
    speaker = memory.speaker
    fits = speaker is not None and _gender(speaker, memory, words) is not other
    at, opener = memory.opener or (-99, "")
    if at == index - 1 > memory.speaker_at and _gender(opener, memory, words) is not other:
        return bare_name(opener, words)
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
        return speaker or _single_name(index, memory, words)
    return bare_name(open_names[-1], words)


def _single_name(index: int, memory: Memory, words: Words) -> str | None:
    """Where articles tell bodies from people: the last name that the sentence before opens with."""
    at, subject = memory.subject or (-99, "")
    alone = words.telling is not None and at == index - 1 and " " not in subject
    return subject if alone and subject[:1].isupper() else None


def _is_full_person(name: str, memory: Memory, words: Words) -> bool:
    """Whether it is the name of a person who spoke before, or has a gender."""
    if name.split(maxsplit=1)[0].lower() in words.determiners or not _is_person(name, words):
        return False
    bare = bare_name(name, words)
    return _gender(name, memory, words) is not Gender.OPEN or bare in memory.persons


def _is_person(name: str, words: Words) -> bool:
    low = [part.strip(".,").lower() for part in name.split()]
    role = bool(low) and low[0] in words.definite | words.possessives
    return not role and not any(part in words.source_nouns for part in low)


def _is_body(name: str, words: Words) -> bool:
    """Whether it is the proper name of a body ("the Vale Federation"), which is no he or she."""
    parts = [part.strip(".,") for part in name.split()]
    proper = any(p[:1].isupper() and p.lower() not in words.determiners for p in parts)
    return proper and not _is_person(name, words) and not {p.lower() for p in parts} & words.titles


def remember(
    name: str, index: int, view: View, memory: Memory, words: Words, *, speech: bool
) -> None:
    """Keeps in mind who spoke, and whose the papers are that the sentence names."""
    memory.speaker, memory.speaker_at = name, index
    if speech:
        memory.quoted = name
    low = view.text.lower()
    for noun in words.document_nouns:
        if noun in low and noun not in name.lower():
            memory.issuer[noun] = name

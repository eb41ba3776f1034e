"""Sources named without a verb of saying: "según", "selon", "laut", ", so Pohl", "zufolge".

Called by `claims.reading.telling`. It looks for phrases, never for the words around speech.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.languages.words import Telling, Words
from claims.reading.names import Token
from claims.reading.phrases import (
    Naming,
    apposed,
    is_pronoun,
    is_verb,
    known_head,
    make,
    naming,
    past_adverbials,
)
from claims.reading.sources import BOUNDARY, MASK, Source

_LONGEST_QUOTED = 8  # tokens of a paper's name in quotation marks
_FAR = 12  # tokens from a paper to whose it is


def find_named(text: str, row: Sequence[Token], words: Words, telling: Telling) -> Source | None:
    """The first source that such a phrase names."""
    for at, token in enumerate(row):
        found = None
        if token.low in telling.thus:
            found = _thus(text, row, at, words)
        elif token.low in telling.after_source:
            found = _before(text, row, at, words, telling)
        else:
            length = _phrase(row, at, telling) or _papers(row, at, telling)
            if length:
                found = _after(text, row, at, at + length, words, telling)
        if found is not None:
            return found
    return None


def _papers(row: Sequence[Token], at: int, telling: Telling) -> int:
    """ "Nach Polizeiangaben": the papers are the source themselves."""
    after = row[at + 1] if at + 1 < len(row) else None
    named = after is not None and after.is_capital and after.low.endswith(telling.papers)
    return int(row[at].low in telling.before_papers and named)


def _phrase(row: Sequence[Token], at: int, telling: Telling) -> int:
    """The tokens of the phrase that begins at `at`, 0 where none does."""
    for parts in telling.phrases.get(row[at].low, ()):
        if len(row) >= at + len(parts) and all(
            row[at + step].low == part for step, part in enumerate(parts)
        ):
            return len(parts)
    return 0


def _after(
    text: str, row: Sequence[Token], at: int, begin: int, words: Words, telling: Telling
) -> Source | None:
    cue = (row[at].start, row[begin - 1].end)
    if begin >= len(row) or row[begin].low in telling.own:
        return None
    if row[begin].text == '"':
        return _quoted(text, row, begin, cue)
    found = naming(row, begin, words)
    if found is None:
        return None
    if is_pronoun(row[found.first], words):
        return make(text, row, found, cue, words)
    set_off = at == 0 or row[at - 1].text in BOUNDARY or _opens(row, at, words)
    if not found.known and not set_off:
        return None
    owner = _owner(text, row, found, cue, words, telling)
    if owner is not None:
        return owner
    plain = row[found.first].low in words.determiners or known_head(row[found.first], words)
    name = apposed(row, found.stop, words) if plain else None
    return make(text, row, name or found, cue, words)


def _opens(row: Sequence[Token], at: int, words: Words) -> bool:
    return past_adverbials(row, 0, words, at) >= at


def _owner(
    text: str,
    row: Sequence[Token],
    found: Naming,
    cue: tuple[int, int],
    words: Words,
    telling: Telling,
) -> Source | None:
    """ "The latest report of the council": the council; "a report in „The Post“": The Post."""
    head = found.first + (row[found.first].low in words.determiners)
    papers = words.document_nouns | words.research_nouns
    paper = next(
        (i for i in range(head, min(found.last + 1, head + 3)) if row[i].low in papers), None
    )
    if paper is None:
        return None
    for at in range(paper + 1, min(len(row), paper + _FAR)):
        token = row[at]
        if token.text in BOUNDARY and token.text != '"':
            return None
        if token.low not in telling.from_whom:
            if not token.is_word or is_verb(token, words):
                return None
            continue
        begin = at + (token.low not in words.determiners)
        skipped = begin + (begin < len(row) and row[begin].low in words.determiners)
        for index in (begin, skipped):
            if index < len(row) and row[index].text == '"':
                return _quoted(text, row, index, cue)
        if begin < len(row) and row[begin].low in telling.from_whom:
            begin += row[begin].low not in words.determiners
        owner = naming(row, begin, words)
        if owner is not None and owner.known:
            return make(text, row, owner, cue, words)
    return None


def _quoted(text: str, row: Sequence[Token], at: int, cue: tuple[int, int]) -> Source | None:
    """A paper's name in quotation marks."""
    for index in range(at + 1, min(len(row), at + 1 + _LONGEST_QUOTED)):
        if row[index].text == '"' and index > at + 1:
            start, end = row[at + 1].start, row[index - 1].end
            return Source(text[start:end], start, end, cue)
        if row[index].text == MASK:
            return None
    return None


def _thus(text: str, row: Sequence[Token], at: int, words: Words) -> Source | None:
    """ "..., so Trump in einem Posting": after a comma or speech, before who says it."""
    if at == 0 or row[at - 1].text not in {",", '"', MASK, "\u2013", "-"}:
        return None
    begin = at + 1
    while begin < len(row) and words.telling and row[begin].low in words.telling.adverbs:
        begin += 1
    found = naming(row, begin, words)
    if found is None or not found.known:
        return None
    stop = found.stop
    if stop < len(row) and not (
        row[stop].text in BOUNDARY | {"."}
        or row[stop].low in words.prepositions
        or (words.telling and row[stop].low in words.telling.adverbs)
        or row[stop].low in words.determiners
    ):
        return None
    plain = row[found.first].low in words.determiners or known_head(row[found.first], words)
    name = apposed(row, stop, words) if plain else None
    return make(text, row, name or found, (row[at].start, row[at].end), words)


def _before(
    text: str, row: Sequence[Token], at: int, words: Words, telling: Telling
) -> Source | None:
    """ "Polizeiangaben zufolge", "einem Bericht der „Post“ zufolge"."""
    cue = (row[at].start, row[at].end)
    if at and row[at - 1].text == '"':
        opened = next((i for i in range(at - 2, max(-1, at - 9), -1) if row[i].text == '"'), None)
        return _quoted(text, row, opened, cue) if opened is not None else None
    first = at
    while first > 0 and at - first < _FAR and row[first - 1].is_word:
        token = row[first - 1]
        adjective = first > 1 and row[first - 2].low in words.determiners
        if not (
            token.is_capital
            or token.low in words.determiners
            or token.low in words.joins_noun
            or adjective
        ):
            break
        first -= 1
    found = naming(row, first, words, at)
    if found is None or row[first].low in telling.own:
        return None
    return _owner(text, row, found, cue, words, telling) or make(text, row, found, cue, words)

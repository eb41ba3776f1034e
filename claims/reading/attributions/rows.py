"""A sentence as the attribution model reads it: its tokens, each with a class and its quotation.

Called by `claims.reading.attributions.finding` and by the training script. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.languages.words import Words
from claims.reading.names import Token, tokens
from claims.reading.quotes import Quote
from claims.reading.story import Sentence, Span
from claims.reading.view import View

LONGEST = 400  # tokens of a sentence that are read
_PAD = ["_"] * 5
_KNOWN_SHAPES = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens of one sentence. `shape` is a coarse class, `group` the word's learnt class.

    `low`, `shape`, `group` and `quoted` end in marks of their own beyond the `size` tokens, so that
    a place a few before the first or after the last may be asked for without a check: before the
    first, counting from the end meets the same marks.
    """

    view: View
    tokens: list[Token]
    size: int
    low: list[str]
    shape: list[str]
    group: list[str]
    quoted: list[bool]
    opens: bool  # the sentence begins within a quotation that began before it
    goes_on: bool  # it ends within one that goes on after it


def shape_of(token: Token, first: bool, words: Words) -> str:
    """A coarse class from capitals, word lists and endings: a poor man's part of speech."""
    text, low = token.text, token.low
    letter = text[0]
    if not letter.isalnum():
        return text
    if letter.isdigit():
        return "0"
    if low in words.he or low in words.she or low in words.they or low in words.first_persons:
        return "P"
    if letter.isupper() and not first:
        return "T" if low in words.titles else "N"
    for name, members in (
        ("D", words.determiners),
        ("I", words.prepositions),
        ("C", words.conjunctions),
        ("V", words.auxiliaries),
        ("T", words.titles),
        ("S", words.source_nouns),
        ("F", words.function_words),
    ):
        if low in members:
            return name
    if letter.isupper():
        return "M"
    for ending in ("ing", "ed", "ly", "s"):
        if low.endswith(ending):
            return ending
    return "w"


def make_row(
    view: View,
    sentence: Span,
    quotes: Sequence[Quote],
    words: Words,
    groups: Mapping[str, str],
    row: Sequence[Token] | None = None,
) -> Row:
    """The sentence's tokens with what the model asks of each; `row` where they are there."""
    found = list((tokens(view.text) if row is None else row)[:LONGEST])
    size = len(found)
    known = _shapes(words)
    if len(known) > _KNOWN_SHAPES:
        known.clear()
    low = [token.low for token in found]
    shape: list[str] = []
    first = True
    for token in found:
        key = (token.text, first)
        held = known.get(key)
        if held is None:
            held = known[key] = shape_of(token, first, words)
        shape.append(held)
        first = first and not token.is_word
    group = [groups.get(word) or kind for word, kind in zip(low, shape, strict=True)]
    quoted = [False] * (size + len(_PAD))
    speech = [quote for quote in quotes if quote.speech]
    for quote in speech:
        start, stop = view.index(quote.start), view.index(quote.end)
        for at, token in enumerate(found):
            if start <= token.start < stop:
                quoted[at] = True
    return Row(
        view,
        found,
        size,
        low + _PAD,
        shape + _PAD,
        group + _PAD,
        quoted,
        any(q.start < sentence.start for q in speech),
        any(q.end > sentence.end for q in speech),
    )


@lru_cache(maxsize=8)
def _shapes(words: Words) -> dict[tuple[str, bool], str]:
    """What shapes are known already of a language's words."""
    return {}


def quotes_by_sentence(sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> list[list[Quote]]:
    """The quotations that touch each sentence."""
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

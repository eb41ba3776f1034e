"""Finds who says it in German order: the verb second, its particle last, verbs at a clause's end.

Called by `claims.reading.telling`, which has already tried what names a source without a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.languages.words import Telling, Words
from claims.reading.names import Token
from claims.reading.phrases import (
    Naming,
    apposed,
    is_pronoun,
    known_head,
    make,
    naming,
    past_adverbials,
)
from claims.reading.sources import BOUNDARY, MASK, Source

_CLAUSE_ENDS = frozenset(';:()\u2014\u2013\u2015"?!\u2026') | {MASK}
_FAR = 30  # tokens from a verb to its particle or its "have"


def find_told(text: str, row: list[Token], words: Words, telling: Telling) -> Source | None:
    """The source of the first verb of saying that has one."""
    for at, token in enumerate(row):
        if token.is_capital or not (token.low in words.cues or token.low in words.acts):
            continue
        found = _subject(text, row, at, words, telling)
        if found is not None:
            return found
    return None


def _subject(text: str, row: list[Token], at: int, words: Words, telling: Telling) -> Source | None:
    cue = (row[at].start, row[at].end)
    if at > 1 and row[at - 1].low in words.cue_blocks and not row[at - 1].is_capital:
        return None
    start = _clause_start(row, at, words)
    verb = _finite(row, at, start, words, telling)
    if verb is None:
        return None
    found = _as_told(row, start, at, words, telling) or _around(row, start, verb, words, telling)
    return make(text, row, found, cue, words) if found is not None else None


def _finite(row: list[Token], at: int, start: int, words: Words, telling: Telling) -> int | None:
    """The finite verb of the verb of saying at `at`; None where it says nothing."""
    low, verb = row[at].low, at
    if low.endswith(telling.participles):
        helper = _helper(row, at, start, telling)
        if helper is not None:
            verb = helper
            if any(token.low in words.negations for token in row[helper:at]):
                return None
        elif low not in telling.finite:
            return None
    if low in telling.particles:
        last = _particle(row, at, telling.particles[low])
        negated = any(token.low in words.negations for token in row[at:last])
        if not last or (negated and low not in words.denials):
            return None
    elif _denied(row, verb, words) and low not in words.denials:
        return None
    weak = verb == at and low in words.weak_cues and low not in telling.particles
    return None if weak and not _opens_speech(row, at, words) else verb


def _clause_start(row: Sequence[Token], at: int, words: Words) -> int:
    first = at
    while first > 0:
        token = row[first - 1]
        if token.text == ")":
            opened = next(
                (i for i in range(first - 2, max(-1, first - 9), -1) if row[i].text == "("), -1
            )
            if opened < 0:
                break
            first = opened
            continue
        if token.text in _CLAUSE_ENDS and not _borrowed(row, first - 1):
            break
        first -= 1
    return first


def _borrowed(row: Sequence[Token], at: int) -> bool:
    """A mark of a single word in quotation marks, which ends no clause."""
    if row[at].text != '"':
        return False
    near = [i for i in range(max(0, at - 4), min(len(row), at + 5)) if row[i].text == '"']
    return len(near) == 2 and MASK not in {row[i].text for i in range(near[0], near[1])}


def _helper(row: Sequence[Token], at: int, start: int, telling: Telling) -> int | None:
    """The "hat" of a participle at the clause's end."""
    if at + 1 < len(row) and row[at + 1].is_word:
        return None
    for index in range(at - 1, max(start - 1, at - _FAR), -1):
        if row[index].low in telling.have:
            return index
        if row[index].text in _CLAUSE_ENDS:
            return None
    return None


def _particle(row: Sequence[Token], at: int, particles: frozenset[str]) -> int:
    """The verb's particle at the end of the clause after it, 0 where there is none."""
    for index in range(at + 1, min(len(row), at + _FAR)):
        token = row[index]
        if token.text in {";", "?", "!"}:
            return 0
        ended = index + 1 >= len(row) or not row[index + 1].is_word
        if token.low in particles and ended:
            return index
    return 0


def _denied(row: Sequence[Token], verb: int, words: Words) -> bool:
    """ "Sagte nicht", "wollte nicht": up to the next mark."""
    for token in row[verb + 1 : verb + 8]:
        if not token.is_word:
            return False
        if token.low in words.negations:
            return True
    return False


def _opens_speech(row: Sequence[Token], at: int, words: Words) -> bool:
    before = row[at - 1].text if at else ""
    if before in {",", '"', MASK}:
        return True
    for index in range(at + 1, min(len(row), at + 10)):
        if row[index].text == ":" or row[index].text == MASK:
            return True
        if row[index].text == ",":
            return index + 1 < len(row) and (
                row[index + 1].low in words.that_words or row[index + 1].low in words.determiners
            )
    return False


def _as_told(
    row: list[Token], start: int, at: int, words: Words, telling: Telling
) -> Naming | None:
    """ ", wie die Polizei am Montag mitteilte": the naming right after the "wie"."""
    for index in range(at - 1, max(start - 1, at - _FAR), -1):
        token = row[index]
        if token.text == ",":
            return None
        if token.low in telling.as_told:
            begin = past_adverbials(row, index + 1, words, at)
            found = naming(row, begin, words, at)
            return _person(row, found, words) if found is not None else None
    return None


def _around(
    row: list[Token], start: int, verb: int, words: Words, telling: Telling
) -> Naming | None:
    """The subject before the verb or, where something else stands there, after it."""
    commas = [index for index in range(start, verb) if row[index].text == ","]
    piece = commas[-1] + 1 if commas else start
    after = _after(row, verb, words, telling)
    if piece == verb:
        head = _head(row, start, verb, words, telling)
        return head if head is not None and not (after and after.known) else after
    ended = verb + 1 >= len(row) or not row[verb + 1].is_word
    if commas and ended and row[verb].low not in telling.have:
        return None  # the verb of a clause within: "der das sagte"
    if row[piece].low in words.relatives and commas and row[piece].low not in words.determiners:
        return None
    if row[piece].low in words.that_words:
        return None
    while piece < verb and row[piece].low in words.ands | words.conjunctions:
        piece += 1
    begin = past_adverbials(row, piece, words, verb)
    found = None
    if row[begin].low not in telling.objects and begin == piece:
        found = naming(row, begin, words, verb)
        if found is not None and past_adverbials(row, found.stop, words, verb) < verb:
            found = None
    if found is None:
        return after
    if after is not None and after.known and not found.known:
        return after
    return _person(row, found, words)


def _after(row: list[Token], verb: int, words: Words, telling: Telling) -> Naming | None:
    index = past_adverbials(row, verb + 1, words)
    if index < len(row) and row[index].low in telling.clitics:
        index = past_adverbials(row, index + 1, words)
    if index >= len(row) or row[index].low in telling.objects:
        return None
    told = row[index].low in words.joins_noun or row[index].low in telling.objects
    if told and index + 1 < len(row) and row[index + 1].low in telling.listeners:
        return None
    found = naming(row, index, words)
    if found is None:
        return None
    if is_pronoun(row[found.first], words):
        return found
    return _person(row, found, words)


def _person(row: list[Token], found: Naming, words: Words) -> Naming:
    """The name apposed to an office, else the naming itself."""
    first = row[found.first]
    if first.low in words.determiners or known_head(first, words):
        return apposed(row, found.stop, words) or found
    return found


def _head(row: list[Token], start: int, verb: int, words: Words, telling: Telling) -> Naming | None:
    """ "Ada Mold, Chefin der Mühle, sagte": the naming before the first comma."""
    if row[start].low in telling.objects:
        return None
    found = naming(row, start, words, verb)
    if found is None or not found.known or found.stop >= verb or row[found.stop].text != ",":
        return None
    if row[found.stop].text in BOUNDARY and found.stop == verb - 1:
        return None
    return _person(row, found, words)

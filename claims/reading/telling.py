"""Finds in one sentence who says it where the subject may stand after its verb or be left out.

Called by `claims.reading.speakers` for languages with a `Telling`: Spanish, French, Portuguese and
German. Like `claims.reading.attribution`, it reads a view in which speech is masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.reading import ascribing, verb_second
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
    split_row,
)
from claims.reading.sources import BOUNDARY, MASK, Source, by_bracket, by_place, by_quoting

_CLAUSE_ENDS = frozenset(';:()\u2014\u2013\u2015"?!\u2026') | {MASK}
_CLOSE = 6  # tokens within which a verb's helpers stand before it


def find_source(text: str, words: Words, row: Sequence[Token]) -> Source | None:
    """The source of a sentence (a masked view's text), or None where the outlet speaks."""
    telling = words.telling
    assert telling is not None
    first = by_bracket(text, words) or by_quoting(text, words)
    if first is not None:
        return first
    row = split_row(row, telling)
    told = (
        verb_second.find_told(text, row, words, telling)
        if telling.second
        else _told(text, row, words, telling)
    )
    named = ascribing.find_named(text, row, words, telling)
    if told is None or (told.dropped and named is not None):
        return named or by_place(text, words)
    if named is not None and named.cue and told.cue and told.cue < named.cue:
        return replace(told, chain=(named.name,))
    return told


def _told(text: str, row: list[Token], words: Words, telling: Telling) -> Source | None:
    """The source of the first verb of saying, or of a later one that answers for the whole."""
    best: Source | None = None
    for at, token in enumerate(row):
        if token.low in telling.handled:
            found = _handled(text, row, at, words, telling)
            if found is not None:
                return found
        if not _may_tell(row, at, words, telling):
            continue
        source, tag = _source(text, row, at, words, telling)
        if source is None:
            continue
        if best is None or (best.dropped and not source.dropped):
            best = source
        elif tag and not source.dropped and best.end < source.start:
            best = replace(source, chain=(best.name,)) if not best.dropped else source
    return best


def _may_tell(row: Sequence[Token], at: int, words: Words, telling: Telling) -> bool:
    """Whether the word is a verb of saying in a place where it may have a subject."""
    token = row[at]
    low = token.low
    if low not in words.cues and low not in words.acts:
        return False
    before = row[at - 1] if at else None
    if token.is_capital and not (before is None or before.text in _CLAUSE_ENDS):
        return False
    if before is not None and before.low not in telling.clitics:
        if before.low in words.determiners and before.low not in telling.as_told:
            return False
        if before.low in words.prepositions and before.low not in telling.as_told:
            return False
    if low.endswith(telling.participles) and not _helped(row, at, words, telling):
        return False
    return not (low in words.weak_cues and not _opens_speech(row, at, words, telling))


def _helped(row: Sequence[Token], at: int, words: Words, telling: Telling) -> bool:
    """Whether a "have" with nothing but small words between stands before the participle."""
    for index in range(at - 1, max(-1, at - _CLOSE), -1):
        token = row[index]
        if token.low in telling.have:
            before = row[index - 1].low if index else ""
            return before in telling.clitics or before not in words.determiners
        if not (_small(token, words, telling) or is_pronoun(token, words)):
            return False
    return False


def _small(token: Token, words: Words, telling: Telling) -> bool:
    low = token.low
    return (
        low in telling.clitics
        or low in telling.adverbs
        or low in telling.have
        or low in words.negations
        or low in words.grammar.day_words
        or (low in words.auxiliaries and token.is_word)
        or low.endswith(words.ly)
    )


def _opens_speech(row: Sequence[Token], at: int, words: Words, telling: Telling) -> bool:
    """A weak verb attributes before a "that", a colon or speech, or as a tag after speech."""
    after = past_adverbials(row, at + 1, words)
    if after < len(row) and (
        row[after].low in words.that_words or row[after].text in {":", '"', MASK}
    ):
        return True
    return at > 0 and row[at - 1].text in {",", '"', MASK}


def _group(row: Sequence[Token], at: int, words: Words, telling: Telling) -> tuple[int, int, bool]:
    """Where the verb's group begins, a pronoun within it (or -1), whether it is denied."""
    first, pronoun, denied = at, -1, False
    participle = row[at].low.endswith(telling.participles)
    while first > 0:
        token = row[first - 1]
        if participle and is_pronoun(token, words) and first > 1 and (
            row[first - 2].low in telling.have
        ):  # fmt: skip
            pronoun = first - 1
        elif (token.low not in telling.clitics and not _small(token, words, telling)) or (
            token.low in words.opening_words and token.low not in telling.clitics
        ):
            break
        denied = denied or token.low in words.negations
        first -= 1
    return first, pronoun, denied


def _source(
    text: str, row: list[Token], at: int, words: Words, telling: Telling
) -> tuple[Source | None, bool]:
    """The verb's source, and whether the verb is a tag that answers for all before it."""
    cue = (row[at].start, row[at].end)
    first, pronoun, denied = _group(row, at, words, telling)
    if denied and row[at].low not in words.denials:
        return None, False
    if pronoun >= 0:
        return make(text, row, Naming(pronoun, pronoun, pronoun + 1, True), cue, words), True
    before = row[first - 1] if first else None
    after = _after(row, at, words, telling)
    if before is not None and before.low in telling.as_told:
        return (make(text, row, after, cue, words) if after else None), True
    if before is not None and before.low in words.relatives:
        return _relative(text, row, first - 1, cue, words, telling), False
    start = _clause_start(row, first, words)
    ahead = _before(row, start, first, words)
    comma = before is not None and before.text == ","
    ends = after is not None and _ends(row, after.stop, words)
    instead = comma and ends and after is not None and after.known
    if ahead is not None and not (instead and row[at].low not in telling.aims):
        if not ahead.known and row[at].low in telling.shows:
            return None, False
        return make(text, row, ahead, cue, words), False
    tag = before is not None and (comma or before.text in _CLAUSE_ENDS)
    if after is not None and (after.known or (tag and row[at].low not in words.acts)):
        return make(text, row, after, cue, words), tag
    return _dropped(row, first, start, at, words, telling), tag


def _ends(row: Sequence[Token], at: int, words: Words) -> bool:
    return (
        at >= len(row)
        or row[at].text in BOUNDARY
        or row[at].text == "."
        or row[at].low in words.prepositions
        or row[at].low in words.conjunctions
    )


def _after(row: list[Token], at: int, words: Words, telling: Telling) -> Naming | None:
    """The naming after the verb, an apposed name rather than the office before it."""
    index = past_adverbials(row, at + 1, words)
    if index < len(row) and row[index].text == "," and index > at + 1:
        again = past_adverbials(row, index + 1, words)  # "dijo, en rueda de prensa, el alcalde"
        index = again if again < len(row) and known_head_at(row, again, words) else index
    found = naming(row, index, words)
    if found is None:
        return None
    if is_pronoun(row[found.first], words):
        return found if _ends(row, found.stop, words) else None
    if row[found.first].low in words.determiners or known_head(row[found.first], words):
        return apposed(row, found.stop, words) or found
    return found


def known_head_at(row: Sequence[Token], at: int, words: Words) -> bool:
    """Whether an office or body stands at `at`, its article passed over."""
    at += row[at].low in words.determiners
    return at < len(row) and known_head(row[at], words)


def _clause_start(row: Sequence[Token], first: int, words: Words) -> int:
    """The token after the last mark or conjunction that opens a clause before `first`."""
    at = first
    while at > 0:
        token = row[at - 1]
        if token.text == ")":
            opened = next((i for i in range(at - 2, max(-1, at - 9), -1) if row[i].text == "("), -1)
            if opened < 0:
                break
            at = opened
            continue
        if token.text in _CLAUSE_ENDS:
            break
        if token.low in words.conjunctions and not _joins_here(row, at - 1, words):
            break
        at -= 1
    return at


def _joins_here(row: Sequence[Token], at: int, words: Words) -> bool:
    """Whether the "and" at `at` joins two names rather than two clauses."""
    if row[at].low not in words.ands or at < 1 or at + 1 >= len(row):
        return False
    left, right = row[at - 1], row[at + 1]
    return (left.is_capital and (right.is_capital or right.low in words.joins_noun)) or (
        known_head(left, words) and known_head(right, words)
    )


def _before(row: list[Token], start: int, first: int, words: Words) -> Naming | None:
    """The subject before the verb: the piece that ends there, else the clause's first."""
    commas = [index for index in range(start, first) if row[index].text == ","]
    last = commas[-1] + 1 if commas else start
    if last < first:
        at = past_adverbials(row, last, words, first)
        found = naming(row, at, words, first)
        whole = found is not None and past_adverbials(row, found.stop, words, first) >= first
        if not commas:
            if words.telling and row[last].low in words.telling.out_of and found is None:
                found = naming(row, last + 1, words, first)
                return found if found is not None and found.stop == first else None
            if whole:
                return found
            if found is not None and found.known and row[found.stop].low in words.relatives:
                return found
            return None
        if whole and (found is None or not _opens_with_name(row, start, last, words)):
            return found
    return _head(row, start, first, words) or _earlier(row, start, first, words)


def _earlier(row: list[Token], start: int, first: int, words: Words) -> Naming | None:
    """The clause before has it: "Ada Mold, who came, said", "Ada Mold came and said"."""
    if start < 2 or row[start - 1].text in _CLAUSE_ENDS:
        return None
    joined = row[start - 1].low in words.ands and start == first
    relative = row[start - 1].low in words.relatives and row[start - 2].text == ","
    if not (joined or (relative and row[first - 1].text == ",")):
        return None
    begin = _clause_start(row, start - 1, words)
    while begin < start:
        begin = past_adverbials(row, begin, words, start)
        if row[begin].text != ",":
            break
        begin += 1
    found = naming(row, begin, words, start - 1)
    if found is None or not found.known:
        return None
    return found if joined or found.stop == start - 2 else None


def _opens_with_name(row: list[Token], start: int, last: int, words: Words) -> bool:
    found = _head(row, start, last, words)
    return found is not None and found.known


def _head(row: list[Token], start: int, first: int, words: Words) -> Naming | None:
    """ "Ada Mold, head of the mill, said": the naming that fills the clause's first piece."""
    at = start
    while at < first:
        at = past_adverbials(row, at, words, first)
        if at < first and row[at].text == ",":
            at += 1
            continue
        break
    found = naming(row, at, words, first)
    if found is None or found.stop >= first or _questioned(row, found, words):
        return None
    if not found.known and row[found.first].low not in words.determiners:
        return None
    if row[found.stop].text != "," or _loose(row, found, words) > 1:
        return None
    name = apposed(row, found.stop, words)
    article = row[found.first].low in words.determiners or known_head(row[found.first], words)
    return name if name is not None and article and name.stop < first else found


def _questioned(row: Sequence[Token], found: Naming, words: Words) -> bool:
    """ "Questionado, o governador respondeu": a participle alone at the head is no name."""
    low, telling = row[found.first].low, words.telling
    if telling is None or found.first != 0 or found.last != 0:
        return False
    return low.endswith(telling.participles) or (
        low[-1] == "a" and (low[:-1] + "o").endswith(telling.participles)
    )


def _loose(row: Sequence[Token], found: Naming, words: Words) -> int:
    """Plain words that hang on nothing: a verb among them, perhaps."""
    count = 0
    for at in range(found.first, found.last + 1):
        token, before = row[at], row[at - 1] if at > found.first else None
        if token.is_capital or known_head(token, words) or token.low in words.determiners:
            continue
        if token.low in words.joins_noun or token.low in words.ands or (
            before is not None
            and (before.low in words.joins_noun or before.low in words.ands)
        ):  # fmt: skip
            continue
        if at > found.first and before is not None and before.low in words.determiners:
            continue
        count += 1 if before is not None and known_head(before, words) else 2
    return count


def _relative(
    text: str, row: list[Token], at: int, cue: tuple[int, int], words: Words, telling: Telling
) -> Source | None:
    """ "..., Ada Mold, who said": the name right before the comma."""
    if row[at].low not in telling.who or at < 2 or row[at - 1].text != ",":
        return None
    start = at - 1
    while start > 0 and row[start - 1].is_word and (
        row[start - 1].is_capital or row[start - 1].low in words.name_joins
    ):  # fmt: skip
        start -= 1
    found = naming(row, start, words, at - 1)
    return make(text, row, found, cue, words) if found and found.stop == at - 1 else None


def _dropped(
    row: Sequence[Token], first: int, start: int, at: int, words: Words, telling: Telling
) -> Source | None:
    """The verb itself where its subject is left out: at the clause's head or after speech."""
    if not telling.drops or row[at].low in telling.aims:
        return None
    before = row[first - 1] if first else None
    opens = past_adverbials(row, start, words, first)
    while opens < first and row[opens].text == ",":
        opens = past_adverbials(row, opens + 1, words, first)
    head = start == 0 and opens >= first and _opens_speech(row, at, words, telling)
    ended = at + 1 >= len(row) or row[at + 1].text in BOUNDARY or row[at + 1].text == "."
    spoken = before is not None and (
        before.text in {'"', MASK}
        or (before.text == "," and ended)
        or (before.text == "," and first > 1 and row[first - 2].text in {'"', MASK})
    )
    if not (head or spoken):
        return None
    token = row[at]
    return Source(token.text, token.start, token.end, (token.start, token.end), dropped=True)


def _handled(text: str, row: list[Token], at: int, words: Words, telling: Telling) -> Source | None:
    """ "The hypothesis that the rescuers handle is ...": they say it."""
    if at < 2 or not any(token.low in telling.views for token in row[max(0, at - 5) : at]):
        return None
    index = at + 1
    if row[at - 1].low not in words.relatives:
        if index >= len(row) or row[index].low not in telling.from_whom:
            return None
        index += row[index].low not in words.determiners
    found = naming(row, index, words)
    if found is None or not found.known or is_verb(row[found.first], words):
        return None
    return make(text, row, found, (row[at].start, row[at].end), words)

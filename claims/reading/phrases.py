"""Phrases that name a source, and the adverbials around them, for languages of free word order.

Called by `claims.reading.telling` and `claims.reading.verb_second`. It reads tokens forward and
decides how far a naming goes; it must not decide who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.reading.languages.words import Telling, Words
from claims.reading.names import Token, bare_name, is_person
from claims.reading.sources import BOUNDARY, MASK, Source

_LONGEST = 24  # tokens of a naming
_HYPHENED = re.compile(r"(?i)^(.*?)(?:-t)?-(ils?|elles?|on)$")
_ABBREVIATED = re.compile(r"[A-Z]{2,6}\Z")


class Naming(NamedTuple):
    """The tokens `first` to `last` of a naming; `stop` is after it and what belongs to it."""

    first: int
    last: int
    stop: int
    known: bool  # a name, an office or a body is in it


def split_row(row: Sequence[Token], telling: Telling) -> list[Token]:
    """The tokens, elided and hyphened words apart ("l'usine", "a-t-elle"), masked speech as one."""
    out: list[Token] = []
    for token in row:
        if token.text == MASK:
            if not out or out[-1].text != MASK:
                out.append(token)
            continue
        if telling.elided and token.is_word:
            out += _split(token, telling)
        else:
            out.append(token)
    return out


def _split(token: Token, telling: Telling) -> list[Token]:
    lead, mark, rest = token.text.partition("'")
    if mark and rest and lead.lower() in telling.elided:
        at = token.start + len(lead) + 1
        return [Token(lead, lead.lower(), token.start, at), *_split(
            Token(rest, rest.lower(), at, token.end), telling)]  # fmt: skip
    match = _HYPHENED.match(token.text) if "-" in token.text else None
    if match is None or not match[1]:
        return [token]
    verb, who = match[1], match[2]
    return [
        Token(verb, verb.lower(), token.start, token.start + len(verb)),
        Token(who, who.lower(), token.end - len(who), token.end),
    ]


def known_head(token: Token, words: Words) -> bool:
    """Whether the word is an office, a body or a paper, compounds too."""
    low, telling = token.low, words.telling
    if low in words.source_nouns or low in words.document_nouns or low in words.nameless:
        return True
    if low in words.research_nouns:
        return True
    if low.rstrip(".") in words.titles or low in words.officers:
        return True
    if telling is None:
        return False
    if low[-1] == "s" and (low[:-1] in telling.source_heads or low[:-1] in words.source_nouns):
        return True  # several of them
    return low in telling.source_heads or low.endswith(telling.source_endings)


def is_pronoun(token: Token, words: Words) -> bool:
    """A he, she or they that may be a subject."""
    low = token.low
    return low in words.he or low in words.she or low in words.they


def is_verb(token: Token, words: Words) -> bool:
    """Whether the word, lower case, is one of saying."""
    return not token.is_capital and (token.low in words.cues or token.low in words.acts)


def naming(row: Sequence[Token], at: int, words: Words, limit: int | None = None) -> Naming | None:
    """The naming that begins at `at` and goes no further than `limit`; None where there is none."""
    end = min(len(row) if limit is None else limit, at + _LONGEST)
    if at >= end or not (row[at].is_word or row[at].text == '"'):
        return None
    first = row[at]
    if is_pronoun(first, words):
        return Naming(at, at, at + 1, True)
    article = first.low in words.determiners
    begin = at + article
    if begin + 2 < end and row[begin].text == '"' and row[begin + 1].is_capital:
        return _in_marks(row, begin, words)
    if begin >= end or not _may_begin(first, row[begin], words):
        return None
    stop = begin
    while stop < end and _goes_on(row, stop, begin, end, words):
        stop += 1
    while stop > begin and row[stop - 1].low in words.joins_noun | words.determiners | words.ands:
        stop -= 1
    if stop == begin:
        return None
    core = next((i for i in range(begin, stop) if row[i].low in words.joins_noun), stop)
    known = any(
        known_head(token, words) or (token.is_capital and not words.capital_nouns)
        for token in row[begin:core]
    ) or (words.capital_nouns and not article and row[begin].is_capital)
    if not article and row[at].low in words.function_words and stop == at + 1:
        return None
    return Naming(at, stop - 1, _after_bracket(row, stop), known)


def _may_begin(first: Token, core: Token, words: Words) -> bool:
    """Whether a naming may begin with these: `first` is the article or the `core` itself."""
    if not core.is_word or core.low in words.vague_subjects or core.low in words.weekdays:
        return False
    return first is not core or first.is_capital or known_head(first, words)


def _in_marks(row: Sequence[Token], begin: int, words: Words) -> Naming | None:
    """A paper's name in quotation marks."""
    for at in range(begin + 2, min(len(row), begin + 8)):
        if row[at].text == '"':
            return Naming(begin + 1, at - 1, at + 1, True)
        if not row[at].is_word:
            return None
    return None


def _goes_on(row: Sequence[Token], at: int, begin: int, end: int, words: Words) -> bool:
    """Whether the token belongs to the naming that began before it."""
    token, before = row[at], row[at - 1] if at else row[at]
    telling = words.telling
    if not token.is_word:
        return False
    if at == begin:
        return token.is_capital or known_head(token, words) or not is_stop(token, words)
    if token.is_capital:
        return not (
            token.low in words.weekdays
            or token.low in words.months
            or (telling is not None and token.low in telling.no_names)
        )
    joined = before.low in words.joins_noun
    if token.low in words.ands:
        return at + 1 < end and _joins(row, at, words)
    if token.low in words.joins_noun:
        return at + 1 < end and row[at + 1].is_word and not _is_told(row, begin, at, words)
    if token.low in words.determiners:
        return joined
    if joined or before.low in words.determiners or before.low in words.ands:
        return not is_verb(token, words) or known_head(token, words)
    if words.capital_nouns:
        noun = before.is_capital or before.text[0].isdigit()
    else:
        noun = at - begin > 1 and before.is_capital and row[at - 2].is_capital  # a whole name
    return not noun and not is_stop(token, words)


def _is_told(row: Sequence[Token], begin: int, at: int, words: Words) -> bool:
    """ "Sagte Pohl der Zeitung": whether the article at `at` begins who is told, in the dative."""
    telling = words.telling
    if not words.capital_nouns or telling is None:
        return False
    return row[at + 1].low in telling.listeners or not _noun_before(row, begin, at, words)


def _noun_before(row: Sequence[Token], begin: int, at: int, words: Words) -> bool:
    """Whether a common noun stands right before, which a genitive may follow."""
    return row[at - 1].low in words.determiners or known_head(row[at - 1], words) or (
        begin > 0 and row[begin - 1].low in words.determiners and at - begin <= 2
    )  # fmt: skip


def _joins(row: Sequence[Token], at: int, words: Words) -> bool:
    """Whether an "and" goes on with the naming."""
    after = row[at + 1]
    if after.low in words.determiners:
        return at + 2 < len(row) and known_head(row[at + 2], words)
    if after.low in words.joins_noun:
        return not words.capital_nouns
    return after.is_word and (after.is_capital or known_head(after, words))


def is_stop(token: Token, words: Words) -> bool:
    """A small word, a verb of saying or a day: no part of a naming."""
    low, telling = token.low, words.telling
    return (
        low in words.prepositions
        or low in words.conjunctions
        or low in words.relatives
        or low in words.auxiliaries
        or low in words.be_forms
        or low in words.negations
        or low in words.weekdays
        or low in words.grammar.day_words
        or token.text[0].isdigit()
        or is_verb(token, words)
        or (telling is not None and (low in telling.adverbs | telling.have | telling.clitics))
    )


def _after_bracket(row: Sequence[Token], at: int) -> int:
    """Past a short bracket: "Uwe Pohl (SPD)"."""
    if at < len(row) and row[at].text == "(":
        for index in range(at + 1, min(len(row), at + 6)):
            if row[index].text == ")":
                return index + 1
    return at


def past_adverbials(row: Sequence[Token], at: int, words: Words, limit: int | None = None) -> int:
    """The token after days, adverbs and phrases with a preposition that begin at `at`."""
    end = len(row) if limit is None else limit
    while at < end:
        after = _past_one(row, at, end, words)
        if after == at:
            break
        at = after
    return at


def _past_one(row: Sequence[Token], at: int, end: int, words: Words) -> int:
    token, telling = row[at], words.telling
    assert telling is not None
    following = row[at + 1] if at + 1 < end else None
    if token.text == "(":
        return min(end, _after_bracket(row, at))
    if token.low in words.months and not token.is_capital:
        return at + 1
    if following is not None and token.text[0].isdigit() and following.low in words.months:
        return at + 2
    if (
        token.low in telling.adverbs
        or token.low in words.weekdays
        or token.low in words.grammar.day_words
        or token.low in words.opening_words
        or token.low.endswith(words.ly)
    ):
        return at + 1
    if following is not None and _begins_time(token, following, words, telling):
        at += 2
        while at < end and (
            row[at].low in words.months or row[at].low in telling.times or row[at].text[0].isdigit()
            or (row[at].low == "de" and at + 1 < end
                and (row[at + 1].low in words.months or row[at + 1].text[0].isdigit()))
        ):  # fmt: skip
            at += 1
        return at
    if token.low in words.prepositions and token.low not in words.determiners:
        return _past_phrase(row, at, end, words, telling)
    return at


def _begins_time(token: Token, following: Token, words: Words, telling: Telling) -> bool:
    """ "Este martes", "le 3 mai", "la semana pasada"."""
    if token.low not in words.determiners and token.low not in words.pointing:
        return False
    return (
        following.low in words.weekdays
        or following.low in telling.times
        or following.text[0].isdigit()
    ) and not following.low.endswith(("jährige", "jähriger"))


def _past_phrase(row: Sequence[Token], at: int, end: int, words: Words, telling: Telling) -> int:
    """Past a preposition and its noun, up to an article or office that begins anew."""
    index = at + 1
    if index < end and row[index].low in words.determiners | words.pointing:
        index += 1
    first = index
    while index < end and row[index].is_word:
        token, before = row[index], row[index - 1]
        if before.low in telling.asides:
            break
        linked = before.low in words.prepositions or before.low in words.determiners
        if index > first and not linked and _anew(before, token, words):
            break
        if token.low in words.conjunctions and token.low not in words.ands:
            break
        if is_pronoun(token, words) or (is_verb(token, words) and not linked):
            break
        index += 1
    return max(index, at + 1)


def _anew(before: Token, token: Token, words: Words) -> bool:
    """Whether, behind a preposition's noun, the token begins another phrase."""
    if token.low in words.determiners and token.low not in words.joins_noun:
        return True
    if _ABBREVIATED.match(before.text) and token.is_capital:
        return True
    if words.capital_nouns:
        return before.is_capital and token.low not in words.joins_noun
    return known_head(token, words)


def apposed(row: Sequence[Token], stop: int, words: Words) -> Naming | None:
    """A full name between the comma at `stop` and the next mark: "the head, Ada Mold"."""
    if stop >= len(row) or row[stop].text != ",":
        return None
    begin = stop + 1
    while begin < len(row) and row[begin].is_word and known_head(row[begin], words):
        begin += 1
    at, big = begin, 0
    while at < len(row) and row[at].is_word and at - stop < 9:
        token = row[at]
        if not (token.is_capital or (at > begin and token.low in words.name_joins)):
            return None
        if known_head(token, words) and not (token.is_capital and big):
            return None
        big += token.is_capital
        at += 1
    if big < 1 + (begin == stop + 1):
        return None
    after = _after_bracket(row, at)
    if after < len(row) and row[after].text not in BOUNDARY and row[after].text != ".":
        return None
    return Naming(begin, at - 1, after, True)


def make(
    text: str, row: Sequence[Token], found: Naming, cue: tuple[int, int] | None, words: Words
) -> Source:
    """The source of a naming, a person without what stands before the name."""
    first, last = found.first, found.last
    begin = first + (row[first].low in words.determiners)
    if words.capital_nouns:
        heads = [at for at in range(begin, last) if known_head(row[at], words)]
        cut = heads[-1] + 1 if heads else begin
        rest = [token.text for token in row[cut : last + 1]]
        named = begin < cut <= last and all(part[:1].isupper() for part in rest)
        if named and (len(rest) > 1 or (begin == first and _office(row[cut - 1], words))):
            first = cut
    start, end = row[first].start, row[last].end
    if not words.capital_nouns:
        first = _first_name(row, begin, last, words) or first
        start = row[first].start
    written = text[start:end]
    if written.endswith(".") and len(row[last].text) > 2:
        written = written[:-1]  # the sentence's stop
    name = bare_name(written, words)
    if name not in written or (name != written and not _same_person(name, words)):
        name = written
    start += written.rindex(name)
    return Source(name, start, start + len(name), cue)


def _office(token: Token, words: Words) -> bool:
    """Whether the word is a person's office, not a body's name: "Parteichefin Kunz"."""
    telling = words.telling
    return token.low in words.titles or (
        telling is not None and token.low.endswith(telling.he_endings + telling.she_endings)
    )


def _first_name(row: Sequence[Token], begin: int, last: int, words: Words) -> int | None:
    """Where the known first name begins behind an office: "la comerciante Rosa Lima"."""
    first = last
    while first > begin and (row[first - 1].is_capital or row[first - 1].low in words.name_joins):
        first -= 1
    if first in {begin, last} or not row[first].is_capital:
        return None
    low = row[first].low
    return first if low in words.male_names or low in words.female_names else None


def _same_person(name: str, words: Words) -> bool:
    parts = [part for part in name.split() if part.lower() not in words.name_joins]
    return (
        len(parts) == 1
        or is_person(parts, words)
        or (len(parts) == 2 and all(p[:1].isupper() for p in parts))
    )

"""Finds in one sentence who says it: the source's words, the verb that attributes, the chain.

Called by `claims.reading.speakers`, which leads pronouns back over the story. It reads a view in
which speech is masked, so that a "said" within a quotation is not taken for the teller's.
"""

from __future__ import annotations

from dataclasses import replace

from claims.reading.cues import is_act, is_noun, is_weak, negated, passive
from claims.reading.languages.words import Words
from claims.reading.names import Token, bare_name, is_person, tokens
from claims.reading.sources import (
    BOUNDARY,
    FARTHEST,
    MASK,
    Source,
    by_bracket,
    by_phrase,
    by_place,
    by_quoting,
    make_source,
)


def find_source(text: str, words: Words, row: list[Token] | None = None) -> Source | None:
    """The source of a sentence (a masked view's text), or None where the outlet speaks.

    `row` are the text's tokens where the caller has them already.
    """
    row = tokens(text) if row is None else row
    first = by_bracket(text, words) or by_quoting(text, words)
    if first is not None:
        return first
    told = _by_cue(text, row, words)
    named = by_phrase(text, words)
    if told is None:
        return named or by_place(text, words)
    if (
        named is not None
        and named.cue
        and text[named.cue[0] : named.cue[1]].lower() in words.resting_on
    ):
        return Source(told.name, told.start, told.end, told.cue, (named.name,))
    if named is not None and named.cue and told.cue and told.cue < named.cue:
        return replace(told, chain=(named.name,))  # "Ada Mold said, according to the Post"
    return told


def _by_cue(text: str, row: list[Token], words: Words) -> Source | None:
    return (
        _by_verb(text, row, words.cues, words)
        or _by_verb(text, row, words.acts, words)
        or _after_quote(text, row, words)
    )


def _after_quote(text: str, row: list[Token], words: Words) -> Source | None:
    """ "...," shared Mr Mold: any verb in the past right after speech, before a capital."""
    for index in range(1, len(row) - 1):
        token, name = row[index], row[index + 1]
        if (
            row[index - 1].text == '"'
            and token.low.endswith(words.ed)
            and token.low[:1] == token.text[:1]
            and name.is_word
            and name.is_capital
            and name.low not in words.weekdays
        ):
            return _inverted(text, row, index, words, (token.start, token.end))
    return _told_last(text, row, words)


def _told_last(text: str, row: list[Token], words: Words) -> Source | None:
    """ "...," the department detailed: speech, a short subject and any verb in the past."""
    last = len(row) - 1 - (row[-1].text == "." if row else 0)
    if last < 2 or not row[last].low.endswith(words.ed or ("\0",)):
        return None
    mark = next((at for at in range(last, max(-1, last - 8), -1) if row[at].text == '"'), -1)
    if mark < 1 or not 2 <= last - mark <= 6 or negated(row, last, words):
        return None
    first = mark + 1
    named = row[first].low in words.determiners or row[first].is_capital
    if not named or not all(t.is_word for t in row[first:last]) or passive(row, last, words):
        return None
    cue = (row[last].start, row[last].end)
    return make_source(text, row[first].start, row[last - 1].end, cue, words)


def _by_verb(text: str, row: list[Token], verbs: frozenset[str], words: Words) -> Source | None:
    for index, token in enumerate(row):
        if token.low not in verbs or token.low.endswith(words.ing) or token.is_capital:
            continue
        before = row[index - 1] if index else None
        if before is None or before.low in words.cue_blocks or before.low in words.prepositions:
            continue
        if passive(row, index, words) or negated(row, index, words):
            continue
        if verbs is words.cues and is_weak(row, index, words):
            continue
        if is_noun(row, index, words) or is_act(row, index, words):
            continue
        found = _subject(text, row, index, words)
        if found is not None:
            return found
    return None


def _subject(text: str, row: list[Token], index: int, words: Words) -> Source | None:
    """The subject of the cue at `index`: before it, after it, or at the sentence's head."""
    cue = (row[index].start, row[index].end)
    last = index - 1
    while last >= 0 and (row[last].low in words.auxiliaries or row[last].low.endswith(words.ly)):
        last -= 1
    if last < 0:
        return None
    last = _before_bracket(row, last)
    if not _parts(row[last], words):
        first, last = _segment(row, last, words)
        whose = _owner_of_office(row, first, words)
        if whose >= 0:
            return make_source(text, row[whose].start, row[first - 2].end, cue, words)
        if first <= last and (
            _names_source(row, first, last, words) or _somebody(row, first, last, index, words)
        ):
            return make_source(text, row[first].start, row[last].end, cue, words)
        return None
    if last != index - 1 and row[last].text == ",":
        ahead = _inverted(text, row, index, words, cue) if words.inverts else None
        return ahead or _at_head(text, row, index, words, cue)
    named = _named_before(row, last, words)
    if named is not None:
        return make_source(text, row[named].start, row[last - 1].end, cue, words)
    plain = _plain_head(row, index, words)
    inverted = None if plain and row[last].low != MASK else _inverted(text, row, index, words, cue)
    if inverted is None and plain and row[index - 1].text == '"' and row[0].text == '"':
        return None
    return inverted or _at_head(text, row, index, words, cue)


def _owner_of_office(row: list[Token], first: int, words: Words) -> int:
    """Where the name before an office begins: "Ada Mold, Chair of the Vale Union said", else -1."""
    if first < 3 or row[first - 1].text != "," or row[first].low not in words.titles:
        return -1
    begin = first - 1
    while begin > 0 and _in_name(row[begin - 1], words):
        begin -= 1
    if begin > 0 and row[begin - 1].text not in BOUNDARY:
        return -1
    name = bare_name(" ".join(token.text for token in row[begin : first - 1]), words)
    return begin if is_person(name.split(), words) else -1


def _somebody(row: list[Token], first: int, last: int, index: int, words: Words) -> bool:
    """ "The doctor said": a short phrase with its article and nothing like a verb in it."""
    return (
        row[first].low in words.determiners
        and row[first].low not in words.pointing
        and 1 <= last - first <= 5
        and index == last + 1
        and all(
            t.is_word and not t.low.endswith(words.ed + words.ing) for t in row[first : last + 1]
        )
    )


def _parts(token: Token, words: Words) -> bool:
    return token.text in BOUNDARY or token.text in "-." or token.low in words.conjunctions


def _before_bracket(row: list[Token], last: int) -> int:
    """The token before a short bracket that ends at `last`: "the Vale Union (VU) said"."""
    if row[last].text != ")":
        return last
    for at in range(last - 1, max(0, last - 8), -1):
        if row[at].text == "(":
            return at - 1
    return last


def _segment(row: list[Token], last: int, words: Words) -> tuple[int, int]:
    """The noun phrase that ends at `last`, back to the clause's start."""
    while last > 0 and (
        row[last].low in words.weekdays
        or (row[last].is_capital and row[last].low in words.months)
        or row[last].low in words.grammar.day_words
    ):
        last -= 1
        if row[last].low in words.prepositions:
            last -= 1
    first = last
    while first > 0 and last - first < FARTHEST:
        before = row[first - 1]
        if before.low in words.ands and first >= 2 and _joins(row, first, last, words):
            first -= 2
            continue
        if _parts(before, words) or before.low in words.cues or before.low in words.auxiliaries:
            break
        first -= 1
    while first < last and (
        row[first].low in words.conjunctions
        or row[first].low in words.opening_words
        or row[first].low.endswith(words.ly)
    ):
        first += 1
    if row[first].low in words.prepositions and row[first].low not in words.joins_noun:
        for index in range(last, first, -1):
            if (
                row[index].low in words.determiners
                or row[index].low in words.he | words.she | words.they
            ):
                return _after_noun(row, index, last, words), last
    return first, last


def _after_noun(row: list[Token], first: int, last: int, words: Words) -> int:
    """ "In a Bloomberg interview Ada Mold said": the name that stands right after a plain noun."""
    run = last
    while run > first and row[run - 1].is_word and row[run - 1].is_capital:
        run -= 1
    before = row[run - 1]
    plain = run > first + 1 and before.is_word and not before.is_capital and row[last].is_capital
    return run if plain and before.low not in words.name_joins | words.prepositions else first


def _joins(row: list[Token], first: int, last: int, words: Words) -> bool:
    """Whether an "and" joins two names rather than two clauses."""
    left, right = row[first - 2], row[first]
    return left.is_capital and left.is_word and (
        right.is_capital or right.low in words.determiners
    ) and last - first < 6  # fmt: skip


def _names_source(row: list[Token], first: int, last: int, words: Words) -> bool:
    for index in range(first, last + 1):
        token = row[index]
        if token.low in words.source_nouns or token.low in words.titles:
            return True
        if token.low in words.document_nouns and index > first:
            return True
        if token.low in words.he | words.she | words.they:
            return token.low not in words.possessives or last > index
        if (
            token.is_word
            and token.is_capital
            and (index > 0 or token.low not in words.function_words | words.determiners)
        ):
            return token.low not in words.first_persons
        if token.low in words.vague_subjects and first == last:
            return False
    return False


def _plain_head(row: list[Token], index: int, words: Words) -> bool:
    """Whether the sentence opens with a bare noun phrase and a comma: "The group, a ..., said"."""
    for at in range(min(index, FARTHEST)):
        token = row[at]
        if token.text == ",":
            return at > 0 and row[0].low not in words.prepositions
        if token.text in {MASK, '"'} or token.low in words.auxiliaries:
            return False
        if (
            token.is_word
            and not token.is_capital
            and token.low
            not in (
                words.name_joins
                | words.determiners
                | words.prepositions
                | words.source_nouns
                | words.document_nouns
                | words.titles
            )
        ):
            return False
    return False


def _participle(row: list[Token], index: int, words: Words) -> bool:
    """ "Commenting on the results, ...": no subject yet."""
    return index == 0 and row[0].low.endswith(words.ing) and any(t.text == "," for t in row[:12])


def _named_before(row: list[Token], last: int, words: Words) -> int | None:
    """The first token of a full name between two commas before the cue: "..., Ada Mold, said".

    Titles may stand before the name.
    """
    if row[last].text != ",":
        return None
    first = last
    while first > 0 and last - first < 8 and _in_name(row[first - 1], words):
        first -= 1
    if first == 0 or row[first - 1].text != ",":
        return None
    name = bare_name(" ".join(token.text for token in row[first:last]), words)
    return first if is_person(name.split(), words) else None


def _in_name(token: Token, words: Words) -> bool:
    return token.is_word and (token.is_capital or token.low in words.titles | words.definite)


def _at_head(
    text: str, row: list[Token], index: int, words: Words, cue: tuple[int, int]
) -> Source | None:
    """The noun phrase that opens the sentence or follows its opening adverbial."""
    start = 0
    while start < index and (
        row[start].low in words.prepositions | words.conjunctions | words.opening_words
        or row[start].text in {'"', MASK}
        or _participle(row, start, words)
    ):
        if row[start].low in words.opening_words | words.conjunctions or not row[start].is_word:
            start += 1
            continue
        while start < index and row[start].text != ",":
            start += 1
        start += 1
    stop = start
    while stop < index and stop - start < FARTHEST and not _parts(row[stop], words):
        token = row[stop]
        lower_verb = stop > start and not token.is_capital and token.low.endswith(words.ed)
        if token.low in words.auxiliaries or lower_verb or token.low in words.cues:
            break
        stop += 1
    if stop <= start or not _names_source(row, start, stop - 1, words):
        return None
    return make_source(text, row[start].start, row[stop - 1].end, cue, words)


def _inverted(
    text: str, row: list[Token], index: int, words: Words, cue: tuple[int, int]
) -> Source | None:
    """ "..., said Ada Mold, head of the mill"."""
    first = index + 1
    if first >= len(row) or not row[first].is_word or row[index].low in words.object_cues:
        return None
    token = row[first]
    pronoun = token.low in words.he | words.she | words.they
    if pronoun:
        ended = first + 1 >= len(row) or not row[first + 1].is_word
        return make_source(text, token.start, token.end, cue, words) if ended else None
    lead = token.is_capital or token.low in words.determiners | words.titles | words.source_nouns
    if not (lead or _role_and_name(row, index)) or token.low in words.weekdays:
        return None
    stop = first
    while stop < len(row) and stop - first < FARTHEST:
        token = row[stop]
        ends = token.text in BOUNDARY or (token.text == "." and stop > first)
        if ends or token.low in words.conjunctions or token.low in words.weekdays:
            break
        if token.low in words.prepositions - words.joins_noun or token.low in words.auxiliaries:
            break
        if stop > first and row[stop - 1].is_capital and _is_verb(token, words):
            return None  # "said Gates described the mill": what is said
        stop += 1
    named = _apposed(row, stop)
    if named and row[first].low in words.determiners:
        return make_source(text, row[stop + 1].start, row[named].end, cue, words)
    article = row[first].low in words.determiners and stop > first + 1
    if stop <= first or not (article or _names_source(row, first, stop - 1, words)):
        return None
    return make_source(text, row[first].start, row[stop - 1].end, cue, words)


def _is_verb(token: Token, words: Words) -> bool:
    return not token.is_capital and token.low in words.cues | words.acts


def _role_and_name(row: list[Token], index: int) -> bool:
    """ "...," said mill owner Ada Mold: plain words and then a name, right after a quotation."""
    if row[index - 1].text not in {'"', MASK}:
        return False
    for token in row[index + 1 : index + 6]:
        if not token.is_word:
            return False
        if token.is_capital:
            return True
    return False


def _apposed(row: list[Token], stop: int) -> int | None:
    """The last token of a full name right after a comma: "said a visitor, Ada Mold"."""
    if stop >= len(row) or row[stop].text != ",":
        return None
    last = stop
    while last + 1 < len(row) and row[last + 1].is_word and row[last + 1].is_capital:
        last += 1
    return last if last >= stop + 2 else None

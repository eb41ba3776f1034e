"""Weighs what the rules found in a sentence against the learnt weights, where there are any.

Called by `claims.reading.speakers`. The rules name a source, the weights know whether a word
attributes there at all: a "states" that is a noun is dropped, a "called it exaggerated" is added.
Without weights the rules' answer stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.reading.attributions.finding import cue_score, find_source, near_scores
from claims.reading.attributions.model import Model
from claims.reading.attributions.rows import Row
from claims.reading.cues import is_act, negated, passive
from claims.reading.languages.words import Words
from claims.reading.names import Token, bare_name, is_person
from claims.reading.sources import BOUNDARY, Source, make_source

_NEVER = -350  # nor is one of the acts, of a score that low
_DOUBT = -150  # a rule's cue of a lower score is none
# What a cue that no rule found must pass: a verb of saying that is left to the weights; one whose
# source the rules failed to find.
_SURE, _SURER = 0, 50
_SUREST = 150  # what the cue of an outer clause must pass
_SHORT_PHRASE = 6  # words with which a clause may open and speak: "The airline"
_CLEAR = 200  # by so much the weights must prefer another source than the rule's


def may_attribute(tokens: Sequence[Token], words: Words, model: Model) -> bool:
    """Whether the weights have anything to say of the sentence."""
    return any(
        t.low in model.cue_words and (t.low in words.cues or t.low in words.learnt_cues)
        for t in tokens
    )


def second(rule: Source | None, row: Row, words: Words, model: Model) -> Source | None:
    """The source after both were asked."""
    if rule is not None:
        at = _cue_at(row, rule)
        if at is None or row.low[at] not in model.cue_words:
            return rule
        if rule.chain or row.view.text[slice(*(rule.cue or (0, 0)))].lower() in words.according:
            return rule
        outer = _outer(row, at, words, model)
        if outer is not None:
            return outer
        own = cue_score(row, at, model)
        trusted = (row.low[at] in words.acts and own > _NEVER) or _pronoun(rule, words)
        least = _DOUBT if _names_anybody(rule, words) else _SURE
        if (trusted or own > least) and not _better_within(rule, own, row, words, model):
            return _with_chain(_agreed(rule, row, at, words, model), row, at, words, model)
    best: tuple[int, int] | None = None
    for at, low in enumerate(row.low[: row.size]):
        if low in model.cue_words and _may_second(row, at, words):
            score = cue_score(row, at, model)
            if score > _least(low, words) and (best is None or score > best[0]):
                best = score, at
    if best is None:
        return None
    found = _learnt(row, best[1], words, model)
    return found and _with_chain(found, row, best[1], words, model)


def _outer(row: Row, cue: int, words: Words, model: Model) -> Source | None:
    """ "She thinks the mill is lost, Ada Mold said": whoever says all that stands before."""
    for at in range(row.size - 1, cue + 2, -1):
        low = row.low[at]
        if low not in words.cues or low in words.weak_cues or low not in model.cue_words:
            continue
        if row.quoted[at] or passive(row.tokens, at, words) or negated(row.tokens, at, words):
            continue
        if cue_score(row, at, model) <= _SUREST:
            continue
        span = find_source(row, at, model)
        if span is None or not cue < span[0] <= span[1] < at or row.low[span[0] - 1] != ",":
            continue
        return _learnt(row, at, words, model)
    return None


def _better_within(rule: Source, score: int, row: Row, words: Words, model: Model) -> bool:
    """Whether the rule's source holds the real cue: "The chief rejected claims that ..."."""
    return any(
        rule.start < token.start < rule.end
        and row.low[at] in model.cue_words
        and _may_second(row, at, words)
        and cue_score(row, at, model) > max(score, _SURE)
        for at, token in enumerate(row.tokens)
    )


def _least(low: str, words: Words) -> int:
    return _SURE if low in words.learnt_cues else _SURER


def _may_second(row: Row, at: int, words: Words) -> bool:
    """Whether the word is one of saying, not within speech and no passive."""
    low = row.low[at]
    if low in words.weak_cues and low not in words.learnt_cues:
        return False
    if negated(row.tokens, at, words) or is_act(row.tokens, at, words):
        return False
    if row.quoted[at] or not (low in words.learnt_cues or low in words.cues or low in words.acts):
        return False
    return row.low[at + 1] not in words.agents and not passive(row.tokens, at, words)


def _names_anybody(rule: Source, words: Words) -> bool:
    """Whether anything in the source is of a source: a name, an office, a body, a paper."""
    parts = [part.strip(".,'") for part in rule.name.split()]
    return any(part[:1].isupper() for part in parts[1:]) or any(
        (len(parts) == 1 and part[:1].isupper())
        or part.lower() in words.source_nouns
        or part.lower() in words.titles
        or part.lower() in words.officers
        or part.lower() in words.nameless
        or part.lower() in words.document_nouns
        or part.lower() in words.research_nouns
        for part in parts
    )


def _cue_at(row: Row, rule: Source) -> int | None:
    if rule.cue is None:
        return None
    return next((i for i, t in enumerate(row.tokens) if t.start == rule.cue[0]), None)


def _agreed(rule: Source, row: Row, at: int, words: Words, model: Model) -> Source:
    """The rule's source, but a person's name where the weights see one with it or elsewhere."""
    beside = 0 <= row.tokens[at].start - rule.end <= 1
    if beside and (rule.start == 0 or _pronoun(rule, words)):
        return rule  # nothing else can be meant
    other = _learnt(row, at, words, model)
    if other is None or other.name in rule.name or rule.name in other.name:
        return rule
    if other.start < rule.end and rule.start < other.end:
        return other if is_person(other.name.split(), words) else rule
    if _pronoun(other, words) or _named_at_head(rule, row, words):
        return rule
    scores = near_scores(row, at, model)
    mine = [score for at, score in scores.items() if rule.start <= row.tokens[at].start < rule.end]
    clear = not mine or max(scores.values()) - max(mine) > _CLEAR
    return other if clear else rule


def _named_at_head(rule: Source, row: Row, words: Words) -> bool:
    """ "The Vale Company, which ..., said": a name before a comma stands whatever comes between."""
    if row.view.text[rule.end : rule.end + 1] != ",":
        return False
    parts = rule.name.split()
    proper = len(parts) == 1 or any(part[:1].isupper() for part in parts[1:])
    return proper or any(part.lower() in words.source_nouns | words.titles for part in parts)


def _pronoun(source: Source, words: Words) -> bool:
    return source.low in words.he | words.she | words.they | words.relatives


def _learnt(row: Row, at: int, words: Words, model: Model) -> Source | None:
    """The source that the weights give the cue, led back to the name in it."""
    span = find_source(row, at, model)
    if span is None or any(row.quoted[span[0] : span[1] + 1]):
        return None
    if row.low[at].endswith(words.ing) and span[0] > 1:
        return None  # whoever goes on saying is whom the sentence opens with
    first, last = _core(row, span, words)
    cue = (row.tokens[at].start, row.tokens[at].end)
    text = row.view.text
    found = make_source(text, row.tokens[first].start, row.tokens[last].end, cue, words)
    if found is None or not _may_say(row, first, last, words):
        return None
    return found


def _may_say(row: Row, first: int, last: int, words: Words) -> bool:
    """Whether anything in the phrase is one who says: a name, a pronoun, an office, a paper."""
    if first == last and row.low[first] in words.relatives | words.first_persons:
        return False
    if row.low[first] in words.prepositions:
        return False
    opens = first == 0 or row.low[first - 1] in BOUNDARY | words.conjunctions | words.opening_words
    if opens and row.shape[first] != "0" and last - first < _SHORT_PHRASE:
        return row.shape[last] != "ing"
    return any(
        row.shape[at] in {"N", "M"}
        or row.low[at] in words.he | words.she | words.they
        or row.low[at] in words.source_nouns | words.titles | words.nameless | words.officers
        or row.low[at] in words.document_nouns | words.research_nouns
        for at in range(first, last + 1)
    )


def _core(row: Row, span: tuple[int, int], words: Words) -> tuple[int, int]:
    """Of a phrase with its apposition, the piece that names a person, else the first piece."""
    pieces: list[tuple[int, int]] = []
    first = span[0]
    for at in range(span[0], span[1] + 2):
        ended = at == span[1] + 1
        relative = not ended and at > span[0] and row.low[at] in words.relatives
        if not ended and not relative and row.low[at] in words.conjunctions - words.ands:
            pieces, first = [], at + 1  # "he was fined as the officer said": the officer
            continue
        if ended or relative or (row.low[at] in BOUNDARY and row.low[at] not in "()'"):
            if first < at:
                pieces.append((first, _before_bracket(row, first, at - 1)))
            first = at + 1
            if relative:
                break
    pieces = [(a, _before_day(row, a, b, words)) for a, b in pieces]
    for a, b in pieces:
        text = row.view.text[row.tokens[a].start : row.tokens[b].end]
        if is_person(bare_name(text, words).split(), words):
            return a, b
    first, last = pieces[0] if pieces else span
    while first > 0 and row.shape[first] == "N" == row.shape[first - 1]:
        first -= 1  # a name is not cut in two
    return first, last


def _before_day(row: Row, first: int, last: int, words: Words) -> int:
    """The piece's last token without the day of the saying: "Ada Mold Thursday"."""
    while last > first and row.low[last] in words.weekdays:
        last -= 1
    return last


def _before_bracket(row: Row, first: int, last: int) -> int:
    """The piece's last token without what stands in brackets at its end."""
    if row.low[last] != ")":
        return last
    at = last
    while at > first and row.low[at] != "(":
        at -= 1
    return at - 1 if at > first else last


def _with_chain(source: Source, row: Row, at: int, words: Words, model: Model) -> Source:
    """Adds whom the source rests on: "the agency reported that a clerk said"."""
    if source.chain:
        return source
    begin = at + 1
    while begin < row.size and row.low[begin] in words.that_words:
        begin += 1
    for cue in range(begin + 1, min(row.size, begin + 10)):
        low = row.low[cue]
        if low in BOUNDARY or row.quoted[cue]:
            return source
        if low in words.cues and low in model.cue_words and cue_score(row, cue, model) > _SURER:
            inner = _learnt(row, cue, words, model)
            span = find_source(row, cue, model)
            if inner and span and span[0] == begin and not _pronoun(inner, words):
                return replace(source, chain=(inner.name,))
            return source
    return source

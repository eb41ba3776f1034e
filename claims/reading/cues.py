"""Whether a verb of saying attributes where it stands: passive, denied, a noun, an act, no words.

Called by `claims.reading.attribution` and `seconding` with the sentence's tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.languages.words import Words
from claims.reading.names import Token
from claims.reading.sources import MASK


def passive(row: Sequence[Token], index: int, words: Words) -> bool:
    """ "Is believed", "was told": nobody is named who says it."""
    at = index - 1
    while at >= 0 and (row[at].low in words.auxiliaries or row[at].low.endswith(words.ly)):
        if row[at].low in words.be_forms and row[index].low not in words.no_passive:
            return True
        at -= 1
    return False


def negated(row: Sequence[Token], index: int, words: Words) -> bool:
    """ "Has not announced", "would not confirm": nothing is said. To deny is to say so."""
    if row[index].low in words.denials:
        return False
    before = row[max(0, index - 3) : index]
    for token in reversed(before):
        if token.low in words.negations or token.low.endswith(words.not_endings):
            return True
        if token.low not in words.auxiliaries and not token.low.endswith(words.ly):
            return False
    return False


def is_weak(row: Sequence[Token], index: int, words: Words) -> bool:
    """Verbs such as "found" and "show" attribute only before a "that" or a clause's comma."""
    if row[index].low not in words.weak_cues:
        return False
    if index and row[index - 1].low in words.research_nouns:
        return False
    following = row[index + 1].low if index + 1 < len(row) else ""
    return following not in {"", ".", ",", '"', MASK} | words.that_words


def is_noun(row: Sequence[Token], index: int, words: Words) -> bool:
    """ "State" and "report" attribute only after a plural source: "organisers state"."""
    before = row[index - 1]
    told = before.low in words.source_nouns and before.low.endswith(words.plural_endings)
    return row[index].low in words.bare_cues and (not told or (before.is_capital and index > 1))


def is_act(row: Sequence[Token], index: int, words: Words) -> bool:
    """Who rejects a motion does something; who rejects a charge says something."""
    after = (token.low for token in row[index + 1 : index + 7])
    return row[index].low in words.turning_down and not words.turned_down.isdisjoint(after)

"""Whether two statements say the same, and by what that is said. PURE.

Words, numbers and names that both hold; nothing is learned and nothing understood, so the reason is
always shown with it. Other numbers or a denial in only one of them do not part two statements (a
check of the same rumour may well have them), but they are said.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from claims.priority import told_key
from claims.reading.languages import KNOWN
from claims.reading.names import find_names
from claims.reading.quantities import find_numbers
from claims.reading.view import View

MOST_MARKS = 40
LONGEST = 2_000  # characters that are looked at
ENOUGH = 0.5  # of the shorter statement's words
STEM = 5  # letters: "ferry" and "ferries", "verletzt" and "Verletzte"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NO = frozenset(
    (
        *("not", "no", "never", "none", "without", "neither", "nor", "nobody", "nothing", "cannot"),
        *("nicht", "kein", "keine", "keinen", "keiner", "nie", "niemals", "ohne", "weder"),
        *("nunca", "jamás", "sin", "ningún", "ninguna", "ni", "ne", "pas", "jamais", "sans"),
        *("aucun", "aucune", "não", "nem", "sem", "nenhum", "nenhuma"),
    )
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a statement is compared by. `words`: stem to the word as written."""

    told: str
    words: dict[str, str]
    numbers: dict[str, str]  # value to the number as written
    names: frozenset[str]  # stems
    denies: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """How much two statements are alike, 0 to 1, and why in a sentence."""

    score: float
    why: str


@lru_cache(maxsize=2_048)
def traits(statement: str, language: str = "") -> Traits:
    """Of a statement in that language; in one that the reader does not know, by figures and longer
    words alone."""
    statement = statement[:LONGEST]
    words = KNOWN.get(language.partition("-")[0].lower())
    empty = words.function_words if words else frozenset()
    view = View(statement, 0, len(statement))
    numbers = {
        f"{one.value}": one.text for one in find_numbers(view, words) if one.value is not None
    }
    spelled = {part for text in numbers.values() for part in _words(text)}
    plain = {
        _stem(word): word
        for word in _words(statement)
        if word not in empty
        and word not in spelled
        and word not in _NO
        and (len(word) > 2 or not word.isascii())
    }
    spans = find_names(view, words) if words else ()
    named = {_stem(word) for span in spans for word in _words(span.text)}
    denies = any(word in _NO for word in _words(statement))
    return Traits(told_key(statement), plain, numbers, frozenset(named & plain.keys()), denies)


def marks(of: Traits) -> list[int]:
    """Numbers by which a statement is found that shares something with it: its wording, its
    figures, its names, its longest words."""
    ranked = sorted(of.words, key=lambda stem: (stem not in of.names, -len(of.words[stem]), stem))
    named = [f"t {of.told}"] if of.told else []
    named += [f"n {value}" for value in sorted(of.numbers)[:10]]
    named += [f"w {stem}" for stem in ranked]
    return [_number(one) for one in named[:MOST_MARKS]]


def alike(one: Traits, other: Traits) -> Alike | None:
    """How much they are alike; None where too little is shared to say so."""
    if one.told and one.told == other.told:
        return Alike(1.0, "the same words")
    shared = [stem for stem in one.words if stem in other.words]
    fewest = min(len(one.words), len(other.words))
    figures = [value for value in one.numbers if value in other.numbers]
    names = [stem for stem in shared if stem in one.names or stem in other.names]
    if not fewest or len(shared) + len(figures) < 3 or len(shared) < 2:
        return None
    held = len(shared) / fewest
    both = len(shared) / max(1, len(one.words.keys() | other.words.keys()))
    score = 0.5 * held + 0.2 * both + 0.15 * bool(figures) + 0.15 * bool(names)
    differ = bool(one.numbers and other.numbers and not figures)
    if held < ENOUGH or (differ and held < 0.6) or score < 0.45:
        return None
    said = [f"shares {_listed(one.words[stem] for stem in shared)}"]
    if figures:
        said.append(f"the number {_listed(one.numbers[value] for value in figures)}")
    elif differ:
        said.append(f"but has other numbers: {_listed(other.numbers.values())}")
    if one.denies != other.denies:
        said.append("one of the two denies")
    return Alike(round(score - 0.1 * differ, 3), "; ".join(said))


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"n['\u2019]t\b", " not", folded)
    return _WORD.findall(folded)


def _stem(word: str) -> str:
    """Its first letters without accents; in writing without capitals, the word itself."""
    bare = word
    if not word.isascii():
        parts = unicodedata.normalize("NFD", word)
        bare = "".join(one for one in parts if not unicodedata.combining(one)) or word
    # y and i: "ferry", "ferries"; an s at the end of a short word: "ships"
    if bare.isascii() and len(bare) > 3 and bare.endswith("s") and not bare.endswith("ss"):
        bare = bare[:-1]
    return bare[:STEM].replace("y", "i")


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _listed(words: Iterable[str]) -> str:
    found = list(words)
    return ", ".join(found[:6]) + (" …" if len(found) > 6 else "")

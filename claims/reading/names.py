"""Names and places in a sentence by their capitals, and whether a person's name is of a he or she.

Called by `claims.reading.speakers` and `claims.reading.judging`. It knows no list of people beyond
common first names; a name is what is written like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from claims.reading.languages.words import Words
from claims.reading.story import Span
from claims.reading.view import View

TOKEN = re.compile(r"[^\W_][\w&]*(?:['.&-][\w&]+)*(?:(?<=[sxz])'(?= [^\W\d_])|\.?)|[^\w\s]")
_OPENED = re.compile(r"(?:^|[\s(])'(?=\w)")  # a single quotation mark that opens
_NO_WORDS = frozenset({"WHO", "IT", "US", "UN"})  # abbreviations that are written like words
_NAME_TOKEN = re.compile(r"[^\W\d_][\w'&.-]*")
_CAPITAL = re.compile(r"[^\W\d_]")


class Gender(Enum):
    """What a name's first name or title tells."""

    HE = auto()
    SHE = auto()
    OPEN = auto()


class Token(NamedTuple):
    """A word or mark of a view with its place in it."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Letters or figures, no mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=64)  # a sentence's are asked for again and again; nobody may change them
def tokens(text: str) -> list[Token]:
    """The words and marks of a view's text; a stop that ends a word is kept off single words."""
    out: list[Token] = []
    quoted = "'" in text and _OPENED.search(text) is not None
    for match in TOKEN.finditer(text):
        word = match[0]
        begin = match.start()
        if quoted and word.endswith("'") and len(word) > 1:  # closes what was opened
            at = match.end() - 1
            out.append(Token(word[:-1], word[:-1].lower(), begin, at))
            out.append(Token("'", "'", at, at + 1))
            continue
        stop = word.endswith(".") and "." not in word[:-1]
        if stop and (len(word) > 5 or (len(word) > 2 and word[0].islower())):
            word = word[:-1]
        low = word if word in _NO_WORDS else word.lower()
        out.append(Token(word, low, begin, begin + len(word)))
    return out


def find_names(view: View, words: Words, row: list[Token] | None = None) -> list[Span]:
    """Runs of capitalised words, joined over "of", "the" and the like, in order.

    `row` are the view's tokens where the caller has them already.
    """
    row = tokens(view.text) if row is None else row
    out: list[Span] = []
    index = 0
    while index < len(row):
        if not _starts(row, index, words):
            index += 1
            continue
        last = _run(row, index, words)
        out.append(view.span(row[index].start, row[last].end - row[last].text.endswith("'")))
        index = last + 1
    return out


def _starts(row: list[Token], index: int, words: Words) -> bool:
    token = row[index]
    if not (token.is_word and token.is_capital) or token.low in words.weekdays:
        return False
    if token.low in words.months and len(token.low) > 3:
        return False
    begins = index == 0 or row[index - 1].text in '.?!":' or row[index - 1].text == "\u00a4"
    if not begins:
        return token.low not in words.first_persons
    following = row[index + 1] if index + 1 < len(row) else None
    plain = (
        token.low in words.function_words
        or token.low in words.determiners
        or token.low in words.prepositions
        or token.low in words.conjunctions
        or token.low in words.units
        or token.low in words.hedges
        or token.low in words.unit_stops
    )
    if plain:
        return False
    return bool(following and following.is_capital and following.is_word) or (
        not token.low.endswith(words.ly + words.ing) and token.low not in words.source_nouns
    )


def _run(row: list[Token], index: int, words: Words) -> int:
    """The last token of the name that starts at `index`."""
    last = index
    at = index + 1
    while at < len(row) and at - index < 12:
        token = row[at]
        if token.is_word and token.is_capital and token.low not in words.weekdays:
            last = at
        elif not (token.low in words.name_joins and token.low not in words.ands) or (
            at + 1 < len(row)
            and not row[at + 1].is_capital
            and row[at + 1].low not in words.definite
        ):
            break
        at += 1
    return last


def find_places(view: View, names: Iterable[Span], words: Words) -> list[Span]:
    """Of the names, those that are countries or follow "in", "at" and the like."""
    out: list[Span] = []
    for span in names:
        low = span.text.lower()
        at = view.index(span.start)
        lead = view.text[max(0, at - 24) : at].lower().split()
        while lead and lead[-1] in words.definite:
            lead.pop()
        if low in words.countries or (lead and lead[-1] in words.places_after):
            out.append(span)
    return out


def without_plain_nouns(names: Sequence[Span], view: View, words: Words) -> list[Span]:
    """Of the names of a language in which every noun has a capital, those that name somebody.

    A single word stays where it is a country or stands right after "in" and the like, several
    stay where neither a number nor a month leads them; "Bund der Bauern" needs its article.
    """
    if not words.capital_nouns:
        return list(names)
    kept: list[Span] = []
    for span in names:
        parts = span.text.split()
        lead = view.text[: view.index(span.start)].split()[-1:]
        before = lead[0].lower() if lead else ""
        if len(parts) == 1:
            named = span.text.lower() in words.countries or before in words.places_after
        else:
            named = not (before[:1].isdigit() or before in words.units)
            named = named and parts[0].lower() not in words.months
            joined = any(part in words.definite for part in parts)
            named = named and (not joined or before in words.definite)
        if named:
            kept.append(span)
    return kept


def gender_of(name: str, words: Words) -> Gender:
    """HE or SHE where a first name or a title in the name says so."""
    parts = [part.strip(".,").lower() for part in re.split(r"[\s-]+", name)[:8]]
    for part in parts:
        if part in words.she_titles:
            return Gender.SHE
        if part in words.he_titles:
            return Gender.HE
    for part in parts[:-1] if len(parts) > 1 else parts:
        if part in words.female_names:
            return Gender.SHE
        if part in words.male_names:
            return Gender.HE
    return Gender.OPEN


def bare_name(name: str, words: Words) -> str:
    """A person's name without the titles and roles before it: "coach Ada Mold" is "Ada Mold"."""
    parts = name.split()
    cut = 0
    for index, part in enumerate(parts):
        if part.strip(".,").lower() in words.titles:
            cut = index + 1
    rest = parts[cut:]
    if cut and any(part.strip(".,").lower() in words.source_nouns for part in rest):
        return name  # a body with an office in its name
    if not rest or " ".join(rest) not in name:
        return name
    begin = name.rindex(" ".join(rest))
    person = _before_of(rest, words)
    if person:
        return name[begin : begin + len(person)]
    if all(part[:1].isupper() for part in rest) and len(rest) <= 4:
        return name[begin:]
    return name


def is_person(parts: Sequence[str], words: Words) -> bool:
    """Two to four capital words, none of them an office, a body or an article."""
    low = {part.strip(".,").lower() for part in parts}
    return (
        len(parts) in range(2, 5)
        and all(part[:1].isupper() for part in parts)
        and not low & (words.source_nouns | words.titles | words.determiners | words.officers)
        and not any(part.endswith("'s") for part in parts)
    )


def _before_of(parts: list[str], words: Words) -> str | None:
    """ "Ada Mold of the mill workers' union" is Ada Mold; the Bank of the South is all its name."""
    at = next((i for i, part in enumerate(parts) if part in words.joins_noun), -1)
    if at < 0:
        return None
    head, tail = parts[:at], parts[at + 1 :]
    if not 2 <= at <= 4 or not all(part[:1].isupper() for part in head):
        return None
    low = {part.strip(".,").lower() for part in head}
    if low & (words.source_nouns | words.determiners):
        return None
    while tail and tail[0].lower() in words.determiners:
        tail = tail[1:]
    plain = bool(tail) and tail[0][:1].islower()
    known = gender_of(" ".join(head), words) is not Gender.OPEN
    return " ".join(head) if plain or known else None

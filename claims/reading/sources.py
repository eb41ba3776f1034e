"""A source in a sentence, and the ways to name one without a verb of saying.

Called by `claims.reading.attribution`: "according to", a source in brackets, a speaker before a
colon or after a dash, "was quoted as saying". It reads a view in which speech is masked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.languages.words import Words
from claims.reading.names import Token, bare_name, tokens

MASK = "\u00a4"
BOUNDARY = frozenset(',;:()\u2014\u2013\u2015"[]\u2026?!|`' + "'") | {MASK}
FARTHEST = 16  # words of a subject
_ENDS_IN_SOURCE = re.compile(r"\(([A-Z][\w .&-]{2,30})\)\s*$")
_COLON = re.compile(r"[^:;,\"\u00a4?!]{2,60}(?=:\s)")
_DASHED = re.compile(
    r"(?:^|[\"\u00a4.!?]\s*)(?:[\u2014\u2013\u2015]|--?)\s*(?P<who>[^\W\d_][^\"\u00a4:;?!]{2,80})$"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Offsets are of the view. `name` is without titles where it is a person's."""

    name: str
    start: int
    end: int
    cue: tuple[int, int] | None
    chain: tuple[str, ...] = ()
    dropped: bool = False  # the verb stands for its subject: "Dijo que ..."

    @property
    def low(self) -> str:
        """The source's words, lower case."""
        return self.name.lower()


@lru_cache(maxsize=8)
def _according(words: Words) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in words.according)
    return re.compile(rf"\b({phrases})\s", re.IGNORECASE)


def by_bracket(text: str, words: Words) -> Source | None:
    """ "41 per cent like hens (HenGov)": what stands in brackets at the end.

    No abbreviation that the words before it spell out, and no party and state of a member.
    """
    match = _ENDS_IN_SOURCE.search(text[-40:])
    if not match or "-" in match[1]:
        return None
    shift = max(0, len(text) - 40)
    before = text[max(0, shift + match.start() - 120) : shift + match.start()]
    if match[1].isupper() and initials_end(before, match[1], words):
        return None
    return Source(match[1], shift + match.start(1), shift + match.end(1), None)


def initials_end(before: str, short: str, words: Words) -> str | None:
    """The words that end `before` whose first letters are `short`, None where they are not."""
    parts = before.split()[-12:]
    for count in range(2, len(parts) + 1):
        taken = parts[-count:]
        big = [part for part in taken if part[:1].isupper()]
        if not taken[0][:1].isupper() or taken[0].lower() in words.definite:
            continue
        plain = [part for part in taken if part.lower() not in words.name_joins]
        for letters in (big, taken, plain):
            if "".join(part[0] for part in letters).upper() == short.upper():
                return " ".join(taken)
    return None


def by_phrase(text: str, words: Words) -> Source | None:
    """ "According to the latest count by the ministry": the ministry."""
    match = _according(words).search(text)
    if not match:
        return None
    row = tokens(text[match.end() : match.end() + 160])
    stop = 0
    while stop < len(row) and stop < FARTHEST:
        token = row[stop]
        if (
            token.text in BOUNDARY
            or (token.text == "." and stop)
            or token.low in words.conjunctions
        ):
            break
        if token.low in words.auxiliaries and token.low not in words.time_auxiliaries:
            break
        if words.capital_nouns and stop and _ends_naming(row, stop, words):
            break
        if token.low in words.seen_by and stop:
            break  # who saw the paper does not answer for it
        stop += 1
    start = 0
    for index in range(stop):
        if row[index].low in words.agents and index + 1 < stop:
            start = index + 1
    if stop <= start:
        return None
    base = match.end()
    return make_source(
        text, base + row[start].start, base + row[stop - 1].end, match.span(1), words
    )


def _ends_naming(row: Sequence[Token], at: int, words: Words) -> bool:
    """Where nouns have capitals: a small word after one that joins nothing is the verb."""
    return (
        row[at - 1].is_capital
        and row[at].text[0].islower()
        and row[at].low not in words.name_joins | words.determiners | words.prepositions
    )


def by_place(text: str, words: Words) -> Source | None:
    """A speaker by where he stands: "Minister: we will ...", or "..." \u2014 Ada Mold, mayor."""
    head = _COLON.match(text)
    if head is not None and _may_head(text, head, words):
        start, end = head.start(), head.end()
        return make_source(text, start, end, (end, end + 1), words)
    tail = _DASHED.search(text[-160:])
    if tail is None:
        return None
    shift = max(0, len(text) - 160)
    row = tokens(tail["who"])
    stop = next((at for at, token in enumerate(row) if token.text in BOUNDARY), len(row))
    name = row[:stop]
    if not 1 <= len(name) <= 6 or not all(_in_name(token, words) for token in name):
        return None
    if (
        len(name) == 1
        and shift + tail.start() > 0
        and text[shift + tail.start()] not in {'"', MASK}
    ):
        return None
    base = shift + tail.start("who")
    return make_source(text, base, base + name[-1].end, None, words)


def _in_name(token: Token, words: Words) -> bool:
    return token.is_word and (token.is_capital or token.low in words.name_joins | words.titles)


def _may_head(text: str, head: re.Match[str], words: Words) -> bool:
    """Whether what stands before a colon speaks what stands after it."""
    row = tokens(head[0])
    if not row or len(row) > 6 or not all(token.is_word for token in row):
        return False
    if any(token.low in words.cues or token.low in words.prepositions - words.joins_noun
           for token in row):  # fmt: skip
        return False
    after = text[head.end() + 1 :].lstrip()
    first_person = words.signs.get("first person")
    spoken = after[:1] in {'"', MASK} or bool(
        first_person and re.search(first_person, after, re.IGNORECASE)
    )
    full = len(row) > 1 and all(token.is_capital for token in row)
    known = any(token.low in words.titles or token.low in words.source_nouns for token in row)
    return spoken and (full or known)


def by_quoting(text: str, words: Words) -> Source | None:
    """ "Ada Mold was quoted as saying by the Post": Ada Mold, and in turn the Post."""
    match = _quoted_as(words).search(text)
    if match is None:
        return None
    row = tokens(text[max(0, match.start() - 120) : match.start()])
    first = len(row)
    while first > 0 and len(row) - first < FARTHEST and row[first - 1].text not in BOUNDARY:
        first -= 1
    while first < len(row) and row[first].low in words.opening_words | words.conjunctions:
        first += 1
    if first >= len(row):
        return None
    base = max(0, match.start() - 120)
    cue = (match.start(), match.end())
    found = make_source(text, base + row[first].start, base + row[-1].end, cue, words)
    teller = match["teller"]
    if found is None or not teller:
        return found
    return Source(found.name, found.start, found.end, cue, (teller.strip(),))


@lru_cache(maxsize=8)
def _quoted_as(words: Words) -> re.Pattern[str]:
    return re.compile(words.quoted_as, re.IGNORECASE)


def make_source(
    text: str, start: int, end: int, cue: tuple[int, int] | None, words: Words
) -> Source | None:
    written = text[start:end].rstrip(" .")
    parts = written.split()
    while len(parts) > 1 and parts[-1].islower() and parts[-1].endswith(words.ly):
        written = written[: -len(parts.pop())].rstrip()  # "Mr Mold generally"
    if not parts or not _may_speak(parts, words):
        return None
    name = bare_name(written, words)
    start += written.rindex(name)
    return Source(name, start, start + len(name), cue)


def _may_speak(parts: list[str], words: Words) -> bool:
    """Whether words can name a source: a capital, a noun of sources, or a determiner that opens."""
    if any(part[:1].isupper() or not part[:1].isalpha() for part in parts):
        return True
    low = [part.strip(".,").lower() for part in parts]
    nouns = words.source_nouns | words.titles | words.nameless | words.people_words
    papers = words.document_nouns | words.research_nouns | words.he | words.she | words.they
    opens = words.determiners | words.possessives | words.units.keys() | words.articles
    several = low[-1].endswith(words.plural_endings) and not low[0].endswith(words.ed or ("\0",))
    return several or low[0] in opens or not (nouns | papers).isdisjoint(low)

"""What the wording of an English sentence shows: its tokens, n-grams and a few measures of them.

Called by `claims.reading.worthiness` and by the training script, so that both see the same. It
holds no weights. Linear in the length of the text, of which the beginning alone is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

_READ = 2_000  # characters of a sentence that are read
LONGEST = 24  # characters of a word whose parts are looked up
_TOKEN = re.compile(
    r"[$\u00a3\u20ac]?[0-9][0-9,.]*(?:st|nd|rd|th|s)?\b%?|[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s]"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}s?")
_ENDINGS = ("ing", "ed", "ly", "tion", "ment", "ity", "ies", "est", "er", "s", "al", "ive")
_PERSONS = {
    **dict.fromkeys(("i", "i'm", "i've", "i'll", "i'd", "my", "me"), "i"),
    **dict.fromkeys(("we", "we've", "we're", "our", "us"), "we"),
    **dict.fromkeys(("you", "your", "you're"), "you"),
    **dict.fromkeys(("he", "she", "they", "his", "her", "their"), "third"),
}


class Token(NamedTuple):
    """A word in lower case, a mark, or what stands for a figure ("#", "#%", "#$", "#y", "#th")."""

    low: str
    capital: bool  # written with a capital though no sentence begins here


_END = Token("$", capital=False)
_FIGURES = frozenset("0123456789")
_OPENING = frozenset({".", "?", "!", '"', "\u201c"})  # after which a capital tells nothing


@lru_cache(maxsize=8)  # a story's sentence is asked for twice
def split(text: str) -> tuple[Token, ...]:
    """The tokens of a text, figures replaced by their kind."""
    out: list[Token] = []
    opens = True
    for written in _TOKEN.findall(text[:_READ].replace("\u2019", "'")):
        if written[-1] in _FIGURES or written[0] in _FIGURES or written[1:2] in _FIGURES:
            out.append(Token(_figure(written), capital=False))
            opens = False
        else:
            low = written.lower()
            out.append(Token(low, not opens and low != written and written[0].isupper()))
            opens = low in _OPENING
    return tuple(out)


def _figure(written: str) -> str:
    bare = written.strip(".,")
    if bare[0] in "$\u00a3\u20ac":
        return "#$"
    if bare[-1] == "%":
        return "#%"
    if bare[-1] in "htd":
        return "#th"
    return "#y" if _YEAR.fullmatch(bare) else "#"


def grams(
    row: Sequence[Token], common: frozenset[str], known: Container[str] = ()
) -> dict[str, int]:
    """Every n-gram of a sentence once, with the place of the token that it is counted to.

    Words alone and in pairs; "~" runs of two to four in which all but the `common` words are
    replaced by their shape; "@" parts of three to five letters of a word, its ends marked, but
    of those words alone that are not `known`.
    """
    found = runs(row, common)
    for at, token in enumerate(row):
        if token.low not in known:
            for part in parts(token.low):
                found.setdefault(part, at)
    return found


def runs(row: Sequence[Token], common: frozenset[str]) -> dict[str, int]:
    """The n-grams of whole words, as `grams` has them."""
    shape = ["^", *[_shape(token, common) for token in row], "$"]
    last = max(0, len(row) - 1)
    found = {"^": 0}
    add = found.setdefault
    before, one, two = "^", "^", ""
    three = ""
    for i, token in enumerate([*row, _END]):
        at = min(i, last)
        low = token.low
        add(low, at)
        add(f"{before} {low}", at)
        before, here = low, shape[i + 1]
        add(f"~{one} {here}", at)
        if two:
            add(f"~{two} {here}", at)
        if three:
            add(f"~{three} {here}", at)
        three = f"{two} {here}" if two else ""
        two = f"{one} {here}"
        one = here
    return found


def parts(word: str) -> tuple[str, ...]:
    """The parts of a word, as `grams` has them; none of what does not begin with a letter."""
    if not word[0].isalpha():
        return ()
    marked = f"<{word[:LONGEST]}>"
    size = len(marked)
    return tuple([f"@{marked[at : at + n]}" for n in (3, 4, 5) for at in range(size - n + 1)])


def _shape(token: Token, common: frozenset[str]) -> str:
    word = token.low
    if word in common or not word[0].isalpha():
        return word
    if token.capital:
        return "A"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return "-" + ending
    return "-"


def scale(row: Sequence[Token]) -> float:
    """By what the sum over the n-grams is multiplied, so that long sentences do not shout."""
    return 1 / math.sqrt(len(row) + 2)


def measures(row: Sequence[Token]) -> dict[str, float]:
    """What can be counted in a sentence. A name's part before the stop is the code of its term."""
    count = figures = names = past = letters = 0
    persons = dict.fromkeys(("i", "we", "you", "third"), 0)
    for word, capital in row:
        letters += len(word)
        if word[0] == "#":
            figures += 1
        elif word[0].isalpha():
            names += capital and word != "i"
            past += word[-2:] == "ed"
            if word in _PERSONS:
                persons[_PERSONS[word]] += 1
        else:
            continue
        count += 1
    count = count or 1
    size = math.log(count)
    marks = [word for word, _ in row if not word[0].isalnum()]
    found: dict[str, float] = {
        "length.log": size,
        "length.square": size * size,
        "length.tiny": count < 3,
        "length.short": count < 5,
        "length.long": count > 30,
        "length.words": letters / count / 2,
        "number.one": figures > 0,
        "number.two": figures > 1,
        "number.three": figures > 2,
        "number.share": figures / count,
        "number.length": (figures > 0) * size,
        "number.name": figures > 0 and names > 0,
        "names.one": names > 0,
        "names.two": names > 1,
        "names.four": names > 3,
        "names.share": names / count,
        "names.length": (names > 0) * size,
        "event.share": 5 * past / count,
        "event.any": past > 0,
        "form.question": "?" in marks,
        "form.comma": 5 * marks.count(",") / count,
    }
    found |= {f"first person.{who}": 5 * times / count for who, times in persons.items()}
    return {name: float(value) for name, value in found.items() if value}

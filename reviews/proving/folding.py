"""A text folded for comparison: what print and the web change without changing a word. PURE.

Called by `excerpts`. Quotes, dashes, ligatures, soft hyphens, line ends and white space are made
one; letters keep their case, and figures with a meaning of their own (10², ½) stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_SOFT = "\u00ad"
_UNSEEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069"
)
_DASHES = frozenset("–—―")
_BLANKS = "\t\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
# One character for one, so that no place moves.
_ONE = {
    **dict.fromkeys("“”„‟〝〞＂″", '"'),
    **dict.fromkeys("‘’‚‛‹›′´`", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys(_BLANKS, " "),
}
_LONG_BLANK = re.compile(r" {2,}(?![\s–—―]|--)")
_TORN = re.compile(r"[-\u2010\u2011\u2012]\s*\n")
_LONG_DASH = re.compile(r"--+")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text`, in runs: each begins `at` a place of it and `of` one of the original, and counts on
    with it up to `ends`; a run that was replaced counts on nowhere."""

    text: str
    at: tuple[int, ...]
    of: tuple[int, ...]
    ends: tuple[int, ...]

    def start(self, place: int) -> int:
        """Where the character at this place begins in the original."""
        index = bisect_right(self.at, place) - 1
        found = self.of[index] + place - self.at[index]
        return found if found < self.ends[index] else self.of[index]

    def end(self, place: int) -> int:
        """Where what ends before this place ends in the original."""
        index = bisect_right(self.at, place - 1) - 1
        found = self.of[index] + place - self.at[index]
        if found <= self.ends[index]:
            return found
        return self.of[min(index + 1, len(self.of) - 1)]


def fold(text: str, *, joined: bool = True) -> Folded:
    """The text for comparison. A word torn by a hyphen at the end of a line is `joined`, or keeps
    its hyphen: only its writer knows which of the two it was."""
    pieces: list[str] = []
    at: list[int] = []
    of: list[int] = []
    ends: list[int] = []
    size = done = 0
    plain, chars = text, set(text)
    for char in chars & _ONE.keys():  # many times faster than str.translate
        plain = plain.replace(char, _ONE[char])
    changes = _changes(plain, chars, joined=joined)
    for start, end, put in [*changes, (len(text), len(text), "")]:
        first = max(start, done)
        if end <= done and end != len(text):
            continue
        if first > done:
            at.append(size)
            of.append(done)
            ends.append(first)
            pieces.append(plain[done:first])
            size += first - done
        if put or end == len(text):
            at.append(size)
            of.append(first)
            ends.append(first)
            pieces.append(put)
            size += len(put)
        done = end
    return Folded("".join(pieces), tuple(at), tuple(of), tuple(ends))


def may_be_torn(text: str) -> bool:
    """Whether a word has a hyphen at the end of a line, so that `joined` makes a difference."""
    return _TORN.search(text) is not None


def _changes(text: str, chars: set[str], *, joined: bool) -> list[tuple[int, int, str]]:
    """The runs whose length changes, in order: start, end, what stands for them."""
    forms, marks = _odd(text, chars)
    odd = "".join(re.escape(char) for char in sorted({*_UNSEEN, *_DASHES, *"«»\n", *forms, *marks}))
    found = [
        _change(text, match.start(), forms, marks, joined=joined)
        for match in re.finditer(f"[{odd}\u1100-\u11ff]", text)
    ]
    found += [(match.start(), match.end(), " ") for match in _LONG_BLANK.finditer(text)]
    found += [_spaced(text, match.start(), match.end()) for match in _LONG_DASH.finditer(text)]
    return list(_apart(sorted(found)))


def _apart(found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Without those that lie within one before them."""
    done = 0
    for start, end, put in found:
        if start >= done:
            yield start, end, put
            done = end


def _odd(text: str, present: set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The compatibility forms and the combining marks that this text holds. A raised 2 or a half
    is a figure of its own, never the plain one."""
    if unicodedata.is_normalized("NFKC", text):
        return frozenset(), frozenset()
    chars = [char for char in present if char > "\u007f" and char not in _UNSEEN]
    marks = frozenset(char for char in chars if unicodedata.combining(char))
    forms = frozenset(
        char
        for char in chars
        if char not in marks
        and unicodedata.category(char) != "No"
        and unicodedata.normalize("NFKC", char) != char
    )
    return forms, marks


def _change(
    text: str, at: int, forms: frozenset[str], marks: frozenset[str], *, joined: bool
) -> tuple[int, int, str]:
    char, end = text[at], at + 1
    if char == "\n":
        return _line_end(text, at, joined=joined)
    if char in _UNSEEN:
        if char == _SOFT and (torn := re.compile(r" *\n *").match(text, end)):
            end = torn.end()
        return at, end, ""
    if char in _DASHES:
        return _dash(text, at)
    if char in "«»":
        return _guillemet(text, at)
    if char in forms:
        return at, end, unicodedata.normalize("NFKC", char)
    start = at
    while start and text[start] in marks:
        start -= 1  # to the letter that the marks belong to
    while end < len(text) and (text[end] in marks or (_is_jamo(char) and _is_jamo(text[end]))):
        end += 1
    form: Literal["NFC", "NFKC"] = "NFC" if unicodedata.category(text[start]) == "No" else "NFKC"
    return start, end, unicodedata.normalize(form, text[start:end])


def _is_jamo(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff"


def _line_end(text: str, at: int, *, joined: bool) -> tuple[int, int, str]:
    start, end = _with_blanks(text, at, at + 1)
    torn = (
        start > 1
        and text[start - 1] == "-"
        and text[start - 2].isalpha()
        and end < len(text)
        and text[end].isalpha()
        and text.count("\n", start, end) == 1
    )
    if torn:
        return start - 1, end, "" if joined and text[end].islower() else "-"
    if end < len(text) and (text[end] in _DASHES or text.startswith("--", end)):
        return start, end, ""  # the dash brings blanks of its own
    return start, end, " "


def _dash(text: str, at: int) -> tuple[int, int, str]:
    """A dash between words has blanks around it, one within them or before a figure has none."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if after.isdigit() and (before.isdigit() or before in " \n("):
        return at, at + 1, "-"
    if text[at] == "–" and before.isalnum() and after.isalnum():
        return at, at + 1, "-"
    return _spaced(text, at, at + 1)


def _spaced(text: str, start: int, end: int) -> tuple[int, int, str]:
    start, end = _with_blanks(text, start, end)
    return start, end, " - "


def _guillemet(text: str, at: int) -> tuple[int, int, str]:
    """French ones have a blank within; German ones point the other way and have none."""
    start, end = at, at + 1
    if text[at] == "«" and text[end : end + 1] == " ":
        end += 1
    elif text[at] == "»" and at and text[at - 1] == " " and not text[end : end + 1].isalnum():
        start -= 1
    return start, end, '"'


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return start, end

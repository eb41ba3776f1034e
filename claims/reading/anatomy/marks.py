"""Judges one paragraph by itself: prose, link, byline, note of a wire, furniture.

Called by `claims.reading.anatomy.layout`, which then looks at the neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from claims.reading.languages.words import Words
from claims.reading.story import Span
from claims.reading.view import View

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'{}|\\^`$\u201c\u201d]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,-][^\W_]+)*")
_TERMINAL = frozenset(".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964")
_CLOSERS = "\"'\u201c\u201d\u2019\u00ab\u00bb)] "
_JOINED = re.compile(r"[a-z]{4}[A-Z][a-z]{2}")
_TAG_ENTRY = re.compile(r"^[0-9][0-9.,]{0,6}(?:st|nd|rd|th)?: \S")
_RULE = re.compile(r"[\W_]+")
_FIGURE = re.compile("[0-9]")
_BULLET = re.compile(r"[\u2022\u2023\u25aa\u25cf] ?\S")
_NAV = re.compile(r" [»›>|•] ")
_YOU = re.compile(r"\b(?:you|your|we|our|us|these cookies)\b", re.IGNORECASE)
_BY_ITSELF = re.compile(r"via |mandatory", re.IGNORECASE)
_CREDIT_LINE = re.compile(
    r"\(?(?:photo|picture|image|foto|bild|imagen|imagem)s?\b[^:]{0,12}:", re.IGNORECASE
)
_HEAD = 400


class Mark(Enum):
    """What a paragraph looks like by itself."""

    PROSE = auto()
    SHORT = auto()
    LINK = auto()
    BYLINE = auto()
    CREDITED = auto()
    NOTE = auto()
    FURNITURE = auto()
    END = auto()  # what follows is not the story any more


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph with its mark and its number of words."""

    span: Span
    mark: Mark
    words: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    byline: re.Pattern[str]
    credit: re.Pattern[str]
    furniture: re.Pattern[str]
    section_end: re.Pattern[str]
    wire_note: re.Pattern[str]
    boilerplate: re.Pattern[str]


@lru_cache(maxsize=16)
def patterns(words: Words) -> _Patterns:
    """The layout patterns of a language, compiled once."""
    flags = re.IGNORECASE
    return _Patterns(
        re.compile(words.byline.replace("(?=[^a-z\\s]", "(?=(?-i:[^a-z\\s])"), flags),
        re.compile(words.credit, flags),
        re.compile(words.furniture, flags),
        re.compile(words.section_end, flags),
        re.compile(words.wire_note, flags),
        re.compile(words.boilerplate, flags),
    )


def is_listed(line: str) -> bool:
    """Whether a line is an item of a list with its own mark."""
    return _BULLET.match(line) is not None


def count_words(text: str) -> int:
    """Words as a reader counts them; every few letters of scripts without blanks count as one."""
    if text.isascii():
        return len(_WORD.findall(text))
    found = 0
    for match in _WORD.finditer(text):
        long = match.end() - match.start()
        wide = long > 6 and ord(text[match.start()]) > 0x2E80
        found += long // 2 if wide else 1
    return found


def is_terminal(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return text.rstrip(_CLOSERS)[-1:] in _TERMINAL


def mark(span: Span, words: Words) -> Marked:
    """The paragraph's mark; the order of the questions matters."""
    known = patterns(words)
    head = View(span.text, 0, min(len(span.text), _HEAD)).text
    count = count_words(span.text)
    return Marked(span, _mark(span.text, head, count, known), count)


def _mark(text: str, head: str, count: int, known: _Patterns) -> Mark:
    url = URL.search(text)
    if url and count_words(text[: url.start()] + " " + text[url.end() :]) <= 2:
        return Mark.LINK
    if known.section_end.match(head) and count <= 60:
        return Mark.END
    if _RULE.fullmatch(head) or known.wire_note.match(head):
        return Mark.NOTE
    if known.byline.match(head):
        return Mark.BYLINE
    furniture = _furniture(text, head, count, known)
    if furniture is not None:
        return furniture
    if not is_terminal(text) and (
        (count <= 20 and _NAV.search(text[:_HEAD])) or (count <= 14 and _JOINED.search(head))
    ):
        return Mark.FURNITURE
    if (is_terminal(text) and (count >= 4 or len(text) > 30)) or count >= 25:
        return Mark.PROSE
    listed = _TAG_ENTRY.match(head) or (_BULLET.match(head) and _FIGURE.search(head))
    return Mark.PROSE if listed and count >= 5 else Mark.SHORT


def _furniture(text: str, head: str, count: int, known: _Patterns) -> Mark | None:
    """A credit, or what the page says for itself."""
    if count <= 8 and _CREDIT_LINE.match(head) and _has_credit(text, known):
        return Mark.CREDITED
    if (count <= 45 and known.furniture.match(head)) or _boilerplate(head, known):
        return Mark.FURNITURE
    return Mark.CREDITED if count <= 90 and len(text) < 900 and _has_credit(text, known) else None


def _boilerplate(head: str, known: _Patterns) -> bool:
    """Talk of cookies and data to the visitor; a story about them does not say "you" as well."""
    hits = {match.group().lower() for match in known.boilerplate.finditer(head)}
    return len(hits) > 1 or (bool(hits) and _YOU.search(head) is not None)


def _has_credit(text: str, known: _Patterns) -> bool:
    """A credit counts where it ends the paragraph, not in the middle of a sentence."""
    found = known.credit.search(View(text, 0, len(text)).text)
    if found is None:
        return False
    apart = any(sign in found.group() for sign in "(/\u00a9") or _BY_ITSELF.match(found.group())
    return bool(apart) or text.isupper() or not is_terminal(text)


def is_title(marked: Marked) -> bool:
    """Whether a paragraph can be a headline."""
    text = marked.span.text
    ends = is_terminal(text) and text.rstrip(_CLOSERS)[-1:] not in {"?", "!"}
    return (
        4 <= marked.words <= 32
        and not ends
        and not text.startswith(("-", "\u2022", "*", "\ufffd"))
        and any(char.isalpha() for char in text)
    )

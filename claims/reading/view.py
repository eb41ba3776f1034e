"""A stretch of the text as the grammars read it: no hidden characters, plain spaces and quotes.

The parsers of numbers, dates, names and sources search in `View.text` and get back exact spans of
the story's text by `View.span`. It must not change what is shown: it only serves matching.
"""

from __future__ import annotations

import bisect
import re

from claims.reading.story import Span

HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u0300-\u036f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0f\ufeff]"
)
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\n\t\v\f\u00a0\u2007\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011", "-"),
    }
)


class View:
    """The stretch `start` to `end` of `text`, made plain for matching, one to one or shorter."""

    __slots__ = ("_map", "_source", "_start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        piece = text[start:end]
        self._source = text
        self._start = start
        self._map: list[int] | None = None
        if HIDDEN.search(piece):
            kept = [i for i, char in enumerate(piece) if not HIDDEN.match(char)]
            self._map = kept
            piece = "".join([piece[i] for i in kept])
        self.text = piece.translate(_PLAIN)

    def part(self, first: int, last: int) -> View:
        """The view of its own characters `first` up to `last`."""
        start = self.offset(first)
        return View(self._source, start, self.offset(last - 1) + 1 if last > first else start)

    @property
    def plain(self) -> bool:
        """Whether nothing was hidden, so that offsets differ by the start alone."""
        return self._map is None

    def offset(self, index: int) -> int:
        """Where the character `index` of the view stands in the story's text."""
        if self._map is None:
            return self._start + index
        if not self._map:
            return self._start
        if index < len(self._map):
            return self._start + self._map[index]
        return self._start + self._map[-1] + 1

    def index(self, offset: int) -> int:
        """The view's character at a place of the story's text (the next where it is hidden)."""
        if self._map is None:
            return min(max(0, offset - self._start), len(self.text))
        return bisect.bisect_left(self._map, offset - self._start)

    def span(self, first: int, last: int) -> Span:
        """The span of the story's text under the view's characters `first` up to `last`."""
        start = self.offset(first)
        end = self.offset(last - 1) + 1 if last > first else start
        return Span(start, end, self._source[start:end])

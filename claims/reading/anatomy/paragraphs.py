"""Cuts a text into paragraphs: blank lines part them, hard-wrapped lines are joined.

Called by `claims.reading.anatomy.layout`. It must not judge what a paragraph is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from claims.reading.story import Span
from claims.reading.view import HIDDEN

_WIDEST = 100  # a wrapped line is no longer than this
_SLACK = 6
_RAGGED, _FEWEST = 15, 3  # of a wrapped text some lines are nearly as wide as the widest
# What a line may be padded with: blanks, and the control characters of old wires.
_BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace() or ord(c) < 32) + "\x7f"
Line = tuple[int, int, int]  # start and end without blanks, indent


def _lines(text: str) -> list[list[Line]]:
    """Blocks of lines between blank lines."""
    blocks: list[list[Line]] = [[]]
    at = 0
    for raw in text.split("\n"):
        bare = raw.strip(_BLANK)
        if bare and HIDDEN.sub("", bare).strip():
            indent = len(raw) - len(raw.lstrip(_BLANK))
            blocks[-1].append((at + indent, at + indent + len(bare), indent))
        elif blocks[-1]:
            blocks.append([])
        at += len(raw) + 1
    return [block for block in blocks if block]


def _wrap_width(blocks: list[list[Line]]) -> int:
    """The width at which the text was wrapped, 0 where its lines are its paragraphs."""
    widths = [line[1] - line[0] + line[2] for block in blocks for line in block[:-1]]
    narrow = [width for width in widths if 40 <= width <= _WIDEST]
    full = [width for width in narrow if width > max(narrow) - _RAGGED]
    if len(full) < _FEWEST or len(widths) - sum(w <= _WIDEST for w in widths) > 0.2 * len(widths):
        return 0
    return max(narrow)


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[Span]:
    """The paragraphs in order. A line for which `stands_alone` holds is never joined."""
    blocks = _lines(text)
    width = _wrap_width(blocks)
    out: list[Span] = []
    for block in blocks:
        start, last, _ = block[0]
        for before, line in pairwise(block):
            two = text[line[0] : line[1]]
            bracket = (
                before[0] == start and text[start] == "(" and ")" not in text[start : before[1]]
            )
            if bracket or (
                _goes_on(text, before, line, width)
                and not (stands_alone(two) or stands_alone(text[before[0] : before[1]]))
            ):
                last = line[1]
                continue
            out.append(Span(start, last, text[start:last]))
            start, last = line[0], line[1]
        out.append(Span(start, last, text[start:last]))
    return out


def _goes_on(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether a line was broken only because the next word would not have fitted."""
    length = before[1] - before[0] + before[2]
    if not width or length > _WIDEST or line[2] >= before[2] + 2:
        return False
    head = text[line[0] : min(line[1], line[0] + 40)]
    first = re.split(r"\s", head, maxsplit=1)[0]
    return length + 1 + len(first) > width - _SLACK or (head[:1].islower() and length > 30)

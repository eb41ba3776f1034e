"""A spooled file's lines, from any byte on; a line that never ends costs no memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

LONGEST = 16_000_000  # bytes of a line: a page's source, with every letter escaped
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the spooled file, where the next begins, its bytes without the end.

    `whole` is False where it was longer than `LONGEST`: then only its beginning is here. `ended`
    is False for a last line without a line end.
    """

    number: int
    end: int
    raw: bytes
    whole: bool = True
    ended: bool = True


def read_lines(file: IO[bytes], position: int, number: int) -> Iterator[Line]:
    """The lines from that byte on, of which the first has that number plus one; blank ones too."""
    file.seek(position)
    while raw := file.readline(LONGEST + 1):
        number += 1
        whole = len(raw) <= LONGEST
        ended = raw.endswith(b"\n")
        end = file.tell()
        if not whole:
            raw = raw[:_PIECE]
            ended = ended or _skip(file)
            end = file.tell()
        yield Line(number, end, raw.rstrip(b"\r\n"), whole, ended)


def _skip(file: IO[bytes]) -> bool:
    """To the line's end. Whether it has one."""
    while piece := file.readline(_PIECE):
        if piece.endswith(b"\n"):
            return True
    return False

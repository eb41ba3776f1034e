"""A story as blocks for the page: paragraphs by their part, claims marked in them. PURE.

Offsets are those of the revision's text; the pieces of all blocks together are that text but for
the white space between blocks.
"""

from __future__ import annotations

import bisect
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
INLINE = frozenset({"dateline", "credit"})
MOST_SHOWN = 90  # characters of a statement in the list
LABELS = {
    "caption": "Caption",
    "footer": "Footer",
    "link": "Source link",
    "byline": "Byline",
    "published": "Published",
    "furniture": "Not the story's",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim as the galley needs it: where, what page, how coloured, is it the one at hand.

    A sentence that is no claim has no page but a number in the list of those, and the reason.
    """

    start: int
    end: int
    claim_id: str
    look: str
    current: bool = False
    number: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind: plain, a claim, or a small part (dateline, credit)."""

    text: str
    mark: Mark | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and what it is in the anatomy: body, caption, headline, footer ... Its pieces
    are the revision's text from `start` on, to the letter."""

    part: str
    start: int
    pieces: tuple[Piece, ...]


def blocks(text: str, parts: Sequence[dict[str, Any]], marks: Sequence[Mark]) -> tuple[Block, ...]:
    """The text's paragraphs in order.

    Arguments: parts as `claims.reading.story.Part` in JSON, in order of the text; marks may
    overlap: then the current claim, else the earlier one, is drawn.
    """
    drawn = _without_overlap(marks)
    wide = [part for part in parts if part["name"] not in INLINE]
    small = [part for part in parts if part["name"] in INLINE]
    found = []
    for match in PARAGRAPH.finditer(text):
        start, end = match.span()
        cuts = [part for part in wide if part["start"] < end and part["end"] > start]
        cuts = cuts or [p for p in small if p["start"] <= start and p["end"] >= end]
        for low, high, name in _split(start, end, cuts):
            pieces = tuple(_pieces(text, low, high, small, drawn))
            if pieces:
                found.append(Block(name, low, pieces))
    return tuple(found)


def _split(start: int, end: int, cuts: Sequence[dict[str, Any]]) -> list[tuple[int, int, str]]:
    """The paragraph cut where one part ends and another begins (a headline run on to the text)."""
    found: list[tuple[int, int, str]] = []
    at = start
    for part in cuts:
        low, high = max(at, part["start"]), min(end, part["end"])
        if low >= high:
            continue
        if low > at:
            # What lies between two parts belongs to the one before it.
            name = found[-1][2] if found else part["name"]
            found.append((at, low, name))
        found.append((low, high, part["name"]))
        at = high
    if at < end:
        found.append((at, end, found[-1][2] if found else "body"))
    joined: list[tuple[int, int, str]] = []
    for low, high, name in found:
        if joined and joined[-1][2] == name:
            joined[-1] = (joined[-1][0], high, name)
        else:
            joined.append((low, high, name))
    return joined


def _without_overlap(marks: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    ranked = sorted(marks, key=lambda one: (not one.current, bool(one.why), one.start, -one.end))
    for mark in ranked:
        at = bisect.bisect(kept, mark.start, key=lambda one: one.start)
        after = at < len(kept) and kept[at].start < mark.end
        before = at > 0 and kept[at - 1].end > mark.start
        if not (after or before):
            kept.insert(at, mark)
    return kept


def left_marks(left_out: Sequence[dict[str, Any]], parts: Sequence[dict[str, Any]]) -> list[Mark]:
    """The body's sentences that are no claims, with the number of each in the whole list."""
    body = [part for part in parts if part["name"] == "body"]
    starts = [part["start"] for part in body]
    marks = []
    for number, row in enumerate(left_out, 1):
        at = bisect.bisect(starts, row["start"]) - 1
        if at >= 0 and row["start"] < body[at]["end"]:
            marks.append(Mark(row["start"], row["end"], "", "left", False, number, row["reason"]))
    return marks


def _pieces(
    text: str, start: int, end: int, small: Sequence[dict[str, Any]], marks: Sequence[Mark]
) -> list[Piece]:
    spans: list[tuple[int, int, Mark | None, str]] = [
        (mark.start, mark.end, mark, "") for mark in marks if mark.start < end and mark.end > start
    ]
    spans += [
        (part["start"], part["end"], None, part["name"])
        for part in small
        if part["start"] < end and part["end"] > start
    ]
    found: list[Piece] = []
    at = start
    for low, high, mark, name in sorted(spans, key=lambda one: (one[0], one[1])):
        low, high = max(low, at), min(high, end)  # noqa: PLW2901 - held within the block
        if low >= high:
            continue
        if text[at:low]:
            found.append(Piece(text[at:low]))
        found.append(Piece(text[low:high], mark, name))
        at = high
    if text[at:end].strip():
        found.append(Piece(text[at:end]))
    return [piece for piece in found if piece.text.strip()] and found


def as_html(drawn: Iterable[Block], claims: str) -> str:
    """The blocks as HTML, all text of the story escaped; `claims` is the address below which each
    claim has its page. A page draws hundreds of pieces: templates took half of its time."""
    out: list[str] = []
    first = True
    for block in drawn:
        if block.part == "headline":  # it stands above the galley
            continue
        out.append(f'<p class="{escape(block.part)}" dir="auto" data-at="{block.start}">')
        if label := LABELS.get(block.part):
            out.append(f'<span class="label">{escape(label)}</span>')
        for piece in block.pieces:
            text = escape(piece.text)
            if piece.mark is None:
                named = f'<span class="{escape(piece.part)}">{text}</span>'
                out.append(named if piece.part else text)
            elif piece.mark.current:
                # A claim over two paragraphs has two marks; the page jumps to the first.
                out.append(f'<mark id="claim">{text}</mark>' if first else f"<mark>{text}</mark>")
                first = False
            else:
                out.append(_link(piece.mark, text, claims))
        out.append("</p>")
    return "".join(out)


def as_list(rows: Iterable[Any], current: uuid.UUID, claims: str) -> str:
    """A story's claims as the items of a list, each with its state: rows with id, statement,
    status, verdict_value ("" or None for none). Escaped and drawn here for the same reason."""
    out: list[str] = []
    for row in rows:
        here = ' aria-current="true"' if row.id == current else ""
        said = (
            row.statement
            if len(row.statement) <= MOST_SHOWN
            else row.statement[: MOST_SHOWN - 1] + "…"
        )
        look = escape(row.verdict_value or row.status)
        out.append(
            f'<li{here}><a href="{claims}{row.id}/">{escape(said)}</a> '
            f'<span class="pill {look}">{look}</span></li>'
        )
    return "".join(out)


def _link(mark: Mark, text: str, claims: str) -> str:
    if mark.why:
        why = escape(f"Not a claim: {mark.why}")
        return f'<a class="left" href="#left-{mark.number}" title="{why}">{text}</a>'
    look = escape(mark.look)
    return f'<a class="c {look}" href="{claims}{mark.claim_id}/" title="{look}">{text}</a>'

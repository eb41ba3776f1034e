"""Lays out a text whose parts are known beforehand, as those of a web page are.

Called by `claims.reading.read` for pages (`claims.page`). What the page calls a paragraph may still
be furniture ("Read more: ..."), and its first paragraph may open with a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.reading.anatomy.dateline import Found, parse_dateline
from claims.reading.anatomy.layout import Layout, append
from claims.reading.anatomy.marks import Mark, mark
from claims.reading.languages.words import Words
from claims.reading.story import PartName, Span

PARAGRAPH = "\n\n"  # what stands between two parts
_DASHES = re.compile(r"[\s\u2014\u2013:_-]+$")
_NOT_BODY = {Mark.LINK: PartName.LINK, Mark.NOTE: PartName.FURNITURE, Mark.END: PartName.FURNITURE,
             Mark.FURNITURE: PartName.FURNITURE, Mark.BYLINE: PartName.BYLINE,
             Mark.CREDITED: PartName.CAPTION}  # fmt: skip


def spans_of(
    text: str, parts: Sequence[tuple[PartName, str]]
) -> list[tuple[PartName, Span]] | None:
    """The parts with their places, or None where the text is not exactly these parts."""
    rows: list[tuple[PartName, Span]] = []
    at = 0
    for name, written in parts:
        if not written or not text.startswith(written, at):
            return None
        rows.append((name, Span(at, at + len(written), written)))
        at += len(written) + len(PARAGRAPH)
    return rows if at == len(text) + len(PARAGRAPH) else None


def lay_out_given(text: str, rows: Sequence[tuple[PartName, Span]], words: Words) -> Layout:
    """The layout of a text that consists of these parts."""
    layout = Layout()
    bodies = 0
    for given, span in rows:
        name = given
        if name is PartName.BODY:
            marked = mark(span, words).mark
            short = marked is Mark.SHORT and not span.text[:1].islower()
            name = PartName.HEADING if short else _NOT_BODY.get(marked, PartName.BODY)
            bodies += name is PartName.BODY
            if bodies <= 2 and layout.dateline is None and name is PartName.BODY:
                layout.dateline = parse_dateline(text, span.start, span.end, words)
        elif name is PartName.DATELINE and layout.dateline is None:
            layout.dateline = _bare(text, span, words)
        _note(layout, name, span)
        append(text, layout, span, name)
    return layout


def _bare(text: str, span: Span, words: Words) -> Found:
    """A dateline that the page marks as such: in the wires' form, or a place alone."""
    found = parse_dateline(text, span.start, span.end, words)
    return found or Found(span, _DASHES.sub("", span.text) or None, None, None, None, None)


def _note(layout: Layout, name: PartName, span: Span) -> None:
    """Keeps the first of each part that a story has once."""
    if name is PartName.HEADLINE:
        layout.headline = layout.headline or span
    elif name is PartName.BYLINE:
        layout.byline = layout.byline or span
    elif name is PartName.CAPTION:
        layout.caption = layout.caption or span
    elif name is PartName.CREDIT:
        layout.credit = layout.credit or span
    elif name is PartName.LINK:
        layout.link = layout.link or span

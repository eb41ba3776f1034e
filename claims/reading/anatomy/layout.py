"""Lays a story out: which paragraphs are its body, which line its headline, what is furniture.

Called by `claims.reading.read`. The body is the stretch of paragraphs with the most prose in it
(the largest sum where prose counts for and page furniture against); headline, byline and caption
are looked for around its start, the outlet after its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from claims.reading.anatomy import heads
from claims.reading.anatomy.dateline import Found, parse_dateline
from claims.reading.anatomy.marks import (
    URL,
    Mark,
    Marked,
    count_words,
    is_listed,
    is_terminal,
    mark,
    patterns,
)
from claims.reading.anatomy.paragraphs import paragraphs
from claims.reading.anatomy.published import date_in_code, read_published
from claims.reading.languages.words import Words
from claims.reading.story import Part, PartName, Span

_WEIGHT = {
    Mark.SHORT: -6, Mark.LINK: -8, Mark.BYLINE: 0, Mark.CREDITED: 0, Mark.NOTE: -6,
    Mark.FURNITURE: -12, Mark.END: -45,
}  # fmt: skip
_MOST = 60  # no paragraph counts for more words than this
_EMBEDS = re.compile(
    r"(?:https?://)?(?:www\.|m\.|mobile\.)?(?:twitter|x|facebook|instagram|youtube|youtu|tiktok|t|"
    r"threads|linkedin|pinterest|whatsapp|telegram)\.(?:com|be|me|net|co)/",
    re.IGNORECASE,
)
_ANNOUNCES = 6  # words of a line that hands the word to somebody: "... issued this statement:"
_URL_TAIL = ".,;:!?)]}*_"


@dataclass(slots=True)
class Layout:
    """The parts of a text in order, and the places that a story names."""

    parts: list[Part] = field(default_factory=list)
    headline: Span | None = None
    caption: Span | None = None
    credit: Span | None = None
    byline: Span | None = None
    dateline: Found | None = None
    link: Span | None = None
    outlet: Span | None = None
    published: date | datetime | None = None
    code_date: date | None = None


def lay_out(text: str, words: Words) -> Layout:
    """The anatomy of a normalised text. Linear; parts never overlap and stand in order."""
    known = patterns(words)

    def alone(line: str) -> bool:
        head = line[:400]
        return bool(
            known.byline.match(head)
            or known.wire_note.match(head)
            or known.section_end.match(head)
            or is_listed(head)
            or (len(line) < 24 and known.furniture.match(head))
        )

    rows = [mark(span, words) for span in paragraphs(text, alone)]
    layout = Layout()
    if not rows:
        return layout
    first, last = _body(rows)
    names: dict[int, PartName] = {}
    layout.dateline, place = _dateline(text, rows, first, last, words)
    heads.find(text, rows, names, layout, (first, last, place), words)
    _outlet(rows, names, layout, last)
    _links(rows, layout)
    _published(rows, (first, last), names, layout, words)
    for index, row in enumerate(rows):
        name = names.get(index) or _name(rows, index, first, last)
        append(text, layout, row.span, name)
    return layout


def _body(rows: list[Marked]) -> tuple[int, int]:
    """First and last paragraph of the body (the largest sum of a contiguous stretch)."""
    best, best_span, total, start = 0, (0, -1), 0, 0
    for index, row in enumerate(rows):
        weight = min(row.words, _MOST) if row.mark is Mark.PROSE else _WEIGHT[row.mark]
        if total <= 0:
            total, start = 0, index
        total += weight
        if total > best:
            best, best_span = total, (start, index)
    return best_span


def _dateline(
    text: str, rows: list[Marked], first: int, last: int, words: Words
) -> tuple[Found | None, int]:
    """The first dateline before the story's third paragraph, and its paragraph."""
    stop = min(first + 6, last + 1) if last >= first else len(rows)
    for index in range(min(stop, len(rows))):
        row = rows[index]
        if row.mark in {Mark.BYLINE, Mark.LINK, Mark.NOTE}:
            continue
        found = parse_dateline(text, row.span.start, row.span.end, words)
        if found and (row.mark is not Mark.CREDITED or found.day):
            return found, index
    return None, -1


def _name(rows: list[Marked], index: int, first: int, last: int) -> PartName:
    """The part of a paragraph that is neither headline nor byline nor caption."""
    row = rows[index]
    if row.mark is Mark.LINK:
        return PartName.LINK
    if row.mark is Mark.CREDITED:
        return PartName.CREDIT
    if last < first:  # nothing reads like prose: take what there is
        return PartName.BODY if row.mark is Mark.SHORT else PartName.FURNITURE
    if first <= index <= last:
        if row.mark is Mark.PROSE:
            return PartName.BODY
        if row.mark is Mark.SHORT:
            return PartName.BODY if _is_broken_prose(row) else PartName.HEADING
    return PartName.FURNITURE


def _is_broken_prose(row: Marked) -> bool:
    """A piece of a sentence that a page has torn apart, rather than a heading."""
    text = row.span.text
    torn = text[:1].islower() or (text[:1] in '"\u201c' and row.words >= 10)
    return torn or text.endswith(",") or (text.endswith(":") and row.words >= _ANNOUNCES)


def _outlet(rows: list[Marked], names: dict[int, PartName], layout: Layout, last: int) -> None:
    """The outlet's name below the story, where the text holds little else after it."""
    after = range(last + 1, len(rows))
    if last < 0 or len(after) > 8:
        return
    for index in after:
        row = rows[index]
        announced = rows[index - 1].span.text.endswith(":")  # "Contact:" stands above a name
        if (
            row.mark is Mark.SHORT
            and row.words <= 6
            and row.span.text[:1].isupper()
            and not announced
        ):
            names[index] = PartName.FOOTER
            layout.outlet = layout.outlet or row.span


def _links(rows: list[Marked], layout: Layout) -> None:
    """The source link: the last paragraph that is a link, in whatever markup, made clean."""
    for row in rows:
        if row.mark is not Mark.LINK:
            continue
        match = URL.search(row.span.text)
        if match and not _EMBEDS.match(match.group()):
            start = row.span.start + match.start()
            bare = match.group().rstrip(_URL_TAIL)
            layout.link = Span(start, start + len(bare), bare)


def _published(
    rows: list[Marked],
    body: tuple[int, int],
    names: dict[int, PartName],
    layout: Layout,
    words: Words,
) -> None:
    """The first full date in a line about the page, above the body or right below it."""
    first, last = body
    for index, row in enumerate(rows):
        inside = first <= index <= last
        head = row.span.text[:200]
        layout.code_date = layout.code_date or date_in_code(head)
        if inside and row.mark is Mark.PROSE:
            continue
        if row.words > 30 or row.mark is Mark.CREDITED or index > last + 40:
            continue
        if layout.dateline and row.span.start <= layout.dateline.span.start < row.span.end:
            continue
        if layout.published is None:
            layout.published = read_published(" ".join(head.split()), words)
            if layout.published is not None and row.mark is not Mark.LINK:
                names.setdefault(index, PartName.PUBLISHED)


def append(text: str, layout: Layout, span: Span, name: PartName) -> None:
    """Adds the paragraph to the parts, with dateline and credit as parts of their own."""
    cuts: list[tuple[int, int, PartName]] = []
    if layout.dateline and span.start <= layout.dateline.span.start < span.end:
        line = layout.dateline.span
        rest = _trim(text, line.end, span.end)
        if span.start < line.start:
            cuts.append((span.start, line.start, name))
        cuts.append((line.start, line.end, PartName.DATELINE))
        if rest[0] < rest[1]:
            body = count_words(text[rest[0] : rest[1]]) >= 3 or is_terminal(text[rest[0] : rest[1]])
            cuts.append((*rest, PartName.BODY if body else PartName.FURNITURE))
    elif name is PartName.CAPTION and layout.caption and layout.credit:
        start = heads.credit_start(text, span, layout.credit)
        cuts.append((*_trim(text, span.start, start), name))
        cuts.append((*_trim(text, start, span.end), PartName.CREDIT))
    else:
        cuts.append((span.start, span.end, name))
    for start, end, part in cuts:
        if start < end:
            layout.parts.append(Part(start, end, text[start:end], part))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return (start + lead, start + lead + len(piece.strip())) if piece.strip() else (start, start)

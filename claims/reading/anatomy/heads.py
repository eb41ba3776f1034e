"""Finds headline, standfirst, byline and captions around the start of the body.

Called by `claims.reading.anatomy.layout`, whose `names` and `layout` it fills in.
"""

from __future__ import annotations

import re
from typing import Protocol

from claims.reading.anatomy.marks import Mark, Marked, is_terminal, is_title, patterns
from claims.reading.anatomy.published import full_date
from claims.reading.languages.words import Words
from claims.reading.story import PartName, Span
from claims.reading.view import View

_WIRE_BY = re.compile(r"\bBy ((?:[A-Z][A-Z.'-]+ ){1,4}?[A-Z][A-Z'-]+)(?= (?:QC|UR|QL)\b|=|$)")
_BYLINE_END = re.compile(r"\s*(?:\||=|\s[-\u2013\u2014](?:\s|$)|$)")
_NAME = re.compile(r"[A-Z][\w'\u2019-]+(?: (?:[A-Z]\.|[a-z]{2,3}|[A-Z][\w'\u2019-]+)){1,3}")
_INLINE_BY = re.compile(r"\|\s*written by\s+([^|\n]{3,60})", re.IGNORECASE)
_SOURCE_IN_CREDIT = re.compile(
    r"\(\s*(?:[^():]{0,20}\bby|[^():]{0,20}:|courtesy of)?\s*([^()]{2,60}?)\s*\)\s*$", re.IGNORECASE
)
_NAMED_PARENTHESIS = re.compile(
    r"[^.!?]\s?\(([A-Z][\w .&/\u2019'-]{1,30})\)$|[.!?] \(([A-Z][\w .&/-]{1,30})\)$"
)
_SHOUTED = re.compile(r"^(?:[A-Z]{2,}[,']? ){2,6}(?:\u2026|\.{3}|[\u2014\u2013:|-])")
_FROM_FILE = re.compile(r"FILE(?: PHOTO)?\s?[-\u2013\u2014:]")
_SHOWS = re.compile(
    r"\((?:left|right|cent(?:re|er)|[lcr]|from left)\)|\bis seen\b|\bpictured\b|\blooks on\b",
    re.IGNORECASE,
)


class Heads(Protocol):
    """What this module fills in of a `Layout`."""

    headline: Span | None
    caption: Span | None
    credit: Span | None
    byline: Span | None


Place = tuple[int, int, int]  # first and last body paragraph, paragraph of the dateline


def find(
    text: str, rows: list[Marked], names: dict[int, PartName], heads: Heads, at: Place, words: Words
) -> None:
    """Names the paragraphs around the body's start."""
    _byline(text, rows, names, heads, at, words)
    _captions(text, rows, names, heads, at, words)
    _headline(text, rows, names, heads, at, words)


def _headline(
    text: str, rows: list[Marked], names: dict[int, PartName], heads: Heads, at: Place, words: Words
) -> None:
    first, last, dateline = at
    stop = last + 1 if last >= first else len(rows)
    opening = next(
        (i for i in range(first, stop) if rows[i].mark is Mark.PROSE and i not in names
         and i != dateline and not _is_question(rows[i]) and not (i == 0 and _is_titled(rows[i]))),
        stop,
    )  # fmt: skip
    if 0 <= dateline < opening and rows[dateline].words > 12:
        opening = dateline
    for index in range(min(opening, len(rows))):
        row = rows[index]
        span = _caret(text, row)
        if span is None and (
            index in names
            or index == dateline
            or not (_looks_titled(row) or (index == 0 and _is_titled(row)))
        ):
            continue
        heads.headline = span or row.span
        names[index] = PartName.HEADLINE
        if index + 1 < opening and index + 1 != dateline:
            _standfirst(rows, names, index + 1, words)
        return


def _looks_titled(row: Marked) -> bool:
    return is_title(row) and (row.mark is Mark.SHORT or _is_question(row))


def _is_titled(row: Marked) -> bool:
    """A title with a stop after it: its words of weight all have capitals."""
    weighty = [word for word in row.span.text.split() if len(word) > 3]
    capital = sum(word.lstrip("\"'\u201c\u2018(")[:1].isupper() for word in weighty)
    return row.mark is Mark.PROSE and 3 < row.words <= 16 and capital >= 0.85 * len(weighty) > 2


def _is_question(row: Marked) -> bool:
    """A title that asks or exclaims looks like prose."""
    return row.mark is Mark.PROSE and is_title(row) and row.words <= 20


def _caret(text: str, row: Marked) -> Span | None:
    """The title between the wire's own carets: ^Prices rise again<."""
    inner = row.span.text
    if not (inner.startswith("^") and inner.endswith("<")):
        return None
    title = inner[1:-1]
    low = title.lower()
    if low.startswith(("bc-", "ap photo", "eds", "editor", "by ", "with ")) or is_terminal(title):
        return None
    if len(title.split()) < 4:
        return None
    start = row.span.start + 1
    return Span(start, start + len(title), text[start : start + len(title)])


def _standfirst(rows: list[Marked], names: dict[int, PartName], index: int, words: Words) -> None:
    """A line of some length right under the headline, before the body."""
    if index >= len(rows) or index in names:
        return
    row = rows[index]
    dated = full_date(row.span.text[:120], words) is not None
    if (
        row.mark is Mark.SHORT
        and row.words >= 6
        and not is_terminal(row.span.text)
        and not (dated or row.span.text.endswith("|"))
    ):
        names[index] = PartName.STANDFIRST


def _byline(
    text: str, rows: list[Marked], names: dict[int, PartName], heads: Heads, at: Place, words: Words
) -> None:
    stop = min(len(rows), at[0] + 5) if at[1] >= at[0] else len(rows)
    stop = max(stop, min(at[2] + 1, len(rows)))
    age = re.compile(words.age_of_page, re.IGNORECASE)
    for index in range(stop):
        row = rows[index]
        span = _by_words(text, row, words) or (_inline(text, row) if row.words < 40 else None)
        if span is None and row.mark is Mark.NOTE:
            span = _by_wire(row)
        if span is None:
            span = _bare_name(text, rows, index, age, words)
        if span is not None:
            names[index] = PartName.BYLINE
            heads.byline = span
            return
    for index in range(max(at[1] + 1, stop), min(len(rows) - 1, at[1] + 12)):
        span = _signed(rows, index, words)
        if span is not None:
            names[index] = names[index + 1] = PartName.BYLINE
            heads.byline = span
            return


def _signed(rows: list[Marked], index: int, words: Words) -> Span | None:
    """A name alone below the story, above the author's role."""
    row, following = rows[index], rows[index + 1].span.text.lower().split()
    match = _NAME.fullmatch(row.span.text) if row.words <= 5 else None
    return row.span if match and following[:1] and following[0] in words.author_roles else None


def _by_words(text: str, row: Marked, words: Words) -> Span | None:
    if row.mark is not Mark.BYLINE:
        return None
    by = re.match(rf"(?:{words.by}):?\s+", row.span.text, re.IGNORECASE)
    start = by.end() if by else 0
    end = _BYLINE_END.search(row.span.text, start)
    stop = end.start() if end else len(row.span.text)
    begin = row.span.start + start
    return Span(begin, row.span.start + stop, text[begin : row.span.start + stop])


def _by_wire(row: Marked) -> Span | None:
    """The author between a wire's control words: "QL UR By ADA MOLD QC"."""
    match = _WIRE_BY.search(row.span.text)
    if not match:
        return None
    start = row.span.start + match.start(1)
    return Span(start, start + len(match[1]), match[1])


def _inline(text: str, row: Marked) -> Span | None:
    match = _INLINE_BY.search(row.span.text)
    if not match:
        return None
    start = row.span.start + match.start(1)
    bare = match[1].strip()
    return Span(start, start + len(bare), text[start : start + len(bare)])


def _bare_name(
    text: str, rows: list[Marked], index: int, age: re.Pattern[str], words: Words
) -> Span | None:
    """A name alone on its line, above the author's role or the page's date."""
    row = rows[index]
    if row.mark not in {Mark.SHORT, Mark.FURNITURE} or row.words > 8:
        return None
    match = _NAME.match(row.span.text)
    if not match:
        return None
    rest = row.span.text[match.end() :]
    start = row.span.start
    whole = not rest and not any(w in words.titles for w in match.group().lower().split())
    following = rows[index + 1].span.text[:120] if index + 1 < len(rows) else ""
    role = following.lower().split()[:1] in [[role] for role in words.author_roles]
    dated = full_date(following, words) is not None and len(following.split()) < 9
    if (whole and (role or dated or age.match(following))) or (rest and age.match(rest.strip())):
        return Span(start, start + match.end(), match.group())
    glued = re.match(r"(?P<name>[A-Z][a-z]+ [A-Z][a-z]+)(?=[0-9])", row.span.text)
    if glued and age.search(" " + row.span.text[glued.end() :]):
        return Span(start, start + glued.end(), glued["name"])
    return None


def _captions(
    text: str, rows: list[Marked], names: dict[int, PartName], heads: Heads, at: Place, words: Words
) -> None:
    first, last, dateline = at
    top = True
    for index, row in enumerate(rows):
        if last >= first and index > last:
            return
        if index in names or index == dateline:
            top = top and index != dateline
            continue
        caption = _caption(text, rows, index, top=top, inside=first <= index <= last, words=words)
        if caption is not None:
            for number in range(index, index + caption[2]):
                names[number] = PartName.CAPTION
            if heads.caption is None:
                heads.caption, heads.credit = caption[0], caption[1]
        elif row.mark is Mark.PROSE and first <= index <= last:
            top = False


def _caption(
    text: str, rows: list[Marked], index: int, *, top: bool, inside: bool, words: Words
) -> tuple[Span, Span | None, int] | None:
    """The caption with its credit, the credit's source, and over how many paragraphs it runs."""
    row = rows[index]
    following = rows[index + 1] if index + 1 < len(rows) else None
    if row.mark is Mark.CREDITED and row.words > 4:
        return row.span, _source(text, row, words), 1
    if top and following and row.words >= 5 and _is_bare_credit(following):
        span = Span(row.span.start, following.span.end, text[row.span.start : following.span.end])
        return span, _source(text, following, words), 2
    if top and (found := _NAMED_PARENTHESIS.search(row.span.text)) and row.words > 6:
        group = 1 if found[1] else 2
        start = row.span.start + found.start(group)
        return row.span, Span(start, start + len(found[group]), found[group]), 1
    if row.mark is Mark.PROSE and _FROM_FILE.match(row.span.text):
        return row.span, None, 1
    if top and row.mark is Mark.PROSE and _SHOUTED.match(row.span.text):
        return row.span, None, 1
    dated = top and row.mark is Mark.PROSE and row.words <= 60
    if dated and _ends_dated(row.span.text, words) and not _tells(row.span.text, words):
        return row.span, None, 1
    near = [rows[i].mark for i in (index - 1, index + 1) if 0 <= i < len(rows)]
    beside = Mark.CREDITED in near or Mark.FURNITURE in near
    if top and beside and row.mark is Mark.PROSE and _SHOWS.search(row.span.text):
        return row.span, None, 1
    if inside and not top and following and _is_pair(row, following):
        span = Span(row.span.start, following.span.end, text[row.span.start : following.span.end])
        return span, following.span, 2
    return None


def _ends_dated(text: str, words: Words) -> bool:
    """ "..., in Arden, April 14, 2024.": how agencies end the words below a picture."""
    tail = text[-30:].rstrip(" .")
    found = full_date(tail, words)
    return found is not None and found[1] == len(tail) and tail[:-8].count(",") > 0


def _tells(text: str, words: Words) -> bool:
    """Whether somebody says something in it, as nobody does below a picture."""
    return any(word.strip(".,;:").lower() in words.cues for word in text.split())


def _is_bare_credit(row: Marked) -> bool:
    """A line that holds a credit and nothing else."""
    return row.mark is Mark.CREDITED and row.words <= 4


def _is_pair(row: Marked, following: Marked) -> bool:
    """A line and a name below it, both without a stop: a picture's words and its source."""
    return (
        row.mark is Mark.SHORT
        and following.mark is Mark.SHORT
        and row.words >= 4
        and following.words <= 4
        and all(token[:1].isupper() for token in following.span.text.split())
        and not row.span.text.endswith((",", ":"))
    )


def _source(text: str, row: Marked, words: Words) -> Span | None:
    match = _SOURCE_IN_CREDIT.search(row.span.text)
    group = 1
    if not match:
        view = View(text, row.span.start, row.span.end)
        match = patterns(words).credit.search(view.text)
        return view.span(*match.span()) if match and match.group().strip() else None
    start = row.span.start + match.start(group)
    return Span(start, start + len(match[group]), match[group])


def credit_start(text: str, span: Span, credit: Span) -> int:
    """Where the credit's own part begins: its bracket, or the credit itself."""
    if not span.start <= credit.start < span.end:
        return span.end
    bracket = text.rfind("(", span.start, credit.start)
    return bracket if bracket >= 0 and credit.start - bracket < 80 else credit.start

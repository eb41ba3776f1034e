"""A table of stories (CSV): which column is which, and its lines as a spool of JSON Lines.

Separator and encoding are told by the table itself. A day is taken where it can be only one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson

from claims.batches.spool import writing
from claims.encoding import decode
from factcheck.errors import FieldError, Invalid

# Our fields, and what else a column of theirs is often called. A table is taken as it is only where
# every column is named by one of these; the second names are guesses that a person is shown.
FIELDS: dict[str, tuple[str, ...]] = {
    "headline": ("heading", "header"),
    "text": ("body", "story", "content", "article"),
    "html": (),
    "url": (),
    "source_url": ("address", "permalink", "source"),
    "outlet": ("publisher", "paper"),
    "published_at": ("published", "date", "when", "day"),
    "language": ("lang",),
    "external_id": ("guid", "uid", "number"),
}
SHORT = {"title": "headline", "link": "source_url", "id": "external_id"}
STORY = ("text", "html", "url")
LARGEST = 200_000_000  # bytes of a table: it is read at once
_SEPARATORS = ",;\t|"
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


class UnmatchedError(Exception):
    """Not every column is one of ours, or none holds a story; `found` are those of the table."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__("columns")
        self.found = list(found)

    def refusal(self) -> Invalid:
        """For a program, which is told how to say it."""
        named = [_known(name) for name in self.found]
        names = ", ".join(f"“{name[:40]}”" for name in self.found[:30]) or "none"
        how = (
            f"Found: {names}. Known are: {', '.join((*FIELDS, *SHORT))}. Name them so in the first "
            "line, or send ?columns=text:Body,headline:Title; columns that it does not name are "
            "left out."
        )
        errors = []
        if not set(STORY) & set(named):
            message = f"No column of this table holds the stories (text, html or url). {how}"
            errors.append(FieldError("text", "no_column", message))
        if "headline" not in named:
            errors.append(FieldError("headline", "no_column", f"No column is a headline. {how}"))
        for name, field in zip(self.found, named, strict=True):
            if not field:
                message = f"“{name[:40]}” is no column that is known. {how}"
                errors.append(FieldError(name[:40], "unknown", message))
        return Invalid.fields(errors)

    def guesses(self) -> dict[str, str]:
        """Of our fields, the column that it may be."""
        guessed: dict[str, str] = {}
        for name in self.found:
            plain = re.sub(r"[\s-]+", "_", name.strip().lower())
            field = SHORT.get(plain) or next(
                (field for field, names in FIELDS.items() if plain in {field, *names}), ""
            )
            if field:
                guessed.setdefault(field, name)
        return guessed


@dataclass(frozen=True, slots=True)
class Table:
    """A table's text, its separator and the names in its first line."""

    text: str
    separator: str
    columns: tuple[str, ...]


def open_table(path: Path) -> Table:
    """Raises:
    Invalid: naming `file`: its encoding cannot be told, or it has no first line.
    """
    if path.stat().st_size > LARGEST:
        message = f"A table has {LARGEST:,} bytes at most. Send it in parts, or as JSON Lines."
        raise Invalid.field("file", "too_large", message)
    text = decode(path.read_bytes())
    if (nul := text.find("\x00")) >= 0:
        message = f"The table holds a NUL character at place {nul}. Take it out and send it again."
        raise Invalid.field("file", "nul", message)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise Invalid.field("file", "empty", "This table is empty.")
    # The one that parts the first line most: names of columns seldom hold one.
    separator = max(_SEPARATORS, key=first.count)
    columns = next(csv.reader([first], delimiter=separator))
    return Table(text, separator, tuple(name.strip() for name in columns))


def match(table: Table, said: Mapping[str, str] | None = None) -> dict[int, str]:
    """Which of our fields each column (by its place) is; `said` maps fields to names of columns.

    Raises:
        UnmatchedError: none of them holds a story. Invalid: a column that is said and not there, or
            two that are the same field.
    """
    if said:
        places = {}
        for field, column in said.items():
            if field not in FIELDS:
                message = f"There is no field “{field[:40]}”. There are: {', '.join(FIELDS)}."
                raise Invalid.field(field, "unknown", message)
            if column not in table.columns:
                names = ", ".join(table.columns)[:400]
                message = f"There is no column “{column[:40]}”. There are: {names}."
                raise Invalid.field(field, "no_column", message)
            places[table.columns.index(column)] = field
    else:
        places = {at: field for at, name in enumerate(table.columns) if (field := _known(name))}
        if len(places) < len(table.columns):
            raise UnmatchedError(table.columns)
    if len(set(places.values())) < len(places):
        twice = next(one for one in places.values() if list(places.values()).count(one) > 1)
        raise Invalid.field(twice, "twice", f"Two columns are “{twice}”. Keep one of them.")
    if not set(STORY) & set(places.values()):
        raise UnmatchedError(table.columns)
    return places


def spool_table(table: Table, places: Mapping[int, str], path: Path) -> int:
    """Writes the table's rows as spooled lines. Returns how many bytes.

    Raises:
        Invalid: naming the line where a quote opens that never closes.
    """
    with writing(path) as file:
        for number, cells in _rows(table):
            told = {
                field: cells[at].strip() if field != "text" else cells[at]
                for at, field in places.items()
                if at < len(cells)
            }
            if "published_at" in told:
                told["published_at"] = _day(told["published_at"])
            file.write(orjson.dumps([number, told]) + b"\n")
        return file.tell()


def _rows(table: Table) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on, without the first and blank ones."""
    csv.field_size_limit(20_000_000)
    # Line ends inside quotes stay as they are; splitting is the reader's.
    reader = csv.reader(io.StringIO(table.text, newline=""), delimiter=table.separator, strict=True)
    begins = 1
    named = False
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if named:
                    yield begins, cells
                named = True
            begins = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            message = f"The quote that opens on line {begins} never closes. Close it."
            raise Invalid.field(f"line {begins}", "quote", message) from None
        message = f"Line {reader.line_num} cannot be read as a table: {error}."
        raise Invalid.field(f"line {reader.line_num}", "table", message) from None


def _known(name: str) -> str:
    """Which field a column is by its name, "" where that is not certain."""
    return name if name in FIELDS else SHORT.get(name, "")


def _day(text: str) -> str:
    """A day as people write it in a table, in ISO's form where it can be only one; else as it is,
    and the row is refused for it.

    With dots the day stands first wherever dots are written; with slashes it depends.
    """
    if found := _DOTTED.fullmatch(text):
        day, month = int(found[1]), int(found[2])
    elif (found := _SLASHED.fullmatch(text)) and (int(found[1]) > 12) != (int(found[2]) > 12):
        day, month = sorted((int(found[1]), int(found[2])), reverse=True)
    else:
        return text
    try:
        return date(int(found[3]), month, day).isoformat()
    except ValueError:
        return text

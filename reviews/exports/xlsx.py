"""Verdicts as a spreadsheet file: one sheet of verdicts, one of their citations.

Written by the worker and by the command, row by row: what is written lies in temporary files and
not in memory. Every text is written as text, no cell is a formula and none a link, so the format's
limit of 65,530 links loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from xlsxwriter import Workbook

from factcheck.picture import one_picture
from reviews.exports.formats import cells_of, defuse
from reviews.exports.rows import BATCH, COLUMNS, rows
from reviews.models import Verdict

MOST = 32_767  # of a cell, in UTF-16 units, as the format counts
CUT = " … [cut]"
MOST_ROWS = 1_048_576  # of a sheet
# XML holds none of these; a half of a character neither.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# A reader takes _x000D_ for the character of that number; so written, it is what was typed.
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# The sheet of verdicts leaves out the column that has a sheet of its own.
OF_CITATION = ("url", "title", "publisher", "author", "kind", "published_on", "stance", "excerpt")
CITATION_COLUMNS = ("verdict_id", "claim_id", "number", *OF_CITATION, "proof")
AT_CITATIONS = COLUMNS.index("citations")
Progress = Callable[[int], object]


def write_workbook(
    verdicts: QuerySet[Verdict], path: Path, *, progress: Progress | None = None
) -> int:
    """Writes the file and returns how many verdicts it holds; `progress` hears of each batch.

    Without `progress` the file is one picture of the database; with it the rows of a batch are
    (on PostgreSQL all of them, by a cursor held open), since `progress` writes in between.
    """
    if progress is not None:
        return _write(verdicts, path, progress)
    with one_picture():
        return _write(verdicts, path, lambda _: None)


def _write(verdicts: QuerySet[Verdict], path: Path, progress: Progress) -> int:
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    done = 0
    with Workbook(str(path), options) as book:
        columns = tuple("citation_count" if one == "citations" else one for one in COLUMNS)
        sheet = _Sheet(book, "verdicts", columns)
        sources = _Sheet(book, "citations", CITATION_COLUMNS)
        for row in rows(verdicts):
            cells = cells_of(row)
            cells[AT_CITATIONS] = len(row["citations"])
            sheet.add(cells)
            for number, one in enumerate(row["citations"], 1):
                sources.add(_of_citation(row, number, one))
            done += 1
            if done % BATCH == 0:
                progress(done)
    progress(done)
    return done


class _Sheet:
    """A sheet with a frozen header; what it cannot hold any more goes on in another."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[str]) -> None:
        self.book, self.name, self.columns = book, name, columns
        self.bold = book.add_format({"bold": True})
        self.sheets = 0
        self._begin()

    def _begin(self) -> None:
        self.sheets += 1
        name = self.name if self.sheets == 1 else f"{self.name} {self.sheets}"
        self.sheet = self.book.add_worksheet(name)
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_column(0, len(self.columns) - 1, 18)
        for at, column in enumerate(self.columns):
            self.sheet.write_string(0, at, column, self.bold)
        self.next = 1

    def add(self, cells: Sequence[Any]) -> None:
        """One row: text as text, numbers as numbers, nothing for what is not known."""
        if self.next == MOST_ROWS:
            self._begin()
        write, number, row = self.sheet.write_string, self.sheet.write_number, self.next
        for at, value in enumerate(cells):
            if isinstance(value, str):
                if value:
                    write(row, at, cell_text(value))
            elif isinstance(value, bool):
                self.sheet.write_boolean(row, at, value)
            elif value is not None:
                number(row, at, value)
        self.next += 1


def cell_text(value: str) -> str:
    """The text as a cell can hold it: no formula, no character that XML lacks, cut with a mark."""
    text = defuse(value)
    if not text.isprintable():  # nearly none has a line end; the rest needs no look
        text = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x" in text:
        text = LOOKS_ESCAPED.sub("_x005F_", text)
    if len(text) > MOST // 2:
        text = _cut(text)
    return str(text)


def _cut(text: str) -> str:
    raw = text.encode("utf-16-le")
    if len(raw) <= 2 * MOST:
        return text
    # A character of two units that the cut falls into goes whole.
    return raw[: 2 * (MOST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _of_citation(row: dict[str, Any], number: int, one: dict[str, Any]) -> list[Any]:
    proof = one.get("proof")
    if isinstance(proof, dict):
        proof = ", ".join(f"{name}: {value}" for name, value in proof.items() if value is not None)
    known = (one.get(name) for name in OF_CITATION)
    return [row["verdict_id"], row["claim_id"], number, *known, proof]

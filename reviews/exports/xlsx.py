"""Verdicts as a spreadsheet file: one sheet of verdicts, one of their citations.

Written by the worker and by the command. Every text is written as text, no cell is a formula and
none a link, so the format's limit of 65,530 links loses nothing. XlsxWriter makes the workbook with
its headers; the rows are written here and put into it, since cell by cell they took it four times
as long. They lie in temporary files until then: memory does not grow with their number.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db.models import QuerySet
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from factcheck.cells import defuse
from factcheck.picture import one_picture
from reviews.exports.columns import COLUMNS
from reviews.exports.formats import AT_CITATIONS, cells_of
from reviews.exports.rows import BATCH, rows
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
DIMENSION = re.compile(rb"<dimension [^>]*/>")
TEXT = '<is><t xml:space="preserve">'
COPIED = 1 << 24  # bytes between two signs of life
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
    done = 0
    with contextlib.ExitStack() as stack:
        columns = tuple("citation_count" if one == "citations" else one for one in COLUMNS)
        sheet = _Rows("verdicts", columns, path.parent, stack)
        sources = _Rows("citations", CITATION_COLUMNS, path.parent, stack)
        for row in rows(verdicts):
            cells = cells_of(row)
            cells[AT_CITATIONS] = len(row["citations"])
            sheet.add(cells)
            for number, one in enumerate(row["citations"], 1):
                sources.add(_of_citation(row, number, one))
            done += 1
            if done % BATCH == 0:
                progress(done)
        _put_together(path, [*sheet.sheets, *sources.sheets], lambda: progress(done))
    progress(done)
    return done


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's name, its columns, and its rows as XML in a temporary file."""

    name: str
    columns: Sequence[str]
    file: IO[bytes]


class _Rows:
    """The rows of a table; what one sheet cannot hold any more goes on in another."""

    def __init__(
        self, name: str, columns: Sequence[str], folder: Path, stack: contextlib.ExitStack
    ) -> None:
        self.name, self.columns, self.folder, self.stack = name, columns, folder, stack
        self.letters = [xl_col_to_name(at) for at in range(len(columns))]
        self.sheets: list[_Sheet] = []
        self._begin()

    def _begin(self) -> None:
        number = len(self.sheets) + 1
        self.file = TemporaryFile(dir=self.folder)  # noqa: SIM115 - the stack closes it
        self.stack.callback(self.file.close)
        name = self.name if number == 1 else f"{self.name} {number}"
        self.sheets.append(_Sheet(name, self.columns, self.file))
        self.last = 1  # the header

    def add(self, cells: Sequence[Any]) -> None:
        """One row: text as text, numbers as numbers, nothing for what is not known."""
        if self.last == MOST_ROWS:
            self._begin()
        self.last += 1
        row = str(self.last)
        found = [f'<row r="{row}">']
        for letter, value in zip(self.letters, cells, strict=True):
            if isinstance(value, str):
                if value:
                    text = escape(cell_text(value))
                    found.append(f'<c r="{letter}{row}" t="inlineStr">{TEXT}{text}</t></is></c>')
            elif isinstance(value, bool):
                found.append(f'<c r="{letter}{row}" t="b"><v>{int(value)}</v></c>')
            elif value is not None:
                found.append(f'<c r="{letter}{row}"><v>{value}</v></c>')
        found.append("</row>")
        self.file.write("".join(found).encode())


def _put_together(path: Path, sheets: Sequence[_Sheet], alive: Callable[[], object]) -> None:
    """The workbook with its headers, and into each sheet its rows."""
    bare = io.BytesIO()
    with Workbook(bare, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for one in sheets:
            sheet = book.add_worksheet(one.name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(one.columns) - 1, 18)
            for at, column in enumerate(one.columns):
                sheet.write_string(0, at, column, bold)
    files = {f"xl/worksheets/sheet{at}.xml": one.file for at, one in enumerate(sheets, 1)}
    with ZipFile(bare) as made, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as out:
        for name in made.namelist():
            text = made.read(name)
            if name not in files:
                out.writestr(ZipInfo(name), text, ZIP_DEFLATED)
                continue
            # How far it reaches is said in no other place than the rows.
            head, tail = DIMENSION.sub(b"", text).split(b"</sheetData>")
            about = ZipInfo(name)
            about.compress_type = ZIP_DEFLATED
            with out.open(about, "w", force_zip64=True) as into:
                into.write(head)
                files[name].seek(0)
                while block := files[name].read(COPIED):
                    into.write(block)
                    alive()
                into.write(b"</sheetData>" + tail)


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

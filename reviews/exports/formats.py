"""CSV and JSON Lines, line by line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reviews.exports.rows import COLUMNS, citations_as_text

FORMAT = 1  # of a line of JSON Lines; rises when a line can no longer be read as before
BOM = "\ufeff"

# A spreadsheet runs a cell that begins so (OWASP, CSV injection); a leading apostrophe stops it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def defuse(value: Any) -> Any:
    """The cell so that a spreadsheet shows it as text and never runs it. Numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" \u00a0\u200b\ufeff").startswith(FORMULA):
        return f"'{value}"
    return value


class _Line:
    """What csv.writer writes to: hands the line on."""

    def write(self, text: str) -> str:
        return text


def csv_lines(
    columns: Sequence[str], rows: Iterable[Iterable[Any]], *, bom: bool = True
) -> Iterator[str]:
    """RFC 4180 lines with a header; begins with a BOM, or Excel reads UTF-8 as something else."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield (BOM if bom else "") + str(writer.writerow(columns))
    for cells in rows:
        yield str(writer.writerow([defuse(cell) for cell in cells]))


def as_csv(rows: Iterable[dict[str, Any]], *, bom: bool = True) -> Iterator[str]:
    """Verdicts, line by line."""
    return csv_lines(COLUMNS, (cells_of(row) for row in rows), bom=bom)


def cells_of(row: dict[str, Any]) -> list[Any]:
    """A row's cells in the order of the columns: lists become one cell."""
    flat = {
        **row,
        "citations": citations_as_text(row["citations"]),
        "chain": ", ".join(row["chain"]),
    }
    return list(flat.values())


def as_jsonl(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line, with the format's number; as typed, nothing defused."""
    for row in rows:
        yield json_line("verdict", row)


_encode = json.JSONEncoder(ensure_ascii=False).encode


def json_line(kind: str, row: dict[str, Any]) -> str:
    """The one spelling of a line: which format, which kind of thing, then the thing."""
    return _encode({"factcheck": FORMAT, "kind": kind, **row}) + "\n"


KINDS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
}

"""CSV and JSON Lines, line by line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reviews.exports.rows import COLUMNS, citations_as_text

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


def csv_lines(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """RFC 4180 lines with a header; begins with a BOM, or Excel reads UTF-8 as something else."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield "\ufeff" + str(writer.writerow(columns))
    for cells in rows:
        yield str(writer.writerow([defuse(cell) for cell in cells]))


def as_csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Verdicts, line by line."""
    return csv_lines(COLUMNS, (_cells(row) for row in rows))


def _cells(row: dict[str, Any]) -> list[Any]:
    return [citations_as_text(row[name]) if name == "citations" else row[name] for name in COLUMNS]


def as_jsonl(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line; as typed, nothing defused."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "jsonl": (as_jsonl, "application/jsonl; charset=utf-8"),
}

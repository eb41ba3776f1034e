"""CSV and JSON Lines, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from factcheck.cells import SUSPECT, defuse
from reviews.exports.columns import COLUMNS
from reviews.exports.rows import citations_as_text, encode

FORMAT = 1  # of a line of JSON Lines; rises when a line can no longer be read as before
BOM = "\ufeff"
AT_CHAIN, AT_CITATIONS = COLUMNS.index("chain"), COLUMNS.index("citations")

# The columns with words of a story, a source or a person; those without quotes are numbers.
WRITTEN = (
    "statement",
    "quote",
    "claimant",
    "chain",
    "rationale",
    "citations",
    "reviewer",
    "headline",
    "outlet",
    "source_url",
    "language",
)
BARE = {"start", "end", "version", "round", "revision", "article_withdrawn"}
LINE = ",".join(f"%({one})s" if one in BARE else f'"%({one})s"' for one in COLUMNS) + "\r\n"


def csv_lines(
    columns: Sequence[str], rows: Iterable[Iterable[Any]], *, bom: bool = True
) -> Iterator[str]:
    """RFC 4180 lines with a header; begins with a BOM, or Excel reads UTF-8 as something else.

    Every text stands in quotes. `csv.writer`, which looks at each character whether it must, took
    a third of an export's time.
    """
    yield (BOM if bom else "") + ",".join(columns) + "\r\n"
    for cells in rows:
        yield ",".join([_cell(one) for one in cells]) + "\r\n"


def _cell(value: Any) -> str:
    if value.__class__ is not str:
        return "" if value is None else str(value)
    return '"' + _escaped(value) + '"'


def _escaped(text: str) -> str:
    return (text if text[:1] not in SUSPECT else defuse(text)).replace('"', '""')


def as_csv(rows: Iterable[dict[str, Any]], *, bom: bool = True) -> Iterator[str]:
    """Verdicts, line by line, as `csv_lines` writes them. Only what people wrote is looked at: the
    other columns are the desk's own words and numbers, and looking at them took a tenth of the
    time."""
    yield (BOM if bom else "") + ",".join(COLUMNS) + "\r\n"
    for row in rows:
        row["chain"] = ", ".join(row["chain"])
        row["citations"] = citations_as_text(row["citations"])
        for name in WRITTEN:
            row[name] = _escaped(row[name])
        yield LINE % row


def cells_of(row: dict[str, Any]) -> list[Any]:
    """A row's cells in the order of the columns: lists become one cell."""
    cells = list(row.values())
    cells[AT_CHAIN] = ", ".join(row["chain"])
    cells[AT_CITATIONS] = citations_as_text(row["citations"])
    return cells


def as_jsonl(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line, with the format's number; as typed, nothing defused."""
    for row in rows:
        yield json_line("verdict", row)


def json_line(kind: str, row: dict[str, Any]) -> str:
    """The one spelling of a line: which format, which kind of thing, then the thing."""
    return encode({"factcheck": FORMAT, "kind": kind, **row}) + "\n"


KINDS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
}

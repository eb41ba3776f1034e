"""The agreement figures as CSV: one row a group, the same rows as the page.

Behind `undefined` stand the counts: how often the one said this and the other that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reviews.agreement import Row
from reviews.exports.formats import csv_lines
from reviews.words import Value

COLUMNS = (
    *("group", "name", "pairs", "agreed", "agreement", "expected", "kappa", "undefined"),
    *(f"{one.value}/{other.value}" for one in Value for other in Value),
)


def agreement_csv(rows: Iterable[Row]) -> Iterator[str]:
    """What is undefined is an empty cell, never 0 or 1; the last column says why."""
    return csv_lines(COLUMNS, (_cells(row) for row in rows))


def _cells(row: Row) -> list[Any]:
    found = row.figures
    shares = (found.agreement, found.expected, found.kappa)
    return [
        row.group,
        row.name,
        found.pairs,
        found.agreed,
        *("" if share is None else f"{share:.4f}" for share in shares),
        found.undefined or "",
        *(count for _, count in found.cells()),
    ]

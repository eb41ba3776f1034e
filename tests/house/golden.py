"""Golden files: what was found is compared with what was agreed.

`REWRITE_GOLDEN=1` writes what is found instead; look at the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "golden"
HINT = "If this is meant, run this test again with REWRITE_GOLDEN=1 and look at the difference."


def compare(name: str, column: str, found: dict[str, Any]) -> None:
    """Fails with each difference between `found` and the golden file's column.

    The file is a table: row, then column, then value; so a change reads well in a review.
    """
    path = FOLDER / name
    table: dict[str, dict[str, Any]] = json.loads(path.read_text()) if path.exists() else {}
    if os.environ.get("REWRITE_GOLDEN"):
        rows = {row: dict(cells) for row, cells in table.items()}
        for row, cells in rows.items():
            cells.pop(column, None)
            if row in found:
                cells[column] = found[row]
        for row, value in found.items():
            rows.setdefault(row, {})[column] = value
        kept = {row: dict(sorted(cells.items())) for row, cells in sorted(rows.items()) if cells}
        lines = [f"  {json.dumps(row)}: {json.dumps(cells)}" for row, cells in kept.items()]
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
        return
    agreed = {row: cells[column] for row, cells in table.items() if column in cells}
    changed = {
        row: f"agreed {agreed.get(row)}, found {found.get(row)}"
        for row in sorted({*agreed, *found})
        if agreed.get(row) != found.get(row)
    }
    assert not changed, f"{name}, {column}: {json.dumps(changed, indent=1)}\n{HINT}"

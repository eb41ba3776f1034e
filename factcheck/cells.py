"""Cells of a table that people open with a spreadsheet: nothing in them is ever run."""

from __future__ import annotations

from typing import Any

# A spreadsheet runs a cell that begins so (OWASP, CSV injection); a leading apostrophe stops it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
UNSEEN = " \u00a0\u200b\ufeff"  # may stand before it
SUSPECT = frozenset((*FORMULA, *UNSEEN))


def defuse(value: Any) -> Any:
    """The cell so that a spreadsheet shows it as text and never runs it. Numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(UNSEEN).startswith(FORMULA):
        return f"'{value}"
    return value

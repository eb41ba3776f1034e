"""How the processes of `make run` fare: written by `factcheck.up`, read by the board."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

FILE = "processes.json"


@dataclass(frozen=True, slots=True)
class ProcessState:
    """One child of the group: how often it was started again, how it ended last, since when it
    runs (ISO 8601)."""

    name: str
    pid: int
    restarts: int
    last_exit: str
    since: str


def write(folder: Path, states: list[ProcessState]) -> None:
    """Replaces the file at once, so that a reader never sees half of it.

    A full disk leaves the file as it was: the board's news is not worth the desk.
    """
    half = folder / f"{FILE}.new"
    with contextlib.suppress(OSError):
        half.write_text(json.dumps([asdict(state) for state in states]), encoding="utf-8")
        half.replace(folder / FILE)


def states() -> list[ProcessState]:
    """The group's processes; none where the desk was not started by `make run`."""
    try:
        rows = json.loads((settings.DATA_DIR / FILE).read_text(encoding="utf-8"))
        return [ProcessState(**row) for row in rows]
    except (OSError, ValueError, TypeError):
        return []

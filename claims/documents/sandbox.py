"""Runs the reader of a foreign file in a process of its own, bounded in time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PATIENCE = 25  # seconds, by the clock
_ROOT = Path(__file__).resolve().parents[2]


def read_apart(module: str, data: bytes) -> dict[str, Any]:
    """What `claims.documents.<module>` answers to the bytes; `{"wrong": "bomb"}` where it came to
    no end within its limits."""
    # Without the environment's own paths; -m needs the folder that it runs in.
    command = [sys.executable, "-E", "-s", "-m", f"claims.documents.{module}"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the file goes in as its input
            command, input=data, capture_output=True, timeout=PATIENCE, check=False, cwd=_ROOT
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else {"wrong": "bomb"}
    except (subprocess.TimeoutExpired, ValueError):
        return {"wrong": "bomb"}
    return answer if isinstance(answer, dict) else {"wrong": "bomb"}

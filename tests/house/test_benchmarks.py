"""The benchmark runs and prints its figures with the floors beside them."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.house.source import ROOT


@pytest.mark.slow
@pytest.mark.sqlite
def test_the_benchmark_prints_a_line_for_each_verb_with_its_floor() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.take_and_review", "--claims", "200", "--rounds", "5"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    first, *lines = done.stdout.splitlines()
    assert "200 claims wait" in first
    figures = r"median +[\d.]+ ms, 95th +[\d.]+ ms"
    assert [line.split()[0] for line in lines] == ["take", "review"]
    for line in lines:
        assert re.search(rf"{figures} .*floor .*{figures} +n=5$", line)

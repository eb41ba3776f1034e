"""What every test has: the right database, a browser where one is asked for, no foreign hosts."""

from __future__ import annotations

import os
import socket
from typing import Any

import pytest
from django.db import connection

from tests.chromium import find_chromium

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what the database at hand cannot prove, and browser tests without a browser."""
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    chromium = find_chromium()
    if chromium is None and os.environ.get("REQUIRE_BROWSER"):
        raise pytest.UsageError("REQUIRE_BROWSER is set and there is no Chromium.")
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        out = item.get_closest_marker(other) or (
            chromium is None and item.get_closest_marker("browser")
        )
        (left if out else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test reached for {address[0]}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)

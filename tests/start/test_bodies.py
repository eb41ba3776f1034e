"""What only a real server shows: bodies without a length, bodies that are too long, the count of
requests in the embedded cache."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.start.conftest import Running, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.sqlite, pytest.mark.xdist_group("start")]
WHO = "editor"


def send(desk: Running, body: Any, **headers: str) -> tuple[int, dict[str, Any], dict[str, str]]:
    """A POST of a story; a body that is an iterator goes out in chunks, without a length."""
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=20)
    told = {
        "Authorization": f"Bearer {desk.key(WHO)}",
        "Content-Type": "application/json",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    try:
        connection.request("POST", "/api/v1/articles/", body, told)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read()), dict(answer.headers)
    finally:
        connection.close()


def parts(*chunks: bytes) -> Iterator[bytes]:
    """A body in chunks."""
    yield from chunks


def test_bodies_in_chunks_and_bodies_too_long(start: Callable[..., Running]) -> None:
    desk = start(FACTCHECK_TEXT_LIMIT="2000", FACTCHECK_RATE="50/hour")
    wait_for(desk.ready, 90)
    left = []
    whole = json.dumps({"text": "The dam broke in chunks."}).encode()
    status, made, headers = send(desk, parts(whole[:9], whole[9:]))
    assert (status, made["duplicate"]) == (202, False), made
    left.append(int(headers["RateLimit-Remaining"]))
    # By its length, of which not a byte is sent; and without one, while it is read.
    for body, told in (
        (b"", {"Content_Length": "400000"}),
        (parts(b'{"text": "', *[b"a" * 10_000] * 12, b'"}'), {}),
    ):
        status, problem, headers = send(desk, body, **told)
        assert (status, problem["code"]) == (413, "too_large")
        left.append(int(headers["RateLimit-Remaining"]))
    status, problem, headers = send(desk, parts(b'{"text": '))
    assert (status, problem["code"]) == (400, "json")
    left.append(int(headers["RateLimit-Remaining"]))
    assert left == [left[0], left[0] - 1, left[0] - 2, left[0] - 3]
    assert headers["RateLimit-Limit"] == "50"

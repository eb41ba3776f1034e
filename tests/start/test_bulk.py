"""A whole desk takes files of many stories, as clients really send them, and its worker dies."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

import pytest

from tests.start.conftest import Running, wait_for

pytestmark = pytest.mark.slow
PIECE = 1 << 16


def lines(count: int, size: int = 100) -> bytes:
    """Distinct stories of about so many bytes."""
    filler = "The harbour master said so. " * (size // 28)
    rows = ({"text": f"Case {n}. {filler}", "external_id": f"c-{n}"} for n in range(count))
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def send_all_then_read(
    desk: Running, body: bytes, key: str, *, chunked: bool = False
) -> tuple[int, Any]:
    """A client that reads nothing before it has sent everything."""
    head = (
        "POST /api/v1/articles/bulk/ HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{desk.port}\r\n"
        f"Authorization: Bearer {key}\r\n"
        "Content-Type: application/x-ndjson\r\n"
        "Connection: keep-alive\r\n"
    )
    head += "Transfer-Encoding: chunked\r\n" if chunked else f"Content-Length: {len(body)}\r\n"
    with socket.create_connection(("127.0.0.1", desk.port), timeout=60) as line:
        line.sendall(f"{head}\r\n".encode())
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            line.sendall(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
        if chunked:
            line.sendall(b"0\r\n\r\n")
        with line.makefile("rb") as answer:
            status = int(answer.readline().split()[1])
            length = 0
            while header := answer.readline().strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            return status, json.loads(answer.read(length))


def test_who_sends_everything_before_reading_gets_the_answer_whatever_it_is(
    start: Callable[..., Running],
) -> None:
    desk = start(DEMO="1", FACTCHECK_BULK_LIMIT="12000000")
    wait_for(desk.ready, 90)
    key = desk.key("reviewer")
    big = lines(1000, 10_000)
    assert len(big) > 8_000_000
    status, made = send_all_then_read(desk, big, key)
    assert (status, made["state"]) == (202, "queued"), made
    assert send_all_then_read(desk, lines(5), key, chunked=True)[0] == 202
    assert send_all_then_read(desk, big * 2, key)[0] == 413
    assert send_all_then_read(desk, big * 2, key, chunked=True)[0] == 413
    assert send_all_then_read(desk, big, "fck_wrong_key")[0] == 401
    assert send_all_then_read(desk, big, desk.key("reader"))[0] == 403
    done = wait_for(lambda: _ended(desk, made["id"], key), 90)
    assert (done["state"], done["created"]) == ("done", 1000)


def _ended(desk: Running, batch_id: str, key: str) -> Any:
    shown = desk.get(f"/api/v1/batches/{batch_id}/", key)
    return shown if shown["finished_at"] else None


def test_a_worker_that_is_killed_within_a_file_loses_no_line_and_repeats_none(
    start: Callable[..., Running],
) -> None:
    desk = start(DEMO="1")
    wait_for(desk.ready, 90)
    key = desk.key("reviewer")
    before = _count(desk, key)
    _, made = send_all_then_read(desk, lines(3000), key)
    wait_for(lambda: desk.get(f"/api/v1/batches/{made['id']}/", key)["lines"], 60)
    worker = desk.children()["worker"]["pid"]
    os.killpg(os.getpgid(worker), signal.SIGKILL)
    shown = desk.get(f"/api/v1/batches/{made['id']}/", key)
    assert 0 < shown["lines"] < 3000
    assert shown["state"] in {"running", "queued"}
    # Its time of a minute must be over, and the group starts another worker.
    done = wait_for(lambda: _ended(desk, made["id"], key), 200)
    assert (done["state"], done["created"], done["lines"]) == ("done", 3000, 3000)
    assert _count(desk, key) - before == 3000


def _count(desk: Running, key: str) -> int:
    """How many articles there are, page by page."""
    found, path = 0, "/api/v1/articles/?limit=200"
    while path:
        page = desk.get(path, key)
        found += len(page["results"])
        path = (page["next"] or "").partition(f":{desk.port}")[2]
    return found

"""Sending files of many stories, and the worker's part of taking them in."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from claims.batch_rows import Batch
from claims.batches import running
from tests.people import Program, ada

LINES = "application/x-ndjson"


def send(*rows: Any, program: Program | None = None, once: str | None = None) -> Any:
    """POSTs lines: an object as JSON, a string or bytes as they are."""
    return send_as(LINES, b"".join(map(_line, rows)), program=program, once=once)


def send_as(
    kind: str,
    body: bytes,
    *,
    program: Program | None = None,
    query: str = "",
    once: str | None = None,
) -> Any:
    """POSTs a body of that type to the bulk door."""
    program = program or Program(ada())
    headers = {**program.headers, **({"Idempotency-Key": once} if once else {})}
    return program.client.post(
        f"/api/v1/articles/bulk/{query}", body, content_type=kind, headers=headers
    )


def _line(row: Any) -> bytes:
    if isinstance(row, bytes):
        return row
    return row.encode() if isinstance(row, str) else json.dumps(row).encode() + b"\n"


def take_in(offer: Callable[[uuid.UUID], object] = lambda _: None) -> None:
    """What workers do until nothing is owed."""
    for batch_id in list(Batch.objects.filter(finished_at=None).values_list("id", flat=True)):
        while running.run_batch(batch_id, offer=offer):
            pass


def outcomes(batch: Batch) -> list[tuple[int, str, str]]:
    """Of each line its number, what became of it, and the first field that is wrong."""
    return [
        (row.line, row.outcome, row.errors[0]["field"] if row.errors else "")
        for row in batch.rows.order_by("line")
    ]

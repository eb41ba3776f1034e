"""Many stories at once: a line a row, nothing lost, nothing twice, whatever happens to the worker."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.batch_rows import Batch, BatchRow
from claims.batches import running
from claims.models import Article, Extraction
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from tests.people import Program, ada, ben, out

pytestmark = pytest.mark.django_db(transaction=True)


def send(*rows: Any, program: Program | None = None, **extra: Any) -> Any:
    body = "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)
    return (program or Program(ada())).post(
        "articles/bulk/", body.encode(), content_type="application/x-ndjson", **extra
    )


def take_in() -> None:
    for batch_id in list(Batch.objects.filter(finished_at=None).values_list("id", flat=True)):
        while running.run_batch(batch_id, offer=lambda _: None):
            pass


def test_every_line_has_its_result() -> None:
    answer = send(
        {"text": "The dam broke.", "external_id": "a"},
        "\n",
        "{no json\n",
        {"text": "Nobody was hurt.", "headlin": "x"},
        {"text": "The dam  broke."},
        {"text": "The dam broke again.", "external_id": "a"},
        {"headline": "No text"},
        '{"text": "cut o',
    )
    assert answer.status_code == 202, answer.content
    take_in()
    batch = Batch.objects.get()
    found = [(row.line, row.outcome, [e["field"] for e in row.errors]) for row in batch.rows.all()]
    assert found == [
        (1, "created", []),
        (3, "refused", ["line"]),
        (4, "refused", ["headlin"]),
        (5, "duplicate", []),
        (6, "revised", []),
        (7, "refused", ["text"]),
        (8, "refused", ["line"]),
    ]
    assert (batch.state, batch.created, batch.refused, batch.lines) == ("done", 1, 4, 8)
    assert verify_ledger().broken == ()

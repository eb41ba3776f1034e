"""The queue is read from its index, best first: the database neither sorts nor walks the table."""

from __future__ import annotations

import pytest
from django.db import connection

from reviews.queue import free_for
from tests.people import LINES, ada, story

pytestmark = pytest.mark.django_db


def test_the_next_claim_comes_from_the_index_of_the_queue() -> None:
    story(*LINES)
    if connection.vendor == "postgresql":
        # Three rows are quicker read than looked up; the question is what it can do with many.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    plan = free_for(ada().person).all()[:1].explain().lower()
    assert "claim_free" in plan
    assert "sort" not in plan
    assert "temp b-tree" not in plan

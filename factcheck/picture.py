"""`one_picture`: a long read sees the database as it stood at its beginning.

Called by the exports around all that they read. Writes nothing and locks nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import connection, transaction

ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@contextlib.contextmanager
def one_picture() -> Iterator[None]:
    """PostgreSQL: one snapshot for every query within, and cursors that stream from it.

    SQLite would take its one write lock for as long as the client reads; there a read goes in
    batches, each row once, and what changes meanwhile may show in a later batch.
    """
    if connection.vendor == "sqlite" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ONE_SNAPSHOT)
        yield

"""Races need committed rows and real threads: every test here has a real transaction."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _which_database(request: pytest.FixtureRequest, transactional_db: None) -> None:
    for vendor in ("postgresql", "sqlite"):
        if request.node.get_closest_marker(vendor) and connection.vendor != vendor:
            pytest.skip(f"proves what only {vendor} can; this run has {connection.vendor}")

"""Races need committed rows and real threads: every test here has real transactions."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _real_transactions(transactional_db: None) -> None:
    """Nothing is rolled back behind the threads' backs."""

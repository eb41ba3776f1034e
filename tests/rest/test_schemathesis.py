"""The reference against a running desk: no fault, no answer that is not in the reference, nothing
taken that its shape forbids. Bounded here; `python -m tests.rest.long_run` sends more."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.house.addresses import World
from tests.people import root
from tests.rest.fuzz import run_all

EXAMPLES = int(os.environ.get("REST_EXAMPLES", "3"))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(240 if EXAMPLES < 10 else 7200)
def test_every_operation_keeps_to_the_reference(live_server: Any, settings: Any) -> None:
    settings.FACTCHECK_FETCH = False
    run = run_all(live_server.url, World.around(root()), EXAMPLES)
    print(run)
    assert run.wrong == {}, "\n\n".join(f"{title}\n{told}" for title, told in run.wrong.items())
    assert run.sent > 100
    # It comes in everywhere: some of it is done, some refused, nothing breaks.
    assert {200, 202, 401, 403, 404, 422} <= set(run.answers)
    assert max(run.answers) < 500

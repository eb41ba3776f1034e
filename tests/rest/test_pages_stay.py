"""Cursor pages while rows are added: nothing old is missed, nothing is shown twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.filters import SORTS
from tests.people import NUMBERS, Program, ada, bring, decided, eve, story

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LISTS = ("articles/", "claims/", "verdicts/", *(f"queue/?sort={sort}" for sort in SORTS))


def more(kind: int) -> None:
    """Something comes in: a text, a story with claims of equal worth, a verdict."""
    if kind == 0:
        bring(f"Text {next(NUMBERS)} and {kind}.")
    elif kind == 1:
        story(*[f"Claim {next(NUMBERS)} number {number} is so." for number in range(3)])
    else:
        decided(ada())


def page(program: Program, link: str) -> dict[str, Any]:
    """One page by its link."""
    answer = program.client.get(link, headers=program.headers)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


@settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(limit=st.integers(1, 4), comes=st.lists(st.integers(0, 2), min_size=1, max_size=4))
@pytest.mark.parametrize("path", LISTS)
def test_whatever_comes_in_between_two_pages_no_row_is_missed_or_doubled(
    path: str, limit: int, comes: list[int]
) -> None:
    for kind in (0, 1, 1, 2, 2):
        more(kind)
    program = Program(eve())
    whole = page(program, f"/api/v1/{path}{'&' if '?' in path else '?'}limit=200")
    old = [row["id"] for row in whole["results"]]
    link = f"/api/v1/{path}{'&' if '?' in path else '?'}limit={limit}"
    seen: list[str] = []
    left = list(comes)
    while link:
        found = page(program, link)
        seen += [row["id"] for row in found["results"]]
        link = found["next"]
        if left:
            more(left.pop())
    assert len(set(seen)) == len(seen)
    assert [one for one in seen if one in set(old)] == old

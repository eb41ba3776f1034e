"""Whatever a test of the REST door is answered must be in the reference: status and code."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.house.operations import Operation, operations


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str, Operation]]:
    return [
        (re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(one.path))), one.method, one)
        for one in operations()
    ]


def undocumented(method: str, path: str, answer: Any) -> str:
    """What the reference lacks of an answer; empty where it has it all."""
    found = [one for pattern, of, one in _patterns() if of == method and pattern.fullmatch(path)]
    if not found or answer.status_code == 405 or answer.resolver_match is None:
        return ""
    (one, *_) = found
    told = one.door["responses"].get(str(answer.status_code))
    if told is None:
        return f"{one.name} answers {answer.status_code}"
    if answer.status_code >= 400 and answer.json()["code"] not in told["x-codes"]:
        return f"{one.name} answers {answer.status_code} {answer.json()['code']}"
    return ""


@pytest.fixture(autouse=True)
def _in_the_reference(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    lacking: list[str] = []
    real = Client.request

    def request(self: Client, **request: Any) -> Any:
        answer = real(self, **request)
        method, path = request.get("REQUEST_METHOD", "").lower(), request.get("PATH_INFO", "")
        lacking.append(undocumented(method, path, answer))
        return answer

    monkeypatch.setattr(Client, "request", request)
    yield
    assert [one for one in lacking if one] == []

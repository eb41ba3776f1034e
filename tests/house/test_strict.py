"""What no door knows is refused with what it does know: names and values, in every list, export and
body. Each operation of the reference is walked, so that a new one is held to the same."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.house.addresses import World
from tests.house.operations import Operation, operations
from tests.people import Program, root

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOOKS = [one for one in operations() if one.method == "get"]
POSTS = [one for one in operations() if one.method == "post"]
# Files of many stories are no object of JSON: tests/intake.
ACTS = [one for one in POSTS if "application/json" in one.door["requestBody"]["content"]]
# What no filter of its kind takes.
NONSENSE = {
    "uuid": ["not-an-id", "123"],
    "date-time": ["yesterday", "2026-13-01T00:00:00Z", "0001-01-01"],
    "integer": ["many", "-1", "1.5", "9" * 40],
    "number": ["many", "nan", "inf", "-1"],
    "enum": ["foo", "Tru", "nobody"],
}
# Words that are searched for: any word is one, and finds what there is. A client's own id as well.
SEARCHED = {"q", "claimant", "publisher", "external_id"}


@pytest.fixture
def desk() -> Desk:
    """A desk with a thing for every address, and a program of its admin."""
    return Desk(World.around(root()))


class Desk:
    """Asks every operation the same, and keeps the answers that are not as they must be."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.caller = Program(world.actor)
        self.wrong: list[str] = []

    def path(self, one: Operation) -> str:
        """The operation's address, with something that is there in its path."""
        plain = re.sub(r"\{(\w+_id)\}", r"<uuid:\1>", one.path)
        return self.world.path(re.sub(r"\{(\w+)\}", r"<\1>", plain))

    def get(self, one: Operation, **params: Any) -> Any:
        """A GET of it."""
        return self.caller.client.get(self.path(one), params, headers=self.caller.headers)

    def post(self, one: Operation, body: Any, query: str = "") -> Any:
        """A POST to it."""
        return self.caller.post(self.path(one).removeprefix("/api/v1/") + query, body)

    def must_refuse(self, what: str, answer: Any, field: str, *words: str) -> None:
        """The answer names the field, and in its sentences the words."""
        said = b"a stream" if answer.streaming else answer.content
        if answer.status_code != 422:
            self.wrong.append(f"{what}: {answer.status_code} {said[:200]!r}")
            return
        errors = answer.json()["errors"]
        says = " ".join(error["message"] for error in errors if error["field"] == field)
        if not says or not all(word in says for word in words):
            self.wrong.append(f"{what}: {errors} lacks {words}")


def nonsense(shape: dict[str, Any]) -> list[str]:
    """Values that a filter of this shape refuses."""
    kind = "enum" if "enum" in shape else shape.get("format", shape["type"])
    return NONSENSE.get(kind, ["no such one"])


def names(one: Operation) -> set[str]:
    """Of its filters."""
    return {parameter["name"] for parameter in one.parameters("query")}


def test_a_filter_that_a_door_does_not_know_is_refused_with_those_it_does(desk: Desk) -> None:
    for one in LOOKS:
        said = names(one) - {"cursor", "limit", "bom", "with"}
        answer = desk.get(one, colour="red")
        desk.must_refuse(f"{one.name}?colour", answer, "colour", "no filter “colour”", *said)
        desk.must_refuse(f"{one.name}?format", desk.get(one, format="json"), "format")
        if "cursor" not in names(one):
            desk.must_refuse(f"{one.name}?cursor", desk.get(one, cursor="cD0x"), "cursor")
    assert desk.wrong == []


def test_a_value_that_a_filter_does_not_take_is_refused_by_its_name(desk: Desk) -> None:
    for one in LOOKS:
        for parameter in one.parameters("query"):
            name, shape = parameter["name"], parameter["schema"]
            given: list[Any] = ["", "a\x00b", ["1", "2"]]
            for value in given:
                what = f"{one.name}?{name}={value!r}"
                desk.must_refuse(what, desk.get(one, **{name: value}), name)
            for value in [] if name in SEARCHED else nonsense(shape):
                words = [str(word) for word in shape.get("enum", ())]
                answer = desk.get(one, **{name: value})
                desk.must_refuse(f"{one.name}?{name}={value}", answer, name, *words)
    assert desk.wrong == []


def test_lists_refuse_each_others_cursors(desk: Desk) -> None:
    lists = [one for one in LOOKS if "cursor" in names(one)]
    assert len(lists) > 6
    caller = desk.caller
    link = caller.get("claims/", limit="1").json()["next"]
    cursor = dict(parse_qsl(urlsplit(link).query))["cursor"]
    for one in lists:
        if one.name != "claims_list":
            desk.must_refuse(one.name, desk.get(one, cursor=cursor), "cursor")
        for junk in ("x", "bD0x", "====", "é", "cD0xJm89MQ=="):
            desk.must_refuse(f"{one.name} {junk}", desk.get(one, cursor=junk), "cursor")
    other = caller.get("claims/", cursor=cursor, status="pending")
    desk.must_refuse("other filters", other, "cursor")
    assert caller.get("claims/", cursor=cursor, limit="3").status_code == 200
    assert desk.wrong == []


def test_a_field_that_a_body_does_not_know_is_refused_with_those_it_does(desk: Desk) -> None:
    for one in ACTS:
        content = next(iter(one.door["requestBody"]["content"].values()))
        body = content["examples"]["plain"]["value"]
        desk.must_refuse(one.name, desk.post(one, {**body, "colour": "red"}), "colour", *body)
        desk.must_refuse(f"{one.name}?colour", desk.post(one, body, "?colour=red"), "colour")
    assert desk.wrong == []


BODIES = [
    (b"{", 400),
    (b"[]", 400),
    (b"null", 400),
    (b'"text"', 400),
    (b"\xff\xfe", 400),
    (b'{"a": NaN}', 400),
    (b'{"a": 1, "a": 2}', 422),
    (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 422),
    (b'{"text": "\\ud800"}', 422),
]


def test_a_body_that_is_none_is_refused(desk: Desk) -> None:
    for one in ACTS:
        for body, status in BODIES:
            answer = desk.post(one, body)
            if answer.status_code != status:
                desk.wrong.append(f"{one.name} {body[:20]!r}: {answer.status_code}")
    assert desk.wrong == []

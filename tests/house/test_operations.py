"""Every operation of the reference is whole: a name, a right, examples that hold, its refusals.

They are walked from the reference itself, so that a new one is held to the same.
"""

from __future__ import annotations

import json
import keyword
import re
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from factcheck.accounts.rights import Right
from tests.house.operations import Operation, bodies, breaches, operations, schema

EACH = pytest.mark.parametrize("one", operations(), ids=lambda one: one.name)
LEAST = {"get": {"401", "403", "422", "429", "500"}}
LEAST["post"] = LEAST["get"] | {"400", "413", "415"}


def test_the_reference_is_openapi_3_1_and_sound() -> None:
    assert schema()["openapi"].startswith("3.1")
    errors = [str(error) for error in OpenAPIV31SpecValidator(schema()).iter_errors()]
    assert errors == []
    # 3.0's way to say null would be read as nothing at all.
    assert '"nullable"' not in json.dumps(schema())


def test_no_two_operations_have_one_name() -> None:
    names = [one.name for one in operations()]
    assert len(set(names)) == len(names)


@EACH
def test_its_name_makes_a_method_of_a_client(one: Operation) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", one.name)
    assert not keyword.iskeyword(one.name)


@EACH
def test_it_says_what_it_does_and_which_right_it_needs(one: Operation) -> None:
    right = one.door["x-scope"]
    assert right in set(Right)
    assert one.door["summary"]
    assert f"Needs the right `{right}`" in one.door["description"]
    assert {"key": []} in one.door["security"]


@EACH
def test_its_refusals_are_problems_with_their_codes(one: Operation) -> None:
    refusals = {status: a for status, a in one.door["responses"].items() if status >= "400"}
    assert set(refusals) >= LEAST[one.method]
    assert ("404" in refusals) >= ("{" in one.path)
    for status, answer in refusals.items():
        (content,) = answer["content"].values()
        assert list(answer["content"]) == ["application/problem+json"]
        assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
        assert answer["x-codes"], status
        assert all(f"`{code}`" in answer["description"] for code in answer["x-codes"])
        example = content["examples"]["plain"]["value"]
        assert (example["status"], example["code"] in answer["x-codes"]) == (int(status), True)
        assert breaches(example, content["schema"]) == []


@EACH
def test_its_answers_have_examples_of_their_shape_and_tell_the_rate(one: Operation) -> None:
    for answer in one.door["responses"].values():
        assert {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"} <= set(
            answer["headers"]
        )
        assert answer["description"]
        for kind, content in answer.get("content", {}).items():
            for example in content["examples"].values():
                if kind.endswith("json"):
                    assert breaches(example["value"], content["schema"]) == []


@EACH
def test_its_body_has_an_example_that_the_door_accepts(one: Operation) -> None:
    if one.method != "post":
        assert "requestBody" not in one.door
        return
    for content in one.door["requestBody"]["content"].values():
        shape = content["schema"]
        for example in content["examples"].values():
            assert breaches(example["value"], shape) == []
            if "$ref" in shape:
                body = bodies()[shape["$ref"].rpartition("/")[2]](data=example["value"])
                assert body.is_valid(), body.errors


def test_every_body_refuses_what_it_does_not_know() -> None:
    shapes: dict[str, Any] = schema()["components"]["schemas"]
    known = {name: shapes[name] for name in bodies() if name in shapes}
    assert len(known) > 20
    assert all(shape["additionalProperties"] is False for shape in known.values())

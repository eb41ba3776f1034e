"""The OpenAPI schema: made without a warning, valid, and true to the addresses there are."""

from __future__ import annotations

from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from reviews.urls import urlpatterns
from tests.people import ada, browser


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema, with its warnings counted."""
    GENERATOR_STATS.reset()
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return made


def test_the_schema_is_made_without_a_warning_and_is_valid(schema: dict[str, Any]) -> None:
    warned = [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache]
    assert warned == []
    validate_schema(schema)


def test_every_address_of_version_one_is_in_the_schema(schema: dict[str, Any]) -> None:
    assert len(schema["paths"]) == len(urlpatterns)
    assert all(path.startswith("/api/v1/") for path in schema["paths"])


LOOKS = {
    "/api/v1/claims/{claim_id}/checklist/",
    "/api/v1/read/",
    "/api/v1/queue/bulk/preview/",
}  # POST, and they change nothing


def test_every_command_takes_an_idempotency_key_and_every_door_the_api_key(
    schema: dict[str, Any],
) -> None:
    for path, methods in schema["paths"].items():
        for method, door in methods.items():
            assert {"key": []} in door["security"], path
            names = {one["name"] for one in door.get("parameters", [])}
            assert ("Idempotency-Key" in names) == (method == "post" and path not in LOOKS)


def test_every_door_says_in_a_line_what_it_does(schema: dict[str, Any]) -> None:
    doors = [door for methods in schema["paths"].values() for door in methods.values()]
    assert all(door.get("summary") for door in doors)
    assert len({door["operationId"] for door in doors}) == len(doors)


@pytest.mark.django_db
def test_the_schema_and_its_page_are_served() -> None:
    person = browser(ada())
    assert person.get("/api/v1/schema/").status_code == 200
    assert person.get("/api/v1/docs/").status_code == 200

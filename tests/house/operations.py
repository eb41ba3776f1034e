"""The operations of the reference, as the house tests walk them."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from jsonschema import Draft202012Validator, FormatChecker

from factcheck.rest import Body


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    method: str
    path: str
    door: dict[str, Any]

    @property
    def name(self) -> str:
        """Its operationId."""
        return str(self.door["operationId"])

    def parameters(self, where: str) -> list[dict[str, Any]]:
        """Those in the query, the path or the header."""
        return [one for one in self.door.get("parameters", []) if one["in"] == where]


@functools.cache
def schema() -> dict[str, Any]:
    """The reference, as a client reads it."""
    made = SchemaGenerator().get_schema(request=None, public=True)
    read: dict[str, Any] = json.loads(OpenApiJsonRenderer().render(made))
    return read


@functools.cache
def operations() -> list[Operation]:
    """Every operation there is."""
    return [
        Operation(method, path, door)
        for path, doors in schema()["paths"].items()
        for method, door in doors.items()
    ]


def breaches(value: Any, shape: dict[str, Any]) -> list[str]:
    """Where a value is not of the shape."""
    whole = {**shape, "components": schema()["components"]}
    check = Draft202012Validator(whole, format_checker=FormatChecker())
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in check.iter_errors(value)]


def bodies(kind: type[Body] = Body) -> dict[str, type[Body]]:
    """Every body that a door parses, by its name in the reference."""
    found = {one.__name__: one for one in kind.__subclasses__()}
    for one in kind.__subclasses__():
        found |= bodies(one)
    return found

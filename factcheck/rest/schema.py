"""The reference (OpenAPI 3.1), made from the doors themselves: names, filters, rights, refusals.

What a door's decorators say of its body and its answer stands there; everything that holds for all
doors is added here, so that no door can forget it.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, force_instance, is_list_serializer
from rest_framework import serializers

from factcheck.accounts.rights import Right, least_role
from factcheck.rest.answered import Pages
from factcheck.rest.problems import TYPE, Problem
from factcheck.rest.refusals import refusals_of
from factcheck.rest.sent import LARGEST, Body

# What any door can say, beside what its own code refuses.
EVERY = {
    401: {"not_authenticated", "scheme", "key", "key_expired", "key_rotated"},
    403: {"role", "scope", "inactive", "permission_denied"},
    422: {"invalid"},
    429: {"throttled"},
    500: {"server_error"},  # a fault of the desk's: nothing was half written
}
OF_A_BODY = {
    400: {"json", "encoding", "idempotency_key", "bad_request"},
    413: {"too_large"},
    415: {"unsupported_media_type"},
    422: {"idempotency_key_reused"},
}
COUNTED = {
    "RateLimit-Limit": "How many requests of this caller are answered in one window",
    "RateLimit-Remaining": "How many are left of them",
    "RateLimit-Reset": "In how many seconds the count begins anew",
}


class Schema(AutoSchema):
    """One operation of the reference."""

    def _is_list_view(self, serializer: Any = None) -> bool:
        """A list is what is said to be one; nothing is guessed from the address."""
        if serializer is None:
            given: Any = self.get_response_serializers()
            serializer = given.get(200) if isinstance(given, dict) else given
        return bool(is_list_serializer(force_instance(serializer)))

    def _get_paginator(self) -> Pages:
        return Pages()

    def get_operation_id(self) -> str:
        """A name that a client's method can have: claims_take, articles_list."""
        steps = [one for one in re.sub(self.path_prefix, "", self.path).split("/") if one]
        words = [re.sub(r"\W+", "_", re.sub(r"\{\w+\}", "", one)).strip("_") for one in steps]
        name = "_".join(word for word in words if word)
        both = {"get", "post"} <= set(self.view.http_method_names)
        if self.method == "GET":
            if self._is_list_view():
                return f"{name}_list"
            return f"{name}_get" if both or steps[-1].startswith("{") else name
        if both:
            return f"{name}_create"
        return f"{name}_create" if len(steps) == 1 and name.endswith("s") else name

    def get_description(self) -> str:  # type: ignore[override]
        """The door's own words, and the right that it needs."""
        said = super().get_description() or ""
        right = self.right
        if right is None:
            return said
        needed = (
            f"Needs the right `{right}`: the role {least_role(right)} or a higher one, and a key "
        )
        return f"{said}\n\n{needed}without scopes or with the scope `{right}`.".strip()

    @property
    def right(self) -> Right | None:
        """The right that the door needs, as `needs` has it."""
        found: Right | None = getattr(self.view, "rights", {}).get(self.method)
        return found

    def get_extensions(self) -> dict[str, Any]:
        """The scope, for machines."""
        return {"x-scope": self.right.value} if self.right else {}

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        made = super()._map_basic_serializer(serializer, direction)
        if isinstance(force_instance(serializer), Body):
            made["additionalProperties"] = False
        return made

    def _map_serializer_field(
        self, field: Any, direction: Any, bypass_extensions: Any = False
    ) -> Any:
        made = super()._map_serializer_field(field, direction, bypass_extensions)
        if direction == "request" and isinstance(field, serializers.IntegerField):
            made.setdefault("maximum", LARGEST)
            made.setdefault("minimum", -LARGEST)
        return made

    def _get_request_for_media_type(self, serializer: Any, direction: Any = "request") -> Any:
        made, required = super()._get_request_for_media_type(serializer, direction)
        if made is None:  # a command without fields takes an empty object, or nothing
            made = {"type": "object", "additionalProperties": False}
        return made, required

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """With every refusal, and what every answer says of the rate."""
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        counted = {
            name: {"description": meaning, "schema": {"type": "integer"}}
            for name, meaning in COUNTED.items()
        }
        for status, answer in operation["responses"].items():
            answer["description"] = answer.get("description") or HTTPStatus(int(status)).phrase
            answer["headers"] = {**answer.get("headers", {}), **counted}
        if self.method == "GET" and "200" in operation["responses"]:
            self._conditional(operation)
        for status, codes in sorted(self._refusals().items()):
            operation["responses"].setdefault(str(status), self._problem(status, codes, counted))
        return operation

    def _conditional(self, operation: dict[str, Any]) -> None:
        """Whole answers are tagged; files are streamed and are not."""
        content = operation["responses"]["200"].get("content", {})
        if not all("json" in kind and kind != "application/jsonl" for kind in content):
            return
        tag = {"description": "Names this answer", "schema": {"type": "string"}}
        operation["responses"]["200"]["headers"]["ETag"] = tag
        operation["responses"]["304"] = {
            "description": "You have it: `If-None-Match` named it",
            "headers": dict(operation["responses"]["200"]["headers"]),
        }
        operation.setdefault("parameters", []).append(
            {
                "in": "header",
                "name": "If-None-Match",
                "schema": {"type": "string"},
                "description": "The ETag of the answer that you have; 304 if it is still that",
            }
        )

    def _refusals(self) -> dict[int, set[str]]:
        handler = getattr(type(self.view), self.method.lower())
        found = refusals_of(handler)
        parts = [EVERY, OF_A_BODY] if self.method == "POST" else [EVERY]
        if "{" in self.path:
            parts.append({404: {"not_found"}})
        # What holds for every door is below; and a look conflicts with nothing, though a door that
        # also writes may.
        for status in (400, 404, 409) if self.method == "GET" else (400,):
            found.pop(status, None)
        found.get(422, set()).discard("idempotency_key_reused")
        for part in parts:
            for status, codes in part.items():
                found[status] = found.get(status, set()) | codes
        return found

    def _problem(self, status: int, codes: set[str], counted: dict[str, Any]) -> dict[str, Any]:
        shape = self.resolve_serializer(Problem, "response")
        assert isinstance(shape, ResolvedComponent)
        told = ", ".join(f"`{code}`" for code in sorted(codes))
        headers = dict(counted)
        if status == 429:
            headers["Retry-After"] = {
                "description": "In how many seconds to ask again",
                "schema": {"type": "integer"},
            }
        return {
            "description": f"{HTTPStatus(status).phrase}: {told}",
            "headers": headers,
            "content": {TYPE: {"schema": shape.ref}},
            "x-codes": sorted(codes),
        }

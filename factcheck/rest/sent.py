"""What is sent: strict JSON, bodies whose every wrong field is named, known filters only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import QueryDict
from rest_framework import exceptions, serializers
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from factcheck.errors import BadRequest, FieldError, Invalid, TooLarge

LARGEST = 2_147_483_647  # what every database keeps in a column of whole numbers
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class _TwiceError(ValueError):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _TwiceError(name)
        found[name] = value
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")


def read_within(stream: Any, limit: int) -> bytes:
    """The body, of which never more than the limit is read.

    Raises:
        TooLarge: it is longer, by what its header says or by what came.
    """
    told = getattr(stream, "META", {}).get("CONTENT_LENGTH") or "0"
    too_long = told.isdecimal() and int(told[:15]) > limit
    raw = b"" if too_long else bytes(stream.read(limit + 1))
    if too_long or len(raw) > limit:
        raise TooLarge(f"The body has more than {limit:,} bytes. Send one story at a time.")
    return raw


class StrictJSONParser(JSONParser):
    """JSON as the standard says: UTF-8, one object, no name twice, no endless nesting."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        raw = read_within(stream, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadRequest(
                f"The body is not UTF-8: byte {error.start} is {raw[error.start]:#04x}. "
                "Encode it as UTF-8.",
                code="encoding",
            ) from None
        try:
            data = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
        except _TwiceError as error:
            raise Invalid.field(
                error.name, "twice", f"“{error.name}” is given twice. Send it once."
            ) from None
        except RecursionError:
            raise Invalid.field(
                "text", "too_deep", "The JSON is nested too deeply; the text must be a string."
            ) from None
        except json.JSONDecodeError as error:
            raise BadRequest(
                f"The body is no JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
                code="json",
            ) from None
        except ValueError as error:
            raise BadRequest(f"The body is no JSON: {error}.", code="json") from None
        if not isinstance(data, dict):
            raise BadRequest("The body must be a JSON object, {…}.", code="json")
        return data


class Body(serializers.Serializer[Any]):
    """The body of a command: parses and names each wrong or unknown field, writes nothing."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        unknown = [name for name in data if name not in self.fields]
        errors: dict[str, Any] = {}
        value: Any = None
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as error:
            assert isinstance(error.detail, dict)
            errors = dict(error.detail)
        known = ", ".join(name for name, field in self.fields.items() if not field.read_only)
        for name in unknown:
            errors[str(name)] = [
                exceptions.ErrorDetail(
                    f"There is no field “{name}” here. "
                    + (f"There are: {known}." if known else "None is taken."),
                    code="unknown",
                )
            ]
        for name, field in self.fields.items():
            # A day or a number that there is not was named by the field itself.
            if name not in errors and (wrong := wrong_type(field, data.get(name))):
                errors[name] = wrong
        if errors:
            raise serializers.ValidationError(errors)
        return value


def wrong_type(field: Any, value: Any) -> Any:
    """What is wrong with the JSON type of a value: nothing that merely turns into the right one is
    taken ("3" for 3, 1 for true). None where it is right, or missing."""
    if value is None:
        return None
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        inner = {number: wrong_type(field.child, one) for number, one in enumerate(value)}
        return {number: wrong for number, wrong in inner.items() if wrong}
    for kind, (check, code, message) in TYPES.items():
        if isinstance(field, kind) and not check(value):
            return [exceptions.ErrorDetail(message, code=code)]
    return None


def _is_whole(value: Any) -> bool:
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return whole and not isinstance(value, bool) and abs(value) <= LARGEST


# By the kind of field: whether a value is of its JSON type, and what is said where it is not.
TYPES: dict[type, tuple[Callable[[Any], bool], str, str]] = {
    serializers.IntegerField: (
        _is_whole,
        "whole_number",
        f"This must be a whole number up to {LARGEST}, without quotation marks.",
    ),
    serializers.BooleanField: (
        lambda value: isinstance(value, bool),
        "boolean",
        "This must be true or false, without quotation marks.",
    ),
    serializers.UUIDField: (
        lambda value: isinstance(value, str) and bool(ID.fullmatch(value)),
        "uuid",
        "Give an id, like 01a2b3c4-0000-7000-8000-000000000001.",
    ),
    serializers.DateField: (
        lambda value: isinstance(value, str) and bool(DAY.fullmatch(value)),
        "date",
        "Write the day as YYYY-MM-DD.",
    ),
}


class NoBody(Body):
    """A command that needs no words."""


class Text(serializers.CharField):
    """A string and nothing that merely turns into one; kept to the letter."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("trim_whitespace", False)
        super().__init__(**kwargs)
        # NUL has a sentence of its own in the verbs, with the place of the first one.
        self.validators = [
            check
            for check in self.validators
            if type(check).__name__ != "ProhibitNullCharactersValidator"
        ]

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("This must be a string.", code="not_a_string")
        return super().to_internal_value(data)


def parse_body(kind: type[Body], request: Request) -> dict[str, Any]:
    """The parsed body.

    Raises:
        Invalid: with every wrong field.
    """
    body = kind(data=request.data)
    if not body.is_valid():
        raise Invalid.fields(flat_errors(body.errors))
    return dict(body.validated_data)


def flat_errors(errors: Any, path: str = "") -> list[FieldError]:
    """DRF's nested errors as a flat list with paths like `citations[0].url`."""
    if isinstance(errors, Mapping):
        found = []
        for name, inner in errors.items():
            if isinstance(name, int):
                step = f"{path}[{name}]"
            elif name == "non_field_errors":
                step = path
            else:
                step = f"{path}.{name}" if path else str(name)
            found += flat_errors(inner, step)
        return found
    if isinstance(errors, Sequence) and not isinstance(errors, str):
        found = []
        for index, inner in enumerate(errors):
            nested = isinstance(inner, Mapping)
            found += flat_errors(inner, f"{path}[{index}]" if nested else path)
        return found
    return [FieldError(path, getattr(errors, "code", "invalid"), str(errors))]


def check_filters(params: QueryDict, known: Sequence[str], *, paged: bool = False) -> None:
    """Raises:
    Invalid: for a query parameter that the list does not know.
    """
    turning = {"cursor", "limit"} if paged else set()
    names = ", ".join(sorted(known)) or "none"
    errors = []
    for name in params:
        shown = name[:40]
        if name not in {*known, *turning}:
            message = f"There is no filter “{shown}”. There are: {names}."
            errors.append(FieldError(name, "unknown_filter", message))
    if errors:
        raise Invalid.fields(errors)

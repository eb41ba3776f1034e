"""The filters of lists: words that are refused by name, and what the reference shows of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter

from factcheck.errors import FieldError, Invalid
from factcheck.rest.sent import check_filters, flat_errors

MOST_NAMED = 20  # right words that a refusal names
LONGEST = 300
ANSWERS = ("false", "true")
Known = Callable[[], Iterable[str]]


def one_of(what: str, known: Known) -> Callable[[str], None]:
    """A validator that refuses what is not on the list and says what is."""

    def check(value: str) -> None:
        names = sorted({str(name) for name in known() if name})
        if value.lower() in {name.lower() for name in names}:
            return
        more = " …" if len(names) > MOST_NAMED else ""
        there = ", ".join(names[:MOST_NAMED]) + more
        said = f"There are: {there}." if names else "There is none yet."
        raise ValidationError(f"There is no {what} {value[:60]!r}. {said}", code="unknown")

    return check


class OneOf(django_filters.CharFilter):
    """One of some words: of a closed set, which the reference lists, or of what the desk has."""

    def __init__(self, what: str, known: Known, *, closed: bool = True, **options: Any) -> None:
        super().__init__(validators=[one_of(what, known)], **options)
        self.words = tuple(str(word) for word in known()) if closed else ()


class YesNo(OneOf):
    """true or false. Not the library's own: what that does not know it takes for no filter."""

    def __init__(self, **options: Any) -> None:
        super().__init__("answer", lambda: ANSWERS, **options)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows for which it is so."""
        return super().filter(qs, value.lower() == "true") if value else qs


class Words(django_filters.CharFilter):
    """Words that are searched for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, **options)


def filtered(
    kind: type[django_filters.FilterSet], params: QueryDict, rows: QuerySet[Any]
) -> QuerySet[Any]:
    """The rows of a list that the query string asks for.

    Raises:
        Invalid: an unknown filter, or a value that the filter does not take.
    """
    check_filters(params, list(kind.base_filters), paged=True)
    found = kind(params, queryset=rows)
    if not found.is_valid():
        raise Invalid.fields(flat_errors(dict(found.errors)))
    rows_found: QuerySet[Any] = found.qs
    return rows_found


def check_given(params: QueryDict) -> None:
    """What holds for every address: a parameter is given once, and says something.

    Raises:
        Invalid: for each that does not.
    """
    errors = []
    for name in params:
        shown, values = name[:40], params.getlist(name)
        if len(values) > 1:
            message = f"“{shown}” is given more than once. Give it once."
            errors.append(FieldError(name, "twice", message))
        elif not values[0].strip():
            message = f"“{shown}” is empty. Give it a value, or leave it out."
            errors.append(FieldError(name, "empty", message))
        elif "\x00" in name + values[0]:
            errors.append(FieldError(name, "nul", "This holds a NUL character. Take it out."))
    if errors:
        raise Invalid.fields(errors)


def filters_of(
    kind: type[django_filters.FilterSet], *, leave_out: Iterable[str] = ()
) -> list[OpenApiParameter]:
    """The filters of a list as the reference shows them."""
    found = []
    for name, one in kind.base_filters.items():
        if name in leave_out:
            continue
        shape: dict[str, Any] = {"type": "string"}
        if isinstance(one, django_filters.UUIDFilter):
            shape["format"] = "uuid"
        elif isinstance(one, django_filters.IsoDateTimeFilter):
            shape["format"] = "date-time"
        elif isinstance(one, django_filters.NumberFilter):
            whole = one.extra.get("decimal_places") == 0
            shape["type"] = "integer" if whole else "number"
            bounds = {"minimum": one.extra.get("min_value"), "maximum": one.extra.get("max_value")}
            shape |= {word: bound for word, bound in bounds.items() if bound is not None}
        else:
            shape["minLength"] = 1
            if longest := one.extra.get("max_length"):
                shape["maxLength"] = longest
        if words := getattr(one, "words", ()):
            shape = {"type": "string", "enum": list(words)}
        said = one.extra.get("help_text", "")
        found.append(OpenApiParameter(name, shape, description=said))
    return found

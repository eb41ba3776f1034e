"""Which refusals a door can give: read from the source that it runs, for the reference.

From the door's function on, each function of ours that it names is looked at for the `DomainError`s
that it makes. A function that is named and not called counts too, so the list may hold a code that
a door never gives; it never lacks one that stands in a function that the door names.
"""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType, ModuleType
from typing import Any

from factcheck.errors import DomainError

OURS = ("factcheck.", "claims.", "reviews.")


def refusals_of(door: Callable[..., Any]) -> dict[int, set[str]]:
    """The codes by status."""
    found: dict[int, set[str]] = {}
    seen: set[FunctionType] = set()
    left = list(_functions(door))
    while left:
        one = left.pop()
        if one in seen:
            continue
        seen.add(one)
        for status, code in _made_in(one):
            found.setdefault(status, set()).add(code)
        left += _named_in(one)
    return found


def _functions(value: Any) -> Iterator[FunctionType]:
    """The functions of ours in a value: itself, what it wraps, those of a table."""
    if isinstance(value, functools.partial):
        yield from _functions(value.func)
    elif isinstance(value, FunctionType):
        if f"{value.__module__}.".startswith(OURS) or value.__closure__:
            yield value
        if (wrapped := getattr(value, "__wrapped__", None)) is not None:
            yield from _functions(wrapped)
    elif isinstance(value, staticmethod | classmethod):
        yield from _functions(value.__func__)
    elif isinstance(value, property):
        yield from _functions(value.fget)
    elif isinstance(value, Mapping):
        for inner in value.values():
            if callable(inner):
                yield from _functions(inner)


@functools.cache
def _named_in(function: FunctionType) -> tuple[FunctionType, ...]:
    names = set(_names(function.__code__))
    values = [function.__globals__[name] for name in names if name in function.__globals__]
    for cell in function.__closure__ or ():
        try:
            values.append(cell.cell_contents)
        except ValueError:  # not filled yet
            continue
    found: list[FunctionType] = []
    for value in values:
        found += _functions(value)
        module = (
            value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", "")
        )
        if isinstance(value, ModuleType | type) and f"{module}.".startswith(OURS):
            found += [inner for name in names for inner in _functions(vars(value).get(name))]
    return tuple(found)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)


@functools.cache
def _made_in(function: FunctionType) -> tuple[tuple[int, str], ...]:
    if not f"{function.__module__}.".startswith(OURS):
        return ()
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError):  # a lambda in the middle of a line; its line's function is read
        return ()
    return tuple(
        made
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for made in _made_by(node, function.__globals__)
    )


def _made_by(call: ast.Call, known: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    name = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    kind = known.get(name.id) if isinstance(name, ast.Name) else None
    if not (isinstance(kind, type) and issubclass(kind, DomainError)):
        return
    given = [word.value for word in call.keywords if word.arg == "code"]
    if kind.__name__ == "NotFetched":  # takes its code first
        given = call.args[:1]
    codes = [str(one.value) for one in given if isinstance(one, ast.Constant)]
    if given and not codes:  # passed on from elsewhere
        codes = list(getattr(kind, "more_codes", ()))
    for code in codes or [kind.code]:
        yield int(kind.status), code

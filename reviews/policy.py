"""The desk's rules from `policy.toml`: which claims need a second pair of eyes.

`ReviewsConfig.ready` reads the file, so that a wrong one stops the start; `decide` asks. A rule
never looks at a verdict: else the queue would tell what the second pair of eyes must not know.
"""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
import uuid
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import salted_hmac

# Read before there are models.
if TYPE_CHECKING:
    from claims.models import Claim


@dataclass(frozen=True, slots=True)
class Second:
    """The table `[second]`: which claims need a second pair of eyes."""

    all: bool = False
    worthiness_over: float = 1.0
    share: float = 0.0


class Why(StrEnum):
    """What asked for a second pair of eyes, as the event keeps it."""

    EDITOR = "editor"
    ALL = "all"
    WORTHINESS = "worthiness"
    SHARE = "share"


def asks_for_second(claim: Claim) -> Why | None:
    """The rule that asks for a second pair of eyes on this claim, if one does."""
    rule = current()
    if rule.all:
        return Why.ALL
    if claim.worthiness > rule.worthiness_over:
        return Why.WORTHINESS
    return Why.SHARE if draw(claim.id) < rule.share else None


def draw(claim_id: uuid.UUID) -> float:
    """The claim's lot, 0 to 1: the same at each look, and not to be told without the secret key."""
    digest = salted_hmac("reviews.policy.second", claim_id.bytes, algorithm="sha256").digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def current() -> Second:
    """The rules in force."""
    return read(settings.FACTCHECK_POLICY)


@functools.cache
def read(path: Path) -> Second:
    """The rules in this file.

    Raises:
        ImproperlyConfigured: no such file, no TOML, or a table, name or value that is none of
            ours; with the line, the field and the fix.
    """
    try:
        text = path.read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The policy {path} cannot be read ({error.strerror}). Name the file: "
            "FACTCHECK_POLICY=/path/to/policy.toml."
        ) from error
    except ValueError as error:  # no TOML (with line and column), or no UTF-8
        raise ImproperlyConfigured(f"The policy {path} is no TOML: {error}.") from error
    _check_names(path, text, given, ["second"], "table")
    table = given.get("second", {})
    if not isinstance(table, dict):
        _refuse(path, text, "second", "“second” is a table: write [second] on a line of its own")
    _check_names(path, text, table, [one.name for one in fields(Second)], "field")
    for name, value in table.items():
        if name == "all" and not isinstance(value, bool):
            _refuse(path, text, name, f"second.all is {value!r}; write true or false")
        if name != "all" and not _is_part(value):
            _refuse(path, text, name, f"second.{name} is {value!r}; write a number from 0 to 1")
    return Second(**table)


def _is_part(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _check_names(path: Path, text: str, given: dict[str, Any], known: list[str], what: str) -> None:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}."
            _refuse(path, text, name, f"there is no {what} “{name}”. {hint}")


def _refuse(path: Path, text: str, name: str, why: str) -> None:
    found = re.search(rf"^[ \t\[]*[\"']?{re.escape(name)}\b", text, re.MULTILINE)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    raise ImproperlyConfigured(f"The policy {path}, line {line}: {why.rstrip('.')}.")

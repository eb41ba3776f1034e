"""The one table of environment variables: name, type, default, meaning.

`factcheck.settings` reads it, `docs/operations.md` prints it. A variable that begins with
FACTCHECK_ and is not in the table stops the start, so that a misspelt name is never silently a
default.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable; `kind` names a parser of environs ("str", "int", "float", "bool", "list"), or
    is "networks": parts of the internet like 10.1.0.0/16."""

    name: str
    kind: str
    default: Any
    meaning: str


TABLE = (
    Variable(
        "FACTCHECK_SECRET_KEY",
        "str",
        "",
        "Signs sessions and forms. Empty: made once and kept in the data folder (mode 0600)",
    ),
    Variable("FACTCHECK_DEBUG", "bool", False, "Error pages with source; never on a real desk"),
    Variable(
        "FACTCHECK_HOSTS",
        "list",
        "localhost,127.0.0.1,[::1]",
        "Host names that the desk answers to, separated by commas",
    ),
    Variable(
        "FACTCHECK_HTTPS",
        "bool",
        False,
        "The desk is reached by https only: secure cookies, redirect, HSTS",
    ),
    Variable("FACTCHECK_DATA", "str", "var", "Folder for what the desk itself writes"),
    Variable(
        "DATABASE_URL",
        "str",
        "",
        "postgres://user:password@host/name; empty: SQLite in the data folder",
    ),
    Variable(
        "REDIS_URL",
        "str",
        "redis://127.0.0.1:6379/0",
        "Broker of the worker and count of requests, Redis protocol",
    ),
    Variable("FACTCHECK_TEXT_LIMIT", "int", 1_000_000, "Greatest size of one article, in bytes"),
    Variable(
        "FACTCHECK_BULK_LIMIT",
        "int",
        2_000_000_000,
        "Greatest size of one file of many articles, in bytes",
    ),
    Variable(
        "FACTCHECK_BEST", "int", 12, "Claims of one story that wait at once; the rest is proposed"
    ),
    Variable("FACTCHECK_LEASE_MINUTES", "int", 20, "How long a taken claim stays yours"),
    Variable(
        "FACTCHECK_POLICY",
        "str",
        "policy.toml",
        "File with the desk's rules: which claims need a second pair of eyes",
    ),
    Variable(
        "FACTCHECK_AGEING_HOURS",
        "int",
        24,
        "A claim that waits this long rises by one point, which is all that worthiness can give",
    ),
    Variable(
        "FACTCHECK_DEADLINE_HOURS",
        "int",
        72,
        "A claim with a due date counts as if it had come in this long before it",
    ),
    Variable(
        "FACTCHECK_WEIGHT_PROMINENCE",
        "float",
        0.2,
        "Points of the first words of a story; its last words have none",
    ),
    Variable(
        "FACTCHECK_WEIGHT_REPETITION",
        "float",
        0.25,
        "Points for each other story that tells the same, up to four of them",
    ),
    Variable(
        "FACTCHECK_EXTRACTOR_URL",
        "str",
        "",
        "A service of yours that reads the stories instead of the built-in reader (http or https)",
    ),
    Variable(
        "FACTCHECK_PUBLIC_URL",
        "str",
        "http://127.0.0.1:8000",
        "The address at which readers find the published verdicts, like https://facts.example",
    ),
    Variable("FACTCHECK_HOUSE", "str", "Factcheck", "Who publishes, as readers know the house"),
    Variable("FACTCHECK_WORD_VERIFIED", "str", "Verified", "What readers see for verified"),
    Variable("FACTCHECK_WORD_DISPUTED", "str", "Disputed", "What readers see for disputed"),
    Variable(
        "FACTCHECK_WORD_UNVERIFIABLE", "str", "Unverifiable", "What readers see for unverifiable"
    ),
    Variable(
        "FACTCHECK_RATING",
        "bool",
        False,
        "Verified carries a number for machines, 5 of 5; the others never do",
    ),
    Variable(
        "FACTCHECK_FETCH",
        "bool",
        True,
        "The desk may ask foreign addresses, for a source or a webhook; off: none",
    ),
    Variable(
        "FACTCHECK_NET_ALLOW",
        "networks",
        "",
        "Networks that are not public and may be asked all the same, like 10.1.0.0/16, by commas",
    ),
    Variable(
        "FACTCHECK_RATE",
        "str",
        "600/minute",
        "How often one API key, or one person over REST, may ask; 0: as often as they like",
    ),
    Variable(
        "FACTCHECK_RATE_GUESSES",
        "str",
        "30/minute",
        "How often one address may try to log in or send a wrong key; 0: no limit",
    ),
    Variable(
        "FACTCHECK_PROXIES",
        "int",
        0,
        "Proxies of yours before the desk, which add the caller's address to X-Forwarded-For",
    ),
    Variable("FACTCHECK_TIME_ZONE", "str", "UTC", "Zone in which pages show times"),
)


def read(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Returns every variable of the table, parsed.

    Raises:
        ImproperlyConfigured: a FACTCHECK_ name that is not in the table (with the nearest one),
            or a value that its type does not take.
    """
    given = os.environ if environ is None else environ
    known = {variable.name for variable in TABLE}
    for name in sorted(given):
        if name.startswith("FACTCHECK_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise ImproperlyConfigured(f"{name} is no setting of Factcheck.{hint}")
    env = Env()
    values: dict[str, Any] = {}
    for variable in TABLE:
        text = given.get(variable.name, "")
        try:
            if not text:
                values[variable.name] = _default(variable)
            else:
                values[variable.name] = _parse(env, variable, text)
        except (EnvError, ValueError) as error:
            raise ImproperlyConfigured(
                f"{variable.name}={text!r} is not of type {variable.kind}: {error}"
            ) from error
    return values


def _default(variable: Variable) -> Any:
    if variable.kind == "networks":
        return _networks(variable.name, variable.default)
    return variable.default.split(",") if variable.kind == "list" else variable.default


def _parse(env: Env, variable: Variable, text: str) -> Any:
    """environs reads the process's environment only; its parsers need the name to be set there."""
    if variable.kind == "networks":
        return _networks(variable.name, text)
    before = os.environ.get(variable.name)
    os.environ[variable.name] = text
    try:
        return getattr(env, variable.kind)(variable.name)
    finally:
        if before is None:
            del os.environ[variable.name]
        else:
            os.environ[variable.name] = before


def _networks(name: str, text: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    found = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        try:
            network = ipaddress.ip_network(part)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name}: “{part}” is no network ({error}). Write networks like 10.1.0.0/16 or "
                "fd00:1::/64, separated by commas."
            ) from None
        if network.prefixlen == 0:
            raise ImproperlyConfigured(
                f"{name}: “{part}” is the whole internet. Name the networks that you mean."
            )
        found.append(network)
    return tuple(found)

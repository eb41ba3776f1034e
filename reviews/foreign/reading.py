"""An answer's bytes as checks of somebody else: ClaimReview in a data feed, in a list, a line each,
or in a page. Opens no address; every field may be of any type and is bounded.

Terms: schema.org/ClaimReview, schema.org/DataFeed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml import etree

from claims.feeds.asking import UnusableError
from claims.page import is_page
from reviews.foreign.item import Check, NotACheckError, check_of, is_kind, plain

LARGEST = 30_000_000  # bytes of an answer
MOST = 20_000  # checks that are read of one
PAGE = 5_000_000  # bytes of a page
PARTS = 2_000_000  # objects and lists of an answer: each costs memory
DEEP = 12  # steps from the top to a check
NOTES = 20  # sentences about what was left out
# Where lists of things hold their things.
HOLDERS = (
    "dataFeedElement",
    "item",
    "itemListElement",
    "@graph",
    "mainEntity",
    "hasPart",
    "review",
)


class NoChecksError(UnusableError):
    """The answer holds no ClaimReview; the sentence is for who subscribed."""


@dataclass(frozen=True, slots=True)
class ChecksRead:
    """What an answer holds: each check once; how many were left out, and of the first ones why.
    `whole`: nothing was left unread, so that what is missing is gone."""

    title: str
    checks: tuple[Check, ...]
    left_out: int
    notes: tuple[str, ...]
    whole: bool


def read_checks(body: bytes, *, url: str) -> ChecksRead:
    """The checks of an answer that came from `url`.

    Raises:
        NoChecksError: it is no JSON and no page, is nested without end, has too many parts, or
        holds no ClaimReview (an empty data feed is one).
    """
    tops, bad_lines = _tops(body)
    title = next((plain(top.get("name"), 300) for top in tops if isinstance(top, dict)), "")
    found: dict[str, Check] = {}
    notes, left_out, seen = list(bad_lines), len(bad_lines), 0
    for item in _items(tops):
        seen += 1
        if seen > MOST:
            break
        try:
            check = check_of(item, url)
        except NotACheckError as error:
            left_out += 1
            notes.append(f"Item {seen}: {error}")
            continue
        known = found.get(check.key)
        # The same check twice: the one that was published later.
        if known is None or _later(check, known):
            found[check.key] = check
    if not found and not _is_empty_feed(tops):
        raise NoChecksError("no_checks", _about_nothing(seen, notes))
    if seen > MOST:
        notes.insert(0, f"Only the first {MOST:,} are read.")
    whole = seen <= MOST and not bad_lines
    return ChecksRead(title, tuple(found.values()), left_out, tuple(notes[:NOTES]), whole)


def _later(one: Check, other: Check) -> bool:
    return one.published_on is not None and (
        other.published_on is None or one.published_on > other.published_on
    )


def _is_empty_feed(tops: list[Any]) -> bool:
    """A desk that has published nothing yet."""
    return any(
        is_kind(top, "DataFeed", "ItemList")
        and [] in (top.get("dataFeedElement"), top.get("itemListElement"))
        for top in tops
    )


def _about_nothing(seen: int, notes: list[str]) -> str:
    if notes:
        many = f"None of {seen} ClaimReviews" if seen else "Nothing"
        return f"{many} at this address can be read. {' '.join(notes[:3])}"
    return (
        "This address gives no ClaimReview: neither a data feed, nor a list, nor lines of them, "
        "nor a page with one in its JSON-LD."
    )


# ---- the answer ----------------------------------------------------------------------------------
def _tops(body: bytes) -> tuple[list[Any], list[str]]:
    """The JSON documents of the answer, and what is said of lines that are none."""
    if is_page(body):
        return _of_page(body), []
    if body.count(b"{") + body.count(b"[") > PARTS:
        message = f"This answer has more than {PARTS:,} objects and lists, and is not read."
        raise NoChecksError("too_many_parts", message)
    try:
        text = body.decode(json.detect_encoding(body)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"This answer is not UTF-8: byte {error.start} does not fit."
        raise NoChecksError("encoding", message) from None
    try:
        return [_json(text)], []
    except ValueError as error:
        tops, wrong = _lines(text)
        if tops:
            return tops, wrong
        raise NoChecksError("no_json", f"This answer is no JSON: {_why(error)}.") from None
    except RecursionError:
        raise NoChecksError("too_deep", "This answer is nested too deeply.") from None


def _json(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _: None)


def _lines(text: str) -> tuple[list[Any], list[str]]:
    """JSON Lines: an object a line; a line that is none is named and left."""
    tops, wrong = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            top = _json(line)
            if isinstance(top, dict):
                tops.append(top)
            else:
                wrong.append(f"Line {number} is no JSON object.")
        except (ValueError, RecursionError) as error:
            wrong.append(f"Line {number} is no JSON: {_why(error)}.")
            if not tops and len(wrong) >= NOTES:
                break  # nothing here is JSON
    return tops, wrong


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]


def _of_page(body: bytes) -> list[Any]:
    """The JSON-LD of a page. Scripts that are no JSON are left: pages have such."""
    try:
        tree = lxml.html.document_fromstring(body[:PAGE])
    except (etree.LxmlError, ValueError):
        return []
    tops: list[Any] = []
    parts = 0
    for node in tree.iter("script"):
        kind = (node.get("type") or "").partition(";")[0].strip().lower()
        text = node.text or ""
        parts += text.count("{") + text.count("[")
        if kind != "application/ld+json" or parts > PARTS:
            continue
        try:
            tops.append(_json(text.strip()))
        except (ValueError, RecursionError):
            continue
    return tops


def _items(tops: list[Any]) -> Iterator[dict[str, Any]]:
    """Every ClaimReview below, in order; steps down only where lists of things hold things."""
    waits: list[tuple[Any, int]] = [(top, 0) for top in reversed(tops)]
    while waits:
        node, depth = waits.pop()
        if isinstance(node, list):
            within = node
        elif is_kind(node, "ClaimReview"):
            yield node
            continue
        elif isinstance(node, dict):
            within = [node[name] for name in HOLDERS if name in node]
        else:
            continue
        if depth < DEEP:
            waits += [(one, depth + 1) for one in reversed(within)]

"""Cuts a page into the runs of text between its blocks, each with the marks around it.

Called by `claims.page.story`. It must not judge what a block is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from claims.reading import normalise


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEEPEST = 250  # nested elements that are walked
CREDIT = re.compile(r"credit|copyright|caption[-_]?(?:author|source)|photographer", re.IGNORECASE)
BYLINE = re.compile(r"byline|author[-_]?name|\bauthors?\b|signature", re.IGNORECASE)
DATELINE = re.compile(r"dateline|author[-_]location|article[-_]location", re.IGNORECASE)
_SKIPPED = _set(
    "script style noscript template svg iframe video audio canvas form button select nav textarea "
    "head object menu dialog"
)
_BLOCKS = _set(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody "
    "td tfoot th thead time tr ul"
)


@dataclass(slots=True)
class Block:
    """A run of text without blanks around it, on one line."""

    text: str
    tag: str
    marks: str  # classes, ids and the like of the element and those around it, nearest first
    own: str  # those of the nearest three
    mark: str  # those of the element itself
    inside: frozenset[str]  # tags around it
    linked: float  # share of its letters within links


@dataclass(slots=True)
class _Flow:
    """The run of inline text that is being gathered."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0


def read_blocks(tree: Any) -> Iterator[Block]:
    """The runs of text between the page's blocks, in order."""
    body = tree.find("body")
    root = body if body is not None else tree
    flow = _Flow()
    path: list[Any] = [root]
    events = etree.iterwalk(root, events=("start", "end"))
    depth = 0
    for event, node in events:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            depth += 1
            if tag in _SKIPPED or node.get("hidden") is not None or depth > DEEPEST:
                events.skip_subtree()
                _add(flow, "", path)
            else:
                if tag == "br" or _parts_run(node, tag):
                    yield from _flush(flow, path, torn=tag == "br")
                path.append(node)
                _add(flow, node.text, path)
            continue
        depth -= 1
        if path and path[-1] is node:
            if _parts_run(node, tag):
                yield from _flush(flow, path)
            path.pop()
        _add(flow, node.tail if node is not root else None, path)
    yield from _flush(flow, path or [root])


def _parts_run(node: Any, tag: str) -> bool:
    """Whether an element is a block, or stands for a part of its own within a line."""
    if tag in _BLOCKS:
        return True
    named = node.get("class", "")
    return bool(CREDIT.search(named) or DATELINE.search(named) or BYLINE.search(named))


def _add(flow: _Flow, text: str | None, path: list[Any]) -> None:
    if not text:
        return
    flow.pieces.append(text)
    if any(node.tag == "a" for node in path[-5:]):
        flow.linked += len(text.strip())


def _flush(flow: _Flow, path: list[Any], *, torn: bool = False) -> Iterator[Block]:
    """Ends a run; a line break ends it only where a sentence has ended."""
    text = normalise(" ".join("".join(flow.pieces).split()))
    if torn and not text.endswith((".", "!", "?", "\u201d", '"', "\u00bb")):
        flow.pieces.append(" ")
        return
    linked = flow.linked
    flow.pieces, flow.linked = [], 0
    if not text:
        return
    near = path[-1:-7:-1]
    marks = [
        " ".join(node.get(key, "") for key in ("class", "id", "itemprop", "rel")) for node in near
    ]
    tags = [node.tag for node in path if isinstance(node.tag, str)]
    block = next((tag for tag in reversed(tags) if tag in _BLOCKS), "body")
    yield Block(
        text,
        block,
        " ".join(marks),
        " ".join(marks[:3]),
        marks[0],
        frozenset(tags[-12:]),
        linked / len(text),
    )

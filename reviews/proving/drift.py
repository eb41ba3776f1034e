"""What changed in a source between two snapshots of the same link. PURE.

Called where a snapshot is shown. Passages are sentences and lines; what only moved has not changed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

MOST = 50  # passages that are named
LONGEST = 500  # characters of one of them
_PASSAGE = re.compile(r"[^\n]+?(?:[.!?…]['\"”’»)\]]*(?=\s)|(?=\n)|\Z)")


class Change(StrEnum):
    """What became of a passage."""

    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Drift:
    """A passage that only one of the two texts has."""

    change: Change
    passage: str


def drift(before: str, after: str) -> tuple[Drift, ...]:
    """What the later text no longer has, then what it has that the earlier had not."""
    old, new = _passages(before), _passages(after)
    gone = _beyond(old, new)
    come = _beyond(new, old)
    return tuple(
        Drift(change, passage[:LONGEST])
        for change, found in ((Change.REMOVED, gone), (Change.ADDED, come))
        for passage in found[:MOST]
    )


def _passages(text: str) -> list[str]:
    found = (" ".join(match.group().split()) for match in _PASSAGE.finditer(text))
    return [passage for passage in found if passage]


def _beyond(one: list[str], other: list[str]) -> list[str]:
    """The passages of the one that are more often there than in the other, in their order."""
    left = Counter(other)
    found = []
    for passage in one:
        if left[passage]:
            left[passage] -= 1
        else:
            found.append(passage)
    return found

"""A verdict version's states as one table. PURE: no Django import.

The content of a version never changes; these are the only moves of its state, beside the draft
that is withdrawn when its claim is reopened or its review undone. `docs/publishing.md` prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviews.words import State


class Act(StrEnum):
    """What editors do to a version."""

    REVISE = "revise"
    PUBLISH = "publish"
    CORRECT = "correct"
    RETRACT = "retract"


@dataclass(frozen=True, slots=True)
class Move:
    """One row: the version's state before and after, the next version's if one is made."""

    act: Act
    before: State
    after: State
    made: State | None
    needs: str


TABLE = (
    Move(Act.REVISE, State.DRAFT, State.WITHDRAWN, State.DRAFT, "a reason"),
    Move(
        Act.PUBLISH,
        State.DRAFT,
        State.PUBLISHED,
        None,
        "its claim decided in the same round; the policy met; the linter satisfied; a note for "
        "readers where a published version stands, which it supersedes",
    ),
    Move(
        Act.CORRECT,
        State.PUBLISHED,
        State.SUPERSEDED,
        State.PUBLISHED,
        "a note for readers: what was wrong",
    ),
    Move(Act.RETRACT, State.PUBLISHED, State.RETRACTED, None, "a note for readers: why"),
)


def move_for(act: Act) -> Move:
    """The row of an act."""
    return next(row for row in TABLE if row.act == act)

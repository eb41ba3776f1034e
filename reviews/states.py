"""The claim's state machine as one table. PURE: no Django import.

`next_state` is the only answer to "may this action follow this status, and what then".
`docs/concepts.md` prints the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.status import Status
from factcheck.accounts.rights import Right


class Action(StrEnum):
    """What people do to a claim that changes where it stands, or where it will."""

    PROMOTE = "promote"
    REVIEW = "review"
    ASK_SECOND = "ask_second"
    ADJUDICATE = "adjudicate"
    DISMISS = "dismiss"
    EDIT = "edit"
    SPLIT = "split"
    MERGE = "merge"
    REOPEN = "reopen"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what the action leads to, and what it needs. `lease` names the statuses in which
    the actor must hold the claim."""

    action: Action
    sources: tuple[Status, ...]
    targets: tuple[Status, ...]
    right: Right
    needs: str
    lease: tuple[Status, ...] = ()


TABLE = (
    Rule(Action.PROMOTE, (Status.PROPOSED,), (Status.PENDING,), Right.REVIEW, "nothing"),
    Rule(
        Action.ASK_SECOND,
        (Status.PENDING,),
        (Status.PENDING,),
        Right.EDIT,
        "not asked for before",
    ),
    Rule(
        Action.REVIEW,
        (Status.PENDING,),
        (Status.DECIDED, Status.SECOND),
        Right.REVIEW,
        "own live lease; a rationale; a citation at least, none needed for unverifiable",
        lease=(Status.PENDING,),
    ),
    Rule(
        Action.REVIEW,
        (Status.SECOND,),
        (Status.DECIDED, Status.CONFLICT),
        Right.REVIEW,
        "another reviewer, blind to the first; else as above",
        lease=(Status.SECOND,),
    ),
    Rule(
        Action.ADJUDICATE,
        (Status.CONFLICT,),
        (Status.DECIDED,),
        Right.EDIT,
        "an editor who is neither of the two, or an admin with a reason; a rationale; "
        "a citation as above",
    ),
    Rule(
        Action.DISMISS,
        (Status.PROPOSED, Status.PENDING, Status.SECOND),
        (Status.DISMISSED,),
        Right.REVIEW,
        "a reason; own live lease unless proposed",
        lease=(Status.PENDING, Status.SECOND),
    ),
    # What changes a claim's words leaves it where it stands.
    *(
        Rule(action, (status,), (status,), Right.REVIEW, needs, lease=lease)
        for action in (Action.EDIT, Action.SPLIT, Action.MERGE)
        for status, needs, lease in (
            (Status.PROPOSED, "nothing", ()),
            (Status.PENDING, "own live lease", (Status.PENDING,)),
        )
    ),
    Rule(
        Action.REOPEN,
        (Status.DECIDED, Status.DISMISSED, Status.CONFLICT),
        (Status.PENDING,),
        Right.EDIT,
        "a reason; the next round begins",
    ),
    Rule(
        Action.UNDO,
        (Status.DECIDED, Status.SECOND, Status.DISMISSED),
        (Status.PENDING, Status.SECOND, Status.PROPOSED),
        Right.REVIEW,
        "the same person, within five minutes, nobody holds it, nothing published; never a second "
        "review or an adjudication",
    ),
)


def rule_for(status: Status, action: Action) -> Rule | None:
    """The row for this action in this status; None where there is none."""
    for rule in TABLE:
        if rule.action == action and status in rule.sources:
            return rule
    return None


def sources_of(action: Action) -> tuple[Status, ...]:
    """The statuses in which the action can be taken."""
    return tuple(status for rule in TABLE if rule.action == action for status in rule.sources)


def next_state(status: Status, action: Action, target: Status | None = None) -> Status:
    """The status after the action; `target` chooses where a row has several.

    Raises:
        LookupError: the table has no such row.
    """
    rule = rule_for(status, action)
    if rule is None:
        raise LookupError(f"{action} does not follow {status}")
    if target is None:
        target = rule.targets[0]
    if target not in rule.targets:
        raise LookupError(f"{action} does not lead from {status} to {target}")
    return target

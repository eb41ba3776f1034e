"""The claim's state machine, against the plan's table written out here by hand."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from claims.models import Claim
from claims.status import Status
from factcheck.accounts.rights import Right
from reviews import decide, queue
from reviews.states import TABLE, Action, next_state, rule_for
from tests.people import (
    Program,
    ada,
    ben,
    decided,
    eve,
    fresh,
    in_conflict,
    pending,
    person,
    reviewed,
    story,
    taken,
)

P, W, S, C, D, X = (
    Status.PROPOSED,
    Status.PENDING,
    Status.SECOND,
    Status.CONFLICT,
    Status.DECIDED,
    Status.DISMISSED,
)


class Row(NamedTuple):
    """What the plan says of one status and action."""

    targets: set[Status]
    right: Right
    lease: bool = False


PLAN: dict[tuple[Status, Action], Row] = {
    (P, Action.PROMOTE): Row({W}, Right.REVIEW),
    (W, Action.ASK_SECOND): Row({W}, Right.EDIT),
    (W, Action.REVIEW): Row({D, S}, Right.REVIEW, lease=True),
    (S, Action.REVIEW): Row({D, C}, Right.REVIEW, lease=True),
    (C, Action.ADJUDICATE): Row({D}, Right.EDIT),
    (P, Action.DISMISS): Row({X}, Right.REVIEW),
    (W, Action.DISMISS): Row({X}, Right.REVIEW, lease=True),
    (S, Action.DISMISS): Row({X}, Right.REVIEW, lease=True),
    **{(P, action): Row({P}, Right.REVIEW) for action in (Action.EDIT, Action.SPLIT, Action.MERGE)},
    **{
        (W, action): Row({W}, Right.REVIEW, lease=True)
        for action in (Action.EDIT, Action.SPLIT, Action.MERGE)
    },
    (D, Action.REOPEN): Row({W}, Right.EDIT),
    (X, Action.REOPEN): Row({W}, Right.EDIT),
    (C, Action.REOPEN): Row({W}, Right.EDIT),
    (D, Action.UNDO): Row({W, S, P}, Right.REVIEW),
    (S, Action.UNDO): Row({W, S, P}, Right.REVIEW),
    (X, Action.UNDO): Row({W, S, P}, Right.REVIEW),
}
EVERY = [(status, action) for status in Status for action in Action]


@pytest.mark.parametrize(("status", "action"), EVERY)
def test_the_table_says_what_the_plan_says(status: Status, action: Action) -> None:
    rule, row = rule_for(status, action), PLAN.get((status, action))
    if row is None:
        assert rule is None
        with pytest.raises(LookupError, match=action):
            next_state(status, action)
        return
    assert rule is not None
    assert set(rule.targets) == row.targets
    assert rule.right == row.right
    assert (status in rule.lease) == row.lease
    assert next_state(status, action) in row.targets
    for other in set(Status) - row.targets:
        with pytest.raises(LookupError):
            next_state(status, action, other)


def test_no_status_and_action_stands_in_two_rows() -> None:
    pairs = [(status, rule.action) for rule in TABLE for status in rule.sources]
    assert len(pairs) == len(set(pairs)) == len(PLAN)


# ---- through the verbs -------------------------------------------------------------------------
# What each command does in each status when its actor, its lease and its body are right.
DOES: dict[str, dict[Status, Status]] = {
    "promote": {P: W},
    "review": {W: D, S: C},
    "dismiss": {P: X, W: X, S: X},
    "second": {W: W},
    "adjudicate": {C: D},
    "reopen": {D: W, X: W, C: W},
    "undo": {D: W, S: W, X: W},
    "take": {W: W, S: S},
    "renew": {W: W, S: S},
    "release": {W: W, S: S},
    "skip": {W: W, S: S},
}
EDITORS = {"reopen", "second", "adjudicate"}
UNDER_LEASE = {"review", "dismiss", "renew", "release", "skip"}
BODIES: dict[str, dict[str, Any]] = {
    "review": {"verdict": "unverifiable", "rationale": "Nobody can know."},
    "dismiss": {"reason": "not_a_claim"},
    "reopen": {"reason": "A reader wrote in."},
    "second": {"reason": "The mayor will call."},
    "adjudicate": {"verdict": "unverifiable", "rationale": "Nobody can know."},
}


def _in(status: Status, settings: Any) -> Claim:
    """A claim in this status, brought there by Ada where verbs lead there."""
    if status == P:
        settings.FACTCHECK_BEST = 1
        return story("The dam broke in March.", "The ferry carried 212 people.")[1]
    if status == D:
        return decided(ada()).claim
    if status == X:
        held = taken(ada())
        return decide.dismiss(actor=ada(), claim_id=held.id, lease_no=held.lease_no)
    if status == S:
        return reviewed(ben())
    if status == C:
        return in_conflict(ben(), person("cid", "reviewer"))
    return pending()


@pytest.mark.django_db
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("command", list(DOES))
def test_every_command_in_every_status(command: str, status: Status, settings: Any) -> None:
    claim = fresh(_in(status, settings))
    assert claim.status == status
    body = dict(BODIES.get(command, {}))
    if command in UNDER_LEASE:
        body["lease_no"] = claim.lease_no + 1
        if claim.is_open:
            queue.take(actor=ada(), claim_id=claim.id)
    if command in EDITORS:
        program = Program(eve())
    else:  # who reviewed first undoes it; another goes on
        program = Program(ben() if (command, status) == ("undo", S) else ada())

    answer = program.post(f"claims/{claim.id}/{command}/", body)

    after = Status(fresh(claim).status)
    if status in DOES[command]:
        assert answer.status_code == 200, answer.content
        assert answer.json()["claim"]["status"] == after == DOES[command][status]
    else:
        problem = answer.json()
        assert answer.status_code == 409, problem
        assert problem["code"] in {"wrong_state", "not_held", "too_late"}
        assert problem["detail"].endswith(".")
        assert after == status


@pytest.mark.django_db
def test_the_refusal_names_the_status_and_what_it_needs() -> None:
    problem = Program(ada()).post(f"claims/{pending().id}/promote/").json()
    assert problem["detail"] == (
        "This claim is pending; “promote” needs it to be proposed. Reload the page."
    )


@pytest.mark.django_db
def test_the_way_of_a_claim_from_proposed_to_decided_and_round_again(settings: Any) -> None:
    claim = _in(P, settings)
    queue.promote(actor=ada(), claim_id=claim.id)
    assert fresh(claim).status == W
    decided(ada(), claim=claim)
    assert fresh(claim).status == D
    decide.reopen(actor=eve(), claim_id=claim.id, reason="A reader wrote in.")
    again = fresh(claim)
    assert (again.status, again.round, again.decided_at) == (W, 2, None)

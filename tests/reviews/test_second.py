"""Two pairs of eyes: asked for, given by another, agreed or settled; never undone."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from claims.models import Claim
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Invalid
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from reviews import decide, queue, second
from reviews.evidence import Source
from reviews.models import Review, Verdict
from tests.people import (
    SOURCE,
    Program,
    ada,
    ben,
    decided,
    eve,
    fresh,
    in_conflict,
    judge,
    pending,
    person,
    reviewed,
    root,
    second_asked,
    taken,
)

pytestmark = pytest.mark.django_db
WHY = "The log holds."


def fay() -> Any:
    """Another editor."""
    return person("fay", "editor")


def of(claim: Claim, name: str) -> Review:
    """This person's review of the claim's round."""
    return claim.reviews.get(round=fresh(claim).round, reviewer__username=name, withdrawn_at=None)


# ---- asking ------------------------------------------------------------------------------------
def test_an_editor_asks_once_with_a_reason_on_a_waiting_claim() -> None:
    claim = pending()
    with pytest.raises(Denied):
        second.ask_second(actor=ada(), claim_id=claim.id, reason="Look.")
    with pytest.raises(Invalid):
        second.ask_second(actor=eve(), claim_id=claim.id, reason=" ")
    second_asked(claim)
    assert (claim.second_look.reason, claim.second_look.by.username) == (
        "The mayor will call.",
        "eve",
    )
    with pytest.raises(Conflict, match="asked for already"):
        second_asked(claim)
    with pytest.raises(Conflict, match="needs it to be pending"):
        second.ask_second(actor=eve(), claim_id=decided(ada()).claim_id, reason="Look.")


def test_it_may_be_asked_while_somebody_holds_the_claim_and_keeps_their_lease() -> None:
    held = taken(ada())
    second_asked(held)
    judge(ada(), fresh(held))
    assert fresh(held).status == "second"


def test_the_asking_holds_for_the_rounds_to_come() -> None:
    claim = in_conflict()
    decide.reopen(actor=eve(), claim_id=claim.id, reason="New papers.")
    decided(ada(), claim=claim)
    assert fresh(claim).status == "second"


# ---- the second --------------------------------------------------------------------------------
def test_after_the_first_the_claim_waits_again_without_a_verdict() -> None:
    claim = fresh(reviewed(ada()))
    assert (claim.is_open, claim.holder, claim.decided_at) == (True, None, None)
    assert not Verdict.objects.exists()
    assert queue.take_next(actor=ben()) == claim


def test_the_first_reviewer_is_never_given_it_nor_takes_it() -> None:
    claim = reviewed(ada())
    assert queue.take_next(actor=ada()) is None
    with pytest.raises(Conflict, match="must be another's") as refusal:
        queue.take(actor=ada(), claim_id=claim.id)
    assert refusal.value.code == "own_review"
    with pytest.raises(Conflict, match="must be another's"):
        queue.take(actor=root(), claim_id=reviewed(root()).id)


def test_two_who_agree_settle_it_and_the_verdict_rests_on_both() -> None:
    claim = reviewed(ada())
    last = decided(
        ben(),
        claim=claim,
        rationale="The log too.",
        citations=[Source("https://log.example/7")],
    )
    assert fresh(claim).status == "decided"
    assert fresh(claim).decided_at == last.created_at
    verdict = Verdict.objects.get()
    assert (verdict.value, verdict.content["reviewers"]) == ("disputed", ["ada", "ben"])
    assert verdict.content["rationale"] == "ada: The notice says otherwise.\n\nben: The log too."
    assert [one["url"] for one in verdict.content["citations"]] == [
        SOURCE.url,
        "https://log.example/7",
    ]
    assert verify_ledger().broken == ()


def test_two_who_differ_open_a_conflict_without_a_verdict() -> None:
    claim = fresh(in_conflict())
    assert (claim.is_open, claim.holder, claim.decided_at) == (False, None, None)
    assert not Verdict.objects.exists()
    with pytest.raises(Conflict, match="This claim is conflict"):
        queue.take(actor=person("cid", "reviewer"), claim_id=claim.id)


def test_no_event_of_the_round_tells_a_verdict_a_rationale_or_a_source() -> None:
    claim = in_conflict()
    second.adjudicate(actor=eve(), claim_id=claim.id, pick=of(claim, "ben").id, rationale=WHY)
    told = str(list(Event.objects.values_list("details", flat=True)))
    for word in ("verified", "disputed", "notice", "port.example", WHY):
        assert word not in told


# ---- undo --------------------------------------------------------------------------------------
def test_a_first_review_is_undone_within_five_minutes_while_nobody_holds_the_claim() -> None:
    claim = reviewed(ada())
    held = queue.take(actor=ben(), claim_id=claim.id)
    with pytest.raises(Conflict, match="holds this claim"):
        decide.undo(actor=ada(), claim_id=claim.id)
    queue.release(actor=ben(), claim_id=held.id)
    decide.undo(actor=ada(), claim_id=claim.id)
    assert (fresh(claim).status, fresh(claim).holder) == ("pending", ada().person)
    again = reviewed(ben())
    with time_machine.travel(now() + timedelta(minutes=6)), pytest.raises(Conflict, match="five"):
        decide.undo(actor=ben(), claim_id=again.id)


def test_a_second_review_and_an_adjudication_are_never_undone() -> None:
    agreed = reviewed(ada())
    decided(ben(), claim=agreed)
    differing = in_conflict()
    for claim in (agreed, differing):
        with pytest.raises((Conflict, Denied)):
            decide.undo(actor=ben(), claim_id=claim.id)
    second.adjudicate(actor=eve(), claim_id=differing.id, verdict="unverifiable", rationale=WHY)
    with pytest.raises((Conflict, Denied)):
        decide.undo(actor=eve(), claim_id=differing.id)
    decide.reopen(actor=eve(), claim_id=differing.id, reason="New papers.")


# ---- adjudication ------------------------------------------------------------------------------
def test_an_editor_picks_one_and_its_sources_count() -> None:
    claim = in_conflict()
    theirs = of(claim, "ben")
    made = second.adjudicate(actor=eve(), claim_id=claim.id, pick=theirs.id, rationale=WHY)
    assert (made.verdict, made.picked) == ("verified", theirs)
    verdict = Verdict.objects.get()
    assert (verdict.value, verdict.content["reviewers"]) == ("verified", ["ben", "eve"])
    assert [one["url"] for one in verdict.content["citations"]] == [SOURCE.url]
    assert fresh(claim).status == "decided"
    assert verify_ledger().broken == ()


def test_an_editor_writes_an_own_one_with_an_own_source() -> None:
    claim = in_conflict()
    with pytest.raises(Invalid) as refusal:
        second.adjudicate(actor=eve(), claim_id=claim.id, verdict="disputed", rationale="")
    assert [error.field for error in refusal.value.errors] == ["rationale", "citations"]
    second.adjudicate(
        actor=eve(), claim_id=claim.id, verdict="disputed", rationale=WHY, citations=[SOURCE]
    )
    assert Verdict.objects.get().content["reviewers"] == ["eve"]


def test_only_one_of_the_two_can_be_picked_and_it_cannot_say_something_else() -> None:
    claim = in_conflict()
    for pick, verdict, code in (
        (uuid.uuid4(), "", "unknown"),
        (decided(ada()).id, "", "unknown"),
        (of(claim, "ben").id, "disputed", "differs"),
    ):
        with pytest.raises(Invalid) as refusal:
            second.adjudicate(
                actor=eve(), claim_id=claim.id, pick=pick, verdict=verdict, rationale=WHY
            )
        assert refusal.value.errors[0].code == code
    assert fresh(claim).status == "conflict"


def test_a_reviewer_never_settles_and_an_editor_never_their_own() -> None:
    with pytest.raises(Denied, match="editor or higher"):
        second.adjudicate(
            actor=ada(), claim_id=in_conflict().id, verdict="unverifiable", rationale=WHY
        )
    for one, other in ((eve(), ben()), (ada(), eve())):
        claim = in_conflict(one, other)
        with pytest.raises(Denied, match="one of the two reviews"):
            second.adjudicate(actor=eve(), claim_id=claim.id, verdict="unverifiable", rationale=WHY)
        second.adjudicate(actor=fay(), claim_id=claim.id, verdict="unverifiable", rationale=WHY)


def test_an_admin_settles_their_own_with_a_reason_that_stays() -> None:
    claim = in_conflict(root(), ben())
    with pytest.raises(Invalid) as refusal:
        second.adjudicate(actor=root(), claim_id=claim.id, verdict="unverifiable", rationale=WHY)
    assert [error.field for error in refusal.value.errors] == ["reason"]
    made = second.adjudicate(
        actor=root(),
        claim_id=claim.id,
        verdict="unverifiable",
        rationale=WHY,
        reason="Nobody else is here.",
    )
    assert made.reason == "Nobody else is here."
    assert Event.objects.get(kind="claim.adjudicated").details["own_review"] is True


def test_it_is_settled_once() -> None:
    claim = in_conflict()
    second.adjudicate(actor=eve(), claim_id=claim.id, verdict="unverifiable", rationale=WHY)
    with pytest.raises(Conflict, match="needs it to be conflict"):
        second.adjudicate(actor=fay(), claim_id=claim.id, verdict="unverifiable", rationale=WHY)


# ---- REST --------------------------------------------------------------------------------------
def test_a_round_of_two_and_its_settling_over_rest() -> None:
    claim = pending()
    path = f"claims/{claim.id}"
    asked = Program(eve()).post(f"{path}/second/", {"reason": "The mayor will call."})
    assert asked.status_code == 200
    body: dict[str, Any] = {"rationale": "So it is.", "verdict": "unverifiable"}
    ours, theirs, editor = Program(ada()), Program(ben()), Program(eve())
    ours.post(f"{path}/take/")
    first = ours.post(f"{path}/review/", {**body, "lease_no": 1}).json()["claim"]
    assert (first["status"], len(first["reviews"]), first["verdicts"]) == ("second", 1, [])
    seen = theirs.post(f"{path}/take/").json()["claim"]
    assert (seen["status"], seen["reviews"]) == ("second", [])
    body |= {"verdict": "verified", "citations": [{"url": "https://a.example/"}]}
    both = theirs.post(f"{path}/review/", {**body, "lease_no": 2}).json()["claim"]
    assert (both["status"], [one["turn"] for one in both["reviews"]]) == ("conflict", [2, 1])
    listed = editor.get("claims/", status="conflict").json()["results"]
    assert [one["id"] for one in listed] == [str(claim.id)]
    pick = both["reviews"][0]["id"]
    settled = editor.post(f"{path}/adjudicate/", {"pick": pick, "rationale": WHY}).json()["claim"]
    assert settled["status"] == "decided"
    assert (settled["reviews"][0]["turn"], settled["reviews"][0]["picked"]) == (3, pick)
    assert settled["verdicts"][0]["value"] == "verified"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "rationale"),
        ({"rationale": "x"}, "verdict"),
        ({"rationale": "x", "pick": "no id"}, "pick"),
        ({"rationale": "x", "pick": str(uuid.uuid4())}, "pick"),
        ({"rationale": "x", "verdict": "maybe"}, "verdict"),
        ({"rationale": "x" * 20_001, "verdict": "unverifiable"}, "rationale"),
        ({"rationale": "a\x00b", "verdict": "unverifiable"}, "rationale"),
        ({"rationale": "x", "verdict": "unverifiable", "lease_no": 1}, "lease_no"),
    ],
)
def test_a_wrong_adjudication_is_told_its_field(body: dict[str, Any], field: str) -> None:
    claim = in_conflict()
    answer = Program(eve()).post(f"claims/{claim.id}/adjudicate/", body)
    assert answer.status_code == 422, answer.content
    assert field in {error["field"] for error in answer.json()["errors"]}
    assert fresh(claim).status == "conflict"

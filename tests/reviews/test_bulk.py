"""A bulk act touches what it names and nothing else, says beforehand what it will do, and is
taken back as one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from claims.models import Claim
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from factcheck.ids import new_id
from reviews import assign, bulk, decide, queue
from reviews.bulk import Act
from reviews.models_editors import BulkAct
from tests.people import Program, ada, ben, decided, eve, fresh, person, story

pytestmark = pytest.mark.django_db
DISMISS = Act("dismiss")


def ten() -> list[Claim]:
    ada(), ben()
    return story(*[f"Claim number {number} is so." for number in range(10)])


def ids(claims: list[Claim]) -> list:  # type: ignore[type-arg]
    return [claim.id for claim in claims]


def run(act: Act, claims: list[Claim]) -> BulkAct:
    return bulk.run(actor=eve(), act_id=new_id(), act=act, claim_ids=ids(claims))


def statuses(claims: list[Claim]) -> list[str]:
    return [fresh(claim).status for claim in claims]


def test_the_preview_says_for_each_claim_what_will_change_and_changes_nothing() -> None:
    claims = ten()[:4]
    eve()
    queue.take(actor=ben(), claim_id=claims[0].id)
    decided(ada(), claim=claims[1])
    before = Event.objects.count()
    found = {
        one.claim.id: (one.will, one.why_not)
        for one in bulk.preview(actor=eve(), act=DISMISS, claim_ids=ids(claims))
    }
    assert found[claims[0].id][1].startswith("ben holds it until")
    assert found[claims[1].id] == ("", "It is decided already.")
    assert found[claims[2].id] == ("pending → dismissed: not a claim", "")
    assert (Event.objects.count(), BulkAct.objects.count()) == (before, 0)


def test_what_the_preview_said_is_what_is_done() -> None:
    claims = ten()
    queue.take(actor=ben(), claim_id=claims[0].id)
    acts = (
        Act("assign", to="ada", due_at=now() + timedelta(hours=3)),
        Act("push", by=2),
        DISMISS,
    )
    for act in acts:
        said = bulk.preview(actor=eve(), act=act, claim_ids=ids(claims))
        batch = run(act, claims)
        assert batch.changed == len([one for one in said if one.will])
        assert batch.left == [
            {"claim": str(one.claim.id), "why": one.why_not} for one in said if one.why_not
        ]
    assert [fresh(claim).push for claim in claims] == [2] * 10
    assert statuses(claims) == ["pending"] + ["dismissed"] * 9


def test_a_bulk_act_and_its_undo_leave_everybody_elses_alone() -> None:
    claims = ten()
    mine, others = claims[:5], claims[5:]
    run(Act("assign", to="ada"), mine)
    run(Act("assign", to="ben"), others)
    batch = run(Act("unassign"), mine)
    assert [fresh(claim).assignee_id for claim in mine] == [None] * 5
    assert [fresh(claim).assignee_id for claim in others] == [ben().person.id] * 5
    bulk.undo_bulk(actor=eve(), act_id=batch.id)
    assert [fresh(claim).assignee_id for claim in mine] == [ada().person.id] * 5
    assert [fresh(claim).assignee_id for claim in others] == [ben().person.id] * 5


def test_one_undo_takes_the_whole_back() -> None:
    claims = ten()
    before = [(c.status, c.push, c.priority, c.assignee_id, c.due_at) for c in claims]
    due = now() + timedelta(hours=3)
    batches = [run(act, claims) for act in (Act("assign", to="ada", due_at=due), Act("push", by=1))]
    batches.append(run(DISMISS, claims))
    for batch in reversed(batches):
        assert bulk.undo_bulk(actor=eve(), act_id=batch.id).undo_left == []
    rows = [fresh(claim) for claim in claims]
    assert [(c.status, c.push, c.assignee_id, c.due_at) for c in rows] == [
        (status, push, assignee, due) for status, push, _, assignee, due in before
    ]
    assert [c.priority for c in rows] == pytest.approx([one[2] for one in before])


def test_undo_leaves_alone_what_was_touched_since_and_says_so() -> None:
    claims = ten()[:3]
    pushed = run(Act("push", by=1), claims)
    assign.push(actor=eve(), claim_id=claims[0].id, by=1)
    decided(ada(), claim=claims[1])
    assert [one["why"] for one in bulk.undo_bulk(actor=eve(), act_id=pushed.id).undo_left] == [
        "Something else has happened to it since.",
        "This claim is decided: it is settled.",
    ]
    assert [fresh(claim).push for claim in claims] == [2, 1, 0]

    claims = [claims[0], claims[2]]
    batch = run(DISMISS, claims)
    decide.reopen(actor=eve(), claim_id=claims[0].id, reason="A reader wrote in.")
    done = bulk.undo_bulk(actor=eve(), act_id=batch.id)
    assert done.undo_left == [
        {"claim": str(claims[0].id), "why": "Something else has happened to it since."}
    ]
    assert fresh(claims[0]).round == 2
    assert statuses(claims) == ["pending"] * 2


def test_an_undo_gives_nobody_a_lease_and_a_proposed_claim_is_proposed_again(settings) -> None:  # type: ignore[no-untyped-def]
    settings.FACTCHECK_BEST = 1
    claims = story("Claim number 1 is so.", "Claim number 2 is so.")
    batch = run(DISMISS, claims)
    bulk.undo_bulk(actor=eve(), act_id=batch.id)
    assert statuses(claims) == ["pending", "proposed"]
    assert not Claim.objects.exclude(holder=None).exists()


def test_a_batch_is_undone_once_by_who_did_it_within_five_minutes() -> None:
    claims = ten()
    batch = run(DISMISS, claims[:2])
    with pytest.raises(Denied, match="Only who did it"):
        bulk.undo_bulk(actor=person("max", "editor"), act_id=batch.id)
    bulk.undo_bulk(actor=eve(), act_id=batch.id)
    with pytest.raises(Conflict, match="undone already"):
        bulk.undo_bulk(actor=eve(), act_id=batch.id)
    late = run(DISMISS, claims[2:4])
    BulkAct.objects.filter(pk=late.pk).update(at=now() - timedelta(minutes=6))
    with pytest.raises(Conflict, match="five minutes"):
        bulk.undo_bulk(actor=eve(), act_id=late.id)
    with pytest.raises(Missing):
        bulk.undo_bulk(actor=eve(), act_id=new_id())


def test_the_same_batch_sent_twice_is_done_once() -> None:
    claims, act_id = ten(), new_id()
    for _ in range(2):
        made = bulk.run(actor=eve(), act_id=act_id, act=Act("push", by=1), claim_ids=ids(claims))
        assert made.changed == 10
    assert [fresh(claim).push for claim in claims] == [1] * 10


def test_every_claim_of_a_batch_has_one_event_with_its_name() -> None:
    claims = ten()
    batch = run(DISMISS, claims)
    events = Event.objects.filter(details__batch=str(batch.id))
    assert sorted(str(e.claim_id) for e in events) == sorted(str(c.id) for c in claims)
    assert {event.kind for event in events} == {"claim.dismissed"}


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (Act("burn"), "act"),
        (Act("assign", to="nobody-here"), "to"),
        (Act("assign", to="ada", due_at=now() - timedelta(hours=1)), "due_at"),
        (Act("push", by=0), "by"),
        (Act("push", by=99), "by"),
        (Act("dismiss", reason="duplicate"), "reason"),
        (Act("dismiss", reason="because"), "reason"),
    ],
)
def test_a_wrong_act_is_refused_by_its_field_before_anything_changes(act: Act, field: str) -> None:
    claims = ten()
    for call in (bulk.preview, lambda **given: bulk.run(act_id=new_id(), **given)):
        with pytest.raises(Invalid) as refusal:
            call(actor=eve(), act=act, claim_ids=ids(claims))
        assert refusal.value.errors[0].field == field
    assert BulkAct.objects.count() == 0


def test_no_claims_and_too_many_are_refused_and_a_vanished_one_is_named() -> None:
    claims = ten()
    for wrong in ([], [new_id() for _ in range(501)]):
        with pytest.raises(Invalid) as refusal:
            bulk.preview(actor=eve(), act=DISMISS, claim_ids=wrong)
        assert refusal.value.errors[0].field == "claims"
    with pytest.raises(Denied):
        bulk.preview(actor=ada(), act=DISMISS, claim_ids=ids(claims))
    gone = new_id()
    batch = bulk.run(actor=eve(), act_id=new_id(), act=DISMISS, claim_ids=[gone, *ids(claims[:1])])
    assert batch.left == [{"claim": str(gone), "why": "There is no such claim any more."}]
    with pytest.raises(Conflict, match="Nothing would change"):
        run(DISMISS, claims[:1])


def test_over_rest_a_bulk_act_is_previewed_done_and_undone() -> None:
    claims, program = ten(), Program(eve())
    body = {"act": "push", "by": 1, "claims": [str(claim.id) for claim in claims[:2]]}
    shown = program.post("queue/bulk/preview/", body).json()
    assert (shown["changes"], {one["will"] for one in shown["claims"]}) == (2, {"push +0 → +1"})
    first = program.post("queue/bulk/", body, once="k1")
    again = program.post("queue/bulk/", body, once="k1")
    assert first.json() == again.json()
    assert first.json()["changed"] == 2
    assert [fresh(claim).push for claim in claims[:3]] == [1, 1, 0]
    undone = program.post(f"queue/bulk/{first.json()['id']}/undo/").json()
    assert undone["undone_at"] is not None
    assert [fresh(claim).push for claim in claims[:2]] == [0, 0]
    assert program.post("queue/bulk/", {**body, "claims": ["x"]}).status_code == 422
    assert Program(ada()).post("queue/bulk/", body).status_code == 403


def test_assigned_claims_of_a_batch_go_to_whom_it_names() -> None:
    claims = ten()
    run(Act("assign", to="ada"), claims[8:])
    taken = queue.take_next(actor=ada())
    assert taken is not None
    assert taken.id == claims[8].id
    with pytest.raises(Conflict):
        assign.assign(actor=eve(), claim_id=claims[9].id, to="ada")

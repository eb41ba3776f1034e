"""The ledger: unbroken when untouched, and every way of touching it shows."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims.models import Revision
from factcheck import tasks
from factcheck.accounts.actor import DESK
from factcheck.events import ledger
from factcheck.events.ledger import GENESIS, record
from factcheck.events.models import Event, Heartbeat
from factcheck.events.verify import Proof, verify_ledger
from reviews import decide
from reviews.models import Citation, Reopening, Review, Verdict
from tests.people import Program, ada, ben, decided, eve, story

pytestmark = pytest.mark.django_db


def a_day() -> Proof:
    """Some work, and the proof that the ledger is whole after it."""
    first, second, _ = story(
        "The dam broke in March.", "Two were hurt.", "It was old.", outlet="Harbour Post"
    )
    decided(ada(), claim=first, rationale="Nothing of this is so.")
    decided(ben(), claim=second)
    decide.reopen(actor=eve(), claim_id=first.id, reason="A reader wrote in.")
    proof = verify_ledger()
    assert proof.broken == ()
    assert proof.events == Event.objects.count() > 8
    return proof


def findings() -> list[str]:
    """What is broken now, in words."""
    return [finding.what for finding in verify_ledger().broken]


def test_an_empty_ledger_is_whole() -> None:
    assert verify_ledger() == Proof(0, GENESIS, ())
    assert verify_ledger(head=GENESIS).broken == ()


def test_a_day_of_work_is_one_chain_without_a_gap() -> None:
    proof = a_day()
    rows = list(Event.objects.order_by("seq"))
    assert [row.seq for row in rows] == list(range(1, proof.events + 1))
    assert [row.previous for row in rows] == [GENESIS, *[row.hash for row in rows[:-1]]]
    assert rows[-1].hash == proof.head


TAMPERINGS: dict[str, dict[str, Any]] = {
    "kind": {"kind": "claim.dismissed"},
    "actor": {"actor": None},
    "details": {"details": {}},
    "claim": {"claim_id": None},
    "article": {"article_id": None},
    "key": {"key_prefix": "00000000"},
    "time": {"at": "2020-01-01T00:00:00Z"},
    "hash": {"hash": "0" * 64},
    "previous": {"previous": "1" * 64},
}


@pytest.mark.parametrize("change", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_an_event_that_was_changed_shows(change: dict[str, Any]) -> None:
    a_day()
    event = Event.objects.get(kind="claim.reopened")
    Event.objects.filter(pk=event.pk).update(**change)
    assert findings()


def test_an_event_that_was_taken_out_shows() -> None:
    proof = a_day()
    Event.objects.filter(seq=3).delete()
    assert "event 3 is missing, 4 stands there" in findings()
    assert verify_ledger().events == proof.events


def test_a_whole_chain_sealed_anew_after_a_change_misses_the_noted_head() -> None:
    proof = a_day()
    Event.objects.filter(seq=3).delete()
    Event.objects.update(seq=None, previous="", hash="")
    ledger.seal()
    assert findings() == []
    assert verify_ledger(head=proof.head).broken


def test_an_end_that_was_cut_off_shows_by_what_it_covered_and_against_a_noted_head() -> None:
    proof = a_day()
    Event.objects.filter(seq=proof.events).delete()  # an editor had reopened a claim
    told = " ".join(findings())
    for words in ("reviews.verdict", "has another state", "reviews.reopening", "in no event"):
        assert words in told
    last = verify_ledger(head=proof.head).broken[-1]
    assert last.what == f"the chain does not hold the hash {proof.head}"


def test_a_head_noted_earlier_is_still_in_a_chain_that_grew() -> None:
    proof = a_day()
    story("Another text altogether.")
    assert verify_ledger(head=proof.head).broken == ()


CHANGED: dict[str, Any] = {
    "a review's rationale": lambda: Review.objects.filter(rationale__startswith="Nothing").update(
        rationale="All of this is so."
    ),
    "a review's verdict": lambda: Review.objects.update(verdict="verified"),
    "a citation": lambda: Citation.objects.update(url="https://other.example/"),
    "a verdict's content": lambda: Verdict.objects.filter(version=1).update(content={}),
    "a text as received": lambda: Revision.objects.update(raw=b"other"),
    "a text as read": lambda: Revision.objects.update(text="other"),
    "a reason to reopen": lambda: Reopening.objects.update(reason="Because."),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED.keys())
def test_a_row_that_an_event_covers_and_that_was_changed_shows(change: Any) -> None:
    a_day()
    change()
    found = findings()
    assert found
    assert all(what.endswith("is not what it was") for what in found)


def test_a_removed_row_is_told_apart_from_a_changed_one() -> None:
    a_day()
    Reopening.objects.all().delete()
    (found,) = findings()
    assert found.endswith("is no longer there")


def test_the_command_proves_the_ledger_and_ends_with_a_fault_where_it_is_broken() -> None:
    proof = a_day()
    said = StringIO()
    call_command("verify_ledger", head=proof.head, stdout=said)
    assert said.getvalue() == f"{proof.events} events, unbroken. Head: {proof.head}\n"
    with pytest.raises(CommandError, match="broken in 1 places"):
        call_command("verify_ledger", head="f" * 64, stderr=StringIO())


@pytest.mark.django_db(transaction=True)
def test_an_event_is_not_recorded_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(actor=DESK, kind="test")
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_process_that_died_left_unsealed_is_sealed_by_the_beat_once() -> None:
    with transaction.atomic():
        for _ in range(3):
            record(actor=DESK, kind="test")
    assert Event.objects.filter(seq=None).count() == 3
    tasks.seal()
    tasks.seal()
    assert list(Event.objects.order_by("id").values_list("seq", flat=True)) == [1, 2, 3]
    assert verify_ledger().broken == ()


@pytest.mark.django_db(transaction=True)
def test_more_events_than_a_batch_are_all_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "BATCH", 4)
    with transaction.atomic():
        for _ in range(11):
            record(actor=DESK, kind="test")
    assert ledger.seal() == 11
    assert verify_ledger().events == 11


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_who_finds_another_sealing_leaves_at_once() -> None:
    with transaction.atomic():
        record(actor=DESK, kind="test")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ledger.LOCK])
        assert ledger.seal() == 0
        with other.cursor() as cursor:  # closing alone frees it only when the server notices
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ledger.LOCK])
    finally:
        other.close()
    assert ledger.seal() == 1


def test_no_event_holds_a_verdict_a_rationale_or_words_of_a_story() -> None:
    a_day()
    told = "\n".join(str(one.details) for one in Event.objects.all())
    for words in ("disputed", "Nothing of this", "dam", "hurt", "reader wrote", "port.example"):
        assert words not in told


def test_the_feed_goes_on_where_it_was_left() -> None:
    proof = a_day()
    program = Program(ada())  # making its key is an event more
    seen: list[int] = []
    while True:
        page = program.get("events/", after=str(seen[-1] if seen else 0), limit="3").json()
        if not page["results"]:
            break
        seen += [event["seq"] for event in page["results"]]
        assert page["last"] == seen[-1]
    assert seen == list(range(1, proof.events + 2))


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 30, "²"])
def test_a_place_in_the_feed_is_a_whole_number(after: str) -> None:
    answer = Program(ada()).get("events/", after=after)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "after"


def test_a_heartbeat_twice_is_one_row() -> None:
    tasks.heartbeat()
    tasks.heartbeat()
    assert Heartbeat.objects.count() == 1


def test_a_changed_request_id_shows() -> None:
    a_day()
    Event.objects.filter(seq=2).update(request_id="another")
    proof = verify_ledger()
    assert [finding.seq for finding in proof.broken] == [2]

"""The shell around every verb: one transaction, nothing half-written, nothing called inside it."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from claims import intake, placing
from claims.models import Article, Claim, Revision
from factcheck.errors import Conflict, Invalid
from factcheck.events.models import Event
from reviews import decide, queue, withdraw
from reviews.models import Citation, Review, Verdict
from tests.people import SOURCE, ada, bring, eve, fresh, judge, taken

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_verb_is_not_called_inside_a_transaction() -> None:
    """Or its work would not be committed when it returns, and its event could be lost."""
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        bring("The dam broke.")
    assert not Article.objects.exists()


def test_the_worker_is_told_after_the_commit_and_never_inside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[bool] = []
    monkeypatch.setattr(intake, "offer", lambda _: told.append(connection.in_atomic_block))
    bring("The dam broke.")
    assert told == [False]
    with pytest.raises(Invalid):
        bring("")
    assert told == [False]


def broken(*_: Any, **__: Any) -> None:
    """A fault at the last step of a verb."""
    raise ZeroDivisionError


def test_a_fault_at_the_last_step_leaves_nothing_of_a_review(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = taken(ada())
    before = Event.objects.count()
    monkeypatch.setattr(decide, "record", broken)
    with pytest.raises(ZeroDivisionError):
        judge(ada(), held, citations=[SOURCE, SOURCE])
    assert Review.objects.count() == Citation.objects.count() == Verdict.objects.count() == 0
    assert Event.objects.count() == before
    assert (fresh(held).status, fresh(held).holder) == ("pending", ada().person)


def test_a_fault_at_the_last_step_leaves_nothing_of_an_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(intake, "offer", told.append)
    monkeypatch.setattr(placing, "record", broken)
    with pytest.raises(ZeroDivisionError):
        bring("The dam broke.")
    assert Article.objects.count() == Revision.objects.count() == 0
    assert told == []


def test_a_fault_at_the_last_step_leaves_an_article_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = taken(ada())
    monkeypatch.setattr(withdraw, "record", broken)
    with pytest.raises(ZeroDivisionError):
        withdraw.withdraw_article(actor=eve(), article_id=held.article_id, reason="Pulled.")
    still = fresh(held)
    assert (still.withdrawn, still.holder, still.article.withdrawn_at) == (
        False,
        ada().person,
        None,
    )


def test_a_claim_that_changes_under_a_verb_is_a_conflict_and_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a database has no row locks the guarded update is what decides."""
    held = taken(ada())
    real = queue.lease_time

    def meanwhile() -> Any:
        Claim.objects.filter(pk=held.pk).update(lease_no=7)
        return real()

    monkeypatch.setattr(queue, "lease_time", meanwhile)
    with pytest.raises(Conflict, match="changed a moment ago"):
        queue.renew(actor=ada(), claim_id=held.id, lease_no=1)


def test_every_event_is_sealed_when_its_verb_returns() -> None:
    judge(ada(), taken(ada()))
    assert Event.objects.filter(seq=None).count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_a_test_calls_inside_a_transaction_is_seen() -> None:
    said = pytest.raises(AssertionError, match="while a transaction was open")
    with transaction.atomic(), socket.socket() as line, said:
        line.connect(("127.0.0.1", 1))


@pytest.mark.django_db
def test_an_unknown_host_is_told_which_setting_names_it() -> None:
    answer = Client().get("/desk/login/", headers={"Host": "desk.example"})
    assert answer.status_code == 400
    assert "FACTCHECK_HOSTS" in answer.content.decode()

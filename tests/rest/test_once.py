"""Idempotency over HTTP: the same key with the same request shows what the first one made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from claims.models import Article
from factcheck import tasks
from factcheck.accounts.models import Once
from factcheck.clock import now
from factcheck.events.models import Event
from reviews import queue
from reviews.models import Review
from tests.people import Program, ada, ben, decided, eve, pending, story, taken

pytestmark = pytest.mark.django_db
BODY = {"text": "The dam broke."}


def test_a_repeat_shows_the_same_and_makes_nothing() -> None:
    program = Program(ada())
    first = program.post("articles/", BODY, once="a-1")
    events = Event.objects.count()
    again = program.post("articles/", BODY, once="a-1")
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.json()["duplicate"] is False
    assert (Article.objects.count(), Event.objects.count()) == (1, events)


def test_without_a_key_a_repeat_is_a_duplicate() -> None:
    program = Program(ada())
    program.post("articles/", BODY)
    again = program.post("articles/", BODY)
    assert (again.status_code, again.json()["duplicate"]) == (200, True)


def test_the_order_of_names_and_spaces_makes_no_other_request() -> None:
    program = Program(ada())
    first = program.post("articles/", '{"text": "The dam broke.", "outlet": "A"}', once="a-1")
    again = program.post("articles/", '{"outlet":"A","text":"The dam broke."}', once="a-1")
    assert first.content == again.content


def test_the_same_key_with_another_body_is_422() -> None:
    program = Program(ada())
    program.post("articles/", BODY, once="a-1")
    answer = program.post("articles/", {"text": "The dam held."}, once="a-1")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert Article.objects.count() == 1


def test_the_same_key_at_another_address_is_422() -> None:
    program = Program(eve())
    first, second, _ = story("The dam broke.", "Two were hurt.", "It was old.")
    assert program.post(f"claims/{first.id}/take/", once="t-1").status_code == 200
    assert program.post(f"claims/{second.id}/take/", once="t-1").status_code == 422


def test_another_persons_key_of_the_same_name_is_another_key() -> None:
    Program(ada()).post("articles/", BODY, once="1")
    answer = Program(ben()).post("articles/", {"text": "The dam held."}, once="1")
    assert answer.status_code == 202


def test_a_refusal_is_not_kept_and_the_key_stays_free() -> None:
    program = Program(ada())
    assert program.post("articles/", {"text": ""}, once="a-1").status_code == 422
    assert not Once.objects.exists()
    assert program.post("articles/", BODY, once="a-1").status_code == 202


def test_a_refused_verb_is_not_kept() -> None:
    held = taken(ben())
    program = Program(ada())
    assert program.post(f"claims/{held.id}/take/", once="t-1").status_code == 409
    queue.release(actor=ben(), claim_id=held.id, lease_no=1)
    assert program.post(f"claims/{held.id}/take/", once="t-1").status_code == 200


def test_an_empty_queue_is_not_kept() -> None:
    program = Program(ada())
    assert program.post("queue/take/", once="t-1").status_code == 204
    assert not Once.objects.exists()
    claim = pending()
    answer = program.post("queue/take/", once="t-1")
    assert answer.json()["claim"]["id"] == str(claim.id)


def test_a_repeated_take_shows_the_claim_that_the_first_one_took() -> None:
    first, _, _ = story("The dam broke.", "Two were hurt.", "It was old.")
    program = Program(ada())
    one = program.post("queue/take/", once="t-1").json()
    program.post(f"claims/{first.id}/dismiss/", {"lease_no": 1})
    again = program.post("queue/take/", once="t-1").json()
    assert one["claim"]["id"] == again["claim"]["id"] == str(first.id)
    assert (one["lease"]["lease_no"], again["lease"]) == (1, None)
    assert queue.take_next(actor=ada()) != first


VERBS: dict[str, dict[str, Any]] = {
    "review": {"lease_no": 1, "verdict": "unverifiable", "rationale": "Nobody can know."},
    "release": {"lease_no": 1},
    "skip": {"lease_no": 1},
    "dismiss": {"lease_no": 1},
    "renew": {"lease_no": 1},
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_under_a_lease_can_be_repeated(verb: str) -> None:
    held = taken(ada())
    program = Program(ada())
    answers = [program.post(f"claims/{held.id}/{verb}/", VERBS[verb], once="v") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert Review.objects.count() == (verb == "review")


def test_undo_reopen_withdraw_and_restore_can_be_repeated() -> None:
    review = decided(eve())
    article = review.claim.article_id
    program = Program(eve())
    for path, body in (
        (f"claims/{review.claim_id}/undo/", {}),
        (f"articles/{article}/withdraw/", {"reason": "Pulled."}),
        (f"articles/{article}/restore/", {}),
    ):
        answers = [program.post(path, body, once=path) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200], path
        assert answers[0].content == answers[1].content


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 201])
def test_a_key_is_one_plain_word(key: str) -> None:
    program = Program(ada())
    answer = program.post("articles/", BODY, **{"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key")
    assert not Article.objects.exists()


def test_a_key_is_forgotten_after_a_day() -> None:
    Program(ada()).post("articles/", BODY, once="a-1")
    with time_machine.travel(now() + timedelta(hours=23, minutes=59)):
        tasks.forget()
        assert Once.objects.count() == 1
    with time_machine.travel(now() + timedelta(hours=24, minutes=1)):
        tasks.forget()
        tasks.forget()
        assert not Once.objects.exists()

"""Two of the same at once: one article, one result of a run, one answer to a key, one admin."""

from __future__ import annotations

import threading
from typing import Any
from unittest.mock import patch

import pytest

from claims import pipeline
from claims.extractors.catalogue import DEFAULT, EXTRACTORS
from claims.extractors.protocol import Context, Reading
from claims.models import Appearance, Article, Claim, Extraction, Revision
from claims.status import Run
from factcheck.accounts.models import Once, User
from factcheck.accounts.people import change_role, switch_user
from factcheck.errors import Conflict, Denied
from factcheck.events.models import Event
from reviews import queue
from reviews.models import Review
from tests.people import LinesReader, Program, ada, bring, pending, person, root, run_of, story
from tests.races.together import surprises, together

TEXT = "The ferry carried 212 people.\nFourteen of them were hurt."


def test_eight_equal_submissions_make_one_article() -> None:
    programs = [Program(person(f"sender{index}", "reviewer")) for index in range(8)]

    found = together(8, lambda index: programs[index].post("articles/", {"text": TEXT}))

    assert surprises(found) == []
    assert sorted(answer.status_code for answer in found) == [200] * 7 + [202]
    assert {answer.json()["outcome"] for answer in found} == {"created", "duplicate"}
    assert len({answer.json()["id"] for answer in found}) == 1
    assert (Article.objects.count(), Revision.objects.count()) == (1, 1)
    assert Extraction.objects.count() == 1


def test_eight_submissions_under_one_link_make_one_article() -> None:
    """Each brings another text under the same link: one article, its revisions numbered on."""
    programs = [Program(person(f"sender{index}", "reviewer")) for index in range(8)]
    link = "https://outlet.example/ferry"

    found = together(
        8,
        lambda index: programs[index].post(
            "articles/", {"text": f"{TEXT} Version {index}.", "source_url": link}
        ),
    )

    assert surprises(found) == []
    assert {answer.status_code for answer in found} == {202}
    assert Article.objects.count() == 1
    assert Appearance.objects.count() == 1
    numbers = Revision.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 9))


def test_eight_equal_requests_with_one_key_make_one_article_and_one_answer() -> None:
    program = Program(ada())

    found = together(8, lambda _: program.post("articles/", {"text": TEXT}, once="story-1"))

    assert surprises(found) == []
    assert {answer.status_code for answer in found} == {202}
    assert len({answer.content for answer in found}) == 1
    assert Article.objects.count() == 1
    assert Event.objects.filter(kind="article.submitted").count() == 1
    assert Once.objects.count() == 1


def test_eight_equal_reviews_with_one_key_make_one_review_and_one_answer() -> None:
    me = ada()
    held = queue.take(actor=me, claim_id=pending().id)
    program = Program(me)
    body = {"lease_no": held.lease_no, "verdict": "unverifiable", "rationale": "Nobody knows."}

    found = together(8, lambda _: program.post(f"claims/{held.id}/review/", body, once="r-1"))

    assert surprises(found) == []
    assert [answer.status_code for answer in found] == [200] * 8
    assert len({answer.content for answer in found}) == 1
    assert Review.objects.count() == 1


class _BothAtOnce(LinesReader):
    """Waits until two workers read the same text, so that both have something to store."""

    def __init__(self) -> None:
        self.meeting = threading.Barrier(2)

    def extract(self, text: str, context: Context) -> Reading:
        self.meeting.wait(timeout=30)
        return super().extract(text, context)


def test_two_workers_on_one_extraction_give_one_result() -> None:
    run = run_of(bring(TEXT))

    with patch.dict(EXTRACTORS, {(DEFAULT.name, DEFAULT.version): LinesReader()}):
        found = together(8, lambda _: pipeline.extract(run.id))

    assert surprises(found) == []
    assert found.count(True) == 1
    assert Claim.objects.count() == 2
    assert Event.objects.filter(kind="extraction.done").count() == 1
    run.refresh_from_db()
    assert (run.status, run.attempt, run.found) == (Run.DONE, 1, 2)


def test_a_worker_that_was_given_up_stores_nothing_beside_its_successor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first worker's time is over while it still reads; both come to store at once."""
    run = run_of(bring(TEXT))
    monkeypatch.setattr(pipeline, "RUN", -pipeline.RUN)

    with patch.dict(EXTRACTORS, {(DEFAULT.name, DEFAULT.version): _BothAtOnce()}):
        found = together(2, lambda _: pipeline.extract(run.id))

    assert surprises(found) == []
    assert sorted(found) == [False, True]
    assert Claim.objects.count() == 2
    run.refresh_from_db()
    assert (run.status, run.attempt) == (Run.DONE, 2)


def test_two_admins_who_demote_each_other_leave_one() -> None:
    admins = [root(), person("rita", "admin")]

    def demote(index: int) -> User:
        other = admins[1 - index].person
        return change_role(actor=admins[index], user_id=other.id, role="reader")

    found = together(2, demote)

    assert surprises(found, Conflict, Denied) == []
    assert User.objects.filter(role="admin", is_active=True).count() == 1


def test_two_admins_who_switch_each_other_off_leave_one() -> None:
    admins = [root(), person("rita", "admin")]

    def switch_off(index: int) -> User:
        other = admins[1 - index].person
        return switch_user(actor=admins[index], user_id=other.id, active=False)

    found = together(2, switch_off)

    assert surprises(found, Conflict, Denied) == []
    assert User.objects.filter(role="admin", is_active=True).count() == 1


def test_an_act_and_its_twin_are_undone_once() -> None:
    me = ada()
    claim = story("The dam broke in March.")[0]
    program = Program(me)
    held = queue.take(actor=me, claim_id=claim.id)
    program.post(f"claims/{claim.id}/dismiss/", {"lease_no": held.lease_no})

    found: list[Any] = together(4, lambda _: program.post(f"claims/{claim.id}/undo/"))

    assert sorted(answer.status_code for answer in found) == [200, 409, 409, 409]
    assert Event.objects.filter(kind="claim.undone").count() == 1


def test_names_and_texts_that_cross_are_refused_and_lock_nobody_dead() -> None:
    first, second = "The dam broke.\n\nA.", "The bridge fell.\n\nB."
    bring(first, external_id="dam")
    bring(second, external_id="bridge")
    crossed = [("dam", second), ("bridge", first)]

    def cross(index: int) -> list[int]:
        program, answers = Program(ada()), []
        for _ in range(8):
            name, text = crossed[index % 2]
            body = {"text": text, "external_id": name}
            answers.append(program.post("articles/", body).status_code)
        return answers

    found = together(8, cross)
    assert not surprises(found)
    assert {status for answers in found for status in answers} == {409}

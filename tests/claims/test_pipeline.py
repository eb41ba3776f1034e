"""From a revision to its claims, once: what counts, what is rejected, what is owed again."""

from __future__ import annotations

import dataclasses
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded

from claims import pipeline, tasks
from claims.extractors.catalogue import DEFAULT, EXTRACTORS
from claims.extractors.protocol import Context, Reading
from claims.models import Article, Claim, Extraction
from claims.reading.story import Claimant, Number, Span
from factcheck.celery import app
from factcheck.clock import now
from factcheck.events.models import Event
from reviews import queue, withdraw
from tests.people import (
    LINES,
    LinesReader,
    Program,
    ada,
    bring,
    decided,
    eve,
    fresh,
    line_candidate,
    read_it,
    run_of,
    story,
)

pytestmark = pytest.mark.django_db
TEXT = "\n".join(LINES)


class Answers:
    """An extractor that gives a fixed answer, or raises it."""

    name, version = DEFAULT.name, DEFAULT.version

    def __init__(self, answer: Reading | BaseException) -> None:
        self.answer = answer

    def extract(self, text: str, context: Context) -> Reading:
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


class KilledError(BaseException):
    """What the process meets that is ended in mid-run: nothing catches it."""


def die(article: Article) -> None:
    """A worker begins to read the article and is killed."""
    with pytest.raises(KilledError):
        read_it(article, Answers(KilledError()))


def later(**span: float) -> Any:
    """A journey to that much later."""
    return time_machine.travel(now() + timedelta(**span), tick=False)


# ---- what a run gives --------------------------------------------------------------------------
def test_a_run_gives_the_claims_their_words_to_the_letter() -> None:
    claims = story(*LINES)
    assert [claim.quote for claim in claims] == list(LINES)
    for claim in claims:
        assert claim.revision.text[claim.start : claim.end] == claim.quote
        assert claim.priority == pytest.approx(sum(t["value"] for t in claim.priority_terms))
    run = run_of(claims[0].article)
    assert (run.status, run.found, run.attempt, run.error) == ("done", 3, 1, "")
    assert run.running_until is None
    event = Event.objects.get(kind="extraction.done")
    assert (event.details["claims"], event.details["pending"]) == (3, 3)


def test_the_best_of_a_story_wait_and_the_rest_is_proposed(settings: Any) -> None:
    settings.FACTCHECK_BEST = 2
    assert [claim.status for claim in story(*LINES)] == ["pending", "pending", "proposed"]


def test_a_run_again_adds_nothing() -> None:
    (claim, *_) = story(*LINES)
    assert not read_it(claim.article)
    tasks.extract(str(run_of(claim.article).id))
    assert Claim.objects.count() == 3
    assert Event.objects.filter(kind="extraction.done").count() == 1


def test_a_span_given_twice_is_one_claim() -> None:
    article = bring("The dam broke.")
    one = line_candidate(0, "The dam broke.", 0.5)
    assert read_it(article, Answers(Reading((one, one), {}, {})))
    assert Claim.objects.count() == 1


def test_what_the_reader_finds_fills_what_the_sender_left_out_and_no_more() -> None:
    article = bring("The dam broke.", outlet="Harbour Post")
    found = {"headline": "Dam breaks", "outlet": "Another", "language": "en" * 40}
    assert read_it(article, Answers(Reading((), {}, found)))
    article.refresh_from_db()
    assert (article.headline, article.outlet, article.language) == (
        "Dam breaks",
        "Harbour Post",
        "",
    )


# ---- what a run is rejected for ----------------------------------------------------------------
RIGHT = line_candidate(0, "The dam broke.", 0.5)
WRONG = {
    "other words": dataclasses.replace(RIGHT, text="The dam brake."),
    "past the end": dataclasses.replace(RIGHT, end=99),
    "before the start": dataclasses.replace(RIGHT, start=-14, end=0),
    "nothing": dataclasses.replace(RIGHT, end=0, text=""),
    "backwards": dataclasses.replace(RIGHT, start=3, end=1, text=""),
    "an inner quote": dataclasses.replace(RIGHT, quotes=(Span(0, 3, "A dam"),)),
    "an inner number": dataclasses.replace(RIGHT, numbers=(Number(0, 2, "12", 12, None, None),)),
    "an inner name": dataclasses.replace(RIGHT, names=(Span(4, 99, "dam"),)),
}


@pytest.mark.parametrize("candidate", WRONG.values(), ids=WRONG.keys())
def test_an_extractor_whose_spans_are_not_the_text_rejects_its_own_run(candidate: Any) -> None:
    article = bring("The dam broke.")
    assert not read_it(article, Answers(Reading((RIGHT, candidate), {}, {})))
    run = run_of(article)
    assert run.status == "failed"
    assert "that is not the text" in run.error
    assert not Claim.objects.exists()
    assert Event.objects.filter(kind="extraction.failed").count() == 1


def test_an_extractor_that_breaks_fails_its_run_with_a_sentence_and_not_the_worker() -> None:
    article = bring(TEXT)
    assert not read_it(article, Answers(ZeroDivisionError("secret detail")))
    run = run_of(article)
    assert (run.status, run.finished_at is None) == ("failed", False)
    assert run.error == "The text could not be read; the log has the reason."
    shown = Program(ada()).get(f"articles/{article.id}/").json()["extraction"]
    assert (shown["status"], shown["error"]) == ("failed", run.error)


def test_a_text_that_takes_too_long_fails_with_a_sentence() -> None:
    article = bring(TEXT)
    with patch.object(pipeline, "extract", side_effect=SoftTimeLimitExceeded()):
        tasks.extract(str(run_of(article).id))
    assert run_of(article).error == "The text took longer than 30 s to read."


def test_an_extractor_that_this_desk_no_longer_has_is_named() -> None:
    article = bring(TEXT)
    with patch.dict(EXTRACTORS, clear=True):
        assert not pipeline.extract(run_of(article).id)
    assert run_of(article).error == f"This desk has no extractor {DEFAULT.name} {DEFAULT.version}."


def test_an_extraction_that_is_not_there_is_no_fault() -> None:
    assert not pipeline.extract(uuid.uuid4())


@pytest.mark.parametrize(("given", "kept"), [(1.7, 1.0), (-3.0, 0.0), (float("nan"), 0.0)])
def test_worthiness_is_held_within_its_bounds(given: float, kept: float) -> None:
    article = bring("The dam broke.")
    assert read_it(
        article, Answers(Reading((dataclasses.replace(RIGHT, worthiness=given),), {}, {}))
    )
    assert Claim.objects.get().worthiness == kept


def test_a_claimant_is_kept_with_its_chain() -> None:
    article = bring("The dam broke.")
    claimant = Claimant("the mayor", chain=("an engineer",))
    said = dataclasses.replace(RIGHT, claimant=claimant)
    assert read_it(article, Answers(Reading((said,), {}, {})))
    claim = Claim.objects.get()
    assert claim.claimant == "the mayor"
    assert claim.facts["claimant"]["chain"] == ["an engineer"]


# ---- what is owed ------------------------------------------------------------------------------
def test_a_lost_offer_is_made_again_and_not_at_every_beat() -> None:
    run = run_of(bring(TEXT))
    assert pipeline.reclaim_owed() == []
    with later(seconds=31):
        assert pipeline.reclaim_owed() == [run.id]
        assert pipeline.reclaim_owed() == []
    with later(seconds=62):
        assert pipeline.reclaim_owed() == [run.id]


def test_a_dead_workers_run_is_offered_again_when_its_time_is_over_and_finishes_once() -> None:
    article = bring(TEXT)
    die(article)
    assert run_of(article).status == "running"
    with later(seconds=44):
        assert pipeline.reclaim_owed() == []
        assert not read_it(article)
    with later(seconds=46):
        assert pipeline.reclaim_owed() == [run_of(article).id]
        assert pipeline.reclaim_owed() == []
        assert read_it(article)
    assert (run_of(article).status, run_of(article).attempt) == ("done", 2)
    assert Claim.objects.count() == 3


def test_a_text_that_ends_the_worker_five_times_is_given_up_with_a_sentence() -> None:
    article = bring(TEXT)
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(5):
            die(article)
            clock.shift(60)
        assert pipeline.reclaim_owed() == []
    run = run_of(article)
    assert (run.status, run.error) == ("failed", "The text was tried 5 times and ended the worker.")


class Overtaken(LinesReader):
    """So slow that another worker is given the text and is done before it."""

    def extract(self, text: str, context: Context) -> Reading:
        with later(seconds=46):
            assert read_it(Article.objects.get())
        return super().extract(text, context)


def test_a_late_result_of_an_old_attempt_does_not_count() -> None:
    article = bring(TEXT)
    assert not read_it(article, Overtaken())
    assert Claim.objects.count() == 3
    assert (run_of(article).status, run_of(article).attempt) == ("done", 2)
    assert Event.objects.filter(kind="extraction.done").count() == 1


def test_a_late_failure_of_an_old_attempt_does_not_count() -> None:
    article = bring(TEXT)
    assert read_it(article)
    assert not pipeline.fail(run_of(article).id, "Too late.", attempt=1)
    assert run_of(article).status == "done"


# ---- revisions and withdrawn articles ----------------------------------------------------------
def test_a_new_revision_retires_what_nobody_has_touched_and_keeps_the_rest() -> None:
    untouched, held, judged = story(*LINES, external_id="1")
    queue.take(actor=ada(), claim_id=held.id)
    decided(ada(), claim=judged)
    new = story("Another text altogether.", external_id="1")

    statuses = [fresh(claim).status for claim in (untouched, held, judged, *new)]

    assert statuses == ["dismissed", "pending", "decided", "pending"]
    event = Event.objects.get(kind="claim.dismissed")
    assert event.details["reason"] == "new_revision"
    assert event.claim_id == untouched.id


def test_a_claim_whose_lease_ran_out_is_retired_with_its_revision() -> None:
    (claim,) = story("At least 12 bridges were closed.", external_id="1")
    queue.take(actor=ada(), claim_id=claim.id)
    with later(hours=1):
        story("Another text altogether.", external_id="1")
    assert (fresh(claim).status, fresh(claim).holder) == ("dismissed", None)


def test_the_result_of_an_overtaken_revision_waits_for_nobody() -> None:
    article = bring(TEXT, external_id="1")
    old = run_of(article)
    story("Another text altogether.", external_id="1")
    with patch.dict(EXTRACTORS, {(DEFAULT.name, DEFAULT.version): LinesReader()}):
        assert pipeline.extract(old.id)
    assert set(old.claims.values_list("status", flat=True)) == {"dismissed"}
    assert Claim.objects.filter(is_open=True).count() == 1


def test_a_text_that_is_read_after_its_withdrawal_puts_nothing_in_the_queue() -> None:
    article = bring(TEXT)
    withdraw.withdraw_article(actor=eve(), article_id=article.id, reason="Pulled.")
    assert read_it(article)
    assert queue.take_next(actor=ada()) is None
    withdraw.restore_article(actor=eve(), article_id=article.id)
    assert queue.take_next(actor=ada()) is not None


# ---- without a broker --------------------------------------------------------------------------
@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The broker's port is closed."""
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    app._after_fork()  # type: ignore[attr-defined]
    yield
    app._after_fork()  # type: ignore[attr-defined]


def test_without_a_broker_a_submission_is_taken_at_once_and_stays_owed(
    no_broker: None, caplog: pytest.LogCaptureFixture
) -> None:
    program = Program(ada())
    began = time.perf_counter()
    answer = program.post("articles/", {"text": TEXT})
    assert time.perf_counter() - began < 1
    assert "broker away" in caplog.text
    assert answer.status_code == 202
    assert answer.json()["extraction"]["status"] == "queued"
    with later(seconds=31):
        assert pipeline.reclaim_owed() == [Extraction.objects.get().id]


def test_without_a_broker_the_beat_ends_without_a_fault(no_broker: None) -> None:
    run = run_of(bring(TEXT))
    with later(seconds=31):
        tasks.extract_owed()
    run.refresh_from_db()
    assert run.status == "queued"

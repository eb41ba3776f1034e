"""A reading that failed or is stuck can be asked for again; one that runs cannot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from claims import pipeline
from claims.again import read_again
from claims.extractors.protocol import Context, Reading
from claims.models import Extraction
from claims.status import Run
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Missing
from factcheck.events.models import Event
from factcheck.ids import new_id
from tests.people import Program, ada, bring, out, read_it, run_of, story

pytestmark = pytest.mark.django_db


class Broken:
    name, version = "broken", "1"

    def extract(self, text: str, context: Context) -> Reading:
        raise ValueError("no such letter")


def test_a_failed_reading_is_read_again_on_demand() -> None:
    article = bring("One claim is so.")
    run = run_of(article)
    pipeline.fail(run.id, "It broke.")
    again = read_again(actor=ada(), article_id=article.id)
    assert again.pk == run.pk
    assert read_it(article)
    assert run_of(article).status == Run.DONE
    assert Event.objects.filter(kind="extraction.asked_again", article_id=article.id).count() == 1


def test_a_stuck_reading_gets_all_its_attempts_anew_and_a_late_result_does_not_count() -> None:
    article = bring("One claim is so.")
    Extraction.objects.update(
        status=Run.RUNNING, attempt=pipeline.ATTEMPTS, running_until=now() - timedelta(minutes=1)
    )
    read_again(actor=ada(), article_id=article.id)
    Extraction.objects.update(offered_at=now() - timedelta(hours=1))
    assert pipeline.reclaim_owed() == [run_of(article).id]
    assert run_of(article).status == Run.QUEUED


def test_a_reading_under_way_or_done_is_not_begun_again() -> None:
    article = bring("One claim is so.")
    Extraction.objects.update(status=Run.RUNNING, running_until=now() + timedelta(minutes=1))
    with pytest.raises(Conflict, match="at this moment"):
        read_again(actor=ada(), article_id=article.id)
    done = story("Another claim is so.")[0]
    with pytest.raises(Conflict, match="read already"):
        read_again(actor=ada(), article_id=done.article_id)
    with pytest.raises(Denied):
        read_again(actor=out(), article_id=article.id)
    with pytest.raises(Missing):
        read_again(actor=ada(), article_id=new_id())


def test_over_rest_it_is_202_and_says_how_far_it_is() -> None:
    article = bring("One claim is so.")
    pipeline.fail(run_of(article).id, "It broke.")
    answer: Any = Program(ada()).post(f"articles/{article.id}/reread/")
    assert (answer.status_code, answer.json()["extraction"]["status"]) == (202, "queued")

"""`/healthz` and `/readyz`: alive, and able to work; what is missing is named, not hidden."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from factcheck import health, tasks
from factcheck.clock import now
from tests.people import bring, read_it

pytestmark = pytest.mark.django_db


def ready(status: int = 200) -> dict[str, Any]:
    """What `/readyz` says to anybody."""
    answer = Client().get("/readyz")
    assert answer.status_code == status
    assert "no-store" in answer["Cache-Control"]
    body: dict[str, Any] = answer.json()
    return body


def test_healthz_answers_and_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/healthz").json() == {"status": "ok"}


def test_ready_without_worker_and_broker_is_ready_and_says_what_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", "redis://127.0.0.1:1/0")
    body = ready()
    assert (body["status"], body["database"], body["migrations"]) == ("ready", "ok", "ok")
    assert (body["broker"], body["worker"]) == ("away", "never seen")
    assert body["oldest_owed_seconds"] is None


def test_a_worker_is_alive_for_45_seconds_after_its_heartbeat() -> None:
    with time_machine.travel(now(), tick=False) as clock:
        tasks.heartbeat()
        since = now()
        clock.shift(timedelta(seconds=44))
        assert ready()["worker"] == "ok"
        clock.shift(timedelta(seconds=1))
        assert ready()["worker"] == f"silent since {since.isoformat()}"


def test_the_age_of_the_oldest_owed_work_is_told() -> None:
    with time_machine.travel(now(), tick=False) as clock:
        first = bring("The dam broke.")
        clock.shift(timedelta(seconds=60))
        bring("The ferry sank.")
        clock.shift(timedelta(seconds=30))
        assert ready()["oldest_owed_seconds"] == 90
        assert read_it(first)
        assert ready()["oldest_owed_seconds"] == 30


def test_a_database_that_is_away_is_503(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> str:
        raise DatabaseError

    monkeypatch.setattr(health, "_database", away)
    body = ready(503)
    assert (body["status"], body["database"]) == ("not ready", "away")


def test_a_migration_that_has_not_run_is_503_with_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = [("claims", "0099")]
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: plan)
    assert ready(503)["migrations"] == "1 to run: manage.py migrate"

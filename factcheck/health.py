"""`/healthz` (the process answers) and `/readyz` (the desk can work)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache

from factcheck.clock import now
from factcheck.events.models import Heartbeat

# Beat sends one every 10 s.
ALIVE_FOR = timedelta(seconds=45)
# What is owed, named so that the kernel need not import it.
OLDEST_OWED = "claims.queries.oldest_owed"


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; asks nothing else."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database and migrations are right, else 503.

    Broker and worker are told but do not fail it: without them every page and verb still works,
    and what is owed is done when they are back.
    """
    checks: dict[str, Any] = {}
    ready = True
    for name, check, needed in (
        ("database", _database, True),
        ("migrations", _migrations, True),
        ("broker", broker, False),
        ("worker", worker, False),
        ("oldest_owed_seconds", _owed, False),
    ):
        try:
            checks[name] = check()
        except DatabaseError:
            checks[name] = "away"
        if needed and checks[name] != "ok":
            ready = False
    checks["status"] = "ready" if ready else "not ready"
    return JsonResponse(checks, status=200 if ready else 503)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} to run: manage.py migrate" if missing else "ok"


def broker() -> str:
    """ "ok", or "away"; gives up within a fifth of a second."""
    client = redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_timeout=0.2, socket_connect_timeout=0.2
    )
    try:
        client.ping()
    except redis.RedisError:
        return "away"
    finally:
        client.close()
    return "ok"


def worker() -> str:
    """ "ok" after a heartbeat of the last 45 s, else since when there was none."""
    beat = Heartbeat.objects.filter(name="worker").first()
    if beat is None:
        return "never seen"
    return "ok" if now() - beat.at < ALIVE_FOR else f"silent since {beat.at.isoformat()}"


def _owed() -> float | None:
    oldest: Callable[[], Any] = import_string(OLDEST_OWED)
    since = oldest()
    return None if since is None else round((now() - since).total_seconds(), 1)

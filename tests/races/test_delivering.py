"""Deliverers at once, and one that is killed at the worst moment: at least once, and once where
nobody dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from factcheck.events import delivering
from factcheck.events.webhook_models import Delivery
from tests.listener import Listener, time_passes
from tests.people import person, root
from tests.races.together import surprises, together
from tests.site import LOOPBACK, Site, gives, open_site

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import django
django.setup()
from factcheck.events import delivering
delivering.deliver_due()
"""


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    root()
    with open_site() as made:
        yield made


def test_two_deliverers_at_once_post_each_attempt_once(site: Site) -> None:
    listeners = [Listener(site, ["user.added"], path) for path in ("/a", "/b", "/c")]
    for number in range(15):
        person(f"mia{number}", "reader")
    assert surprises(together(4, lambda _: delivering.deliver_due())) == []
    delivering.deliver_due()  # what each left to another that was at it
    for listener in listeners:
        heard = Counter(headers["webhook-id"] for headers, _ in listener.heard)
        assert heard == {str(one.id): 1 for one in listener.owed()}
        assert {(one.state, one.attempt) for one in listener.owed()} == {("delivered", 1)}


def test_sealing_at_once_owes_each_event_once(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    found = together(6, lambda index: [person(f"p{index}x{n}", "reader") for n in range(5)])
    assert surprises(found) == []
    assert len(listener.owed()) == 30
    assert Delivery.objects.values("event").distinct().count() == 30


def _database() -> str:
    """The test's own database, as a worker is told of it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    who = f"{quote(settings['USER'])}:{quote(settings['PASSWORD'])}"
    host, port = settings["HOST"], settings["PORT"]
    if host.startswith("/"):
        end = f":{port}" if port else ""
        return f"postgres://{who}@{end}/{settings['NAME']}?host={quote(host)}"
    return f"postgres://{who}@{host}{f':{port}' if port else ''}/{settings['NAME']}"


@pytest.mark.slow
def test_a_worker_killed_between_post_and_note_leads_to_the_same_message_again(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    came, killed = threading.Event(), threading.Event()

    def waits(handler: BaseHTTPRequestHandler) -> None:
        came.set()
        killed.wait(30)

    listener.answer(waits)
    person("mia", "reader")
    environment = {
        **os.environ,
        "DATABASE_URL": _database(),
        "FACTCHECK_NET_ALLOW": "127.0.0.0/8",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    worker = subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=environment)
    try:
        assert came.wait(60), "the worker never posted"
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(20) == -signal.SIGKILL
    finally:
        if worker.poll() is None:
            worker.kill()
            worker.wait(20)
        killed.set()
    (delivery,) = listener.owed()
    assert (delivery.state, delivery.attempt) == ("owed", 1)
    assert delivery.running_until is not None
    listener.answer(gives(b"taken"))
    delivering.deliver_due()
    assert len(listener.heard) == 1  # its lease has not run out
    time_passes()
    delivering.deliver_due()
    (first, body), (second, same) = listener.heard
    assert (first["webhook-id"], body) == (second["webhook-id"], same)
    assert listener.read()
    assert listener.owed()[0].state == "delivered"
    assert [one.status for one in listener.tries()] == [None, 200]

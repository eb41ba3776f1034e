"""Webhooks: who is told of what, signed how, tried how often, and what stops it. The endpoint is a
real one on loopback; the reference library of Standard Webhooks verifies what comes there."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from factcheck import tasks
from factcheck.accounts.actor import Actor
from factcheck.accounts.people import change_role, switch_user
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events import delivering, forgetting, ledger, schedule, webhook_queries
from factcheck.events.kinds import KINDS
from factcheck.events.models import Event
from factcheck.events.payload import LIMIT, body_of
from factcheck.events.redelivering import redeliver, redeliver_failed, send_test
from factcheck.events.signing import signed
from factcheck.events.tasks import deliver
from factcheck.events.verify import verify_ledger
from factcheck.events.webhook_models import Attempt, Delivery, Webhook
from factcheck.events.webhooks import (
    MOST,
    change_webhook,
    create_webhook,
    disable_webhook,
    enable_webhook,
    remove_webhook,
    rotate_secret,
)
from tests.conftest import in_a_transaction
from tests.house.source import ROOT
from tests.kernel.test_net import Names
from tests.listener import Listener, deliver_again, time_passes
from tests.people import Program, ada, browser, eve, out, person, root
from tests.site import LOOPBACK, Site, gives, open_site, sends_on
from tests.start.conftest import free_port, wait_for

pytestmark = pytest.mark.django_db
PUBLIC = "http://93.184.216.34/hook"


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    """An endpoint that may be posted to although it stands on loopback."""
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    root()
    with open_site() as made:
        yield made


def hangs(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def something_happens(name: str = "mia") -> Event:
    """One event, `user.added`."""
    person(name, "reader")
    return Event.objects.filter(kind="user.added").latest("id")


def taken() -> bool:
    """Whether some message is taken, after another round of the worker."""
    deliver_again()
    return Delivery.objects.filter(state="delivered").exists()


def refused(**given: Any) -> dict[str, str]:
    """The wrong fields of a new webhook."""
    whole = {"name": "cms", "url": PUBLIC, "events": ["*"], **given}
    with pytest.raises(Invalid) as caught:
        create_webhook(actor=root(), **whole)
    return {one.field: one.message for one in caught.value.errors}


# ---- what is sent ------------------------------------------------------------------------------
def test_an_event_is_posted_once_signed_and_verifies(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    event = something_happens()
    assert delivering.deliver_due() is False
    delivering.deliver_due()
    assert len(listener.heard) == 1
    message, (headers, body) = listener.read(), listener.heard[0]
    assert message["type"] == "user.added"
    assert message["data"]["seq"] == event.seq
    (delivery,) = listener.owed()
    assert (delivery.state, delivery.attempt, headers["webhook-id"]) == (
        "delivered",
        1,
        str(delivery.id),
    )
    assert headers["content-type"] == "application/json"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 30
    assert body.decode() == delivery.body
    (attempt,) = listener.tries()
    assert (attempt.status, attempt.answer, attempt.error) == (200, "taken", "")


def test_the_signature_is_that_of_the_specification() -> None:
    """By hand, for the library that signs here also verifies in the other tests."""
    key = bytes(range(24))
    secret = "whsec_" + base64.b64encode(key).decode()
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    headers = signed(message_id="msg_1", body='{"a":"é"}', keys=[secret], moment=moment)
    content = f'msg_1.{int(moment.timestamp())}.{{"a":"é"}}'.encode()
    wanted = base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"
    assert headers["webhook-timestamp"] == str(int(moment.timestamp()))


def test_pull_and_push_say_the_same(site: Site) -> None:
    listener = Listener(site)
    event = something_happens()
    delivering.deliver_due()
    found = Program(out()).get("events/", after=str((event.seq or 1) - 1), limit="1").json()
    (pulled,) = found["results"]
    pushed = next(
        listener.read(number)
        for number in range(len(listener.heard))
        if json.loads(listener.heard[number][1])["data"]["seq"] == event.seq
    )
    address = pushed["data"].pop("url")
    assert pushed["data"] == pulled
    assert (pushed["type"], pushed["timestamp"]) == (pulled["kind"], pulled["at"])
    assert address.endswith(f"/api/v1/events/?after={(event.seq or 1) - 1}&limit=1")


def test_only_the_chosen_kinds_are_sent_and_only_from_now_on(site: Site) -> None:
    something_happens("before")
    listener = Listener(site, ["user.role", "user.off"])
    something_happens()
    change_role(actor=root(), user_id=ada().person.id, role="editor")
    delivering.deliver_due()
    assert [listener.read(n)["type"] for n in range(len(listener.heard))] == ["user.role"]


def test_a_body_stays_under_twenty_kilobytes_and_says_what_it_left_out() -> None:
    event = something_happens()
    assert "shortened" not in json.loads(body_of(event))["data"]
    event.details = {"digests": {f"row:{n}": "0" * 64 for n in range(400)}, "before": "pending"}
    body = body_of(event)
    assert json.loads(body)["data"]["details"] == {"before": "pending"}
    assert json.loads(body)["data"]["shortened"] is True
    event.details["names"] = ["x" * 100] * 300
    assert len(body_of(event).encode()) < LIMIT
    assert json.loads(body_of(event))["data"]["details"] == {}


def test_a_desk_that_nobody_listens_to_owes_nothing() -> None:
    something_happens()
    assert not Delivery.objects.exists()
    assert delivering.deliver_due() is False


def test_a_worker_is_told_once_all_is_committed_and_only_of_what_is_owed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[bool] = []
    monkeypatch.setattr(ledger, "enqueue", lambda *_, **__: offered.append(in_a_transaction()))
    something_happens("before")
    Listener(site, ["user.added"])
    assert offered == []
    something_happens()
    assert offered == [False]


def test_the_task_runs_twice_and_sends_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener(site, ["user.added"])
    something_happens()
    deliver()
    deliver()
    assert len(listener.heard) == 1
    again: list[str] = []
    monkeypatch.setattr("factcheck.events.tasks.enqueue", lambda name, **_: again.append(name))
    monkeypatch.setattr("factcheck.events.tasks.deliver_due", lambda: True)
    deliver()
    assert again == [ledger.DELIVER]


def test_a_webhook_that_hears_of_everything_does_not_set_off_itself(site: Site) -> None:
    listener = Listener(site)
    send_test(actor=root(), webhook_id=listener.id)
    for _ in range(5):
        ledger.seal()
        delivering.deliver_due()
    kinds = [json.loads(body)["type"] for _, body in listener.heard]
    assert kinds == ["webhook.created", "webhook.test"]


@pytest.mark.slow
def test_the_receiver_of_the_docs_takes_a_message_once_and_only_from_the_desk(
    settings: Any,
) -> None:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    papers = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")
    (source,) = re.findall(r"```python\n(.*?)```", papers, re.DOTALL)
    port = free_port()
    made = create_webhook(
        actor=root(), name="n", url=f"http://127.0.0.1:{port}/", events=["user.added"]
    )
    environment = {**os.environ, "FACTCHECK_WEBHOOK": made.secret, "PORT": str(port)}
    receiver = subprocess.Popen(
        [sys.executable, "-c", source],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        something_happens()
        wait_for(taken)
        redeliver(actor=root(), delivery_id=Delivery.objects.get().id)
        delivering.deliver_due()
        rotate_secret(actor=root(), webhook_id=made.pk)
        Webhook.objects.update(old_secret="", old_until=None)
        something_happens("rita")
        delivering.deliver_due()
    finally:
        receiver.terminate()
        said, _ = receiver.communicate(timeout=20)
    assert [one.status for one in Attempt.objects.exclude(status=None).order_by("id")] == [
        204,
        204,
        401,
    ]
    assert [line.split()[0] for line in said.splitlines()] == ["user.added"]


# ---- secrets -----------------------------------------------------------------------------------
def test_after_a_rotation_old_and_new_secret_both_verify_for_a_day(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    rotated = rotate_secret(actor=root(), webhook_id=listener.id)
    assert rotated.secret != listener.secret
    something_happens()
    delivering.deliver_due()
    assert listener.read(secret=listener.secret) == listener.read(secret=rotated.secret)
    assert len(listener.heard[0][0]["webhook-signature"].split(" ")) == 2
    Webhook.objects.update(old_until=now() - timedelta(seconds=1))
    something_happens("rita")
    delivering.deliver_due()
    assert listener.read(secret=rotated.secret)
    with pytest.raises(WebhookVerificationError):
        listener.read(secret=listener.secret)
    tasks.forget()
    assert listener.row().old_secret == ""


def test_a_message_that_is_played_again_later_is_refused(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    something_happens()
    delivering.deliver_due()
    headers, body = listener.heard[0]
    for moment in (now() - timedelta(minutes=6), now() + timedelta(minutes=6)):
        old = signed(
            message_id=headers["webhook-id"],
            body=body.decode(),
            keys=[listener.secret],
            moment=moment.astimezone(UTC),
        )
        with pytest.raises(WebhookVerificationError, match="timestamp"):
            Verifier(listener.secret).verify(body, old)
    changed = {**headers, "webhook-timestamp": str(int(headers["webhook-timestamp"]) + 1)}
    with pytest.raises(WebhookVerificationError, match="signature"):
        Verifier(listener.secret).verify(body, changed)


def test_a_secret_is_shown_once_and_stands_nowhere_else(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    listener = Listener(site)
    rotated = rotate_secret(actor=root(), webhook_id=listener.id)
    new = rotated.secret
    (won,) = delivering.win(1)
    time_passes()
    delivering.deliver_due()
    program, admin = Program(root()), browser(root())
    shown = [
        program.get("webhooks/").content,
        program.get(f"webhooks/{listener.id}/").content,
        program.get("events/", limit="500").content,
        program.get(f"deliveries/{listener.owed()[0].id}/").content,
        *(admin.get(f"/admin/events/webhook/{end}").content for end in ("", f"{listener.id}/")),
        admin.get(f"/admin/events/webhook/{listener.id}/change/").content,
        json.dumps(list(Event.objects.values_list("details", flat=True))).encode(),
        caplog.text.encode(),
        repr((rotated, won)).encode(),
    ]
    for secret in (listener.secret, new):
        assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
        assert not [text for text in shown if secret.removeprefix("whsec_").encode() in text]


def test_the_ledger_holds_no_address(site: Site) -> None:
    listener = Listener(site)
    change_webhook(actor=root(), webhook_id=listener.id, url=f"{PUBLIC}?token=abc")
    told = json.dumps(list(Event.objects.values_list("details", flat=True)))
    assert "/hook" not in told
    assert Event.objects.get(kind="webhook.changed").details["fields"] == ["url"]
    assert verify_ledger().broken == ()


# ---- which addresses and kinds -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:8123/hook", "inside this network"),
        ("https://[::1]/hook", "inside this network"),
        ("http://10.1.2.3/", "inside this network"),
        ("http://169.254.169.254/latest", "inside this network"),
        ("http://localhost/hook", "inside this network"),
        ("ftp://a.example/", "http and https"),
        ("", "http and https"),
        ("https://user:word@93.184.216.34/", "password"),
        ("http://93.184.216.34:25/", "Port 25"),
        ("https://facts.example/hook", "desk's own address"),
        ("https://FACTS.example.:8443/hook", "desk's own address"),
        ("http://desk.facts.example/", "desk's own address"),
    ],
)
def test_an_address_that_may_not_be_is_refused_with_a_sentence(
    settings: Any, url: str, words: str
) -> None:
    settings.FACTCHECK_PUBLIC_URL = "https://facts.example"
    settings.ALLOWED_HOSTS = ["facts.example", ".facts.example", "localhost", "*"]
    assert words in refused(url=url)["url"]


def test_with_fetching_off_no_name_is_looked_up_and_a_number_is_judged_all_the_same(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FACTCHECK_FETCH = False
    names = Names()
    monkeypatch.setattr("socket.getaddrinfo", names)
    create_webhook(actor=root(), name="n", url="https://hooks.example/", events=["user.off"])
    assert "inside this network" in refused(url="http://10.1.2.3/")["url"]
    assert names.asked == []


def test_the_desk_does_not_post_to_itself_even_where_loopback_is_allowed(settings: Any) -> None:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    settings.FACTCHECK_PUBLIC_URL = "http://127.0.0.1:8000"
    assert "desk's own" in refused(url="http://127.0.0.1:8000/api/v1/articles/")["url"]


def test_every_wrong_field_is_named_at_once() -> None:
    found = refused(name=" ", url="nowhere", events=[])
    assert set(found) == {"name", "url", "events"}
    assert "verdict.published" in found["events"]
    assert set(refused(name="x" * 81)) == {"name"}
    assert set(refused(name="a\x00b")) == {"name"}


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    message = refused(events=["verdict.published", "verdict.praised"])["events"]
    assert "“verdict.praised”" in message
    assert all(kind in message for kind in KINDS)


def test_a_name_that_moves_inside_later_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    names = Names()
    names.known["hooks.example"] = [["93.184.216.34"], ["10.0.0.7"]]
    monkeypatch.setattr("socket.getaddrinfo", names)
    create_webhook(actor=root(), name="n", url="http://hooks.example/", events=["user.added"])
    something_happens()
    delivering.deliver_due()  # the test would fail if anything foreign were connected to
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.error) == (None, "not_public")
    assert "10.0.0.7" not in attempt.message
    assert Delivery.objects.get().state == "owed"


def test_a_host_that_became_the_desks_own_is_not_posted_to(site: Site, settings: Any) -> None:
    listener = Listener(site, ["user.added"])
    settings.FACTCHECK_PUBLIC_URL = site.at("/").rstrip("/")
    something_happens()
    delivering.deliver_due()
    assert listener.heard == []
    assert listener.tries()[0].error == "own"


# ---- what is tried again -----------------------------------------------------------------------
def test_what_failed_is_tried_again_with_the_same_id_and_body_and_a_time_of_its_own(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(gives(b"no room", 500))
    something_happens()
    delivering.deliver_due()
    (delivery,) = listener.owed()
    wait = delivery.next_attempt_at - now()
    assert delivery.state == "owed"
    assert timedelta(seconds=5) < wait < timedelta(seconds=13)
    delivering.deliver_due()
    assert len(listener.heard) == 1  # not before its time
    later = now() + timedelta(minutes=4)
    monkeypatch.setattr(delivering, "now", lambda: later)
    listener.answer(gives(b"taken"))
    delivering.deliver_due()
    (first, body), (second, same) = listener.heard
    assert (first["webhook-id"], body) == (second["webhook-id"], same)
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) >= 239
    assert listener.read()
    assert [(one.number, one.status, one.answer) for one in listener.tries()] == [
        (1, 500, "no room"),
        (2, 200, "taken"),
    ]
    row = listener.row()
    assert (row.failures, row.failing_since, row.hold_until) == (0, None, None)


def test_after_the_last_attempt_it_has_failed_and_is_sent_again_by_hand_alone(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(gives(b"", 500))
    something_happens()
    for _ in range(schedule.ATTEMPTS + 3):
        deliver_again()
    (delivery,) = listener.owed()
    assert (delivery.state, delivery.attempt) == ("failed", schedule.ATTEMPTS)
    listener.answer(gives(b""))
    redeliver(actor=root(), delivery_id=delivery.id)
    delivering.deliver_due()
    (delivery,) = listener.owed()
    assert (delivery.state, delivery.attempt) == ("delivered", schedule.ATTEMPTS + 1)
    assert len({headers["webhook-id"] for headers, _ in listener.heard}) == 1
    redeliver(actor=root(), delivery_id=delivery.id)  # one that was taken, too
    delivering.deliver_due()
    assert len(listener.heard) == schedule.ATTEMPTS + 2
    assert Event.objects.filter(kind="webhook.redelivered").count() == 2


def test_a_delivery_sent_again_by_hand_has_all_attempts_before_it(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(gives(b"", 500))
    something_happens()
    for _ in range(schedule.ATTEMPTS):
        deliver_again()
    redeliver(actor=root(), delivery_id=listener.owed()[0].id)
    delivering.deliver_due()
    (delivery,) = listener.owed()
    assert delivery.state == "owed"
    assert delivery.next_attempt_at - now() < timedelta(seconds=13)


def test_all_that_failed_since_a_time_is_sent_again(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    for name in ("one", "two", "three"):
        something_happens(name)
    first, second, third = listener.owed()
    Delivery.objects.exclude(pk=third.pk).update(state="failed")
    Delivery.objects.filter(pk=first.pk).update(created_at=now() - timedelta(hours=3))
    delivering.deliver_due()
    since = now() - timedelta(hours=1)
    again = redeliver_failed(actor=root(), webhook_id=listener.id, since=since)
    assert again.count == 1
    delivering.deliver_due()
    assert {headers["webhook-id"] for headers, _ in listener.heard} == {
        str(second.id),
        str(third.id),
    }


def test_one_that_hangs_is_given_up_in_time_and_keeps_nobody_waiting(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "POST_SECONDS", 0.6)
    slow = Listener(site, ["user.added"], "/slow")
    quick = Listener(site, ["user.added"], "/quick")
    slow.answer(hangs)
    for number in range(10):
        something_happens(f"mia{number}")
    began = time.monotonic()
    delivering.deliver_due()
    assert time.monotonic() - began < 3
    assert len(quick.heard) == 10
    assert {one.state for one in quick.owed()} == {"delivered"}
    (attempt,) = slow.tries()  # the other nine wait until it has rested
    assert (attempt.status, attempt.error) == (None, "too_slow")
    assert slow.row().hold_until is not None


def test_a_run_begins_nothing_after_its_time_and_says_that_more_is_due(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    something_happens()
    assert delivering.deliver_due(run_for=0) is True
    assert listener.heard == []
    tasks_ran = delivering.deliver_due()
    assert (tasks_ran, len(listener.heard)) == (False, 1)


def test_an_endpoint_that_cannot_be_reached_is_named_so(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    site.server.shutdown()
    site.server.server_close()
    something_happens()
    delivering.deliver_due()
    assert listener.tries()[0].error == "unreachable"
    assert listener.row().failures == 1


def test_an_answer_that_drips_or_is_long_counts_by_its_status(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "POST_SECONDS", 0.6)
    listener = Listener(site, ["user.added"])

    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"ta")
        handler.wfile.flush()
        time.sleep(2)

    listener.answer(drips)
    something_happens()
    delivering.deliver_due()
    assert listener.owed()[0].state == "delivered"
    listener.answer(gives(b"\x00" + b"x" * 300_000))
    something_happens("rita")
    delivering.deliver_due()
    assert [one.state for one in listener.owed()] == ["delivered", "delivered"]
    assert len(listener.tries()[1].answer) == delivering.ANSWER_KEPT


def test_a_redirect_is_not_followed(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(sends_on("/elsewhere", 307))
    site.pages["/elsewhere"] = gives(b"no")
    something_happens()
    delivering.deliver_due()
    assert [path for _, path, _ in site.asked] == ["/hook"]
    (attempt,) = listener.tries()
    assert (attempt.status, attempt.error) == (307, "redirect")
    assert "/elsewhere" in attempt.message


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_who_asks_for_time_gets_it(site: Site, status: int, form: str) -> None:
    listener = Listener(site, ["user.added"])
    until = now().replace(microsecond=0) + timedelta(hours=2)
    asked = "7200" if form == "seconds" else format_datetime(until.astimezone(UTC), usegmt=True)
    listener.answer(gives(b"later", status, Retry_After=asked))
    something_happens()
    something_happens("rita")
    delivering.deliver_due()
    assert len(listener.heard) == 1  # the other message waits, too
    for moment in (listener.owed()[0].next_attempt_at, listener.row().hold_until):
        assert moment is not None
        assert abs(moment - until) < timedelta(seconds=20)


def test_who_is_gone_is_switched_off_and_the_admins_see_it(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(gives(b"bye", 410))
    something_happens()
    something_happens("rita")
    delivering.deliver_due()
    row = listener.row()
    assert (row.state, row.off_reason) == ("off", "gone")
    assert list(webhook_queries.switched_off_by_the_desk()) == [row]
    event = Event.objects.get(kind="webhook.disabled")
    assert (event.actor, event.details["reason"]) == (None, "gone")
    deliver_again()
    something_happens("paul")
    assert len(listener.heard) == 1
    assert [one.state for one in listener.owed()] == ["failed", "owed"]
    listener.answer(gives(b""))
    enable_webhook(actor=root(), webhook_id=listener.id)
    delivering.deliver_due()
    assert [one.state for one in listener.owed()] == ["failed", "delivered"]


def test_five_days_without_one_success_switch_it_off(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(gives(b"", 500))
    something_happens()
    for _ in range(schedule.ATTEMPTS - 1):
        deliver_again()
    Webhook.objects.update(failing_since=now() - schedule.GIVES_UP_AFTER + timedelta(hours=1))
    something_happens("rita")
    deliver_again()
    assert listener.row().state == "on"
    Webhook.objects.update(failing_since=now() - schedule.GIVES_UP_AFTER)
    deliver_again()
    row = listener.row()
    assert (row.state, row.off_reason) == ("off", "failing")
    assert Event.objects.get(kind="webhook.disabled").details["reason"] == "failing"


def test_with_fetching_off_nothing_is_tried_and_all_of_it_stays_owed(
    site: Site, settings: Any
) -> None:
    listener = Listener(site, ["user.added"])
    settings.FACTCHECK_FETCH = False
    something_happens()
    deliver_again()
    assert (listener.heard, listener.tries()) == ([], [])
    settings.FACTCHECK_FETCH = True
    delivering.deliver_due()
    assert len(listener.heard) == 1


def test_a_worker_that_dies_before_it_notes_leaves_it_to_another(site: Site) -> None:
    """The process that is really killed stands in tests/races."""
    listener = Listener(site, ["user.added"])
    something_happens()
    (lost,) = delivering.win(8)
    delivering.post(lost)
    assert list(delivering.win(8)) == []
    delivering.deliver_due()
    assert len(listener.heard) == 1
    deliver_again()
    (first, _), (second, _) = listener.heard
    assert first["webhook-id"] == second["webhook-id"]
    assert [one.status for one in listener.tries()] == [None, 200]


def test_a_late_failure_undoes_no_success_and_a_late_success_counts(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    something_happens()
    (first,) = delivering.win(8)
    time_passes()
    (second,) = delivering.win(8)
    assert delivering.note(first, delivering.Outcome(status=200))
    assert not delivering.note(second, delivering.Outcome(status=500, error="status"))
    assert listener.owed()[0].state == "delivered"


def test_what_ends_every_worker_is_not_tried_for_ever(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    something_happens()
    for _ in range(schedule.ATTEMPTS):
        assert len(list(delivering.win(8))) == 1
        time_passes()
    assert list(delivering.win(8)) == []
    assert listener.owed()[0].state == "failed"


# ---- the verbs ---------------------------------------------------------------------------------
def test_a_test_message_goes_to_one_webhook_and_into_no_ledger(site: Site) -> None:
    one = Listener(site, ["verdict.published"], "/one")
    other = Listener(site, ["*"], "/other")
    events = Event.objects.count()
    send_test(actor=root(), webhook_id=one.id)
    assert Event.objects.count() == events
    delivering.deliver_due()
    message = one.read()
    assert (message["type"], message["data"]["webhook"]) == ("webhook.test", str(one.id))
    assert "webhook.test" not in [json.loads(body)["type"] for _, body in other.heard]


def test_every_verb_is_an_admins(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    something_happens()
    given: dict[str, Any] = {"webhook_id": listener.id}
    for actor in (out(), ada(), eve()):
        for verb, words in (
            (create_webhook, {"name": "n", "url": PUBLIC, "events": ["*"]}),
            (change_webhook, {**given, "name": "n"}),
            (rotate_secret, given),
            (disable_webhook, given),
            (enable_webhook, given),
            (remove_webhook, given),
            (send_test, given),
            (redeliver, {"delivery_id": listener.owed()[0].id}),
            (redeliver_failed, {**given, "since": now()}),
        ):
            with pytest.raises(Denied):
                verb(actor=actor, **words)
    assert Event.objects.filter(kind__startswith="webhook.").count() == 1


def test_each_change_is_an_event_with_the_names_of_what_changed(site: Site) -> None:
    listener = Listener(site)
    given: dict[str, Any] = {"actor": root(), "webhook_id": listener.id}
    change_webhook(**given, name="archive", events=["verdict.retracted", "verdict.published"])
    assert listener.row().events == ["verdict.published", "verdict.retracted"]
    with pytest.raises(Invalid, match="Nothing is changed"):
        change_webhook(**given, name=" archive ")
    with pytest.raises(Conflict):
        enable_webhook(**given)
    disable_webhook(**given)
    with pytest.raises(Conflict):
        disable_webhook(**given)
    with pytest.raises(Conflict):
        send_test(**given)
    enable_webhook(**given)
    remove_webhook(**given)
    with pytest.raises(Missing):
        rotate_secret(**given)
    events = Event.objects.filter(kind__startswith="webhook.").order_by("seq")
    assert [event.kind for event in events] == [
        "webhook.created",
        "webhook.changed",
        "webhook.disabled",
        "webhook.enabled",
        "webhook.removed",
    ]
    assert events[1].details["fields"] == ["events", "name"]
    assert {event.kind for event in events} <= set(KINDS)
    assert (listener.row().secret, {one.state for one in listener.owed()}) == ("", {"failed"})


def test_what_waits_goes_to_the_new_address(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(gives(b"", 404))
    something_happens()
    delivering.deliver_due()
    site.pages["/new"] = gives(b"")
    change_webhook(actor=root(), webhook_id=listener.id, url=site.at("/new"))
    assert listener.row().hold_until is None
    deliver_again()
    assert [path for _, path, _ in site.asked] == ["/hook", "/new"]
    assert listener.owed()[0].state == "delivered"


def test_a_webhook_outlives_the_admin_who_made_it(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    second = person("rita", "admin")
    switch_user(actor=second, user_id=root().person.id, active=False)
    something_happens()
    delivering.deliver_due()
    assert listener.read()["type"] == "user.added"
    rotate_secret(actor=second, webhook_id=listener.id)
    with pytest.raises(Denied):
        rotate_secret(actor=Actor(root().person), webhook_id=listener.id)


def test_there_are_so_many_and_no_more() -> None:
    for number in range(MOST):
        create_webhook(actor=root(), name=str(number), url=PUBLIC, events=["user.off"])
    with pytest.raises(Conflict):
        create_webhook(actor=root(), name="one more", url=PUBLIC, events=["user.off"])


# ---- what is kept ------------------------------------------------------------------------------
def test_the_log_is_kept_for_thirty_days_and_of_verdicts_a_line_longer(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "BATCH", 2)
    listener = Listener(site, ["user.added"])
    for number in range(6):
        something_happens(f"mia{number}")
    delivering.deliver_due()
    something_happens("rita")
    delivered = listener.owed()[:6]
    Delivery.objects.filter(pk=delivered[0].pk).update(kind="verdict.published")
    young = timedelta(days=30) - timedelta(minutes=1)
    Delivery.objects.update(created_at=now() - young)
    assert forgetting.forget_old() == 0
    Delivery.objects.update(created_at=now() - timedelta(days=30, minutes=1))
    assert forgetting.forget_old() == 6
    kept = listener.owed()
    assert [(one.kind, one.state, bool(one.body)) for one in kept] == [
        ("verdict.published", "delivered", False),
        ("user.added", "owed", True),
    ]
    assert listener.tries() == []
    redeliver(actor=root(), delivery_id=kept[0].id)  # its body is made again of its event
    delivering.deliver_due()
    assert json.loads(listener.heard[-1][1])["type"] == "user.added"
    assert forgetting.forget_old() == 2


# ---- the schedule ------------------------------------------------------------------------------
def test_the_attempts_spread_over_a_day_with_jitter() -> None:
    assert sum(schedule.WAITS, timedelta(0)) > timedelta(hours=24)
    assert list(schedule.WAITS) == sorted(schedule.WAITS)
    for number, wait in enumerate(schedule.WAITS, 1):
        spread = [schedule.wait_after(number, luck / 10) for luck in range(11)]
        assert spread[0] == wait * 0.8
        assert spread[-1] == wait * 1.2
        assert len(set(spread)) == 11
    assert schedule.wait_after(schedule.ATTEMPTS, 0.5) is None


@pytest.mark.parametrize(
    ("status", "header", "seconds"),
    [
        (429, "60", 60),
        (503, "60", 60),
        (500, "60", 0),
        (429, "", 0),
        (429, "soon", 0),
        (429, "-5", 0),
        (429, "9" * 400, 86_400),
        (429, "Wed, 04 Mar 2026 05:07:07 GMT", 60),
        (429, "Wed, 04 Mar 2020 05:07:07 GMT", 0),
        (429, "Wed, 04 Mar 2036 05:07:07 GMT", 86_400),
        (429, "Wed, 04 Mar 99999 05:07:07 GMT", 0),
        (None, "60", 0),
    ],
)
def test_what_retry_after_asks_for(status: int | None, header: str, seconds: int) -> None:
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert schedule.asked_wait(status, header, moment) == timedelta(seconds=seconds)


def test_an_endpoint_rests_longer_each_time_but_never_long() -> None:
    rests = [schedule.rest_after(failures) for failures in (1, 2, 3, 7, 1000)]
    assert rests == sorted(rests)
    assert (rests[0], rests[-1]) == (schedule.FIRST_REST, schedule.LONGEST_REST)
    for number, wait in enumerate(schedule.WAITS[1:], 2):  # one message alone is not held up
        assert schedule.rest_after(number) <= wait

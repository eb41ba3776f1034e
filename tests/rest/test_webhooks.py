"""Webhooks over REST: made once, shown without the secret, listed with strict filters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from factcheck.clock import now
from factcheck.events import delivering
from factcheck.events.webhook_models import Delivery, Webhook
from tests.listener import Listener
from tests.people import Program, eve, person, root
from tests.site import LOOPBACK, Site, gives, open_site

pytestmark = pytest.mark.django_db
BODY = {"name": "cms", "url": "http://93.184.216.34/hook", "events": ["verdict.published"]}


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    root()
    with open_site() as made:
        yield made


def test_the_answer_that_makes_it_shows_its_secret_and_a_repeat_does_not() -> None:
    program = Program(root())
    made = program.post("webhooks/", BODY, once="w-1")
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    assert made.json()["secret"].startswith("whsec_")
    again = program.post("webhooks/", BODY, once="w-1")
    assert (again.status_code, again.json()) == (201, {**made.json(), "secret": None})
    assert Webhook.objects.count() == 1
    rotated = program.post(f"webhooks/{made.json()['id']}/rotate/").json()
    assert rotated["secret"] not in {None, made.json()["secret"]}
    assert rotated["old_secret_until"] is not None
    for path in ("webhooks/", f"webhooks/{made.json()['id']}/"):
        assert b"whsec_" not in program.get(path).content
        assert b'"secret"' not in program.get(path).content


def test_a_webhook_is_changed_switched_and_removed() -> None:
    program = Program(root())
    path = f"webhooks/{program.post('webhooks/', BODY).json()['id']}"
    changed = program.post(f"{path}/change/", {"events": ["*", "user.off"]}).json()
    assert (changed["name"], changed["events"]) == ("cms", ["*"])
    assert program.post(f"{path}/disable/").json()["state"] == "off"
    assert program.post(f"{path}/disable/").status_code == 409
    assert program.post(f"{path}/test/").json()["code"] == "off"
    assert program.post(f"{path}/enable/").json()["state"] == "on"
    assert program.post(f"{path}/remove/", once="r-1").json()["state"] == "removed"
    assert program.post(f"{path}/remove/", once="r-1").status_code == 200
    assert program.get(f"{path}/").status_code == 404
    assert program.get("webhooks/").json()["results"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**BODY, "events": ["verdict.praised"]}, "events"),
        ({**BODY, "events": []}, "events"),
        ({**BODY, "events": "*"}, "events"),
        ({**BODY, "events": [1]}, "events[0]"),
        ({**BODY, "url": "http://127.0.0.1/"}, "url"),
        ({**BODY, "url": 7}, "url"),
        ({**BODY, "name": ""}, "name"),
        ({**BODY, "secret": "whsec_mine"}, "secret"),
        ({"name": "cms"}, "url"),
    ],
)
def test_a_wrong_field_is_named(body: dict[str, Any], field: str) -> None:
    answer = Program(root()).post("webhooks/", body)
    assert answer.status_code == 422
    assert field in {one["field"].split("[0]")[0] if field == "events" else one["field"]
                     for one in answer.json()["errors"]}  # fmt: skip


def test_the_log_is_filtered_paged_and_strict(site: Site) -> None:
    program = Program(root())
    one = Listener(site, ["user.added"], "/one")
    other = Listener(site, ["user.added"], "/other")
    other.answer(gives(b"no", 500))
    for number in range(3):
        person(f"mia{number}", "reader")
    delivering.deliver_due()

    def ids(path: str, **params: str) -> list[str]:
        return [row["id"] for row in program.get(path, **params).json()["results"]]

    mine = [str(row.id) for row in reversed(one.owed())]
    assert ids(f"webhooks/{one.id}/deliveries/") == mine
    assert ids("deliveries/", webhook=str(one.id), state="delivered") == mine
    assert ids("deliveries/", state="owed") == [str(row.id) for row in reversed(other.owed())]
    assert len(ids("deliveries/", kind="user.added")) == 6
    assert ids("deliveries/", kind="webhook.test") == []
    page = program.get("deliveries/", limit="4").json()
    assert (len(page["results"]), page["next"] is not None) == (4, True)
    for params in ({"state": "lost"}, {"kind": "x"}, {"webhook": "x"}, {"who": "x"}):
        answer = program.get("deliveries/", **params)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, *params)
    assert program.get(f"webhooks/{one.id}/deliveries/", webhook="x").status_code == 422


def test_a_line_of_the_log_holds_what_was_sent_and_what_came_back(site: Site) -> None:
    program, listener = Program(root()), Listener(site, ["user.added"])
    listener.answer(gives(b"<b>no room</b>", 500))
    person("mia", "reader")
    delivering.deliver_due()
    (delivery,) = listener.owed()
    found = program.get(f"deliveries/{delivery.id}/").json()
    assert (found["state"], found["attempt"], found["kind"]) == ("owed", 1, "user.added")
    assert found["body"].encode() == listener.heard[0][1]
    assert found["next_attempt_at"] is not None
    (attempt,) = found["attempts"]
    assert (attempt["status"], attempt["answer"]) == (500, "<b>no room</b>")
    assert "500" in attempt["message"]


def test_one_and_all_that_failed_are_sent_again(site: Site) -> None:
    program, listener = Program(root()), Listener(site, ["user.added"])
    for number in range(3):
        person(f"mia{number}", "reader")
    Delivery.objects.update(state="failed")
    first = listener.owed()[0]
    answer = program.post(f"deliveries/{first.id}/redeliver/", once="d-1")
    assert (answer.status_code, answer.json()["state"]) == (202, "owed")
    assert program.post(f"deliveries/{first.id}/redeliver/", once="d-1").status_code == 202
    since = (now() - timedelta(hours=1)).isoformat()
    path = f"webhooks/{listener.id}/redeliver/"
    again = program.post(path, {"since": since}, once="d-2")
    assert again.json() == {"webhook": str(listener.id), "redelivered": 2}
    assert program.post(path, {"since": since}, once="d-2").json() == again.json()
    delivering.deliver_due()
    assert {one.state for one in listener.owed()} == {"delivered"}
    for body in ({}, {"since": "yesterday"}):
        assert program.post(path, body).json()["errors"][0]["field"] == "since"


def test_a_test_is_sent_to_it_alone(site: Site) -> None:
    program, listener = Program(root()), Listener(site, ["user.added"])
    answer = program.post(f"webhooks/{listener.id}/test/")
    assert (answer.status_code, answer.json()["kind"], answer.json()["seq"]) == (
        202,
        "webhook.test",
        None,
    )
    delivering.deliver_due()
    assert listener.read()["type"] == "webhook.test"
    assert program.get(f"deliveries/{answer.json()['id']}/").json()["state"] == "delivered"


def test_nobody_else_sees_any_of_it(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    person("mia", "reader")
    program = Program(eve())
    for path in (
        "webhooks/",
        f"webhooks/{listener.id}/",
        f"webhooks/{listener.id}/deliveries/",
        "deliveries/",
        f"deliveries/{listener.owed()[0].id}/",
    ):
        assert program.get(path).status_code == 403, path

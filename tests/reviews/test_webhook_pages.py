"""The admins' pages of webhooks, without script; and what a verdict's recall list knows of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from factcheck.clock import now
from factcheck.events import delivering
from factcheck.events.webhook_models import Delivery, Webhook
from reviews import publish, recall
from reviews.models import Verdict
from tests.house.test_blind import CHANGING, MARK, ONE, OTHER, First, answer_first
from tests.listener import Listener, deliver_again
from tests.people import Program, ada, ben, browser, decided, eve, pending, person, root
from tests.site import LOOPBACK, Site, gives, open_site

pytestmark = pytest.mark.django_db
FORM = {"name": "cms", "url": "http://93.184.216.34/hook", "events": ["verdict.published"]}
SECRET = re.compile(r"whsec_[\w+/=]+")


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    root()
    with open_site() as made:
        yield made


def text(answer: Any) -> str:
    """The page."""
    assert answer.status_code == 200, answer
    return str(answer.content.decode())


# ---- pages -------------------------------------------------------------------------------------
def test_a_webhook_is_made_on_a_page_that_shows_its_secret_this_once() -> None:
    admin = browser(root())
    assert "No webhook yet" in text(admin.get("/desk/webhooks/"))
    answer = admin.post("/desk/webhooks/create/", FORM)
    shown = text(answer)
    hook = Webhook.objects.get()
    assert SECRET.findall(shown) == [hook.secret]
    assert answer["Cache-Control"] == "no-store"
    for path in ("/desk/webhooks/", f"/desk/webhooks/{hook.id}/"):
        assert SECRET.findall(text(admin.get(path))) == []
    rotated = text(admin.post(f"/desk/webhooks/{hook.id}/rotate/"))
    assert SECRET.findall(rotated) == [Webhook.objects.get().secret]
    assert "the old one signs besides" in rotated


def test_a_refused_form_keeps_what_was_typed() -> None:
    admin = browser(root())
    wrong = {"name": "cms", "url": "http://10.0.0.7/hook", "events": ["user.off"]}
    answer = admin.post("/desk/webhooks/create/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "inside this network" in page
    assert 'value="http://10.0.0.7/hook"' in page
    assert 'value="user.off" checked' in page
    admin.post("/desk/webhooks/create/", FORM)
    path = f"/desk/webhooks/{Webhook.objects.get().id}"
    answer = admin.post(f"{path}/change/", {**wrong, "name": "other"})
    assert answer.status_code == 422
    assert 'value="other"' in answer.content.decode()
    answer = admin.post(f"{path}/redeliver/", {"since": "soon"})
    page = answer.content.decode()
    assert "YYYY-MM-DD" in page
    assert 'value="cms"' in page
    assert 'value="verdict.published" checked' in page


def test_the_log_shows_what_was_sent_and_what_came_back_as_text(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(gives(b"<script>alert(1)</script>", 500))
    person("mia", "reader")
    delivering.deliver_due()
    admin = browser(root())
    log = text(admin.get(f"/desk/webhooks/{listener.id}/"))
    (delivery,) = listener.owed()
    assert f"/desk/deliveries/{delivery.id}/" in log
    assert "failing" in log
    page = text(admin.get(f"/desk/deliveries/{delivery.id}/"))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "Attempt 1: 500" in page
    listener.answer(gives(b"taken"))
    admin.post(f"/desk/deliveries/{delivery.id}/redeliver/")
    delivering.deliver_due()
    page = text(admin.get(f"/desk/deliveries/{delivery.id}/"))
    assert "Attempt 2: 200" in page
    assert "delivered" in page
    assert "None is failed" in text(admin.get(f"/desk/webhooks/{listener.id}/?state=failed"))


def test_a_test_a_switch_and_a_removal_by_form(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    admin, path = browser(root()), f"/desk/webhooks/{listener.id}"
    tested = admin.post(f"{path}/test/")
    delivering.deliver_due()
    assert "Attempt 1: 200" in text(admin.get(tested["Location"]))
    admin.post(f"{path}/switch/", {"active": "0"})
    assert listener.row().state == "off"
    assert "switched off" in text(admin.post(f"{path}/test/", follow=True))
    admin.post(f"{path}/switch/", {"active": "1"})
    assert listener.row().state == "on"
    Delivery.objects.update(state="failed")
    again = admin.post(f"{path}/redeliver/", {"since": "2020-01-01"}, follow=True)
    assert "1 that failed since 2020-01-01" in text(again)
    admin.post(f"{path}/remove/")
    assert admin.get(f"{path}/").status_code == 404
    assert "No webhook yet" in text(admin.get("/desk/webhooks/"))


def test_with_fetching_off_the_pages_say_that_all_stays_owed(site: Site, settings: Any) -> None:
    listener = Listener(site, ["user.added"])
    settings.FACTCHECK_FETCH = False
    person("mia", "reader")
    deliver_again()
    admin = browser(root())
    for path in ("webhooks/", f"webhooks/{listener.id}/", f"deliveries/{listener.owed()[0].id}/"):
        assert "FACTCHECK_FETCH is off" in text(admin.get(f"/desk/{path}"))
    assert listener.heard == []


def test_the_board_tells_admins_alone_what_the_desk_switched_off(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    listener.answer(gives(b"", 410))
    person("mia", "reader")
    delivering.deliver_due()
    told = "it answered that it is gone"
    assert told in text(browser(root()).get("/desk/"))
    assert told not in text(browser(eve()).get("/desk/"))
    assert "it answered 410" in text(browser(root()).get(f"/desk/webhooks/{listener.id}/"))
    Webhook.objects.update(off_reason="person")
    assert told not in text(browser(root()).get("/desk/"))


def test_nobody_else_gets_in(site: Site) -> None:
    listener = Listener(site, ["user.added"])
    for actor in (ada(), eve()):
        client = browser(actor)
        assert client.get("/desk/webhooks/").status_code == 403
        assert client.post("/desk/webhooks/create/", FORM).status_code == 302
        assert client.post(f"/desk/webhooks/{listener.id}/rotate/").status_code == 302
        assert "/desk/webhooks/" not in text(client.get("/desk/"))
    assert Webhook.objects.count() == 1


# ---- recall ------------------------------------------------------------------------------------
def published() -> Verdict:
    review = decided(ada())
    draft = Verdict.objects.get(claim=review.claim_id)
    return publish.publish(actor=eve(), verdict_id=draft.id)


def correct(version: Verdict) -> Verdict:
    return publish.correct(actor=eve(), verdict_id=version.id, note="Wrong.", value="verified")


def test_who_took_an_old_version_stands_in_its_recall_list_until_it_takes_the_correction(
    site: Site,
) -> None:
    before = Listener(site, ["verdict.corrected", "verdict.retracted"], "/never")
    half = Listener(site, ["verdict.published"], "/half")
    whole = Listener(site, ["*"], "/whole")
    lost = Listener(site, ["verdict.published"], "/lost")
    lost.answer(gives(b"", 500))
    version = published()
    delivering.deliver_due()
    new = correct(version)
    version.refresh_from_db()
    assert sorted(one.who for one in recall.holders(version)) == [
        "127.0.0.1 (at /half)",
        "127.0.0.1 (at /whole)",
    ]
    delivering.deliver_due()
    (holder,) = recall.holders(version)
    took = next(one for one in half.owed() if one.kind == "verdict.published")
    assert (holder.way, holder.last_at, holder.last_event) == (
        "webhook",
        took.delivered_at,
        took.event.seq if took.event else None,
    )
    assert before.read()["data"]["details"]["instead_of"] == str(version.id)
    assert whole.read()["type"] == "verdict.corrected"
    publish.retract(actor=eve(), verdict_id=new.id, note="It was forged.")
    new.refresh_from_db()
    assert {one.who for one in recall.holders(new)} == {
        "127.0.0.1 (at /never)",
        "127.0.0.1 (at /whole)",
    }
    editor = browser(eve())
    assert "127.0.0.1 (at /half)" in text(editor.get(f"/desk/verdicts/{new.id}/"))
    shown = Program(eve()).get(f"verdicts/{version.id}/recall/").json()["holders"]
    assert [(one["who"], one["way"]) for one in shown] == [("127.0.0.1 (at /half)", "webhook")]
    assert "/hook" not in json.dumps(shown)


def test_a_message_about_a_verdict_leads_to_it_and_holds_no_word_of_it(site: Site) -> None:
    listener = Listener(site, ["verdict.published"])
    version = published()
    delivering.deliver_due()
    message = listener.read()
    assert message["data"]["url"].endswith(f"/api/v1/verdicts/{version.id}/")
    assert message["data"]["details"]["verdict"] == str(version.id)
    body = listener.heard[0][1].decode()
    assert version.content["rationale"] not in body
    assert "disputed" not in body  # the value


# ---- blind -------------------------------------------------------------------------------------
COUNTED = re.compile(r'"(?:seq|at|timestamp)":[^,]+|after=\d+|report \d+')


def _bodies(site: Site, first: First) -> list[str]:
    """What a webhook that hears of everything is told while the second review is awaited."""
    with time_machine.travel(now(), tick=False):
        for somebody in (ada, ben, eve):
            somebody()
        claim = pending()
        hook = Listener(site)
        answer_first(claim, first)
    bodies = list(Delivery.objects.filter(webhook=hook.id).order_by("id"))
    assert len(bodies) > 5
    return [CHANGING.sub("…", COUNTED.sub("", one.body)) for one in bodies]


def test_no_message_tells_the_first_answer_before_the_second_is_given(site: Site) -> None:
    one, other = _bodies(site, ONE), _bodies(site, OTHER)
    assert MARK not in "".join(one + other)
    assert one == other

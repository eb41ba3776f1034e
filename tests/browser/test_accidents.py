"""What goes wrong in a day, while somebody types: nothing is lost, nothing is done twice."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from claims.models import Claim
from factcheck.accounts.actor import Actor
from reviews import withdraw
from reviews.leaving import change_role, switch_user
from reviews.models import Draft, Review
from tests.browser.conftest import Desk, Tab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = "#saved"
LINK = "[name='citations[0].url']"


def take(page: Page) -> str:
    """The next claim, under the hand."""
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    return page.url


def typed(page: Page, words: str = "The table says 1,924.") -> None:
    """A decision in the form, not sent."""
    page.keyboard.press("d")
    page.keyboard.type(words)
    page.fill(LINK, "https://inspectorate.example/table")


# ---- a desk that dies ----------------------------------------------------------------------------
class Server:
    """The desk as a process of its own on the test's database, which can be killed."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Until it answers."""
        command = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--threads", "4"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        self.child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": _database()})
        for _ in range(150):
            try:
                with urllib.request.urlopen(self.url + "/healthz", timeout=1):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the desk never answered")

    def kill(self) -> None:
        """As a crash does: no goodbye."""
        if self.child is None:
            return
        workers = subprocess.run(
            ["pgrep", "-P", str(self.child.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        for number in (self.child.pid, *map(int, workers)):
            os.kill(number, signal.SIGKILL)
        self.child.wait(timeout=10)
        self.child = None


def _database() -> str:
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    where = f"{found['HOST']}:{found['PORT']}" if found["PORT"] else found["HOST"]
    if str(found["HOST"]).startswith("/"):
        where = str(found["HOST"]).replace("/", "%2F")
    return f"postgres://{found['USER']}:{found['PASSWORD']}@{where}/{found['NAME']}"


@pytest.fixture
def server(desk: Desk) -> Iterator[Server]:
    found = Server()
    found.start()
    yield found
    found.kill()


def test_a_desk_that_is_killed_in_mid_typing_loses_no_word(
    chromium: Browser, desk: Desk, server: Server
) -> None:
    tab = Tab(chromium, Desk(server.url, desk.people, desk.article), "ada")
    page = tab.page
    first = take(page)
    typed(page, "Typed before the crash.")
    expect(page.locator(SAVED)).to_have_text("Saved")
    server.kill()
    page.fill("#rationale", "Typed before the crash, and after it.")
    expect(page.locator(SAVED)).to_contain_text("Offline")
    server.start()
    expect(page.locator(SAVED)).to_have_text("Saved", timeout=15_000)
    assert Draft.objects.get().content["rationale"] == "Typed before the crash, and after it."
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != first)
    assert Review.objects.get().rationale == "Typed before the crash, and after it."
    tab.context.close()


def test_a_save_that_meets_a_dead_desk_can_be_sent_again(
    chromium: Browser, desk: Desk, server: Server
) -> None:
    tab = Tab(chromium, Desk(server.url, desk.people, desk.article), "ada")
    page = tab.page
    first = take(page)
    typed(page)
    expect(page.locator(SAVED)).to_have_text("Saved")
    server.kill()
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(700)
    server.start()
    page.goto(first)
    expect(page.locator("#rationale")).to_have_value("The table says 1,924.")
    expect(page.locator(LINK)).to_have_value("https://inspectorate.example/table")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != first)
    assert Review.objects.count() == 1
    tab.context.close()


# ---- what changes under the hand -----------------------------------------------------------------
def test_a_story_withdrawn_in_mid_typing_says_so_and_keeps_the_words(
    log_in: Any, desk: Desk
) -> None:
    tab = log_in("ada")
    page = tab.page
    take(page)
    typed(page)
    withdraw.withdraw_article(
        actor=Actor(desk.people["eve"]), article_id=desk.article.id, reason="Pulled."
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=alert]").first).to_contain_text("withdrawn")
    expect(page.locator("#rationale")).to_have_value("The table says 1,924.")
    assert Review.objects.count() == 0
    tab.wrong.clear()  # the 409


def test_a_right_revoked_in_mid_typing_says_so_and_keeps_the_words(log_in: Any, desk: Desk) -> None:
    tab = log_in("ada")
    page = tab.page
    take(page)
    typed(page)
    expect(page.locator(SAVED)).to_have_text("Saved")
    change_role(actor=Actor(desk.people["root"]), user_id=desk.people["ada"].id, role="reader")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=alert]").first).to_contain_text("needs the role reviewer")
    expect(page.locator("#rationale")).to_have_value("The table says 1,924.")
    assert Review.objects.count() == 0
    tab.wrong.clear()  # the 403


def test_who_is_switched_off_in_mid_typing_finds_the_words_when_let_in_again(
    log_in: Any, desk: Desk
) -> None:
    tab = log_in("ada")
    page = tab.page
    address = take(page)
    typed(page)
    expect(page.locator(SAVED)).to_have_text("Saved")
    root = Actor(desk.people["root"])
    switch_user(actor=root, user_id=desk.people["ada"].id, active=False)
    page.fill("#rationale", "Typed after the door was shut.")
    expect(page.locator(SAVED)).to_contain_text("log in again")
    assert not Claim.objects.filter(holder=desk.people["ada"]).exists()
    switch_user(actor=root, user_id=desk.people["ada"].id, active=True)
    tab.wrong.clear()  # the 401
    again = log_in("ada").page
    again.goto(address)
    # The page goes on trying: the words typed at the shut door may be there by now.
    kept = re.compile(r"The table says 1,924\.|Typed after the door was shut\.")
    expect(again.locator(".side")).to_contain_text(kept)


# ---- hands -------------------------------------------------------------------------------------
def test_a_double_click_saves_once_and_skips_nobody_else_s_claim(log_in: Any) -> None:
    page = log_in("ada").page
    take(page)
    typed(page)
    page.locator("[data-main]").dblclick()
    page.wait_for_url("**/desk/claims/*/")
    page.wait_for_timeout(600)
    assert Review.objects.count() == 1
    assert Claim.objects.filter(status="decided").count() == 1
    assert Claim.objects.filter(holder__isnull=False).count() == 1


def test_keys_hit_faster_than_the_desk_answers_never_act_on_the_next_claim(log_in: Any) -> None:
    page = log_in("ada").page
    first = take(page)
    typed(page)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != first)
    page.wait_for_timeout(600)
    assert Review.objects.count() == 1
    assert page.locator("#rationale").input_value() == ""


def test_back_after_a_save_shows_what_was_decided_and_saves_nothing_twice(log_in: Any) -> None:
    page = log_in("ada").page
    first = take(page)
    typed(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != first)
    page.go_back()
    page.wait_for_url(first)
    expect(page.locator(".review").first).to_contain_text("The table says 1,924.")
    assert Draft.objects.exclude(content={}).count() == 0


def test_a_claim_that_is_not_released_is_free_for_others_when_its_time_is_over(
    log_in: Any, desk: Desk
) -> None:
    page = log_in("ada").page
    address = take(page)
    page.goto(desk.url + "/desk/")
    Claim.objects.filter(holder=desk.people["ada"]).update(held_until="2026-01-01T00:00:00Z")
    assert take(log_in("ben").page) == address


def test_what_one_skipped_comes_neither_first_nor_never(log_in: Any, desk: Desk) -> None:
    page = log_in("ada").page
    first = take(page)
    page.keyboard.press("s")
    page.wait_for_url(lambda url: url != first)
    assert page.url != first
    expect(page.locator(".says")).to_contain_text("for you again in an hour")
    # Others get it at once, and the hand that slipped takes it back by key.
    assert take(log_in("ben").page) == first
    page.keyboard.press("z")
    expect(page.locator(".says")).to_contain_text("ben holds this claim")


def test_two_people_and_two_tabs_at_once_hold_three_claims_and_share_none(
    log_in: Any, desk: Desk
) -> None:
    one, other = log_in("ada"), log_in("ben")
    second = one.context.new_page()
    second.goto(desk.url + "/desk/")
    addresses = [take(one.page), take(second), take(other.page)]
    assert addresses[0] == addresses[1]  # two tabs, one lease
    assert addresses[2] != addresses[0]


def test_enter_in_a_citation_s_field_neither_releases_nor_saves(log_in: Any) -> None:
    page = log_in("ada").page
    address = take(page)
    typed(page)
    page.locator(LINK).press("Enter")
    page.wait_for_timeout(400)
    assert page.url == address
    assert page.locator(LINK).input_value() == "https://inspectorate.example/table"
    assert Claim.objects.filter(holder__isnull=False).count() == 1
    assert Review.objects.count() == 0


def test_ctrl_enter_in_a_comment_sends_the_comment_and_not_the_decision(log_in: Any) -> None:
    page = log_in("ada").page
    take(page)
    typed(page)
    page.fill("#comment-text", "Who has the table?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk li")).to_contain_text("Who has the table?")
    assert Review.objects.count() == 0
    expect(page.locator("#rationale")).to_have_value("The table says 1,924.")

"""A desk with people and a story, and a real Chromium that looks at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from claims import pipeline
from claims.intake import submit_article
from claims.models import Article, Extraction
from factcheck.accounts.actor import DESK, Actor
from factcheck.accounts.models import User
from factcheck.accounts.people import add_user
from tests.chromium import FLAGS, find_chromium

# Playwright's sync API runs a loop in this thread; Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "a-long-word-for-tests-9"
STORY = """Port union calls strike after harbour dismissals

Cranes stand idle over the container terminal at Halden. (Photo by Orin Pictures)

HALDEN, March 4, 2026 (MW) -- The Northern Harbour Union has called a strike at the busiest port in the country.

The port company has dismissed at least 2,140 dock workers since January, according to the labour inspectorate.

"No one has been asked to leave," chairman Ole Brandt said on Monday. Profits rose by 14 percent to 31 million crowns last year.

The inspectorate found 12 breaches of the 2021 labour accord. Will anybody pay for them?

Meridian Wire
"""  # noqa: E501 - a story as it comes


@dataclass
class Desk:
    """A running desk: where it is, its people, its one article."""

    url: str
    people: dict[str, User]
    article: Article


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desk(live_server: Any, transactional_db: None) -> Desk:
    people = {
        name: add_user(actor=DESK, username=name, role=role, password=PASSWORD)
        for name, role in (
            ("ada", "reviewer"),
            ("ben", "reviewer"),
            ("eve", "editor"),
            ("root", "admin"),
            ("out", "reader"),
        )
    }
    done = submit_article(actor=Actor(people["ada"]), text=STORY)
    pipeline.extract(Extraction.objects.get().id)
    return Desk(live_server.url, people, done.article)


class Tab:
    """A person's browser window. Any error in its console fails the test."""

    def __init__(self, browser: Browser, desk: Desk, name: str, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type == "error" else None,
        )
        self.desk = desk
        self.page.goto(desk.url + "/desk/")
        self.page.fill("#id_username", name)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("button.go")
        self.page.wait_for_selector(".hero")


@pytest.fixture
def log_in(chromium: Browser, desk: Desk) -> Iterator[Any]:
    tabs: list[Tab] = []

    def open_tab(name: str, **options: Any) -> Tab:
        tabs.append(Tab(chromium, desk, name, **options))
        return tabs[-1]

    yield open_tab
    wrong = [said for tab in tabs for said in tab.wrong]
    for tab in tabs:
        tab.context.close()
    assert not wrong, wrong

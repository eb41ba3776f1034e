"""A source is kept while one types, its proof follows the excerpt, and the review shows it."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from reviews.models import Citation
from tests.browser.test_typed import take
from tests.site import LOOPBACK, gives, open_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTICE = b"""<!doctype html><html><head><title>Notice of the port</title></head>
<body><p>At least 114 people were hurt on the ferry.</p></body></html>"""


def sound(page: Page) -> None:
    """Fit for screen readers and for a phone."""
    violations = Axe().run(page).response["violations"]
    wrong = [f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in violations]
    assert not wrong, wrong
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_kept_source_fills_the_row_and_proves_the_excerpt_while_one_types(log_in: Any) -> None:
    tab = log_in("ada", viewport={"width": 360, "height": 740})
    page = tab.page
    take(page)
    page.keyboard.press("d")
    page.fill("#rationale", "The notice has another number.")
    page.fill("[name='citations[0].url']", "https://port.example/notice")
    page.fill("[name='citations[0].excerpt']", "At least 14 people were hurt")
    page.click(".keep summary")
    upload = {"name": "notice.html", "mimeType": "text/html", "buffer": NOTICE}
    page.set_input_files("[data-file]", upload)
    page.click("[data-main]")  # not yet: what was chosen and not kept would be lost
    expect(page.locator("[data-wrong]")).to_contain_text("Keep the source")
    page.click("[data-keep]")
    expect(page.locator("[data-held]")).to_contain_text("· kept")
    expect(page.locator("[name='citations[0].title']")).to_have_value("Notice of the port")
    expect(page.locator("[data-proof]")).to_contain_text("excerpt near")
    expect(page.locator("[data-proof] ins")).to_have_text("114")
    sound(page)
    page.fill("[name='citations[0].excerpt']", "At least 114 people were hurt")
    expect(page.locator("[data-proof]")).to_contain_text("excerpt exact")
    expect(page.locator("#saved")).to_have_text("Saved")
    page.reload()
    expect(page.locator("[data-proof]")).to_contain_text("excerpt exact")
    page.click("[name=stay]")
    expect(page.locator(".review .proof")).to_contain_text("excerpt exact")
    assert Citation.objects.get().proof["level"] == "exact"
    page.click(".review a[href*='/desk/snapshots/']")
    expect(page.locator("mark#excerpt")).to_have_text("At least 114 people were hurt")
    sound(page)


def test_an_excerpt_typed_while_the_source_is_under_way_is_proved_too(log_in: Any) -> None:
    page = log_in("ada").page
    take(page)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/snapshot/", hold)
    page.fill("[name='citations[0].url']", "https://port.example/notice")
    page.click(".keep summary")
    page.fill("[data-paste]", "At least 114 people were hurt on the ferry.")
    page.click("[data-keep]")
    expect(page.locator("[data-held]")).to_contain_text("being kept")
    page.fill("[name='citations[0].excerpt']", "At least 114 people were hurt")
    waiting[0].continue_()
    expect(page.locator("[data-proof]")).to_contain_text("excerpt exact")


def test_the_source_of_an_added_citation_is_kept_as_that_of_the_first(log_in: Any) -> None:
    page = log_in("ada").page
    take(page)
    for number, words in enumerate(("The port counts 114.", "The union counts 214 of them.")):
        if number:
            page.keyboard.press("c")
        row = page.locator(".cite").nth(number)
        page.fill(f"[name='citations[{number}].url']", f"https://port.example/{number}")
        page.fill(f"[name='citations[{number}].excerpt']", words)
        row.locator(".keep summary").click()
        row.locator("[data-paste]").fill(words)
        row.locator("[data-keep]").click()
        expect(row.locator("[data-held]")).to_contain_text("· kept")
        expect(row.locator("[data-proof]")).to_contain_text("excerpt exact")
        row.locator("[data-held]").click()
        page.locator("h1").first.click()


def test_a_link_is_fetched_while_one_types_and_a_failure_is_said(
    log_in: Any, settings: Any
) -> None:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    tab = log_in("ada", viewport={"width": 360, "height": 740})
    page = tab.page
    take(page)
    go_on = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        go_on.wait(10)
        gives(NOTICE, Content_Type="text/html")(handler)

    with open_site() as site:
        site.pages["/notice"] = slow
        page.fill("[name='citations[0].url']", site.at("/gone"))
        page.click(".keep summary")
        page.click("[data-fetch]")
        expect(page.locator("[data-wrong]")).to_contain_text("The server answered 404")
        expect(page.locator("[data-fetch]")).to_be_enabled()
        tab.wrong.clear()  # Chromium tells its console of an answer of 422
        page.fill("[name='citations[0].url']", site.at("/notice"))
        page.click("[data-fetch]")
        expect(page.locator("[data-held]")).to_contain_text("being fetched")
        expect(page.locator("[data-fetch]")).to_be_disabled()
        expect(page.locator("[data-wrong]")).to_be_hidden()
        page.fill("[name='citations[0].excerpt']", "At least 114 people were hurt")
        go_on.set()
        expect(page.locator("[data-held]")).to_contain_text("· kept")
    expect(page.locator("[data-proof]")).to_contain_text("excerpt exact")
    expect(page.locator("[name='citations[0].title']")).to_have_value("Notice of the port")
    expect(page.locator("[data-fetch]")).to_be_enabled()
    sound(page)
    expect(page.locator("#saved")).to_have_text("Saved")
    page.reload()
    expect(page.locator("[data-proof]")).to_contain_text("excerpt exact")

"""What stands on paper when a page of the desk is printed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from tests.browser.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A4 = {"width": 718, "height": 1000}
PRESSED = "button, .btn, summary.btn, .top, .lease, .foot, kbd, dialog"


def test_a_claim_on_paper_is_the_story_then_the_decision_and_the_history(log_in: Any) -> None:
    page = log_in("ada", viewport=A4).page
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    page.keyboard.press("v")
    page.keyboard.type("So says the notice of the port.")
    page.locator("[name='citations[0].url']").fill("https://port.example/notice")
    page.emulate_media(media="print")
    tops = []
    for part in (".galley", ".statement", "#rationale", "[name='citations[0].url']", ".history"):
        expect(page.locator(part)).to_be_visible()
        tops.append(page.locator(part).bounding_box()["y"])
    assert tops == sorted(tops)
    expect(page.locator("[name='citations[0].title']")).not_to_be_visible()
    whole = page.locator(".galley").evaluate("(it) => it.scrollHeight <= it.clientHeight + 1")
    assert whole


def test_nothing_to_press_and_nothing_cut_off_is_on_paper(log_in: Any, desk: Desk) -> None:
    page = log_in("eve", viewport=A4).page
    claim = Claim.objects.first()
    assert claim is not None
    about = (f"claims/{claim.id}/", f"articles/{desk.article.id}/")
    for path in ("", "articles/", "queue/", "claims/", "verdicts/", "figures/", *about):
        page.goto(f"{desk.url}/desk/{path}")
        page.emulate_media(media="print")
        shown = [one for one in page.locator(PRESSED).all() if one.is_visible()]
        assert not shown, (path, shown[0].inner_text())
        assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"], path
        page.emulate_media(media="screen")

"""Two people at two windows: the second blind, both side by side, an editor who settles it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claims.models import Claim
from factcheck.accounts.actor import Actor
from reviews import queue, second
from reviews.models import Review, Verdict
from tests.browser.conftest import Desk
from tests.people import judge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = "The inspectorate's own table says less."
OTHER = "The log of the port says so."


def first_claim(desk: Desk) -> Claim:
    """The one that the queue gives first."""
    return Claim.objects.filter(is_open=True).order_by("-priority", "id")[0]


def answer(page: Page, key: str, words: str, link: str) -> None:
    """A whole review by key, saved; the page stays."""
    page.keyboard.press(key)
    page.keyboard.type(words)
    page.fill("[name='citations[0].url']", link)
    page.click("button[name=stay]")


def in_conflict(desk: Desk) -> Claim:
    """Ada and Ben differ on the first claim."""
    claim = first_claim(desk)
    eve = Actor(desk.people["eve"])
    second.ask_second(actor=eve, claim_id=claim.id, reason="The mayor will call.")
    for name, verdict, words in (("ada", "disputed", FIRST), ("ben", "verified", OTHER)):
        actor = Actor(desk.people[name])
        held = queue.take(actor=actor, claim_id=claim.id)
        judge(actor, held, verdict=verdict, rationale=words)
    return Claim.objects.get(pk=claim.pk)


def test_two_people_who_do_not_see_each_other_and_an_editor_who_sees_both(
    log_in: Any, desk: Desk
) -> None:
    address = f"{desk.url}/desk/claims/{first_claim(desk).id}/"
    editor = log_in("eve").page
    editor.goto(address)
    editor.click("text=Ask for a second pair of eyes")
    editor.fill("#second-reason", "The mayor will call.")
    editor.click("button:text-is('Ask')")
    expect(editor.locator("#look")).to_contain_text("eve asked for it")

    ada = log_in("ada").page
    ada.keyboard.press("n")
    ada.wait_for_url(address)
    expect(ada.locator("#look")).to_contain_text("The mayor will call.")
    answer(ada, "d", FIRST, "https://inspectorate.example/table")
    expect(ada.locator("#look")).to_contain_text("Your review is saved and closed.")
    expect(ada.locator(".review .words")).to_have_text(FIRST)
    assert ada.locator("text=Take this claim").count() == 0

    ben = log_in("ben").page
    ben.keyboard.press("n")
    ben.wait_for_url(address)
    expect(ben.locator("#look")).to_contain_text("You will not see the first answer until you")
    for page in (ben, editor):
        page.goto(address)
        assert FIRST not in page.content()
        assert "inspectorate.example" not in page.content()
    answer(ben, "v", OTHER, "https://port.example/log")
    expect(ben.locator("#look")).to_contain_text("Two reviews differ.")
    expect(ben.locator(".review .words")).to_have_text([FIRST, OTHER])

    editor.goto(f"{desk.url}/desk/")
    expect(editor.locator(".tile.warn", has_text="two reviews differ")).to_contain_text("1")
    editor.keyboard.press("a")
    editor.wait_for_url("**/desk/conflicts/")
    editor.keyboard.press("a")
    editor.wait_for_url("**/desk/conflicts/*/")
    boxes = [editor.locator(".two .one").nth(at).bounding_box() for at in (0, 1)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    editor.keyboard.press("2")
    expect(editor.locator("#rationale")).to_be_focused()
    editor.keyboard.type("The log is the better source; 1 d v are words here.")
    editor.keyboard.press("Control+Enter")
    editor.wait_for_url(address)
    expect(editor.locator(".says")).to_contain_text("Settled: verified.")
    expect(editor.locator(".review >> nth=2")).to_contain_text("Settled by")
    verdict = Verdict.objects.get()
    assert (verdict.value, verdict.content["reviewers"]) == ("verified", ["ben", "eve"])
    assert [one["url"] for one in verdict.content["citations"]] == ["https://port.example/log"]


def test_two_who_agree_settle_it_and_both_answers_stand_on_the_page(
    log_in: Any, desk: Desk
) -> None:
    claim = first_claim(desk)
    eve, ada = Actor(desk.people["eve"]), Actor(desk.people["ada"])
    second.ask_second(actor=eve, claim_id=claim.id, reason="The mayor will call.")
    judge(ada, queue.take(actor=ada, claim_id=claim.id), rationale=FIRST)
    page = log_in("ben").page
    page.keyboard.press("n")
    page.wait_for_url(f"**/{claim.id}/")
    answer(page, "d", OTHER, "https://port.example/log")
    expect(page.locator(".review .words")).to_have_text([FIRST, OTHER])
    expect(page.locator(".history")).to_contain_text("ben reviewed it second: both agree")


def test_what_an_editor_types_is_kept_when_another_is_quicker(log_in: Any, desk: Desk) -> None:
    claim = in_conflict(desk)
    tab = log_in("eve")
    page = tab.page
    page.goto(f"{desk.url}/desk/conflicts/{claim.id}/")
    page.keyboard.press("d")
    page.keyboard.type("A long thought.")
    page.fill("[name='citations[0].url']", "https://a.example/1")
    expect(page.locator("#saved")).to_have_text("Saved")
    page.goto(f"{desk.url}/desk/conflicts/{claim.id}/")
    expect(page.locator("#rationale")).to_have_value("A long thought.")
    root = Actor(desk.people["root"])
    pick = Review.objects.get(reviewer=desk.people["ada"])
    second.adjudicate(actor=root, claim_id=claim.id, pick=pick.id, rationale="The table.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note[role=alert]").first).to_contain_text("This claim is decided")
    expect(page.locator("#rationale")).to_have_value("A long thought.")
    expect(page.locator("[name='citations[0].url']")).to_have_value("https://a.example/1")
    assert Review.objects.count() == 3
    tab.wrong.clear()  # the browser reports the 409 itself


def test_settling_works_without_script_and_says_what_is_missing(log_in: Any, desk: Desk) -> None:
    claim = in_conflict(desk)
    tab = log_in("eve", java_script_enabled=False)
    page = tab.page
    page.goto(f"{desk.url}/desk/conflicts/{claim.id}/")
    page.click("text=Settle and next")
    expect(page.locator("#decision .wrong")).to_have_text(
        [
            "Choose a verdict: verified, disputed, unverifiable.",
            "Say in a sentence or two why: the rationale.",
        ]
    )
    tab.wrong.clear()  # the browser reports the 422 itself
    page.check(".take input >> nth=0")
    page.click("text=Add citation")
    assert page.locator(".take input >> nth=0").is_checked()
    page.fill("#rationale", "The table.")
    page.click("text=Settle and next")
    page.wait_for_url(f"**/desk/claims/{claim.id}/")
    assert Verdict.objects.get().value == "disputed"


def test_who_gave_one_of_the_two_settles_nothing_and_an_admin_says_why(
    log_in: Any, desk: Desk
) -> None:
    claim = first_claim(desk)
    eve, root = Actor(desk.people["eve"]), Actor(desk.people["root"])
    second.ask_second(actor=eve, claim_id=claim.id, reason="The mayor will call.")
    for actor, verdict in ((eve, "disputed"), (root, "verified")):
        judge(actor, queue.take(actor=actor, claim_id=claim.id), verdict=verdict)
    page = log_in("eve").page
    page.goto(f"{desk.url}/desk/conflicts/{claim.id}/")
    expect(page.locator(".note")).to_contain_text("You gave one of the two reviews.")
    assert page.locator("#rationale").count() == 0
    page = log_in("root").page
    page.goto(f"{desk.url}/desk/conflicts/{claim.id}/")
    page.keyboard.press("u")
    page.keyboard.type("Nobody can know.")
    page.fill("#reason", "Nobody else is at the desk.")
    page.click("button:text-is('Settle')")
    page.wait_for_url(f"**/desk/claims/{claim.id}/")
    expect(page.locator(".side")).to_contain_text("Nobody else is at the desk.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_fit_for_screen_readers_and_a_small_phone(
    log_in: Any, desk: Desk, scheme: str
) -> None:
    empty = log_in("eve").page
    for path, said in (("conflicts", "Nothing to settle."), ("agreement", "by two people yet")):
        empty.goto(f"{desk.url}/desk/{path}/")
        expect(empty.locator("main")).to_contain_text(said)
    claim = in_conflict(desk)
    waits = first_claim(desk)
    eve, ada = Actor(desk.people["eve"]), Actor(desk.people["ada"])
    second.ask_second(actor=eve, claim_id=waits.id, reason="The mayor will call.")
    judge(ada, queue.take(actor=ada, claim_id=waits.id))
    page = log_in("root", color_scheme=scheme, viewport={"width": 360, "height": 740}).page
    found: dict[str, list[str]] = {}
    paths = ("conflicts/", f"conflicts/{claim.id}/", "agreement/", f"claims/{waits.id}/", "")
    for path in (*paths, f"claims/{claim.id}/"):
        page.goto(f"{desk.url}/desk/{path}")
        for details in page.locator("main details.plain > summary").all():
            details.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        if wrong := Axe().run(page).response["violations"]:
            found[path] = [f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in wrong]
    assert not found, json.dumps(found, indent=1)
    page.goto(f"{desk.url}/desk/conflicts/{claim.id}/")
    boxes = [page.locator(".two .one").nth(at).bounding_box() for at in (0, 1)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] == boxes[1]["x"]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]


def test_the_figures_are_a_page_and_a_file(log_in: Any, desk: Desk) -> None:
    in_conflict(desk)
    page = log_in("eve").page
    page.goto(f"{desk.url}/desk/agreement/")
    row = page.locator("section:has(#pair) tbody tr")
    expect(row).to_contain_text("ada and ben")
    assert [row.locator("td").nth(at).inner_text() for at in range(5)] == [
        *("1", "0", "0.0 %", "0.0 %", "0.00"),
    ]
    with page.expect_download() as waiting:
        page.click("text=Export CSV")
    assert waiting.value.suggested_filename.startswith("agreement-")

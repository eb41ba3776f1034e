"""Nothing typed is lost: another device, a network that is away, a session that ends, two tabs."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from reviews.models import Draft, Review
from tests.browser.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = "#saved"


def take(page: Page) -> str:
    """The next claim, under the hand."""
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    return page.url


def test_what_is_typed_is_there_on_another_device(log_in: Any) -> None:
    page = log_in("ada").page
    address = take(page)
    page.keyboard.press("d")
    page.keyboard.type("Half a thought")
    page.fill("[name='citations[0].url']", "https://a.example/1")
    expect(page.locator(SAVED)).to_have_text("Saved")
    other = log_in("ada").page
    other.goto(address)
    expect(other.locator("#rationale")).to_have_value("Half a thought")
    expect(other.locator("[name='citations[0].url']")).to_have_value("https://a.example/1")
    assert other.locator("input[value=disputed]").is_checked()


def test_what_is_typed_while_the_desk_is_away_is_saved_when_it_is_back(log_in: Any) -> None:
    tab = log_in("ada")
    page = tab.page
    take(page)
    tab.context.set_offline(True)
    page.fill("#rationale", "Typed in a tunnel.")
    expect(page.locator(SAVED)).to_contain_text("Offline")
    tab.context.set_offline(False)
    expect(page.locator(SAVED)).to_have_text("Saved", timeout=9000)
    assert Draft.objects.get().content["rationale"] == "Typed in a tunnel."
    tab.wrong.clear()  # the browser reports the failed request itself


def test_a_page_closed_while_the_desk_is_away_comes_back_with_its_words(log_in: Any) -> None:
    tab = log_in("ada")
    page = tab.page
    address = take(page)
    tab.context.set_offline(True)
    page.fill("#rationale", "Typed in a tunnel.")
    expect(page.locator(SAVED)).to_contain_text("Offline")
    page.close()
    tab.context.set_offline(False)
    again = tab.context.new_page()
    again.goto(address)
    expect(again.locator("#rationale")).to_have_value("Typed in a tunnel.")
    expect(again.locator(SAVED)).to_have_text("Saved")
    tab.wrong.clear()


def test_who_is_logged_out_in_mid_typing_logs_in_again_in_place(log_in: Any) -> None:
    tab = log_in("ada")
    page = tab.page
    first = take(page)
    Session.objects.all().delete()
    page.keyboard.press("u")
    page.keyboard.type("Typed over the end of the session.")
    expect(page.locator("#again")).to_be_visible()
    page.fill("#again-password", "wrong")
    page.keyboard.press("Enter")
    expect(page.locator("#again [role=alert]")).to_be_visible()
    page.fill("#again-password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#again")).to_be_hidden()
    expect(page.locator(SAVED)).to_have_text("Saved", timeout=9000)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != first)
    assert Review.objects.get().rationale == "Typed over the end of the session."
    tab.wrong.clear()  # the 401 of the save


def test_two_tabs_never_overwrite_each_other_unasked(log_in: Any) -> None:
    tab = log_in("ada")
    one = tab.page
    address = take(one)
    two = tab.context.new_page()
    two.goto(address)
    one.fill("#rationale", "The words of the first tab.")
    expect(one.locator(SAVED)).to_have_text("Saved")
    two.fill("#rationale", "The words of the second tab.")
    panel = two.locator("#elsewhere")
    expect(panel).to_contain_text("The words of the first tab.")
    assert Draft.objects.get().content["rationale"] == "The words of the first tab."
    panel.locator("[data-use=mine]").click()
    expect(two.locator(SAVED)).to_have_text("Saved")
    assert Draft.objects.get().content["rationale"] == "The words of the second tab."
    one.fill("#rationale", "The first tab again.")
    one.locator("#elsewhere [data-use=theirs]").click()
    expect(one.locator("#rationale")).to_have_value("The words of the second tab.")
    tab.wrong.clear()  # the 409s of the saves


def test_several_links_pasted_at_once_become_several_citations(log_in: Any) -> None:
    page = log_in("ada").page
    take(page)
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text", "https://a.example/1\\nhttps://a.example/2 https://a.example/3");
            document.querySelector("[name='citations[0].url']").dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}
                ));
        }"""
    )
    for at in range(3):
        expect(page.locator(f"[name='citations[{at}].url']")).to_have_value(
            f"https://a.example/{at + 1}"
        )


def test_single_letter_keys_can_be_switched_off(log_in: Any) -> None:
    page = log_in("ada").page
    page.keyboard.press("?")
    page.check("#keys-off")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert page.url.endswith("/desk/")
    page.keyboard.press("?")
    page.uncheck("#keys-off")
    page.keyboard.press("Escape")
    take(page)


def test_a_key_held_down_acts_once(log_in: Any) -> None:
    page = log_in("ada").page
    take(page)
    page.keyboard.down("s")
    page.keyboard.down("s")  # as the keyboard repeats it
    page.keyboard.down("s")
    page.wait_for_url("**/desk/claims/*/")
    page.wait_for_timeout(500)
    page.keyboard.up("s")
    assert Review.objects.count() == 0


def test_a_draft_can_be_kept_without_script(log_in: Any) -> None:
    page = log_in("ada", java_script_enabled=False).page
    page.click("text=Take the next claim")
    page.fill("#rationale", "Half a thought without script.")
    page.click("text=Keep as draft")
    page.wait_for_url("**/desk/claims/*/")
    expect(page.locator("#rationale")).to_have_value("Half a thought without script.")
    assert Draft.objects.get().content["rationale"] == "Half a thought without script."


def test_the_story_s_claims_are_walked_by_key_and_a_comment_is_written(log_in: Any) -> None:
    page = log_in("ada").page
    first = take(page)
    step = "j" if page.locator("[data-key=j]").count() else "k"
    page.keyboard.press(step)
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k" if step == "j" else "j")
    page.wait_for_url(first)
    page.keyboard.press("t")
    page.keyboard.type("@ben, do you have the table?")
    page.click("text=Comment >> nth=-1")
    expect(page.locator(".talk li")).to_contain_text("do you have the table?")
    board = log_in("ben").page
    expect(board.locator("text=ada named you")).to_be_visible()

"""The desk in a real browser: a reviewer's day by keyboard, an editor's export."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.batches import spool
from claims.batches.asking import open_table_of
from claims.batches.running import run_batch
from claims.feed_rows import Feed, FeedEntry
from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.clock import now
from factcheck.events.redelivering import send_test
from factcheck.events.webhook_models import Attempt
from factcheck.events.webhooks import create_webhook
from reviews import queue
from reviews.models import Review
from tests.browser.conftest import Desk
from tests.people import eve

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("", "articles/", "articles/new/", "claims/", "verdicts/", "keys/", "help/keys/",
         "batches/", "feeds/")  # fmt: skip


def test_a_reviewer_decides_by_keyboard_and_an_editor_downloads_it(log_in: Any, desk: Desk) -> None:
    page = log_in("ada").page
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    first = page.url
    page.keyboard.press("d")
    expect(page.locator("#rationale")).to_be_focused()
    page.keyboard.type("The table of 1 March gives 1,924; vd us xz are words here, not keys.")
    page.fill("[name='citations[0].url']", "https://inspectorate.example/table")
    page.fill("[name='citations[0].title']", "Monthly table")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("[name='citations[1].url']")).to_be_focused()
    page.keyboard.type("https://union.example/statement")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: "/desk/claims/" in url and url != first)
    second = page.url
    review = Review.objects.get()
    assert review.verdict == "disputed"
    assert [one.url for one in review.citations.all()] == [
        "https://inspectorate.example/table",
        "https://union.example/statement",
    ]

    page.keyboard.press("z")
    page.wait_for_url(first)
    expect(page.locator("#rationale")).to_have_value(review.rationale)
    expect(page.locator("[name='citations[1].url']")).to_have_value(
        "https://union.example/statement"
    )
    assert page.locator("input[value=disputed]").is_checked()
    page.keyboard.press("v")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(second)

    editor = log_in("eve").page
    editor.goto(desk.url + "/desk/verdicts/")
    with editor.expect_download() as waiting:
        editor.click("text=Export CSV")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 1
    assert rows[0]["verdict"] == "verified"
    assert rows[0]["state"] == "draft"
    assert rows[0]["reviewer"] == "ada"
    assert len(json.loads(rows[0]["citations"])) == 2


def test_skip_and_not_a_claim_go_on_to_the_next(log_in: Any) -> None:
    page = log_in("ada").page
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    seen = {page.url}
    for key in ("s", "x"):
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: "/claims/" in url and url != before)
        assert page.url not in seen
        seen.add(page.url)
    assert Claim.objects.filter(status="dismissed").count() == 1


def test_a_lost_lease_keeps_every_word(log_in: Any, desk: Desk) -> None:
    tab = log_in("ada")
    page = tab.page
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    page.keyboard.press("v")
    page.keyboard.type("Typed before the lease ran out.")
    page.fill("[name='citations[0].url']", "https://inspectorate.example/table")
    held = Claim.objects.get(holder=desk.people["ada"])
    Claim.objects.filter(pk=held.pk).update(held_until=now())
    queue.take(actor=Actor(desk.people["ben"]), claim_id=held.pk)
    page.keyboard.press("Control+Enter")
    note = page.locator(".note[role=alert]").first
    expect(note).to_contain_text("ben holds this claim")
    expect(page.locator("#rationale")).to_have_value("Typed before the lease ran out.")
    expect(page.locator("[name='citations[0].url']")).to_have_value(
        "https://inspectorate.example/table"
    )
    assert not Review.objects.exists()
    tab.wrong.clear()  # the browser reports the 409 itself


def test_what_is_typed_survives_a_closed_page(log_in: Any) -> None:
    page = log_in("ada").page
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    page.keyboard.press("u")
    page.keyboard.type("Half a thought")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#rationale")).to_have_value("Half a thought")
    assert page.locator("input[value=unverifiable]").is_checked()


def test_the_whole_way_works_without_script(log_in: Any) -> None:
    page = log_in("ada", java_script_enabled=False).page
    page.click("text=Take the next claim")
    page.wait_for_url("**/desk/claims/*/")
    page.fill("#rationale", "Without script.")
    page.check("input[value=verified]")
    page.fill("[name='citations[0].url']", "https://a.example/1")
    page.click("text=Add citation")
    page.fill("[name='citations[1].url']", "https://a.example/2")
    page.click("text=Save and next")
    page.wait_for_selector(".says .success")
    assert Review.objects.get().citations.count() == 2


def test_a_refused_form_says_what_and_keeps_it(log_in: Any) -> None:
    tab = log_in("ada")
    page = tab.page
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    page.keyboard.press("v")
    page.keyboard.type("No source yet.")
    page.fill("[name='citations[0].url']", "java\tscript:alert(1)")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".wrong").first).to_contain_text("Only http and https")
    expect(page.locator("#rationale")).to_have_value("No source yet.")
    assert not Review.objects.exists()
    tab.wrong.clear()


def test_a_story_pasted_twice_is_one_article(log_in: Any, desk: Desk) -> None:
    page = log_in("ada").page
    for _ in range(2):
        page.goto(desk.url + "/desk/articles/new/")
        page.fill("#text", "Bridge closed\n\nThe bridge was closed on Friday after 14 checks.\n")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url: "/articles/" in url and "new" not in url)
    expect(page.locator(".says")).to_contain_text("has this story already")


def webhook_pages(desk: Desk) -> list[str]:
    """The admins' pages of webhooks, with something on each."""
    admin = Actor(desk.people["root"])
    url = "http://93.184.216.34/" + "a-long-path/" * 20
    hook = create_webhook(actor=admin, name="cms", url=url, events=["user.off"]).webhook
    sent = send_test(actor=admin, webhook_id=hook.id)
    Attempt.objects.create(
        delivery=sent, number=1, at=now(), status=500, ms=7, error="status", answer="<p>" * 900
    )
    return ["webhooks/", f"webhooks/{hook.id}/", f"deliveries/{sent.id}/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_fit_for_screen_readers(log_in: Any, desk: Desk, scheme: str) -> None:
    page = log_in("root", color_scheme=scheme).page
    claim = Claim.objects.first()
    assert claim is not None
    found: dict[str, list[str]] = {}
    about = (f"claims/{claim.id}/", f"articles/{desk.article.id}/", *intake_pages())
    for path in (*PAGES, "users/", *about, *webhook_pages(desk)):
        answer = page.goto(f"{desk.url}/desk/{path}")
        assert answer is not None
        assert answer.ok, path
        report = Axe().run(page)
        if wrong := report.response["violations"]:
            found[path] = [f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in wrong]
    assert not found, json.dumps(found, indent=1)


def intake_pages() -> list[str]:
    """A batch that is done, one that asks for its columns, a feed that fails."""
    found = []
    for table in ("text,published_at\nThe dam broke.,\nThe pier burnt.,x\n", "Body,When\nSo.,\n"):
        with spool.receiving(io.BytesIO(table.encode())) as received:
            batch = open_table_of(actor=eve(), received=received, name="t.csv", ask=True)
        while run_batch(batch.id, offer=lambda _: None):
            pass
        found.append(f"batches/{batch.id}/")
    feed = Feed.objects.create(
        url="https://post.example/feed", title="Harbour Post", every=15, by=eve().person,
        created_at=now(), next_at=now(), failures=3, error="The server answered 500, not 200.",
    )  # fmt: skip
    FeedEntry.objects.create(
        feed=feed, guid="g", title="Ferry", outcome="refused", error="No article text.", at=now()
    )
    return [*found, f"feeds/{feed.id}/"]


def test_an_admin_makes_a_webhook_without_script_and_reads_its_log(log_in: Any, desk: Desk) -> None:
    page = log_in("root", java_script_enabled=False).page
    page.goto(f"{desk.url}/desk/webhooks/")
    page.fill("#name", "cms")
    page.fill("#url", "http://93.184.216.34/hook")
    page.check("input[value='verdict.published']")
    page.click("text=Make the webhook")
    expect(page.locator(".secret")).to_contain_text("whsec_")
    page.goto(f"{desk.url}/desk/webhooks/")
    expect(page.locator(".secret")).to_have_count(0)
    page.click(".rows a")
    page.click("text=Send a test")
    expect(page.locator("h1")).to_have_text("webhook.test")
    expect(page.locator("pre.sent")).to_contain_text("Nothing happened.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_claim_page_at_work_is_fit_for_screen_readers(log_in: Any, scheme: str) -> None:
    tab = log_in("ada", color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = tab.page
    page.click("text=Take the next claim")
    page.wait_for_url("**/desk/claims/*/")
    page.click("#edit summary")
    page.check("input[value=disputed]", force=True)
    page.click("[data-main]")  # refused: a rationale and a citation are missing
    page.wait_for_selector("[role=alert]")
    for summary in page.locator("details.plain > summary").all():
        summary.click()
    page.click(".more summary")
    report = Axe().run(page)
    wrong = [
        f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in report.response["violations"]
    ]
    assert not wrong, json.dumps(wrong, indent=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    tab.wrong.clear()  # the 422


def test_the_claim_page_is_light_and_loads_nothing_from_elsewhere(log_in: Any, desk: Desk) -> None:
    tab = log_in("ada")
    page = tab.page
    loaded: dict[str, int] = {}
    kinds: set[str] = set()

    def note(answer: Any) -> None:
        kind = answer.request.resource_type
        kinds.add(kind)
        assert answer.url.startswith(desk.url), answer.url
        if kind in {"script", "stylesheet"}:
            loaded[answer.url] = len(answer.body())

    page.on("response", note)
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert len(loaded) > 5
    assert sum(loaded.values()) < 120_000, loaded
    assert "font" not in kinds


def test_no_page_scrolls_sideways_on_a_phone(log_in: Any, desk: Desk) -> None:
    page = log_in("root", viewport={"width": 360, "height": 740}).page
    claim = Claim.objects.first()
    assert claim is not None
    about = (f"claims/{claim.id}/", f"articles/{desk.article.id}/", *intake_pages())
    for path in (*PAGES, *about, *webhook_pages(desk)):
        answer = page.goto(f"{desk.url}/desk/{path}")
        assert answer is not None
        assert answer.ok, path
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path


def test_the_keys_are_listed_and_dead_while_typing(log_in: Any, desk: Desk) -> None:
    page = log_in("ada").page
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto(desk.url + "/desk/articles/")
    page.keyboard.press("/")
    page.keyboard.type("n?")
    expect(page.locator("[name=q]")).to_have_value("n?")
    expect(page.locator("#keys")).to_be_hidden()


def test_the_back_office_browses_and_changes_nothing(log_in: Any, desk: Desk) -> None:
    page = log_in("root").page
    for path in ("", "claims/claim/", "events/event/", "reviews/verdict/", "accounts/user/"):
        page.goto(f"{desk.url}/admin/{path}")
        assert page.locator("#site-name").is_visible(), path
        assert page.locator(".addlink").count() == 0
    page.goto(f"{desk.url}/admin/claims/claim/")
    page.click("#result_list tbody a >> nth=0")
    page.wait_for_load_state()
    assert page.locator("input[type=submit]").count() == 0


def test_the_api_reference_works_under_the_content_policy(log_in: Any, desk: Desk) -> None:
    page = log_in("ada").page
    page.goto(desk.url + "/api/v1/docs/")
    page.wait_for_selector(".opblock")


def test_a_sentence_that_is_no_claim_leads_to_its_reason(log_in: Any, desk: Desk) -> None:
    page = log_in("ada").page
    page.goto(f"{desk.url}/desk/articles/{desk.article.id}/")
    sentence = page.locator("a.left").first
    said = sentence.inner_text()
    sentence.focus()
    page.keyboard.press("Enter")
    target = page.locator("#left-out li:target")
    assert target.is_visible()
    assert said.strip()[:40] in target.inner_text()

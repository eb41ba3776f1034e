"""A verdict's way from a pasted source to its correction, filmed: `docs/images/verdict`.

    python -m tests.browser.film_publishing

Starts a desk of its own with the demo under a strict policy and works at it in Chromium. Stops
where a step does not show what it should.
"""

from __future__ import annotations

import shutil
import signal
import sys
import time

from playwright.sync_api import expect, sync_playwright

from tests.browser.film import IMAGES, PHONE, WIDE, Person, running
from tests.chromium import FLAGS, find_chromium

POLICY = """[evidence]
citations = 2
sources = 2
primary = true
snapshot = true
excerpt = true
claimant_asked = true
"""
CLAIM = "2,140"
COUNT = """Labour Inspectorate: notices of dismissal at the port, 2 March 2026

Since 7 October 2025 the company has given 2,140 notices of dismissal, 1,630 of them to workers on
temporary contracts. 216 notices were withdrawn before they took effect.
"""
UNION = """Harbour union, minutes of 27 February 2026

The union counts 1,924 members and others who have left the port since October against their will.
"""
RATIONALE = (
    "The inspectorate's count has 2,140 notices, of which 216 were withdrawn: 1,924 people have "
    "left, as the union counts too."
)


def cite(me: Person, at: int, link: str, text: str, excerpt: str, **chosen: str) -> None:
    """A citation with the source pasted, kept and proved."""
    page = me.page
    if not page.locator(f"[name='citations[{at}].url']").count():
        page.locator("[name=more]").click()
    page.fill(f"[name='citations[{at}].url']", link)
    for name, value in chosen.items():
        page.select_option(f"[name='citations[{at}].{name}']", value)
    row = page.locator(".cite").nth(at)
    row.locator(".keep summary").click()
    row.locator("[data-paste]").fill(text)
    row.locator("[data-keep]").click()
    expect(row.locator("[data-held]")).to_contain_text("· kept")
    page.fill(f"[name='citations[{at}].excerpt']", excerpt)


def reviewed(me: Person) -> None:
    """Two sources kept, one excerpt wrong at first; what the policy asks is seen while typing."""
    me.take(CLAIM)
    page = me.page
    expect(page.locator("#policy summary")).to_contain_text("6 of 6")
    me.press("d")
    me.type(RATIONALE)
    count = "Since 7 October 2025 the company has given 2,410 notices of dismissal"
    cite(me, 0, "https://inspectorate.example/count", COUNT, count, kind="primary")
    first = page.locator(".cite").nth(0)
    expect(first.locator("[data-proof]")).to_contain_text("near")
    first.locator("[data-proof]").scroll_into_view_if_needed()
    me.film("verdict/1-near")
    page.fill("[name='citations[0].excerpt']", count.replace("2,410", "2,140"))
    expect(first.locator("[data-proof]")).to_contain_text("exact")
    words = "The union counts 1,924 members and others who have left the port"
    cite(me, 1, "https://union.example/minutes", UNION, words, stance="refutes")
    expect(page.locator(".cite").nth(1).locator("[data-proof]")).to_contain_text("exact")
    expect(page.locator("#policy summary")).to_contain_text("1 of 6")
    page.locator("#policy summary").click()
    page.locator("#policy").scroll_into_view_if_needed()
    me.kept()
    me.film("verdict/2-policy")
    page.locator("[name=stay]").click()
    expect(page.locator(".review .proof").first).to_contain_text("exact")
    me.film("verdict/3-saved")


def published(editor: Person) -> str:
    """Refused, met, published. Returns the public address."""
    page = editor.page
    editor.go("verdicts/")
    page.locator(".rows a").first.click()
    if page.get_by_role("link", name="The verdict: what is lacking").count():
        page.get_by_role("link", name="The verdict: what is lacking").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("[role=alert]")).to_contain_text("Nobody asked the claimant")
    editor.film("verdict/4-refused", WIDE)
    page.locator("summary", has_text="Contact log").click()
    page.locator("#k-who").fill("the port company's press office")
    page.locator("#k-answer").fill("It confirms the 216 withdrawn notices.")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".checklist .lacks")).to_have_count(0)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".says")).to_contain_text("Published")
    editor.film("verdict/5-published", WIDE)
    page.get_by_role("link", name="What readers see").click()
    expect(page.locator(".stamp")).to_have_text("Disputed")
    return page.url


def read(reader: Person, public: str) -> None:
    """What readers find, and a reader who takes a copy along."""
    reader.page.goto(public)
    reader.film("verdict/6-public", WIDE)
    reader.film("verdict/6-public-dark", WIDE, "dark")
    reader.film("verdict/6-public-phone", PHONE)
    reader.go("verdicts/")
    with reader.page.expect_download():
        reader.page.get_by_role("link", name="Export CSV").first.click()


def corrected(editor: Person, reader: Person, public: str) -> None:
    """The correction, who has the old one, what readers see then; the galley; the spreadsheet."""
    page = editor.page
    page.go_back()
    page.get_by_text("Correct what readers see").click()
    page.locator("#c-rationale").fill(f"{RATIONALE} The company confirms it.")
    page.locator("#c-note").fill("We had left out that the company confirms the 216.")
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.locator("#recall-1")).to_contain_text("reviewer2")
    page.locator("#recall-1").scroll_into_view_if_needed()
    editor.film("verdict/7-recall", WIDE)
    reader.page.goto(public)
    expect(reader.page.locator(".note")).to_contain_text("left out")
    reader.film("verdict/8-corrected", WIDE)
    editor.go("articles/")
    page.get_by_role("link", name="union calls strike").first.click()
    page.goto(page.url.split("?")[0].rstrip("/") + "/galley/")
    editor.film("verdict/9-galley", WIDE)
    editor.go("verdicts/")
    page.get_by_role("button", name="Export spreadsheet").click()
    until = time.monotonic() + 60
    while not page.get_by_role("link", name="Download").count():
        if time.monotonic() > until:
            raise SystemExit("The spreadsheet was not made within a minute.")
        time.sleep(0.5)
    editor.film("verdict/10-spreadsheet", WIDE)


def main() -> None:
    """Films the way."""
    # An unhandled SIGTERM would leave the desk behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    shutil.rmtree(IMAGES / "verdict", ignore_errors=True)
    (IMAGES / "verdict").mkdir(parents=True)
    with running(POLICY) as (url, passwords), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        people = {}
        for name in ("reviewer", "reviewer2", "editor"):
            people[name] = Person(browser, url)
            people[name].name_yourself(name, passwords[name])
            people[name].come_in()
        editor = people["editor"]
        editor.go("articles/")
        expect(editor.page.locator("#stories progress")).to_have_count(0, timeout=60_000)
        reviewed(people["reviewer"])
        public = published(editor)
        read(people["reviewer2"], public)
        corrected(editor, people["reviewer2"], public)
        browser.close()


if __name__ == "__main__":
    main()

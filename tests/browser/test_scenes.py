"""What users of other tools lost an afternoon to, played at this desk in a real browser."""

from __future__ import annotations

import json
import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims import pipeline
from claims.models import Article, Claim, Extraction
from factcheck.accounts.actor import Actor
from factcheck.clock import now
from reviews import decide, queue
from reviews.models import Review, Verdict
from reviews.words import State
from tests.browser.conftest import Desk
from tests.people import Program

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROCKET = """PORT VALE (AP) -- The rocket 🚀 named 𝒜urora carried mice 🐁🐁, the Academy said on 4 March 2026.

At least 14 passengers were hurt 😀 when the ferry struck the quay, the port office said.
"""  # noqa: E501 - a story as it comes
WORDS = "At least 14 passengers"

# Marks the words as a hand does: from one place to another of the story's text.
SELECT = """(words) => {
    for (const block of document.querySelectorAll(".galley [data-at]")) {
        const whole = block.textContent, at = whole.indexOf(words);
        if (at < 0) continue;
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        let seen = 0;
        while (walker.nextNode()) {
            const node = walker.currentNode, long = node.data.length;
            if (seen <= at && at < seen + long) range.setStart(node, at - seen);
            const end = at + words.length;
            if (seen < end && end <= seen + long) range.setEnd(node, end - seen);
            seen += long;
        }
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return true;
    }
    return false;
}"""


def bring(desk: Desk, text: str, by: str = "ada", **given: Any) -> Article:
    """A story comes in over REST and is read."""
    answer = Program(Actor(desk.people[by])).post("articles/", {"text": text, **given})
    assert answer.status_code == 202, answer.content
    article = Article.objects.get(pk=answer.json()["id"])
    pipeline.extract(Extraction.objects.get(revision__article=article).id)
    return article


def select(page: Page, words: str) -> None:
    """Marks the words; what can be done with them is offered."""
    assert page.evaluate(SELECT, words)
    expect(page.locator(".marking")).to_be_visible()


def take(page: Page) -> str:
    page.keyboard.press("n")
    page.wait_for_url("**/desk/claims/*/")
    return page.url


def decide_by_key(page: Page, *, words: str = "The notice says so.") -> None:
    before = page.url
    page.keyboard.press("v")
    page.keyboard.type(words)
    page.fill("[name='citations[0].url']", "https://port.example/notice")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != before)


def test_marked_words_are_the_same_characters_at_every_door(log_in: Any, desk: Desk) -> None:
    article = bring(desk, ROCKET)
    page = log_in("ada").page
    page.goto(f"{desk.url}/desk/articles/{article.id}/")
    select(page, WORDS)
    page.keyboard.press("a")
    expect(page.locator(".says")).to_contain_text("Marked")
    claim = Claim.objects.get(quote=WORDS)
    # 1. The API's offsets cut the API's text.
    wire = Program(Actor(desk.people["ben"]))
    shown = wire.get(f"claims/{claim.id}/").json()
    text = wire.get(f"articles/{article.id}/").json()["text"]
    assert text[shown["start"] : shown["end"]] == WORDS
    # 2. So do the export's.
    held = queue.take(actor=Actor(desk.people["ben"]), claim_id=claim.id)
    decide.review(
        actor=Actor(desk.people["ben"]),
        claim_id=claim.id,
        lease_no=held.lease_no,
        verdict="unverifiable",
        rationale="Nobody counted.",
    )
    export = wire.get("exports/verdicts.jsonl")
    row = json.loads(b"".join(export.streaming_content).decode())
    assert text[row["start"] : row["end"]] == row["quote"] == WORDS
    # 3. The page highlights them.
    page.goto(f"{desk.url}/desk/claims/{claim.id}/")
    expect(page.locator("mark")).to_have_text(WORDS)


def test_marked_words_change_a_claim_and_are_split_off_it_by_key(log_in: Any, desk: Desk) -> None:
    article = bring(desk, ROCKET)
    claim = Claim.objects.get(article=article, quote__startswith="At least")
    page = log_in("ada").page
    page.goto(f"{desk.url}/desk/claims/{claim.id}/")
    page.click("text=Take this claim")
    page.wait_for_selector("#decision")
    select(page, WORDS)
    page.keyboard.press("o")
    expect(page.locator(".says")).to_contain_text("Split off")
    part = Claim.objects.get(quote=WORDS)
    assert (part.status, part.holder) == ("pending", None)
    select(page, "the ferry struck the quay")
    page.keyboard.press("w")
    expect(page.locator("mark")).to_have_text("the ferry struck the quay")
    page.keyboard.press("e")
    page.fill("#edit-statement", "The ferry struck the quay at Port Vale.")
    page.click("text=Save the changes")
    expect(page.locator(".statement")).to_have_text("The ferry struck the quay at Port Vale.")
    expect(page.locator(".history")).to_contain_text("ada changed its statement")


def test_who_comes_back_to_a_lost_claim_keeps_every_word(log_in: Any, desk: Desk) -> None:
    first = log_in("ada")
    page = first.page
    address = take(page)
    page.keyboard.press("d")
    page.keyboard.type("The inspectorate counts 2,140.")
    page.fill("[name='citations[0].url']", "https://inspectorate.example/count")
    expect(page.locator("#saved")).to_have_text("Saved")
    claim = Claim.objects.get(holder=desk.people["ada"])
    Claim.objects.filter(pk=claim.pk).update(held_until=now() - timedelta(seconds=1))
    # Ben's next is this claim; what Ada typed is hers.
    other = log_in("ben").page
    assert take(other) == address
    expect(other.locator("#rationale")).to_have_value("")
    history = other.locator(".history")
    expect(history).to_contain_text("ada took it")
    expect(history).to_contain_text("ben took over after the lease of ada ran out")
    expect(history).to_contain_text("ben took it")
    # Ada submits: the conflict, with her words in the form.
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=alert]").first).to_contain_text("ben holds this claim")
    expect(page.locator("#rationale")).to_have_value("The inspectorate counts 2,140.")
    expect(page.locator("[name='citations[0].url']")).to_have_value(
        "https://inspectorate.example/count"
    )
    assert page.locator("input[value=disputed]").is_checked()
    # And they are still hers on the board, a day and a device later.
    board = log_in("ada").page
    expect(board.locator("text=your draft")).to_be_visible()
    assert Review.objects.count() == 0
    first.wrong.clear()  # the 409


def test_a_mistake_is_taken_back_by_key_and_what_is_published_is_not(
    log_in: Any, desk: Desk
) -> None:
    tab = log_in("ada")
    page = tab.page
    address = take(page)
    decide_by_key(page, words="Wrong of me.")
    assert Review.objects.get().verdict == "verified"
    page.keyboard.press("z")
    page.wait_for_url(address)
    expect(page.locator("#rationale")).to_have_value("Wrong of me.")
    expect(page.locator("[name='citations[0].url']")).to_have_value("https://port.example/notice")
    assert Review.objects.get().withdrawn_at is not None
    history = page.locator(".history")
    expect(history).to_contain_text("ada decided (verdict version 1)")
    expect(history).to_contain_text("ada undid the decision")
    page.goto(desk.url + "/desk/")
    expect(page.locator(".tile", has_text="decided today")).to_contain_text("0")
    page.goto(address)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != address)
    # As it leaves the desk: published within the five minutes.
    Verdict.objects.filter(state=State.DRAFT).update(state=State.PUBLISHED, published_at=now())
    page.keyboard.press("z")
    said = page.locator(".says")
    expect(said).to_contain_text("published; ask for a correction")
    said.locator("a").click()
    expect(page.locator("#comment-text")).to_have_value(re.compile("^@editors Please correct"))
    page.click(".talk button")
    expect(log_in("eve").page.locator("text=ada named you")).to_be_visible()
    tab.wrong.clear()  # the 409


def test_the_seventh_of_twenty_is_taken_back(log_in: Any, desk: Desk) -> None:
    bring(desk, "\n\n".join(f"The port of Vale{n} lost {n} ships in 2024." for n in range(20, 40)))
    page = log_in("ada").page
    take(page)
    for number in range(10):
        decide_by_key(page, words=f"Number {number}.")
    page.goto(desk.url + "/desk/")
    undos = page.locator("form[action$='/undo/']")
    assert undos.count() == 10
    undos.nth(6).locator("button").click()
    page.wait_for_url("**/desk/claims/*/")
    expect(page.locator("#rationale")).to_have_value("Number 3.")
    assert Review.objects.filter(withdrawn_at=None).count() == 9


def test_a_caller_s_three_claims_are_three_to_review_until_one_is_decided(
    log_in: Any, desk: Desk
) -> None:
    Claim.objects.all().delete()
    sent = [{"quote": WORDS}, {"quote": "carried mice"}, {"quote": "struck the quay"}]
    article = bring(desk, ROCKET, by="ben", claims=sent)
    page = log_in("ada").page
    waiting = page.locator(".tile", has_text="waiting")
    decided = page.locator(".tile", has_text="decided today")
    expect(waiting).to_contain_text("3")
    expect(decided).to_contain_text("0")
    take(page)
    expect(page.locator(".by").first).to_contain_text("Sent by ben")
    page.keyboard.press("s")
    page.wait_for_selector(".says")
    page.goto(desk.url + "/desk/")
    expect(decided).to_contain_text("0")
    page.goto(f"{desk.url}/desk/articles/{article.id}/")
    expect(page.locator("text=sent by a caller")).to_have_count(3)
    shown = Program(Actor(desk.people["ada"])).get("claims/", proposed_by="caller").json()
    assert len(shown["results"]) == 3


def test_one_story_from_two_sides_is_one_article_and_one_claim_for_all_who_mark_it(
    log_in: Any, desk: Desk
) -> None:
    Claim.objects.all().delete()
    wires = [Program(Actor(desk.people[name])) for name in ("ada", "ben")]
    answers: list[Any] = []

    def send(wire: Program) -> None:
        from django.db import connection

        answers.append(wire.post("articles/", {"text": ROCKET}))
        connection.close()

    threads = [threading.Thread(target=send, args=(wire,)) for wire in wires]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answer.status_code for answer in answers) == [200, 202]
    article = Article.objects.get(pk=answers[0].json()["id"])
    assert answers[1].json()["id"] == str(article.id)
    for name in ("ada", "ben"):
        page = log_in(name).page
        page.goto(f"{desk.url}/desk/articles/{article.id}/")
        select(page, "the ferry struck the quay")
        page.keyboard.press("a")
        page.wait_for_selector(".says")
    claim = Claim.objects.get(quote="the ferry struck the quay")
    page = log_in("ada").page
    page.goto(f"{desk.url}/desk/claims/{claim.id}/")
    expect(page.locator(".by").first).to_have_text("Marked by ada, marked by ben.")
    page.goto(desk.url + "/desk/")
    take(page)
    decide_by_key(page)
    expect(page.locator(".hero")).to_contain_text("Nothing waits")
    page.goto(f"{desk.url}/desk/claims/")
    expect(page.locator(".rows")).to_contain_text("No claim is pending")


def test_a_proposed_claim_is_put_in_the_queue_by_one_key(
    log_in: Any, desk: Desk, settings: Any
) -> None:
    settings.FACTCHECK_BEST = 0
    article = bring(desk, ROCKET)
    proposed = list(Claim.objects.filter(article=article).order_by("start"))
    assert {one.status for one in proposed} == {"proposed"}
    page = log_in("ada").page
    page.goto(f"{desk.url}/desk/articles/{article.id}/")
    page.keyboard.press("p")  # no row is at hand: the key means nothing
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(page.locator(".rows [aria-current=true] .pill")).to_have_text("pending")
    assert page.url.startswith(f"{desk.url}/desk/articles/{article.id}/")
    at = [Claim.objects.get(pk=one.id).status for one in proposed]
    assert at.count("pending") == 1
    assert at[1] == "pending"
    page.keyboard.press("k")  # the hand goes on from the same row
    page.keyboard.press("p")
    expect(page.locator(f"#row-{proposed[0].id} .pill")).to_have_text("pending")

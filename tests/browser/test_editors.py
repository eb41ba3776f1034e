"""An editor's pages in a real browser: the queue's table, bulk acts, readiness, charts."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claims import pipeline
from claims.intake import submit_article
from claims.models import Claim, Extraction
from factcheck.accounts.actor import Actor
from factcheck.clock import now
from reviews import assign, bulk, decide, queue, saved
from reviews.bulk import Act
from reviews.evidence import Source
from reviews.models_editors import BulkAct
from tests.browser.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def actor(desk: Desk, name: str) -> Actor:
    return Actor(desk.people[name])


def boxes(page: Page) -> Any:
    return page.locator("input[name=claims]")


def test_claims_are_chosen_looked_at_dismissed_and_brought_back_by_keyboard(
    log_in: Any, desk: Desk
) -> None:
    waiting = Claim.objects.filter(is_open=True).count()
    page = log_in("eve").page
    page.goto(desk.url + "/desk/queue/")
    expect(boxes(page)).to_have_count(waiting)
    boxes(page).nth(0).focus()
    page.keyboard.press("Space")
    boxes(page).nth(1).check()
    expect(page.locator("[data-chosen]")).to_have_text("With the 2 chosen below:")
    page.keyboard.press("x")
    expect(page.locator("h1")).to_have_text("2 claims will be dismissed")
    assert Claim.objects.filter(status="dismissed").count() == 0
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/desk/queue/")
    expect(page.locator(".note.calm")).to_contain_text("2 claims dismissed")
    expect(boxes(page)).to_have_count(waiting - 2)
    page.keyboard.press("z")
    expect(page.locator(".says")).to_contain_text("Undone for 2 claims.")
    expect(boxes(page)).to_have_count(waiting)
    assert Claim.objects.filter(is_open=True, holder=None).count() == waiting


def test_a_look_can_be_left_without_a_trace(log_in: Any, desk: Desk) -> None:
    page = log_in("eve").page
    page.goto(desk.url + "/desk/queue/?sort=oldest")
    page.locator("[data-all]").check()
    page.keyboard.press("p")
    expect(page.locator("h1")).to_contain_text("will be pushed")
    page.keyboard.press("b")
    page.wait_for_url("**/desk/queue/?sort=oldest")
    assert BulkAct.objects.count() == 0
    assert not Claim.objects.exclude(push=0).exists()


def test_the_preview_says_what_is_left_alone_and_why(log_in: Any, desk: Desk) -> None:
    held = queue.take_next(actor=actor(desk, "ben"))
    assert held is not None
    page = log_in("eve").page
    page.goto(desk.url + "/desk/queue/")
    page.locator("input[name=all]").check()
    page.keyboard.press("x")
    left = page.locator("section", has_text="Left alone")
    expect(left).to_contain_text(held.statement[:60])
    expect(left).to_contain_text("ben holds it until")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/desk/queue/")
    expect(page.locator(".note.calm")).to_contain_text("claims dismissed")
    assert list(Claim.objects.filter(is_open=True)) == [held]


def test_filters_stay_in_the_address_and_under_a_name(log_in: Any, desk: Desk) -> None:
    claim = Claim.objects.filter(is_open=True).order_by("-priority").first()
    assert claim is not None
    page = log_in("eve").page
    page.goto(desk.url + "/desk/queue/")
    boxes(page).first.check()
    page.select_option("#to", "ada")
    page.fill("#due_at", (now() + timedelta(days=2)).strftime("%Y-%m-%dT10:00"))
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("h1")).to_have_text("1 claim will be assigned")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/desk/queue/")
    page.select_option("#assignee", "ada")
    page.click("text=Filter")
    page.wait_for_url(lambda url: "assignee=ada" in url)
    expect(boxes(page)).to_have_count(1)
    page.reload()
    expect(page.locator("#assignee")).to_have_value("ada")
    expect(page.locator(".stack")).to_contain_text(claim.statement[:40])
    page.fill("#name", "Ada's")
    page.click("text=Keep this view")
    page.click("nav[aria-label='Saved views'] >> text=all that waits")
    page.click("text=Ada's >> nth=0")
    page.wait_for_url(lambda url: "assignee=ada" in url)

    board = log_in("ada").page
    expect(board.locator("#live")).to_contain_text("assigned to you")
    board.keyboard.press("n")
    board.wait_for_url(f"**/desk/claims/{claim.id}/")


def test_why_one_stands_above_another_and_a_push_that_turns_it(log_in: Any, desk: Desk) -> None:
    first, second = Claim.objects.filter(is_open=True).order_by("-priority", "id")[:2]
    page = log_in("eve").page
    page.goto(desk.url + "/desk/queue/")
    page.click(f"a[href='/desk/claims/{second.id}/priority/']")
    expect(page.locator("h1")).to_contain_text("Number 2 of")
    expect(page.locator("main")).to_contain_text("This stands below the other by")
    page.keyboard.press("p")
    expect(page.locator("h1")).to_contain_text("Number 1 of")
    expect(page.locator("main")).to_contain_text("an editor's push")
    page.fill("#against", f"{desk.url}/desk/claims/{first.id}/")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("This stands above the other by")


def test_the_editors_way_works_without_script(log_in: Any, desk: Desk) -> None:
    page = log_in("eve", java_script_enabled=False).page
    page.goto(desk.url + "/desk/queue/")
    boxes(page).first.check()
    page.click("button[value=dismiss]")
    page.click("text=Do it")
    expect(page.locator(".note.calm")).to_contain_text("1 claim dismissed")
    page.click("text=Undo")
    expect(page.locator(".says")).to_contain_text("Undone for 1 claim.")
    page.goto(desk.url + "/desk/figures/")
    page.click("summary >> nth=1")
    expect(page.locator(".chart table").first).to_be_visible()


def test_a_story_says_how_ready_it_is_and_what_blocks_it(log_in: Any, desk: Desk) -> None:
    claims = list(Claim.objects.filter(is_open=True).order_by("-priority"))
    held = queue.take(actor=actor(desk, "ada"), claim_id=claims[0].id)
    decide.dismiss(actor=actor(desk, "ada"), claim_id=held.id, lease_no=held.lease_no)
    Claim.objects.filter(pk=claims[1].pk).update(
        assignee=desk.people["ben"], due_at=now() - timedelta(hours=1)
    )
    page = log_in("eve").page
    page.goto(desk.url + "/desk/articles/")
    said = f"1 of {len(claims)} settled, 1 blocks"
    expect(page.locator("#stories .pill")).to_have_text(said)
    page.goto(f"{desk.url}/desk/articles/{desk.article.id}/")
    expect(page.locator(".side")).to_contain_text(said)


def test_a_stuck_reading_is_read_again_and_seen_to_be_done(log_in: Any, desk: Desk) -> None:
    done = submit_article(actor=actor(desk, "ada"), text="The dam holds 14 million tons of water.")
    run = Extraction.objects.get(revision__article=done.article)
    Extraction.objects.filter(pk=run.pk).update(
        status="running", attempt=1, running_until=now() - timedelta(minutes=1)
    )
    page = log_in("ada").page
    page.goto(desk.url + "/desk/articles/")
    expect(page.locator("#stories")).to_contain_text("has gone")
    page.click("text=Read again")
    expect(page.locator("#stories")).to_contain_text("waits to be read")
    assert pipeline.extract(run.id)
    expect(page.locator("#stories")).not_to_contain_text("waits to be read", timeout=10_000)


def _a_day_of_work(desk: Desk) -> None:
    """Something of everything that the pages show."""
    ada, eve = actor(desk, "ada"), actor(desk, "eve")
    rows = list(Claim.objects.filter(is_open=True).order_by("-priority"))
    held = queue.take(actor=ada, claim_id=rows[0].id)
    decide.review(
        actor=ada,
        claim_id=held.id,
        lease_no=held.lease_no,
        verdict="verified",
        rationale="So it is.",
        citations=[Source("https://port.example/notice")],
    )
    held = queue.take(actor=ada, claim_id=rows[1].id)
    decide.dismiss(actor=ada, claim_id=held.id, lease_no=held.lease_no)
    queue.take(actor=ada, claim_id=rows[2].id)
    due = now() + timedelta(hours=1)
    assign.assign(actor=eve, claim_id=rows[3].id, to="ben", due_at=due)
    Claim.objects.filter(pk=rows[3].pk).update(due_at=now() - timedelta(hours=1))
    bulk.run(
        actor=eve,
        act_id=held.revision_id,
        act=Act("push", by=1),
        claim_ids=[row.id for row in rows[1:4]],
    )
    saved.save_view(actor=eve, name="Overdue", query="overdue=1")
    failed = submit_article(actor=ada, text="The dam holds 14 million tons of water.")
    pipeline.fail(Extraction.objects.get(revision__article=failed.article).id, "It broke.")


def _pages(desk: Desk) -> tuple[str, ...]:
    claim = Claim.objects.filter(is_open=True).order_by("priority").first()
    assert claim is not None
    return (
        "queue/",
        "queue/?status=burnt&outlet=Nobody",
        "queue/?overdue=1&sort=due",
        f"claims/{claim.id}/priority/",
        f"claims/{claim.id}/",
        "figures/?days=7",
        "articles/",
        "users/",
        "",
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editors_pages_are_fit_for_screen_readers(log_in: Any, desk: Desk, scheme: str) -> None:
    _a_day_of_work(desk)
    page = log_in("root", color_scheme=scheme).page
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        report = Axe().run(page)
        if wrong := report.response["violations"]:
            found[name] = [f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in wrong]

    for path in _pages(desk):
        page.goto(f"{desk.url}/desk/{path}")
        if "figures" in path:
            for summary in page.locator(".chart summary").all():
                summary.click()
        look(path)
    page.goto(desk.url + "/desk/queue/")
    page.locator("input[name=all]").check()
    page.keyboard.press("x")
    expect(page.locator("h1")).to_contain_text("will be dismissed")
    look("preview")
    assert not found, json.dumps(found, indent=1)


def test_no_editors_page_scrolls_sideways_on_a_narrow_phone(log_in: Any, desk: Desk) -> None:
    _a_day_of_work(desk)
    page = log_in("root", viewport={"width": 360, "height": 740}).page
    for path in _pages(desk):
        page.goto(f"{desk.url}/desk/{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path


def test_the_charts_draw_what_their_tables_say(log_in: Any, desk: Desk) -> None:
    _a_day_of_work(desk)
    page = log_in("out").page
    page.goto(desk.url + "/desk/figures/?days=7")
    chart = page.locator("#chart-settled")
    drawn = {title.rsplit(" ", 1)[0] for title in chart.locator("rect title").all_text_contents()}
    assert {one.split(": ")[1] for one in drawn} == {"decided", "dismissed"}
    chart.locator("summary").click()
    last = chart.locator("tbody tr").last
    expect(last.locator("td")).to_have_text(["1", "1"])
    assert page.locator("svg script, svg [style], figure [style]").count() == 0

"""From a decision to what readers find, and back: the policy, publication, correction, recall."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claims.models import Claim
from factcheck.accounts.actor import Actor
from reviews import decide, exporting, publish, queue, recall
from reviews.asking import ask_export
from reviews.evidence import Source
from reviews.models import Verdict
from tests.browser.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def actor(desk: Desk, name: str) -> Actor:
    return Actor(user=desk.people[name])


def a_draft(desk: Desk) -> Verdict:
    """Ada has decided the first claim."""
    claim = Claim.objects.filter(is_open=True).order_by("-priority").first()
    assert claim is not None
    held = queue.take(actor=actor(desk, "ada"), claim_id=claim.id)
    decide.review(
        actor=actor(desk, "ada"),
        claim_id=held.id,
        lease_no=held.lease_no,
        verdict="disputed",
        rationale="The table says 1,924.",
        citations=[Source("https://inspectorate.example/march", title="Table for March")],
    )
    return Verdict.objects.get(claim=claim)


def open_version(page: Page, desk: Desk, version: Verdict) -> None:
    page.goto(f"{desk.url}/desk/verdicts/{version.id}/")


@pytest.mark.parametrize("script", [True, False])
def test_the_policy_refuses_is_met_and_readers_find_the_verdict_and_its_correction(
    log_in: Any, desk: Desk, settings: Any, tmp_path: Path, script: bool
) -> None:
    settings.FACTCHECK_POLICY = tmp_path / "policy.toml"
    settings.FACTCHECK_POLICY.write_text(
        "[evidence]\nprimary = true\nclaimant_asked = true\n", encoding="utf-8"
    )
    settings.FACTCHECK_PUBLIC_URL = desk.url
    version = a_draft(desk)
    tab = log_in("eve", java_script_enabled=script)
    page = tab.page
    page.goto(f"{desk.url}/desk/claims/{version.claim_id}/")
    page.get_by_role("link", name="The verdict: what is lacking, publish").click()
    expect(page.locator(".checklist .lacks")).to_have_count(2)

    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("[role=alert]")).to_contain_text("None of the citations is primary")
    assert Verdict.objects.get(pk=version.pk).state == "draft"
    tab.wrong.clear()  # the 422

    page.locator(".checklist summary").first.click()
    page.locator("#why-primary").fill("The record is sealed until June.")
    page.get_by_role("button", name="Let it go").first.click()
    expect(page.locator(".checklist .let").first).to_contain_text("The record is sealed")
    page.locator("summary", has_text="Contact log").click()
    page.locator("#k-who").fill("the labour inspectorate")
    page.locator("#k-answer").fill("It sent the table.")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".checklist .lacks")).to_have_count(0)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".says")).to_contain_text("Published")
    recall.hand_out(actor(desk, "ben"), "csv", {}, drafts=False)

    page.get_by_role("link", name="What readers see").click()
    expect(page.locator(".stamp")).to_have_text("Disputed")
    public = page.url
    page.go_back()
    page.get_by_text("Correct what readers see").click()
    page.locator("#c-rationale").fill("The table says 1,924; we had misread it.")
    page.locator("#c-note").fill("We gave the figure as 1,942.")
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.locator(".says")).to_contain_text("One still has the old one")
    expect(page.locator("#recall-1")).to_contain_text("ben")
    page.goto(public)
    expect(page.locator(".note")).to_contain_text("We gave the figure as 1,942.")
    expect(page.locator(".rationale")).to_contain_text("misread")


def test_a_refused_correction_keeps_every_word(log_in: Any, desk: Desk) -> None:
    version = publish.publish(actor=actor(desk, "eve"), verdict_id=a_draft(desk).id)
    tab = log_in("eve")
    page = tab.page
    open_version(page, desk, version)
    page.get_by_text("Correct what readers see").click()
    page.locator("#c-rationale").fill("Other words, typed with care.")
    page.locator("#c-note").fill(" ")
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.locator("#c-rationale")).to_have_value("Other words, typed with care.")
    expect(page.locator("#correct .wrong")).to_contain_text("Say to readers")
    tab.wrong.clear()  # the 422


def _asked(desk: Desk) -> uuid.UUID:
    """A spreadsheet that the worker has not made yet, after one that it has."""
    exporting.run_export(ask_export(actor=actor(desk, "eve"), filters={}).id)
    return ask_export(actor=actor(desk, "eve"), filters={"value": "verified"}).id


def _pages(desk: Desk) -> list[str]:
    version = publish.publish(actor=actor(desk, "eve"), verdict_id=a_draft(desk).id)
    recall.hand_out(actor(desk, "ben"), "csv", {}, drafts=False)
    made = publish.correct(
        actor=actor(desk, "eve"), verdict_id=version.id, note="Wrong.", value="verified"
    )
    gone = publish.publish(actor=actor(desk, "eve"), verdict_id=a_draft(desk).id)
    publish.retract(actor=actor(desk, "eve"), verdict_id=gone.id, note="Forged.")
    draft = a_draft(desk)
    return [
        f"/desk/verdicts/{draft.id}/",
        f"/desk/verdicts/{made.id}/",
        "/desk/verdicts/",
        f"/desk/articles/{draft.claim.article_id}/galley/",
        "/desk/exports/",
        f"/desk/exports/{_asked(desk)}/",
        f"/verdicts/{made.claim_id}/",
        f"/verdicts/{gone.claim_id}/",
        "/verdicts/",
        "/verdicts/corrections/",
        f"/verdicts/{draft.claim_id}/",  # never published: a page that says so
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_publication_are_fit_for_screen_readers_and_phones(
    log_in: Any, desk: Desk, scheme: str
) -> None:
    tab = log_in("eve", color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = tab.page
    found: dict[str, list[str]] = {}
    for path in _pages(desk):
        page.goto(desk.url + path)
        for summary in page.locator("main summary").all():
            if summary.is_visible():
                summary.click()
        report = Axe().run(page)
        if wrong := report.response["violations"]:
            found[path] = [f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in wrong]
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    tab.wrong.clear()  # the 404 of what was never published
    assert not found, json.dumps(found, indent=1)

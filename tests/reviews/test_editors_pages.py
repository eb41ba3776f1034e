"""The editors' pages by HTTP: table, preview, undo, why, figures, readiness, who has left."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from claims import pipeline
from claims.models import Claim, Extraction
from claims.status import Run
from factcheck.clock import now
from reviews import assign, decide, leaving, queue
from reviews.desk.charts import Series, columns
from reviews.models_editors import BulkAct, SavedView
from tests.people import (
    Program,
    ada,
    ben,
    bring,
    browser,
    decided,
    eve,
    fresh,
    out,
    pending,
    root,
    run_of,
    story,
    taken,
)

pytestmark = pytest.mark.django_db
QUEUE = "/desk/queue/"


def fields(page: str) -> dict[str, Any]:
    """The hidden fields of the preview's form, as a browser would send them."""
    found: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value.replace("&amp;", "&"))
    return found


def test_a_bulk_act_is_looked_at_done_and_undone_without_script() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(3)])
    page = browser(eve())
    chosen = {"claims": [str(one.id) for one in claims[:2]], "query": "sort=oldest"}
    look = page.post(f"{QUEUE}preview/", {**chosen, "act": "dismiss", "reason": "out_of_scope"})
    text = look.content.decode()
    assert "2 claims will be dismissed" in text
    assert "pending → dismissed: out of scope" in text
    assert BulkAct.objects.count() == 0
    done = page.post(f"{QUEUE}bulk/", fields(text))
    assert done["Location"] == f"{QUEUE}?sort=oldest"
    assert [fresh(one).status for one in claims] == ["dismissed", "dismissed", "pending"]
    shown = page.get(done["Location"]).content.decode()
    assert "2 claims dismissed" in shown
    batch = BulkAct.objects.get()
    assert f"{QUEUE}bulk/{batch.id}/undo/" in shown
    page.post(f"{QUEUE}bulk/{batch.id}/undo/", {"query": ""})
    assert [fresh(one).status for one in claims] == ["pending"] * 3
    assert "undo/" not in page.get(QUEUE).content.decode()


def test_all_that_fit_the_filters_are_those_that_the_preview_names() -> None:
    claims = story("The dam broke.", "The ferry sank.", "The dam held.")
    page = browser(eve())
    look = page.post(f"{QUEUE}preview/", {"all": "1", "query": "q=dam", "act": "push", "by": "2"})
    given = fields(look.content.decode())
    assert set(given["claims"]) == {str(claims[0].id), str(claims[2].id)}
    story("The dam leaks.")  # comes in between the look and the act: not named, not touched
    page.post(f"{QUEUE}bulk/", given)
    assert sorted(Claim.objects.values_list("push", flat=True)) == [0, 0, 2, 2]


def test_a_due_date_goes_through_the_preview_to_the_minute(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Oslo"
    claim, page = pending(), browser(eve())
    ada()
    local = f"{now() + timedelta(days=30):%Y-%m-%d}T09:30"
    given = {"claims": [str(claim.id)], "act": "assign", "to": "ada", "due_at": local}
    look = page.post(f"{QUEUE}preview/", given)
    page.post(f"{QUEUE}bulk/", fields(look.content.decode()))
    due = fresh(claim).due_at
    assert due is not None
    assert f"{due.astimezone(now().tzinfo):%M:%S}" == "30:00"
    assert fresh(claim).assignee_id == ada().person.id


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "Choose a claim at least."),
        ({"act": "burn"}, "There is no act"),
        ({"act": "push", "by": "many"}, "whole number"),
        ({"act": "assign", "to": "ada", "due_at": "soon"}, "like 2026-03-04 17:00"),
        ({"act": "assign", "to": "ada", "due_at": "2020-01-01T10:00"}, "has passed"),
        ({"claims": "x"}, "This is no claim"),
    ],
)
def test_a_wrong_bulk_act_gets_the_table_back_with_the_sentence(
    wrong: dict[str, str], said: str
) -> None:
    claim = pending()
    ada()
    given = {"act": "dismiss", "reason": "not_a_claim", "query": "q=dam", **wrong}
    if "claims" not in wrong and wrong:
        given["claims"] = str(claim.id)
    answer = browser(eve()).post(f"{QUEUE}preview/", given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert 'value="dam"' in text
    assert browser(eve()).post(f"{QUEUE}bulk/", given).status_code in {409, 422}
    assert BulkAct.objects.count() == 0


def test_a_reader_and_a_reviewer_see_the_table_and_can_change_nothing() -> None:
    claim = pending()
    for actor in (out(), ada()):
        page = browser(actor)
        text = page.get(QUEUE).content.decode()
        assert claim.statement in text
        assert "bulk" not in text
        given = {"claims": [str(claim.id)], "act": "dismiss", "reason": "not_a_claim"}
        assert page.post(f"{QUEUE}preview/", given).status_code == 302
    assert fresh(claim).status == "pending"


def test_a_filter_without_a_hit_says_what_there_is_and_how_to_get_out() -> None:
    story("The dam broke.", outlet="Meridian Wire")
    text = browser(eve()).get(QUEUE, {"outlet": "Meridian Wyre"}).content.decode()
    assert "There is no outlet “Meridian Wyre”. There are: Meridian Wire." in text
    assert "clear them" in text
    assert browser(eve()).get(QUEUE, {"status": "burnt", "page": "-3"}).status_code == 200


def test_an_editor_releases_anothers_lease_from_the_table_and_stays_there() -> None:
    held = taken(ada())
    page = browser(eve())
    assert "Release ada’s lease" in page.get(QUEUE).content.decode()
    answer = page.post(f"/desk/claims/{held.id}/release/", {"next": f"{QUEUE}?holder=ada"})
    assert answer["Location"] == f"{QUEUE}?holder=ada"
    assert fresh(held).holder is None


def test_a_view_is_kept_shown_and_deleted() -> None:
    page = browser(eve())
    page.post(f"{QUEUE}views/", {"name": "Dams", "query": "q=dam"})
    view = SavedView.objects.get()
    assert '?q=dam"' in page.get(QUEUE).content.decode()
    again = page.post(f"{QUEUE}views/", {"name": "", "query": "q=dam"})
    assert "1 to 60 characters" in again.content.decode()
    page.post(f"{QUEUE}views/{view.id}/delete/", {})
    assert not SavedView.objects.exists()


def test_why_one_claim_stands_above_another_is_a_page() -> None:
    high, low = story("The first claim is so.", "The last claim is so.")
    page = browser(eve())
    text = page.get(
        f"/desk/claims/{low.id}/priority/", {"against": f"https://desk/desk/claims/{high.id}/"}
    ).content.decode()
    assert "Number 2 of 2" in text
    assert "This stands below the other by" in text
    page.post(f"/desk/claims/{low.id}/push/", {"by": "1"})
    assert "Number 1 of 2" in page.get(f"/desk/claims/{low.id}/priority/").content.decode()
    assert page.get(f"/desk/claims/{low.id}/priority/", {"against": "x"}).status_code == 422


def test_what_an_editor_did_is_told_in_the_claims_history_by_name() -> None:
    claim = pending()
    assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username)
    assign.push(actor=eve(), claim_id=claim.id, by=2)
    queue.take(actor=ben(), claim_id=claim.id)
    queue.release(actor=eve(), claim_id=claim.id)
    text = browser(out()).get(f"/desk/claims/{claim.id}/").content.decode()
    for said in (
        "eve assigned it to ada",
        "eve pushed it: +0 → +2",
        "ben took it, though it is for ada",
        "eve released it to the queue; ben held it",
    ):
        assert said in text


def test_the_board_shows_what_is_assigned_to_me_overdue_and_taken_over() -> None:
    late, other = pending(), pending()
    for claim in (late, other):
        due = now() + timedelta(hours=1)
        assign.assign(actor=eve(), claim_id=claim.id, to=ada().person.username, due_at=due)
    Claim.objects.filter(pk=late.pk).update(due_at=now() - timedelta(hours=1))
    queue.take(actor=ben(), claim_id=other.id)
    text = browser(ada()).get("/desk/").content.decode()
    assert "overdue since" in text
    assert "ben has taken it over" in text
    assert late.statement in text


def test_a_storys_readiness_counts_what_is_settled_and_what_blocks() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(4)])
    decided(ada(), claim=claims[0])
    held = queue.take(actor=ada(), claim_id=claims[1].id)
    decide.dismiss(actor=ada(), claim_id=held.id, lease_no=held.lease_no)
    Claim.objects.filter(pk=claims[2].pk).update(
        assignee=ada().person, due_at=now() - timedelta(hours=1)
    )
    text = browser(eve()).get("/desk/articles/").content.decode()
    assert "2 of 4 settled, 1 blocks" in text
    row = Program(eve()).get("articles/").json()["results"][0]
    assert row["readiness"] == {"settled": 2, "of": 4, "blocks": 1}
    for claim in claims[2:]:
        decided(ada(), claim=claim)
    assert "ready: all 4 settled" in browser(eve()).get("/desk/articles/").content.decode()


def test_a_claim_that_waits_for_its_second_look_is_not_settled() -> None:
    claim = pending()
    Claim.objects.filter(pk=claim.pk).update(status="second", decided_at=None)
    text = browser(eve()).get("/desk/articles/").content.decode()
    assert "0 of 1 settled" in text


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"status": Run.FAILED, "error": "It broke."}, "could not be read: It broke."),
        ({"status": Run.RUNNING, "running_until": -1}, "has gone"),
        ({"status": Run.QUEUED, "queued_at": -10}, "no worker took it"),
    ],
)
def test_a_stuck_reading_is_said_in_words_with_its_button(row: dict[str, Any], said: str) -> None:
    article = bring("One claim is so.")
    moments = {
        name: now() + timedelta(minutes=value) if isinstance(value, int) else value
        for name, value in row.items()
    }
    if row["status"] == Run.FAILED:
        pipeline.fail(run_of(article).id, row["error"])
    else:
        Extraction.objects.update(**moments)
    page = browser(ada())
    for path in ("/desk/articles/", f"/desk/articles/{article.id}/"):
        text = page.get(path).content.decode()
        assert said in text or "It broke." in text
        assert "Read again" in text
    assert "Read again" not in browser(out()).get("/desk/articles/").content.decode()
    page.post(f"/desk/articles/{article.id}/reread/")
    assert run_of(article).status == Run.QUEUED
    assert "waits to be read" in page.get("/desk/articles/").content.decode()


def test_who_left_is_named_so_wherever_they_worked() -> None:
    review = decided(ada())
    held = taken(ada())
    users = browser(root())
    users.post(f"/desk/users/{ada().person.id}/switch/", {"active": "0"})
    assert fresh(held).holder is None
    text = browser(eve()).get(f"/desk/claims/{review.claim_id}/").content.decode()
    assert "by ada (left)" in text
    assert "ada (left) took it" in text
    assert "ada (left)" in browser(eve()).get("/desk/verdicts/").content.decode()
    leaving.switch_user(actor=root(), user_id=ada().person.id, active=True)
    assert "(left)" not in browser(eve()).get("/desk/verdicts/").content.decode()


# ---- charts ------------------------------------------------------------------------------------
def test_a_chart_draws_every_number_that_its_table_says() -> None:
    chart = columns("x", "X", ["1", "2", "3"], [Series("a", [1, None, 3]), Series("b", [0, 2, 4])])
    assert [(row.label, row.cells) for row in chart.rows] == [
        ("1", (1, 0)),
        ("2", (None, 2)),
        ("3", (3, 4)),
    ]
    assert len(chart.shapes) == 4
    assert [tick.label for tick in chart.across] == ["0", "2", "4", "6", "8"]
    heights = {one.title: one.height for one in chart.shapes}
    assert heights["3: b 4"] == pytest.approx(2 * heights["2: b 2"], abs=0.05)
    assert columns("x", "X", [], [Series("a", [])]).empty


def test_the_charts_page_has_its_numbers_as_tables_and_no_verdict() -> None:
    decided(ada(), verdict="disputed")
    text = browser(out()).get("/desk/figures/", {"days": "7"}).content.decode()
    assert text.count("<svg") >= 6
    assert text.count("<table") == 6
    assert "disputed" not in text[text.index("<main") : text.index("</main>")]
    assert browser(out()).get("/desk/figures/", {"days": "8"}).status_code == 422

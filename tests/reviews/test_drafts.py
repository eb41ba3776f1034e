"""Nothing typed is lost: drafts, the session that ends, the thread."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from factcheck.errors import Conflict, Invalid
from factcheck.events.models import Event
from reviews import comments, decide, drafts, queue
from reviews.models import Draft, Notice, Review
from tests.people import SOURCE, ada, ben, browser, eve, fresh, out, pending, person, taken

pytestmark = pytest.mark.django_db
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as tests.people makes them
TYPED = {"verdict": "disputed", "rationale": "An hour’s words.", "citations": []}


def keep(claim: Any, version: int = 0, **content: Any) -> Draft:
    return drafts.keep(
        actor=ada(), claim_id=claim.id, version=version, content={**TYPED, **content}
    )


def test_a_draft_needs_no_lease_and_writes_no_event() -> None:
    claim = pending()
    before = Event.objects.count()
    assert keep(claim).version == 1
    assert Event.objects.count() == before
    assert fresh(claim).holder is None


def test_a_draft_that_is_older_than_what_is_kept_changes_nothing() -> None:
    claim = pending()
    keep(claim)
    keep(claim, 1, rationale="From the second device.")
    with pytest.raises(Conflict) as refusal:
        keep(claim, 1, rationale="From the first tab.")
    assert refusal.value.code == "stale_draft"
    assert Draft.objects.get().content["rationale"] == "From the second device."


def test_the_same_words_from_two_tabs_are_no_conflict() -> None:
    claim = pending()
    keep(claim)
    assert keep(claim, 0).version == 1


def test_submitting_clears_the_draft_under_a_version_of_its_own() -> None:
    claim = taken(ada())
    keep(claim)
    decide.review(
        actor=ada(), claim_id=claim.id, lease_no=claim.lease_no, verdict="verified",
        rationale="Seen.", citations=[SOURCE],
    )  # fmt: skip
    row = Draft.objects.get()
    assert (row.content, row.version) == ({}, 2)


def test_an_undone_review_is_its_authors_draft_again() -> None:
    claim = taken(ada())
    decide.review(
        actor=ada(), claim_id=claim.id, lease_no=claim.lease_no, verdict="verified",
        rationale="Seen.", citations=[SOURCE],
    )  # fmt: skip
    decide.undo(actor=ada(), claim_id=claim.id)
    content = Draft.objects.get().content
    assert (content["verdict"], content["rationale"]) == ("verified", "Seen.")
    assert content["citations"][0]["url"] == SOURCE.url


def test_a_draft_is_its_authors_alone() -> None:
    claim = taken(ada())
    keep(claim, rationale="Only Ada reads this.")
    for somebody in (ben(), eve(), person("root", "admin")):
        page = browser(somebody).get(f"/desk/claims/{claim.id}/").content.decode()
        assert "Only Ada reads this" not in page
    assert "Only Ada reads this" in browser(ada()).get(f"/desk/claims/{claim.id}/").content.decode()


def test_a_draft_outlives_the_lease_and_is_shown_without_one() -> None:
    claim = taken(ada())
    keep(claim, rationale="Half a thought")
    queue.release(actor=ada(), claim_id=claim.id, lease_no=claim.lease_no)
    page = browser(ada()).get(f"/desk/claims/{claim.id}/").content.decode()
    assert "your draft" in page
    assert "Half a thought" in page
    assert "Half a thought" not in browser(ben()).get(f"/desk/claims/{claim.id}/").content.decode()
    assert "your draft" in browser(ada()).get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"rationale": 3}, "rationale"),
        ({"citations": "x"}, "citations"),
        ({"citations": [3]}, "citations"),
        ({"citations": [{"url": []}]}, "citations[0].url"),
        ({"citations": [{}] * 41}, "citations"),
        ({"rationale": "x" * 200_001}, "rationale"),
    ],
)
def test_what_is_no_draft_is_refused_with_its_field(content: dict[str, Any], field: str) -> None:
    claim = pending()
    with pytest.raises(Invalid) as refusal:
        drafts.keep(actor=ada(), claim_id=claim.id, version=0, content=content)
    assert refusal.value.errors[0].field == field


# ---- the page and REST ---------------------------------------------------------------------------
def test_the_page_keeps_what_is_typed_and_tells_of_another_copy() -> None:
    claim = taken(ada())
    at = f"/desk/claims/{claim.id}/draft/"
    me = browser(ada())
    first = me.post(at, {"draft_version": "0", "rationale": "One"})
    assert first.json()["version"] == 1
    second = me.post(at, {"draft_version": "0", "rationale": "Two"})
    assert second.status_code == 409
    assert second.json()["content"]["rationale"] == "One"
    assert me.post(at, {"draft_version": "", "rationale": "Two"}).status_code == 422


def test_several_links_in_one_field_become_several_citations() -> None:
    claim = taken(ada())
    form = {
        "lease_no": str(claim.lease_no),
        "verdict": "verified",
        "rationale": "Seen.",
        "citations[0].url": "https://a.example/1 https://a.example/2,\nhttps://a.example/3",
        "citations[0].title": "Three notices",
        "citations[0].author": "Ada Molden",
        "citations[0].kind": "primary",
    }
    browser(ada()).post(f"/desk/claims/{claim.id}/review/", form)
    rows = list(Review.objects.get().citations.all())
    assert [one.url[-1] for one in rows] == ["1", "2", "3"]
    assert (rows[0].title, rows[0].author, rows[0].kind) == (
        "Three notices", "Ada Molden", "primary",
    )  # fmt: skip


def test_a_form_that_the_sessions_end_stopped_is_sent_after_the_log_in(settings: Any) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    claim = taken(ada())
    me = browser(ada())
    me.logout()
    form = {
        "lease_no": str(claim.lease_no),
        "verdict": "unverifiable",
        "rationale": "Typed for an hour, with “quotes” & <marks>.",
    }
    stopped = me.post(f"/desk/claims/{claim.id}/review/", form)
    assert stopped.status_code == 401
    assert "Typed for an hour, with “quotes” &amp; &lt;marks&gt;." in stopped.content.decode()
    door = {"username": "ada", "again": f"/desk/claims/{claim.id}/review/"}
    door |= {f"kept.{name}": value for name, value in form.items()}
    wrong = me.post("/desk/login/", {**door, "password": "no"})
    assert "Typed for an hour" in wrong.content.decode()
    again = me.post("/desk/login/", {**door, "password": "long-enough-and-odd-7"})
    assert "Send it now" in again.content.decode()
    assert "Typed for an hour" in again.content.decode()
    me.post(f"/desk/claims/{claim.id}/review/", form)
    assert Review.objects.get().rationale == form["rationale"]


def test_the_log_in_sends_a_kept_form_to_the_desk_only(settings: Any) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    ada()
    door = {"username": "ada", "password": "long-enough-and-odd-7"}
    for address in ("https://evil.example/", "//evil.example/", "/admin/"):
        page = Client().post("/desk/login/", {**door, "again": address}).content.decode()
        assert 'action="/desk/"' in page


def test_the_script_is_told_of_the_sessions_end() -> None:
    claim = taken(ada())
    answer = Client().post(
        f"/desk/claims/{claim.id}/draft/",
        {"rationale": "x"},
        headers={"Accept": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "logged_out")


# ---- the thread ----------------------------------------------------------------------------------
def test_who_is_named_in_a_comment_finds_it_on_the_board_until_it_is_opened() -> None:
    claim = pending()
    ben()
    comments.comment(actor=ada(), claim_id=claim.id, text="@ben, do you have the table? @ada")
    assert [one.person.username for one in Notice.objects.all()] == ["ben"]
    assert "named you" in browser(ben()).get("/desk/").content.decode()
    assert (
        "do you have the table" in browser(ben()).get(f"/desk/claims/{claim.id}/").content.decode()
    )
    assert "named you" not in browser(ben()).get("/desk/").content.decode()
    (event,) = Event.objects.filter(kind="claim.commented")
    assert "table" not in str(event.details)


def test_a_comment_that_names_nobody_here_comes_back_as_typed() -> None:
    claim = pending()
    answer = browser(ada()).post(f"/desk/claims/{claim.id}/comment/", {"text": "Ask @nobody."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nobody here is called “nobody”." in page
    assert "Ask @nobody." in page


def test_who_only_reads_cannot_comment() -> None:
    claim = pending()
    answer = browser(out()).post(f"/desk/claims/{claim.id}/comment/", {"text": "Hm."})
    assert answer.status_code == 403


# ---- skips ---------------------------------------------------------------------------------------
def test_a_skip_for_a_language_tells_the_others_which() -> None:
    claim = taken(ada())
    queue.skip(
        actor=ada(), claim_id=claim.id, lease_no=claim.lease_no, reason="language", language="ES"
    )
    assert (
        "needs a speaker of es" in browser(ben()).get(f"/desk/claims/{claim.id}/").content.decode()
    )
    assert claim not in queue.free_for(ada().person)
    assert claim in queue.free_for(ben().person)


def test_a_skip_for_a_language_names_one() -> None:
    claim = taken(ada())
    with pytest.raises(Invalid) as refusal:
        queue.skip(
            actor=ada(), claim_id=claim.id, lease_no=claim.lease_no, reason="language",
            language="the south",
        )  # fmt: skip
    assert refusal.value.errors[0].field == "language"


def test_a_duplicate_is_named_by_the_link_of_its_page() -> None:
    claim = taken(ada())
    other = pending()
    form = {
        "lease_no": str(claim.lease_no),
        "reason": "duplicate",
        "duplicate_of": f"https://desk.example/desk/claims/{other.id}/",
    }
    browser(ada()).post(f"/desk/claims/{claim.id}/dismiss/", form)
    event = Event.objects.get(kind="claim.dismissed", claim_id=claim.id)
    assert event.details["duplicate_of"] == str(other.id)

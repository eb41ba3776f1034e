"""The desk's forms: what was typed is kept in every refusal, and nothing breaks a page."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine

from claims.models import Article
from factcheck.clock import now
from reviews import decide, queue, withdraw
from reviews.desk.claim import _bars
from reviews.models import Review
from tests.people import ada, ben, browser, decided, eve, fresh, out, pending, root, story, taken

pytestmark = pytest.mark.django_db
TYPED = "Words that took an hour, with “quotes” & <marks>."


def form(**given: str) -> dict[str, str]:
    """A judgement as the page sends it."""
    return {
        "lease_no": "1",
        "verdict": "verified",
        "rationale": TYPED,
        "citations[0].url": "https://a.example/1",
        "citations[0].title": "A title of theirs",
        "citations[0].stance": "refutes",
        **given,
    }


def send(claim: Any, **given: str) -> Any:
    """Ada saves her judgement."""
    return browser(ada()).post(f"/desk/claims/{claim.id}/review/", form(**given))


def kept(answer: Any, status: int) -> str:
    """The page of a refusal, which must hold every word that was typed."""
    assert answer.status_code == status
    page = unescape(answer.content.decode())
    for words in (TYPED, "https://a.example/1", "A title of theirs"):
        assert words in page
    assert not Review.objects.exists()
    return page


def test_a_sound_form_is_saved_and_leads_on() -> None:
    held = taken(ada())
    answer = send(held)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    citation = Review.objects.get().citations.get()
    assert (citation.title, citation.stance) == ("A title of theirs", "refutes")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"verdict": ""}, "Choose a verdict: verified, disputed, unverifiable."),
        ({"verdict": "maybe"}, "There is no verdict"),
        ({"citations[1].url": "javascript:alert(1)"}, "Only http and https addresses are taken"),
        ({"citations[0].date": "yesterday"}, "Write the day as YYYY-MM-DD."),
        ({"citations[0].date": "2099-01-01"}, "This day is still to come."),
        ({"citations[1].url": "http://192.168.0.7/table"}, "Readers cannot open this address"),
        ({"citations[0].excerpt": "a"}, "Three words or twelve characters at least"),
        ({"citations[0].excerpt": "a\x00b"}, "NUL"),
        ({"lease_no": "x"}, "has lost its lease"),
        ({"lease_no": ""}, "has lost its lease"),
    ],
)
def test_a_wrong_form_comes_back_with_every_word_and_the_sentence(
    given: dict[str, str], sentence: str
) -> None:
    held = taken(ada())
    assert sentence in kept(send(held, **given), 422)
    assert fresh(held).holder == ada().person


def test_a_form_that_comes_too_late_comes_back_with_every_word() -> None:
    held = taken(ada())
    with time_machine.travel(now() + timedelta(minutes=21)):
        assert "ran out" in kept(send(held), 409)
        queue.take(actor=ben(), claim_id=held.id)
        assert "ben holds this claim until" in kept(send(held), 409)


def test_a_forgotten_tab_overwrites_nothing_and_keeps_its_words() -> None:
    held = taken(ada())
    queue.release(actor=ada(), claim_id=held.id, lease_no=1)
    queue.take(actor=ada(), claim_id=held.id)
    assert "older than your lease" in kept(send(held), 409)


def test_a_form_for_a_withdrawn_article_keeps_its_words() -> None:
    held = taken(ada())
    withdraw.withdraw_article(actor=eve(), article_id=held.article_id, reason="Pulled.")
    assert "withdrawn" in kept(send(held), 409)


def test_after_an_undo_the_form_is_filled_with_what_was_said() -> None:
    review = decided(ada(), rationale=TYPED)
    decide.undo(actor=ada(), claim_id=review.claim_id)
    page = unescape(browser(ada()).get(f"/desk/claims/{review.claim_id}/").content.decode())
    assert TYPED in page
    assert "https://port.example/notice" in page


def test_a_pasted_text_that_is_refused_comes_back() -> None:
    given = {
        "text": "A text\x00 with a fault.",
        "outlet": "A paper",
        "source_url": "ftp://a.example",
    }
    answer = browser(ada()).post("/desk/articles/submit/", given)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "NUL character at place 6" in page
    assert "Only http and https" in page
    assert "with a fault." in page
    assert "A paper" in page
    assert not Article.objects.exists()


def test_a_pasted_text_and_a_posted_one_are_one_article() -> None:
    client = browser(ada())
    first = client.post("/desk/articles/submit/", {"text": "The dam broke.\r\n\r\nTwo were hurt."})
    again = client.post("/desk/articles/submit/", {"text": "The dam broke.\n\nTwo were hurt."})
    assert first["Location"] == again["Location"]
    assert Article.objects.count() == 1


def test_a_reason_that_is_missing_is_said_on_the_page_that_it_was_asked_on() -> None:
    review = decided(ada())
    client = browser(eve())
    answer = client.post(f"/desk/claims/{review.claim_id}/reopen/", {"reason": " "}, follow=True)
    assert "Say why in a sentence" in answer.content.decode()
    assert fresh(review.claim).status == "decided"


LISTS = ["claims/", "articles/", "verdicts/"]
QUERIES: list[dict[str, str]] = [
    {"q": "a\x00b"},
    {"q": "\x00"},
    {"q": "%' OR 1=1 --"},
    {"q": "x" * 5000},
    {"page": "999999"},
    {"page": "-1"},
    {"page": "x"},
    {"page": "9" * 30},
    {"status": "a\x00b"},
    {"since": "0001-01-01T00:00:00+14:00"},
    {"until": "yesterday"},
    {"state": "a\x00b"},
    {"value": "<script>"},
]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_no_question_breaks_a_list(path: str, query: dict[str, str]) -> None:
    pending()
    client = browser(ada(), raise_request_exception=False)
    answer = client.get(f"/desk/{path}", query)
    assert answer.status_code in {200, 400, 422}
    assert b'<script>"' not in answer.content


def test_an_admin_adds_a_user_and_a_refused_one_keeps_its_name() -> None:
    client = browser(root())
    given = {"username": "mia", "role": "reader", "password": "short"}
    answer = client.post("/desk/users/add/", given)
    assert answer.status_code == 422
    assert 'value="mia"' in answer.content.decode()
    assert "short" not in answer.content.decode().replace("too short", "")


def test_a_new_keys_secret_is_shown_once_and_kept_in_no_cache() -> None:
    client = browser(out())
    answer = client.post("/desk/keys/make/", {"name": "wire import"})
    assert answer["Cache-Control"] == "no-store"
    assert "fck_" in answer.content.decode()
    page = client.get("/desk/keys/").content.decode()
    assert "wire import" in page
    assert page.count("fck_") <= 1


def test_the_bars_of_the_terms_are_drawn_against_the_weightiest() -> None:
    rows = [{"label": name, "value": value} for name, value in (("a", 0.4), ("b", -3.2), ("c", 0))]
    assert [(row["label"], row["width"]) for row in _bars(rows)] == [("b", 90), ("a", 11), ("c", 2)]
    assert _bars([]) == []


def test_next_goes_on_in_the_same_story_until_nothing_of_it_waits() -> None:
    story("The dam broke in March.", "It rained.")
    mine = story("The ferry carried 212 people.", "It was late.")
    client = browser(ada())
    form = {"within": "1", "article": str(mine[0].article_id)}
    first = client.post("/desk/take/", form)
    assert first["Location"] == f"/desk/claims/{mine[0].id}/"
    assert "within this story" in client.get(first["Location"]).content.decode()
    held = fresh(mine[0])
    judged = {"lease_no": held.lease_no, "verdict": "unverifiable", "rationale": "Nobody counted."}
    after = client.post(f"/desk/claims/{held.id}/review/", judged)
    assert after["Location"] == f"/desk/claims/{mine[1].id}/"
    last = client.post(f"/desk/claims/{mine[1].id}/review/", judged, follow=True)
    said = last.content.decode()
    assert "Nothing more waits within this story" in said
    assert "Take from the whole queue" in said
    whole = client.post("/desk/take/")
    assert whole["Location"] not in {f"/desk/claims/{one.id}/" for one in mine}
    page = client.get(whole["Location"]).content.decode()
    assert "within this story" not in page


def test_a_filter_is_left_from_the_claim_page_and_a_wrong_one_says_what_there_is() -> None:
    mine = story("The ferry carried 212 people.", "It was late.")
    client = browser(ada())
    wrong = client.post("/desk/take/", {"within": "1", "kind": "rumour"}, follow=True)
    assert "There is no kind “rumour”" in wrong.content.decode()
    address = client.post("/desk/take/", {"within": "1", "article": str(mine[0].article_id)})
    client.post("/desk/take/leave/", headers={"referer": f"http://testserver{address['Location']}"})
    assert "within this story" not in client.get(address["Location"]).content.decode()


def test_a_decision_stands_though_nothing_can_fit_the_kept_filter_any_more() -> None:
    held = queue.take(actor=ada(), claim_id=story("It rained.")[0].id)
    client = browser(ada())
    session = client.session
    session["within"] = {"claimant": "nobody says so"}
    session.save()
    judged = {"lease_no": held.lease_no, "verdict": "unverifiable", "rationale": "Nobody counted."}
    answer = client.post(f"/desk/claims/{held.id}/review/", judged, follow=True)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "Saved: unverifiable." in said
    assert "There is no claimant" in unescape(said)
    assert fresh(held).status == "decided"

"""`claims:search` of Google's Fact Check Tools API, over what this desk has published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck.accounts.keys import make_key, revoke_key
from factcheck.accounts.rights import Right
from factcheck.clock import now
from reviews import publish, recall
from reviews.models import Verdict
from reviews.models_publish import Handout
from tests.compat.desk import SEARCH, put_out, secret_of
from tests.people import ada, ben, browser, decided, eve, pending, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    return secret_of()


def ask(key: str, **params: Any) -> Any:
    return Client(raise_request_exception=False).get(SEARCH, {"key": key, **params})


def texts(key: str, **params: Any) -> list[str]:
    answer = ask(key, **params)
    assert answer.status_code == 200, answer.content
    return [one["text"] for one in answer.json().get("claims", [])]


def refused(answer: Any, code: int, status: str) -> str:
    """Asserts that the refusal is in their shape; returns its sentence."""
    assert answer.status_code == code, answer.content
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (code, status)
    assert error["errors"][0]["message"] == error["message"]
    return str(error["message"])


def to_the_end(key: str, **params: Any) -> list[str]:
    """The claims of every page."""
    found: list[str] = []
    while True:
        answer = ask(key, **params).json()
        found += [one["text"] for one in answer.get("claims", [])]
        if "nextPageToken" not in answer:
            return found
        params["pageToken"] = answer["nextPageToken"]


# ---- what is answered --------------------------------------------------------------------------
def test_a_published_verdict_is_a_claim_with_its_review_in_the_words_of_the_house(
    key: str, settings: Any
) -> None:
    settings.FACTCHECK_PUBLIC_URL = "https://facts.example.com/"
    settings.FACTCHECK_HOUSE = "The Desk"
    settings.FACTCHECK_WORD_DISPUTED = "Mostly wrong"
    version = put_out(
        "The dam broke in March.",
        claimant="Ole Brandt",
        language="en-GB",
        published_at=datetime(2026, 3, 4, 9, tzinfo=UTC),
    )
    assert ask(key, query="dam").json() == {
        "claims": [
            {
                "text": "The dam broke in March.",
                "claimant": "Ole Brandt",
                "claimDate": "2026-03-04T09:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "The Desk", "site": "facts.example.com"},
                        "url": f"https://facts.example.com/verdicts/{version.claim_id}/",
                        "title": "Mostly wrong: The dam broke in March.",
                        "reviewDate": f"{version.published_at:%Y-%m-%dT%H:%M:%SZ}",
                        "textualRating": "Mostly wrong",
                        "languageCode": "en-GB",
                    }
                ],
            }
        ]
    }


def test_nothing_found_is_an_empty_object(key: str) -> None:
    put_out("The dam broke in March.")
    assert ask(key, query="unicorn").json() == {}


def test_only_what_is_published_now_is_found(key: str) -> None:
    decided(ada(), claim=story("A draft of the dam.")[0])
    pending()
    gone = put_out("The retracted dam.")
    publish.retract(actor=eve(), verdict_id=gone.id, note="Forged.")
    wrong = put_out("The corrected dam.")
    publish.correct(actor=eve(), verdict_id=wrong.id, note="Wrong.", value="verified")
    (found,) = ask(key, query="dam").json()["claims"]
    assert found["text"] == "The corrected dam."
    assert found["claimReview"][0]["textualRating"] == "Verified"


def test_the_words_of_the_published_version_are_searched_not_a_later_wording(key: str) -> None:
    version = put_out("The dam broke in March.")
    version.claim.statement = "Secret unicorns"
    version.claim.save(update_fields=["statement"])
    assert texts(key, query="unicorns") == []
    assert texts(key, query="dam") == ["The dam broke in March."]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dam", True),
        ("DAM march", True),
        ("march, dam!", True),
        ("the dam of April", False),
        ("The dam of the March", True),
        ("dams", False),
        ("marc", True),
        ("arch", False),
        ("brandt", True),
        ("ÄRZTE", True),
        ("ärzt", True),
        ("a\u0308rzte", True),
        ("straße", True),
        ("rzte", False),
        ("14", True),
        ("%", False),
        ("b.*ke", False),
        ("the", True),
        ("水位", True),
        ("上昇", True),
    ],
)
def test_each_word_begins_a_word_of_statement_quote_or_claimant(
    key: str, query: str, found: bool
) -> None:
    put_out("The dam broke in March, 14 Ärzte in der Straße say, 水位上昇.", claimant="Ole Brandt")
    assert bool(texts(key, query=query)) == found


def test_the_newest_come_first(key: str) -> None:
    for number in range(3):
        put_out(f"Dam number {number} broke.")
    assert texts(key, query="dam") == [f"Dam number {number} broke." for number in (2, 1, 0)]


def test_the_language_is_compared_without_its_region(key: str) -> None:
    put_out("The British dam.", language="en-GB")
    put_out("The English dam.", language="en")
    put_out("Der Dam am Rhein.", language="de")
    put_out("An enm dam.", language="enm")
    found = ["The English dam.", "The British dam."]
    assert texts(key, query="dam", languageCode="en-US") == found
    assert texts(key, query="dam", languageCode="EN") == found
    assert texts(key, query="dam", languageCode="fr") == []


@pytest.mark.parametrize(
    ("site", "found"),
    [
        ("facts.example.com", True),
        ("www.facts.example.com", True),
        ("example.com", True),
        ("ample.com", False),
        ("nytimes.com", False),
        ("Facts.Example.com", True),
    ],
)
def test_the_site_is_ours_or_there_is_nothing(
    key: str, settings: Any, site: str, found: bool
) -> None:
    settings.FACTCHECK_PUBLIC_URL = "https://facts.example.com"
    put_out("The dam broke in March.")
    assert bool(texts(key, reviewPublisherSiteFilter=site)) == found


def test_the_age_is_that_of_the_review_or_of_the_claim_whichever_is_newer(key: str) -> None:
    with time_machine.travel(now() - timedelta(days=40)):
        put_out("An old dam.")
    with time_machine.travel(now() - timedelta(days=5, hours=12)):
        put_out("A dam of today.", published_at=now() + timedelta(days=1))
    put_out("A new dam.")
    assert texts(key, query="dam", maxAgeDays=5) == ["A new dam.", "A dam of today."]
    assert texts(key, query="dam", maxAgeDays=1) == ["A new dam."]
    assert len(texts(key, query="dam", maxAgeDays=2**31 - 1)) == 3
    assert len(texts(key, query="dam", maxAgeDays=0)) == 3


# ---- pages -------------------------------------------------------------------------------------
def test_ten_come_at_once_and_the_token_opens_the_rest(key: str) -> None:
    expected = [put_out(f"Dam number {number} broke.").content["statement"] for number in range(12)]
    assert len(texts(key, query="dam")) == 10
    assert to_the_end(key, query="dam") == expected[::-1]
    assert to_the_end(key, query="dam", pageSize=3) == expected[::-1]
    assert to_the_end(key, query="dam", pageSize=12) == expected[::-1]
    assert texts(key, query="dam", offset=10) == expected[1::-1]
    assert to_the_end(key, query="dam", offset=4, pageSize=3) == expected[7::-1]
    assert len(texts(key, query="dam", pageSize=100_000)) == 12


def test_rows_of_the_same_moment_are_neither_lost_nor_doubled(key: str) -> None:
    with time_machine.travel(now(), tick=False):
        for number in range(5):
            put_out(f"Dam number {number} broke.")
        assert len(set(to_the_end(key, query="dam", pageSize=2))) == 5


def test_what_comes_in_meanwhile_moves_no_page(key: str) -> None:
    for number in range(4):
        put_out(f"Dam number {number} broke.")
    first = ask(key, query="dam", pageSize=2).json()
    put_out("A dam of just now.")
    second = ask(key, query="dam", pageSize=2, pageToken=first["nextPageToken"]).json()
    assert [one["text"] for one in second["claims"]] == [
        "Dam number 1 broke.",
        "Dam number 0 broke.",
    ]
    assert "nextPageToken" not in second


def test_a_token_opens_only_the_search_that_it_was_given_for(key: str) -> None:
    for number in range(3):
        put_out(f"Dam number {number} broke.")
    token = ask(key, query="dam", pageSize=1).json()["nextPageToken"]
    for other in ({"query": "broke"}, {"query": "dam", "languageCode": "en"}):
        said = refused(ask(key, **other, pageToken=token), 400, "INVALID_ARGUMENT")
        assert "another search" in said
    for forged in ("x", token[:-1] + ("a" if token[-1] != "a" else "b"), "é" * 50, f"a{token}"):
        said = refused(ask(key, query="dam", pageToken=forged), 400, "INVALID_ARGUMENT")
        assert "pageToken" in said


@pytest.mark.parametrize("many", [1, 10])
def test_a_page_asks_the_same_few_questions_however_long(
    key: str, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        put_out(f"Dam number {number} broke.", outlet="The Dawn")
    ask(key, query="dam")
    with django_assert_num_queries(9):
        assert len(texts(key, query="dam")) == many


# ---- what is refused ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({}, "query"),
        ({"query": " "}, "query"),
        ({"query": "dam", "colour": "red"}, 'Unknown name "colour"'),
        ({"query": "dam", "page_size": "3"}, 'Unknown name "page_size"'),
        ({"query": "dam", "pageSize": "many"}, "pageSize"),
        ({"query": "dam", "pageSize": "-1"}, "pageSize"),
        ({"query": "dam", "offset": "2147483648"}, "offset"),
        ({"query": "dam", "maxAgeDays": "١"}, "maxAgeDays"),
        ({"query": "dam", "languageCode": "en_US; drop"}, "languageCode"),
        ({"query": "x" * 1001}, "1000 characters"),
        ({"query": " ".join(map(str, range(41)))}, "40 words"),
        ({"query": "da\x00m"}, "NUL"),
        ({"query": ["dam", "broke"]}, "twice"),
        ({"query": "dam", "callback": "f"}, "callback"),
        ({"query": "dam", "alt": "proto"}, "alt"),
    ],
)
def test_what_is_wrong_is_named_in_their_shape(key: str, params: dict[str, Any], said: str) -> None:
    answer = ask(key, **params)
    assert said in refused(answer, 400, "INVALID_ARGUMENT")
    (details,) = answer.json()["error"]["details"]
    assert details["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    assert details["fieldViolations"][0]["field"] in {*params, "query"}


def test_what_every_client_of_theirs_sends_is_taken(key: str) -> None:
    put_out("The dam broke in March.")
    given = {"alt": "json", "prettyPrint": "false", "fields": "claims(text)", "quotaUser": "me"}
    answer = ask(key, query="dam", **given, **{"$.xgafv": "2", "uploadType": ""})
    assert answer.status_code == 200
    assert b"\n" not in answer.content


def test_the_key_comes_in_the_address_or_in_a_header() -> None:
    secret = secret_of()
    for headers in ({"X-Goog-Api-Key": secret}, {"Authorization": f"Bearer {secret}"}):
        assert Client().get(SEARCH, {"query": "dam"}, headers=headers).status_code == 200


def test_without_a_live_key_that_may_read_nothing_is_answered() -> None:
    revoked = make_key(actor=ben(), name="old", scopes=[])
    revoke_key(actor=ben(), key_id=revoked.pk)
    narrow = secret_of(ben(), Right.SUBMIT)
    for key in ("", "fck_wrong", "AIza", "\x00", revoked.secret, narrow):
        refused(ask(key, query="dam"), 403, "PERMISSION_DENIED")
    # A login is no key: another's page could ask in the person's name.
    refused(browser(ada()).get(SEARCH, {"query": "dam"}), 403, "PERMISSION_DENIED")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "claims:imageSearch"),
        ("post", "claims:imageSearch"),
        ("post", "claims:search"),
        ("put", "claims:search"),
        ("get", "pages"),
        ("delete", "pages/1"),
    ],
)
def test_what_is_not_ours_is_not_found_in_their_shape(key: str, method: str, path: str) -> None:
    address = f"/compat/google/v1alpha1/{path}?key={key}&query=dam"
    refused(getattr(Client(), method)(address), 404, "NOT_FOUND")


def test_an_address_too_long_for_a_get_may_come_as_a_form(key: str) -> None:
    put_out("The dam broke in March.")
    headers = {"X-HTTP-Method-Override": "GET"}
    answer = Client().post(SEARCH, {"key": key, "query": "dam"}, headers=headers)
    assert len(answer.json()["claims"]) == 1


# ---- recall ------------------------------------------------------------------------------------
def holders(version: Verdict) -> list[tuple[str, dict[str, str]]]:
    version.refresh_from_db()
    return [(one.way, dict(one.filters)) for one in recall.holders(version)]


def test_who_was_given_a_verdict_is_named_until_they_ask_again(key: str) -> None:
    version = put_out("The dam broke in March.")
    assert texts(key, query="dam", languageCode="", pageSize=5)
    publish.retract(actor=eve(), verdict_id=version.id, note="Forged.")
    assert holders(version) == [("google", {"query": "dam"})]
    assert texts(key, query="dam") == []
    assert holders(version) == []


def test_a_later_page_does_not_count_as_having_come_again(key: str) -> None:
    for number in range(3):
        version = put_out(f"Dam number {number} broke.")
    token = ask(key, query="dam", pageSize=1).json()["nextPageToken"]
    publish.correct(actor=eve(), verdict_id=version.id, note="Wrong.", value="verified")
    assert len(texts(key, query="dam", pageToken=token)) == 2
    assert holders(version) == [("google", {"query": "dam"})]


def test_who_found_nothing_was_given_nothing(key: str) -> None:
    put_out("The dam broke in March.")
    assert texts(key, query="unicorn") == []
    assert not Handout.objects.exists()

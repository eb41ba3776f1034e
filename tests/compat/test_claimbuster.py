"""ClaimBuster's scoring, version 2: a text in, the worthiness of each sentence out."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from claims.reading.worthiness import of_sentence
from factcheck.accounts.rights import Right
from tests.compat.desk import SCORE, secret_of
from tests.people import ada, ben, browser

pytestmark = pytest.mark.django_db
CLAIM = "We cut unemployment by 4 percent last year."


@pytest.fixture
def key() -> dict[str, str]:
    return {"x-api-key": secret_of()}


def get(key: dict[str, str], text: str, sentences: str = "") -> Any:
    return Client().get(f"{SCORE}{sentences}{quote(text, safe='')}", headers=key)


def post(key: dict[str, str], body: Any, kind: str = "application/json") -> Any:
    raw = body if isinstance(body, bytes | str) else json.dumps(body)
    return Client().post(SCORE, raw, content_type=kind, headers=key)


def test_a_text_is_scored_as_one_sentence(key: dict[str, str]) -> None:
    text = f"{CLAIM} Thank you."
    assert get(key, text).json() == {
        "version": "2",
        "claim": text,
        "results": [{"index": 0, "text": text, "score": of_sentence(text)[0]}],
    }


def test_sentences_are_scored_one_by_one(key: dict[str, str]) -> None:
    found = get(key, f"{CLAIM} Thank you.\n\nDr. A. Smith agreed", "sentences/").json()["results"]
    assert [(one["index"], one["text"]) for one in found] == [
        (0, CLAIM),
        (1, "Thank you."),
        (2, "Dr. A. Smith agreed"),
    ]
    assert [one["score"] for one in found] == [of_sentence(one["text"])[0] for one in found]
    assert found[0]["score"] > 0.9
    assert found[1]["score"] < 0.1


def test_in_another_language_a_sentence_without_a_claim_has_nothing(key: dict[str, str]) -> None:
    text = (
        "Die Arbeitslosigkeit ist im vergangenen Jahr um 14 Prozent gestiegen. Was sagen Sie dazu?"
    )
    found = get(key, text, "sentences/").json()["results"]
    assert [one["score"] > 0.5 for one in found] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "50/50 chances?",
        "a+b & c=d #1",
        "two\nlines",
        "100 %",
        "Ärzte — “so”",
        "sentences",
        "/a//b/",
    ],
)
def test_the_text_in_the_address_is_read_to_the_letter(key: dict[str, str], text: str) -> None:
    sentences = "" if text != "sentences" else "sentences/"
    answer = get(key, text, sentences)
    assert answer.json()["claim"] == text
    assert answer.json()["results"][0]["text"] == text


def test_json_and_forms_are_read_with_a_slash_at_the_end_and_without(key: dict[str, str]) -> None:
    client = Client()
    for address in (SCORE, SCORE[:-1], f"{SCORE}sentences/", f"{SCORE}sentences"):
        for sent in (
            {"data": json.dumps({"input_text": CLAIM}), "content_type": "application/json"},
            {"data": {"input_text": CLAIM}},
            {
                "data": f"input_text={quote(CLAIM)}",
                "content_type": "application/x-www-form-urlencoded",
            },
        ):
            answer = client.post(address, headers=key, **sent)
            assert answer.status_code == 200, (address, answer.content)
            assert answer.json()["results"][0]["text"] == CLAIM


def test_who_posts_needs_no_cookie_and_no_token_of_a_form(key: dict[str, str]) -> None:
    answer = Client(enforce_csrf_checks=True).post(SCORE, {"input_text": CLAIM}, headers=key)
    assert answer.status_code == 200


def test_without_a_live_key_nothing_is_answered() -> None:
    for headers in ({}, {"x-api-key": "fck_wrong"}, {"x-api-key": "é"}):
        answer = Client().get(SCORE + "A.", headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "key")
        assert answer.json()["detail"]
        assert "WWW-Authenticate" in answer
    assert browser(ada()).get(SCORE + "A.").status_code == 401
    narrow = {"x-api-key": secret_of(ben(), Right.SUBMIT)}
    answer = Client().get(SCORE + "A.", headers=narrow)
    assert (answer.status_code, answer.json()["error"]) == (403, "scope")


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({"input_text": ""}, 422, "empty"),
        ({"input_text": " \n "}, 422, "empty"),
        ({}, 422, "required"),
        ({"input_text": ["a"]}, 422, "required"),
        ({"input_text": None}, 422, "required"),
        ({"input_text": "a\x00b"}, 422, "nul"),
        ('{"input_text": "\\ud800"}', 422, "surrogate"),
        ('{"input_text": "a", "input_text": "b"}', 422, "twice"),
        ("[]", 400, "json"),
        ("{", 400, "json"),
        (b"\xff", 400, "encoding"),
    ],
)
def test_what_cannot_be_scored_is_refused_with_a_sentence(
    key: dict[str, str], body: Any, status: int, error: str
) -> None:
    answer = post(key, body)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["detail"].endswith((".", "…"))


def test_a_form_without_the_field_is_told_which(key: dict[str, str]) -> None:
    answer = post(key, json.dumps({"input_text": CLAIM}), "application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "input_text" in answer.json()["detail"]
    answer = post(key, b"no parts", "multipart/form-data; boundary=x")
    assert answer.status_code in {400, 422}
    assert answer.json()["detail"]
    assert post(key, b"x", "multipart/form-data").status_code == 400


def test_a_text_too_long_is_a_413(key: dict[str, str], settings: Any) -> None:
    settings.FACTCHECK_TEXT_LIMIT = 100
    answer = post(key, {"input_text": "a" * 101})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_long")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 200
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        answer = post(key, "a" * 300, kind)
        assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


def test_an_address_without_a_text_says_so(key: dict[str, str]) -> None:
    for address in (SCORE, f"{SCORE}sentences/"):
        answer = Client().get(address, headers=key)
        assert (answer.status_code, answer.json()["error"]) == (422, "empty")


def test_the_rest_of_that_api_is_not_here(key: dict[str, str]) -> None:
    answer = Client().get("/compat/claimbuster/api/v2/query/knowledge_bases/a", headers=key)
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    answer = Client().put(SCORE + "A.", headers=key)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_a_long_speech_is_scored_in_seconds(key: dict[str, str]) -> None:
    before = time.monotonic()
    found = post(key, {"input_text": f"{CLAIM}\n" * 5000}).json()["results"]
    assert len(found) == 1
    answer = Client().post(f"{SCORE}sentences/", {"input_text": f"{CLAIM}\n" * 5000}, headers=key)
    assert len(answer.json()["results"]) == 5000
    assert time.monotonic() - before < 60

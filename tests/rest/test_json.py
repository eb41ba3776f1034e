"""What is no JSON, or more than JSON: refused with the place, never a 500, nothing written."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Article
from tests.people import Program, ada

pytestmark = pytest.mark.django_db


def post(raw: bytes | str, **more: Any) -> Any:
    """Posts raw bytes as an article; nothing may come of it."""
    answer = Program(ada()).post("articles/", raw, **more)
    assert not Article.objects.exists()
    assert answer["Content-Type"] == "application/problem+json"
    return answer


NO_JSON = {
    "words": b"The dam broke.",
    "half": b'{"text": "The dam',
    "a comma too many": b'{"text": "The dam broke.",}',
    "single quotes": b"{'text': 'x'}",
    "NaN": b'{"text": NaN}',
    "Infinity": b'{"text": "x", "outlet": -Infinity}',
    "a number too long": b'{"text": ' + b"9" * 5000 + b"}",
    "a list": b'["text"]',
    "a string": b'"text"',
    "null": b"null",
    "a raw line feed": b'{"text": "a\nb"}',
}


@pytest.mark.parametrize("raw", NO_JSON.values(), ids=NO_JSON.keys())
def test_what_is_no_json_object_is_400(raw: bytes) -> None:
    answer = post(raw)
    assert (answer.status_code, answer.json()["code"]) == (400, "json")


def test_the_place_of_the_fault_is_named() -> None:
    assert post(b'{"text":\n  oops}').json()["detail"].endswith("at line 2, column 3.")


def test_what_is_not_utf8_is_400_with_the_byte() -> None:
    answer = post('{"text": "café"}'.encode("latin-1"))
    assert (answer.status_code, answer.json()["code"]) == (400, "encoding")
    assert "byte 13 is 0xe9" in answer.json()["detail"]


def test_a_byte_order_mark_before_json_does_no_harm() -> None:
    answer = Program(ada()).post("articles/", b'\xef\xbb\xbf{"text": "The dam broke."}')
    assert answer.status_code == 202


@pytest.mark.parametrize("raw", [b"", b"{}"])
def test_an_empty_body_lacks_the_text(raw: bytes) -> None:
    answer = Program(ada()).post("articles/", raw)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["text"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b'{"text": "a", "text": "b"}', "text"),
        (b'{"text": "a", "headline": {"a": 1, "a": 2}}', "a"),
    ],
)
def test_a_name_given_twice_is_named(raw: bytes, name: str) -> None:
    answer = post(raw)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": name, "code": "twice", "message": f"“{name}” is given twice. Send it once."}
    ]


@pytest.mark.parametrize("depth", [50, 800, 900, 950, 980, 990, 1000, 5000, 100_000])
@pytest.mark.parametrize("once", [None, "deep-1"])
def test_deep_nesting_is_refused_at_any_depth(depth: int, once: str | None) -> None:
    answer = post(b'{"text": ' + b"[" * depth + b"]" * depth + b"}", once=once)
    assert answer.status_code == 422, answer.content
    assert [error["field"] for error in answer.json()["errors"]] == ["text"]


@pytest.mark.parametrize("name", ["text", "headline", "outlet", "external_id", "source_url"])
@pytest.mark.parametrize("value", [42, 1.5, True, None, ["a"], {"a": "b"}])
def test_a_string_is_a_string_and_nothing_that_turns_into_one(name: str, value: Any) -> None:
    answer = Program(ada()).post("articles/", {"text": "The dam broke.", name: value})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [name]
    assert not Article.objects.exists()


@pytest.mark.parametrize("name", ["text", "headline", "outlet", "external_id", "source_url"])
@pytest.mark.parametrize("bad", [r"\u0000", r"\ud800", r"\udc00\ud800"])
def test_characters_that_no_database_holds_are_named(name: str, bad: str) -> None:
    good = "" if name == "text" else '"text": "The dam broke.", '
    answer = post(f'{{{good}"{name}": "a{bad}b"}}')
    assert answer.status_code == 422, answer.content
    assert {error["field"] for error in answer.json()["errors"]} == {name}


@pytest.mark.parametrize(
    "raw",
    [
        rb'{"text": "x", "\ud800": 1}',
        rb'{"text": "x", "\ud800": 1, "\ud800": 2}',
        rb'{"text": "x", "\u0000": 1}',
    ],
)
def test_a_name_that_cannot_be_is_refused_too(raw: bytes) -> None:
    answer = post(raw)
    assert answer.status_code == 422, answer.content
    assert len(answer.json()["errors"]) == 1


def test_a_pair_of_halves_is_a_whole_character() -> None:
    answer = Program(ada()).post("articles/", rb'{"text": "The ship \ud83d\udea2 sails."}')
    assert answer.status_code == 202


def test_a_body_over_the_limit_is_refused_before_it_is_read_whole(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = post(b'{"text": "' + b"a" * 1000 + b'"}')
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "1,000" in answer.json()["detail"]


DATES = {
    "2024-02-31": "date",
    "2024-5-6": "date",
    "04/05/2024": "date",
    "0000-01-01T00:00:00Z": "date",
    "0001-01-01T00:00:00+14:00": "date",
    "yesterday": "date",
    "": "date",
    "2024-05-06T10:00:00": "zone",
    "9999-12-31T23:59:59Z": "future",
    "9999-12-31T23:59:59-14:00": "date",
}


@pytest.mark.parametrize(("given", "code"), DATES.items(), ids=DATES.keys())
def test_a_date_that_is_none_is_named_and_never_guessed(given: str, code: str) -> None:
    answer = Program(ada()).post("articles/", {"text": "The dam broke.", "published_at": given})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == ("published_at", code)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2024-05-06", "2024-05-06T00:00:00Z"),
        ("2024-05-07T00:30:00+14:00", "2024-05-06T10:30:00Z"),
        ("2024-05-06T10:30:00.5Z", "2024-05-06T10:30:00.500000Z"),
    ],
)
def test_a_date_is_kept_as_an_instant(given: str, kept: str) -> None:
    program = Program(ada())
    made = program.post("articles/", {"text": "The dam broke.", "published_at": given}).json()
    assert program.get(f"articles/{made['id']}/").json()["published_at"] == kept

"""The files of bad and hostile input, each at the door that it is meant for.

They are other people's words and stay beside the project; where they are not there, these tests
say so and are skipped.
"""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from claims import pipeline
from claims.models import Article, Claim, Extraction
from reviews.models import Review
from tests.people import Program, ada, browser, fresh, taken

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bad-inputs"
INDEX = FOLDER / "index.jsonl"
DOORS = ("text", "json", "citation", "url")
OTHERS = ("file", "html", "csv", "jsonl", "feed")  # tests/intake/test_bad_inputs.py


def _cases(*doors: str) -> list[Any]:
    if not INDEX.exists():
        reason = "the files of bad input are not beside the project"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    rows = [json.loads(line) for line in INDEX.read_text(encoding="utf-8").splitlines()]
    assert {row["door"] for row in rows} == {*DOORS, *OTHERS}
    return [pytest.param(row, id=row["file"]) for row in rows if row["door"] in doors]


def _text(name: str) -> str:
    """A file as a form or a program sends it: to the byte."""
    return (FOLDER / name).read_bytes().decode("utf-8")


def _read_all() -> None:
    """The worker reads whatever is owed."""
    for run in Extraction.objects.filter(finished_at=None):
        pipeline.extract(run.id)


def _send(case: dict[str, Any]) -> Any:
    program = Program(ada())
    if case["door"] == "text":
        return program.post("articles/", {"text": _text(case["file"])})
    if case["door"] == "json":
        return program.post("articles/", (FOLDER / case["file"]).read_bytes())
    held = taken(ada())
    body = json.loads(_text(case["file"]))
    body |= {"lease_no": held.lease_no, "rationale": "The notice says otherwise."}
    return program.post(f"claims/{held.id}/review/", body)


@pytest.mark.django_db
@pytest.mark.parametrize("case", _cases("text", "json", "citation"))
def test_every_bad_input_gets_the_answer_that_is_right_for_it(case: dict[str, Any]) -> None:
    answer = _send(case)

    accepted = answer.status_code < 300
    assert answer.status_code in {200, 202, 400, 422}, answer.content
    if case["expect"] != "either":
        assert accepted == (case["expect"] == "accepted"), answer.content
    if not accepted:
        problem = answer.json()
        named = {error["field"] for error in problem["errors"]}
        assert {name.strip() for name in case["field"].split(",")} <= named
        assert all(error["message"] for error in problem["errors"])
        assert not Review.objects.exists()
        if case["door"] != "citation":
            assert not Article.objects.exists()
        return
    _read_all()
    run = Extraction.objects.latest("id")
    assert (run.status, run.error) == ("done", "")
    text = run.revision.text
    for claim in Claim.objects.all():
        assert text[claim.start : claim.end] == claim.quote
    pages = browser(ada())
    article = run.revision.article_id
    assert pages.get(f"/desk/articles/{article}/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("case", _cases("url"))
def test_every_bad_address_of_a_source_is_refused_at_its_field(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A good one is asked for, here where no name is known. `tests/kernel/test_net.py` has more."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: _unknown())
    answer = Program(ada()).post("snapshots/", {"url": _text(case["file"])})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"]) == (422, "url")
    assert (error["code"] == "unreachable") == (case["expect"] == "accepted")
    assert b"secret" not in answer.content


def _unknown() -> Any:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.mark.django_db
@pytest.mark.parametrize("case", _cases("text"))
def test_the_desk_answers_a_bad_text_as_the_rest_door_does(case: dict[str, Any]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(ada().person)
    over_rest = Program(ada()).post("articles/", {"text": _text(case["file"])}).status_code
    answer = client.post("/desk/articles/submit/", {"text": _text(case["file"])})
    assert answer.status_code == (302 if over_rest < 300 else 422)


needs_files = pytest.mark.skipif(
    not INDEX.exists(), reason="the files of bad input are not beside the project"
)


@needs_files
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["crlf.txt", "lone-cr.txt"])
def test_other_line_ends_are_the_same_article(name: str) -> None:
    program = Program(ada())
    first = program.post("articles/", {"text": _text("lf.txt")}).json()
    again = program.post("articles/", {"text": _text(name)})
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert again.json()["duplicate"] is True


@needs_files
@pytest.mark.django_db
def test_one_word_is_a_story_without_claims() -> None:
    Program(ada()).post("articles/", {"text": _text("one-word.txt")})
    _read_all()
    assert Extraction.objects.get().found == 0
    assert not Claim.objects.exists()


@needs_files
@pytest.mark.django_db
def test_the_place_of_the_first_nul_is_named() -> None:
    text = _text("nul-bytes.txt")
    answer = Program(ada()).post("articles/", {"text": text})
    assert f"at place {text.index(chr(0))}" in answer.json()["errors"][0]["message"]


@needs_files
@pytest.mark.django_db
def test_four_wrong_types_are_named_in_one_answer() -> None:
    answer = Program(ada()).post("articles/", (FOLDER / "wrong-types.json").read_bytes())
    named = [error["field"] for error in answer.json()["errors"]]
    assert sorted(named) == ["headline", "language", "published_at", "text"]


@needs_files
@pytest.mark.django_db
def test_a_time_fourteen_hours_ahead_is_kept_as_its_instant() -> None:
    program = Program(ada())
    raw = (FOLDER / "date-offset-plus-14.json").read_bytes()
    made = program.post("articles/", raw).json()
    shown = program.get(f"articles/{made['id']}/").json()
    assert shown["published_at"] == "2024-05-06T10:30:00Z"


@needs_files
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("emoji-and-astral.txt", "At least 14 passengers"),
        ("bidi-override.txt", "312"),
        ("combining-marks.txt", "e\u0301"),
    ],
)
def test_words_after_odd_characters_stay_to_the_letter(name: str, words: str) -> None:
    program = Program(ada())
    made = program.post("articles/", {"text": _text(name)}).json()
    _read_all()
    shown = program.get(f"articles/{made['id']}/").json()["text"]
    quotes = [
        one["quote"] for one in program.get(f"articles/{made['id']}/claims/").json()["results"]
    ]
    assert words in shown.replace("\u202e", "").replace("\u202c", "")
    assert all(quote in shown for quote in quotes)


@pytest.mark.django_db
@pytest.mark.parametrize("verdict", ["verified", "disputed"])
def test_what_was_refused_left_the_lease_as_it_was(verdict: str) -> None:
    held = taken(ada())
    body = {"lease_no": 1, "verdict": verdict, "rationale": "r", "citations": []}
    assert Program(ada()).post(f"claims/{held.id}/review/", body).status_code == 422
    assert fresh(held).held_until == held.held_until

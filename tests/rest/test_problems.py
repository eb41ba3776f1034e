"""Every refusal over REST is a problem (RFC 9457) with a code, the fields and the request's id."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Article
from factcheck.accounts.rights import Right
from reviews import queue
from tests.people import Program, ada, ben, browser, decided, eve, out, pending, taken

# Of nobody; the same in every process, so that all collect the same tests.
NOBODY = "01a20000-0000-7000-8000-000000000000"

pytestmark = pytest.mark.django_db


def problem(answer: Any, status: int, code: str, *fields: str) -> dict[str, Any]:
    """The body, after what every problem must have."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "code", "errors", "request_id"}
    assert (body["status"], body["code"]) == (status, code)
    assert body["detail"].strip()
    assert body["request_id"] == answer["X-Request-ID"]
    assert len(body["request_id"]) >= 8
    assert [error["field"] for error in body["errors"]] == list(fields)
    assert all(error["code"] and error["message"] for error in body["errors"])
    return body


def test_without_a_key_it_is_401_with_the_way_in() -> None:
    answer = Program(None).get("articles/")
    problem(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"] == 'Bearer realm="factcheck"'


def test_without_the_role_it_is_403_with_the_role_it_takes() -> None:
    body = problem(Program(out()).post("articles/", {"text": "x"}), 403, "role")
    assert body["detail"] == "This needs the role reviewer or higher; out is reader."


def test_without_the_scope_it_is_403_with_the_scope() -> None:
    problem(Program(eve(), [Right.READ]).post("queue/take/"), 403, "scope")


@pytest.mark.parametrize(
    "path",
    [
        f"articles/{NOBODY}/",
        f"articles/{NOBODY}/claims/",
        f"claims/{NOBODY}/",
        f"verdicts/{NOBODY}/",
    ],
)
def test_what_is_not_there_is_404(path: str) -> None:
    problem(Program(ada()).get(path), 404, "not_found")


@pytest.mark.parametrize(
    "path", ["nothing/", "articles/1/", "articles/not-an-id/", "exports/verdicts.pdf", "claims"]
)
def test_an_address_that_is_none_is_404(path: str) -> None:
    answer = Program(ada()).get(path)
    if answer.status_code == 301:
        assert answer["Location"].endswith("/claims/")
    else:
        problem(answer, 404, "not_found")


VERBS = ("take", "renew", "release", "skip", "promote", "dismiss", "review", "reopen", "undo")
BODIES: dict[str, dict[str, Any]] = {
    "renew": {"lease_no": 1},
    "skip": {"lease_no": 1},
    "review": {"lease_no": 1, "verdict": "verified", "rationale": "r"},
    "reopen": {"reason": "r"},
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_on_a_claim_that_is_not_there_is_404(verb: str) -> None:
    answer = Program(eve()).post(f"claims/{NOBODY}/{verb}/", BODIES.get(verb))
    problem(answer, 404, "not_found")


@pytest.mark.parametrize("path", ["queue/take/", "read/", f"claims/{NOBODY}/review/"])
def test_a_verb_is_not_read_but_posted(path: str) -> None:
    answer = Program(ada()).get(path)
    problem(answer, 405, "method_not_allowed")
    assert "POST" in answer["Allow"]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_is_patched_or_deleted(method: str) -> None:
    program = Program(ada())
    for path in ("articles/", f"claims/{pending().id}/"):
        send = getattr(program.client, method)
        answer = send(f"/api/v1/{path}", headers=program.headers)
        problem(answer, 405, "method_not_allowed")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/xml", "x"])
def test_another_type_is_415_at_the_rest_door(kind: str) -> None:
    program = Program(ada())
    answer = program.client.post(
        "/api/v1/articles/", b"text=The+dam+broke.", content_type=kind, headers=program.headers
    )
    problem(answer, 415, "unsupported_media_type")


def test_a_claim_that_somebody_else_holds_is_409_with_their_name() -> None:
    held = taken(ada())
    body = problem(Program(ben()).post(f"claims/{held.id}/take/"), 409, "held_by_other")
    assert body["detail"].startswith("ada holds this claim until ")


def test_a_stale_page_is_409() -> None:
    held = taken(ada())
    queue.release(actor=ada(), claim_id=held.id, lease_no=1)
    queue.take(actor=ada(), claim_id=held.id)
    answer = Program(ada()).post(f"claims/{held.id}/review/", BODIES["review"])
    problem(answer, 409, "stale_lease")


def test_a_judgement_with_many_faults_names_them_all_at_once() -> None:
    held = taken(ada())
    body = {
        "lease_no": 1,
        "verdict": "maybe",
        "rationale": " ",
        "citations": [{"url": "javascript:alert(1)", "stance": "likes"}],
    }
    problem(
        Program(ada()).post(f"claims/{held.id}/review/", body),
        422,
        "invalid",
        "verdict",
        "rationale",
        "citations[0].url",
        "citations[0].stance",
    )


def test_wrong_shapes_inside_a_list_are_named_with_their_place() -> None:
    held = taken(ada())
    body = {
        "lease_no": "one",
        "verdict": 3,
        "rationale": ["r"],
        "citations": [
            {"url": "https://a.example/"},
            {"url": 7, "date": "yesterday", "colour": "red"},
        ],
    }
    answer = Program(ada()).post(f"claims/{held.id}/review/", body)
    assert answer.status_code == 422
    found = {error["field"] for error in answer.json()["errors"]}
    assert found == {
        "lease_no",
        "verdict",
        "rationale",
        "citations[1].url",
        "citations[1].date",
        "citations[1].colour",
    }


@pytest.mark.parametrize("citations", ["x", 1, {"url": "https://a.example/"}, [1], [["x"]], None])
def test_citations_that_are_no_list_of_objects_are_named(citations: Any) -> None:
    held = taken(ada())
    body = {"lease_no": 1, "verdict": "verified", "rationale": "r", "citations": citations}
    answer = Program(ada()).post(f"claims/{held.id}/review/", body)
    assert answer.status_code == 422, answer.content
    assert all(error["field"].startswith("citations") for error in answer.json()["errors"])


def test_an_unknown_field_is_named_with_those_there_are() -> None:
    body = problem(
        Program(ada()).post("articles/", {"text": "The dam broke.", "txet": "x", "tags": []}),
        422,
        "invalid",
        "txet",
        "tags",
    )
    assert "There are: text, html, url, source_url, outlet" in body["errors"][0]["message"]
    assert not Article.objects.exists()


def test_a_field_for_a_command_without_fields_is_named() -> None:
    answer = Program(ada()).post(f"claims/{pending().id}/take/", {"force": True})
    body = problem(answer, 422, "invalid", "force")
    assert body["errors"][0]["message"].endswith("None is taken.")


LISTS = ["articles/", "claims/", "verdicts/", "exports/verdicts.csv", "events/"]


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_filter_is_named_with_those_there_are(path: str) -> None:
    body = problem(Program(ada()).get(path, colour="red"), 422, "invalid", "colour")
    assert "There are: " in body["errors"][0]["message"]


WRONG_VALUES = [
    ("articles/", "withdrawn", "perhaps"),
    ("claims/", "article", "not-an-id"),
    ("claims/", "worthiness_min", "high"),
    ("claims/", "worthiness_min", "NaN"),
    ("claims/", "q", "a\x00b"),
    ("verdicts/", "since", "yesterday"),
    ("verdicts/", "reviewer", "a\x00b"),
    ("events/", "after", "one"),
]


@pytest.mark.parametrize(("path", "name", "value"), WRONG_VALUES)
def test_a_value_that_a_filter_does_not_take_is_named(path: str, name: str, value: str) -> None:
    answer = Program(ada()).get(path, **{name: value})
    if (name, value) == ("withdrawn", "perhaps"):
        assert answer.status_code in {200, 422}
        return
    problem(answer, 422, "invalid", name)


EXTREMES = [
    ("verdicts/", "since", "0001-01-01T00:00:00+14:00"),
    ("verdicts/", "until", "9999-12-31T23:59:59-14:00"),
    ("claims/", "worthiness_min", "1e400"),
    ("claims/", "worthiness_min", "-1e400"),
    ("articles/", "limit", "0"),
    ("articles/", "limit", "-1"),
    ("articles/", "limit", "9" * 40),
    ("articles/", "limit", "many"),
    ("articles/", "cursor", "%%%"),
    ("articles/", "cursor", "cD1ub3QtYW4taWQ="),
    ("claims/", "cursor", "cD0lMDA="),
    ("claims/", "cursor", "bz05OTk5OTk5OTk5OTk5OTk5OTk5OQ=="),
    ("articles/", "format", "xml"),
    ("claims/", "status", "x" * 5000),
    ("claims/", "holder", "\ud7ff"),
]


@pytest.mark.parametrize(("path", "name", "value"), EXTREMES)
def test_no_extreme_in_the_query_breaks_the_desk(path: str, name: str, value: str) -> None:
    decided(ada())
    answer = Program(ada()).get(path, **{name: value})
    assert answer.status_code in {200, 404, 422}, answer.content
    if answer.status_code != 200:
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "a\x00b"},
        {"kind": "\ud800"},
        {"kind": "rumour"},
        {"kind": ["quote"]},
        {"article": 10**40},
        '{"article": 1e400}',
    ],
)
def test_no_extreme_in_a_take_breaks_the_desk(body: Any) -> None:
    pending()
    answer = Program(ada()).post("queue/take/", body)
    assert answer.status_code == 422, answer.content


@pytest.mark.parametrize(
    "number", ["0", "-1", "1.5", "1e400", "9" * 40, '"1"', "true", "null", '"²"', "[1]"]
)
def test_no_lease_number_breaks_the_desk(number: str) -> None:
    held = taken(ada())
    answer = Program(ada()).post(f"claims/{held.id}/renew/", f'{{"lease_no": {number}}}')
    assert answer.status_code in {200, 409, 422}, answer.content


def test_a_fault_of_ours_is_500_without_a_word_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("reviews.api.queue.take_next", broken)
    body = problem(Program(ada()).post("queue/take/"), 500, "server_error")
    assert "secret detail" not in str(body)


def test_the_callers_request_id_is_kept_where_it_is_a_plain_word() -> None:
    program = Program(ada())
    for given, kept in (("trace-0001", True), ("a b", False), ("x" * 65, False), ("<b>", False)):
        answer = program.client.get(
            "/api/v1/articles/", headers={**program.headers, "X-Request-ID": given}
        )
        assert (answer["X-Request-ID"] == given) == kept


def test_the_desks_session_opens_the_rest_door_too() -> None:
    assert browser(ada()).get("/api/v1/articles/").status_code == 200

"""Exports: what a row holds, that a spreadsheet runs nothing, who gets which rows."""

from __future__ import annotations

import csv
import html
import io
import json
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.management import CommandError, call_command

from claims.models import Article, Claim
from factcheck.cells import defuse
from factcheck.clock import now
from factcheck.events.models import Event
from reviews import decide, publish, withdraw
from reviews.evidence import Source
from reviews.exports.formats import as_csv, as_jsonl
from reviews.models import Review, Verdict
from tests.people import (
    Program,
    ada,
    ben,
    bring,
    browser,
    decided,
    eve,
    out,
    pending,
    reviewed,
    story,
)

pytestmark = pytest.mark.django_db


def body(answer: Any) -> str:
    """A streamed answer's text."""
    assert answer.streaming
    return b"".join(answer.streaming_content).decode()


def csv_rows(answer: Any) -> list[dict[str, str]]:
    """The rows of a CSV answer by column."""
    text = body(answer)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def jsonl_rows(answer: Any) -> list[dict[str, Any]]:
    """The rows of a JSON Lines answer."""
    return [json.loads(line) for line in body(answer).splitlines()]


def one_decided() -> Review:
    """A claim of a story with all its particulars, decided by Ada with two sources."""
    claim = story(
        "The dam broke in March.",
        outlet="Harbour Post",
        headline="Dam breaks",
        source_url="https://post.example/dam",
    )[0]
    return decided(
        ada(),
        claim=claim,
        verdict="verified",
        rationale="Both say so,\n“exactly” so.",
        citations=[
            Source("https://a.example/1", title="First; with a semicolon", publisher="A"),
            Source("https://b.example/2", stance="context", excerpt="It broke, they said"),
        ],
    )


def test_a_row_holds_all_that_an_editor_asks_for() -> None:
    review = one_decided()
    (row,) = jsonl_rows(Program(eve()).get("exports/verdicts.jsonl"))
    claim, verdict = review.claim, Verdict.objects.get()
    assert row["statement"] == row["quote"] == "The dam broke in March."
    assert row["claimant"] == ""
    assert (row["verdict"], row["state"], row["version"]) == ("verified", "draft", 1)
    assert row["rationale"] == "Both say so,\n“exactly” so."
    assert [one["url"] for one in row["citations"]] == [
        "https://a.example/1",
        "https://b.example/2",
    ]
    assert row["citations"][1]["excerpt"] == "It broke, they said"
    assert row["reviewer"] == "ada"
    assert row["reviewed_at"] == review.created_at.isoformat()
    assert row["decided_at"] == verdict.created_at.isoformat()
    assert (row["published_at"], row["ended_at"]) == ("", "")
    assert (row["article_id"], row["revision"]) == (str(claim.article_id), 1)
    assert (row["headline"], row["outlet"]) == ("Dam breaks", "Harbour Post")
    assert row["source_url"] == "https://post.example/dam"
    assert (row["claim_id"], row["verdict_id"]) == (str(claim.id), str(verdict.id))
    assert row["sha256"] == verdict.sha256
    assert row["article_withdrawn"] is False


def test_csv_and_jsonl_say_the_same() -> None:
    one_decided()
    program = Program(eve())
    (flat,) = csv_rows(program.get("exports/verdicts.csv"))
    (deep,) = jsonl_rows(program.get("exports/verdicts.jsonl"))
    assert (deep.pop("factcheck"), deep.pop("kind")) == (1, "verdict")
    assert list(flat) == list(deep)
    assert json.loads(flat.pop("citations")) == deep.pop("citations")
    assert (flat.pop("chain"), deep.pop("chain")) == ("", [])
    deep = {name: "" if value is None else value for name, value in deep.items()}
    assert flat == {name: str(value) for name, value in deep.items()}


@pytest.mark.parametrize("mark", ["=", "+", "-", "@"])
def test_a_formula_is_defused_in_csv_and_kept_to_the_letter_in_jsonl(mark: str) -> None:
    words = f'{mark}HYPERLINK("https://evil.example";"open")'
    claim = story(words, headline=f"{mark}1+1", outlet=f"{mark}cmd")[0]
    decided(ada(), claim=claim, rationale=f"{mark}2+3")
    program = Program(eve())
    (flat,) = csv_rows(program.get("exports/verdicts.csv"))
    (deep,) = jsonl_rows(program.get("exports/verdicts.jsonl"))
    names = ("statement", "quote", "headline", "outlet", "rationale")
    assert [flat[name] for name in names] == [f"'{deep[name]}" for name in names]
    assert deep["quote"] == words
    assert not [cell for cell in flat.values() if cell[:1] in {"=", "+", "-", "@"}]


@pytest.mark.parametrize("cell", ["\t=1", "\r=1", " =1", "\u00a0=1", "\ufeff=1", "\n=1"])
def test_space_before_a_formula_does_not_hide_it(cell: str) -> None:
    assert defuse(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [-5.44, 0, True, "5 - 4", "a=b", "", "–5"])
def test_what_is_no_formula_stays_as_it_is(cell: Any) -> None:
    assert defuse(cell) == cell


def test_a_cell_of_several_lines_and_quotes_comes_back_whole() -> None:
    one_decided()
    (row,) = csv_rows(Program(eve()).get("exports/verdicts.csv"))
    assert row["rationale"] == "Both say so,\n“exactly” so."


def test_every_version_is_a_row_with_its_state() -> None:
    review = one_decided()
    decide.reopen(actor=eve(), claim_id=review.claim_id, reason="A reader wrote in.")
    decided(ben(), claim=review.claim, verdict="unverifiable", citations=[])
    rows = jsonl_rows(Program(eve()).get("exports/verdicts.jsonl"))
    assert [(row["version"], row["verdict"], row["state"], row["reviewer"]) for row in rows] == [
        (1, "verified", "withdrawn", "ada"),
        (2, "unverifiable", "draft", "ben"),
    ]


def test_filters_choose_the_rows_and_an_unknown_one_is_refused() -> None:
    one_decided()
    decided(ben(), claim=pending(), verdict="unverifiable", citations=[])
    program = Program(eve())
    (row,) = jsonl_rows(program.get("exports/verdicts.jsonl", value="unverifiable"))
    assert row["reviewer"] == "ben"
    (row,) = jsonl_rows(program.get("exports/verdicts.jsonl", reviewer="ada"))
    assert row["verdict"] == "verified"
    assert program.get("exports/verdicts.jsonl", colour="red").status_code == 422


FILTERS = {
    "value": "verified",
    "state": "draft",
    "current": "true",
    "version": "1",
    "outlet": "harbour post",
    "language": "en",
    "reviewer": "ada",
    "claimant": "port",
    "since": "2020-01-01",
    "until": "2999-01-01",
    "q": "dam broke",
}
OTHERS = {
    "value": "disputed",
    "state": "superseded",
    "current": "false",
    "version": "2",
    "outlet": "Other Post",
    "language": "fr",
    "reviewer": "ben",
    "claimant": "mayor",
    "since": "2999-01-01",
    "until": "2020-01-01",
    "q": "ferry",
}


def filtered(program: Program, **asked: str) -> list[Any]:
    """What the three doors give for the same filters; they agree."""
    over_rest = jsonl_rows(program.get("exports/verdicts.jsonl", **asked))
    out = io.StringIO()
    call_command("export_verdicts", format="jsonl", all=True, stdout=out, **named(asked))
    assert [json.loads(line) for line in out.getvalue().splitlines()] == over_rest
    return over_rest


def named(asked: dict[str, str]) -> dict[str, str]:
    """The filters as the command's options."""
    return {f"filter_{name}": value for name, value in asked.items()}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_chooses_and_leaves_out_at_every_door(name: str) -> None:
    claim = one_decided().claim
    Claim.objects.filter(pk=claim.pk).update(claimant="the port authority")
    Article.objects.filter(pk=claim.article_id).update(language="en")
    bring("Un texte.", ben(), outlet="Other Post", language="fr")
    program = Program(eve())
    assert len(filtered(program, **{name: FILTERS[name]})) == 1
    assert filtered(program, **{name: OTHERS[name]}) == []


def test_all_filters_together_still_choose() -> None:
    claim = one_decided().claim
    Claim.objects.filter(pk=claim.pk).update(claimant="the port authority")
    Article.objects.filter(pk=claim.article_id).update(language="en")
    given = {**FILTERS, "article": str(claim.article_id), "claim": str(claim.id)}
    assert len(filtered(Program(eve()), **given)) == 1


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("colour", "red", "There is no filter “colour”"),
        ("value", "true", "There is no verdict 'true'. There are: disputed,"),
        ("state", "open", "There is no state 'open'"),
        ("language", "xx", "There is no language 'xx'"),
        ("outlet", "Nowhere Post", "There are: Harbour Post."),
        ("version", "one", "Enter a number"),
        ("current", "perhaps", "There are: false, true."),
        ("since", "yesterday", "Enter a valid date"),
        ("article", "7", "Enter a valid UUID"),
    ],
)
def test_what_no_filter_knows_is_refused_at_every_door_and_never_everything(
    name: str, value: str, says: str
) -> None:
    one_decided()
    program, pages = Program(eve()), browser(eve())
    for path in ("verdicts/", "exports/verdicts.csv", "exports/verdicts.xlsx"):
        answer = program.get(path, **{name: value})
        assert answer.status_code == 422, path
        (error,) = answer.json()["errors"]
        assert error["field"] == name
        assert says in error["message"]
    page = pages.get("/desk/verdicts/", {name: value}).content.decode()
    assert says in html.unescape(page)
    assert "The dam broke in March" not in page
    assert pages.get("/desk/verdicts.csv", {name: value}).status_code == 422
    assert program.post("exports/", {name: value}).status_code == 422
    if name != "colour":
        with pytest.raises(CommandError):
            call_command("export_verdicts", **named({name: value}))


def test_the_desks_page_exports_the_rows_that_it_shows() -> None:
    review = one_decided()
    decide.reopen(actor=eve(), claim_id=review.claim_id, reason="A reader wrote in.")
    pages = browser(eve())
    assert csv_rows(pages.get("/desk/verdicts.csv")) == []
    assert len(csv_rows(pages.get("/desk/verdicts.csv", {"state": "withdrawn"}))) == 1
    assert len(csv_rows(pages.get("/desk/verdicts.csv", {"current": "false"}))) == 1


def test_the_byte_order_mark_is_left_out_where_asked() -> None:
    program = Program(eve())
    assert body(program.get("exports/verdicts.csv", bom="0")).startswith("verdict_id,")
    assert body(program.get("exports/verdicts.csv", bom="1")).startswith("\ufeffverdict_id,")
    assert program.get("exports/verdicts.csv", bom="2").status_code == 422


def test_what_can_still_be_undone_is_marked_and_later_no_more() -> None:
    review = one_decided()
    program = Program(eve())
    (row,) = jsonl_rows(program.get("exports/verdicts.jsonl"))
    until = datetime.fromisoformat(row["undo_until"])
    assert until == datetime.fromisoformat(row["decided_at"]) + decide.UNDO_WITHIN
    with time_machine.travel(until + timedelta(seconds=1)):
        (row,) = jsonl_rows(program.get("exports/verdicts.jsonl"))
        assert row["undo_until"] == ""
    second = decided(ben(), claim=reviewed(ada())).claim
    (row,) = jsonl_rows(program.get("exports/verdicts.jsonl", claim=str(second.id)))
    assert row["undo_until"] == ""
    assert row["reviewer"] == "ada, ben"
    assert len(row["reviewed_at"].split(", ")) == 2
    assert row["verdict_id"] != str(review.id)


def test_the_chain_is_the_one_of_the_claimant_that_stands() -> None:
    program = Program(eve())
    for claimant in ("the mayor", "somebody whom an editor named"):
        claim = pending()
        told = {"claimant": {"name": "the mayor", "chain": ["the radio", "an agency"]}}
        Claim.objects.filter(pk=claim.pk).update(facts={**claim.facts, **told}, claimant=claimant)
        decided(ada(), claim=claim)
    read, named = jsonl_rows(program.get("exports/verdicts.jsonl"))
    assert (read["claimant"], read["chain"]) == ("the mayor", ["the radio", "an agency"])
    assert named["chain"] == []
    flat, _ = csv_rows(program.get("exports/verdicts.csv"))
    assert flat["chain"] == "the radio, an agency"


def test_a_row_says_when_readers_found_it_and_until_when_it_stood() -> None:
    first = publish.publish(actor=eve(), verdict_id=one_decided().verdicts.get().id)
    publish.correct(actor=eve(), verdict_id=first.id, note="Wrong.", value="disputed")
    was, now_ = jsonl_rows(Program(eve()).get("exports/verdicts.jsonl"))
    first.refresh_from_db()
    assert first.published_at
    assert first.ended_at
    assert was["published_at"] == first.published_at.isoformat()
    assert was["ended_at"] == first.ended_at.isoformat()
    assert now_["published_at"] > was["published_at"]
    assert now_["ended_at"] == ""


def test_a_version_that_an_earlier_desk_made_is_exported_with_what_it_has() -> None:
    one_decided()
    content = dict(Verdict.objects.get().content)
    for name in ("chain", "reviewed_at", "start", "end"):
        del content[name]
    Verdict.objects.update(content=content)
    program = Program(eve())
    (row,) = jsonl_rows(program.get("exports/verdicts.jsonl"))
    assert (row["chain"], row["reviewed_at"], row["start"]) == ([], "", "")
    (flat,) = csv_rows(program.get("exports/verdicts.csv"))
    assert (flat["chain"], flat["reviewed_at"], flat["end"]) == ("", "", "")


def test_a_citations_own_further_fields_go_through() -> None:
    one_decided()
    verdict = Verdict.objects.get()
    proof = {"result": "exact", "start": 4, "end": 9}
    verdict.content["citations"][0]["proof"] = proof
    Verdict.objects.update(content=verdict.content)
    (row,) = jsonl_rows(Program(eve()).get("exports/verdicts.jsonl"))
    assert row["citations"][0]["proof"] == proof


def test_a_reader_takes_no_archive_along() -> None:
    one_decided()
    params = {"with": "articles"}
    assert Program(out()).get("exports/verdicts.jsonl", **params).status_code == 403
    lines = body(Program(eve()).get("exports/verdicts.jsonl", **params)).splitlines()
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == ["user", "article", "claim", "verdict"]
    assert Program(eve()).get("exports/verdicts.csv", **params).status_code == 422


def test_more_rows_than_a_batch_come_once_each_and_in_order() -> None:
    with patch("reviews.exports.rows.BATCH", 2):
        for _ in range(5):
            decided(ada(), claim=pending())
        rows = jsonl_rows(Program(eve()).get("exports/verdicts.jsonl"))
    ids = [row["verdict_id"] for row in rows]
    assert ids == [str(one) for one in Verdict.objects.order_by("id").values_list("id", flat=True)]
    assert all(row["reviewed_at"] for row in rows)


def test_a_withdrawn_article_is_said_in_its_rows() -> None:
    review = one_decided()
    withdraw.withdraw_article(actor=eve(), article_id=review.claim.article_id, reason="Pulled.")
    (row,) = jsonl_rows(Program(eve()).get("exports/verdicts.jsonl"))
    assert row["article_withdrawn"] is True


def test_a_reader_exports_what_is_published_and_nothing_else() -> None:
    review = one_decided()
    program = Program(out())
    assert jsonl_rows(program.get("exports/verdicts.jsonl")) == []
    assert csv_rows(program.get("exports/verdicts.csv")) == []
    # Publishing comes later; until then no verb makes a published version.
    Verdict.objects.filter(claim=review.claim).update(state="published", published_at=now())
    (row,) = jsonl_rows(program.get("exports/verdicts.jsonl"))
    assert row["state"] == "published"


def test_an_export_names_the_last_event_that_it_covers() -> None:
    one_decided()
    answer = Program(eve()).get("exports/verdicts.csv")
    assert answer["X-Last-Event"] == str(Event.objects.latest("seq").seq)
    assert answer["Content-Disposition"].startswith('attachment; filename="verdicts-')
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    body(answer)


def test_an_export_of_nothing_is_a_header_or_nothing() -> None:
    assert body(Program(eve()).get("exports/verdicts.csv")).startswith("\ufeffverdict_id,claim_id,")
    assert body(Program(eve()).get("exports/verdicts.jsonl")) == ""


def test_lines_are_made_one_by_one_as_rows_come() -> None:
    def rows() -> Any:
        yield {"a": 1}
        raise AssertionError("asked for a second row before the first was out")

    assert next(as_jsonl(rows())) == '{"factcheck":1,"kind":"verdict","a":1}\n'
    assert next(as_csv(rows())).startswith("\ufeff")


def test_the_desk_gives_the_same_file() -> None:
    one_decided()
    rows = csv_rows(browser(eve()).get("/desk/verdicts.csv"))
    assert [row["verdict"] for row in rows] == ["verified"]

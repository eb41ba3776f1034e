"""Spreadsheets: asked for, made by the worker once, opened by another program's reader."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
import time_machine
from django.core.management import call_command

from claims.status import Run
from factcheck.clock import now
from factcheck.errors import Conflict
from factcheck.events.models import Event
from reviews import asking, exporting, tasks
from reviews.evidence import Source
from reviews.export_model import Export
from reviews.exports.columns import COLUMNS
from reviews.exports.xlsx import CUT, MOST, cell_text
from reviews.models import Verdict
from tests.people import Program, ada, ben, browser, decided, eve, out, pending, story

pytestmark = pytest.mark.django_db


def made(by: Any = None, **filters: str) -> Export:
    """An export that the worker has made."""
    export = asking.ask_export(actor=by or eve(), filters=filters)
    assert exporting.run_export(export.id)
    export.refresh_from_db()
    return export


def opened(raw: bytes) -> Any:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(raw))


def sheet(book: Any, name: str) -> list[dict[str, Any]]:
    """A sheet's rows by its header."""
    head, *rows = list(book[name].iter_rows(values_only=True))
    return [dict(zip(head, row, strict=True)) for row in rows]


def file_of(program: Program, **body: Any) -> Any:
    """Asks, lets the worker work, fetches."""
    asked = program.post("exports/", body)
    assert asked.status_code == 202, asked.content
    assert asked["Location"] == asked.json()["address"]
    assert program.get(f"exports/{asked.json()['id']}/file/").status_code == 404
    tasks.export(asked.json()["id"])
    shown = program.get(f"exports/{asked.json()['id']}/").json()
    assert (shown["state"], shown["done"], shown["of"]) == ("done", shown["of"], shown["of"])
    return program.get(f"exports/{asked.json()['id']}/file/")


def test_a_spreadsheet_holds_every_row_and_every_citation() -> None:
    sources = [Source("https://a.example/1", title="First"), Source("https://b.example/2")]
    decided(ada(), claim=pending(), citations=sources)
    decided(ben(), claim=pending(), verdict="unverifiable", citations=[])
    answer = file_of(Program(eve()))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["X-Last-Event"] != "0"
    book = opened(b"".join(answer.streaming_content))
    assert book.sheetnames == ["verdicts", "citations"]
    verdicts, citations = sheet(book, "verdicts"), sheet(book, "citations")
    assert len(verdicts) == 2
    assert list(verdicts[0]) == [c if c != "citations" else "citation_count" for c in COLUMNS]
    first = Verdict.objects.earliest("id")
    assert verdicts[0]["verdict_id"] == str(first.id)
    assert (verdicts[0]["state"], verdicts[0]["version"]) == ("draft", 1)
    assert [row["citation_count"] for row in verdicts] == [2, 0]
    assert [(row["number"], row["url"]) for row in citations] == [
        (1, "https://a.example/1"),
        (2, "https://b.example/2"),
    ]
    for one in book:
        assert one.freeze_panes == "A2"
        assert not [cell for row in one.iter_rows() for cell in row if cell.hyperlink]


@pytest.mark.parametrize("mark", ["=", "+", "-", "@"])
def test_a_formula_is_text_and_defused(mark: str) -> None:
    claim = story(f"{mark}1+1 bridges were closed.", headline=f"{mark}cmd")[0]
    decided(ada(), claim=claim, rationale=f"{mark}2+3")
    export = made()
    book = openpyxl.load_workbook(exporting.file_of(export))
    (row,) = sheet(book, "verdicts")
    assert row["quote"] == f"'{mark}1+1 bridges were closed."
    assert (row["headline"], row["rationale"]) == (f"'{mark}cmd", f"'{mark}2+3")
    assert {cell.data_type for line in book["verdicts"].iter_rows() for cell in line} <= set("snb")


def test_a_long_cell_is_cut_with_a_mark_and_never_within_a_character() -> None:
    assert cell_text("a" * MOST) == "a" * MOST
    cut = cell_text("😀" * 20_000)
    assert cut.endswith(f"😀{CUT}")
    assert len(cut.encode("utf-16-le")) // 2 <= MOST


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("a\x0bb\x1fc", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\uffff", "\N{REPLACEMENT CHARACTER}"),
        ("قال 😀 <b>&amp;", "قال 😀 <b>&amp;"),
        ("_x0041_", "_x0041_"),
        (" two  spaces ", " two  spaces "),
    ],
)
def test_odd_characters_come_back_as_a_cell_can_hold_them(typed: str, held: str) -> None:
    decided(ada(), rationale="so")
    content = {**Verdict.objects.get().content, "rationale": typed}
    Verdict.objects.update(content=content)
    (row,) = sheet(openpyxl.load_workbook(exporting.file_of(made())), "verdicts")
    assert row["rationale"].replace("_x005F_", "_") == held


def test_what_a_sheet_cannot_hold_goes_on_in_another() -> None:
    for _ in range(4):
        decided(ada(), claim=pending())
    with patch("reviews.exports.xlsx.MOST_ROWS", 3):
        book = openpyxl.load_workbook(exporting.file_of(made()))
    assert book.sheetnames == ["verdicts", "verdicts 2", "citations", "citations 2"]
    assert len(sheet(book, "verdicts")) == len(sheet(book, "verdicts 2")) == 2


def test_a_reader_gets_what_is_published_and_nothing_else() -> None:
    decided(ada())
    export = made(out())
    assert export.published_only
    assert sheet(openpyxl.load_workbook(exporting.file_of(export)), "verdicts") == []


def test_nobody_sees_or_fetches_anothers_export() -> None:
    export = made()
    for path in (f"exports/{export.id}/", f"exports/{export.id}/file/"):
        assert Program(ada()).get(path).status_code == 404
        assert browser(ada()).get(f"/desk/{path}").status_code == 404
    assert Program(ada()).get("exports/").json()["results"] == []


def test_asked_by_get_it_is_made_once_however_often_one_asks() -> None:
    program = Program(eve())
    first = program.get("exports/verdicts.xlsx", value="verified")
    again = program.get("exports/verdicts.xlsx", value="verified")
    assert (first.status_code, first.json()["id"]) == (202, again.json()["id"])
    other = program.get("exports/verdicts.xlsx", value="disputed")
    assert other.json()["id"] != first.json()["id"]


def test_the_same_idempotency_key_makes_one_export() -> None:
    program = Program(eve())
    ids = {program.post("exports/", {}, once="k").json()["id"] for _ in range(2)}
    assert len(ids) == Export.objects.count() == 1


def test_five_at_a_time_are_made_for_one_person() -> None:
    for number in range(5):
        asking.ask_export(actor=eve(), filters={"q": str(number)})
    with pytest.raises(Conflict, match="Wait for one"):
        asking.ask_export(actor=eve(), filters={})
    asking.ask_export(actor=ada(), filters={})


def test_csv_is_not_the_workers() -> None:
    answer = Program(eve()).post("exports/", {"format": "csv"})
    assert answer.status_code == 422
    assert "exports/verdicts.csv" in answer.json()["errors"][0]["message"]


# ---- the worker --------------------------------------------------------------------------------
def test_made_twice_it_is_made_once() -> None:
    export = made()
    before = Event.objects.count()
    assert not exporting.run_export(export.id)
    assert Event.objects.count() == before


def test_a_worker_killed_in_the_middle_is_taken_over_and_its_late_end_does_not_count() -> None:
    decided(ada())
    export = asking.ask_export(actor=eve(), filters={})
    late = exporting._begin(export.id)
    assert late is not None
    assert exporting._begin(export.id) is None  # it is being made
    moment = now() + exporting.RUN + timedelta(seconds=1)
    with time_machine.travel(moment, tick=False):
        assert exporting.reclaim_owed() == [export.id]
        assert exporting.reclaim_owed() == []  # offered just now
        assert exporting.run_export(export.id)
        with pytest.raises(exporting._Lost):
            exporting._renew(late, done=1)
        assert exporting._finish(actor=eve(), export=late, name="late.xlsx", done=0) is None
    export.refresh_from_db()
    assert (export.state, export.attempt, export.done) == (Run.DONE, 2, 1)


def test_what_ends_five_workers_fails_with_a_sentence() -> None:
    export = asking.ask_export(actor=eve(), filters={})
    moment = now()
    for _ in range(5):
        with time_machine.travel(moment, tick=False):
            assert exporting._begin(export.id)
        moment += exporting.RUN + timedelta(seconds=1)
    with time_machine.travel(moment, tick=False):
        assert exporting.reclaim_owed() == []
    shown = Program(eve()).get(f"exports/{export.id}/").json()
    assert (shown["state"], "5 times" in shown["error"]) == ("failed", True)


def test_a_file_is_kept_for_a_day() -> None:
    export = made()
    path = exporting.file_of(export)
    tasks.export_owed()
    assert path.exists()
    with time_machine.travel(now() + exporting.KEPT + timedelta(minutes=1), tick=False):
        tasks.export_owed()
    assert not path.exists()
    assert Program(eve()).get(f"exports/{export.id}/").status_code == 404


def test_a_filter_whose_word_has_gone_meanwhile_fails_with_the_sentence() -> None:
    story("The dam broke.", outlet="Harbour Post")
    export = asking.ask_export(actor=eve(), filters={"outlet": "Harbour Post"})
    Export.objects.filter(pk=export.pk).update(filters={"outlet": "Gone Post"})
    assert not exporting.run_export(export.id)
    export.refresh_from_db()
    assert (export.state, "Gone Post" in export.error) == (Run.FAILED, True)


# ---- the pages ---------------------------------------------------------------------------------
def test_the_desk_asks_shows_the_progress_and_gives_the_file() -> None:
    decided(ada())
    pages = browser(eve())
    asked = pages.post("/desk/exports/ask/", {"value": "disputed"}, follow=True)
    export = Export.objects.get()
    assert export.filters == {"value": "disputed", "current": "true"}
    assert "Waits for the worker" in asked.content.decode()
    address = f"/desk/exports/{export.id}/"
    part = pages.get(address, headers={"HX-Request": "true"})
    assert part.content.decode().startswith('<div class="note calm" id="progress"')
    exporting.run_export(export.id)
    assert pages.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = pages.get(address).content.decode()
    assert "1 verdict." in page
    assert "Download" in page
    answer: Any = pages.get(f"{address}file/")
    raw = b"".join(answer.streaming_content)
    assert len(sheet(opened(raw), "verdicts")) == 1
    assert "value: disputed" in pages.get("/desk/exports/").content.decode()


def test_a_wrong_filter_at_the_desk_is_a_sentence() -> None:
    answer = browser(eve()).post("/desk/exports/ask/", {"value": "red"}, follow=True)
    assert "There is no verdict" in answer.content.decode()
    assert not Export.objects.exists()


def test_the_command_writes_the_same_file(tmp_path: Any) -> None:
    decided(ada())
    path = tmp_path / "verdicts.xlsx"
    call_command("export_verdicts", format="xlsx", output=str(path))
    (row,) = sheet(openpyxl.load_workbook(path), "verdicts")
    assert row["verdict"] == "disputed"


# ---- annotations and the galley ----------------------------------------------------------------
def test_an_annotation_points_at_the_words_in_two_ways() -> None:
    claims = story("Before it. 😀", "The dam broke in March.", "After it.")
    decided(ada(), claim=claims[1], rationale="The notice says <otherwise>.")
    answer = Program(eve()).get(f"articles/{claims[0].article_id}/annotations/")
    assert answer["Content-Type"].startswith("application/ld+json")
    page = json.loads(answer.content)
    (one,) = page["items"]
    quote, position = one["target"]["selector"]
    text = claims[1].revision.text
    assert text[position["start"] : position["end"]] == quote["exact"] == "The dam broke in March."
    assert quote["prefix"] == "Before it. 😀\n"
    assert quote["suffix"] == "\nAfter it."
    assert (one["factcheck:verdict"], one["factcheck:state"]) == ("disputed", "draft")
    assert "The notice says <otherwise>." in [body.get("value") for body in one["body"]]


def test_a_reader_sees_no_drafts_annotation() -> None:
    claim = decided(ada()).claim
    path = f"articles/{claim.article_id}/annotations/"
    assert json.loads(Program(out()).get(path).content)["items"] == []
    assert Program(eve()).get(path, colour="red").status_code == 422


def test_the_galley_numbers_each_claim_and_says_what_blocks() -> None:
    claims = story("The dam broke in March.", "The ferry <b>carried</b> 212 people.")
    decided(ada(), claim=claims[0], rationale="The notice & the log.")
    page = browser(eve()).get(f"/desk/articles/{claims[0].article_id}/galley/").content.decode()
    assert '<span class="c disputed">The dam broke in March.</span><sup><a id="at-1"' in page
    assert '<span class="c pending">The ferry &lt;b&gt;carried&lt;/b&gt; 212 people.</span>' in page
    assert "1 of 2 claims settled" in page
    assert '<a href="#note-2">Claim 2</a> waits for a review' in page
    assert "The notice &amp; the log." in page
    assert "reviewed by ada" in page
    assert "Notice of the port" in page


def test_the_galley_of_a_settled_story_says_that_nothing_blocks() -> None:
    claim = decided(ada(), claim=story("The dam broke in March.")[0]).claim
    page = browser(eve()).get(f"/desk/articles/{claim.article_id}/galley/").content.decode()
    assert "Nothing blocks" in page

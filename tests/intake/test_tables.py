"""Tables of stories: what each column is, days as people write them, and what is refused."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.batch_rows import Batch
from claims.batches import running, spool
from claims.models import Article
from tests.intake.bulk import outcomes, send_as, take_in
from tests.people import ada, ben, browser

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = 'headline,text,published_at,id\nDam,"The dam, it broke.",2026-05-06,a\nPier,The pier.,,b\n'


def send(table: str | bytes, query: str = "") -> Any:
    data = table.encode() if isinstance(table, str) else table
    return send_as("text/csv", data, query=query)


def fields(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.content
    assert not Batch.objects.exists()
    assert not list(spool.folder().iterdir())
    return [error["field"] for error in answer.json()["errors"]]


def test_each_line_of_a_table_is_a_story() -> None:
    assert send(TABLE).status_code == 202
    take_in()
    assert outcomes(Batch.objects.get()) == [(2, "created", ""), (3, "created", "")]
    dam = Article.objects.get(headline="Dam")
    assert (dam.revisions.get().text, f"{dam.published_at:%F}") == (
        "The dam, it broke.",
        "2026-05-06",
    )
    assert dam.appearances.get().external_id == "a"
    send(TABLE)
    take_in()
    assert Batch.objects.latest("id").duplicate == 2


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separator_and_encoding_are_told_by_the_table(separator: str, encoding: str) -> None:
    text = f'headline{separator}text\nSeñor{separator}"El niño{separator} dijo ""sí"".\nDos."\n'
    assert send(text.encode(encoding)).status_code == 202
    take_in()
    article = Article.objects.get()
    assert (article.headline, article.revisions.get().text) == (
        "Señor",
        f'El niño{separator} dijo "sí".\nDos.',
    )


DAYS = {
    "2026-05-06": "2026-05-06",
    "06.05.2026": "2026-05-06",
    "6.5.2026": "2026-05-06",
    "16/05/2026": "2026-05-16",
    "05/16/2026": "2026-05-16",
    "05/06/2026": "",  # May or June
    "06/06/2026": "",
    "31.02.2026": "",
    "yesterday": "",
}


@pytest.mark.parametrize(("written", "day"), DAYS.items())
def test_a_day_is_taken_where_it_can_be_only_one(written: str, day: str) -> None:
    send(f"text,published_at\nThe dam broke.,{written}\n")
    take_in()
    if day:
        assert f"{Article.objects.get().published_at:%F}" == day
    else:
        assert outcomes(Batch.objects.get()) == [(2, "refused", "published_at")]


def test_columns_that_are_not_known_are_named_and_can_be_matched() -> None:
    table = "Headline,Body,When\nDam,The dam broke.,2026-05-06\n"
    assert fields(send(table)) == ["text", "headline", "Headline", "Body", "When"]
    assert fields(send(table, "?columns=text:Bodie")) == ["text"]
    assert fields(send(table, "?columns=words:Body")) == ["words"]
    assert fields(send(table, "?columns=Body")) == ["columns"]
    assert fields(send("text,extra\nThe dam broke.,1\n")) == ["headline", "extra"]
    assert fields(send("text,title,headline\na,b,c\n")) == ["headline"]
    assert send(table, "?columns=text:Body,headline:Headline").status_code == 202
    take_in()
    article = Article.objects.get()
    assert (article.headline, article.published_at) == ("Dam", None)


def test_a_quote_that_never_closes_is_named_by_its_line_and_nothing_comes_in() -> None:
    assert fields(send('text\n"The dam broke.\nThe pier burnt.\n')) == ["line 2"]
    assert fields(send('text\nOne.\n"Two"x\n')) == ["line 3"]
    assert fields(send(b"text\nOne\x00.\n")) == ["file"]
    assert fields(send(b"text\n\xff\x81\x98\n")) == ["file"]
    assert fields(send("\n \n")) == ["file"]


# ---- at the desk -------------------------------------------------------------------------------
def upload(*files: tuple[str, bytes], who: Any = None, **more: str) -> Any:
    body = {"file": [SimpleUploadedFile(name, data) for name, data in files], **more}
    return browser(who or ada()).post("/desk/articles/files/", body)


def shown(address: str, who: Any = None) -> str:
    return html.unescape(browser(who or ada()).get(address).content.decode())


def test_a_person_is_asked_which_column_is_which_and_guesses_are_filled_in() -> None:
    answer = upload(("t.csv", b"Headline,Body,When\nDam,The dam broke.,2026-05-06\n"))
    batch = Batch.objects.get()
    assert (answer["Location"], batch.state) == (f"/desk/batches/{batch.id}/", "matching")
    page = shown(answer["Location"])
    assert "Which column is which?" in page
    assert page.count("<option selected") == 3
    assert not Article.objects.exists()
    none = browser(ada()).post(f"{answer['Location']}columns/", {"headline": "Headline"})
    assert none.status_code == 422
    assert "Say which column holds the stories" in none.content.decode()
    chosen = {"text": "Body", "headline": "Headline", "published_at": "When"}
    assert browser(ben()).post(f"{answer['Location']}columns/", chosen).status_code == 403
    assert browser(ada()).post(f"{answer['Location']}columns/", chosen).status_code == 302
    take_in()
    assert Article.objects.get().headline == "Dam"
    assert "1 new" in shown(answer["Location"])


def test_a_table_that_nobody_matches_ends_after_two_days() -> None:
    upload(("t.csv", b"Headline,Body\nDam,The dam broke.\n"))
    Batch.objects.update(asked_at=Batch.objects.get().asked_at - 2 * running.KEPT)
    running.forget_old()
    batch = Batch.objects.get()
    assert (batch.state, list(spool.folder().iterdir())) == ("failed", [])
    assert "Nobody said which column is which" in shown(f"/desk/batches/{batch.id}/")


def test_several_files_are_a_batch_with_a_result_for_each() -> None:
    answer = upload(("a.txt", b"The dam broke."), ("b.pdf", b"no pdf"), ("c.txt", b"\xff\x81\x98"))
    batch = Batch.objects.get()
    assert answer["Location"] == f"/desk/batches/{batch.id}/"
    take_in()
    assert outcomes(batch) == [(1, "created", ""), (2, "refused", "file"), (3, "refused", "file")]
    assert Article.objects.get().revisions.get().origin["file"] == "a.txt"
    page = shown(answer["Location"])
    assert "This is no PDF" in page
    assert "1 new" in page
    assert "b.pdf" in shown(f"/desk/batches/{batch.id}/?outcome=refused")
    assert not list(spool.folder().iterdir())


def test_one_file_leads_to_its_article_and_what_is_wrong_stands_at_the_field() -> None:
    done = upload(("a.txt", b"The dam broke."))
    assert done["Location"] == f"/desk/articles/{Article.objects.get().id}/"
    for files in (
        [("a.exe", b"MZ")],
        [("a.txt", b"One."), ("b.csv", b"text\n")],
        [("a.txt", b"One."), ("b.exe", b"MZ")],
        [("a.txt", b"\xff\x81\x98")],
    ):
        refused = upload(*files)
        assert refused.status_code == 422
        assert 'id="file-wrong"' in refused.content.decode()
    assert browser(ada()).post("/desk/articles/files/").status_code == 422
    assert Article.objects.count() == 1
    assert not Batch.objects.exists()


def test_the_page_shows_how_far_it_is_and_stops_when_asked() -> None:
    upload(("many.jsonl", b'{"text": "The dam broke."}\n{"text": "The pier burnt."}\n'))
    batch = Batch.objects.get()
    address = f"/desk/batches/{batch.id}/"
    assert "Waits for the worker" in shown(address)
    part = browser(ada()).get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'id="progress"' in part
    assert "<html" not in part
    assert "Stop it" in shown(address)
    assert "Stop it" not in shown(address, ben())
    assert browser(ada()).post(f"{address}cancel/").status_code == 302
    assert "Stopped" in shown(address)
    ended = browser(ada()).get(address, headers={"HX-Request": "true"})
    assert ended["HX-Refresh"] == "true"
    assert "many.jsonl" in shown("/desk/batches/")

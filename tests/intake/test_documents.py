"""Files as stories: what is read of each kind, what is refused, and in which encoding it was."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims import pipeline
from claims.documents.document import LARGEST, read_document
from claims.encoding import encoding_of
from claims.models import Article, Extraction, Revision
from factcheck.errors import Invalid
from tests.intake.files import LINE, PAGE, lying, swelling, word_of
from tests.pdfs import bomb, encrypted, pdf_of
from tests.people import Program, ada, browser, out

pytestmark = pytest.mark.django_db


def send(name: str, data: bytes, **more: str) -> Any:
    """Sends a file as a program does, in a form."""
    program = Program(ada())
    body = {"file": SimpleUploadedFile(name, data), **more}
    return program.client.post("/api/v1/articles/", body, headers=program.headers)


def refusal(name: str, data: bytes, **more: str) -> tuple[str, str]:
    """The field and the code of the one thing that is wrong with it."""
    answer = send(name, data, **more)
    assert answer.status_code == 422, answer.content
    assert not Article.objects.exists()
    (error,) = answer.json()["errors"]
    assert error["message"].endswith(".")
    return error["field"], error["code"]


FILES = {
    "a.txt": LINE.encode(),
    "a.html": PAGE.encode(),
    "a.pdf": pdf_of(LINE),
    "a.docx": word_of(LINE),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_a_story_and_is_kept_as_it_came(name: str) -> None:
    answer = send(name, FILES[name], outlet="Harbour Post", external_id="f-1")
    assert answer.status_code == 202, answer.content
    revision = Revision.objects.get()
    assert LINE in revision.text
    assert "<" not in revision.text
    assert bytes(revision.raw) == FILES[name]
    assert revision.origin["file"] == name
    assert (revision.article.outlet, revision.article.appearances.get().external_id) == (
        "Harbour Post",
        "f-1",
    )
    assert send(name, FILES[name]).json()["outcome"] == "duplicate"


def test_a_page_in_a_file_is_read_by_its_parts_in_its_own_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252")
    assert send("page.html", page).status_code == 202
    run = Extraction.objects.get()
    pipeline.extract(run.id)
    run.refresh_from_db()
    assert (run.status, run.story["headline"]["text"]) == ("done", "Ferry fire")
    assert "drivers’ union" in run.revision.text


def test_of_a_word_file_all_words_are_read_but_those_struck_out() -> None:
    more = (
        "<w:r><w:t>One </w:t></w:r><w:ins><w:r><w:t>two</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>three</w:t><w:br/><w:t>four</w:t></w:r>"
    )
    document = read_document("a.docx", word_of(LINE, more=more))
    assert document.text == f"One two\tthree\nfour\n\n{LINE}"


def test_a_file_of_no_story_is_refused_with_what_to_do() -> None:
    assert refusal("a.docx", b"PK\x03\x04 no archive") == ("file", "broken")
    assert refusal("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == (
        "file",
        "encrypted",
    )
    assert refusal("a.docx", word_of("")) == ("file", "empty")
    assert refusal("a.pdf", encrypted()) == ("file", "encrypted")
    assert refusal("a.pdf", b"no pdf at all") == ("file", "no_pdf")
    assert refusal("a.txt", pdf_of(LINE)) == ("file", "pdf")
    assert refusal("a.exe", b"MZ") == ("file", "kind")
    assert refusal("a.txt", b"  \n") == ("file", "empty")
    assert refusal("a.html", b"<html><body><p> </p></body></html>") == (
        "file",
        "no_article",
    )


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", swelling()), ("a.docx", lying()), ("a.pdf", bomb())]
)
def test_a_file_that_swells_ends_nothing_but_its_own_reader(name: str, data: bytes) -> None:
    field, code = refusal(name, data)
    assert field == "file"
    assert code in {"bomb", "broken", "letters", "empty"}


def test_a_file_over_the_limit_is_refused_before_it_is_opened() -> None:
    assert refusal("a.txt", b"x" * (LARGEST + 1)) == ("file", "too_large")


def test_two_ways_at_once_are_refused() -> None:
    assert refusal("a.txt", b"One.", text="Another.") == ("file", "both")
    answer = Program(ada()).post("articles/", {"text": "One.", "url": "https://a.example/"})
    assert answer.json()["errors"][0]["field"] == "url"
    answer = Program(ada()).post("articles/", {"text": "One.", "html": PAGE})
    assert answer.json()["errors"][0]["field"] == "html"


def test_who_may_not_submit_sends_no_file() -> None:
    program = Program(out())
    body = {"file": SimpleUploadedFile("a.txt", b"One.")}
    answer = program.client.post("/api/v1/articles/", body, headers=program.headers)
    assert (answer.status_code, Article.objects.count()) == (403, 0)


# ---- encodings ---------------------------------------------------------------------------------
RUSSIAN = (
    "МОСКВА, 6 мая (Агентство) - Президент заявил в понедельник, что 14 человек пострадали при "
    "крушении парома. Министр сообщил, что судно везло 212 пассажиров.\n"
)
TURKISH = (
    "Başbakan pazartesi günü feribot kazasında 14 kişinin yaralandığını söyledi. Geminin 212 "
    "yolcu taşıdığı açıklandı. İçişleri Bakanı limana gittiğini bildirdi.\n"
)
POLISH = (
    "Premier oświadczył w poniedziałek, że 14 osób zostało rannych w katastrofie promu. "
    "Prezydent powiedział, że statek przewoził 212 pasażerów.\n"
)
JAPANESE = (
    "首相は月曜日、フェリー事故で14人が負傷したと述べた。大臣は船に212人の乗客がいたと語った。\n"
)
ICELANDIC = (
    "Forsætisráðherra sagði á mánudag að 14 manns hefðu slasast þegar ferjan rakst á bryggjuna. "
    "Ráðherrann sagði að 212 farþegar hefðu verið um borð.\n"
)
SPANISH = "El señor Núñez dijo el lunes: «Catorce personas resultaron heridas».\n"
ENCODED = [
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8_r"),
    (TURKISH, "cp1254"),
    (POLISH, "cp1250"),
    (ICELANDIC, "cp1252"),
    (JAPANESE, "shift_jis"),
    (SPANISH, "cp1252"),
    (SPANISH, "utf-16"),
    (SPANISH, "utf-8-sig"),
]


@pytest.mark.parametrize(
    ("text", "encoding"), ENCODED, ids=[f"{one}-{text[:4]}" for text, one in ENCODED]
)
def test_other_encodings_are_told_by_their_words(text: str, encoding: str) -> None:
    raw = text.encode(encoding)
    assert encoding_of(raw) == encoding
    assert read_document("a.txt", raw).text.lstrip("\ufeff") == text


def test_what_cannot_be_told_is_refused_and_can_be_named() -> None:
    raw = b"The fee is 14 \x80\xff\x98 a day."
    assert refusal("a.txt", raw) == ("file", "encoding")
    assert refusal("a.txt", raw, encoding="windows-1251") == ("file", "encoding")
    assert refusal("a.txt", b"One.", encoding="nonsense") == ("encoding", "unknown")
    assert refusal("a.txt", b"One.", encoding="base64") == ("encoding", "unknown")
    answer = send("a.txt", b"The fee is 14 \x88 a day.", encoding="windows-1251")
    assert answer.status_code == 202
    assert Revision.objects.get().text == "The fee is 14 € a day."


def test_the_page_says_which_encoding_was_read() -> None:
    article = send("a.txt", RUSSIAN.encode("cp1251")).json()["id"]
    shown = html.unescape(browser(ada()).get(f"/desk/articles/{article}/").content.decode())
    assert "as the file a.txt" in shown
    assert "read as cp1251" in shown


def test_bytes_are_never_replaced_in_silence() -> None:
    for raw in (b"caf\xe9 \x9d", b"\xff\xff\xff", "café".encode() + b"\xe9"):
        with pytest.raises(Invalid):
            read_document("a.txt", raw)

"""Snapshots over REST: pasted words or a file in, text and drift out, bytes only to be saved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.snapshot_rows import Snapshot
from tests.pdfs import pdf_of
from tests.people import Program, ada, out, taken
from tests.site import LOOPBACK, Site, gives, open_site, sends_on

pytestmark = pytest.mark.django_db
URL = "https://port.example/notice"


def _upload(program: Program, name: str, data: bytes, once: str = "", **fields: str) -> Any:
    headers = {**program.headers, **({"Idempotency-Key": once} if once else {})}
    body = {**fields, "file": SimpleUploadedFile(name, data)}
    return program.client.post("/api/v1/snapshots/", body, headers=headers)


def test_pasted_words_become_a_snapshot_that_a_review_can_hold() -> None:
    program = Program(ada())
    made = program.post("snapshots/", {"url": URL, "text": "At least 114 people were hurt."})
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["url"], body["kind"], body["drift"], body["since"]) == (URL, "text", [], None)
    held = taken(ada())
    judged = program.post(
        f"claims/{held.id}/review/",
        {
            "lease_no": held.lease_no,
            "verdict": "disputed",
            "rationale": "The notice says otherwise.",
            "citations": [
                {"url": URL, "excerpt": "At least 14 people were hurt", "snapshot": body["id"]}
            ],
        },
    )
    (cited,) = judged.json()["claim"]["reviews"][0]["citations"]
    assert cited["snapshot"]["sha256"] == body["sha256"]
    assert cited["proof"]["level"] == "near"
    assert cited["proof"]["differs"] == [{"theirs": "114", "ours": "14"}]
    assert cited["accessDate"] == body["taken_at"]


def test_a_file_is_sent_as_a_form_and_the_same_key_makes_it_once() -> None:
    program, data = Program(ada()), pdf_of("The dam broke in March.")
    made = [_upload(program, "n.pdf", data, once="k1", url=URL) for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json() == made[1].json()
    assert made[0].json()["text"].strip() == "The dam broke in March."
    assert _upload(program, "n.pdf", data + b"\n", once="k1", url=URL).status_code == 422
    assert Snapshot.objects.count() == 1


def test_the_bytes_come_as_an_attachment_that_no_browser_runs() -> None:
    program = Program(ada())
    data = b"<html><body><p>Words of the page.</p><script>alert(1)</script></body></html>"
    made = _upload(program, 'no"tice\r\n.html', data).json()
    answer = program.get(f"snapshots/{made['id']}/raw/")
    assert answer.content == data
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_second_snapshot_of_a_link_shows_what_drifted() -> None:
    program = Program(ada())
    first = program.post("snapshots/", {"url": URL, "text": "It had two piers."}).json()
    later = program.post("snapshots/", {"url": f"{URL}#top", "text": "It had three piers."}).json()
    assert later["since"] == first["id"]
    assert later["drift"] == [
        {"change": "removed", "passage": "It had two piers."},
        {"change": "added", "passage": "It had three piers."},
    ]
    assert program.get(f"snapshots/{later['id']}/").json() == later


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"url": " "}, "text"),
        ({"url": URL, "text": " "}, "text"),
        ({"url": "file:///etc/passwd", "text": "words"}, "url"),
        ({"url": "file:///etc/passwd"}, "url"),
        ({"url": "http://169.254.169.254/latest/meta-data/"}, "url"),
        ({"url": "http://2130706433/"}, "url"),
        ({"url": URL, "text": "a\x00b"}, "text"),
        ({"url": URL, "text": "words", "colour": "red"}, "colour"),
        ({"url": URL, "text": 7}, "text"),
        ({"url": URL, "file": "words"}, "file"),
    ],
)
def test_what_is_wrong_with_it_is_named(body: dict[str, Any], field: str) -> None:
    answer = Program(ada()).post("snapshots/", body)
    assert answer.status_code == 422, answer.content
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_a_reader_reads_snapshots_and_takes_none() -> None:
    made = Program(ada()).post("snapshots/", {"text": "words enough"}).json()
    assert Program(out()).get(f"snapshots/{made['id']}/").status_code == 200
    assert Program(out()).post("snapshots/", {"text": "words enough"}).status_code == 403
    missing = "00000000-0000-0000-0000-000000000001"
    assert Program(out()).get(f"snapshots/{missing}/raw/").status_code == 404


# ---- fetched by the desk -----------------------------------------------------------------------
PAGE = b"""<!doctype html><html><head><title>Notice</title><meta property="og:site_name"
content="Port of Mara"></head><body><p>At least 114 people were hurt.</p></body></html>"""


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    with open_site() as made:
        yield made


def test_a_link_alone_is_fetched_and_kept_as_the_link_that_was_given(site: Site) -> None:
    site.pages |= {
        "/short": sends_on("/news/notice?id=7"),
        "/news/notice?id=7": gives(PAGE, Content_Type="text/html"),
    }
    made = Program(ada()).post("snapshots/", {"url": f"{site.at('/short')}#top"})
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["url"], body["kind"], body["name"]) == (site.at("/short"), "html", "notice.html")
    assert body["meta"] == {
        "title": "Notice",
        "publisher": "Port of Mara",
        "fetched": site.at("/news/notice?id=7"),
    }
    assert "At least 114 people were hurt." in body["text"]
    assert bytes(Snapshot.objects.get().raw) == PAGE
    held = taken(ada())
    source = {
        "url": site.at("/short"),
        "excerpt": "At least 114 people were hurt",
        "snapshot": body["id"],
    }
    judged = Program(ada()).post(
        f"claims/{held.id}/review/",
        {
            "lease_no": held.lease_no,
            "verdict": "disputed",
            "rationale": "The notice says otherwise.",
            "citations": [source],
        },
    )
    (cited,) = judged.json()["claim"]["reviews"][0]["citations"]
    assert cited["proof"]["level"] == "exact"


@pytest.mark.parametrize(
    ("data", "said", "kind", "words"),
    [
        (pdf_of("The dam broke."), "application/pdf", "pdf", "The dam broke."),
        (pdf_of("The dam broke."), "application/octet-stream", "pdf", "The dam broke."),
        (pdf_of("The dam broke."), "text/html", "pdf", "The dam broke."),
        (PAGE, "application/pdf", "html", "At least 114"),
        (PAGE, "", "html", "At least 114"),
        (b"<p>is a tag", "text/plain", "text", "<p>is a tag"),
        (b'{"hurt": 114}', "application/json", "text", '{"hurt": 114}'),
        ("<p>Плотина".encode("cp1251"), "text/html; charset=windows-1251", "html", "Плотина"),
        ("Плотина".encode("koi8-r"), "text/plain; charset=KOI8-R", "text", "Плотина"),
        ("Café".encode("latin-1"), "text/plain; charset=iso-8859-1", "text", "Café"),
        ("Плотина".encode(), "text/plain; charset=windows-1251", "text", "Плотина"),
        ("Плотина".encode("utf-16-le"), "text/plain; charset=utf-16le", "text", "Плотина"),
        (b"plain", "text/plain; charset=rot13", "text", "plain"),
    ],
)
def test_a_fetched_file_is_read_by_its_type_and_its_first_bytes(
    site: Site, data: bytes, said: str, kind: str, words: str
) -> None:
    site.pages["/"] = gives(data, Content_Type=said) if said else gives(data)
    made = Program(ada()).post("snapshots/", {"url": site.at()})
    assert made.status_code == 201, made.content
    assert (made.json()["kind"], made.json()["text"].strip()[: len(words)]) == (kind, words)


def test_what_cannot_be_fetched_is_said_at_the_link_with_the_way_round(site: Site) -> None:
    program = Program(ada())
    site.pages |= {
        "/film": gives(b"x", Content_Type="video/mp4"),
        "/empty": gives(b" ", Content_Type="text/plain"),
        "/wordless": gives(b"<html><body><script>draw()</script></body></html>"),
        "/inside": sends_on("http://10.0.0.7/"),
        "/broken": gives(b"%PDF-1.4 cut", Content_Type="application/pdf"),
    }
    for path, code in (
        ("/film", "type"),
        ("/gone", "status"),
        ("/empty", "empty"),
        ("/wordless", "no_text"),
        ("/inside", "not_public"),
        ("/broken", "broken"),
    ):
        refused = program.post("snapshots/", {"url": site.at(path)})
        assert refused.status_code == 422, (path, refused.content)
        problem = refused.json()
        (error,) = problem["errors"]
        assert (problem["code"], error["field"], error["code"]) == (code, "url", code)
        assert "10.0.0.7" not in refused.content.decode()
        assert "nstead" in error["message"] or code == "empty", error
    assert not Snapshot.objects.exists()


def test_a_large_answer_is_cut_and_a_slow_one_left(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.6)
        gives(PAGE)(handler)

    monkeypatch.setattr("claims.documents.fetching.SECONDS", 0.3)
    monkeypatch.setattr("claims.documents.fetching.LARGEST", 100)
    site.pages |= {"/large": gives(b"words " * 20), "/slow": slow}
    for path, code in (("/large", "too_big"), ("/slow", "too_slow")):
        refused = Program(ada()).post("snapshots/", {"url": site.at(path)})
        assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_the_same_key_fetches_once(site: Site) -> None:
    site.pages["/"] = gives(PAGE)
    program = Program(ada())
    first = program.post("snapshots/", {"url": site.at()}, once="k1")
    del site.pages["/"]
    again = program.post("snapshots/", {"url": site.at()}, once="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert len(site.asked) == 1
    assert program.post("snapshots/", {"url": site.at("/b")}, once="k1").status_code == 422


def test_who_may_not_keep_sources_makes_the_desk_ask_nobody(site: Site) -> None:
    assert Program(out()).post("snapshots/", {"url": site.at()}).status_code == 403
    assert site.asked == []


def test_a_desk_that_fetches_nothing_says_so(site: Site, settings: Any) -> None:
    settings.FACTCHECK_FETCH = False
    refused = Program(ada()).post("snapshots/", {"url": site.at()})
    assert (refused.status_code, refused.json()["code"]) == (422, "fetch_off")
    assert "Paste the source's text" in refused.json()["detail"]
    assert site.asked == []


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_desk_asks(site: Site) -> None:
    """The guard of every test fails on a socket within one; here none is the test's own."""
    site.pages["/"] = gives(PAGE)
    assert Program(ada()).post("snapshots/", {"url": site.at()}).status_code == 201

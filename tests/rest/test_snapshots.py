"""Snapshots over REST: pasted words or a file in, text and drift out, bytes only to be saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.snapshot_rows import Snapshot
from tests.pdfs import pdf_of
from tests.people import Program, ada, out, taken

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
    assert _upload(program, "n.pdf", data + b"\n", once="k1", url=URL).status_code == 409
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
        ({"url": URL}, "text"),
        ({"url": URL, "text": " "}, "text"),
        ({"url": "file:///etc/passwd", "text": "words"}, "url"),
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

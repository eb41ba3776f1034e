"""An integration's whole day over REST, from a text to the file of verdicts."""

from __future__ import annotations

import json
from unittest.mock import patch

import pytest

from claims import pipeline
from claims.extractors.catalogue import DEFAULT, EXTRACTORS
from claims.models import Claim, Extraction
from tests.people import LinesReader, Program, ada, eve

pytestmark = pytest.mark.django_db


def test_a_text_goes_in_and_a_verdict_comes_out() -> None:
    program, editor = Program(ada()), Program(eve())

    sent = program.post("articles/", {"text": "The dam broke.\nTwo were hurt.", "outlet": "Post"})
    assert (sent.status_code, sent.json()["extraction"]["status"]) == (202, "queued")
    with patch.dict(EXTRACTORS, {(DEFAULT.name, DEFAULT.version): LinesReader()}):
        assert pipeline.extract(Extraction.objects.get().id)
    shown = program.get(f"articles/{sent.json()['id']}/").json()
    assert (shown["extraction"]["status"], shown["claims"]["open"]) == ("done", 2)

    taken = program.post("queue/take/").json()
    claim, lease = taken["claim"], taken["lease"]["lease_no"]
    assert shown["text"][claim["start"] : claim["end"]] == claim["quote"] == "The dam broke."
    renewed = program.post(f"claims/{claim['id']}/renew/", {"lease_no": lease}).json()
    assert renewed["lease"]["held_until"] >= taken["lease"]["held_until"]
    judged = program.post(
        f"claims/{claim['id']}/review/",
        {
            "lease_no": lease,
            "verdict": "verified",
            "rationale": "Two sources say so.",
            "citations": [
                {"url": "https://a.example/", "date": "2024-03-05", "stance": "supports"},
                {"url": "https://b.example/", "date": None},
            ],
        },
    )
    assert judged.status_code == 200, judged.content
    assert judged.json()["claim"]["status"] == "decided"
    assert judged.json()["lease"] is None

    second = program.post("queue/take/").json()
    program.post(
        f"claims/{second['claim']['id']}/dismiss/",
        {"lease_no": second["lease"]["lease_no"], "reason": "out_of_scope"},
    )
    assert program.post("queue/take/").status_code == 204

    answer = editor.get("exports/verdicts.jsonl")
    (row,) = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert (row["verdict"], row["quote"], row["reviewer"]) == ("verified", "The dam broke.", "ada")
    kinds = [event["kind"] for event in editor.get("events/").json()["results"]]
    assert [kind for kind in kinds if kind.startswith("claim.")] == [
        "claim.taken",
        "claim.decided",
        "claim.taken",
        "claim.dismissed",
    ]
    assert set(Claim.objects.values_list("status", flat=True)) == {"decided", "dismissed"}


def test_a_text_is_read_without_being_kept() -> None:
    answer = Program(ada()).post("read/", {"text": "PORT MARA, May 6 -- At least 14 were hurt."})
    assert answer.status_code == 200
    assert answer.json()
    assert not Claim.objects.exists()
    assert not Extraction.objects.exists()


@pytest.mark.parametrize("text", ["", "\u3000", "a\x00b"])
def test_what_cannot_be_kept_cannot_be_read_either(text: str) -> None:
    answer = Program(ada()).post("read/", {"text": text})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "text"

"""A foreign extractor: what it is asked, what is believed, and how it fails."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from claims import pipeline
from claims.extractors import remote
from claims.models import Claim
from tests.people import bring, run_of

pytestmark = pytest.mark.django_db

TEXT = "The dam in Arden lost 1,204 litres on Sunday, Ada Mold said.\n\nIt was built in 1970."
GOOD: dict[str, Any] = {
    "headline": {"text": "Dam leaks"},
    "candidates": [
        {
            "start": 0,
            "end": 60,
            "kind": "number",
            "claimant": "Ada Mold",
            "worthiness": 0.9,
            "statement": "[Ada Mold:] the dam in Arden lost 1,204 litres.",
            "numbers": [{"text": "1,204", "value": 1204, "unit": "litres", "hedge": None}],
            "dates": [{"text": "Sunday", "start": "2024-03-03", "end": "2024-03-03"}],
            "reasons": ["a figure", {"label": "a date", "value": 0.1}],
        }
    ],
}


class Service:
    """An HTTP service on loopback that answers as told, and keeps what it was asked."""

    def __init__(self) -> None:
        self.status, self.answer, self.wait = 200, json.dumps(GOOD).encode(), 0.0
        self.asked: list[dict[str, Any]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                service.asked.append(json.loads(self.rfile.read(size)))
                self.send_response(service.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                for at in range(0, len(service.answer), 64_000):
                    time.sleep(service.wait)
                    self.wfile.write(service.answer[at : at + 64_000])

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/extract"


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    made = Service()
    settings.FACTCHECK_EXTRACTOR_URL = made.url
    yield made
    made.server.shutdown()
    made.server.server_close()


def failed() -> str:
    article = bring(TEXT)
    assert not pipeline.extract(run_of(article).id)
    assert not Claim.objects.exists()
    return run_of(article).error


def test_a_service_reads_in_place_of_the_built_in_reader(service: Service) -> None:
    article = bring(TEXT, source_url="https://post.example/dam", language="en")
    assert (run_of(article).extractor, run_of(article).version) == ("remote", "1")
    assert pipeline.extract(run_of(article).id)
    claim = Claim.objects.get()
    assert claim.quote == TEXT[:60]
    assert claim.statement.startswith("[Ada Mold:]")
    assert (claim.claimant, claim.kind, claim.worthiness) == ("Ada Mold", "number", 0.9)
    assert claim.facts["numbers"][0]["start"] == TEXT.index("1,204")
    article.refresh_from_db()
    assert article.headline == "Dam leaks"
    asked = service.asked[0]
    assert (asked["text"], asked["url"]) == (TEXT, "https://post.example/dam")
    assert set(asked) == {"text", "url", "received", "published", "language"}


def wrong(**changes: Any) -> bytes:
    return json.dumps({"candidates": [{**GOOD["candidates"][0], **changes}]}).encode()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "a list named candidates"),
        (wrong(start=-1), "candidates[0].start must be a whole number"),
        (wrong(end=10_000), "candidates[0].end must be a whole number up to"),
        (wrong(start=5, end=5), "greater than start"),
        (wrong(start=True), "whole number"),
        (wrong(kind="rumour"), "candidates[0].kind must be one of statement"),
        (wrong(worthiness=2), "a number from 0 to 1"),
        (wrong(worthiness="high"), "a number from 0 to 1"),
        (wrong(claimant=7), "a name or null"),
        (wrong(statement=[]), "statement must be text"),
        (wrong(numbers={}), "numbers must be a list"),
        (wrong(numbers=[{"text": "99"}]), "words of the claim, to the letter"),
        (wrong(numbers=[{"text": "1,204", "value": "many"}]), "a number, two numbers, or null"),
        (wrong(numbers=[{"text": "1,204", "at": [0]}]), "two places in the text"),
        (wrong(dates=[{"text": "Sunday", "start": "Sunday"}]), "a day like 2026-03-04"),
        (wrong(reasons=[7]), "words, or a term"),
    ],
)
def test_a_wrong_answer_makes_no_claim_and_names_the_field(
    service: Service, answer: bytes, words: str
) -> None:
    service.answer = answer
    assert words in failed()


@pytest.mark.parametrize("status", [204, 302, 404, 500])
def test_only_the_answer_200_is_taken(service: Service, status: int) -> None:
    service.status, service.answer = status, b""
    assert failed() == f"The extractor answered {status}, not 200."


def test_a_service_that_drips_is_left(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "SECONDS", 0.4)
    service.answer, service.wait = b" " * 640_000, 0.15
    assert "took over" in failed()


def test_an_answer_without_end_is_cut(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "LARGEST", 100_000)
    service.answer = b" " * 1_000_000
    assert failed() == "The extractor's answer is over 100,000 bytes."


def test_a_service_that_is_not_there_is_told(settings: Any) -> None:
    settings.FACTCHECK_EXTRACTOR_URL = "http://127.0.0.1:9/extract"
    assert "cannot be reached" in failed()


def test_what_an_older_version_of_the_reader_owed_is_read_by_the_present_one() -> None:
    article = bring(TEXT)
    run = run_of(article)
    run.version = "0"
    run.save(update_fields=["version"])
    assert pipeline.extract(run.id)
    assert run_of(article).version != "0"


def test_the_worked_example_reads_a_story(settings: Any) -> None:
    example = Path(__file__).parents[2] / "docs" / "examples" / "extractor.py"
    with subprocess.Popen(
        [sys.executable, str(example), "0"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        settings.FACTCHECK_EXTRACTOR_URL = process.stdout.readline().strip()
        article = bring(TEXT)
        try:
            assert pipeline.extract(run_of(article).id)
        finally:
            process.terminate()
    found = [claim.facts["numbers"][0]["text"] for claim in Claim.objects.order_by("start")]
    assert found == ["1,204", "1970"]

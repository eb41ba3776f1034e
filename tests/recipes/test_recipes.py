"""Each recipe runs to its end against a live server, and the desk has what it says it did."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from standardwebhooks import Webhook as Signer

from claims.batch_rows import Batch
from claims.batches import running
from claims.models import Article, Claim, Extraction
from claims.pipeline import extract
from factcheck.accounts.actor import Actor
from factcheck.accounts.keys import make_key
from factcheck.rate import Rate
from factcheck.rest import rates
from reviews import publish
from reviews.models import Review, Verdict
from tests.people import ada, decided, eve, fresh, out, story
from tests.start.conftest import free_port, wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
STORY = (
    "PORT MARA, May 6 (Desk) -- At least 14 passengers were treated for smoke on Monday after an "
    "engine fire on a harbour ferry, the port authority said. The ferry carried 212 people."
)
Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(url: str, actor: Actor) -> dict[str, str]:
    """What a recipe is told: the desk and a key."""
    made = make_key(actor=actor, name="a recipe", scopes=[])
    return {**os.environ, "FACTCHECK_URL": url, "FACTCHECK_KEY": made.secret, "NO_PROXY": "*"}


@pytest.fixture
def run(live_server: Any) -> Run:
    """Runs a recipe to its end."""

    def one(
        name: str, *words: str | Path, by: Actor | None = None, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, RECIPES / name, *map(str, words)],
            env=environment(live_server.url, by or ada()),
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return one


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a worker does, until the test is over."""
    over = threading.Event()

    def works() -> None:
        try:
            while not over.wait(0.1):
                for batch in Batch.objects.filter(state="queued").values_list("id", flat=True):
                    running.run_batch(batch, offer=lambda _: None)
                for owed in Extraction.objects.filter(status="queued").values_list("id", flat=True):
                    extract(owed)
        finally:
            connection.close()

    thread = threading.Thread(target=works)
    thread.start()
    yield
    over.set()
    thread.join(30)


def test_a_story_is_brought_in_and_its_claims_are_printed(
    run: Run, worker: None, tmp_path: Path
) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    done = run("submit_and_wait.py", file, "--outlet", "Post", "--url", "https://post.example/1")
    assert (done.returncode, done.stderr) == (0, "")
    article = Article.objects.get()
    assert f"created: article {article.id}" in done.stdout
    claims = list(Claim.objects.values_list("statement", flat=True))
    assert claims
    for statement in claims:
        assert statement in done.stdout
    assert f"{len(claims)} claims" in done.stdout
    again = run("submit_and_wait.py", file, "--url", "https://post.example/1")
    assert "duplicate: article" in again.stdout
    assert Article.objects.count() == 1


def test_a_refusal_is_told_with_its_field_and_the_recipe_ends_with_a_fault(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    done = run("submit_and_wait.py", file, "--url", "ftp://post.example/1")
    assert done.returncode == 1
    assert "422" in done.stderr
    assert "source_url: Only http and https" in done.stderr
    reader = run("submit_and_wait.py", file, by=out())
    assert (reader.returncode, reader.stderr[:4]) == (1, "403 ")
    assert "Traceback" not in done.stderr + reader.stderr


def test_a_recipe_waits_as_long_as_the_desk_says(
    run: Run, settings: Any, broker: str, tmp_path: Path
) -> None:
    published("The ferry carried 212 people.")
    settings.REDIS_URL = broker
    settings.FACTCHECK_RATE = Rate(1, 4)
    rates._Away.until = 0.0
    assert run("nightly_export.py", tmp_path, by=eve()).returncode == 0
    published("The dam broke in March.")
    began = time.monotonic()
    done = run("nightly_export.py", tmp_path, by=eve())  # asks thrice, where one is let in
    rates._Away.until = 0.0
    assert (done.returncode, done.stderr) == (0, "")
    assert ": 2 verdicts" in done.stdout
    assert time.monotonic() - began > 4


def test_claims_are_reviewed_from_a_terminal_until_nothing_waits(run: Run) -> None:
    first, second = story("The ferry carried 212 people.", "The dam broke in March.")
    typed = (
        "x\nd\nThe log says 140.\n\n"  # no source: refused
        "d\nThe log says 140.\nhttps://port.example/log\nThe log\n\n"
        "s\n"
    )
    done = run("review_from_a_terminal.py", typed=typed)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    for words in (">>>The ferry carried 212 people.<<<", "Why:", "citations:", "Nothing waits."):
        assert words in done.stdout
    review = Review.objects.get()
    assert (review.claim_id, review.verdict, review.rationale) == (
        first.id,
        "disputed",
        "The log says 140.",
    )
    assert review.citations.get().title == "The log"
    assert (fresh(first).status, fresh(second).status) == ("decided", "pending")
    assert fresh(second).holder is None


def test_who_stops_at_the_terminal_gives_the_claim_back_and_keeps_it_until_then(
    live_server: Any, settings: Any
) -> None:
    settings.FACTCHECK_LEASE_MINUTES = 0.1  # six seconds: renewed after three
    (claim,) = story("The ferry carried 212 people.")
    process = subprocess.Popen(
        [sys.executable, "-u", RECIPES / "review_from_a_terminal.py"],
        env=environment(live_server.url, ada()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        first = wait_for(lambda: fresh(claim).held_until, 20)
        later = wait_for(lambda: (until := fresh(claim).held_until) and until > first and until, 20)
        assert later > first
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 1
    assert "Released: The ferry carried" in said
    assert (fresh(claim).status, fresh(claim).holder) == ("pending", None)


def published(statement: str) -> Verdict:
    """A verdict that readers find."""
    (claim,) = story(statement)
    decided(ada(), claim=claim)
    verdict = Verdict.objects.get(claim=claim)
    publish.publish(actor=eve(), verdict_id=verdict.id)
    return verdict


def test_an_export_is_made_each_night_that_something_has_changed(run: Run, tmp_path: Path) -> None:
    verdict = published("The ferry carried 212 people.")
    folder = tmp_path / "kept"
    done = run("nightly_export.py", folder, by=eve())
    assert (done.returncode, done.stderr) == (0, "")
    (file,) = folder.glob("*.jsonl")
    assert f"{file.name}: 1 verdicts" in done.stdout
    assert "-head-" in file.name
    assert json.loads(file.read_text())["verdict_id"] == str(verdict.id)
    mark = (folder / "last-event.txt").read_text()
    file.unlink()
    done = run("nightly_export.py", folder, by=eve())
    assert "0 changes" in done.stdout
    assert list(folder.glob("*.jsonl")) == []
    published("The dam broke in March.")
    done = run("nightly_export.py", folder, by=eve())
    (file,) = folder.glob("*.jsonl")
    assert len(file.read_text().splitlines()) == 2
    assert int((folder / "last-event.txt").read_text()) > int(mark)
    assert list(folder.glob(".*")) + list(folder.glob("*.part")) == []


def test_an_archive_is_copied_in_from_a_table_and_the_refused_lines_stand_beside_it(
    run: Run, worker: None, tmp_path: Path
) -> None:
    table = tmp_path / "archive.csv"
    rows = [f"{n};Title {n};The dam {n} broke in March.;2020-01-0{n}" for n in range(1, 6)]
    rows[2] = "3;Title 3;The dam 3 broke.;yesterday"
    table.write_text("\n".join(["No;Title;Body;Day", *rows]))
    words = ("text=Body", "headline=Title", "external_id=No", "published_at=Day")
    done = run("archive_from_csv.py", table, *words)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "done: 4 created, 0 revised, 0 duplicate, 1 refused" in done.stdout
    assert "100%" in done.stdout
    assert sorted(Article.objects.values_list("headline", flat=True)) == [
        f"Title {n}" for n in (1, 2, 4, 5)
    ]
    errors = (tmp_path / "archive-errors.csv").read_text(encoding="utf-8-sig")
    assert "published_at" in errors
    again = run("archive_from_csv.py", table, *words)
    assert "0 created, 0 revised, 4 duplicate, 1 refused" in again.stdout
    wrong = run("archive_from_csv.py", table, "text=Words")
    assert wrong.returncode == 1
    assert "It has: No, Title, Body, Day." in wrong.stderr
    unknown = run("archive_from_csv.py", table, "colour=Body")
    assert (unknown.returncode, unknown.stderr[:3]) == (1, "422")


# ---- the receiver ------------------------------------------------------------------------------
SECRET = "whsec_" + "c2VjcmV0" * 4


def knock(port: int, name: str, *, secret: str = SECRET, at: datetime | None = None) -> int:
    """A message of the desk's form; the status that comes back."""
    moment = at or datetime.now(UTC)
    body = json.dumps({"type": "verdict.published", "data": {"seq": 7, "url": f"u-{name}"}})
    signature = Signer(secret).sign(name, moment, body)
    head = (
        f"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
        f"webhook-id: {name}\r\nwebhook-timestamp: {int(moment.timestamp())}\r\n"
        f"webhook-signature: {signature}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall((head + body).encode())
        return int(line.makefile("rb").readline().split()[1])


def done_of(file: Path) -> int:
    """How many messages its work is done for."""
    with contextlib.closing(sqlite3.connect(file, timeout=10)) as base:
        return int(base.execute("SELECT count(*) FROM message WHERE done").fetchone()[0])


def test_the_receiver_takes_each_message_once_and_only_from_the_desk(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "said.txt"

    def started() -> subprocess.Popen[bytes]:
        with log.open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, RECIPES / "webhook_receiver.py", str(port), tmp_path / "m.sqlite"],
                env={**os.environ, "FACTCHECK_WEBHOOK": SECRET},
                stdout=said,
                stderr=said,
            )
        wait_for(lambda: f"listening on {port}" in log.read_text(), 20)
        return process

    process = started()
    try:
        assert [knock(port, "msg_1"), knock(port, "msg_1"), knock(port, "msg_2")] == [204] * 3
        assert knock(port, "msg_3", secret="whsec_" + "b3RoZXJz" * 4) == 401
        assert knock(port, "msg_4", at=datetime(2026, 1, 1, tzinfo=UTC)) == 401  # played again
        wait_for(lambda: done_of(tmp_path / "m.sqlite") == 2, 20)
        process.kill()
        process.wait(10)
        log.write_text("")
        process = started()
        assert knock(port, "msg_2") == 204  # seen before the process ended
        assert knock(port, "msg_5") == 204
        wait_for(lambda: "u-msg_5" in log.read_text(), 20)
    finally:
        process.kill()
        process.wait(10)
    assert log.read_text().count("u-msg_") == 1

"""Many stories at once: a result for each line, nothing lost and nothing twice, whatever happens
to the worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as some

from claims.batch_rows import Batch
from claims.batches import lines, running, spool
from claims.documents.document import Document
from claims.given import check
from claims.intake import submit_article
from claims.models import Appearance, Article, Claim, Extraction, Revision
from claims.placing_many import Text, place_many
from claims.tasks import extract_owed
from factcheck.accounts.people import switch_user
from factcheck.errors import DomainError
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from factcheck.verbs import verb
from tests.intake.bulk import LINES, outcomes, send, send_as, take_in
from tests.people import Program, ada, ben, out, root
from tests.races.together import surprises, together
from tests.site import LOOPBACK, gives, open_site

pytestmark = pytest.mark.django_db(transaction=True)


def stories(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Distinct ones with names of their own."""
    return [
        {"text": f"Case {n}.\n\nThe dam number {n} broke.", "external_id": f"case-{n}"}
        for n in range(start, start + count)
    ]


def test_every_line_has_its_result() -> None:
    answer = send(
        {"text": "The dam broke.", "external_id": "a"},
        "\n",
        "{no json\n",
        {"text": "Nobody was hurt.", "headlin": "x"},
        {"text": "The dam  broke."},
        {"text": "The dam broke again.", "external_id": "a"},
        {"headline": "No text"},
        {"text": "At the other place.", "published_at": "04/05/2026"},
        '{"text": "cut o',
    )
    assert answer.status_code == 202, answer.content
    assert answer.json()["state"] == "queued"
    take_in()
    batch = Batch.objects.get()
    assert outcomes(batch) == [
        (1, "created", ""),
        (3, "refused", "line"),
        (4, "refused", "headlin"),
        (5, "duplicate", ""),
        (6, "revised", ""),
        (7, "refused", "text"),
        (8, "refused", "published_at"),
        (9, "refused", "line"),
    ]
    assert (batch.state, batch.created, batch.refused, batch.lines) == ("done", 1, 5, 9)
    cut = batch.rows.get(line=9).errors[0]
    assert (cut["code"], "Send the whole file again" in cut["message"]) == ("cut_off", True)
    assert verify_ledger().broken == ()


def test_the_same_file_again_adds_nothing_and_says_so() -> None:
    send(*stories(30))
    take_in()
    before = [model.objects.count() for model in (Article, Revision, Extraction, Appearance)]
    send(*stories(30))
    take_in()
    again = Batch.objects.latest("id")
    assert (again.duplicate, again.created, again.refused) == (30, 0, 0)
    after = [model.objects.count() for model in (Article, Revision, Extraction, Appearance)]
    assert after == before


def test_a_batch_is_told_over_rest_line_by_line_and_its_errors_as_a_file() -> None:
    program = Program(ada())
    made = send(*stories(3), "=cmd()\n", program=program).json()
    take_in()
    shown = program.get(f"batches/{made['id']}/").json()
    assert (shown["state"], shown["percent"], shown["created"], shown["by"]) == (
        "done",
        100,
        3,
        "ada",
    )
    assert program.get("batches/").json()["results"] == [shown]
    page = program.get(f"batches/{made['id']}/rows/", limit="2").json()
    assert [row["line"] for row in page["results"]] == [1, 2]
    article = Article.objects.get(pk=page["results"][0]["article"])
    assert article.revisions.get().origin == {"door": "bulk", "batch": made["id"], "line": "1"}
    refused = program.get(f"batches/{made['id']}/rows/", outcome="refused").json()["results"]
    assert [(row["line"], row["sent"]) for row in refused] == [(4, "=cmd()")]
    unknown = program.get(f"batches/{made['id']}/rows/", outcome="lost")
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "outcome")
    file = program.get(f"batches/{made['id']}/errors.csv")
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "line,field,code,message,sent"
    assert text.splitlines()[1].startswith("4,line,json,")
    assert "'=cmd()" in text


def test_claims_that_come_with_a_line_join_the_queue_and_a_wrong_one_refuses_the_line() -> None:
    send(
        {"text": "The dam broke. Two died.", "claims": [{"quote": "Two died."}]},
        {"text": "The pier burnt. Three died.", "claims": [{"quote": "Four died."}]},
    )
    take_in()
    assert outcomes(Batch.objects.get()) == [(1, "created", ""), (2, "refused", "claims[0].quote")]
    assert Claim.objects.get().status == "pending"
    assert Article.objects.count() == 1


def test_names_of_two_articles_refuse_their_line_alone() -> None:
    send(*stories(2))
    take_in()
    send({**stories(1)[0], "external_id": "case-1"}, *stories(1, start=7))
    take_in()
    batch = Batch.objects.latest("id")
    assert outcomes(batch) == [(1, "refused", ""), (2, "created", "")]
    assert batch.rows.get(line=1).errors[0]["code"] == "two_articles"


def test_links_in_lines_are_asked_by_the_worker() -> None:
    page = b"<html><body><article><p>The dam broke on Monday, and two died.</p></article>"
    with open_site() as site, override_settings(FACTCHECK_NET_ALLOW=LOOPBACK):
        site.pages["/a"] = gives(page, Content_Type="text/html")
        send({"url": site.at("/a")}, {"url": site.at("/gone")}, {"url": "file:///etc/passwd"})
        take_in()
        assert outcomes(Batch.objects.get()) == [
            (1, "created", ""),
            (2, "refused", "url"),
            (3, "refused", "url"),
        ]
        assert Article.objects.get().source_url == site.at("/a")


# ---- as one after the other --------------------------------------------------------------------
TEXTS = some.sampled_from(["A broke.", "B broke.", "C broke.", "A  broke."])
NAMES = some.sampled_from(["", "x", "y"])
LINKS = some.sampled_from(["", "https://o.example/1", "https://o.example/2"])
OUTLETS = some.sampled_from(["", "Post", "Times"])
ROWS = some.lists(some.tuples(TEXTS, NAMES, LINKS, OUTLETS), min_size=1, max_size=9)


def _placed(*, actor: Any, texts: list[Text]) -> list[Any]:
    return place_many(actor, texts)


_place_all = verb(_placed, tries=3)


def _seen() -> list[Any]:
    """What there is, told without ids: each article's texts, and where it stood."""
    return sorted(
        (
            [one.text for one in article.revisions.order_by("number")],
            sorted(article.appearances.values_list("external_id", "source_url", "outlet")),
        )
        for article in Article.objects.all()
    )


def _forget_all() -> None:
    """Between two examples of one test."""
    for model in (Appearance, Extraction, Revision, Article):
        model.objects.all().delete()


@bounds(max_examples=60, deadline=None)
@given(ROWS, ROWS)
def test_many_at_once_become_what_they_become_one_after_the_other(
    before: list[tuple[str, str, str, str]], rows: list[tuple[str, str, str, str]]
) -> None:
    names = ("text", "external_id", "source_url", "outlet")

    def one_by_one(rows: list[tuple[str, str, str, str]]) -> list[str]:
        found = []
        for row in rows:
            said: Any = dict(zip(names, row, strict=True))
            try:
                found.append(submit_article(actor=ada(), **said).outcome)
            except DomainError as refusal:
                found.append(refusal.code)
        return found

    one_by_one(before)
    wanted, there = one_by_one(rows), _seen()
    _forget_all()
    one_by_one(before)
    texts = [
        Text(check(Document.sent(text), source_url=url, outlet=outlet, external_id=name))
        for text, name, url, outlet in rows
    ]
    done = _place_all(actor=ada(), texts=texts)
    assert [getattr(one, "outcome", getattr(one, "code", "")) for one in done] == wanted
    assert _seen() == there
    _forget_all()
    Event.objects.all().delete()


def test_two_batches_of_the_same_stories_at_once_add_each_once() -> None:
    send(*stories(40))
    send(*stories(40)[::-1], program=Program(ada()))
    first, second = Batch.objects.values_list("id", flat=True)

    def work(index: int) -> None:
        while running.run_batch(second if index else first, offer=lambda _: None):
            pass

    assert surprises(together(2, work)) == []
    assert Article.objects.count() == 40
    assert sum(batch.created for batch in Batch.objects.all()) == 40
    assert sum(batch.duplicate for batch in Batch.objects.all()) == 40
    assert verify_ledger().broken == ()


def test_two_workers_at_one_batch_take_each_line_once() -> None:
    send(*stories(40))
    batch = Batch.objects.get()

    def work(_: int) -> None:
        while running.run_batch(batch.id, offer=lambda _: None):
            pass

    assert surprises(together(3, work)) == []
    assert [row[:2] for row in outcomes(batch)] == [(n, "created") for n in range(1, 41)]


# ---- the worker's death, and who waits ---------------------------------------------------------
WORKER = """
import sys, uuid, django
django.setup()
from claims.batches import running
running.CHUNK = 5
take_in = running._take_in
def slow(**given):
    import time
    print("chunk", flush=True)
    done = take_in(**given)
    time.sleep(0.02)
    return done
running._take_in = slow
while running.run_batch(uuid.UUID(sys.argv[1]), offer=lambda _: None):
    pass
"""


def _environment() -> dict[str, str]:
    """For a process of its own at the test's database."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{told['NAME']}"
    else:
        who = f"{told['USER']}:{told['PASSWORD']}" if told["PASSWORD"] else told["USER"]
        url = f"postgres://{who}@{told['HOST'] or ''}:{told['PORT'] or ''}/{told['NAME']}"
        if str(told["HOST"]).startswith("/"):
            url = f"postgres://{who}@/{told['NAME']}?host={told['HOST']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url,
        "FACTCHECK_DATA": str(settings.DATA_DIR),
    }


def test_a_killed_worker_loses_no_line_and_repeats_none() -> None:
    send(*stories(200))
    batch = Batch.objects.get()
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(batch.id)],
        env=_environment(), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    for _ in range(8):
        child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=20)
    batch.refresh_from_db()
    assert (batch.state, 0 < batch.lines < 200) == ("running", True)
    assert batch.lines == batch.rows.count() == Article.objects.count()
    assert running.run_batch(batch.id, offer=lambda _: None) is False  # its time is not over
    assert running.reclaim_owed() == []
    Batch.objects.update(running_until=timezone.now(), offered_at=batch.asked_at - running.RUN)
    assert running.reclaim_owed() == [batch.id]
    take_in()
    batch.refresh_from_db()
    assert (batch.state, batch.created, batch.lines) == ("done", 200, 200)
    assert [row[0] for row in outcomes(batch)] == list(range(1, 201))
    assert not spool.path_of(batch.id).exists()
    assert verify_ledger().broken == ()


def test_a_line_that_ends_every_worker_is_left_out_and_the_rest_comes() -> None:
    send(*stories(3))
    batch = Batch.objects.get()
    Batch.objects.update(stalled=running.REFUSED_AFTER)
    take_in()
    assert outcomes(batch) == [(1, "refused", "line"), (2, "created", ""), (3, "created", "")]


def test_a_batch_is_taken_in_by_slices_so_that_others_have_the_worker_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "SLICE", 0.0)
    monkeypatch.setattr(running, "CHUNK", 10)
    send(*stories(30))
    batch = Batch.objects.get()
    assert running.run_batch(batch.id, offer=lambda _: None) is True
    batch.refresh_from_db()
    assert (batch.state, batch.lines, batch.percent) == ("queued", 10, 32)
    take_in()
    batch.refresh_from_db()
    assert (batch.created, batch.attempt) == (30, 4)


def test_what_came_alone_is_read_before_what_came_in_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    send(*stories(3))
    offered: list[Any] = []
    take_in(offered.append)
    assert len(offered) == 3  # the first of a file at once, behind all that came alone
    alone = submit_article(actor=ada(), text="The pier burnt.").extraction
    Extraction.objects.update(offered_at=timezone.now() - 2 * running.OFFER_AGAIN)
    told: list[tuple[Any, bool]] = []
    monkeypatch.setattr(
        "claims.tasks.offer", lambda one, *, in_bulk=False: told.append((one, in_bulk))
    )
    extract_owed()
    assert told[0] == (alone, False)
    assert [in_bulk for _, in_bulk in told] == [False, True, True, True]


def test_a_cancelled_batch_keeps_what_came_in_and_takes_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "SLICE", 0.0)
    monkeypatch.setattr(running, "CHUNK", 10)
    program = Program(ada())
    made = send(*stories(30), program=program).json()
    batch = Batch.objects.get()
    running.run_batch(batch.id, offer=lambda _: None)
    assert Program(ben()).post(f"batches/{made['id']}/cancel/").status_code == 403
    answer = program.post(f"batches/{made['id']}/cancel/")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert program.post(f"batches/{made['id']}/cancel/").status_code == 409
    take_in()
    assert Article.objects.count() == 10
    assert not spool.path_of(batch.id).exists()


def test_a_batch_cancelled_within_a_chunk_takes_none_of_that_chunk() -> None:
    send(*stories(5))
    batch = running._begin(Batch.objects.get().id)
    assert batch is not None
    Batch.objects.update(state="cancelled", finished_at=timezone.now())
    chunk = running._Chunk(end=10, lines=1)
    assert running._take_in(actor=ada(), batch=batch, chunk=chunk) is None


def test_who_is_switched_off_brings_nothing_in_any_more() -> None:
    send(*stories(5))
    switch_user(actor=root(), user_id=ada().person.id, active=False)
    take_in()
    batch = Batch.objects.get()
    assert (batch.state, Article.objects.count()) == ("failed", 0)
    assert "ada may no longer" in batch.error


# ---- what is sent ------------------------------------------------------------------------------
def test_a_line_without_end_is_refused_and_costs_no_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "LONGEST", 1_000_000)
    monkeypatch.setattr("claims.batches.rows.LONGEST", 1_000_000)
    send({"text": "The dam broke."}, '{"text": "' + "x" * 50_000_000 + '"}\n', *stories(1))
    take_in()
    assert outcomes(Batch.objects.get()) == [
        (1, "created", ""),
        (2, "refused", "line"),
        (3, "created", ""),
    ]
    assert len(Batch.objects.get().rows.get(line=2).sent) <= 2000


def test_a_body_over_the_limit_is_refused_before_it_is_read_and_leaves_nothing() -> None:
    with override_settings(FACTCHECK_BULK_LIMIT=100):
        answer = send(*stories(20))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert not Batch.objects.exists()
    assert not any(spool.folder().iterdir() if spool.folder().exists() else ())


def test_an_empty_body_another_type_and_who_may_not_are_refused() -> None:
    assert send_as(LINES, b"").json()["errors"][0]["field"] == "file"
    assert send_as("application/xml", b"<a/>").status_code == 415
    assert send(*stories(1), program=Program(out())).status_code == 403
    assert send(*stories(1), program=Program(None)).status_code == 401
    assert send_as(LINES, b"{}", query="?names=x").status_code == 422
    assert send_as(LINES, b"{}", query="?columns=text:a").json()["errors"][0]["field"] == "columns"
    assert not Batch.objects.exists()


def test_the_same_key_spools_once_and_another_body_is_refused() -> None:
    program = Program(ada())
    first = send(*stories(2), program=program, once="k")
    again = send(*stories(2), program=program, once="k")
    assert first.json()["id"] == again.json()["id"]
    assert Batch.objects.count() == 1
    other = send(*stories(3), program=program, once="k")
    assert other.json()["code"] == "idempotency_key_reused"
    assert len(list(spool.folder().iterdir())) == 1


def test_nobody_fills_the_disk_with_waiting_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.batches.asking.MOST_OWED", 2)
    for start in (0, 1):
        assert send(*stories(1, start)).status_code == 202
    refused = send(*stories(1, 2))
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many")
    assert len(list(spool.folder().iterdir())) == 2


def test_files_that_no_batch_owes_are_dropped_after_two_days() -> None:
    send(*stories(1))
    left = Path(spool.folder()) / "01a00000-0000-7000-8000-000000000000.jsonl"
    left.write_text("{}\n")
    half = left.with_name(left.name.replace("a00000", "b00000") + ".half")
    half.write_text("{")
    (spool.folder() / "readme").write_text("somebody's")
    running.forget_old()
    assert left.exists()
    old = time.time() - running.KEPT.total_seconds() - 60
    for path in spool.folder().iterdir():
        os.utime(path, (old, old))
    running.forget_old()
    assert not left.exists()
    assert not half.exists()
    assert spool.path_of(Batch.objects.get().id).exists()

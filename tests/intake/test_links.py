"""A story by its link: asked once, outside every transaction, kept as it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from claims.models import Article, Revision
from tests.intake.files import LINE, PAGE, word_of
from tests.pdfs import pdf_of
from tests.people import Program, ada, browser, out
from tests.site import LOOPBACK, Site, gives, open_site, sends_on

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = PAGE.replace(
    "<head>",
    '<head><meta property="og:site_name" content="Harbour Post"><meta '
    'property="article:published_time" content="2026-05-06T08:00:00Z">',
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site, override_settings(FACTCHECK_NET_ALLOW=LOOPBACK):
        yield site


def send(url: str, once: str | None = None, **more: Any) -> Any:
    return Program(ada()).post("articles/", {"url": url, **more}, once=once)


def wrong(answer: Any) -> tuple[str, str]:
    assert answer.status_code == 422, answer.content
    assert not Article.objects.exists()
    (error,) = answer.json()["errors"]
    return error["field"], error["code"]


def test_a_link_gives_its_story_with_what_the_page_says_of_itself(site: Site) -> None:
    site.pages["/a"] = sends_on(site.at("/b"))
    site.pages["/b"] = gives(TYPED.encode(), Content_Type="text/html; charset=utf-8")
    answer = send(site.at("/a"))
    assert answer.status_code == 202, answer.content
    article = Article.objects.get()
    revision = article.revisions.get()
    assert LINE in revision.text
    assert (article.outlet, f"{article.published_at:%F %H}") == ("Harbour Post", "2026-05-06 08")
    assert article.source_url == site.at("/a")
    assert (revision.origin["fetched"], bytes(revision.raw)) == (site.at("/b"), TYPED.encode())
    assert send(site.at("/a")).json()["outcome"] == "duplicate"


def test_a_changed_page_is_the_next_revision(site: Site) -> None:
    site.pages["/a"] = gives(TYPED.encode(), Content_Type="text/html")
    send(site.at("/a"))
    site.pages["/a"] = gives(TYPED.replace("212", "213").encode(), Content_Type="text/html")
    answer = send(site.at("/a"))
    assert (answer.json()["outcome"], Revision.objects.count()) == ("revised", 2)


FILES = [
    (pdf_of(LINE), "application/pdf"),
    (pdf_of(LINE), "application/octet-stream"),
    (word_of(LINE), WORD),
    (LINE.encode(), "text/plain"),
    (f"«{LINE}» dijo el señor Núñez.".encode("cp1252"), "text/plain; charset=iso-8859-1"),
    ("Президент заявил: 14 человек.".encode("koi8-r"), "text/plain; charset=koi8-r"),
]


@pytest.mark.parametrize(("data", "kind"), FILES, ids=[str(n) for n in range(len(FILES))])
def test_a_link_to_a_file_is_read_as_the_file(site: Site, data: bytes, kind: str) -> None:
    site.pages["/f"] = gives(data, Content_Type=kind)
    answer = send(site.at("/f"))
    assert answer.status_code == 202, answer.content
    assert "14" in Revision.objects.get().text
    assert "\ufffd" not in Revision.objects.get().text


def test_what_gives_no_story_is_said_at_the_link(site: Site) -> None:
    site.pages["/gone"] = gives(b"no", 410)
    site.pages["/empty"] = gives(b"<html><body></body></html>", Content_Type="text/html")
    site.pages["/image"] = gives(b"\x89PNG", Content_Type="image/png")
    site.pages["/broken"] = gives(b"%PDF-1.7 cut", Content_Type="application/pdf")
    site.pages["/out"] = sends_on("http://169.254.169.254/latest/")
    assert wrong(send(site.at("/gone"))) == ("url", "status")
    assert wrong(send(site.at("/empty"))) == ("url", "no_article")
    assert wrong(send(site.at("/image"))) == ("url", "type")
    assert wrong(send(site.at("/broken"))) == ("url", "broken")
    assert wrong(send(site.at("/out")))[0] == "url"
    assert wrong(send("ftp://a.example/x")) == ("url", "url")
    assert wrong(send("http://user:secret@a.example/"))[0] == "url"
    assert wrong(send(site.at("/a"), text="And a text.")) == ("url", "both")


def test_nothing_inside_is_asked_and_nobody_asks_who_may_not_submit(site: Site) -> None:
    with override_settings(FACTCHECK_NET_ALLOW=()):
        assert wrong(send(site.at("/a")))[0] == "url"
    with override_settings(FACTCHECK_FETCH=False):
        assert wrong(send(site.at("/a"))) == ("url", "fetch_off")
    assert Program(out()).post("articles/", {"url": site.at("/a")}).status_code == 403
    assert site.asked == []


def test_the_same_key_asks_the_link_once(site: Site) -> None:
    site.pages["/a"] = gives(TYPED.encode(), Content_Type="text/html")
    program = Program(ada())
    first, again = (program.post("articles/", {"url": site.at("/a")}, once="k-1") for _ in range(2))
    assert first.json()["id"] == again.json()["id"]
    assert len(site.asked) == 1


def test_at_the_desk_a_link_is_one_field_and_a_refusal_keeps_it(site: Site) -> None:
    site.pages["/a"] = gives(TYPED.encode(), Content_Type="text/html")
    client = browser(ada())
    refused = client.post("/desk/articles/link/", {"url": site.at("/nothing")})
    assert refused.status_code == 422
    assert site.at("/nothing") in refused.content.decode()
    assert "answered 404" in refused.content.decode()
    done = client.post("/desk/articles/link/", {"url": site.at("/a")})
    assert done["Location"] == f"/desk/articles/{Article.objects.get().id}/"
    assert client.post("/desk/articles/link/", {"url": " "}).status_code == 422

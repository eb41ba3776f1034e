"""Feeds: each entry once, changed ones as revisions, servers spared, failures told."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from claims.feed_rows import Feed, FeedEntry
from claims.feeds import polling, subscribing
from claims.feeds.reading import NotAFeedError, read_feed
from claims.models import Article, Revision
from claims.tasks import feeds_due
from factcheck.accounts.people import switch_user
from factcheck.errors import Conflict, Denied, Invalid, NotFetched
from factcheck.events.verify import verify_ledger
from tests.people import Program, ada, browser, eve, person, root
from tests.races.together import surprises, together
from tests.site import LOOPBACK, Site, gives, open_site, sends_on

pytestmark = pytest.mark.django_db(transaction=True)

RSS = "application/rss+xml"
STORY = (
    "PORT MARA, May 6 (Desk) -- At least 14 passengers were treated for smoke on Monday after an "
    "engine fire on a harbour ferry, the port authority said. "
)


def rss(*items: dict[str, str], title: str = "Harbour Post") -> bytes:
    """A feed of these items, whose names are those of RSS."""
    written = "".join(
        "<item>"
        + "".join(f"<{name}>{html.escape(value)}</{name}>" for name, value in item.items())
        + "</item>"
        for item in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://post.example/</link><description>d</description>{written}</channel></rss>"
    ).encode()


def item(number: int, words: str = STORY, **more: str) -> dict[str, str]:
    return {
        "title": f"Ferry {number}",
        "guid": f"urn:{number}",
        "description": f"{words}Ferry number {number}.",
        **more,
    }


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site, override_settings(FACTCHECK_NET_ALLOW=LOOPBACK):
        yield site


def subscribed(site: Site, body: bytes, **more: Any) -> Feed:
    """The site's feed, subscribed to and taken in once."""
    site.pages["/feed"] = gives(body, Content_Type=RSS)
    feed = subscribing.subscribe(actor=eve(), url=site.at("/feed"), **more)
    polling.poll(feed.id)
    return Feed.objects.get(pk=feed.pk)


def again(feed: Feed) -> Feed:
    """The next question, whenever that is due."""
    with time_machine.travel(feed.next_at + timedelta(seconds=1), tick=True):
        assert polling.poll(feed.id)
    return Feed.objects.get(pk=feed.pk)


def test_a_feeds_entries_come_in_once_with_what_it_says_of_them(site: Site) -> None:
    feed = subscribed(
        site,
        rss(
            item(2, pubDate="Tue, 05 May 2026 10:00:00 GMT", link="https://post.example/2"),
            item(1, pubDate="Mon, 04 May 2026 10:00:00 GMT"),
        ),
        whole="never",
    )
    first, second = Article.objects.order_by("id")
    assert (first.headline, f"{first.published_at:%F}", first.outlet) == (
        "Ferry 1",
        "2026-05-04",
        "Harbour Post",
    )
    assert second.source_url == "https://post.example/2"
    assert STORY.strip() in second.revisions.get().text
    assert second.revisions.get().origin == {"door": "feed", "feed": str(feed.id)}
    for _ in range(2):
        feed = again(feed)
    assert (Article.objects.count(), Revision.objects.count()) == (2, 2)
    assert (feed.title, feed.failures, feed.error) == ("Harbour Post", 0, "")
    assert verify_ledger().broken == ()


def test_a_changed_entry_is_the_next_revision_and_its_old_form_does_not_come_back(
    site: Site,
) -> None:
    feed = subscribed(site, rss(item(1)), whole="never")
    site.pages["/feed"] = gives(rss(item(1, STORY + "At least 16 by evening. ")), Content_Type=RSS)
    feed = again(feed)
    site.pages["/feed"] = gives(rss(item(1)), Content_Type=RSS)
    again(feed)
    texts = [one.text for one in Article.objects.get().revisions.order_by("number")]
    assert ["16 by evening" in text for text in texts] == [False, True]


def test_one_entry_twice_in_a_feed_is_one_article_whose_later_form_is_current(site: Site) -> None:
    feed = subscribed(site, rss(item(1), item(1, STORY + "At least 16 by evening. ")))
    for _ in range(2):
        texts = [one.text for one in Article.objects.get().revisions.order_by("number")]
        assert ["16 by evening" in text for text in texts] == [False, True]
        feed = again(feed)


def test_an_entry_without_guid_is_known_by_its_link_else_by_its_words(site: Site) -> None:
    bare = {"title": "No link at all", "description": STORY}
    linked = {"title": "Ferry", "description": STORY + "More.", "link": "https://post.example/1"}
    feed = subscribed(site, rss(bare, linked), whole="never")
    again(feed)
    assert (Article.objects.count(), FeedEntry.objects.count()) == (2, 2)


def test_the_same_words_in_two_feeds_are_one_article_at_two_places(site: Site) -> None:
    subscribed(site, rss(item(1)), whole="never")
    site.pages["/other"] = gives(rss(item(1, guid="other"), title="Times"), Content_Type=RSS)
    feed = subscribing.subscribe(actor=eve(), url=site.at("/other"), whole="never")
    polling.poll(feed.id)
    article = Article.objects.get()
    outlets = set(article.appearances.values_list("outlet", flat=True))
    assert outlets == {"Harbour Post", "Times"}


def test_of_a_short_entry_the_page_is_asked_and_what_fails_falls_back(site: Site) -> None:
    page = f"<html><body><article><p>{STORY}</p><p>The whole story is longer.</p></article>"
    site.pages["/1"] = gives(page.encode(), Content_Type="text/html")
    feed = subscribed(
        site,
        rss(
            item(1, "", link=site.at("/1")),
            item(2, "In short: ", link=site.at("/gone")),
            {"title": "Nothing", "guid": "3", "link": site.at("/gone")},
        ),
    )
    texts = sorted(one.text for one in Revision.objects.all())
    assert ["whole story" in text for text in texts] == [False, True]
    refused = FeedEntry.objects.get(outcome="refused")
    assert (refused.title, "404" in refused.error) == ("Nothing", True)
    for _ in range(polling.TRIES + 2):
        feed = again(feed)
    refused.refresh_from_db()
    assert refused.tries == polling.TRIES  # and then it is left
    assert [path for _, path, _ in site.asked].count("/gone") == 1 + polling.TRIES


def test_a_feed_with_relative_links_and_a_zone_is_read_by_its_base(site: Site) -> None:
    atom = (
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
        b'xml:base="http://feed.example/news/"><title>Desk</title><id>urn:x:feed</id>'
        b"<updated>2024-05-06T10:00:00+14:00</updated><entry><title>Ferry</title>"
        b'<id>urn:x:1</id><link href="../2024/ferry?a=1&amp;b=2"/>'
        b"<updated>2024-05-06T10:00:00+14:00</updated><summary>"
        + STORY.encode()
        + b"</summary></entry></feed>"
    )
    subscribed(site, atom, whole="never")
    article = Article.objects.get()
    assert article.source_url == "http://feed.example/2024/ferry?a=1&b=2"
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2024-05-05T20:00:00+00:00"


# ---- its server --------------------------------------------------------------------------------
def test_a_server_is_asked_by_its_own_conditions_and_spared_by_304(site: Site) -> None:
    body = rss(item(1))
    site.pages["/feed"] = gives(
        body, Content_Type=RSS, ETag='"v1"', Last_Modified="Mon, 04 May 2026 10:00:00 GMT"
    )
    feed = subscribing.subscribe(actor=eve(), url=site.at("/feed"))
    polling.poll(feed.id)
    site.pages["/feed"] = gives(b"", 304)
    feed = again(Feed.objects.get())
    sent = site.asked[-1][2]
    assert (sent["if-none-match"], sent["if-modified-since"]) == (
        '"v1"',
        "Mon, 04 May 2026 10:00:00 GMT",
    )
    assert (feed.failures, feed.error, feed.answered_at is not None) == (0, "", True)
    assert timedelta(minutes=13) < feed.next_at - timezone.now() + timedelta(minutes=0)


def test_a_server_that_fails_is_asked_less_and_less_and_at_once_again_when_it_answers(
    site: Site,
) -> None:
    feed = subscribed(site, rss(item(1)))
    site.pages["/feed"] = gives(b"", 500)
    waits = []
    for _ in range(9):
        asked = feed.next_at
        feed = again(feed)
        waits.append((feed.next_at - asked).total_seconds() / 60)
    assert [round(wait / 30) for wait in waits[:3]] == [1, 2, 4]
    assert max(waits) <= 24 * 60 * 1.06
    assert (feed.failures, feed.error) == (9, "The server answered 500, not 200.")
    site.pages["/feed"] = gives(rss(item(1), item(2)), Content_Type=RSS)
    asked = feed.next_at
    feed = again(feed)
    assert (feed.failures, feed.error, Article.objects.count()) == (0, "", 2)
    assert (feed.next_at - asked).total_seconds() / 60 < 17


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_when_a_server_says_when_to_come_again_it_is_kept(site: Site, form: str) -> None:
    feed = subscribed(site, rss(item(1)))
    at = feed.next_at + timedelta(hours=3)
    said = "10800" if form == "seconds" else format_datetime(at, usegmt=True)
    site.pages["/feed"] = gives(b"", 429, Retry_After=said)
    asked = feed.next_at
    feed = again(feed)
    assert abs((feed.next_at - asked).total_seconds() - 10800) < 10


def test_a_feed_that_is_gone_is_asked_no_more_and_says_so(site: Site) -> None:
    feed = subscribed(site, rss(item(1)))
    site.pages["/feed"] = gives(b"", 410)
    feed = again(feed)
    assert (feed.active, "410" in feed.error) == (False, True)
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        assert polling.due() == []
        assert polling.poll(feed.id) is False
    site.pages["/feed"] = gives(rss(item(2)), Content_Type=RSS)
    subscribing.resume_feed(actor=eve(), feed_id=feed.id)
    assert polling.poll(feed.id)
    assert Article.objects.count() == 2


NOT_FEEDS = {
    "entities": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss version='2.0'><channel><title>&x;</title></channel></rss>",
    "page": b"<!doctype html><html><head><link rel='alternate' type='application/rss+xml' "
    b"href='/real.xml'></head><body>Not found</body></html>",
    "no_feed": b'{"items": []}',
}


@pytest.mark.parametrize("code", NOT_FEEDS)
def test_what_is_no_feed_is_refused_with_what_it_is(site: Site, code: str) -> None:
    site.pages["/feed"] = gives(NOT_FEEDS[code], Content_Type=RSS)
    with pytest.raises(NotFetched) as refused:
        subscribing.subscribe(actor=eve(), url=site.at("/feed"))
    assert (refused.value.code, Feed.objects.count()) == (code, 0)
    if code == "page":
        assert site.at("/real.xml") in str(refused.value)


def test_entities_are_refused_in_any_encoding() -> None:
    for encoding in ("utf-16", "utf-16-be", "utf-8-sig"):
        body = NOT_FEEDS["entities"].decode().encode(encoding)
        with pytest.raises(NotAFeedError):
            read_feed(body, url="https://post.example/")


def test_a_feed_that_never_ends_and_one_inside_are_left(site: Site) -> None:
    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", RSS)
        handler.end_headers()
        handler.wfile.write(b"<?xml version='1.0'?><rss><channel>")
        while True:
            handler.wfile.write(b"<item><title>x</title></item>" * 4000)

    site.pages["/feed"] = endless
    with pytest.raises(NotFetched) as refused:
        subscribing.subscribe(actor=eve(), url=site.at("/feed"))
    assert refused.value.code == "too_big"
    site.pages["/in"] = sends_on("http://169.254.169.254/feed")
    for url in (site.at("/in"), "http://10.0.0.1/feed", "file:///etc/passwd", ""):
        with pytest.raises(Invalid):
            subscribing.subscribe(actor=eve(), url=url)
    assert not Feed.objects.exists()


# ---- who, and at the same time -----------------------------------------------------------------
def test_two_workers_ask_a_feed_once(site: Site) -> None:
    site.pages["/feed"] = gives(rss(*[item(n) for n in range(5)]), Content_Type=RSS)
    feed = subscribing.subscribe(actor=eve(), url=site.at("/feed"), whole="never")
    asked = len(site.asked)
    found = together(3, lambda _: polling.poll(feed.id))
    assert surprises(found) == []
    assert sorted(found) == [False, False, True]
    assert (len(site.asked), Article.objects.count()) == (asked + 1, 5)


def test_a_long_feed_is_taken_in_over_several_questions(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "SLICE", -1.0)
    site.pages["/feed"] = gives(rss(item(1), item(2)), Content_Type=RSS, ETag='"v1"')
    feed = subscribing.subscribe(actor=eve(), url=site.at("/feed"), whole="never")
    polling.poll(feed.id)
    feed.refresh_from_db()
    assert (Article.objects.count(), feed.etag, polling.due()) == (0, "", [feed.id])
    monkeypatch.setattr(polling, "SLICE", 40.0)
    polling.poll(feed.id)
    feed.refresh_from_db()
    assert (Article.objects.count(), feed.etag) == (2, '"v1"')


def test_what_is_said_of_a_feed_while_it_is_asked_stands(site: Site) -> None:
    feed = subscribed(site, rss(item(1)))

    def paused_meanwhile(handler: Any) -> None:
        subscribing.pause_feed(actor=eve(), feed_id=feed.id)
        connection.close()  # this thread's own
        gives(rss(item(2)), Content_Type=RSS)(handler)

    site.pages["/feed"] = paused_meanwhile
    with time_machine.travel(feed.next_at + timedelta(seconds=1), tick=True):
        polling.poll(feed.id)
    feed.refresh_from_db()
    assert (feed.active, feed.running_until) == (False, None)


def test_who_may_no_longer_submit_brings_nothing_in_by_a_feed(site: Site) -> None:
    other = person("max", "editor")
    site.pages["/feed"] = gives(rss(item(1)), Content_Type=RSS)
    feed = subscribing.subscribe(actor=other, url=site.at("/feed"))
    switch_user(actor=root(), user_id=other.person.id, active=False)
    polling.poll(feed.id)
    feed.refresh_from_db()
    assert (feed.active, Article.objects.count()) == (False, 0)
    assert "max may no longer" in feed.error


def test_feeds_are_an_editors_and_one_address_is_one_feed(site: Site) -> None:
    feed = subscribed(site, rss(item(1)))
    with pytest.raises(Denied):
        subscribing.subscribe(actor=ada(), url=site.at("/feed"))
    with pytest.raises(Conflict):
        subscribing.subscribe(actor=eve(), url=site.at("/feed"))
    for call in (
        subscribing.pause_feed,
        subscribing.resume_feed,
        subscribing.ask_now,
        subscribing.unsubscribe,
        subscribing.change_feed,
    ):
        with pytest.raises(Denied):
            call(actor=ada(), feed_id=feed.id)
    subscribing.unsubscribe(actor=eve(), feed_id=feed.id)
    assert (Feed.objects.count(), FeedEntry.objects.count(), Article.objects.count()) == (0, 0, 1)


def test_due_feeds_are_offered_and_a_desk_that_asks_nobody_says_so(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = subscribed(site, rss(item(1)))
    offered: list[Any] = []
    monkeypatch.setattr("claims.tasks.offer_feed", offered.append)
    feeds_due()
    assert offered == []
    with time_machine.travel(feed.next_at + timedelta(seconds=1), tick=True):
        feeds_due()
        with override_settings(FACTCHECK_FETCH=False):
            polling.poll(feed.id)
    assert offered == [feed.id]
    feed.refresh_from_db()
    assert "FACTCHECK_FETCH is off" in feed.error


# ---- the doors ---------------------------------------------------------------------------------
def test_over_rest_a_feed_is_subscribed_to_changed_paused_and_left(site: Site) -> None:
    site.pages["/feed"] = gives(rss(item(1)), Content_Type=RSS)
    program = Program(eve())
    made = program.post("feeds/", {"url": site.at("/feed"), "every": 30}, once="k")
    assert made.status_code == 201, made.content
    assert (
        program.post("feeds/", {"url": site.at("/feed"), "every": 30}, once="k").json()["id"]
        == (made.json()["id"])
    )
    address = f"feeds/{made.json()['id']}/"
    polling.poll(Feed.objects.get().id)
    shown = program.get(address).json()
    assert (shown["title"], shown["every"], shown["came"], shown["by"]) == (
        "Harbour Post",
        30,
        1,
        "eve",
    )
    (entry,) = program.get(f"{address}entries/").json()["results"]
    assert (entry["title"], entry["outcome"]) == ("Ferry 1", "created")
    changed = program.post(f"{address}change/", {"every": 60, "outlet": "Post"})
    assert (changed.json()["every"], changed.json()["outlet"]) == (60, "Post")
    wrong = program.post(f"{address}change/", {"every": 1, "whole": "no", "language": "klingon!"})
    assert {error["field"] for error in wrong.json()["errors"]} <= {"every", "whole", "language"}
    assert wrong.status_code == 422
    assert program.post(f"{address}pause/").json()["active"] is False
    assert program.post(f"{address}ask/").status_code == 409
    assert program.post(f"{address}resume/").json()["active"] is True
    assert program.post(f"{address}ask/").status_code == 200
    assert program.get("feeds/").json()["results"][0]["id"] == made.json()["id"]
    assert program.post(f"{address}unsubscribe/").status_code == 204
    assert program.get(address).status_code == 404


def test_at_the_desk_an_editor_subscribes_and_sees_how_a_feed_fares(site: Site) -> None:
    site.pages["/feed"] = gives(rss(item(1)), Content_Type=RSS)
    client = browser(eve())
    refused = client.post("/desk/feeds/subscribe/", {"url": site.at("/none"), "outlet": "Post"})
    assert refused.status_code == 422
    page = html.unescape(refused.content.decode())
    assert 'value="Post"' in page
    assert "answered 404" in page
    assert client.post("/desk/feeds/subscribe/", {"url": "x", "every": "1e3"}).status_code == 422
    done = client.post("/desk/feeds/subscribe/", {"url": site.at("/feed"), "every": "30"})
    feed = Feed.objects.get()
    assert done["Location"] == f"/desk/feeds/{feed.id}/"
    polling.poll(feed.id)
    page = html.unescape(client.get(done["Location"]).content.decode())
    assert "Ferry 1" in page
    assert "Unsubscribe" in page
    assert "Unsubscribe" not in browser(ada()).get(done["Location"]).content.decode()
    assert "Harbour Post" in browser(ada()).get("/desk/feeds/").content.decode()
    assert client.post(f"{done['Location']}change/", {"every": "0"}).status_code == 422
    for name in ("pause", "resume", "ask", "unsubscribe"):
        assert client.post(f"{done['Location']}{name}/").status_code == 302
    assert not Feed.objects.exists()

"""A feed's bytes as entries. Opens no file and no address; a feed that declares entities is refused
by rule, however few they are.
"""

from __future__ import annotations

import hashlib
import html
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser
import lxml.html
from lxml import etree

from claims.feeds.asking import UnusableError
from claims.page import is_page

LARGEST = 10_000_000  # bytes of a feed
MOST = 500  # entries that are read of one
_ENTITY = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_FEEDS = ("application/rss+xml", "application/atom+xml")


class NotAFeedError(UnusableError):
    """The answer is no feed; the sentence is for who subscribed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `guid` is the SHA-256 of the id that it has, else of its link, else of its words;
    `form` is that of all that it says. `html` is what it says, as a page."""

    guid: str
    form: str
    url: str
    title: str
    html: str
    letters: int
    published: datetime | None


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A feed's title and entries, the oldest first."""

    title: str
    language: str
    entries: tuple[Entry, ...]


def read_feed(body: bytes, *, url: str, content_type: str = "") -> FeedRead:
    """The entries of an answer that came from `url`.

    Raises:
        NotAFeedError: entities are declared, it is a web page, or nothing that is known.
    """
    if _ENTITY.search(body.replace(b"\0", b"")):
        message = "This feed declares entities of its own and is not read: they can hide anything."
        raise NotAFeedError("entities", message)
    if is_page(body):
        raise NotAFeedError("page", _about_page(body, url))
    headers = {"content-type": content_type or "application/xml", "content-location": url}
    found = feedparser.parse(body, response_headers=headers)
    if not found.version:
        message = "This address gives no RSS or Atom feed that can be read."
        raise NotAFeedError("no_feed", message)
    entries = [_entry(one, url) for one in found.entries[:MOST]]
    return FeedRead(
        title=_plain(found.feed.get("title", ""))[:300],
        language=str(found.feed.get("language", ""))[:35],
        entries=tuple(_in_order(entries)),
    )


def _in_order(entries: list[Entry]) -> list[Entry]:
    """The oldest first. Feeds have the newest on top; but of one entry that is there twice, the
    later form stands lower, unless its date says otherwise."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.guid, []).append(entry)
    oldest = datetime.min.replace(tzinfo=UTC)
    found = [
        sorted(group, key=lambda one: one.published or oldest)
        for group in reversed(groups.values())
    ]
    found.sort(key=lambda group: group[-1].published or oldest)
    return [entry for group in found for entry in group]


def _entry(one: Any, base: str) -> Entry:
    link = str(one.get("link", "")).strip()
    link = urljoin(base, link) if link else ""
    title = _plain(one.get("title", ""))
    parts = one.get("content") or [one.get("summary_detail") or {}]
    longest = max(parts, key=lambda part: len(part.get("value", "")))
    words = str(longest.get("value", ""))
    if longest.get("type") == "text/plain":
        words = f"<p>{html.escape(words)}</p>"
    elif not re.search(r"<(?:p|div|br|h\d|ul|ol|table|blockquote)\b", words, re.IGNORECASE):
        words = f"<p>{words}</p>"
    page = (
        f"<html><head><title>{html.escape(title)}</title></head><body><article>"
        f"<h1>{html.escape(title)}</h1>\n{words}</article></body></html>"
    )
    name = str(one.get("id", "")).strip() or link or f"{title}\n{words}"
    return Entry(
        guid=_digest(name),
        form=_digest(f"{link}\n{title}\n{words}"),
        url=link,
        title=title[:300],
        html=page,
        letters=len(_plain(words)),
        published=_moment(one),
    )


def _moment(one: Any) -> datetime | None:
    # What was updated counts for the order; feedparser gives UTC, and where there is no such field
    # its own `get` gives another.
    parsed = dict.get(one, "updated_parsed") or dict.get(one, "published_parsed")
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _plain(text: Any) -> str:
    """The words of a piece of HTML."""
    text = str(text or "")
    if "<" in text or "&" in text:
        try:
            text = lxml.html.fromstring(f"<div>{text}</div>").text_content()
        except (etree.LxmlError, ValueError):
            text = re.sub(r"<[^>]*>", " ", text)
    return " ".join(text.replace("\x00", "").split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _about_page(body: bytes, url: str) -> str:
    """That it is a page, and the feeds that it names."""
    said = "This address answers with a web page, not a feed."
    try:
        tree = lxml.html.document_fromstring(body[:1_000_000])
    except (etree.LxmlError, ValueError):
        return said
    links = [
        urljoin(url, node.get("href", ""))
        for node in tree.xpath("//link[@rel='alternate'][@href]")[:50]
        if node.get("type", "").lower() in _FEEDS
    ]
    return f"{said} The page names: {', '.join(links[:3])}" if links else said

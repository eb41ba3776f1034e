"""What a page says of itself: JSON-LD, else meta tags, else its own elements.

Called by `claims.page.story`. Broken data is passed over; nothing here reads the story's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

_ARTICLES = frozenset(
    [
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "OpinionNewsArticle",
        "AnalysisNewsArticle",
    ]
)


@dataclass(slots=True)
class About:
    """None where the page does not say."""

    headline: str | None = None
    authors: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None


def read_about(tree: Any) -> About:
    """What JSON-LD says, else the meta tags, else the page itself."""
    about = About()
    for entry in _articles(tree):
        about.headline = about.headline or _text_of(entry.get("headline"))
        about.authors = about.authors or _names(entry.get("author"))
        about.published = about.published or _moment(entry.get("datePublished"))
        about.modified = about.modified or _moment(entry.get("dateModified"))
        about.language = about.language or _text_of(entry.get("inLanguage"))
        about.outlet = about.outlet or _names(entry.get("publisher"))
    meta = _meta(tree)
    about.headline = about.headline or meta.get("og:title") or _title(tree)
    about.published = about.published or _moment(
        meta.get("article:published_time") or meta.get("date") or meta.get("dc.date") or _time(tree)
    )
    about.modified = about.modified or _moment(meta.get("article:modified_time"))
    about.language = about.language or tree.get("lang") or (meta.get("og:locale") or "")[:2] or None
    about.outlet = about.outlet or meta.get("og:site_name")
    links = tree.xpath("//link[@rel='canonical']/@href") or [meta.get("og:url") or ""]
    about.url = str(links[0]) if str(links[0]).startswith(("http://", "https://")) else None
    return about


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article; broken JSON is passed over."""
    for node in tree.xpath("//script[contains(@type, 'ld+json')]")[:20]:
        try:
            value = json.loads(node.text_content()[:500_000], strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [value]
        for _ in range(500):
            if not stack:
                break
            item = stack.pop(0)
            if isinstance(item, list):
                stack.extend(item[:50])
            elif isinstance(item, dict):
                kinds = item.get("@type")
                named = kinds if isinstance(kinds, list) else [kinds]
                if any(kind in _ARTICLES for kind in named):
                    yield item
                stack.extend(v for v in item.values() if isinstance(v, list | dict))


def _text_of(value: Any) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) and value.strip() else None


def _names(value: Any) -> str | None:
    rows = value if isinstance(value, list) else [value]
    names = [_text_of(row.get("name") if isinstance(row, dict) else row) for row in rows[:10]]
    return ", ".join(name for name in names if name) or None


def _moment(value: Any) -> datetime | None:
    """An ISO 8601 moment; one without a zone is taken as UTC."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip().replace(" UTC", "Z"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _meta(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in tree.xpath("//meta[@content]")[:300]:
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        out.setdefault(name, " ".join(node.get("content").split()))
    return out


def _title(tree: Any) -> str | None:
    found = tree.xpath("//title")
    return _text_of(found[0].text_content()) if found else None


def _time(tree: Any) -> str | None:
    found = tree.xpath("//time/@datetime")
    return str(found[0]) if found else None

"""Where a claim stood: its own article with every appearance, and the articles of claims that were
dismissed as repeating it. One verdict answers them all. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects

from claims.models import Article, Claim

# Of a claim, what `places` reads.
AROUND = ("article__appearances", "repetitions__article__appearances")


@dataclass(frozen=True, slots=True)
class Place:
    """One text at one place; `url` is "" where none is known, `published_at` None likewise.
    `repeats`: the claim there that repeats this one, "" for the claim itself."""

    article_id: str
    headline: str
    outlet: str
    url: str
    published_at: datetime | None
    repeats: str = ""


def places(claim: Claim) -> list[Place]:
    """The claim's own first, then those of its repetitions, the oldest first."""
    prefetch_related_objects([claim], *AROUND)  # of many claims the caller has done it at once
    found = list(_of(claim.article))
    for one in sorted(claim.repetitions.all(), key=lambda one: one.id):
        if not one.withdrawn:
            found += _of(one.article, str(one.id))
    return found


def _of(article: Article, repeats: str = "") -> Iterator[Place]:
    """The article where it came from, then each other outlet or link."""
    seen = {(article.outlet, article.source_url)}
    names = [(article.outlet, article.source_url)]
    for one in article.appearances.all():
        name = (one.outlet or article.outlet, one.source_url)
        if name not in seen and any(name):
            seen.add(name)
            names.append(name)
    # The first appearance is the article's own, with or without a link.
    for outlet, url in names:
        yield Place(str(article.id), article.headline, outlet, url, article.published_at, repeats)

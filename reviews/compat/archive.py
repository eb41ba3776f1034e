"""Published verdicts found by words, page by page. Reads only.

Looked through are the words that were published (a version's own content), never a claim's later
wording: what is not out yet must not be found. Each word of the query must begin a word of the
statement, the quote or the claimant. The newest come first, read along the index of what is
published until a page is full; no index of words stands behind it.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db.models import Q, QuerySet

from factcheck.clock import now
from factcheck.errors import Invalid
from reviews import house
from reviews.compat.asked import Asked
from reviews.models import Verdict
from reviews.places import AROUND
from reviews.public.reads import published

SALT = "compat.google.page"
OLDEST = 36_500  # days; nothing here is older
SEARCHED = ("statement", "quote", "claimant")


@dataclass(frozen=True, slots=True)
class Page:
    """Versions that stand, the newest first; `token` opens the next page, "" on the last."""

    versions: list[Verdict]
    token: str


def page_of(asked: Asked) -> Page:
    """One page. A page begins behind the last row of the one before, so that rows which come in
    meanwhile (they are newer) move nothing.

    Raises:
        Invalid: a token that was not given for this search.
    """
    rows = _behind(_found(asked), asked)
    start = 0 if asked.token else asked.offset
    around = (f"claim__{one}" for one in AROUND)
    rows = rows.prefetch_related(None).prefetch_related(*around)
    found = list(rows[start : start + asked.size + 1])
    more = len(found) > asked.size
    return Page(found[: asked.size], _token(asked, found[asked.size - 1]) if more else "")


def _found(asked: Asked) -> QuerySet[Verdict]:
    rows = published()
    wordless = "query" in asked.given and not asked.words
    if wordless or (asked.site and not _is_ours(asked.site)):
        return rows.none()
    if asked.language:
        code = "claim__article__language__"
        same = Q(**{f"{code}iexact": asked.language})
        rows = rows.filter(same | Q(**{f"{code}istartswith": f"{asked.language}-"}))
    if asked.days:
        since = now() - timedelta(days=min(asked.days, OLDEST))
        newer = Q(published_at__gte=since) | Q(claim__article__published_at__gte=since)
        rows = rows.filter(newer)
    for word in asked.words:
        rows = rows.filter(_holds(word))
    return rows


def _holds(word: str) -> Q:
    """The word begins a word of one of the texts. Plain letters are first looked for as they are,
    which both databases do faster than they try a pattern (SQLite only with plain letters)."""
    pattern = _begins(word)
    found = Q()
    for name in SEARCHED:
        one = Q(**{f"content__{name}__iregex": pattern})
        if word.isascii():
            one = Q(**{f"content__{name}__icontains": word}) & one
        found |= one
    return found


def _is_ours(site: str) -> bool:
    """Whether the house's host is this site, or lies within it."""
    return f".{house.host()}".endswith(f".{site}")


def _begins(word: str) -> str:
    """A pattern that both databases read: a word that begins like this. In writing without capital
    letters, which may set no spaces, it may stand anywhere."""
    letters = "".join(
        one if one.isascii() or len(one.upper()) > 1 else f"[{one}{one.upper()}]" for one in word
    )
    anywhere = not word.isascii() and word.upper() == word
    return re.escape(word) if anywhere else rf"(^|\W){letters}"


def _token(asked: Asked, last: Verdict) -> str:
    assert last.published_at is not None
    held = [asked.digest, last.published_at.isoformat(), str(last.id)]
    return signing.dumps(held, salt=SALT)


def _behind(rows: QuerySet[Verdict], asked: Asked) -> QuerySet[Verdict]:
    if not asked.token:
        return rows
    try:
        digest, at, last = signing.loads(asked.token, salt=SALT)
    except signing.BadSignature:
        message = "pageToken is none that was given here. Begin again without it."
        raise Invalid.field("pageToken", "token", message) from None
    if digest != asked.digest:
        message = "pageToken was given for another search. Send the same parameters with it."
        raise Invalid.field("pageToken", "other_search", message)
    moment = datetime.fromisoformat(at)
    older = Q(published_at__lt=moment) | Q(id__lt=uuid.UUID(last))
    return rows.filter(older, published_at__lte=moment)

"""One ClaimReview of somebody else as a frozen value: their words, plain and bounded. PURE but for
the clock that judges its date."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from claims.given import URL_LIMIT, canonical_url, is_language
from claims.priority import told_key
from factcheck.clock import now
from factcheck.events.digests import canonical

CLAIM = 2_000  # characters
EXPLANATION = 2_000
NAME = 300
PLACES = 5
OLDEST = date(1900, 1, 1)
AHEAD = timedelta(days=2)  # a date may be so far ahead: elsewhere it is tomorrow already
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


class NotACheckError(ValueError):
    """It cannot be shown as a check; the sentence says what it lacks."""


@dataclass(frozen=True, slots=True)
class Check:
    """What it says. `key` names it by link and claim, `form` is the digest of all."""

    key: str
    form: str
    url: str
    publisher: str
    claim: str
    claimant: str
    rating: str
    explanation: str
    language: str
    dated: str
    published_on: date | None
    appeared: tuple[str, ...]


def check_of(item: dict[str, Any], base: str) -> Check:
    """The check of a ClaimReview; its relative links are read from `base`.

    Raises:
        NotACheckError: it has no link, no claim or no rating.
    """
    reviewed = _first(item.get("itemReviewed"), "Claim", "CreativeWork")
    claim = plain(item.get("claimReviewed"), CLAIM) or plain(_of(reviewed, "text", "name"), CLAIM)
    url = _link(item.get("url"), base) or _link(item.get("@id"), base)
    if not url:
        raise NotACheckError("it has no link of http or https (url).")
    if not claim:
        raise NotACheckError("it says no claim (claimReviewed).")
    rating = _rating(item.get("reviewRating"))
    if not rating:
        raise NotACheckError("it says no rating (reviewRating.alternateName or ratingValue).")
    dated = plain(item.get("datePublished") or item.get("dateCreated"), 60)
    said: dict[str, Any] = {
        "url": url,
        "publisher": _name(item.get("author"))
        or _name(item.get("publisher"))
        or str(urlsplit(url).hostname),
        "claim": claim,
        "claimant": _name(_of(reviewed, "author", "creator")),
        "rating": rating,
        "explanation": plain(_of(_one(item.get("reviewRating")), "ratingExplanation"), EXPLANATION)
        or plain(item.get("reviewBody") or item.get("description"), EXPLANATION),
        "language": _language(item.get("inLanguage")),
        "dated": dated,
        "appeared": _places(reviewed, base),
    }
    form = _digest(canonical(said))
    key = _digest(f"{url}\n{told_key(claim) or claim}")
    return Check(key=key, form=form, published_on=day_of(dated), **said)


def plain(value: Any, most: int) -> str:
    """The words of a field of any type on one line, without markup and what cannot be shown; ""
    where there are none. The extent is bounded before anything is looked at."""
    value = _one(value)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = _TAG.sub(" ", _CONTROL.sub(" ", html.unescape(_shown(value)[: 4 * most])))
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _shown(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:g}" if abs(value) < 1e15 else ""


def is_kind(node: Any, *kinds: str) -> bool:
    """Whether it is an object of one of these types of schema.org."""
    if not isinstance(node, dict):
        return False
    said = node.get("@type")
    names = said if isinstance(said, list) else [said]
    return any(
        isinstance(name, str) and re.split(r"[/#:]", name)[-1] in kinds for name in names[:20]
    )


def day_of(said: str) -> date | None:
    """The day that is said (ISO, or as in mail); None where it cannot be one: there is no such
    day, or it lies before 1900 or in the future."""
    found = _DAY.fullmatch(said)
    try:
        day = date(*map(int, found.groups())) if found else parsedate_to_datetime(said).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return day if OLDEST <= day <= (now() + AHEAD).date() else None


# ---- fields --------------------------------------------------------------------------------------
def _one(value: Any) -> Any:
    """The value, or the first of a list."""
    for _ in range(3):
        if not isinstance(value, list):
            break
        value = value[0] if value else None
    return value


def _first(value: Any, *kinds: str) -> Any:
    """Of a list the first of these types, else its first."""
    if isinstance(value, list):
        return next((one for one in value[:20] if is_kind(one, *kinds)), _one(value))
    return value


def _of(node: Any, *names: str) -> Any:
    if not isinstance(node, dict):
        return None
    return next((node[name] for name in names if node.get(name)), None)


def _name(value: Any) -> str:
    value = _one(value)
    if isinstance(value, dict):
        value = _of(value, "name", "legalName", "alternateName")
    return plain(value, NAME)


def _rating(value: Any) -> str:
    """In their words; where they gave but a number, on its scale."""
    rating = _one(value)
    if not isinstance(rating, dict):
        return plain(rating, NAME)
    if words := plain(rating.get("alternateName"), NAME) or plain(rating.get("name"), NAME):
        return words
    number, worst, best = (
        plain(rating.get(name), 40) for name in ("ratingValue", "worstRating", "bestRating")
    )
    if number and worst and best:
        return f"{number} (from {worst} to {best})"
    return f"{number} (of {best})" if number and best else number


def _language(value: Any) -> str:
    value = _one(value)
    if isinstance(value, dict):
        value = _of(value, "alternateName", "identifier", "@id", "name")
    code = plain(value, 35).replace("_", "-")
    return code if is_language(code) else ""


def _link(value: Any, base: str) -> str:
    """An address as the desk takes them, http or https; "" where it is none."""
    value = _one(value)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if not isinstance(value, str) or not value.strip() or len(value) > URL_LIMIT:
        return ""
    try:
        return canonical_url(urljoin(base, value.strip()))
    except ValueError:
        return ""


def _places(reviewed: Any, base: str) -> tuple[str, ...]:
    if not isinstance(reviewed, dict):
        return ()
    found: dict[str, None] = {}
    for name in ("firstAppearance", "appearance"):
        value = reviewed.get(name)
        for one in islice(value if isinstance(value, list) else [value], 2 * PLACES):
            if link := _link(one, base):
                found[link] = None
    return tuple(found)[:PLACES]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

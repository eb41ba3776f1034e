"""What a sender says of an article, checked: text or page, names, dates. Writes nothing.

Called by `intake`; addresses and texts are judged here for every other door too.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from claims.documents.document import Document
from claims.page import NoArticle, Page, read_page
from claims.reading import LANGUAGES, normalise
from factcheck.clock import now
from factcheck.errors import FieldError, Invalid

URL_LIMIT = 2000
NAME_LIMIT = 200
PAGE_LIMIT = 3_000_000  # characters of a page's source; its story has the limit of a text
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Given:
    """What the sender said, checked."""

    raw: bytes
    text: str
    text_hash: str
    origin: dict[str, str]
    source_url: str
    outlet: str
    headline: str
    published_at: datetime | None
    language: str
    external_id: str


def link_to_ask(url: str, missing: str) -> str:
    """The link as the desk compares it, of who wants it asked.

    Raises:
        Invalid: naming `url`: it is none, or nothing was given (`missing` says what).
    """
    try:
        link = canonical_url(url)
    except ValueError as error:
        raise Invalid.field("url", "url", str(error)) from None
    if not link:
        raise Invalid.field("url", "required", missing)
    return link


def is_language(code: str) -> bool:
    """Whether this is written as a language code is."""
    return _LANGUAGE.fullmatch(code) is not None


def identity_hash(text: str) -> str:
    """SHA-256 of the text with white space folded: a form and a file give the same article."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def canonical_url(url: str) -> str:
    """The link as the desk compares it: scheme and host in lower case, no dot behind the host, no
    default port, no fragment.

    Raises:
        ValueError: with the sentence of what is wrong with it.
    """
    url = url.strip()
    if not url:
        return ""
    # A browser drops tabs and line ends inside an address; its scheme is judged as it would be.
    bare = re.sub(r"[\s\x00-\x1f]", "", url)
    if not re.match(r"https?://[^/?#]", bare, re.IGNORECASE):
        raise ValueError("Only http and https addresses are taken, like https://outlet.example/a.")
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        raise ValueError("An address is one line without spaces.")
    if len(url) > URL_LIMIT:
        raise ValueError(f"An address has {URL_LIMIT} characters at most; this one has {len(url)}.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("This is no address that can be read.") from None
    if not host or not host.strip("."):
        raise ValueError("This address names no host.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("An address with a user name or password in it is not taken.")
    host = host.rstrip(".")
    scheme = parts.scheme.lower()
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and (scheme, port) not in {("http", 80), ("https", 443)}:
        netloc = f"{netloc}:{port}"
    return urlunsplit((scheme, netloc, parts.path or "/", parts.query, ""))


def check_text(text: str, *, field: str = "text") -> list[FieldError]:
    """What is wrong with an article's text, each with its fix."""
    if not text.strip():
        return [FieldError(field, "empty", "The article text is empty. Paste or send its words.")]
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > settings.FACTCHECK_TEXT_LIMIT:
        limit = settings.FACTCHECK_TEXT_LIMIT
        message = f"The text has {size:,} bytes; {limit:,} is the limit. Send the story alone."
        return [FieldError(field, "too_long", message)]
    if (at := text.find("\x00")) >= 0:
        message = f"The text holds a NUL character at place {at}. Take it out and send it again."
        return [FieldError(field, "nul", message)]
    if found := re.search("[\ud800-\udfff]", text):
        message = f"The text holds half a character (a lone surrogate) at place {found.start()}."
        return [FieldError(field, "surrogate", message)]
    return []


def page_of_html(html: str, text: str) -> Page:
    """Raises:
    Invalid: both were sent, or the page holds no article.
    """
    if text.strip():
        raise Invalid.field("html", "both", "Send the page as html or the story as text, not both.")
    if len(html) > PAGE_LIMIT:
        raise Invalid.field("html", "too_long", f"A page has {PAGE_LIMIT:,} characters at most.")
    try:
        return read_page(html)
    except NoArticle as error:
        raise Invalid.field("html", "no_article", str(error)) from None


def check(
    document: Document,
    *,
    source_url: str = "",
    outlet: str = "",
    headline: str = "",
    published_at: datetime | None = None,
    language: str = "",
    external_id: str = "",
) -> Given:
    """What the sender said, checked; of a page, its story.

    Raises:
        Invalid: every wrong field.
    """
    text = document.text
    if document.html:
        page = page_of_html(document.html, text)
        text = page.text
        source_url = source_url or page.url or ""
        outlet = outlet or (page.outlet or "")[:NAME_LIMIT]
        if page.published and page.published <= now() + timedelta(days=1):
            published_at = published_at or page.published
    errors = check_text(text)
    url = ""
    try:
        url = canonical_url(source_url)
    except ValueError as error:
        errors.append(FieldError("source_url", "url", str(error)))
    errors += _too_long(
        ("outlet", outlet, NAME_LIMIT),
        ("headline", headline, 1000),
        ("external_id", external_id, NAME_LIMIT),
    )
    if language and not is_language(language):
        known = ", ".join(LANGUAGES)
        message = (
            f"{language[:40]!r} is no language code. Write one like en or pt-BR, or leave it out. "
            f"The reader understands {known}; of others it ranks sentences by position and figures."
        )
        errors.append(FieldError("language", "unknown", message))
    if published_at is not None and published_at > now() + timedelta(days=1):
        errors.append(
            FieldError("published_at", "future", "This date lies in the future. Mend or leave out.")
        )
    if errors:
        raise Invalid.fields(errors)
    normal = normalise(text)
    return Given(
        raw=document.raw,
        text=normal,
        text_hash=identity_hash(normal),
        origin=dict(document.origin),
        source_url=url,
        outlet=outlet.strip(),
        headline=headline.strip(),
        published_at=published_at,
        language=language,
        external_id=external_id.strip(),
    )


def _too_long(*fields: tuple[str, str, int]) -> list[FieldError]:
    errors = []
    for name, value, limit in fields:
        if len(value) > limit:
            errors.append(FieldError(name, "too_long", f"At most {limit} characters."))
        if "\x00" in value:
            errors.append(FieldError(name, "nul", "This holds a NUL character. Take it out."))
    return errors

"""A web page as text: the story's own paragraphs, each with its part, and what the page says of it.

Called by the doors that take HTML. trafilatura tells which paragraphs are the article's body; the
page's own marks (headings, captions, bylines, JSON-LD, meta tags) tell the rest. Runs no script,
fetches nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import lxml.html
import trafilatura
from lxml import etree
from trafilatura.utils import decode_file

from claims.page.about import About, read_about
from claims.page.blocks import read_blocks
from claims.page.parts import find_parts, letters
from claims.reading import read
from claims.reading.story import PartName, Story


class NoArticle(ValueError):
    """The page holds no article text."""


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is `parts` with two line ends between them, normalised."""

    text: str
    parts: tuple[tuple[PartName, str], ...]
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None


def looks_like_html(text: str) -> bool:
    """Whether a text is a page's source rather than a story."""
    head = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body")):
        return True
    return (
        head.startswith("<") and len(re.findall(r"</?(?:p|div|article|h1|span|a|meta)\b", head)) > 2
    )


def read_page(html: str) -> Page:
    """The story on a page.

    Raises:
        NoArticle: with the sentence for the sender, where no article text was found.
    """
    tree = _parse(html)
    about = read_about(tree)
    blocks = list(read_blocks(tree))
    body = _body_letters(html)
    parts = find_parts(blocks, body, about)
    if not any(name is PartName.BODY for name, _ in parts):
        raise NoArticle("No article text was found on the page. Send the story's text itself.")
    text = "\n\n".join(written for _, written in parts)
    return Page(
        text=text,
        parts=tuple(parts),
        published=about.published,
        modified=about.modified,
        language=about.language,
        url=about.url,
        outlet=about.outlet,
    )


def whole_page(html: str) -> tuple[About, str]:
    """What the page says of itself, and all its text: not the story alone, but no script.

    Raises:
        NoArticle: the page is empty.
    """
    tree = _parse(html)
    return read_about(tree), "\n\n".join(block.text for block in read_blocks(tree))


def story_of(
    page: Page,
    *,
    url: str | None = None,
    received: datetime | None = None,
    language: str | None = None,
) -> Story:
    """The reading of a page. A publication date after its receipt is doubted and not used."""
    published, notes = page.published, []
    if published and received and published > received + timedelta(days=1):
        notes.append(
            f"The page says it was published {published:%Y-%m-%d}, after it came in: not used."
        )
        published = None
    story = read(
        page.text,
        url=url or page.url,
        received=received,
        published=published,
        language=language,
        parts=page.parts,
    )
    return replace(story, notes=(*notes, *story.notes)) if notes else story


def parts_of(raw: bytes, encoding: str = "") -> tuple[tuple[PartName, str], ...]:
    """The parts of a kept page's source; none where it is no page. One source, one answer.
    `encoding` is the one that it was read in, where it was not told by the source itself."""
    if not is_page(raw):
        return ()
    try:
        return read_page(_source(raw, encoding)).parts
    except (NoArticle, UnicodeDecodeError, LookupError):
        return ()


def _source(raw: bytes, encoding: str) -> str:
    if encoding:
        return raw.decode(encoding)
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return decode_page(raw)


def is_page(raw: bytes) -> bool:
    """Whether a file's first bytes are those of a page."""
    return looks_like_html(raw[:2000].replace(b"\0", b"").decode("utf-8", "replace"))


def decode_page(raw: bytes) -> str:
    """A page's bytes as text: by its byte order mark, its own word, or what they look like."""
    return decode_file(raw)


def _parse(html: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", html)
    try:
        return lxml.html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError):
        raise NoArticle("The page is empty. Send the story's text itself.") from None


def _body_letters(html: str) -> str:
    """The letters of what trafilatura takes for the article's body."""
    try:
        found = trafilatura.extract(
            html, include_comments=False, include_tables=True, include_formatting=False,
            with_metadata=False, favor_recall=True,
        )  # fmt: skip
    except (ValueError, TypeError, RecursionError, etree.LxmlError):
        found = None
    return letters(found or "")

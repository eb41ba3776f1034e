"""A web page as text: the story's own paragraphs, each with its part, and what the page says of it.

Called by the doors that take HTML. trafilatura tells which paragraphs are the article's body; the
page's own marks (headings, captions, bylines, JSON-LD, meta tags) tell the rest. Runs no script,
fetches nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import lxml.html
import trafilatura
from lxml import etree
from trafilatura.utils import decode_file

from claims.reading import normalise, read
from claims.reading.story import PartName, Story

LIMIT = 5_000_000  # characters of HTML; the largest news pages have a fifth of that
DEEPEST = 250  # nested elements that are walked
_SKIPPED = frozenset(
    "script style noscript template svg iframe video audio canvas form button select nav textarea head "
    "object menu dialog".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th "
    "thead time tr ul".split()
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CREDIT = re.compile(r"credit|copyright|caption[-_]?(?:author|source)|photographer", re.IGNORECASE)
_CAPTION = re.compile(r"\bcaption|caption\b|_caption|caption_|-caption", re.IGNORECASE)
_DATELINE = re.compile(r"dateline|author[-_]location|article[-_]location", re.IGNORECASE)
_BYLINE = re.compile(r"byline|author[-_]?name|\bauthors?\b|signature", re.IGNORECASE)
_BIO = re.compile(r"author[-_](?:bio|details|link|image|box)|signature", re.IGNORECASE)
_LEAD = re.compile(
    r"sub-?title|subtit|standfirst|\bdek\b|summary|teaser|lead|intro|description|entradilla|sapo\b|chapo|"
    r"excerpt|kicker|deck\b",
    re.IGNORECASE,
)
_ROLE = re.compile(r"\s*\([^()]{3,40}\)$")
_WORDS = re.compile(r"[^\W_]+")
_BY = re.compile(r"^(?:by|por|par|von|de)\s+(?=[A-Z])", re.IGNORECASE)
_ADDRESS_TYPES = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting",
                  "OpinionNewsArticle", "AnalysisNewsArticle")  # fmt: skip


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


@dataclass(slots=True)
class _Block:
    text: str
    tag: str
    marks: str  # classes, ids and the like of the element and those around it, nearest first
    own: str  # those of the nearest three
    inside: frozenset[str]  # tags around it
    linked: float  # share of its letters within links


@dataclass(slots=True)
class _Flow:
    """The run of inline text that is being gathered."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0


def looks_like_html(text: str) -> bool:
    """Whether a text is a page's source rather than a story."""
    head = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body")):
        return True
    return head.startswith("<") and len(re.findall(r"</?(?:p|div|article|h1|span|a|meta)\b", head)) > 2


def read_page(html: str) -> Page:
    """The story on a page.

    Raises:
        NoArticle: with the sentence for the sender, where no article text was found.
    """
    if len(html) > LIMIT:
        raise NoArticle(f"The page has {len(html):,} characters; {LIMIT:,} is the limit.")
    tree = _parse(html)
    about = _about(tree)
    blocks = list(_blocks(tree))
    body = _body_key(html)
    parts = _parts(blocks, body, about)
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


def story_of(
    page: Page, *, url: str | None = None, received: datetime | None = None, language: str | None = None
) -> Story:
    """The reading of a page; a publication date after its receipt is doubted, said so and not used."""
    published, notes = page.published, []
    if published and received and published > received + timedelta(days=1):
        notes.append(f"The page says it was published {published:%Y-%m-%d}, after it came in: not used.")
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


def is_page(raw: bytes) -> bool:
    """Whether a file's first bytes are those of a page."""
    return looks_like_html(raw[:2000].replace(b"\0", b"").decode("utf-8", "replace"))


def decode_page(raw: bytes) -> str:
    """A page's bytes as text, by its byte order mark, what it says itself, or what they look like."""
    return decode_file(raw)


def _parse(html: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", html)
    try:
        return lxml.html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError):
        raise NoArticle("The page is empty. Send the story's text itself.") from None


def _body_key(html: str) -> str:
    """The letters of what trafilatura takes for the article's body."""
    try:
        found = trafilatura.extract(
            html, include_comments=False, include_tables=True, include_formatting=False,
            with_metadata=False, favor_recall=True,
        )  # fmt: skip
    except (ValueError, TypeError, RecursionError, etree.LxmlError):
        found = None
    return _key(found or "")


def _key(text: str) -> str:
    return "".join(_WORDS.findall(text)).casefold()


# ---- the page's own marks ----------------------------------------------------------------------
@dataclass(slots=True)
class _About:
    headline: str | None = None
    authors: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None


def _about(tree: Any) -> _About:
    """What JSON-LD says, else the meta tags, else the page itself."""
    about = _About()
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
                if any(kind in _ADDRESS_TYPES for kind in named):
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


# ---- the page's blocks -------------------------------------------------------------------------
def _blocks(tree: Any) -> Iterator[_Block]:
    """The runs of text between the page's blocks, in order."""
    body = tree.find("body")
    root = body if body is not None else tree
    flow = _Flow()
    path: list[Any] = [root]
    events = etree.iterwalk(root, events=("start", "end"))
    depth = 0
    for event, node in events:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            depth += 1
            if tag in _SKIPPED or node.get("hidden") is not None or depth > DEEPEST:
                events.skip_subtree()
                _add(flow, "", path)
            else:
                if tag == "br" or _parts_run(node, tag):
                    yield from _flush(flow, path, torn=tag == "br")
                path.append(node)
                _add(flow, node.text, path)
            continue
        depth -= 1
        if path and path[-1] is node:
            if _parts_run(node, tag):
                yield from _flush(flow, path)
            path.pop()
        _add(flow, node.tail if node is not root else None, path)
    yield from _flush(flow, path or [root])


def _parts_run(node: Any, tag: str) -> bool:
    """Whether an element is a block, or stands for a part of its own within a line."""
    if tag in _BLOCKS:
        return True
    named = node.get("class", "")
    return bool(_CREDIT.search(named) or _DATELINE.search(named))


def _add(flow: _Flow, text: str | None, path: list[Any]) -> None:
    if not text:
        return
    flow.pieces.append(text)
    if any(node.tag == "a" for node in path[-5:]):
        flow.linked += len(text.strip())


def _flush(flow: _Flow, path: list[Any], *, torn: bool = False) -> Iterator[_Block]:
    """Ends a run; a line break ends it only where a sentence has ended."""
    text = normalise(" ".join("".join(flow.pieces).split()))
    if torn and not text.endswith((".", "!", "?", "\u201d", '"', "\u00bb")):
        flow.pieces.append(" ")
        return
    linked = flow.linked
    flow.pieces, flow.linked = [], 0
    if not text:
        return
    near = path[-1:-7:-1]
    marks = [" ".join(node.get(key, "") for key in ("class", "id", "itemprop", "rel")) for node in near]
    tags = [node.tag for node in path if isinstance(node.tag, str)]
    block = next((tag for tag in reversed(tags) if tag in _BLOCKS), "body")
    yield _Block(
        text, block, " ".join(marks), " ".join(marks[:3]), frozenset(tags[-12:]), linked / len(text)
    )


# ---- which part each block is ------------------------------------------------------------------
def _parts(blocks: list[_Block], body: str, about: _About) -> list[tuple[PartName, str]]:
    """The story's blocks with their parts, in order of the page."""
    top = _headline(blocks, about)
    taken = [_is_body(block, body) for block in blocks]
    prose = [i for i, yes in enumerate(taken) if yes and blocks[i].tag not in _HEADINGS]
    first = next((i for i in prose if i > top), prose[0] if prose else len(blocks))
    last = max((i for i, yes in enumerate(taken) if yes), default=-1)
    out: list[tuple[PartName, str]] = []
    seen: set[str] = set()
    named: set[PartName] = set()
    for index, block in enumerate(blocks):
        name = _part(index, block, (top, first, last), named, taken=taken[index])
        if name is PartName.STANDFIRST and _tells_news(block, blocks, first):
            name = PartName.BODY
        key = f"{name}{_key(block.text)}"
        if name is None or key in seen:
            continue
        seen.add(key)
        named.add(name)
        out.append((name, _ROLE.sub("", block.text) if name is PartName.BYLINE else block.text))
    if top < 0 and about.headline and out:
        out.insert(0, (PartName.HEADLINE, normalise(about.headline)))
    if PartName.BYLINE not in named and about.authors and out:
        out.insert(1, (PartName.BYLINE, normalise(about.authors)))
    return out


def _headline(blocks: list[_Block], about: _About) -> int:
    """The page's first heading of the first rank, or that which the page's own data names."""
    wanted = _key(about.headline or "")
    firsts = [i for i, block in enumerate(blocks) if block.tag == "h1"]
    for index in firsts:
        if wanted and (_key(blocks[index].text) in wanted or wanted in _key(blocks[index].text)):
            return index
    if firsts:
        return firsts[0]
    same = (i for i, b in enumerate(blocks) if wanted and _key(b.text) == wanted)
    return next(same, -1)


def _is_body(block: _Block, body: str) -> bool:
    """A paragraph, list entry or heading that trafilatura kept, and no link to elsewhere."""
    key = _key(block.text)
    if not key or key not in body or block.linked > 0.7 or block.tag in {"h1", "time"}:
        return False
    words = len(_WORDS.findall(block.text))
    return words > 2 and (words > 5 or block.tag in _HEADINGS or block.tag in {"p", "li"})


def _part(
    index: int, block: _Block, place: tuple[int, int, int], named: set[PartName], *, taken: bool
) -> PartName | None:
    """The part of one block, None where it is not the story's. The order matters."""
    top, first, last = place
    words = len(_WORDS.findall(block.text))
    if index == top:
        return PartName.HEADLINE
    if _in_picture(block):
        if not top <= index <= last:
            return None
        credit = _CREDIT.search(block.own) and words < 15
        return PartName.CREDIT if credit else (PartName.CAPTION if words > 2 else None)
    near_head = top <= index < first
    if _DATELINE.search(block.own) and words < 10 and (near_head or index == first):
        return PartName.DATELINE if PartName.DATELINE not in named else None
    if (
        _BYLINE.search(block.own)
        and words < 15
        and PartName.BYLINE not in named
        and (near_head or index > last)
        and not _BIO.search(block.marks)
    ):
        return PartName.BYLINE
    if near_head and top >= 0 and words > 5 and (_LEAD.search(block.own) or taken) and block.linked < 0.7:
        return PartName.STANDFIRST
    if taken and first <= index <= last:
        return PartName.HEADING if block.tag in _HEADINGS else PartName.BODY
    return None


def _in_picture(block: _Block) -> bool:
    return bool({"figure", "figcaption"} & block.inside) or bool(_CAPTION.search(block.own))


def _tells_news(block: _Block, blocks: list[_Block], first: int) -> bool:
    """A standfirst in whole sentences whose news the first paragraph does not tell again."""
    if not block.text.rstrip('"\u201d\u00bb').endswith(".") or len(block.text) < 80:
        return False
    own = {word.casefold() for word in _WORDS.findall(block.text) if len(word) > 4}
    body = " ".join(b.text for b in blocks[first : first + 3])
    told = {word.casefold() for word in _WORDS.findall(body)}
    return len(own & told) < 0.5 * len(own)

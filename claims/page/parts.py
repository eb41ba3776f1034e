"""Says which part of the story each block of a page is, and which are none of it.

Called by `claims.page.story` with what trafilatura takes for the body. The order of the questions
matters.
"""

from __future__ import annotations

import re

from claims.page.about import About
from claims.page.blocks import BYLINE, CREDIT, DATELINE, Block
from claims.reading import normalise
from claims.reading.story import PartName

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CAPTION = re.compile(r"\bcaption|caption\b|_caption|caption_|-caption", re.IGNORECASE)
_BIO = re.compile(r"author[-_](?:bio|details|link|image|box)|signature", re.IGNORECASE)
_LEAD = re.compile(
    r"sub-?title|subtit|standfirst|\bdek\b|summary|teaser|lead|intro|description|entradilla|"
    r"sapo\b|chapo|excerpt|kicker|deck\b",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|por|par|von|de)\b:?\s*", re.IGNORECASE)
_ROLE = re.compile(r"\s*\([^()]{3,40}\)$")
_WORDS = re.compile(r"[^\W_]+")


def letters(text: str) -> str:
    """Letters and figures alone, in one case: how two readings of a page are compared."""
    return "".join(_WORDS.findall(text)).casefold()


def find_parts(blocks: list[Block], body: str, about: About) -> list[tuple[PartName, str]]:
    """The story's blocks with their parts, in order of the page."""
    top = _headline(blocks, about)
    taken = [_is_body(block, body) for block in blocks]
    prose = [i for i, yes in enumerate(taken) if yes and _is_prose(blocks[i])]
    first = next((i for i in prose if i > top), prose[0] if prose else len(blocks))
    last = max((i for i, yes in enumerate(taken) if yes), default=-1)
    out: list[tuple[PartName, str]] = []
    seen: set[str] = set()
    named: set[PartName] = set()
    for index, block in enumerate(blocks):
        name = _part(index, block, (top, first, last), named, taken=taken[index])
        if name is PartName.STANDFIRST and _tells_news(block, blocks, first):
            name = PartName.BODY
        key = f"{name}{letters(block.text)}"
        if name is None or key in seen:
            continue
        seen.add(key)
        named.add(name)
        out.append((name, _author(block.text) if name is PartName.BYLINE else block.text))
    if top < 0 and about.headline and out:
        out.insert(0, (PartName.HEADLINE, normalise(about.headline)))
    if PartName.BYLINE not in named and about.authors and out:
        out.insert(1, (PartName.BYLINE, normalise(about.authors)))
    return out


def _author(text: str) -> str:
    """A byline without "by" before and a role after."""
    return _ROLE.sub("", _BY.sub("", text))


def _headline(blocks: list[Block], about: About) -> int:
    """The page's first heading of the first rank, or that which the page's own data names."""
    wanted = letters(about.headline or "")
    firsts = [i for i, block in enumerate(blocks) if block.tag == "h1"]
    for index in firsts:
        if wanted and (
            letters(blocks[index].text) in wanted or wanted in letters(blocks[index].text)
        ):
            return index
    if firsts:
        return firsts[0]
    same = (i for i, b in enumerate(blocks) if wanted and letters(b.text) == wanted)
    return next(same, -1)


def _is_body(block: Block, body: str) -> bool:
    """A paragraph, list entry or heading that trafilatura kept, and no link to elsewhere."""
    key = letters(block.text)
    if not key or key not in body or block.linked > 0.7 or block.tag in {"h1", "time"}:
        return False
    words = len(_WORDS.findall(block.text))
    return words > 2 and (words > 5 or block.tag in _HEADINGS or block.tag in {"p", "li"})


def _is_prose(block: Block) -> bool:
    """Whether the body may begin with it."""
    marked = _LEAD.search(block.mark) or BYLINE.search(block.mark) or DATELINE.search(block.mark)
    return block.tag not in _HEADINGS and not marked and not _in_picture(block)


def _part(
    index: int, block: Block, place: tuple[int, int, int], named: set[PartName], *, taken: bool
) -> PartName | None:
    """The part of one block, None where it is not the story's. The order matters."""
    top, first, last = place
    words = len(_WORDS.findall(block.text))
    if index == top:
        return PartName.HEADLINE
    if _in_picture(block):
        if not top <= index <= last:
            return None
        credit = CREDIT.search(block.own) and words < 15
        return PartName.CREDIT if credit else (PartName.CAPTION if words > 2 else None)
    near_head = top <= index < first
    if DATELINE.search(block.own) and words < 10 and (near_head or index == first):
        return PartName.DATELINE if PartName.DATELINE not in named else None
    if (
        BYLINE.search(block.own)
        and words < 15
        and any(char.isupper() for char in _author(block.text))
        and PartName.BYLINE not in named
        and (near_head or index > last)
        and not _BIO.search(block.marks)
    ):
        return PartName.BYLINE
    if (
        near_head
        and top >= 0
        and words > 5
        and (_LEAD.search(block.own) or taken)
        and block.linked < 0.7
    ):
        return PartName.STANDFIRST
    if taken and first <= index <= last:
        return PartName.HEADING if block.tag in _HEADINGS else PartName.BODY
    return None


def _in_picture(block: Block) -> bool:
    return bool({"figure", "figcaption"} & block.inside) or bool(_CAPTION.search(block.own))


def _tells_news(block: Block, blocks: list[Block], first: int) -> bool:
    """A standfirst in whole sentences whose news the first paragraph does not tell again."""
    if not block.text.rstrip('"\u201d\u00bb').endswith(".") or len(block.text) < 80:
        return False
    own = {word.casefold() for word in _WORDS.findall(block.text) if len(word) > 4}
    body = " ".join(b.text for b in blocks[first : first + 3])
    told = {word.casefold() for word in _WORDS.findall(body)}
    return len(own & told) < 0.5 * len(own)

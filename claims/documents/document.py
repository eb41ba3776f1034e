"""A file that somebody brought or the desk fetched: the words of its story, where it is from.

Called by the doors of intake and by `claims.batches`, before any transaction is open: a PDF takes
seconds. What cannot be read is refused with a sentence that says so; nothing is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from claims.documents.limits import LETTERS
from claims.documents.pdf import PAGES
from claims.documents.sandbox import read_apart
from claims.encoding import decode, encoding_of
from claims.page import decode_page, is_page
from factcheck.errors import Invalid

LARGEST = 20_000_000  # bytes of a file
NAME_LIMIT = 200


class Kind(StrEnum):
    """What a file is."""

    TEXT = "text"
    PAGE = "html"
    PDF = "pdf"
    DOCX = "docx"


ENDINGS = {
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
}
TABLES = (".csv", ".jsonl", ".ndjson")  # of many stories: `claims.batches`
_INSTEAD = "Or paste the story’s text."
_WRONG = {
    "encrypted": f"This file has a password. Save it without one. {_INSTEAD}",
    "pages": f"This PDF has more than {PAGES} pages. Send the story’s own.",
    "letters": f"This file has more than {LETTERS:,} characters. Send the story alone.",
    "empty": f"This file holds no text; a PDF of pictures has none. {_INSTEAD}",
    "broken": f"This file cannot be read; it may be cut off. Save it anew. {_INSTEAD}",
    "bomb": f"This file swells beyond what is safe to read. {_INSTEAD}",
}


@dataclass(frozen=True, slots=True)
class Document:
    """Either `text` or `html` holds the story; `raw` are the bytes as they came.

    `origin` says where it is from, for the article's page: file, kind, encoding, fetched (the
    address that gave it, after redirects).
    """

    raw: bytes
    text: str = ""
    html: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, text: str = "", html: str = "") -> Document:
        """Of what came as words: a form's or a program's."""
        return cls((html or text).encode("utf-8", "surrogatepass"), text, html)


def kind_of(name: str, data: bytes) -> Kind:
    """What a file is: by how it begins, where that tells; else by the end of its name."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    known = ENDINGS.get(PurePosixPath(name).suffix.lower())
    if known:
        return known
    return Kind.PAGE if is_page(data) else Kind.TEXT


def read_document(name: str, data: bytes, *, encoding: str = "") -> Document:
    """The story's words in a file. `encoding` is for a file of text whose bytes do not tell it.

    Raises:
        Invalid: naming `file` and the fix, or `encoding`.
    """
    check_size(len(data))
    suffix = PurePosixPath(name).suffix.lower()
    if not data.strip():
        raise Invalid.field("file", "empty", "This file is empty. Send the story’s file.")
    kind = kind_of(name, data)
    if kind == Kind.PDF and suffix != ".pdf":
        message = f"This is a PDF, whatever its name. Send it as .pdf. {_INSTEAD}"
        raise Invalid.field("file", "pdf", message)
    if suffix and suffix not in ENDINGS:
        known = ", ".join((*ENDINGS, *TABLES))
        message = f"A file that ends in {suffix[:20]} is not read. These are: {known}. {_INSTEAD}"
        raise Invalid.field("file", "kind", message)
    origin = {"file": name[-NAME_LIMIT:], "kind": kind.value}
    if kind in {Kind.PDF, Kind.DOCX}:
        return _apart(kind, data, origin)
    return of_text(data, page=kind == Kind.PAGE, encoding=encoding, origin=origin)


def of_text(
    data: bytes, *, page: bool, encoding: str = "", origin: Mapping[str, str] | None = None
) -> Document:
    """A story's plain text, or a page's source, in whatever encoding its bytes are.

    Raises:
        Invalid: naming `file` and the first byte that is wrong.
    """
    told = dict(origin or {})
    if page and not encoding:
        return Document(data, html=decode_page(data), origin=told)
    text = decode(data, named=encoding)
    used = encoding or (encoding_of(data) or "").removesuffix("-sig")
    told |= {"encoding": used}
    return Document(data, html=text, origin=told) if page else Document(data, text, origin=told)


def check_size(size: int) -> None:
    """Raises:
    Invalid: a file of so many bytes is not taken.
    """
    if size > LARGEST:
        message = f"The file has {size:,} bytes; {LARGEST:,} is the limit. {_INSTEAD}"
        raise Invalid.field("file", "too_large", message)


def _apart(kind: Kind, data: bytes, origin: dict[str, str]) -> Document:
    if kind == Kind.PDF and not data[:1024].lstrip().startswith(b"%PDF-"):
        raise Invalid.field("file", "no_pdf", f"This is no PDF, whatever its name. {_INSTEAD}")
    answer = read_apart(kind.value, data)
    if wrong := answer.get("wrong"):
        raise Invalid.field("file", str(wrong), _WRONG[str(wrong)])
    text = str(answer["text"]).replace("\x00", "")
    text = text.encode("utf-8", "ignore").decode("utf-8")  # half characters of a broken font
    return Document(data, text, origin=origin)

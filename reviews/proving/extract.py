"""The text of a source's file (pasted or plain text, a page, a PDF) and what it says of itself.

Called by `reviews.snapshots` before any transaction is open, for a PDF takes seconds. It keeps no
script of a page, fetches nothing, and refuses what it cannot read with a sentence that says so.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from claims.documents.limits import LETTERS
from claims.documents.pdf import PAGES
from claims.documents.sandbox import read_apart
from claims.encoding import decode
from claims.page import NoArticle, decode_page, is_page, whole_page
from factcheck.errors import Invalid
from reviews.words import SnapshotKind

LARGEST = 20_000_000  # bytes of a file
_ENDINGS = {
    ".pdf": SnapshotKind.PDF,
    ".html": SnapshotKind.PAGE,
    ".htm": SnapshotKind.PAGE,
    ".xhtml": SnapshotKind.PAGE,
    ".txt": SnapshotKind.TEXT,
}
# What a server may name; Python knows encodings beyond the web's.
_LIKE_ASCII = {"utf-16", "utf-16le", "utf-16be", "iso-2022-jp"}
_CHARSETS = re.compile(
    r"utf-8|utf-16(?:le|be)?|us-ascii|iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|gb(?:k|2312|18030)"
    r"|big5|shift_jis|euc-(?:jp|kr)|iso-2022-jp"
)
_PASTE = "Paste the words that matter as text instead."
_WRONG = {
    "encrypted": f"This PDF is encrypted. Save it without a password, or: {_PASTE}",
    "pages": f"This PDF has more than {PAGES} pages. Send the pages that matter.",
    "letters": f"This PDF has more than {LETTERS:,} characters. Send the pages that matter.",
    "empty": f"This PDF holds pictures and no text. {_PASTE}",
    "broken": f"This PDF cannot be read; it may be cut off. Save it anew, or: {_PASTE}",
    "bomb": f"This PDF swells beyond what is safe to read. {_PASTE}",
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """`text` with plain line ends; `meta` has title, author, publisher and date where known."""

    text: str
    meta: dict[str, str] = field(default_factory=dict)


def kind_of(name: str, data: bytes) -> SnapshotKind:
    """What a file is: by the end of its name, else by how it begins."""
    known = _ENDINGS.get(Path(name).suffix.lower())
    if known:
        return known
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return SnapshotKind.PDF
    return SnapshotKind.PAGE if is_page(data) else SnapshotKind.TEXT


def check_size(size: int) -> None:
    """Raises:
    Invalid: a file of so many bytes is not taken.
    """
    if size > LARGEST:
        raise Invalid.field(
            "file",
            "too_large",
            f"The file has {size:,} bytes; {LARGEST:,} is the limit. {_PASTE}",
        )


def extract(kind: SnapshotKind, data: bytes, *, name: str = "", charset: str = "") -> Extracted:
    """The file's text. `name` is empty for what was pasted; `charset` is what a server said of it,
    which counts where the bytes fit it.

    Raises:
        Invalid: naming `file` (or `text`, for what was pasted) and the fix.
    """
    at = "file" if name else "text"
    check_size(len(data))
    if not data.strip():
        raise Invalid.field(at, "empty", "There is nothing in it. Send the words of the source.")
    if kind == SnapshotKind.PDF:
        return Extracted(_clean(_text_of_pdf(data), at))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        message = f"This is a PDF, whatever its name. Send it as .pdf, or: {_PASTE}"
        raise Invalid.field(at, "pdf", message)
    if kind == SnapshotKind.PAGE:
        return _page(data, at, _by_header(data, charset))
    text = _by_header(data, charset) or decode(data, field=at)
    if (nul := text.find("\x00")) >= 0:
        message = f"The text holds a NUL character at place {nul}. Take it out and send it again."
        raise Invalid.field(at, "nul", message)
    return Extracted(_clean(text, at))


def _by_header(data: bytes, charset: str) -> str:
    """The text in the encoding that a server names, "" where it is none of the web's or does not
    fit: servers are often wrong."""
    name = charset.lower()
    if not _CHARSETS.fullmatch(name):
        return ""
    with contextlib.suppress(UnicodeDecodeError, LookupError):
        if name not in _LIKE_ASCII:  # their bytes may look like UTF-8
            data.decode("utf-8")
            return ""
    with contextlib.suppress(UnicodeDecodeError, LookupError):
        # As browsers do: who says Latin-1 or ASCII means Windows-1252.
        return data.decode("cp1252" if name in {"iso-8859-1", "us-ascii"} else name)
    return ""


def _page(data: bytes, at: str, text: str = "") -> Extracted:
    try:
        about, text = whole_page(text or decode_page(data))
    except NoArticle:
        text = ""
    if not text.strip():
        raise Invalid.field(at, "no_text", f"This page holds no text. {_PASTE}")
    found = {
        "title": about.headline,
        "author": about.authors,
        "publisher": about.outlet,
        "date": about.published.date().isoformat() if about.published else None,
    }
    meta = {key: value.replace("\x00", "")[:500] for key, value in found.items() if value}
    return Extracted(_clean(text, at), meta)


def _clean(text: str, at: str) -> str:
    """The text as it is kept: to the letter, but for line ends and what no database holds."""
    plain = re.sub(r"\r\n?", "\n", text)
    plain = re.sub("[\x00\ud800-\udfff]", "", plain)
    if len(plain) > LETTERS:
        message = f"The text has {len(plain):,} characters; {LETTERS:,} is the limit. {_PASTE}"
        raise Invalid.field(at, "too_long", message)
    if not plain.strip():
        raise Invalid.field(at, "empty", "There is no text in it. Send the words of the source.")
    return plain


def _text_of_pdf(data: bytes) -> str:
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        message = f"This is no PDF, whatever its name. {_PASTE}"
        raise Invalid.field("file", "no_pdf", message)
    answer = read_apart("pdf", data)
    if wrong := answer.get("wrong"):
        raise Invalid.field("file", wrong, _WRONG[wrong])
    return str(answer["text"])

"""fetch: a foreign link's answer, asked through the one door, and the story's document in it.

Called by the doors of intake, by feeds and by the snapshots of sources; outside every transaction.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from claims.documents.document import (
    LARGEST,
    NAME_LIMIT,
    Document,
    Kind,
    kind_of,
    of_text,
    read_document,
)
from claims.encoding import check_encoding
from claims.given import link_to_ask
from factcheck import net
from factcheck.errors import Invalid, NotFetched

SECONDS = 15.0  # for all of it, redirects too: somebody waits
PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain", "text/markdown", "text/csv", "application/json")
# Servers give files without saying of which kind; their first bytes tell.
UNSAID = ("application/octet-stream", "")
TYPES = (*PAGES, "application/pdf", *_TEXTS, *UNSAID)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENDINGS = {Kind.PDF: ".pdf", Kind.PAGE: ".html", Kind.TEXT: ".txt", Kind.DOCX: ".docx"}


def ask(url: str, *, types: tuple[str, ...], instead: str) -> tuple[str, net.Answer]:
    """The link as the desk compares it, and a foreign server's whole answer to it.

    Raises:
        NotFetched: the codes of `factcheck.net.get`, and status: another answer than 200; each
            ends with the sentence `instead`. Invalid: a link that is none; names `url`.
    """
    link = link_to_ask(url, "Give the link first.")
    try:
        answer = net.get(link, most_bytes=LARGEST, seconds=SECONDS, types=types)
    except NotFetched as error:
        raise NotFetched(error.code, f"{error.message} {instead}") from None
    if answer.status != 200:
        raise NotFetched("status", f"The server answered {answer.status}, not 200. {instead}")
    return link, answer


def fetch_document(url: str) -> tuple[str, Document]:
    """The link as the desk compares it, and the story that it gives.

    Raises:
        NotFetched, Invalid: as `ask`; an answer that cannot be read is NotFetched too.
    """
    instead = "Paste the story’s text or give its file instead."
    link, answer = ask(url, types=(*TYPES, _WORD), instead=instead)
    kind = kind_of_answer(answer)
    name = name_of(answer, kind)
    try:
        if kind in {Kind.TEXT, Kind.PAGE}:
            document = of_text(answer.body, page=kind == Kind.PAGE, encoding=_said(answer))
        else:
            document = read_document(name, answer.body)
    except Invalid as error:  # of the answer, which nobody sent as a file
        raise NotFetched(error.errors[0].code, f"{error.errors[0].message} {instead}") from None
    origin = {**document.origin, "file": name[-NAME_LIMIT:], "kind": kind.value}
    return link, replace(document, origin={**origin, "fetched": answer.url})


def kind_of_answer(answer: net.Answer) -> Kind:
    """By its type, unless its first bytes say otherwise: a PDF's link may give a page."""
    sniffed = kind_of("", answer.body)
    said = answer.media_type
    if said == _WORD:
        return Kind.DOCX
    if sniffed == Kind.PDF or said in UNSAID or said == "application/pdf":
        return sniffed
    return Kind.PAGE if said in PAGES else Kind.TEXT


def name_of(answer: net.Answer, kind: Kind) -> str:
    """What the file is called when somebody saves it."""
    last = PurePosixPath(unquote(urlsplit(answer.url).path)).name or "page"
    return last if PurePosixPath(last).suffix else f"{last}{_ENDINGS[kind]}"


def _said(answer: net.Answer) -> str:
    """The encoding that a server names, where the bytes are no UTF-8 and fit it: servers are often
    wrong. As browsers do, who says Latin-1 or ASCII means Windows-1252."""
    name = {"iso-8859-1": "cp1252", "us-ascii": "cp1252"}.get(answer.charset, answer.charset)
    try:
        answer.body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            answer.body.decode(check_encoding(name) if name else "utf-8")
        except (UnicodeDecodeError, Invalid):
            return ""
        return name
    return ""

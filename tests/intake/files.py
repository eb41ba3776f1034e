"""Files of stories, made for the tests."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LINE = "At least 14 people were hurt."
PAGE = (
    "<html><head><title>Ferry fire</title></head><body><article><h1>Ferry fire</h1>"
    f"<p>{LINE} The port authority said so on Monday, and closed the pier for a day.</p>"
    "<p>The ferry carried 212 people, more than its licence allows, the drivers’ union said."
    "</p></article></body></html>"
)


def word_of(*paragraphs: str, more: str = "") -> bytes:
    """A Word file with these paragraphs, and one of raw WordprocessingML."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if more:
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{more}</w:p>"))
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def swelling() -> bytes:
    """A Word file under a megabyte that says it unpacks to 250."""
    return _with(**{f"word/media/{number}": b" " * 1_000_000 for number in range(250)})


def lying() -> bytes:
    """One whose story says it has a thousand bytes, and has a hundred million."""
    data = bytearray(_with(**{"word/document.xml": b" " * 100_000_000}))
    entry = data.rindex(b"PK\x01\x02")  # of the last part in the list at the end
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def _with(**parts: bytes) -> bytes:
    """A Word file with these parts, put last and in place of its own of that name."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_of(LINE))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return file.getvalue()

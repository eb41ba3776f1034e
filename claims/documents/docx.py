"""The text of a Word file (.docx), read in a process of its own that may take so much and no more.

Run by `claims.documents.sandbox` as a module: bytes in, one line of JSON out. A packed file is
weighed by what it says that it unpacks to before it is opened; who lies about that meets the
process's limits. It imports nothing of the desk's.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from claims.documents.limits import LETTERS, limit_this_process

UNPACKED = 200_000_000  # bytes of all parts together
PARTS = 5_000
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "\u2011"}
# What an editor struck out or moved away is not the story; a second form of a drawing's words is
# there for older programs.
_NOT_READ = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def read(data: bytes) -> dict[str, str]:
    """`text`, or `wrong`: encrypted, letters, bomb, empty or broken."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # Office packs what has a password so
        return {"wrong": "encrypted"}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
            if len(listed) > PARTS or sum(part.file_size for part in listed) > UNPACKED:
                return {"wrong": "bomb"}
        document = docx.Document(io.BytesIO(data))
        found, size = [], 0
        for paragraph in _paragraphs(document.element.body):
            found.append(paragraph)
            size += len(paragraph)
            if size > LETTERS:
                return {"wrong": "letters"}
    except MemoryError:
        return {"wrong": "bomb"}
    except (zipfile.BadZipFile, zlib.error, etree.LxmlError, EOFError, RecursionError, OSError):
        return {"wrong": "broken"}
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError):
        return {"wrong": "broken"}
    text = "\n\n".join(filter(None, found))
    return {"text": text} if text.strip() else {"wrong": "empty"}


def _paragraphs(body: Any) -> Iterator[str]:
    """Every paragraph in the order of the page, those in tables and boxes too."""
    for paragraph in body.iter(qn("w:p")):
        if not any(above.tag in _NOT_READ for above in paragraph.iterancestors()):
            yield "".join(_words(paragraph)).strip()


def _words(node: Any) -> Iterator[str]:
    for inner in node:
        if inner.tag in _NOT_READ or inner.tag == qn("w:p"):
            continue  # a box inside this paragraph has paragraphs of its own
        if inner.tag == qn("w:t"):
            yield inner.text or ""
        elif inner.tag in _BREAKS:
            yield _BREAKS[inner.tag]
        else:
            yield from _words(inner)


if __name__ == "__main__":
    limit_this_process()
    logging.disable(logging.CRITICAL)
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))

"""A PDF's text, read in a process of its own that may take so much time and memory and no more.

Run by `claims.documents.sandbox` as a module: bytes in, one line of JSON out. A file that is made
to swell ends this process and nothing else. It imports nothing of the desk's.
"""

from __future__ import annotations

import io
import json
import logging
import sys

from pypdf import PdfReader, overwrite_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from claims.documents.limits import LETTERS, limit_this_process

PAGES = 500


def read(data: bytes) -> dict[str, str]:
    """`text`, or `wrong`: encrypted, pages, letters, bomb, empty or broken."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"wrong": "encrypted"}
        if len(reader.pages) > PAGES:
            return {"wrong": "pages"}
        found: list[str] = []
        size = 0
        for page in reader.pages:
            found.append(page.extract_text())
            size += len(found[-1])
            if size > LETTERS:
                return {"wrong": "letters"}
    except DependencyError:
        return {"wrong": "encrypted"}
    except (LimitReachedError, MemoryError):
        return {"wrong": "bomb"}
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return {"wrong": "broken"}
    except (RecursionError, OverflowError, NotImplementedError, OSError):
        return {"wrong": "broken"}
    text = "\n\n".join(found)
    return {"text": text} if text.strip() else {"wrong": "empty"}


if __name__ == "__main__":
    limit_this_process()
    overwrite_configuration(jbig2dec_binary=None)  # no other program is called
    logging.disable(logging.CRITICAL)
    answer = json.dumps(read(sys.stdin.buffer.read()))  # ASCII: a lone surrogate passes, too
    sys.stdout.write(answer)

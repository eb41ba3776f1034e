"""What a client still sends after its answer is there: read to its end, within bounds.

A server that closes a line on which bytes still come in resets it, and who sends everything before
reading never sees why it was refused. The answer goes out first; only then is the rest read.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.chunked import STEP, App

MOST = 256_000_000  # bytes; who sends more of what is refused is cut off
SECONDS = 20.0
SILENCE = 3.0  # without a byte


def drained(app: App) -> App:
    """The application, after whose answers the body is read to its end."""

    def told(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        source = environ["wsgi.input"]  # the server's own; others may stand in its place later
        has_body = environ.get("CONTENT_LENGTH") not in {None, "", "0"}
        answer = app(environ, start_response)
        if not has_body and "HTTP_TRANSFER_ENCODING" not in environ:
            return answer
        return _Answer(answer, source, environ.get("gunicorn.socket"))

    return told


class _Answer:
    """The answer's pieces; closing it, which the server does when they are sent, reads the rest."""

    def __init__(self, answer: Iterable[bytes], source: Any, line: Any) -> None:
        self.answer, self.source, self.line = answer, source, line

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer)

    def close(self) -> None:
        """Ends the answer, then reads what is left."""
        if hasattr(self.answer, "close"):
            self.answer.close()
        until, size = time.monotonic() + SECONDS, 0
        with contextlib.suppress(OSError, ValueError, EOFError):
            before = self.line.gettimeout() if self.line else None
            if self.line:
                self.line.settimeout(SILENCE)
            while size < MOST and time.monotonic() < until:
                piece = self.source.read(STEP)
                size += len(piece)
                if not piece:
                    break
            if self.line:
                self.line.settimeout(before)

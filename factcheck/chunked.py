"""Bodies that come without a length, in chunks: read here, as far as the desk reads bodies at all.

Django takes a body without a length for none. The server that unpacks the chunks says so
(`wsgi.input_terminated`); what is longer than the limit is left unread, and Django refuses it by
the length that is told here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

IN_MEMORY = 1_000_000
STEP = 65_536
# A form with a file may be longer than a story; its door has a limit of its own.
MOST = 32_000_000
BULK = {"application/x-ndjson", "application/jsonl", "text/csv"}  # files of many stories
App = Callable[[dict[str, Any], Any], Iterable[bytes]]


def _limit(kind: str) -> int:
    """How many bytes of this type are read."""
    if kind == "application/json":
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return int(settings.FACTCHECK_BULK_LIMIT) if kind in BULK else MOST


def with_length(app: App) -> App:
    """The application, which always knows how long a body is."""

    def told(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        chunked = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        if not chunked or environ.get("CONTENT_LENGTH") or not environ.get("wsgi.input_terminated"):
            return app(environ, start_response)
        limit = _limit(environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower())
        body = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer may read on
        length = 0
        while length <= limit and (part := environ["wsgi.input"].read(STEP)):
            length += len(part)
            if length <= limit:
                body.write(part)
        body.seek(0)
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = body, str(length)
        return app(environ, start_response)

    return told

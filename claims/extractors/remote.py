"""An extractor elsewhere: any HTTP service that answers in our candidates' shape.

Chosen by FACTCHECK_EXTRACTOR_URL, which the operator sets; so it may be an address of the own
network. One POST a story, no redirects, bounded in time and size. The form is that of
`read_story --json` (docs/reader.md has a worked example).
"""

from __future__ import annotations

import json
import time
from typing import Any

import httpx

from claims.extractors.answer import read_answer
from claims.extractors.protocol import Context, Reading, RejectedError

CONNECT_SECONDS = 3.0
SECONDS = 20.0  # for the whole answer; the task's own limit is 30
LARGEST = 10_000_000  # bytes


class RemoteExtractor:
    """Sends text and context as JSON, and takes candidates back."""

    name = "remote"
    version = "1"

    def __init__(self, url: str) -> None:
        self.url = url

    def extract(self, text: str, context: Context) -> Reading:
        """Raises:
        RejectedError: no answer in time, another status than 200, or an answer in another form.
        """
        return read_answer(text, self._ask(text, context))

    def _ask(self, text: str, context: Context) -> Any:
        body = {
            "text": text,
            "url": context.url,
            "received": context.received.isoformat(),
            "published": context.published.isoformat() if context.published else None,
            "language": context.language,
        }
        ends = time.monotonic() + SECONDS
        timeout = httpx.Timeout(SECONDS, connect=CONNECT_SECONDS)
        pieces: list[bytes] = []
        try:
            with httpx.stream(
                "POST", self.url, json=body, timeout=timeout, follow_redirects=False
            ) as answer:
                if answer.status_code != 200:
                    raise RejectedError(f"The extractor answered {answer.status_code}, not 200.")
                size = 0
                for piece in answer.iter_bytes():
                    size += len(piece)
                    if size > LARGEST:
                        raise RejectedError(f"The extractor's answer is over {LARGEST:,} bytes.")
                    # Each read has its own time-out; a service that drips must end too.
                    if time.monotonic() > ends:
                        raise RejectedError(f"The extractor took over {SECONDS:.0f} s to answer.")
                    pieces.append(piece)
        except httpx.TimeoutException:
            raise RejectedError(f"The extractor took over {SECONDS:.0f} s to answer.") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RejectedError(f"The extractor cannot be reached: {error}.") from None
        try:
            return json.loads(b"".join(pieces))
        except (ValueError, RecursionError):
            raise RejectedError("The extractor's answer is not JSON.") from None

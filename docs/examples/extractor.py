"""A remote extractor in the standard library alone: every line with a figure is a claim.

    python docs/examples/extractor.py 9100
    FACTCHECK_EXTRACTOR_URL=http://127.0.0.1:9100/ make run

Put your own reader in `find_claims`. The desk sends one POST a story and believes only what it can
check: places in the text, known kinds, days of the calendar.
"""

from __future__ import annotations

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FIGURE = re.compile(r"\d[\d,.]*")
LARGEST = 8_000_000  # bytes of a request


def find_claims(text: str, language: str | None) -> list[dict[str, Any]]:
    """Candidates: `start` and `end` count characters of `text`; the rest may be left out."""
    found, at = [], 0
    for line in text.split("\n"):
        figure = FIGURE.search(line)
        if figure and len(line) > 20:
            value = figure.group().rstrip(".,")
            found.append(
                {
                    "start": at,
                    "end": at + len(line),
                    "kind": "number",
                    "claimant": None,
                    "worthiness": 0.5,
                    "statement": line.strip(),
                    "numbers": [{"text": value, "value": float(value.replace(",", ""))}],
                    "dates": [],
                    "reasons": ["a figure"],
                }
            )
        at += len(line) + 1
    return found


class Handler(BaseHTTPRequestHandler):
    """One POST: {"text", "url", "received", "published", "language"}."""

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        if not 0 < size <= LARGEST:
            self.send_error(413)
            return
        asked = json.loads(self.rfile.read(size))
        answer = json.dumps({"candidates": find_claims(asked["text"], asked.get("language"))})
        body = answer.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if sys.argv[1:] else 9100), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}/", flush=True)
    server.serve_forever()

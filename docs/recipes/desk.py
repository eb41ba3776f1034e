"""What the recipes share: ask the desk, wait where it says so, turn pages, end with its refusal.

Copy it beside the script that you take. FACTCHECK_URL: the desk's address; FACTCHECK_KEY: your key.
"""

import json
import os
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any

DESK = os.environ.get("FACTCHECK_URL", "http://127.0.0.1:8000").rstrip("/")
WAITS = (1, 2, 4, 8, 16, 0)  # seconds; longer where the desk says so


class Refused(SystemExit):
    """What the desk refuses, in its words. Who does not catch it ends with them, and not with 0."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"{status} {said}")
        self.status = status


def opened(method: str, path: str, body: Any = None, kind: str = "application/json") -> Any:
    """The open answer. A POST may be sent twice, when its answer got lost on the way: the desk
    knows it again by its Idempotency-Key, and shows what the first one did."""
    headers = {"Authorization": f"Bearer {os.environ.get('FACTCHECK_KEY', '')}"}
    if method == "POST":
        headers |= {"Content-Type": kind, "Idempotency-Key": str(uuid.uuid4())}
        body = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    address = path if path.startswith("http") else f"{DESK}/api/v1/{path}"
    for wait in WAITS:
        request = urllib.request.Request(address, body, headers, method=method)
        try:
            return urllib.request.urlopen(request, timeout=300)
        except urllib.error.HTTPError as error:
            if error.code not in {429, 502, 503, 504} or not wait:
                raise Refused(error.code, _said(error)) from None
            time.sleep(min(float(error.headers.get("Retry-After") or wait), 300))
        except OSError as error:
            if not wait:
                raise Refused(0, f"{DESK} does not answer: {error}") from None
            time.sleep(wait)
    raise AssertionError


def call(method: str, path: str, body: Any = None, kind: str = "application/json") -> Any:
    """The answer's JSON; None where it has no body."""
    with opened(method, path, body, kind) as answer:
        return json.loads(answer.read() or b"null")


def pages(path: str) -> Iterator[Any]:
    """The rows of a list, page by page."""
    while path:
        page = call("GET", path)
        yield from page["results"]
        path = page["next"]


def _said(error: urllib.error.HTTPError) -> str:
    """The problem's detail, and each field with what is wrong with it."""
    try:
        problem = json.loads(error.read())
        fields = [f"{one['field']}: {one['message']}" for one in problem.get("errors", [])]
        return " ".join([str(problem["detail"]), *fields])
    except (ValueError, KeyError, TypeError, AttributeError):
        return str(error.reason)

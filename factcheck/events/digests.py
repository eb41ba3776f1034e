"""How a row is hashed for the ledger: salted, over one spelling of what it holds."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(content: Any) -> str:
    """The one spelling of a content as JSON: sorted keys, no spaces. A time or an id is its str."""
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    )


def salted(salt: str, content: Any) -> str:
    """SHA-256 in hex over the salt, a line end and the canonical JSON. Nobody who lacks the salt
    can try out what the row may hold; who has row and salt can prove it."""
    body = f"{salt}\n{canonical(content)}"
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()

"""The header under which a request is done once, as the reference shows it."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter

ONCE_HEADER = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": r"^[\x21-\x7e]+$", "minLength": 1, "maxLength": 200},
    OpenApiParameter.HEADER,
    description="The same key with the same request shows what the first one made (24 h).",
)

"""Public ids: time-ordered UUIDs (version 7, RFC 9562), in URLs, JSON and exports."""

from __future__ import annotations

import uuid

import uuid_utils.compat


def new_id() -> uuid.UUID:
    """A new id, later than every id that this process made before."""
    return uuid_utils.compat.uuid7()

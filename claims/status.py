"""The closed sets of this app, as the database holds them. PURE."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a claim stands. What may follow what: `reviews.states`."""

    PROPOSED = "proposed"
    PENDING = "pending"
    SECOND = "second"
    CONFLICT = "conflict"
    DECIDED = "decided"
    DISMISSED = "dismissed"


OPEN = (Status.PENDING, Status.SECOND)


class Run(StrEnum):
    """Where an extraction stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class By(StrEnum):
    """Who proposed a claim first."""

    MACHINE = "machine"  # the extractor
    CALLER = "caller"  # a program, with the article or with a key
    PERSON = "person"  # somebody at the desk

"""The closed sets of this app, as the database holds them. PURE."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Value(StrEnum):
    """The desk's answer to a statement."""

    VERIFIED = "verified"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"


class State(StrEnum):
    """Where a version of a verdict stands; its content never changes."""

    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class About(StrEnum):
    """What a note on a version is about. Readers see those of corrections and retractions."""

    REVISED = "revised"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


class Turn(IntEnum):
    """Whose judgement of a round a review is: of the first or the second pair of eyes, or of the
    editor who settles what the two see differently."""

    FIRST = 1
    SECOND = 2
    EDITOR = 3


class Stance(StrEnum):
    """What a source does to the statement."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class SourceKind(StrEnum):
    """How near a source is: the record itself, somebody's account of it, nobody who is named."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    ANONYMOUS = "anonymous"


class SnapshotKind(StrEnum):
    """What a snapshot was taken of: words pasted or in a text file, a web page, a PDF."""

    TEXT = "text"
    PAGE = "html"
    PDF = "pdf"


class SkipReason(StrEnum):
    """Not now: back for this reviewer in an hour. Not me: never again in this round. Language: not
    for this reviewer either, and the others see of which language a speaker is needed."""

    NOT_NOW = "not_now"
    NOT_ME = "not_me"
    LANGUAGE = "language"


class DismissReason(StrEnum):
    """Why this is no claim for the desk."""

    NOT_A_CLAIM = "not_a_claim"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"


# Of a claim that became a part of another; only `amend.merge` says so.
MERGED = "merged"

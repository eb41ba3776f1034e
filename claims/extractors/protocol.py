"""What an extractor is. The built-in reader is one; a remote service may be another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from claims.reading.story import Candidate


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a text beside its words."""

    url: str | None
    received: datetime
    published: datetime | None
    language: str | None
    raw: bytes = b""  # as received; a page's source, of which the text was made
    encoding: str = ""  # in which that source was read, where it does not tell


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor answers: candidates in order of the text, and the story around them.

    `story` is plain JSON for the article page: parts, dateline, notes, sentences left out.
    `found` fills what the sender of the article did not say (headline, outlet, language ...).
    """

    candidates: tuple[Candidate, ...]
    story: dict[str, Any]
    found: dict[str, str]


class RejectedError(Exception):
    """The extractor's answer cannot be used: its run does not count. The sentence is for people."""


class Extractor(Protocol):
    """MUST be a function of its arguments; MUST give spans that are the text to the letter."""

    name: str
    version: str

    def extract(self, text: str, context: Context) -> Reading:
        """Reads `text` (normalised)."""
        ...

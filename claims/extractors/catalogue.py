"""Which extractors there are."""

from __future__ import annotations

from claims.extractors.builtin import BuiltinReader
from claims.extractors.protocol import Extractor

DEFAULT: Extractor = BuiltinReader()
EXTRACTORS: dict[tuple[str, str], Extractor] = {(DEFAULT.name, DEFAULT.version): DEFAULT}


def find(name: str, version: str) -> Extractor | None:
    """The extractor of that name and version, or None where this desk no longer has it."""
    return EXTRACTORS.get((name, version))

"""Which extractors there are, and which reads the stories that come in."""

from __future__ import annotations

from django.conf import settings

from claims.extractors.builtin import BuiltinReader
from claims.extractors.protocol import Extractor
from claims.extractors.remote import RemoteExtractor

DEFAULT: Extractor = BuiltinReader()
EXTRACTORS: dict[tuple[str, str], Extractor] = {(DEFAULT.name, DEFAULT.version): DEFAULT}


def chosen() -> Extractor:
    """The service of FACTCHECK_EXTRACTOR_URL where that is set, else the built-in reader."""
    url = settings.FACTCHECK_EXTRACTOR_URL
    return RemoteExtractor(url) if url else DEFAULT


def find(name: str, version: str) -> Extractor | None:
    """The extractor of that name and version, else the present version of that name, else None.

    What was owed by an older version when the desk was renewed is so read by the newer.
    """
    if name == RemoteExtractor.name:
        url = settings.FACTCHECK_EXTRACTOR_URL
        return RemoteExtractor(url) if url else None
    newer = (one for (other, _), one in EXTRACTORS.items() if other == name)
    return EXTRACTORS.get((name, version)) or next(newer, None)

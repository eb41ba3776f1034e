"""The languages that the reader knows, by code, and the telling of whether a text is in one.

Called by `claims.reading`. A new language is one file beside `en.py` and one entry here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from claims.reading.languages.de import WORDS as GERMAN
from claims.reading.languages.en import WORDS as ENGLISH
from claims.reading.languages.es import WORDS as SPANISH
from claims.reading.languages.fr import WORDS as FRENCH
from claims.reading.languages.pt import WORDS as PORTUGUESE
from claims.reading.languages.words import Words

__all__ = ["ENGLISH", "KNOWN", "UNKNOWN", "detect"]

KNOWN: Mapping[str, Words] = {
    words.code: words for words in (ENGLISH, SPANISH, FRENCH, GERMAN, PORTUGUESE)
}
UNKNOWN = "und"

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters: enough to tell a language
_ENOUGH = 0.16  # of the words: English news has 0.30 to 0.45, its neighbours under 0.10


def detect(text: str) -> str:
    """The code of the known language whose function words are frequent enough, else "und"."""
    found = [word.lower() for word in _WORD.findall(text, 0, _SAMPLE)]
    if not found:
        return UNKNOWN
    best, share = UNKNOWN, _ENOUGH
    for code, words in KNOWN.items():
        own = sum(word in words.function_words for word in found) / len(found)
        if own > share:
            best, share = code, own
    return best

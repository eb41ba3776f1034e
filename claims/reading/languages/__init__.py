"""The languages that the reader knows, by code, and the telling of whether a text is in one.

Called by `claims.reading`. A new language is one file beside `en.py` and one entry here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from eld import LanguageDetector

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
_SAMPLE = 3_000  # characters: enough to tell a language
_ENOUGH = 0.16  # of the words: a language's news has 0.25 to 0.45 of its own, others' far less
_AHEAD = 1.35  # times the share of the next language
_LETTERS = 40  # fewer tell no language


@lru_cache(maxsize=1)
def _library() -> LanguageDetector:
    """Sixty languages; loaded when first asked, as it holds some 40 MB."""
    return LanguageDetector()


def detect(text: str) -> str:
    """The language's code, "und" where nothing tells it.

    The function words of the languages that the reader knows decide where one is far ahead of the
    others, which is nearly always; the library (eld) decides between near ones and names the rest.
    """
    sample = text[:_SAMPLE]
    found = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, found)) < _LETTERS:
        return UNKNOWN
    shares = sorted(
        (
            (sum(w in words.function_words for w in found) / len(found), code)
            for code, words in KNOWN.items()
        ),
        reverse=True,
    )
    (best, code), (second, _) = shares[:2]
    if best > _ENOUGH and best > _AHEAD * second:
        return code
    answer = _library().detect(" ".join(found))
    return answer.language if answer.language and answer.is_reliable() else UNKNOWN

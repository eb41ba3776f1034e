"""The pure reader of news stories: text in, frozen values out.

Called by `claims.extractors` and by whoever shows a story's anatomy. No Django, no settings, no
network, no clock; beside the standard library only eld, which names a language.
"""

from claims.reading.candidates import candidates, left_out
from claims.reading.judging import Judgement, judge
from claims.reading.languages import KNOWN
from claims.reading.normalise import normalise
from claims.reading.reader import read
from claims.reading.report import as_scorer_json

LANGUAGES: tuple[str, ...] = tuple(KNOWN)
READER_VERSION = "2"

__all__ = [
    "LANGUAGES",
    "READER_VERSION",
    "Judgement",
    "as_scorer_json",
    "candidates",
    "judge",
    "left_out",
    "normalise",
    "read",
]

"""What a search of Google's shape asks for: its parameters, checked and made plain. Reads nothing.

Names and meanings are those of the Fact Check Tools API, `claims.search`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from django.http import QueryDict

from claims.reading.languages import ENGLISH, KNOWN
from factcheck.errors import FieldError, Invalid
from factcheck.events.digests import canonical

OURS = (
    "query",
    "languageCode",
    "reviewPublisherSiteFilter",
    "maxAgeDays",
    "pageSize",
    "pageToken",
    "offset",
)
# Every Google client may send these with every call. `key` and `prettyPrint` are heeded.
GLOBAL = (
    "key",
    "alt",
    "prettyPrint",
    "fields",
    "quotaUser",
    "userIp",
    "access_token",
    "oauth_token",
    "uploadType",
    "upload_protocol",
    "$.xgafv",
)
PAGE = 10
MOST = 200  # of a page; who asks for more gets this many, as there
LONGEST = 1_000
MOST_WORDS = 40
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"-?\d{1,10}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked search. `given` is what narrows it, as it was sent."""

    given: dict[str, str]
    language: str  # without the region, "" for any
    site: str
    days: int  # 0 for any age
    size: int
    offset: int
    token: str

    @classmethod
    def of(cls, params: QueryDict) -> Asked:
        """Raises:
        Invalid: every parameter that is wrong.
        """
        errors = list(_wrong(params))
        given = {name: params.get(name, "").strip() for name in OURS}
        numbers = dict.fromkeys(("maxAgeDays", "pageSize", "offset"), 0)
        for name in numbers:
            try:
                numbers[name] = _number(given[name])
            except ValueError:
                message = f"{name} must be a whole number, 0 or more, below 2147483648."
                errors.append(FieldError(name, "number", message))
        if given["languageCode"] and not _LANGUAGE.fullmatch(given["languageCode"]):
            message = "languageCode must be a BCP 47 code, like en or en-US."
            errors.append(FieldError("languageCode", "language", message))
        if not given["query"] and not given["reviewPublisherSiteFilter"]:
            message = "Give query, or reviewPublisherSiteFilter, or both."
            errors.append(FieldError("query", "required", message))
        if len(words_of(given["query"], "")) > MOST_WORDS or len(given["query"]) > LONGEST:
            message = f"query can have {LONGEST} characters and {MOST_WORDS} words at most."
            errors.append(FieldError("query", "too_long", message))
        if errors:
            raise Invalid.fields(errors)
        narrowing = ("query", "languageCode", "reviewPublisherSiteFilter", "maxAgeDays")
        return cls(
            {name: given[name] for name in narrowing if given[name]},
            re.split("[-_]", given["languageCode"].lower())[0],
            given["reviewPublisherSiteFilter"].lower().rstrip(".").removeprefix("www."),
            numbers["maxAgeDays"],
            min(numbers["pageSize"] or PAGE, MOST),
            numbers["offset"],
            given["pageToken"],
        )

    @property
    def words(self) -> list[str]:
        """The words that must be found."""
        return words_of(self.given.get("query", ""), self.language)

    @property
    def digest(self) -> str:
        """What a page token is bound to: the same search, whatever its page's size."""
        return hashlib.sha256(canonical(self.given).encode()).hexdigest()[:16]


def words_of(query: str, language: str) -> list[str]:
    """The query's words in small letters, each once; without the function words of its language
    (English where none is named), as long as others are left."""
    composed = unicodedata.normalize("NFC", query)  # some keyboards send a letter and its accent
    found = list(dict.fromkeys(_WORD.findall(composed.lower())))
    empty = KNOWN.get(language, ENGLISH).function_words
    return [word for word in found if word not in empty] or found


def _number(text: str) -> int:
    """Raises:
    ValueError: it is none, or none that the original takes.
    """
    if not text:
        return 0
    if not text.isascii() or not _NUMBER.fullmatch(text) or not 0 <= int(text) < 2**31:
        raise ValueError(text)
    return int(text)


def _wrong(params: QueryDict) -> list[FieldError]:
    """Parameters that there are not, that are sent twice, or that hold what cannot be."""
    errors = []
    for name, values in params.lists():
        if name == "callback":
            errors.append(FieldError(name, "jsonp", "callback is not served: the answer is JSON."))
        elif name not in OURS and name not in GLOBAL:
            message = f'Unknown name "{name[:60]}": there is no such parameter. There are: '
            errors.append(FieldError(name[:60], "unknown", message + f"{', '.join(OURS)}."))
        elif name in OURS and len(values) > 1:
            errors.append(FieldError(name, "twice", f"{name} is given twice. Send it once."))
        elif any("\x00" in value for value in values):
            errors.append(FieldError(name, "nul", f"{name} holds a NUL character. Take it out."))
        elif name == "alt" and values[-1] not in {"json", ""}:
            errors.append(FieldError(name, "format", "alt can only be json here."))
    return errors

"""Where words stand in a text: by offsets, or by the words themselves. PURE but for its errors.

Called by whoever takes a claim from a person or a caller (`claims.by_hand`, `reviews.amend`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.errors import Invalid

QUOTE_LIMIT = 10_000
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text as somebody names them: by `start` and `end` in code points, or by `quote`,
    with a `prefix` or `suffix` (what stands right before or behind) where it stands twice."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


def locate(text: str, words: Words, *, field: str = "quote") -> tuple[int, int]:
    """The span that is meant, without white space at its ends.

    Raises:
        Invalid: nothing is meant, it lies outside, it is not in the text or stands there twice.
    """
    if words.start is not None or words.end is not None:
        found = _by_offsets(text, words, field)
    elif words.quote.strip():
        found = _by_words(text, words, field)
    else:
        raise Invalid.field(field, "required", "Give the words as they stand in the text.")
    start, end = found
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    if start >= end or not any(sign.isalnum() for sign in text[start:end]):
        raise Invalid.field(field, "empty", "There are no words in this stretch of the text.")
    if end - start > QUOTE_LIMIT:
        raise Invalid.field(
            field, "too_long", f"A claim has {QUOTE_LIMIT:,} characters at most. Mark fewer words."
        )
    return start, end


def _by_offsets(text: str, words: Words, field: str) -> tuple[int, int]:
    start, end = words.start, words.end
    if start is None or end is None:
        raise Invalid.field(field, "half", "Give start and end, both.")
    if not 0 <= start < end <= len(text):
        raise Invalid.field(
            field,
            "outside",
            f"{start} to {end} is no stretch of this text, which has {len(text)} characters "
            "(code points).",
        )
    if words.quote and " ".join(words.quote.split()) != " ".join(text[start:end].split()):
        raise Invalid.field(
            field,
            "differs",
            f"At {start} to {end} the text reads {text[start:end][:80]!r}, not the quote.",
        )
    return start, end


def _by_words(text: str, words: Words, field: str) -> tuple[int, int]:
    if len(words.quote) > QUOTE_LIMIT:
        raise Invalid.field(field, "too_long", f"A quote has {QUOTE_LIMIT:,} characters at most.")
    found = [
        match.span()
        for match in re.finditer(_pattern(words.quote), text)
        if _stands_before(text, match.start(), words.prefix)
        and _stands_behind(text, match.end(), words.suffix)
    ]
    if not found:
        raise Invalid.field(
            field,
            "not_found",
            "These words are not in the text. Copy them from it to the letter"
            + (", and what stands around them." if words.prefix or words.suffix else "."),
        )
    if len(found) > 1:
        raise Invalid.field(
            field,
            "ambiguous",
            f"These words stand {len(found)} times in the text. Give more words, or the prefix or "
            "suffix that stands beside the ones you mean, or start and end.",
        )
    return found[0]


def _pattern(words: str) -> str:
    """The words with any white space between them."""
    return r"\s+".join(re.escape(word) for word in words.split())


def _stands_before(text: str, at: int, prefix: str) -> bool:
    wanted = prefix.split()
    return " ".join(text[max(0, at - 2 * len(prefix) - 40) : at].split()).endswith(" ".join(wanted))


def _stands_behind(text: str, at: int, suffix: str) -> bool:
    wanted = suffix.split()
    return " ".join(text[at : at + 2 * len(suffix) + 40].split()).startswith(" ".join(wanted))


def same_words(one: str, other: str) -> bool:
    """Whether two stretches are the same words, but for points and marks around them."""
    return _EDGE.sub("", one) == _EDGE.sub("", other)

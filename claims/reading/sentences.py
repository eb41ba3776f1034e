"""Cuts a paragraph into sentences, to the letter.

Called by `claims.reading.read` for each paragraph of prose. Linear in the length; it must not
strip or join anything but the blanks around a sentence.
"""

from __future__ import annotations

import re

from claims.reading.languages.words import Words
from claims.reading.view import HIDDEN

# A run of stops with what closes after it. The look-behind lets a run be tried once only.
_STOP = re.compile(
    r"(?<![.!?\u2026\u3002\uff01\uff1f\u061f])"
    r"(?:(?P<wide>[\u3002\uff01\uff1f]++[\u300d\u300f\u201d\"']*+)|"
    r"(?P<run>[.!?\u2026\u061f]++)(?P<close>[\"'\u201c\u201d\u2019\u00ab\u00bb)\]]*+"
    r"(?:[ \u00a0\u202f]\u00bb)?)(?=\s|\Z)|"
    # A page that lost its line ends: "was found.The ministry". Not "St.John", not "example.Com".
    r"(?<=[a-z]{3})(?P<glued>[.!?][\"\u201d)]?)(?=[\"\u201c]?(?:[A-Z][a-z]+|[AI]) ))"
)
_OPENERS = "\"'\u201c\u2018\u00ab([`\u2014\u2013-"
_INITIAL = re.compile(r"[^\W\d_]")
_LOOK_BACK = 24
_BLANKS = re.compile(r"\s*")


def split_sentences(text: str, start: int, end: int, words: Words | None) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` as offsets, without the blanks around them.

    `words` are the word lists of the language, None where it is not known.
    """
    out: list[tuple[int, int]] = []
    first = _skip_blanks(text, start, end)
    for match in _STOP.finditer(text, start, end):
        after = match.end()
        if match["run"] is not None and not _ends(text, match, end, words):
            continue
        if match["glued"] is not None and not _unglues(text, match.start(), words):
            continue
        if after > first:
            out.append((first, after))
            first = _skip_blanks(text, after, end)
    last = start + len(text[start:end].rstrip()) if first < end else first
    if last > first:
        out.append((first, last))
    return out


def _skip_blanks(text: str, start: int, end: int) -> int:
    match = _BLANKS.match(text, start, end)
    return match.end() if match else start


def _ends(text: str, stop: re.Match[str], end: int, words: Words | None) -> bool:
    """Whether a run of stops ends its sentence."""
    after = _skip_blanks(text, stop.end(), end)
    if after >= end:
        return True
    ahead = text[after : after + 40]
    bare = HIDDEN.sub("", ahead).lstrip(_OPENERS + " \n")
    if bare[:1].islower():
        return False
    run = stop["run"]
    if run != "." or stop["close"]:
        return True
    before = HIDDEN.sub("", text[max(0, stop.start() - _LOOK_BACK) : stop.start()])
    written = re.split(r"[\s(\[\"\u201c/]", before)[-1] if before else ""
    return not _abbreviated(written, bare, words)


def _unglues(text: str, stop: int, words: Words | None) -> bool:
    """Whether a stop with no blank after it ends a sentence: its word is no abbreviation."""
    before = text[max(0, stop - _LOOK_BACK) : stop].split()[-1:]
    return words is None or not before or before[0].lower() not in words.abbreviations


def _abbreviated(written: str, ahead: str, words: Words | None) -> bool:
    """Whether the stop after the written belongs to an abbreviation, an initial or a list."""
    low = written.lower().lstrip("'\u2018")
    following = re.split(r"[^\w']", ahead, maxsplit=1)[0]
    if len(written) == 1 and _INITIAL.match(written) and written != "I":
        return True
    if words is None:
        return False
    if low in words.closing_abbreviations:
        begins = following[:1].isupper() and following.lower() in _starters(words)
        return not begins
    if re.fullmatch("[0-9]{1,2}", written) and words.capital_nouns:
        return following.lower() not in _starters(words)  # "am 14. März"
    if low in words.before_figures:
        return following[:1].isdigit()
    if low in words.abbreviations:
        return True
    return bool(
        re.fullmatch(r"(?:[^\W\d_]\.){1,4}[^\W\d_]", written)
    ) and following.lower() not in _starters(words)


def _starters(words: Words) -> frozenset[str]:
    """Words that open sentences far oftener than they follow an abbreviation."""
    return words.function_words | words.conjunctions | words.determiners | words.prepositions

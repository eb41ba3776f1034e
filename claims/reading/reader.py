"""From a raw text to a frozen `Story`: anatomy, dateline, sentences.

Called through `claims.reading.read`. It must not judge what is a claim (`judging.py` does).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from claims.reading.anatomy import Layout, lay_out, lay_out_given, spans_of
from claims.reading.anchoring import Given, date_the_dateline
from claims.reading.languages import ENGLISH, KNOWN, UNKNOWN, detect
from claims.reading.languages.words import Words
from claims.reading.normalise import normalise
from claims.reading.sentences import split_sentences
from claims.reading.story import PartName, Sentence, Story

_SPLIT = frozenset({PartName.BODY, PartName.HEADLINE, PartName.STANDFIRST, PartName.CAPTION})


def read(
    text: str,
    *,
    url: str | None = None,
    received: datetime | None = None,
    published: date | datetime | None = None,
    language: str | None = None,
    parts: Sequence[tuple[PartName, str]] = (),
) -> Story:
    """What the reader makes of a text.

    `text` is normalised first; all offsets count code points in `Story.text`. `url`, `received`
    and `published` help to date a dateline without a year; `published` also anchors relative dates
    where there is no dateline. `language` is a code ("en", "en-GB"); None lets the reader tell.
    `parts` names the text's paragraphs in order where they are known (a web page's, two line ends
    between them); parts that are not exactly the text are ignored.
    Never raises on any text, linear in its length, and never asks today's clock.
    """
    body = normalise(text)
    code = _code(language, body)
    words = KNOWN.get(code)
    rows = spans_of(body, parts) if parts else None
    layout = (
        lay_out_given(body, rows, words or ENGLISH) if rows else lay_out(body, words or ENGLISH)
    )
    dateline = date_the_dateline(body, layout, Given(url, received, published), words)
    dated = dateline is not None and dateline.date is not None
    return Story(
        text=body,
        language=code,
        parts=tuple(layout.parts),
        sentences=_sentences(layout, body, words),
        headline=layout.headline,
        caption=layout.caption,
        credit=layout.credit,
        byline=layout.byline,
        dateline=dateline,
        source_url=layout.link,
        outlet=layout.outlet,
        published=published or layout.published or (None if dated else layout.code_date),
        notes=_notes(code, words, dateline.inferred if dateline else None),
    )


def _code(language: str | None, text: str) -> str:
    if not language:
        return detect(text)
    base = language.lower().replace("_", "-").split("-")[0]
    return base if base in KNOWN else language


def _sentences(layout: Layout, text: str, words: Words | None) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    for number, part in enumerate(layout.parts):
        if part.name in _SPLIT:
            out += [
                Sentence(start, end, text[start:end], part.name, number)
                for start, end in split_sentences(text, part.start, part.end, words)
            ]
    return tuple(out)


def _notes(code: str, words: Words | None, inferred: str | None) -> tuple[str, ...]:
    notes: list[str] = []
    if words is None:
        named = (
            "The language was not recognised" if code == UNKNOWN else f"The reader knows no {code}"
        )
        notes.append(f"{named}: sentences are ranked by position and figures only.")
    if inferred:
        notes.append(f"Dateline: {inferred}.")
    return tuple(notes)

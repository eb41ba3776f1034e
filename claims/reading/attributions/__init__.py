"""Who said what: every attribution of a story as a frozen value with exact spans.

Called by `claims.reading.speakers` and by whoever measures. English has a model of its own
(`claims/reading/models/attribution.md`); for other languages the rules give what they give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.reading.attributions.finding import Found, find_in_row
from claims.reading.attributions.model import model_for
from claims.reading.attributions.rows import Row, make_row, quotes_by_sentence
from claims.reading.languages.words import Words
from claims.reading.names import Token
from claims.reading.quotes import Quote
from claims.reading.story import Sentence, Span
from claims.reading.view import View


@dataclass(frozen=True, slots=True)
class Attribution:
    """`cue` attributes `content` (one stretch or several, in order) to `source`, all as written."""

    cue: Span
    source: Span
    content: tuple[Span, ...]


def find_attributions(
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    words: Words,
    given: Sequence[tuple[View, Sequence[Token]]] | None = None,
) -> list[list[Attribution]]:
    """The attributions of each sentence, in order; empty lists in a language without a model.

    `quotes` are the text's quotations in order; `given` are the sentences' views and tokens where
    the caller has them. Linear in the length, never raises.
    """
    model = model_for(words.code)
    if model is None:
        return [[] for _ in sentences]
    own = quotes_by_sentence(sentences, quotes)
    out: list[list[Attribution]] = []
    for index, sentence in enumerate(sentences):
        view, row = given[index] if given else (View(text, sentence.start, sentence.end), None)
        made = make_row(view, sentence, own[index], words, model.groups, row)
        out.append(
            [_attribution(text, made, found, own[index]) for found in find_in_row(made, model)]
        )
    return out


def _attribution(text: str, row: Row, found: Found, quotes: Sequence[Quote]) -> Attribution:
    cue, source, pieces = found
    spans = [_span(row, first, last) for first, last in pieces]
    return Attribution(
        _span(row, cue, cue),
        _span(row, *source),
        tuple(_whole(text, span, quotes) for span in spans),
    )


def _span(row: Row, first: int, last: int) -> Span:
    return row.view.span(row.tokens[first].start, row.tokens[last].end)


def _whole(text: str, span: Span, quotes: Sequence[Quote]) -> Span:
    """A content that begins or ends within a quotation of several sentences is all of it."""
    start, end = span.start, span.end
    for quote in quotes:
        if not quote.speech:
            continue
        if quote.start < start < quote.end and start - quote.start < 3:
            start = quote.start
        if quote.start <= start < quote.end < end + 3 and end < quote.end:
            end = quote.end
    return Span(start, end, text[start:end])

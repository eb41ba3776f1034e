"""Who said what: every attribution of a story as a frozen value with exact spans.

Called by `claims.reading.speakers` and by whoever measures. English has a model of its own
(`claims/reading/models/attribution.md`); for other languages the rules give what they give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.reading.attributions.finding import Found, find_in_row
from claims.reading.attributions.model import model_for
from claims.reading.attributions.rows import Row, make_row, quotes_by_sentence
from claims.reading.languages import KNOWN
from claims.reading.languages.words import Words
from claims.reading.names import Token
from claims.reading.quotes import Quote, all_speech, find_quotes
from claims.reading.story import Sentence, Span, Story
from claims.reading.view import View

MOST_SENTENCES = 4_000  # of a text that are read, as many as are judged
_EDGE = 4  # characters: marks and stops
_MARKS = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb`")


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
    for index, sentence in enumerate(sentences[:MOST_SENTENCES]):
        view, row = given[index] if given else (View(text, sentence.start, sentence.end), None)
        made = make_row(view, sentence, own[index], words, model.groups, row)
        out.append(
            [
                _attribution(text, made, found, sentence, own[index])
                for found in find_in_row(made, model)
            ]
        )
    _goes_on(out, sentences[:MOST_SENTENCES], own)
    out += [[] for _ in sentences[MOST_SENTENCES:]]
    return out


def _goes_on(
    found: list[list[Attribution]],
    sentences: Sequence[Sentence],
    own: Sequence[Sequence[Quote]],
) -> None:
    """A quotation after the sentence that names its speaker is his too, within the paragraph."""
    teller: int | None = None
    for index, sentence in enumerate(sentences):
        if teller is not None and sentence.paragraph != sentences[teller].paragraph:
            teller = None
        if found[index]:
            direct = any(_direct(span) for span in found[index][-1].content)
            teller = index if direct else None
            continue
        if teller is None or not all_speech(sentence, own[index]):
            teller = None
            continue
        said = found[teller][-1]
        if said.content[-1].end >= sentence.end:
            continue
        more = Span(sentence.start, sentence.end, sentence.text)
        found[teller][-1] = replace(said, content=(*said.content, more))


def _direct(span: Span) -> bool:
    return span.text[:1] in _MARKS or span.text[-1:] in _MARKS


def attributions_of(story: Story) -> list[Attribution]:
    """Every attribution of a story, headline and captions included, in order of its sentences."""
    words = KNOWN.get(story.language)
    if words is None:
        return []
    paragraphs: list[tuple[int, int]] = []
    last = -1
    for sentence in story.sentences:
        if sentence.paragraph == last:
            paragraphs[-1] = paragraphs[-1][0], sentence.end
        else:
            paragraphs.append((sentence.start, sentence.end))
            last = sentence.paragraph
    quotes = find_quotes(story.text, paragraphs)
    rows = find_attributions(story.text, story.sentences, quotes, words)
    return [item for row in rows for item in row]


def _attribution(
    text: str, row: Row, found: Found, sentence: Sentence, quotes: Sequence[Quote]
) -> Attribution:
    cue, source, pieces = found
    spans = [_span(row, first, last) for first, last in pieces]
    return Attribution(
        _span(row, cue, cue),
        _span(row, *source),
        tuple(_whole(text, span, sentence, quotes) for span in spans),
    )


def _span(row: Row, first: int, last: int) -> Span:
    return row.view.span(row.tokens[first].start, row.tokens[last].end)


def _whole(text: str, span: Span, sentence: Sentence, quotes: Sequence[Quote]) -> Span:
    """A content at the edge of a sentence within a quotation of several is all of that."""
    start, end = span.start, span.end
    for quote in quotes:
        if not quote.speech:
            continue
        if quote.start < sentence.start <= start < sentence.start + _EDGE:
            start = min(start, quote.start)
        if quote.end > sentence.end and end > max(sentence.end - _EDGE, quote.start):
            end = max(end, quote.end)
    return Span(start, end, text[start:end])

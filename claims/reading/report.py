"""A reading as plain JSON: what `read_story --json` prints and `POST read/` answers.

Called by `claims.reading.__main__` and the command. It only renames and lays out what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.reading.judging import Judgement
from claims.reading.story import Candidate, Json, Number, Span, Story


def as_report(story: Story, judged: Judgement) -> dict[str, Json]:
    """The story's parts, its candidates, and what is no claim and why.

    Dates as ISO 8601, ranges as two numbers, places in the text (`at`, `start`, `end` of a
    candidate) in code points of `text_length`'s text. The stories' scorer takes this form.
    """
    return {
        **as_scorer_json(story, judged.candidates),
        "text_length": len(story.text),
        "notes": list(story.notes),
        "parts": [
            {"name": part.name.value, "start": part.start, "end": part.end} for part in story.parts
        ],
        "left_out": [
            {"start": row.start, "end": row.end, "text": row.text, "reason": row.reason}
            for row in judged.left_out
        ],
    }


def as_scorer_json(story: Story, candidates: Iterable[Candidate]) -> dict[str, Json]:
    """The story's parts and its candidates: dates as ISO 8601, ranges as two numbers."""
    line = story.dateline
    dateline: Json = None
    if line is not None:
        dateline = {
            "text": line.text,
            "place": line.place,
            "date": line.date.isoformat() if line.date else None,
            "agency": line.agency,
            "inferred": line.inferred,
        }
    return {
        "language": story.language,
        "headline": _part(story.headline),
        "caption": _part(story.caption),
        "byline": _part(story.byline),
        "published": story.published.isoformat() if story.published else None,
        "dateline": dateline,
        "source_url": story.source_url.text if story.source_url else None,
        "candidates": [_candidate(candidate) for candidate in candidates],
    }


def as_text(story: Story, candidates: Iterable[Candidate]) -> str:
    """The same for people: the story's parts, then each candidate with what was found in it."""
    lines = []
    for name in ("headline", "byline", "caption", "credit", "dateline", "source_url", "outlet"):
        span: Span | None = getattr(story, name)
        if span is not None:
            lines.append(f"{name:>10}  {_line(span.text)}")
    lines += [f"{'note':>10}  {note}" for note in story.notes]
    for candidate in candidates:
        lines += ["", f"{candidate.worthiness:10.2f}  {_line(candidate.text)}"]
        lines += [f"{'':>10}  {said}" for said in _said(candidate)]
    return "\n".join(lines)


def _said(candidate: Candidate) -> Iterator[str]:
    who = candidate.claimant
    if who is not None:
        role = f" ({who.role})" if who.role else ""
        yield f"says: {who.name}{role}" + "".join(f", per {name}" for name in who.chain)
    if candidate.statement and candidate.statement != _line(candidate.text):
        yield f"alone: {candidate.statement}"
    for number in candidate.numbers:
        hedge = f"{number.hedge} " if number.hedge else ""
        yield f"number: {hedge}{number.text} = {number.value} {number.unit or ''}".rstrip()
    for moment in candidate.dates:
        days = f"{moment.first} to {moment.last}" if moment.first else "open"
        yield f"date: {moment.text} = {days}" + (f", from {moment.anchor}" if moment.anchor else "")
    terms = "; ".join(f"{term.label} {term.value:+.2f}" for term in candidate.terms)
    yield f"{candidate.kind}: {terms}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _part(span: Span | None) -> Json:
    return {"text": span.text, "start": span.start, "end": span.end} if span else None


def _candidate(candidate: Candidate) -> Json:
    return {
        "start": candidate.start,
        "end": candidate.end,
        "text": candidate.text,
        "kind": candidate.kind.value,
        "statement": candidate.statement,
        "claimant": candidate.claimant.name if candidate.claimant else None,
        "chain": list(candidate.claimant.chain) if candidate.claimant else [],
        "worthiness": candidate.worthiness,
        "numbers": [_number(number) for number in candidate.numbers],
        "dates": [
            {
                "text": moment.text,
                "at": [moment.start, moment.end],
                "start": moment.first.isoformat() if moment.first else None,
                "end": moment.last.isoformat() if moment.last else None,
                "anchor": moment.anchor,
                "inferred": moment.inferred,
            }
            for moment in candidate.dates
        ],
        "reasons": [term.label for term in candidate.terms],
    }


def _number(number: Number) -> Json:
    value: Json = list(number.value) if isinstance(number.value, tuple) else number.value
    return {
        "text": number.text,
        "at": [number.start, number.end],
        "value": value,
        "unit": number.unit,
        "hedge": number.hedge,
    }

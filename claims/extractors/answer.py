"""Checks a foreign extractor's answer, field by field, and turns it into candidates.

Called by `claims.extractors.remote`. Every refusal names the field and what it must be. That spans
are the text to the letter is checked again by `claims.pipeline`, for all extractors.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from claims.extractors.protocol import Reading, RejectedError
from claims.reading.story import Candidate, Claimant, Kind, Moment, Number, PartName, Term

MOST = 5_000  # candidates


def read_answer(text: str, answer: Any) -> Reading:
    """The reading that an answer holds.

    Raises:
        RejectedError: naming the first field that is wrong.
    """
    if not isinstance(answer, dict) or not isinstance(answer.get("candidates"), list):
        raise RejectedError("The extractor must answer an object with a list named candidates.")
    rows = answer["candidates"]
    if len(rows) > MOST:
        raise RejectedError(f"The extractor gave {len(rows):,} candidates; {MOST:,} is the most.")
    found = sorted(
        (_candidate(text, row, f"candidates[{i}]") for i, row in enumerate(rows)),
        key=lambda candidate: candidate.start,
    )
    names = {"headline", "outlet", "language", "source_url"}
    said = {name: _words(answer.get(name)) for name in names if _words(answer.get(name))}
    return Reading(tuple(found), {"parts": [], "left_out": [], "notes": []}, said)


def _words(value: Any) -> str:
    """A part is an object with its text, or the text."""
    if isinstance(value, dict):
        value = value.get("text")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _need(condition: bool, where: str, must: str) -> None:
    if not condition:
        raise RejectedError(f"The extractor's {where} must be {must}.")


def _candidate(text: str, row: Any, where: str) -> Candidate:
    _need(isinstance(row, dict), where, "an object")
    start, end = _place(row.get("start"), row.get("end"), where, len(text))
    kind = row.get("kind", Kind.STATEMENT.value)
    _need(kind in set(Kind), f"{where}.kind", "one of " + ", ".join(Kind))
    worth = row.get("worthiness", 0)
    _need(_is_number(worth) and 0 <= worth <= 1, f"{where}.worthiness", "a number from 0 to 1")
    statement = row.get("statement")
    _need(statement is None or isinstance(statement, str), f"{where}.statement", "text")
    return Candidate(
        start,
        end,
        text[start:end],
        kind=Kind(kind),
        part=PartName.BODY,
        claimant=_claimant(row.get("claimant"), row.get("chain"), where),
        quotes=(),
        numbers=tuple(_numbers(text, start, end, row.get("numbers"), f"{where}.numbers")),
        dates=tuple(_dates(text, start, end, row.get("dates"), f"{where}.dates")),
        places=(),
        names=(),
        worthiness=float(worth),
        terms=tuple(_terms(row.get("reasons"), f"{where}.reasons")),
        statement=" ".join((statement or "").split()),
    )


def _place(start: Any, end: Any, where: str, length: int) -> tuple[int, int]:
    for name, value in (("start", start), ("end", end)):
        whole = isinstance(value, int) and not isinstance(value, bool)
        _need(whole and 0 <= value <= length, f"{where}.{name}", f"a whole number up to {length}")
    _need(start < end, f"{where}.end", "greater than start")
    return start, end


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _claimant(value: Any, chain: Any, where: str) -> Claimant | None:
    if value is None or value == "":
        return None
    _need(isinstance(value, str), f"{where}.claimant", "a name or null")
    rows = chain if chain is not None else []
    good = isinstance(rows, list) and all(isinstance(one, str) for one in rows)
    _need(good, f"{where}.chain", "a list of names")
    return Claimant(" ".join(value.split()), chain=tuple(rows))


def _rows(value: Any, where: str) -> Iterator[tuple[dict[str, Any], str]]:
    _need(value is None or isinstance(value, list), where, "a list")
    for index, row in enumerate(value or []):
        _need(
            isinstance(row, dict) and isinstance(row.get("text"), str) and bool(row["text"]),
            f"{where}[{index}]",
            "an object with a text",
        )
        yield row, f"{where}[{index}]"


def _inside(text: str, start: int, end: int, row: dict[str, Any], where: str) -> tuple[int, int]:
    """The place of a fact: as given in `at`, else where its words first stand in the claim."""
    at = row.get("at")
    if at is None:
        first = text.find(row["text"], start, end)
        _need(first >= 0, f"{where}.text", "words of the claim, to the letter")
        return first, first + len(row["text"])
    _need(isinstance(at, list) and len(at) == 2, f"{where}.at", "two places in the text")
    return _place(at[0], at[1], f"{where}.at", len(text))


def _numbers(text: str, start: int, end: int, value: Any, where: str) -> Iterator[Number]:
    for row, here in _rows(value, where):
        first, last = _inside(text, start, end, row, here)
        figure = row.get("value")
        pair = isinstance(figure, list) and len(figure) == 2 and all(map(_is_number, figure))
        good = figure is None or _is_number(figure) or pair
        _need(good, f"{here}.value", "a number, two numbers, or null")
        amount = (float(figure[0]), float(figure[1])) if isinstance(figure, list) else figure
        unit, hedge = row.get("unit"), row.get("hedge")
        for name, word in (("unit", unit), ("hedge", hedge)):
            _need(word is None or isinstance(word, str), f"{here}.{name}", "text or null")
        yield Number(first, last, text[first:last], amount, unit, hedge)


def _dates(text: str, start: int, end: int, value: Any, where: str) -> Iterator[Moment]:
    for row, here in _rows(value, where):
        first, last = _inside(text, start, end, row, here)
        days = [_day(row.get(name), f"{here}.{name}") for name in ("start", "end")]
        anchor, inferred = row.get("anchor"), row.get("inferred")
        for name, word in (("anchor", anchor), ("inferred", inferred)):
            _need(word is None or isinstance(word, str), f"{here}.{name}", "text or null")
        yield Moment(first, last, text[first:last], days[0], days[1], anchor, inferred)


def _day(value: Any, where: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise RejectedError(f"The extractor's {where} must be a day like 2026-03-04.") from None


def _terms(value: Any, where: str) -> Iterator[Term]:
    _need(value is None or isinstance(value, list), where, "a list")
    for index, row in enumerate(value or []):
        if isinstance(row, str):
            yield Term("said", row, 0.0)
            continue
        good = isinstance(row, dict) and isinstance(row.get("label"), str)
        _need(good and _is_number(row.get("value", 0)), f"{where}[{index}]", "words, or a term")
        yield Term(str(row.get("code") or "said"), row["label"], float(row.get("value", 0)))

"""Where a claim stands in the queue, as a stored sum whose order never goes stale. PURE.

No term looks at the present time, so two claims never change places by waiting. Each term but age
is bounded, so nothing starves: what comes in `longest_overtaking` later always stands below.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
MOST_REPEATS = 4  # more stories than that do not raise a claim further
MOST_PUSH = 3  # an editor's push, up or down, in whole points
# Age enters once, as the time of arrival: among waiting claims all grow older at the same pace.
LABELS = {
    "worthiness": "worth checking",
    "prominence": "place in its story: nearer to the top is higher",
    "repetition": "told by other stories too",
    "age": "time of arrival: earlier is higher",
    "deadline": "due date: counts as if it had come in earlier",
    "push": "an editor's push",
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What a term may add at most, in points; worthiness is one point, and so is `ageing`.

    `deadline`: a claim with a due date counts as if it had come in this long before it.
    """

    ageing: timedelta = timedelta(hours=24)
    deadline: timedelta = timedelta(hours=72)
    prominence: float = 0.2
    repetition: float = 0.25


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a claim that moves it in the queue."""

    worthiness: float
    created_at: datetime
    prominence: float = 0
    repeats: int = 0
    due_at: datetime | None = None
    push: int = 0


DEFAULT = Weights()


def priority_terms(of: Standing, weights: Weights = DEFAULT) -> list[dict[str, object]]:
    """The addends of the priority, with the words that people see; absent where nothing is."""
    values = {
        "worthiness": of.worthiness,
        "prominence": weights.prominence * min(1, max(0, of.prominence)),
        "repetition": weights.repetition * min(of.repeats, MOST_REPEATS),
        "age": -((of.created_at - EPOCH) / weights.ageing),
        "deadline": _deadline(of, weights),
        "push": max(-MOST_PUSH, min(MOST_PUSH, of.push)),
    }
    return [
        {"code": code, "label": LABELS[code], "value": round(value, 6)}
        for code, value in values.items()
        if value or code in {"worthiness", "age"}
    ]


def _deadline(of: Standing, weights: Weights) -> float:
    if of.due_at is None:
        return 0
    counted_from = max(of.due_at, of.created_at) - weights.deadline
    return max(0, (of.created_at - counted_from) / weights.ageing)


def total(terms: Sequence[dict[str, object]]) -> float:
    """The sum of the terms."""
    return sum(float(str(term["value"])) for term in terms)


def longest_overtaking(weights: Weights) -> timedelta:
    """What comes in this much later than a claim stands below it, whatever the terms of both."""
    points = 1 + weights.prominence + weights.repetition * MOST_REPEATS + 2 * MOST_PUSH
    return points * weights.ageing + weights.deadline


def told_key(statement: str) -> str:
    """The same for two statements of the same words, whatever their case, spaces and points.

    Empty where there are no words.
    """
    words = re.findall(r"\w+", statement.casefold())
    if not words:
        return ""
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Compared:
    """One term of two claims: what it adds to each, and the difference (0 where none)."""

    label: str
    one: float | None
    other: float | None
    difference: float


def compare(one: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]]) -> tuple[Compared, ...]:
    """The terms of two claims side by side, what parts them most at the top."""
    left = {term["code"]: float(term["value"]) for term in one}
    right = {term["code"]: float(term["value"]) for term in other}
    rows = [
        Compared(
            label,
            left.get(code),
            right.get(code),
            round(left.get(code, 0) - right.get(code, 0), 6),
        )
        for code, label in LABELS.items()
        if code in left or code in right
    ]
    return tuple(sorted(rows, key=lambda row: -abs(row.difference)))


def in_words(rows: Sequence[Compared], *, above: str = "This", below: str = "the other") -> str:
    """Why the first of two compared claims stands above or below the second, in a sentence."""
    difference = sum(row.difference for row in rows)
    if abs(difference) < 1e-6:
        return "Both have the same priority; the one that came in first stands above."
    sign = 1 if difference > 0 else -1
    for_it = [row for row in rows if row.difference * sign > 0]
    against = [row for row in rows if row.difference * sign < 0]
    said = f"{above} stands {'above' if sign > 0 else 'below'} {below} by {abs(difference):.2f}"
    said += ", because of " + _listed(for_it)
    return f"{said}, although {_listed(against)} speaks against it." if against else f"{said}."


def _listed(rows: Sequence[Compared]) -> str:
    words = [f"{row.label.partition(':')[0]} ({abs(row.difference):.2f})" for row in rows]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))

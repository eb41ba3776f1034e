"""Where a claim stands in the queue, as a stored sum whose order never goes stale. PURE."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

# A claim that waits this long rises by one whole point of worthiness, so nothing starves. Age
# enters once, as the time of creation: among waiting claims all grow older at the same pace.
AGEING = timedelta(hours=24)
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def priority_terms(*, worthiness: float, created_at: datetime) -> list[dict[str, object]]:
    """The addends of the priority, with the words that a reviewer sees.

    Arguments: worthiness, 0 to 1; created_at, aware.
    """
    return [
        {"code": "worthiness", "label": "worth checking", "value": round(worthiness, 6)},
        {
            "code": "age",
            "label": "time of arrival: earlier is higher",
            "value": round(-(created_at - EPOCH) / AGEING, 6),
        },
    ]


def total(terms: list[dict[str, object]]) -> float:
    """The sum of the terms."""
    return sum(float(str(term["value"])) for term in terms)

"""Says what sort of claim a candidate is.

Called by `claims.reading.judging` with the signs that the sentence shows; the first rule that fits
decides.
"""

from __future__ import annotations

from claims.reading.story import Kind
from claims.reading.worthiness import Evidence

_SPOKEN = 0.4  # the share within quotation marks from which direct words carry the claim


def kind_of(evidence: Evidence, signs: frozenset[str]) -> Kind:
    """The kind of the sentence with this evidence and these signs. The order matters."""
    counted = any(number.value is not None for number in evidence.numbers)
    ahead = "prediction" in signs and "event" not in signs and not counted
    for kind, fits in (
        (Kind.QUOTE, evidence.speech >= _SPOKEN),
        (Kind.PROMISE, "promise" in signs and not counted),
        (Kind.PREDICTION, ahead),
        (Kind.RULE, "rule" in signs and not counted),
        (Kind.CAUSE, "causes" in signs and not counted),
        (Kind.COMPARISON, "change" in signs),
        (Kind.NUMBER, counted),
        (Kind.OPINION, "opinion" in signs and "event" not in signs),
        (Kind.EVENT, "prediction" not in signs and any(m.first for m in evidence.dates)),
    ):
        if fits:
            return kind
    return Kind.STATEMENT

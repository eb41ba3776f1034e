"""Dates and intervals of a sentence, resolved against the day on which the story was told.

Called by `claims.reading.candidates` and by the reading of datelines. Never uses today's clock.
"""

from claims.reading.times.clock import Clock, known_event_year
from claims.reading.times.find import clock_spans, find_moments, same_months, with_events

__all__ = [
    "Clock",
    "clock_spans",
    "find_moments",
    "known_event_year",
    "same_months",
    "with_events",
]

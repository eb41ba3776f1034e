"""The one clock: every aware time in the project comes from here."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The time now, aware, in UTC."""
    return timezone.now()


def day_now() -> date:
    """The day now, in the desk's time zone."""
    return timezone.localdate()

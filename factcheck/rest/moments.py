"""A time in a body."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"type": "string", "format": "date-time"})
class Moment(serializers.Field[datetime, Any, str, Any]):
    """ISO 8601: a day, or a time with its zone. Nothing is guessed."""

    def to_internal_value(self, data: Any) -> datetime:
        if not isinstance(data, str):
            raise serializers.ValidationError("This must be a string.", code="not_a_string")
        try:
            day = parse_date(data) if re.fullmatch(r"\d{4}-\d\d-\d\d", data) else None
            moment = datetime.combine(day, time(), UTC) if day else parse_datetime(data)
            if moment is not None and moment.tzinfo is None:
                raise serializers.ValidationError(
                    "Give the time zone too, like 2026-03-04T10:00:00Z.", code="zone"
                )
            if moment is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise serializers.ValidationError(
                f"There is no such date: {error}. Write YYYY-MM-DD.", code="date"
            ) from None
        raise serializers.ValidationError(
            "Write YYYY-MM-DD, or a time like 2026-03-04T10:00:00Z.", code="date"
        )

    def to_representation(self, value: datetime) -> str:
        return value.isoformat()

"""A rate as the settings write it, like 600/minute. PURE: no Django import."""

from __future__ import annotations

import re
from dataclasses import dataclass

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
PATTERN = re.compile(rf"(\d{{1,9}})/({'|'.join(SECONDS)})")


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds; a limit of 0 is none."""

    limit: int
    seconds: int

    @classmethod
    def of(cls, text: str) -> Rate:
        """Reads "600/minute"; "0" is no limit.

        Raises:
            ValueError: it is neither.
        """
        if text.strip() == "0":
            return cls(0, SECONDS["minute"])
        found = PATTERN.fullmatch(text.strip())
        if found is None or not int(found[1]):
            raise ValueError(f"write it like 600/minute ({', '.join(SECONDS)}), or 0 for no limit")
        return cls(int(found[1]), SECONDS[found[2]])

"""Placeholder until the reader lands."""
from typing import Any
def as_scorer_json(story: Any, candidates: Any) -> dict[str, Any]:
    return {}

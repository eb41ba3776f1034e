"""The learnt weights of a language, read once when they are first asked for.

Called by `claims.reading.attributions.finding`. A language without a file has no model: there the
rules of `claims.reading.attribution` stand alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "models"
_FILE = "attribution.json"
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Weights in whole hundredths by feature, a table a task; the words that may attribute."""

    cue_words: frozenset[str]
    threshold: int  # what a cue's sum must pass
    groups: Mapping[str, str]
    cue: Mapping[str, int]
    near: Mapping[str, int]
    extent: Mapping[str, int]
    sides: Mapping[str, Mapping[str, int]]  # L, R, B
    place: Mapping[str, int]


@lru_cache(maxsize=8)
def model_for(code: str) -> Model | None:
    """The model of a language, None where there is none."""
    path = _FOLDER / _FILE
    if code != _LANGUAGE or not path.exists():
        return None
    return model_in(path)


def model_in(path: Path) -> Model:
    """The model of a file that the training script wrote."""
    held = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: _table(levels) for name, levels in held["weights"].items()}
    return Model(
        frozenset(held["cue_words"].split(" ")),
        held["threshold"],
        {word: name for name, row in held["groups"].items() for word in row.split(" ")},
        tables["cue"],
        tables["near"],
        tables["extent"],
        {side: tables[f"side{side}"] for side in "LRB"},
        tables["place"],
    )


def _table(levels: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
    """Features are kept by template and weight: {"w=": {"12": "said told"}}."""
    out: dict[str, int] = {}
    for template, by_weight in levels.items():
        for weight, rest in by_weight.items():
            value = int(weight)
            for tail in rest.split(" "):
                out[template + tail] = value
    return out

"""Invented stories for the reader's tests, and the way to the shared real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.reading import judge, read
from claims.reading.judging import Judgement
from claims.reading.story import Candidate, Story

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

MILL = """Mill fire in Arden leaves workers without pay

Smoke rises over the Arden paper mill (Photo by Norrland Press)

ARDEN, March 4, 2024 (NNP) -- A fire destroyed the paper mill of Arden on Sunday, killing at least \
1,204 hens and injuring three night guards, the Vale Fire Brigade said in a statement.

The statement noted that the fire had begun two days earlier in a store of paint. "We saw smoke on \
Friday and told the owners," said brigade chief Ada Molden. "Nobody answered."

She said about 70% of the roof had fallen in. Last month the mill paid $1.5 million in taxes, \
according to figures from the Arden Council.

Is the mill insured?

https://news.example/vale/2024/03/04/mill-fire

Norrland News
"""


def reading(text: str, **known: object) -> tuple[Story, Judgement]:
    """A story and its judgement."""
    story = read(text, **known)  # type: ignore[arg-type]
    return story, judge(story)


def candidate(judgement: Judgement, words: str) -> Candidate:
    """The one candidate that holds these words."""
    found = [c for c in judgement.candidates if words in " ".join(c.text.split())]
    assert len(found) == 1, [c.text for c in judgement.candidates]
    return found[0]


def shared(path: str) -> Path:
    """A file of the shared material, or a skip where it is not beside the project."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"the shared material ({path}) is not beside the project")
    return found

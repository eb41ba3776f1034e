"""The two questions that others ask of a story: what is a claim in it, and what is not, and why.

Called through `claims.reading`. Both answers come from the one pass of `judging.py`.
"""

from __future__ import annotations

from claims.reading.judging import judge
from claims.reading.story import Candidate, LeftOut, Story


def candidates(story: Story) -> tuple[Candidate, ...]:
    """The claim candidates in order of the text."""
    return judge(story).candidates


def left_out(story: Story) -> tuple[LeftOut, ...]:
    """Every part and sentence that is no claim, with the reason, in order of the text."""
    return judge(story).left_out

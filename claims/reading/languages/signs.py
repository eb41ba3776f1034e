"""Puts a language's signs of worth under the codes that the worthiness model knows.

Called by the language files. English writes its own, longer patterns in `en_signs.py`.
"""

from __future__ import annotations

from collections.abc import Mapping


def signs(*, first: str, **rules: str) -> Mapping[str, str]:
    """The patterns by code; `first` is the code "first person"."""
    return {**rules, "first person": first}

"""How the language files write their lists: words in a string, phrases by their first word."""

from __future__ import annotations

from collections.abc import Mapping


def word_set(text: str) -> frozenset[str]:
    """The words of a string."""
    return frozenset(text.split())


def phrases(*texts: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, the longest first, each as its words."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for text in texts:
        parts = tuple(text.split())
        out.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in out.items()}

"""What a person takes the next claim from: the whole queue, or a filter that they keep to.

Kept in the session, so that save-and-next goes on in the same story or outlet.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

KEY = "within"


def within_of(request: HttpRequest) -> dict[str, str]:
    """The filter's values, empty for the whole queue."""
    return dict(request.session.get(KEY, {}))


def keep_within(request: HttpRequest, given: Mapping[str, str]) -> None:
    """From now on, next is taken from these."""
    if dict(given) != within_of(request):
        request.session[KEY] = dict(given)


def in_words(given: Mapping[str, str]) -> str:
    """The filter for people: "this story, kind number"."""
    return ", ".join(
        "this story" if name == "article" else f"{name} {value}" for name, value in given.items()
    )

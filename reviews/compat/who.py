"""Who asks at the doors of other shapes: a program with one of our keys, never a browser's login.

With a login, any page of others could ask in a person's name.
"""

from __future__ import annotations

from django.http import HttpRequest

from factcheck.accounts.actor import Actor
from factcheck.accounts.keys import find_key
from factcheck.accounts.rights import Right


def with_key(request: HttpRequest, *secrets: str | None) -> Actor | None:
    """Whose key the first given secret is, or else the bearer's; None for no or no live key.

    Raises:
        Denied: the key, or its owner, may not read.
    """
    word, _, bearer = request.headers.get("Authorization", "").partition(" ")
    given = [*secrets, bearer if word.lower() == "bearer" else ""]
    secret = next((one.strip() for one in given if one), "")
    key = find_key(secret) if secret and "\x00" not in secret else None
    if key is None:
        return None
    actor = Actor(user=key.owner, key=key, request_id=getattr(request, "request_id", ""))
    actor.must(Right.READ)
    return actor

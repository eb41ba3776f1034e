"""Log-ins by password: counted by the address that they come from, so that nobody guesses on."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from factcheck.accounts.models import User
from factcheck.rest.rates import spend_guess


class CountedLogin(ModelBackend):
    """Django's own, after the count; the desk's login and the back office's come by here."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Raises:
        TooMany: the address has tried too often.
        """
        spend_guess(request, "log-ins")
        found = super().authenticate(request, username=username, password=password, **kwargs)
        return found if isinstance(found, User) else None

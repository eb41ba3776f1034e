"""Who acts: a person, or a program with a person's key, and for which request."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.accounts.models import ApiKey, User
from factcheck.accounts.rights import Right, allows, least_role
from factcheck.errors import Denied


@dataclass(frozen=True, slots=True)
class OnceKey:
    """An `Idempotency-Key` with the SHA-256 of the request that came with it."""

    key: str
    request_digest: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The first argument of every verb. `user` None is the desk itself (the worker). `batch` names
    the bulk act that this is a part of; every event of it carries it."""

    user: User | None
    key: ApiKey | None = None
    request_id: str = ""
    once: OnceKey | None = field(default=None)
    batch: str = ""

    def may(self, right: Right) -> bool:
        """Whether role and, with a key, its scopes hold the right."""
        if self.user is None:
            return True
        if not self.user.is_active or not allows(self.user.as_role, right):
            return False
        return self.key is None or not self.key.scopes or right.value in self.key.scopes

    def must(self, right: Right) -> None:
        """Raises:
        Denied: with the role or scope that is missing.
        """
        if self.may(right):
            return
        assert self.user is not None
        if not self.user.is_active:
            raise Denied("This user is switched off. Ask an admin.", code="inactive")
        if not allows(self.user.as_role, right):
            raise Denied(
                f"This needs the role {least_role(right).value} or higher; "
                f"{self.user.username} is {self.user.role}.",
                code="role",
            )
        raise Denied(
            f"This key has no scope “{right.value}”. Make a key that has it.", code="scope"
        )

    @property
    def person(self) -> User:
        """The user; verbs that only a person can do ask for it."""
        if self.user is None:
            raise Denied("Only a person can do this.", code="person")
        return self.user


DESK = Actor(user=None)

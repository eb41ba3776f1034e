"""Roles and rights, as one table. PURE: no Django import.

`allows` answers for a role; what a right means for one claim is asked of `reviews.access`.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is at the desk."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"


class Right(StrEnum):
    """What may be done; the scopes of a key have the same names and only narrow."""

    READ = "read"  # articles, claims, verdicts, history; export what is published
    SUBMIT = "submit"  # bring in an article
    REVIEW = "review"  # take, review, skip, dismiss, promote
    EXPORT = "export"  # export everything
    EDIT = "edit"  # reopen, withdraw an article, release others' leases
    ADMIN = "admin"  # users, roles, others' keys, webhooks


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.READ}),
    Role.REVIEWER: frozenset({Right.READ, Right.SUBMIT, Right.REVIEW, Right.EXPORT}),
    Role.EDITOR: frozenset({Right.READ, Right.SUBMIT, Right.REVIEW, Right.EXPORT, Right.EDIT}),
    Role.ADMIN: frozenset(Right),
}


def allows(role: Role, right: Right) -> bool:
    """Whether the role holds the right."""
    return right in RIGHTS[role]


def least_role(right: Right) -> Role:
    """The lowest role that holds the right, for the sentence of a refusal."""
    return next(role for role in Role if right in RIGHTS[role])

"""Who leaves the desk, or its reviewers: claims in their hands go back, their work and name stay.

Wraps the verbs of `factcheck.accounts.people`, which may not know of claims; the users' page calls
these, never those.
"""

from __future__ import annotations

import uuid

from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.people import _change_role, _switch_user
from factcheck.accounts.rights import Right, allows
from factcheck.verbs import verb
from reviews import assign
from reviews.queue import end_leases


def _switch(*, actor: Actor, user_id: uuid.UUID, active: bool) -> User:
    """As `people.switch_user`; off also ends leases and assignments, one event a claim."""
    user = _switch_user(actor=actor, user_id=user_id, active=active)
    _give_back(actor, user)
    return user


def _role(*, actor: Actor, user_id: uuid.UUID, role: str) -> User:
    """As `people.change_role`; who may not review any more gives back what they hold."""
    user = _change_role(actor=actor, user_id=user_id, role=role)
    _give_back(actor, user)
    return user


switch_user = verb(_switch)
change_role = verb(_role)


def _give_back(actor: Actor, user: User) -> None:
    if user.is_active and allows(user.as_role, Right.REVIEW):
        return
    end_leases(actor, user)
    assign.free_all(actor, user)

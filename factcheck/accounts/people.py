"""Users: add, change the role, switch off and on, set a password.

Who leaves the desk or its reviewers also gives back claims: `reviews.leaving` wraps two of these.
"""

from __future__ import annotations

import uuid

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q

from factcheck.accounts.actor import Actor
from factcheck.accounts.models import ApiKey, User
from factcheck.accounts.rights import Right, Role
from factcheck.clock import now
from factcheck.errors import Conflict, FieldError, Invalid, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb


def _check_role(role: str) -> list[FieldError]:
    if role in set(Role):
        return []
    return [
        FieldError("role", "unknown", f"There is no role {role!r}. There are: {', '.join(Role)}.")
    ]


def _check_password(password: str, user: User) -> list[FieldError]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [FieldError("password", "weak", " ".join(error.messages))]
    return []


def _check_name(name: str) -> list[FieldError]:
    if len(name) > 150:
        return [FieldError("username", "too_long", "The name is longer than 150 characters.")]
    if User.objects.filter(username__iexact=name).exists():
        return [FieldError("username", "taken", f"There is a user {name} already.")]
    return []


def _add_user(*, actor: Actor, username: str, role: str, password: str) -> User:
    actor.must(Right.ADMIN)
    user = User(username=username.strip(), role=role)
    errors = _check_role(role) + _check_password(password, user)
    try:
        User.username_validator(user.username)
    except ValidationError:
        errors.append(
            FieldError("username", "invalid", "Use letters, digits and @ . + - _ for the name.")
        )
    else:
        errors += _check_name(user.username)
    if errors:
        raise Invalid.fields(errors)
    user.is_staff = role == Role.ADMIN
    user.set_password(password)
    user.save(force_insert=True)
    record(actor=actor, kind="user.added", user=str(user.id), role=role)
    return user


def _change_role(*, actor: Actor, user_id: uuid.UUID, role: str) -> User:
    actor.must(Right.ADMIN)
    if errors := _check_role(role):
        raise Invalid.fields(errors)
    user = _locked_with_admins(user_id)
    before = user.role
    if before == Role.ADMIN and role != Role.ADMIN:
        _keep_one_admin(user)
    user.role = role
    user.is_staff = role == Role.ADMIN
    user.save(update_fields=["role", "is_staff"])
    record(actor=actor, kind="user.role", user=str(user.id), before=before, after=role)
    return user


def _switch_user(*, actor: Actor, user_id: uuid.UUID, active: bool) -> User:
    """Off: may nothing, and all keys are revoked for good; switching on again revives none.

    What the person holds of the desk's work is freed by `reviews.leaving`, which pages call.
    """
    actor.must(Right.ADMIN)
    user = _locked_with_admins(user_id)
    if not active and user.as_role == Role.ADMIN:
        _keep_one_admin(user)
    user.is_active = active
    user.save(update_fields=["is_active"])
    revoked = 0
    if not active:
        live = ApiKey.objects.filter(owner=user, revoked_at=None)
        revoked = live.update(revoked_at=now())
    kind = "user.on" if active else "user.off"
    record(actor=actor, kind=kind, user=str(user.id), keys_revoked=revoked)
    return user


def _set_password(*, actor: Actor, user_id: uuid.UUID, password: str) -> User:
    if actor.user is None or actor.user.id != user_id or actor.key is not None:
        actor.must(Right.ADMIN)
    user = _locked(user_id)
    if errors := _check_password(password, user):
        raise Invalid.fields(errors)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor=actor, kind="user.password", user=str(user.id))
    return user


def _locked(user_id: uuid.UUID) -> User:
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise Missing("There is no such user.")
    return user


def _locked_with_admins(user_id: uuid.UUID) -> User:
    # All in one order, so that of two admins who remove each other one waits and is refused. Not
    # their keys: a review under way names its reviewer while this waits for the claim.
    wanted = Q(pk=user_id) | Q(role=Role.ADMIN, is_active=True)
    rows = User.objects.select_for_update(no_key=True).filter(wanted).order_by("id")
    user = next((row for row in rows if row.pk == user_id), None)
    if user is None:
        raise Missing("There is no such user.")
    return user


def _keep_one_admin(user: User) -> None:
    others = User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=user.pk)
    if not others.exists():
        raise Conflict("The desk would be without an admin. Make another one first.", code="last")


add_user = verb(_add_user)
change_role = verb(_change_role)
switch_user = verb(_switch_user)
set_password = verb(_set_password)

"""Users: who may make and change them, and that the desk never loses its last admin."""

from __future__ import annotations

import uuid

import pytest

from factcheck.accounts.actor import Actor
from factcheck.accounts.keys import make_key
from factcheck.accounts.models import User
from factcheck.accounts.people import add_user, change_role, set_password, switch_user
from factcheck.accounts.rights import RIGHTS, Right, Role, allows, least_role
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from tests.people import PASSWORD, ada, ben, eve, person, root

pytestmark = pytest.mark.django_db


# ---- the table of rights, written out ----------------------------------------------------------
MAY = {
    Role.READER: {"read"},
    Role.REVIEWER: {"read", "submit", "review", "export"},
    Role.EDITOR: {"read", "submit", "review", "export", "edit"},
    Role.ADMIN: {"read", "submit", "review", "export", "edit", "admin"},
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("right", list(Right))
def test_every_role_may_what_the_plan_says(role: Role, right: Right) -> None:
    assert allows(role, right) == (right.value in MAY[role])
    assert (right in RIGHTS[role]) == (right.value in MAY[role])


def test_a_refusal_names_the_lowest_role_that_may() -> None:
    assert [least_role(right).value for right in Right] == [
        "reader",
        "reviewer",
        "reviewer",
        "reviewer",
        "editor",
        "admin",
    ]


# ---- making ------------------------------------------------------------------------------------
def test_an_admin_adds_a_user_who_can_log_in() -> None:
    made = add_user(actor=root(), username=" mia ", role="reviewer", password=PASSWORD)
    assert (made.username, made.role, made.is_staff) == ("mia", "reviewer", False)
    assert User.objects.get(username="mia").check_password(PASSWORD)
    assert PASSWORD not in str(
        Event.objects.get(kind="user.added", details__user=str(made.id)).details
    )


@pytest.mark.parametrize("maker", [ada, eve])
def test_nobody_else_adds_or_changes_users(maker: object) -> None:
    assert callable(maker)
    actor, user_id = maker(), ben().person.id
    with pytest.raises(Denied):
        add_user(actor=actor, username="mia", role="reader", password=PASSWORD)
    with pytest.raises(Denied):
        change_role(actor=actor, user_id=user_id, role="admin")
    with pytest.raises(Denied):
        change_role(actor=actor, user_id=actor.person.id, role="admin")
    with pytest.raises(Denied):
        switch_user(actor=actor, user_id=user_id, active=False)
    with pytest.raises(Denied):
        set_password(actor=actor, user_id=user_id, password=PASSWORD)


def test_every_wrong_field_of_a_new_user_is_named() -> None:
    with pytest.raises(Invalid) as refusal:
        add_user(actor=root(), username="m i a", role="boss", password="12345678")
    assert {error.field for error in refusal.value.errors} == {"username", "role", "password"}


@pytest.mark.parametrize("name", ["ADA", "ada", "", "x" * 151, "a\x00b", "a/b"])
def test_a_name_that_is_taken_or_cannot_be_is_refused(name: str) -> None:
    ada()
    with pytest.raises(Invalid) as refusal:
        add_user(actor=root(), username=name, role="reader", password=PASSWORD)
    assert {error.field for error in refusal.value.errors} == {"username"}


# ---- changing ----------------------------------------------------------------------------------
def test_a_new_role_counts_at_once_and_stands_in_the_ledger() -> None:
    changed = change_role(actor=root(), user_id=ada().person.id, role="admin")
    assert (changed.role, changed.is_staff) == ("admin", True)
    event = Event.objects.get(kind="user.role")
    assert (event.details["before"], event.details["after"]) == ("reviewer", "admin")
    with pytest.raises(Invalid):
        change_role(actor=root(), user_id=ada().person.id, role="boss")
    with pytest.raises(Missing):
        change_role(actor=root(), user_id=uuid.uuid4(), role="reader")


def test_the_last_admin_stays_admin_and_switched_on() -> None:
    only = root()
    for verb in (
        lambda: change_role(actor=only, user_id=only.person.id, role="editor"),
        lambda: switch_user(actor=only, user_id=only.person.id, active=False),
    ):
        with pytest.raises(Conflict, match="without an admin"):
            verb()
    second = person("rita", "admin")
    assert switch_user(actor=second, user_id=only.person.id, active=False).is_active is False
    with pytest.raises(Conflict):
        change_role(actor=second, user_id=second.person.id, role="reader")


def test_somebody_who_is_switched_off_may_nothing() -> None:
    off = switch_user(actor=root(), user_id=ada().person.id, active=False)
    actor = Actor(user=off)
    assert not [right for right in Right if actor.may(right)]
    with pytest.raises(Denied, match="switched off"):
        actor.must(Right.READ)


def test_one_sets_ones_own_password_and_not_with_a_key() -> None:
    new = "another-long-one-8"
    assert set_password(actor=ada(), user_id=ada().person.id, password=new).check_password(new)
    key = make_key(actor=ada(), name="n", scopes=[]).key
    with pytest.raises(Denied):
        set_password(actor=Actor(ada().person, key), user_id=ada().person.id, password=new)
    with pytest.raises(Invalid):
        set_password(actor=ada(), user_id=ada().person.id, password="password")

"""`load_demo` and `add_admin`: who is there afterwards, and whom they leave alone."""

from __future__ import annotations

import stat
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from claims.models import Article
from factcheck.accounts.keys import find_key
from factcheck.accounts.models import User
from seeds import demo
from tests.people import root

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def logins(settings: LazySettings, tmp_path: Path) -> Path:
    """Where the logins will be; the slow hash guards nothing here."""
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path / "demo-logins.txt"


def _assert_every_line_opens_a_door(logins: Path) -> None:
    lines = [line.split(" ") for line in logins.read_text().splitlines()]
    assert [line[0] for line in lines] == list(demo.PEOPLE)
    for name, password, secret in lines:
        user = User.objects.get(username=name)
        assert user.role == demo.PEOPLE[name]
        assert user.check_password(password)
        key = find_key(secret)
        assert key is not None
        assert key.owner == user


def test_every_login_that_is_written_works(logins: Path) -> None:
    demo.load_demo()
    _assert_every_line_opens_a_door(logins)
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600


def test_loading_again_changes_nothing(logins: Path) -> None:
    demo.load_demo()
    before = logins.read_text(), Article.objects.count(), User.objects.count()
    demo.load_demo()
    assert (logins.read_text(), Article.objects.count(), User.objects.count()) == before


@pytest.mark.parametrize("step", ["add_user", "make_key", "submit_article"])
def test_a_load_that_broke_off_is_finished_and_no_password_is_lost(logins: Path, step: str) -> None:
    real, calls = getattr(demo, step), []

    def breaks(**given: Any) -> Any:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(**given)

    with patch.object(demo, step, breaks), pytest.raises(KeyboardInterrupt):
        demo.load_demo()
    demo.load_demo()
    _assert_every_line_opens_a_door(logins)
    assert Article.objects.count() == len(list(demo.STORIES.glob("*.txt")))


def test_a_line_that_a_person_took_out_does_not_come_back(logins: Path) -> None:
    demo.load_demo()
    password = User.objects.get(username="admin").password
    kept = logins.read_text().splitlines(keepends=True)[:4]
    logins.write_text("".join(kept))
    demo.load_demo()
    assert logins.read_text() == "".join(kept)
    assert User.objects.get(username="admin").password == password


def test_a_desk_with_people_of_its_own_gets_no_demo(logins: Path) -> None:
    root()
    with pytest.raises(CommandError, match="has people already"):
        call_command("load_demo")
    call_command("load_demo", "--first-run")  # as `make run` asks: no fault, and no demo
    assert not logins.exists()
    assert User.objects.count() == 1
    assert not Article.objects.exists()


def test_the_first_admin_logs_in_with_the_password_that_is_printed() -> None:
    printed = StringIO()
    call_command("add_admin", "boss", stdout=printed)
    name, password = printed.getvalue().splitlines()[0].split(" ")
    user = User.objects.get(username=name)
    assert (name, user.role, user.check_password(password)) == ("boss", "admin", True)
    with pytest.raises(CommandError, match="There is a user boss already"):
        call_command("add_admin", "boss")

"""Loads the demo desk through the real verbs: people, keys, stories for the worker to read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import IO

from django.conf import settings

from claims.intake import submit_article
from factcheck.accounts.actor import DESK, Actor
from factcheck.accounts.keys import make_key
from factcheck.accounts.models import User
from factcheck.accounts.people import add_user
from factcheck.errors import Conflict

PEOPLE = {
    "reader": "reader",
    "reviewer": "reviewer",
    "reviewer2": "reviewer",
    "editor": "editor",
    "admin": "admin",
}
STORIES = Path(__file__).parent / "stories"


def load_demo() -> Path:
    """People with passwords and keys of chance, then the stories.

    Again does no harm, and finishes a load that was broken off. Returns the file with the logins
    (mode 0600, one `name password key` a line). A password is written before its owner is made,
    so that nobody is there whose password is lost.

    Raises:
        Conflict: the desk has people who are not the demo's.
    """
    logins = settings.DATA_DIR / "demo-logins.txt"
    if not logins.exists() and User.objects.exists():
        raise Conflict(
            "This desk has people already, and the demo is for an empty one. Try it on another "
            "folder: FACTCHECK_DATA=/path/to/folder.",
            code="people",
        )
    with _open_private(logins) as file:
        file.seek(0)
        written = {words[0]: words[1:] for line in file if (words := line.split())}
        for name, role in PEOPLE.items():
            _add_person(file, name, role, written.get(name))
    editor = Actor(User.objects.get(username="editor"))
    for story in sorted(STORIES.glob("*.txt")):
        submit_article(
            actor=editor,
            text=story.read_text(encoding="utf-8"),
            external_id=f"demo-{story.stem}",
        )
    return logins


def _add_person(file: IO[str], name: str, role: str, written: list[str] | None) -> None:
    """One line and whom it names. `written`: the words after the name; a password without a key
    is where the load before was broken off, always the last line."""
    user = User.objects.filter(username=name).first()
    if written is None:
        if user is not None:
            return  # the line was taken out by a person
        written = [secrets.token_urlsafe(9)]
        file.write(f"{name} {written[0]} ")
        file.flush()
    if len(written) == 1:
        user = user or add_user(actor=DESK, username=name, role=role, password=written[0])
        file.write(f"{make_key(actor=Actor(user), name='demo', scopes=[]).secret}\n")
        file.flush()


def _open_private(path: Path) -> IO[str]:
    """Open to its owner alone from the moment it is there; no link is followed."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
    handle = os.open(path, flags, 0o600)
    os.fchmod(handle, 0o600)
    return os.fdopen(handle, "a+", encoding="utf-8")

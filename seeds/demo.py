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

PEOPLE = {
    "reader": "reader",
    "reviewer": "reviewer",
    "reviewer2": "reviewer",
    "editor": "editor",
    "admin": "admin",
}
STORIES = Path(__file__).parent / "stories"


def load_demo() -> Path:
    """People with passwords and keys of chance, then the stories. Again does no harm.

    Returns the file with the logins (mode 0600, one `name password key` a line); it is written
    first, so that nobody is made whose password is lost.
    """
    logins = settings.DATA_DIR / "demo-logins.txt"
    missing = [name for name in PEOPLE if not User.objects.filter(username=name).exists()]
    if missing:
        with _open_private(logins) as file:
            for name in missing:
                password = secrets.token_urlsafe(9)
                user = add_user(actor=DESK, username=name, role=PEOPLE[name], password=password)
                made = make_key(actor=Actor(user), name="demo", scopes=[])
                file.write(f"{name} {password} {made.secret}\n")
                file.flush()
    editor = Actor(User.objects.get(username="editor"))
    for story in sorted(STORIES.glob("*.txt")):
        submit_article(
            actor=editor,
            text=story.read_text(encoding="utf-8"),
            external_id=f"demo-{story.stem}",
        )
    return logins


def _open_private(path: Path) -> IO[str]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(handle, "a", encoding="utf-8")

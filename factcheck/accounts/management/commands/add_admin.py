"""`add_admin NAME`: the first admin of an empty desk."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.accounts.actor import DESK
from factcheck.accounts.people import add_user
from factcheck.accounts.rights import Role
from factcheck.errors import Invalid


class Command(BaseCommand):
    """Prints the password once; it is kept as a hash only."""

    help = "Make an admin with a password of chance."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        password = secrets.token_urlsafe(12)
        try:
            user = add_user(
                actor=DESK, username=options["name"], role=Role.ADMIN, password=password
            )
        except Invalid as refusal:
            raise CommandError(" ".join(one.message for one in refusal.errors)) from None
        self.stdout.write(
            f"{user.username} {password}\nLog in at /desk/ and change the password under your name."
        )

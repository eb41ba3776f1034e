"""`load_demo`: the demo people and stories."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.errors import Conflict
from seeds.demo import load_demo


class Command(BaseCommand):
    """A thin door to `seeds.demo`."""

    help = "Load the demo people and stories. Again does no harm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--first-run",
            action="store_true",
            help="a desk that has people of its own is left as it is, without a fault",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            logins = load_demo()
        except Conflict as refusal:
            if options["first_run"]:
                return
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Demo loaded. Logins: {logins}")

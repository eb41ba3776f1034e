"""`import_verdicts FILE`: an export with articles back into a desk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.accounts.actor import DESK
from factcheck.errors import Invalid
from reviews.importing import Outcome, import_lines


class Command(BaseCommand):
    """Says what came in; a bad line is named with its number and reason, and ends it with 1."""

    help = "Read verdicts with their articles, claims and reviews from our JSON Lines."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="- is standard input")
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="keep nothing if a line is bad"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        whole = options["all_or_nothing"]
        try:
            if options["file"] == "-":
                found = import_lines(actor=DESK, lines=sys.stdin.buffer, all_or_nothing=whole)
            else:
                with Path(options["file"]).open("rb") as file:
                    found = import_lines(actor=DESK, lines=file, all_or_nothing=whole)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}") from None
        except Invalid as refusal:
            if not refusal.errors:
                raise
            where, why = refusal.errors[0].field, refusal.errors[0].message
            raise CommandError(f"{where.capitalize()}: {why} Nothing was taken in.") from None
        self._say(found)

    def _say(self, found: Outcome) -> None:
        counts = ", ".join(f"{count} {kind} lines" for kind, count in found.taken.items() if count)
        self.stdout.write(f"Taken in: {counts or 'nothing'}. Known already: {found.known}.")
        for number, why in found.bad:
            self.stderr.write(f"line {number}: {why}")
        if found.bad:
            raise CommandError(f"{len(found.bad)} lines were not taken in.")

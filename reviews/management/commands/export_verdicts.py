"""`export_verdicts --format csv|jsonl`: the verdicts on standard output, streamed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reviews import queries
from reviews.exports.formats import FORMATS
from reviews.exports.rows import rows


class Command(BaseCommand):
    """Every row says its state."""

    help = "Write verdicts as CSV or JSON Lines to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--all", action="store_true", help="also withdrawn and superseded ones")

    def handle(self, *args: Any, **options: Any) -> None:
        write, _ = FORMATS[options["format"]]
        found = queries.verdicts(None) if options["all"] else queries.current_verdicts(None)
        for line in write(rows(found)):
            self.stdout.write(line, ending="")

"""`export_verdicts --format csv|jsonl|xlsx [filters]`: the verdicts as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.errors import DomainError
from factcheck.events.ledger import head_at
from reviews import queries
from reviews.exports.doors import Form, in_blocks, lines
from reviews.exports.xlsx import write_workbook
from reviews.recall import last_event
from reviews.verdict_filter import NAMES, OF_VERSIONS, chosen


class Command(BaseCommand):
    """Every row says its state. Without --all or a filter of versions: those that stand."""

    help = "Write verdicts as CSV, JSON Lines or a spreadsheet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("csv", "jsonl", "xlsx"), default="csv")
        parser.add_argument(
            "--output", metavar="FILE", help="default: standard output; xlsx: needed"
        )
        parser.add_argument("--all", action="store_true", help="also those that no longer stand")
        parser.add_argument("--no-bom", action="store_true", help="CSV without a byte order mark")
        parser.add_argument("--with", choices=("articles",), help="jsonl: all that an import needs")
        for name in NAMES:
            # Django keeps --version for itself.
            flag = "--verdict-version" if name == "version" else f"--{name}"
            parser.add_argument(flag, dest=f"filter_{name}", metavar="…", help="a filter")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {name: options[f"filter_{name}"] for name in NAMES}
        asked = {name: str(value) for name, value in asked.items() if value is not None}
        every = options["all"] or any(name in asked for name in OF_VERSIONS)
        form = options["format"]
        if form == "xlsx" and not options["output"]:
            raise CommandError("A spreadsheet is no text: name its file with --output.")
        if options["with"] and form != "jsonl":
            raise CommandError("--with articles belongs to --format jsonl.")
        try:
            found = chosen(
                asked, queries.verdicts(None) if every else queries.current_verdicts(None)
            )
        except DomainError as error:
            reasons = " ".join(one.message for one in error.errors) or error.message
            raise CommandError(reasons) from None
        last = last_event()
        self.stderr.write(f"The ledger's head, for verify_ledger --head: {head_at(last)}")
        if form == "xlsx":
            write_workbook(found, Path(options["output"]))
            return
        text = in_blocks(lines(Form(form, not options["no_bom"], bool(options["with"])), found))
        if not options["output"]:
            for block in text:
                self.stdout.write(block, ending="")
            return
        # As given, line ends too; half of a character is refused when it comes in.
        with Path(options["output"]).open("w", encoding="utf-8", newline="") as file:
            file.writelines(text)

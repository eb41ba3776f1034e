"""`verify_ledger [--head HASH]`: proves that nothing was changed, cut out or cut off."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.events.verify import verify_ledger


class Command(BaseCommand):
    """Ends with 1 where the chain is broken."""

    help = "Prove the ledger: every event in order, unchanged, and the rows that it covers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            help="a hash noted earlier, or the 16 digits of it in an export's name: the chain "
            "must still hold it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        proof = verify_ledger(head=options["head"])
        for finding in proof.broken:
            at = f"event {finding.seq}: " if finding.seq else ""
            self.stderr.write(f"{at}{finding.what}")
        if proof.broken:
            raise CommandError(f"The ledger is broken in {len(proof.broken)} places.")
        self.stdout.write(f"{proof.events} events, unbroken. Head: {proof.head}")

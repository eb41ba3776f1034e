"""`verify_ledger [--head HASH]`: proves that nothing was changed, cut out or cut off."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.events.ledger import verify_ledger


class Command(BaseCommand):
    """Ends with 1 where the chain is broken."""

    help = "Prove the ledger: every event in order, unchanged, and the rows that it covers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="a hash noted earlier that must still be in the chain")

    def handle(self, *args: Any, **options: Any) -> None:
        proof = verify_ledger(head=options["head"])
        for finding in proof.erased:
            self.stdout.write(f"event {finding.seq}: {finding.what}")
        for finding in proof.broken:
            self.stderr.write(f"event {finding.seq}: {finding.what}")
        if proof.broken:
            raise CommandError(f"The ledger is broken in {len(proof.broken)} places.")
        self.stdout.write(f"{proof.events} events, unbroken. Head: {proof.head}")

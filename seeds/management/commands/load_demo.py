"""`load_demo`: the demo people and stories."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seeds.demo import load_demo


class Command(BaseCommand):
    """A thin door to `seeds.demo`."""

    help = "Load the demo people and stories. Again does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        logins = load_demo()
        self.stdout.write(f"Demo loaded. Logins: {logins}")

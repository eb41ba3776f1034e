"""Somebody who listens at the other end of a webhook: a site on loopback and a secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from standardwebhooks import Webhook as Verifier

from factcheck.events import delivering
from factcheck.events.webhook_models import Attempt, Delivery, Webhook
from factcheck.events.webhooks import create_webhook
from tests.people import root
from tests.site import Page, Site, gives

HOOK = "/hook"


class Listener:
    """A webhook at one path of the site, made by the admin."""

    def __init__(self, site: Site, events: Sequence[str] = ("*",), path: str = HOOK) -> None:
        self.site, self.path = site, path
        self.answer(gives(b"taken"))
        made = create_webhook(actor=root(), name=f"at {path}", url=site.at(path), events=events)
        self.secret, self.id = made.secret, made.webhook.id

    def answer(self, page: Page) -> None:
        """How it answers from now on."""
        self.site.pages[self.path] = page

    def row(self) -> Webhook:
        """As the table has it now."""
        return Webhook.objects.get(pk=self.id)

    @property
    def heard(self) -> list[tuple[dict[str, str], bytes]]:
        """Headers and body of each message that came, in order."""
        return [
            ({name.lower(): value for name, value in headers.items()}, body)
            for (_, path, headers), body in zip(self.site.asked, self.site.sent, strict=True)
            if path == self.path
        ]

    def read(self, number: int = -1, secret: str = "") -> Any:
        """A message, as the reference library verifies and parses it."""
        headers, body = self.heard[number]
        return Verifier(secret or self.secret).verify(body, headers)

    def owed(self) -> list[Delivery]:
        """Its deliveries, the oldest first."""
        return list(Delivery.objects.filter(webhook=self.id).order_by("id"))

    def tries(self) -> list[Attempt]:
        """Every attempt, the oldest first."""
        return list(Attempt.objects.filter(delivery__webhook=self.id).order_by("id"))


def time_passes() -> None:
    """Whatever waits for a time waits no longer."""
    moment = timezone.now()
    Delivery.objects.filter(state="owed").update(next_attempt_at=moment, running_until=None)
    Webhook.objects.update(hold_until=None)


def deliver_again() -> None:
    """The worker comes by when everything is due."""
    time_passes()
    delivering.deliver_due()

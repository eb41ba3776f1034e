"""The worker's task of webhooks; what it does stands in `delivering`."""

from __future__ import annotations

from celery import shared_task

from factcheck.celery import enqueue
from factcheck.events.delivering import deliver_due
from factcheck.events.ledger import DELIVER


@shared_task(name=DELIVER)
def deliver() -> None:
    """Posts what is due, and offers itself again where more is. Twice: each attempt is made by one
    of them."""
    if deliver_due():
        enqueue(DELIVER, expires=60)

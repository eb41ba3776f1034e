"""The kernel's periodic tasks."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from celery.signals import worker_ready

from factcheck.accounts.models import Once
from factcheck.clock import now
from factcheck.events import ledger
from factcheck.events.forgetting import forget_old
from factcheck.events.models import Heartbeat

ONCE_KEPT = timedelta(hours=24)


@shared_task(name="factcheck.heartbeat")
def heartbeat() -> None:
    """Says that a worker runs and beat reaches it. Twice does no harm: the later time stays."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": now()})


@worker_ready.connect(weak=False)
def first_heartbeat(**_: object) -> None:
    """A worker that has just started shows itself at once, not at beat's next round."""
    heartbeat()


@shared_task(name="factcheck.seal")
def seal() -> None:
    """Seals what a web process that died left unsealed. Twice: the second finds nothing."""
    ledger.seal()


@shared_task(name="factcheck.forget")
def forget() -> None:
    """Drops idempotency keys older than 24 hours and old deliveries of webhooks. Twice: the second
    finds nothing."""
    Once.objects.filter(created_at__lt=now() - ONCE_KEPT).delete()
    forget_old()

"""Deliveries by hand: a test message, one once more, all that failed since a time. An admin's.

Each only marks rows as owed; `delivering` sends them.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Missing
from factcheck.events.kinds import TEST
from factcheck.events.ledger import offer_deliveries, record
from factcheck.events.payload import body_of, test_body
from factcheck.events.webhook_models import Delivery, DeliveryState, Webhook, WebhookState
from factcheck.verbs import verb


@dataclass(frozen=True, slots=True)
class SentAgain:
    """How many deliveries of a webhook are owed anew; `outcome` keeps it for a repeat."""

    webhook: Webhook
    count: int

    @property
    def pk(self) -> uuid.UUID:
        """The webhook's id."""
        return self.webhook.id

    @property
    def outcome(self) -> str:
        """The count."""
        return str(self.count)


def _send_test(*, actor: Actor, webhook_id: uuid.UUID) -> Delivery:
    """Owes this webhook alone a message `webhook.test`. Records nothing: nothing happened.

    Raises:
        Denied, Missing. Conflict: it is switched off.
    """
    actor.must(Right.ADMIN)
    webhook = _locked_and_on(webhook_id)
    moment = now()
    return Delivery.objects.create(
        webhook=webhook,
        kind=TEST,
        body=test_body(str(webhook.id), moment),
        created_at=moment,
        next_attempt_at=moment,
    )


def _redeliver(*, actor: Actor, delivery_id: uuid.UUID) -> Delivery:
    """Owes it once more, under the same `webhook-id`, with all attempts before it; one that waits
    for its next attempt is due now. Records `webhook.redelivered`.

    Raises:
        Denied, Missing. Conflict: its webhook is switched off, or it is being sent just now.
    """
    actor.must(Right.ADMIN)
    rows = Delivery.objects.select_related("event").filter(pk=delivery_id)
    delivery = rows.first()
    if delivery is None:
        raise Missing("There is no such delivery.")
    webhook = _locked_and_on(delivery.webhook_id)
    moment = now()
    body = delivery.body or (body_of(delivery.event) if delivery.event else "")
    still = Q(running_until=None) | Q(running_until__lt=moment)
    if not Delivery.objects.filter(still, pk=delivery.pk).update(
        **_owed_anew(moment), attempts_before=F("attempt"), body=body
    ):
        raise Conflict("It is being sent just now. Look at the outcome first.", code="running")
    _nothing_holds(webhook)
    record(actor=actor, kind="webhook.redelivered", webhook=str(webhook.id), count=1)
    return delivery


def _redeliver_failed(*, actor: Actor, webhook_id: uuid.UUID, since: datetime) -> SentAgain:
    """Owes all of this webhook's deliveries that failed for good and were made since then. Records
    `webhook.redelivered` with their number.

    Raises:
        Denied, Missing. Conflict: it is switched off.
    """
    actor.must(Right.ADMIN)
    webhook = _locked_and_on(webhook_id)
    failed = webhook.deliveries.filter(state=DeliveryState.FAILED, created_at__gte=since)
    count = failed.update(**_owed_anew(now()), attempts_before=F("attempt"))
    _nothing_holds(webhook)
    record(actor=actor, kind="webhook.redelivered", webhook=str(webhook.id), count=count)
    return SentAgain(webhook, count)


send_test = verb(_send_test, after=lambda _: offer_deliveries())
redeliver = verb(_redeliver, after=lambda _: offer_deliveries())
redeliver_failed = verb(_redeliver_failed, after=lambda _: offer_deliveries())


def _owed_anew(moment: datetime) -> dict[str, object]:
    return {"state": DeliveryState.OWED, "next_attempt_at": moment, "running_until": None}


def _nothing_holds(webhook: Webhook) -> None:
    """Who sends again by hand has mended the endpoint, or wants to know."""
    Webhook.objects.filter(pk=webhook.pk).update(hold_until=None)


def _locked_and_on(webhook_id: uuid.UUID) -> Webhook:
    rows = Webhook.objects.select_for_update(of=("self",)).exclude(state=WebhookState.REMOVED)
    webhook = rows.filter(pk=webhook_id).first()
    if webhook is None:
        raise Missing("There is no such webhook.")
    if webhook.state != WebhookState.ON:
        raise Conflict("This webhook is switched off. Switch it on first.", code="off")
    return webhook

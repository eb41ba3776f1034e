"""Webhooks: create, change, rotate the secret, switch off and on, remove. An admin's verbs.

Called by pages, REST and, where an endpoint is gone, by `delivering`. No event holds an address or
a secret: the ledger is read by everybody at the desk.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, FieldError, Invalid, Missing, NotFetched
from factcheck.events.endpoints import check_endpoint
from factcheck.events.kinds import ALL, KINDS
from factcheck.events.ledger import offer_deliveries, record
from factcheck.events.signing import new_secret
from factcheck.events.webhook_models import (
    Delivery,
    DeliveryState,
    OffReason,
    Webhook,
    WebhookState,
)
from factcheck.verbs import raise_if_done, verb

MOST = 50  # every event is held against each
OLD_KEPT = timedelta(hours=24)  # how long the old secret signs besides
WELL: dict[str, Any] = {"failures": 0, "failing_since": None, "hold_until": None}


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A webhook with the secret that was just made, for the one answer that shows it."""

    webhook: Webhook
    secret: str = field(repr=False)

    @property
    def pk(self) -> uuid.UUID:
        """The webhook's id."""
        return self.webhook.id


def create_webhook(*, actor: Actor, name: str, url: str, events: Sequence[str]) -> NewSecret:
    """A webhook more, told of what happens from now on. Records `webhook.created`.

    Raises:
        Invalid: each wrong field: no name, an address that may not be (as `check_endpoint`), no
            kind of events or one that there is none of. Denied. Conflict: there are fifty.
        AlreadyDone: as a verb; the secret is not shown again.
    """
    actor.must(Right.ADMIN)
    raise_if_done(actor)
    _check(name=name, url=url, events=events)
    return _create(actor=actor, name=name.strip(), url=url.strip(), events=events)


def _create_apply(*, actor: Actor, name: str, url: str, events: Sequence[str]) -> NewSecret:
    actor.must(Right.ADMIN)
    if Webhook.objects.exclude(state=WebhookState.REMOVED).count() >= MOST:
        raise Conflict(f"There are {MOST} webhooks. Remove one first.", code="too_many")
    made = Webhook.objects.create(
        name=name,
        url=url,
        events=_in_order(events),
        secret=new_secret(),
        created_by=actor.person,
        created_at=now(),
    )
    record(actor=actor, kind="webhook.created", webhook=str(made.id))
    return NewSecret(made, made.secret)


def change_webhook(*, actor: Actor, webhook_id: uuid.UUID, **given: Any) -> Webhook:
    """Another `name`, `url` or other `events`, of those that are given. What is owed goes to the
    new address. Records `webhook.changed` with the names of what changed.

    Raises:
        Invalid: as `create_webhook`, or nothing is changed. Denied, Missing.
    """
    actor.must(Right.ADMIN)
    raise_if_done(actor)
    given = {name: value for name, value in given.items() if value is not None}
    _check(**given)
    return _change(actor=actor, webhook_id=webhook_id, given=given)


def _change_apply(*, actor: Actor, webhook_id: uuid.UUID, given: dict[str, Any]) -> Webhook:
    actor.must(Right.ADMIN)
    webhook = _locked(webhook_id)
    wanted = {
        name: _in_order(value) if name == "events" else value.strip()
        for name, value in given.items()
    }
    changed = {name: value for name, value in wanted.items() if getattr(webhook, name) != value}
    if not changed:
        raise Invalid.field("name", "unchanged", "Nothing is changed: all of it stands so already.")
    _set(webhook, **changed, **(WELL if "url" in changed else {}))
    record(actor=actor, kind="webhook.changed", webhook=str(webhook.id), fields=sorted(changed))
    return webhook


def _rotate_secret(*, actor: Actor, webhook_id: uuid.UUID) -> NewSecret:
    """A new secret. For 24 hours the old one signs besides, unless it is rotated again. Records
    `webhook.rotated`.

    Raises:
        Denied, Missing.
    """
    actor.must(Right.ADMIN)
    webhook = _locked(webhook_id)
    old = webhook.secret
    _set(webhook, secret=new_secret(), old_secret=old, old_until=now() + OLD_KEPT)
    record(actor=actor, kind="webhook.rotated", webhook=str(webhook.id))
    return NewSecret(webhook, webhook.secret)


def _disable_webhook(
    *, actor: Actor, webhook_id: uuid.UUID, reason: OffReason = OffReason.PERSON
) -> Webhook | None:
    """Nothing is sent any more, and nothing new is owed; what is owed waits. Records
    `webhook.disabled`. The desk itself gives its reason, and finds it off without a word.

    Raises:
        Denied, Missing. Conflict: it is off already.
    """
    actor.must(Right.ADMIN)
    webhook = _locked(webhook_id)
    if webhook.state != WebhookState.ON:
        if reason != OffReason.PERSON:
            return None
        raise Conflict("This webhook is switched off already.", code="off")
    _set(webhook, state=WebhookState.OFF, off_reason=reason, off_at=now())
    record(actor=actor, kind="webhook.disabled", webhook=str(webhook.id), reason=reason)
    return webhook


def _enable_webhook(*, actor: Actor, webhook_id: uuid.UUID) -> Webhook:
    """Told of what happens from now on, and sent what it is still owed. Records `webhook.enabled`.

    Raises:
        Denied, Missing. Conflict: it is on already.
    """
    actor.must(Right.ADMIN)
    webhook = _locked(webhook_id)
    if webhook.state == WebhookState.ON:
        raise Conflict("This webhook is switched on already.", code="on")
    _set(webhook, state=WebhookState.ON, off_reason="", off_at=None, **WELL)
    record(actor=actor, kind="webhook.enabled", webhook=str(webhook.id))
    return webhook


def _remove_webhook(*, actor: Actor, webhook_id: uuid.UUID) -> Webhook:
    """Out of every list, its secret forgotten, what it was owed given up; what it was sent stays
    known to the recall lists. Records `webhook.removed`.

    Raises:
        Denied, Missing.
    """
    actor.must(Right.ADMIN)
    webhook = _locked(webhook_id)
    _set(webhook, state=WebhookState.REMOVED, secret="", old_secret="", old_until=None)
    owed = Delivery.objects.filter(webhook=webhook, state=DeliveryState.OWED)
    owed.update(state=DeliveryState.FAILED, running_until=None)
    record(actor=actor, kind="webhook.removed", webhook=str(webhook.id))
    return webhook


_create = verb(_create_apply)
_change = verb(_change_apply)
rotate_secret = verb(_rotate_secret)
disable_webhook = verb(_disable_webhook)
enable_webhook = verb(_enable_webhook, after=lambda _: offer_deliveries())
remove_webhook = verb(_remove_webhook)


def _locked(webhook_id: uuid.UUID) -> Webhook:
    rows = Webhook.objects.select_for_update(of=("self",)).exclude(state=WebhookState.REMOVED)
    webhook = rows.filter(pk=webhook_id).first()
    if webhook is None:
        raise Missing("There is no such webhook.")
    return webhook


def _set(webhook: Webhook, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(webhook, name, value)
    webhook.save(update_fields=list(fields))


def _in_order(events: Sequence[str]) -> list[str]:
    return [ALL] if ALL in events else [kind for kind in KINDS if kind in events]


def _check(**given: Any) -> None:
    """Raises:
    Invalid: with every wrong field.
    """
    errors = []
    if "name" in given:
        errors += _name_errors(given["name"].strip())
    if "events" in given:
        errors += _event_errors(given["events"])
    if "url" in given:
        try:
            check_endpoint(given["url"].strip())
        except NotFetched as refusal:
            errors += refusal.errors
    if errors:
        raise Invalid.fields(errors)


def _name_errors(name: str) -> list[FieldError]:
    if not name:
        return [FieldError("name", "required", "Give the webhook a name: who listens there?")]
    if len(name) > 80:
        return [FieldError("name", "too_long", "The name is longer than 80 characters.")]
    if "\x00" in name:
        return [FieldError("name", "nul", "This holds a NUL character. Take it out.")]
    return []


def _event_errors(events: Sequence[str]) -> list[FieldError]:
    if not events:
        message = f"Choose kinds of events, or “{ALL}” for all. There are: {', '.join(KINDS)}."
        return [FieldError("events", "required", message)]
    return [
        FieldError(
            "events",
            "unknown",
            f"There is no kind of event “{kind}”. There are: {ALL}, {', '.join(KINDS)}.",
        )
        for kind in events
        if kind != ALL and kind not in KINDS
    ][:1]

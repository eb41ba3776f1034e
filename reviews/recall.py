"""Who was given which verdicts, and who still has one that no longer stands.

Exports and searches call `hand_out`; the change feed keeps for each key how far it read
(`ApiKey.read_up_to`), the delivery log what each webhook took. A correction has reached those who
came again after it, or took the message of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, Q, QuerySet

from factcheck.accounts.actor import Actor
from factcheck.accounts.models import ApiKey
from factcheck.clock import now
from factcheck.events.digests import canonical
from factcheck.events.models import Event
from factcheck.events.webhook_models import Delivery, DeliveryState
from reviews.models import Verdict
from reviews.models_publish import Handout


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has an old version: who, by which way (csv, jsonl, xlsx, claimreview, google,
    events, webhook), with which filters, and when they last came or were told."""

    who: str
    way: str
    filters: Mapping[str, str]
    last_at: datetime | None
    last_event: int


def hand_out(
    actor: Actor,
    way: str,
    filters: Mapping[str, str],
    *,
    drafts: bool,
    covers: int | None = None,
    at: datetime | None = None,
    known_only: bool = False,
) -> int:
    """Notes that this person (or key) is given verdicts: as they are now, or as they were `at` a
    time, up to the event `covers`. With `known_only` only where they were given some by this way
    and with these filters before: who finds nothing now has come again, and got nothing new.
    Returns the last event that what they get surely covers: it is read before the rows are, so it
    never promises too much."""
    last = last_event() if covers is None else covers
    given = {name: str(value) for name, value in sorted(filters.items()) if value}
    seen = {"last_at": at or now(), "last_event": last, "drafts": drafts}
    row = {
        "person": actor.person,
        "key_prefix": actor.key.prefix if actor.key else "",
        "way": way,
        "filters_sha256": hashlib.sha256(canonical(given).encode()).hexdigest(),
    }
    if known_only:
        Handout.objects.filter(**row).update(**seen)
        return last
    Handout.objects.update_or_create(
        **row, defaults=seen, create_defaults={**seen, "filters": given, "first_at": now()}
    )
    return last


def last_event() -> int:
    """The sequence number of the newest sealed event."""
    found = Event.objects.exclude(seq=None).order_by("-seq").values_list("seq", flat=True)
    return found.first() or 0


def holders(version: Verdict) -> list[Holder]:
    """Who was given this version, which no longer stands, and has not come again since.

    An export whose filters might have left it out is named, too: better one too many than one
    who is not told.
    """
    if version.ended_at is None:
        return []
    handed = Handout.objects.filter(last_at__gte=version.created_at, last_at__lt=version.ended_at)
    if version.published_at is None:
        handed = handed.filter(drafts=True)
    else:
        handed = handed.filter(Q(drafts=True) | Q(last_at__gte=version.published_at))
    found = [
        Holder(
            one.person.username + (f", key {one.key_prefix}…" if one.key_prefix else ""),
            one.way,
            one.filters,
            one.last_at,
            one.last_event,
        )
        for one in handed.select_related("person").order_by("-last_at")
    ]
    return found + _by_feed(version) + _by_webhook(version)


def _told_of(version: Verdict) -> QuerySet[Event]:
    """The sealed events that name this version: out, and stands no longer."""
    about = Q(details__verdict=str(version.id)) | Q(details__instead_of=str(version.id))
    events = Event.objects.filter(claim_id=version.claim_id, kind__startswith="verdict.")
    return events.filter(about, seq__isnull=False)


def _by_feed(version: Verdict) -> list[Holder]:
    """Keys that read in the feed that it was published, and not yet that it stands no longer."""
    told = _told_of(version).aggregate(first=Min("seq"), last=Max("seq"))
    if told["first"] is None:
        return []
    keys = ApiKey.objects.filter(
        revoked_at=None, read_up_to__gte=told["first"], read_up_to__lt=told["last"]
    ).select_related("owner")
    return [
        Holder(f"{key.owner.username}, key {key.prefix}…", "events", {}, None, key.read_up_to)
        for key in keys.order_by("prefix")
    ]


def _by_webhook(version: Verdict) -> list[Holder]:
    """Endpoints that took a message about it, and not the one that it stands no longer: it is
    still owed to them, has failed, or they did not choose such events."""
    events = list(_told_of(version).order_by("seq").values_list("id", flat=True))
    if not events:
        return []
    took = Delivery.objects.filter(event__in=events, state=DeliveryState.DELIVERED)
    newest = {one.webhook_id: one for one in took.select_related("webhook", "event").order_by("id")}
    return [
        Holder(
            f"{one.webhook.host} ({one.webhook.name})",
            "webhook",
            {},
            one.delivered_at,
            (one.event.seq or 0) if one.event else 0,
        )
        for one in newest.values()
        if one.event_id != events[-1]
    ]

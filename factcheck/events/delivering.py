"""deliver_due: posts what webhooks are owed. The worker's part.

An attempt is three steps: won by a guarded update with a lease, posted outside every transaction,
noted. A worker that dies between the last two leaves the lease to run out, and another tries again
with the same `webhook-id`: at least once, never silently not. Threads only post; all rows are read
and written here. Each webhook has one lane at a time, so who hangs keeps nobody else waiting; one
that fails is left alone for a while (`schedule.rest_after`). The order of messages is not kept.
"""

from __future__ import annotations

import logging
import random
import time
import uuid
from collections.abc import Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from factcheck import net
from factcheck.accounts.actor import DESK
from factcheck.clock import now
from factcheck.errors import Missing, NotFetched
from factcheck.events import schedule
from factcheck.events.endpoints import must_be_anothers
from factcheck.events.signing import signed
from factcheck.events.webhook_models import (
    Attempt,
    Delivery,
    DeliveryState,
    OffReason,
    Webhook,
    WebhookState,
)
from factcheck.events.webhooks import WELL, disable_webhook

log = logging.getLogger(__name__)

LANES = 8
POST_SECONDS = 15.0
ANSWER_KEPT = 4000  # bytes of what came back
# A run begins no post after this time; with the last one's time-out it ends before a task's limit.
RUN_FOR = 10.0
LEASE = timedelta(seconds=60)  # longer than a task may live


@dataclass(frozen=True, slots=True)
class Won:
    """One attempt that is this worker's to make."""

    delivery_id: uuid.UUID
    webhook_id: uuid.UUID
    url: str
    body: str
    keys: tuple[str, ...] = field(repr=False)
    attempt: int
    tries: int  # with this one, since it was owed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt: a status, or the reason why there is none."""

    status: int | None = None
    ms: int = 0
    answer: str = ""
    retry_after: str = ""
    error: str = ""
    message: str = ""

    @property
    def taken(self) -> bool:
        """Whether the endpoint has it."""
        return self.status is not None and 200 <= self.status < 300

    def row(self) -> dict[str, Any]:
        """As the log keeps it."""
        kept = asdict(self)
        del kept["retry_after"]
        return kept


def deliver_due(*, run_for: float = RUN_FOR) -> bool:
    """Posts what is due, one message of each webhook at a time, until nothing is or the time is
    over; a webhook that failed is left to the next run. Returns whether more may be due.

    With FACTCHECK_FETCH off nothing is tried, and all of it stays owed.
    """
    if not settings.FACTCHECK_FETCH:
        return False
    ends = time.monotonic() + run_for
    failed: set[uuid.UUID] = set()
    with ThreadPoolExecutor(LANES, thread_name_prefix="webhook") as lanes:
        busy: dict[Future[Outcome], Won] = {}
        while True:
            if time.monotonic() < ends:
                besides = failed | {won.webhook_id for won in busy.values()}
                for won in win(LANES - len(busy), besides):
                    busy[lanes.submit(post, won)] = won
            if not busy:
                return time.monotonic() >= ends
            done, _ = wait(busy, return_when=FIRST_COMPLETED)
            for future in done:
                won = busy.pop(future)
                if not note(won, future.result()):
                    failed.add(won.webhook_id)


def win(most: int, besides: Collection[uuid.UUID] = ()) -> Iterator[Won]:
    """Wins the first due delivery of so many webhooks, the longest untried first."""
    moment = now()
    free = Q(running_until=None) | Q(running_until__lt=moment)
    due = Delivery.objects.filter(free, state=DeliveryState.OWED, next_attempt_at__lte=moment)
    webhooks = (
        Webhook.objects.filter(Q(hold_until=None) | Q(hold_until__lte=moment))
        .filter(Exists(due.filter(webhook=OuterRef("pk"))), state=WebhookState.ON)
        .exclude(pk__in=besides)
        .order_by(F("tried_at").asc(nulls_first=True))
    )
    for webhook in webhooks[:most]:
        # A few, for another worker may win the first.
        for delivery in due.filter(webhook=webhook).order_by("next_attempt_at", "id")[:3]:
            if won := _begin(webhook, delivery, moment):
                yield won
                break


def _begin(webhook: Webhook, delivery: Delivery, moment: datetime) -> Won | None:
    free = Q(running_until=None) | Q(running_until__lt=moment)
    # The race: two workers, one attempt. The update decides; who changes no row leaves.
    mine = Delivery.objects.filter(
        free, pk=delivery.pk, state=DeliveryState.OWED, attempt=delivery.attempt
    )
    if delivery.attempt - delivery.attempts_before >= schedule.ATTEMPTS:
        mine.update(state=DeliveryState.FAILED, running_until=None)  # every one ended its worker
        return None
    number = delivery.attempt + 1
    if not mine.update(attempt=number, running_until=moment + LEASE):
        return None
    Attempt.objects.create(delivery=delivery, number=number, at=moment)
    old = webhook.old_until is not None and webhook.old_until > moment
    return Won(
        delivery_id=delivery.pk,
        webhook_id=webhook.pk,
        url=webhook.url,
        body=delivery.body,
        keys=(webhook.secret, webhook.old_secret) if old else (webhook.secret,),
        attempt=number,
        tries=number - delivery.attempts_before,
    )


def post(won: Won) -> Outcome:
    """Signs with the time of this attempt and posts. Touches no row; raises nothing."""
    began = time.monotonic()
    try:
        must_be_anothers(won.url)
        headers = signed(
            message_id=str(won.delivery_id),
            body=won.body,
            keys=won.keys,
            moment=now().astimezone(UTC),
        )
        answer = net.post(
            won.url,
            won.body.encode(),
            headers=headers,
            most_bytes=ANSWER_KEPT,
            seconds=POST_SECONDS,
        )
    except NotFetched as refusal:
        return Outcome(ms=_since(began), error=refusal.code, message=refusal.message[:500])
    except Exception:
        # Whatever an endpoint does, the row says so and the worker lives.
        log.exception("delivery %s", won.delivery_id)
        message = "It could not be sent; the desk's log has the reason."
        return Outcome(ms=_since(began), error="broke", message=message)
    outcome = Outcome(
        status=answer.status,
        ms=_since(began),
        answer=answer.body.decode("utf-8", "replace").replace("\x00", "�"),
        retry_after=answer.headers.get("retry-after", "").strip(),
    )
    return outcome if outcome.taken else _refusal(outcome, answer.headers.get("location", ""))


def _refusal(outcome: Outcome, location: str) -> Outcome:
    """The same with the reason in a sentence."""
    status = outcome.status
    error, message = "status", f"It answered {status}; taken is what gets 200 to 299."
    if status == schedule.GONE:
        error, message = "gone", "It answered 410: it wants nothing any more."
    elif status is not None and 300 <= status < 400:
        error = "redirect"
        message = "It sends on elsewhere, and a webhook follows nothing. Change its address"
        message += f" to {location[:300]}." if location else "."
    return Outcome(status, outcome.ms, outcome.answer, outcome.retry_after, error, message)


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def note(won: Won, outcome: Outcome) -> bool:
    """Keeps the outcome and when to try again. Returns whether it was taken.

    A success counts whichever attempt it is of; a failure only for the newest.
    """
    moment = now()
    attempts = Attempt.objects.filter(delivery_id=won.delivery_id, number=won.attempt)
    attempts.update(**outcome.row())
    owed = Delivery.objects.filter(pk=won.delivery_id, state=DeliveryState.OWED)
    webhook = Webhook.objects.filter(pk=won.webhook_id)
    if outcome.taken:
        owed.update(state=DeliveryState.DELIVERED, delivered_at=moment, running_until=None)
        webhook.update(tried_at=moment, succeeded_at=moment, **WELL)
        return True
    asked = schedule.asked_wait(outcome.status, outcome.retry_after, moment)
    pause = schedule.wait_after(won.tries, random.random())  # noqa: S311 - spreads load
    newest = owed.filter(attempt=won.attempt)
    if pause is None or outcome.error == "gone":
        newest.update(state=DeliveryState.FAILED, running_until=None)
    else:
        newest.update(next_attempt_at=moment + max(pause, asked), running_until=None)
    webhook.update(
        tried_at=moment,
        failures=F("failures") + 1,
        failing_since=Coalesce("failing_since", moment),
    )
    _rest_or_stop(won.webhook_id, outcome, asked, moment)
    return False


def _rest_or_stop(
    webhook_id: uuid.UUID, outcome: Outcome, asked: timedelta, moment: datetime
) -> None:
    """Leaves the endpoint alone for a while, or for good."""
    rows = Webhook.objects.filter(pk=webhook_id)
    failures, since = rows.values_list("failures", "failing_since").get()
    rest = max(schedule.rest_after(failures), asked)
    rows.update(hold_until=moment + rest)
    reason = None
    if outcome.error == "gone":
        reason = OffReason.GONE
    elif schedule.given_up(failures, since, moment):
        reason = OffReason.FAILING
    if reason is None:
        return
    try:
        disable_webhook(actor=DESK, webhook_id=webhook_id, reason=reason)
    except Missing:
        log.info("webhook %s was removed meanwhile", webhook_id)

"""extract: from a revision to its claims, once.

A run is three steps: win the extraction by a guarded update, read outside every transaction, and
store under the same guard. A worker that died, or a second one, never doubles a claim: a result
counts only for the attempt that is still the current one.

Gives a claim its first status, and retires the untouched claims of an old revision; apart from
that only `reviews.queue` and `reviews.decide` write a claim's status.
"""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q

from claims.by_hand import new_claim
from claims.extractors.catalogue import find
from claims.extractors.protocol import Context, Reading, RejectedError
from claims.models import Article, Claim, Extraction, Revision
from claims.ranking import count_repeats, lock_told
from claims.reading.story import Candidate
from claims.spans import same_words
from claims.status import By, Run, Status
from factcheck.accounts.actor import DESK, Actor
from factcheck.clock import now
from factcheck.events.ledger import record
from factcheck.verbs import verb

log = logging.getLogger(__name__)

# Longer than the task's hard limit of 40 s: when it has passed, the worker is dead.
RUN = timedelta(seconds=45)
# An offer not taken up in this time was lost, or the queue is long; another offer does no harm.
OFFER_AGAIN = timedelta(seconds=30)
ATTEMPTS = 5
LOT = 1000  # are offered at a time: more than workers read between two beats
FILL_LIMITS = {"headline": 1000, "outlet": 200, "language": 35, "source_url": 2000}


def extract(extraction_id: uuid.UUID) -> bool:
    """Runs the extraction unless another worker does or did. Returns whether this run counted.

    Needs no lock while reading. Idempotent. Records `extraction.done` or `extraction.failed`.
    """
    extraction = _begin(extraction_id)
    if extraction is None:
        return False
    revision = extraction.revision
    extractor = find(extraction.extractor, extraction.version)
    if extractor is None:
        name = f"{extraction.extractor} {extraction.version}"
        return fail(extraction_id, f"This desk has no extractor {name}.", extraction.attempt)
    article = revision.article
    context = Context(
        url=article.source_url or None,
        received=revision.received_at,
        published=article.published_at,
        language=article.language or None,
        raw=bytes(revision.raw),
        encoding=revision.origin.get("encoding", ""),
    )
    try:
        reading = extractor.extract(revision.text, context)
        check_spans(revision.text, reading)
    except RejectedError as error:
        return fail(extraction_id, str(error), extraction.attempt)
    except Exception:
        # Whatever an extractor does wrong, the row says so and the worker lives.
        log.exception("extraction %s failed", extraction_id)
        return fail(
            extraction_id, "The text could not be read; the log has the reason.", extraction.attempt
        )
    done = _store(actor=DESK, extraction=extraction, reading=reading, version=extractor.version)
    return bool(done)


def fail(extraction_id: uuid.UUID, why: str, attempt: int | None = None) -> bool:
    """Ends an extraction with a sentence for the article's page. Returns False, for `extract`."""
    _fail(actor=DESK, extraction_id=extraction_id, why=why, attempt=attempt)
    return False


def reclaim_owed(*, in_bulk: bool = False) -> list[uuid.UUID]:
    """Extractions to offer again: queued too long, or running past their time (dead worker); those
    that came alone, or those that came in bulk.

    Each is marked as offered, so that a beat every 15 s does not flood the broker. After five
    attempts the extraction fails instead: a text that kills workers must not kill them all day.
    """
    moment = now()
    late = Q(in_bulk=in_bulk, finished_at=None, offered_at__lt=moment - OFFER_AGAIN)
    owed = Extraction.objects.filter(late).filter(
        Q(status=Run.QUEUED) | Q(status=Run.RUNNING, running_until__lt=moment)
    )
    ids = []
    for extraction in owed.order_by("queued_at")[:LOT]:
        if extraction.attempt - extraction.attempts_before >= ATTEMPTS:
            fail(extraction.id, f"The text was tried {ATTEMPTS} times and ended the worker.")
            continue
        changed = Extraction.objects.filter(
            pk=extraction.id, offered_at=extraction.offered_at, finished_at=None
        ).update(offered_at=moment)
        if changed:
            ids.append(extraction.id)
    return ids


def requeue(extraction: Extraction) -> bool:
    """An ended or stuck run of a locked article waits for a worker again; inside a verb.

    Attempts count on, so that a late result of an old one does not count. Returns False where a
    worker is at it or has done it.
    """
    moment = now()
    stuck = Q(status=Run.RUNNING, running_until__lt=moment) | Q(status__in=[Run.QUEUED, Run.FAILED])
    changed = Extraction.objects.filter(stuck, pk=extraction.pk).update(
        status=Run.QUEUED,
        error="",
        finished_at=None,
        running_until=None,
        queued_at=moment,
        offered_at=moment,
        attempts_before=F("attempt"),
    )
    return bool(changed)


def check_spans(text: str, reading: Reading) -> None:
    """Raises:
    RejectedError: a span lies outside the text or is not the text to the letter.
    """
    for candidate in reading.candidates:
        inner = (*candidate.quotes, *candidate.numbers, *candidate.dates)
        for span in (candidate, *inner, *candidate.places, *candidate.names):
            if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != (
                span.text
            ):
                raise RejectedError(
                    f"The extractor gave a span {span.start} to {span.end} that is not the text."
                )


def _begin(extraction_id: uuid.UUID) -> Extraction | None:
    moment = now()
    # The race: two workers, one extraction. The update decides; who changes no row leaves.
    won = (
        Extraction.objects.filter(pk=extraction_id, finished_at=None)
        .filter(Q(status=Run.QUEUED) | Q(status=Run.RUNNING, running_until__lt=moment))
        .update(status=Run.RUNNING, attempt=F("attempt") + 1, running_until=moment + RUN)
    )
    if not won:
        return None
    return Extraction.objects.select_related("revision__article").get(pk=extraction_id)


def _store_apply(
    *, actor: Actor, extraction: Extraction, reading: Reading, version: str
) -> Extraction | None:
    # The article first: a revision or withdrawal that is under way goes before us or after us.
    article = Article.objects.select_for_update(of=("self",)).get(pk=extraction.revision.article_id)
    counted = Extraction.objects.filter(
        pk=extraction.pk, status=Run.RUNNING, attempt=extraction.attempt
    ).update(
        status=Run.DONE,
        finished_at=now(),
        running_until=None,
        found=len(reading.candidates),
        story=reading.story,
    )
    if not counted:
        return None
    if version != extraction.version:  # owed by an older version, read by the present one
        extraction.version = version
        extraction.save(update_fields=["version"])
    revision = extraction.revision
    claims = _new_claims(extraction, revision, article, reading)
    newest = not article.revisions.filter(number__gt=revision.number).exists()
    told = lock_told(article, revision, claims) if newest else []
    count_repeats(article, claims, told)
    if newest:
        _retire_old(actor, article, revision)
        _fill_in(article, reading)
    else:
        for claim in claims:
            claim.status = Status.DISMISSED
    Claim.objects.bulk_create(claims, ignore_conflicts=True)
    record(
        actor=actor,
        kind="extraction.done",
        article_id=article.id,
        revision=revision.number,
        extractor=f"{extraction.extractor} {extraction.version}",
        claims=len(claims),
        pending=sum(claim.status == Status.PENDING for claim in claims),
    )
    return extraction


_store = verb(_store_apply)


def _fail_apply(
    *, actor: Actor, extraction_id: uuid.UUID, why: str, attempt: int | None
) -> Extraction | None:
    extraction = (
        Extraction.objects.select_for_update(of=("self",))
        .select_related("revision")
        .get(pk=extraction_id)
    )
    if extraction.finished_at is not None or attempt not in {None, extraction.attempt}:
        return None
    extraction.status, extraction.error = Run.FAILED, why
    extraction.finished_at, extraction.running_until = now(), None
    extraction.save(update_fields=["status", "error", "finished_at", "running_until"])
    record(
        actor=actor,
        kind="extraction.failed",
        article_id=extraction.revision.article_id,
        revision=extraction.revision.number,
    )
    return extraction


_fail = verb(_fail_apply)


def _new_claims(
    extraction: Extraction, revision: Revision, article: Article, reading: Reading
) -> list[Claim]:
    """What the extractor found and nobody had marked, the best of it pending."""
    marked = list(Claim.objects.filter(revision=revision).exclude(proposed_by=By.MACHINE))
    unique: dict[tuple[int, int], Candidate] = {}
    for candidate in reading.candidates:
        known = next((row for row in marked if _same(row, candidate)), None)
        if known is None:
            unique.setdefault((candidate.start, candidate.end), candidate)
        else:  # found by this run too: no miss of the extractor
            Claim.objects.filter(pk=known.pk, extraction=None).update(extraction=extraction)
    ranked = sorted(unique.values(), key=lambda one: (-one.worthiness, one.start))
    # Who sends an article with its claims wants those checked; what is found beside them is
    # proposed.
    sent = any(row.proposed_by == By.CALLER for row in marked)
    best = {(one.start, one.end) for one in ranked[: 0 if sent else settings.FACTCHECK_BEST]}
    claims = []
    for candidate in unique.values():
        claim = new_claim(article, revision, candidate, extraction=extraction)
        if (candidate.start, candidate.end) in best:
            claim.status = Status.PENDING
        claims.append(claim)
    return claims


def _same(row: Claim, candidate: Candidate) -> bool:
    meet = row.start < candidate.end and candidate.start < row.end
    return meet and same_words(row.quote, candidate.text)


def _retire_old(actor: Actor, article: Article, revision: Revision) -> None:
    """Claims of earlier revisions that nobody marked, worked on or holds now are dismissed."""
    old = article.claims.select_for_update(of=("self",)).filter(
        Q(holder=None) | Q(held_until__lte=now()),
        status__in=[Status.PROPOSED, Status.PENDING],
        proposed_by=By.MACHINE,
        revision__number__lt=revision.number,
    )
    for claim in old.filter(round=1).order_by("id"):
        before = claim.status
        claim.status, claim.holder, claim.held_until = Status.DISMISSED, None, None
        claim.save(update_fields=["status", "holder", "held_until"])
        record(
            actor=actor,
            kind="claim.dismissed",
            article_id=article.id,
            claim_id=claim.id,
            before=before,
            after=claim.status,
            reason="new_revision",
        )


def _fill_in(article: Article, reading: Reading) -> None:
    """What the sender did not say and the reader found; what was said stays."""
    changed = []
    for name, limit in FILL_LIMITS.items():
        value = reading.found.get(name, "")
        if value and not getattr(article, name) and len(value) <= limit:
            setattr(article, name, value)
            changed.append(name)
    if changed:
        article.save(update_fields=changed)

"""review, dismiss, reopen, undo, withdraw_article, restore_article: what settles a claim.

Each locks the claim first, asks `access`, asks `states`, writes, records one event.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from claims.given import canonical_url
from claims.models import Article, Claim
from claims.status import OPEN, Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, FieldError, Invalid, Missing
from factcheck.events.ledger import record
from factcheck.events.models import Event
from factcheck.verbs import verb
from reviews.access import is_held, locked_claim, must
from reviews.drafts import clear_draft, draft_from
from reviews.evidence import Source, check_citations
from reviews.models import Citation, Reopening, Review, Verdict, canonical
from reviews.queue import NO_LEASE, check_room, lease_for, lock_person, must_move
from reviews.states import Action, next_state
from reviews.words import DismissReason, State, Value

UNDO_WITHIN = timedelta(minutes=5)
RATIONALE_LIMIT = 20_000
REASON_LIMIT = 2000


def _review(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    lease_no: int,
    verdict: str,
    rationale: str,
    citations: Sequence[Source] = (),
) -> Review:
    """Judges a held claim; with one reviewer to a claim as the rule, that decides it.

    Writes review, citations and the verdict's draft, ends the lease, records `claim.decided`.

    Raises:
        Invalid: every wrong field. Denied, Missing. Conflict: lease lost, page stale, wrong state.
    """
    claim = locked_claim(claim_id)
    must(actor, Action.REVIEW, claim, lease_no)
    errors = check_review(verdict, rationale, citations)
    if errors:
        raise Invalid.fields(errors)
    before = Status(claim.status)
    made = Review.objects.create(
        claim=claim,
        round=claim.round,
        reviewer=actor.person,
        verdict=verdict,
        rationale=rationale.strip(),
        lease_no=lease_no,
        created_at=now(),
        salt=secrets.token_hex(16),
    )
    _cite(made, citations)
    clear_draft(claim, actor.person)
    after = next_state(before, Action.REVIEW, Status.DECIDED)
    must_move(claim, status=after, decided_at=made.created_at, **NO_LEASE)
    version = _draft_verdict(actor, claim, made)
    record(
        actor=actor,
        kind="claim.decided",
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(made, version),
        before=before,
        after=claim.status,
        review=str(made.id),
        verdict=str(version.id),
        version=version.version,
        lease_no=lease_no,
    )
    return made


def _cite(review: Review, sources: Sequence[Source]) -> None:
    Citation.objects.bulk_create(
        Citation(
            review=review,
            position=position,
            url=canonical_url(source.url),
            title=source.title.strip(),
            publisher=source.publisher.strip(),
            author=source.author.strip(),
            kind=source.kind,
            published_on=source.published_on,
            stance=source.stance,
            excerpt=source.excerpt.strip(),
        )
        for position, source in enumerate(sources)
    )


def check_review(verdict: str, rationale: str, citations: Sequence[Source]) -> list[FieldError]:
    """What is wrong with a judgement, each with its fix."""
    errors: list[FieldError] = []
    known = ", ".join(Value)
    if not verdict:
        errors.append(FieldError("verdict", "required", f"Choose a verdict: {known}."))
    elif verdict not in set(Value):
        message = f"There is no verdict {verdict!r}. There are: {known}."
        errors.append(FieldError("verdict", "unknown", message))
    if not rationale.strip():
        errors.append(
            FieldError("rationale", "required", "Say in a sentence or two why: the rationale.")
        )
    elif len(rationale) > RATIONALE_LIMIT:
        message = f"At most {RATIONALE_LIMIT:,} characters; this has {len(rationale):,}."
        errors.append(FieldError("rationale", "too_long", message))
    if "\x00" in rationale:
        errors.append(FieldError("rationale", "nul", "This holds a NUL character. Take it out."))
    errors += check_citations(citations)
    if verdict in {Value.VERIFIED, Value.DISPUTED} and not citations:
        message = f"{verdict.capitalize()} needs a citation at least. Add the source."
        errors.append(FieldError("citations", "required", message))
    return errors


def _draft_verdict(actor: Actor, claim: Claim, review: Review) -> Verdict:
    last = claim.verdicts.order_by("-version").values_list("version", flat=True).first() or 0
    content = content_of(claim, review, version=last + 1)
    version = Verdict.objects.create(
        claim=claim,
        version=last + 1,
        round=claim.round,
        value=review.verdict,
        content=content,
        sha256=hashlib.sha256(canonical(content).encode()).hexdigest(),
        salt=secrets.token_hex(16),
        created_by=actor.person,
        created_at=now(),
    )
    version.reviews.add(review)
    return version


def content_of(claim: Claim, review: Review, *, version: int) -> dict[str, Any]:
    """A version's content, made once; hash, export and pages use it."""
    return {
        "claim": str(claim.id),
        "version": version,
        "round": claim.round,
        "statement": claim.statement,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "claimant": claim.claimant,
        "article": str(claim.article_id),
        "revision": claim.revision.number,
        "value": review.verdict,
        "rationale": review.rationale,
        "citations": [citation.as_json() for citation in review.citations.all()],
        "reviewers": [review.reviewer.username],
    }


def _dismiss(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    reason: str = DismissReason.NOT_A_CLAIM,
    lease_no: int | None = None,
    duplicate_of: uuid.UUID | None = None,
) -> Claim:
    """No claim for this desk: not a claim, a duplicate of another, out of scope."""
    claim = locked_claim(claim_id)
    must(actor, Action.DISMISS, claim, lease_no)
    errors = []
    if reason not in set(DismissReason):
        known = ", ".join(DismissReason)
        message = f"There is no reason {reason!r}. There are: {known}."
        errors.append(FieldError("reason", "unknown", message))
    if reason == DismissReason.DUPLICATE and (
        duplicate_of is None
        or duplicate_of == claim.id
        or not Claim.objects.filter(pk=duplicate_of).exists()
    ):
        message = "Name the other claim that this one repeats."
        errors.append(FieldError("duplicate_of", "required", message))
    if errors:
        raise Invalid.fields(errors)
    before = Status(claim.status)
    if before in OPEN and lease_no is None:
        raise Invalid.field("lease_no", "required", "Send the lease_no of your lease.")
    after = next_state(before, Action.DISMISS)
    must_move(claim, status=after, decided_at=now(), **NO_LEASE)
    extra: dict[str, Any] = {"duplicate_of": str(duplicate_of)} if duplicate_of else {}
    record(
        actor=actor,
        kind="claim.dismissed",
        article_id=claim.article_id,
        claim_id=claim.id,
        before=before,
        after=claim.status,
        reason=str(reason),
        **extra,
    )
    return claim


def _reopen(*, actor: Actor, claim_id: uuid.UUID, reason: str) -> Claim:
    """The next round of a settled claim; the draft of its verdict is withdrawn.

    The reason stays in a `Reopening`, covered by the event.
    """
    claim = locked_claim(claim_id)
    must(actor, Action.REOPEN, claim)
    _check_reason(reason)
    before = Status(claim.status)
    withdraw_draft(claim)
    after = next_state(before, Action.REOPEN)
    must_move(claim, status=after, round=claim.round + 1, decided_at=None)
    opened = Reopening.objects.create(
        claim=claim,
        round=claim.round,
        reason=reason.strip(),
        by=actor.person,
        at=now(),
        salt=secrets.token_hex(16),
    )
    record(
        actor=actor,
        kind="claim.reopened",
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(opened,),
        before=before,
        after=claim.status,
        round=claim.round,
    )
    return claim


def _undo(*, actor: Actor, claim_id: uuid.UUID) -> Claim:
    """Takes back one's own review or dismissal of the last five minutes; the lease comes back.

    The withdrawn review stays; it becomes its author's draft again.
    """
    person = lock_person(actor)
    claim = locked_claim(claim_id)
    must(actor, Action.UNDO, claim)
    event = undoable(person, claim)
    before = Status(claim.status)
    after = next_state(before, Action.UNDO, Status(event.details["before"]))
    lease: dict[str, Any] = {}
    if after in OPEN:
        check_room(person)
        lease = lease_for(claim, person)
    must_move(claim, status=after, decided_at=None, **lease)
    own = claim.reviews.filter(round=claim.round, reviewer=person, withdrawn_at=None)
    for taken_back in own.prefetch_related("citations"):
        draft_from(taken_back)
    own.update(withdrawn_at=now())
    withdraw_draft(claim)
    record(
        actor=actor,
        kind="claim.undone",
        article_id=claim.article_id,
        claim_id=claim.id,
        before=before,
        after=claim.status,
        undone=event.kind,
        lease_no=claim.lease_no,
    )
    return claim


def undoable(person: User, claim: Claim) -> Event:
    """The last event of the claim, where this person may still take it back.

    Raises:
        Conflict: too late, or something came after. Denied: another's act.
    """
    event = Event.objects.filter(claim_id=claim.id).order_by("-id").first()
    if event is None or event.kind not in {"claim.decided", "claim.dismissed"}:
        raise Conflict("Something else has happened to this claim since.", code="too_late")
    if event.actor_id != person.id:
        raise Denied(
            "Only who did it can undo it; an editor can reopen the claim.", code="not_yours"
        )
    if now() - event.at > UNDO_WITHIN:
        raise Conflict(
            "Undo works for five minutes. An editor can reopen the claim.", code="too_late"
        )
    if claim.verdicts.filter(state=State.PUBLISHED, round=claim.round).exists():
        raise Conflict("Its verdict is published; ask for a correction.", code="published")
    if is_held(claim):
        raise Conflict("Somebody holds this claim now.", code="held_by_other")
    return event


def may_undo(person: User, claim: Claim) -> bool:
    """Whether `undoable` would let this person; draws the button."""
    try:
        undoable(person, claim)
    except (Conflict, Denied):
        return False
    return True


def _withdraw_article(*, actor: Actor, article_id: uuid.UUID, reason: str) -> Article:
    """The article must go: its claims leave the queue, leases end; reversible."""
    actor.must(Right.EDIT)
    _check_reason(reason)
    article = _locked_article(article_id)
    if article.withdrawn_at is not None:
        raise Conflict("This article is withdrawn already.", code="withdrawn")
    article.withdrawn_at, article.withdrawn_reason = now(), reason.strip()
    article.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    claims = list(article.claims.select_for_update(of=("self",)).order_by("id"))
    ended = [str(claim.id) for claim in claims if claim.holder_id is not None]
    article.claims.update(withdrawn=True, holder=None, held_until=None)
    record(
        actor=actor,
        kind="article.withdrawn",
        article_id=article.id,
        claims=len(claims),
        leases_ended=ended,
    )
    return article


def _restore_article(*, actor: Actor, article_id: uuid.UUID) -> Article:
    """Takes a withdrawal back: its claims stand where they stood."""
    actor.must(Right.EDIT)
    article = _locked_article(article_id)
    if article.withdrawn_at is None:
        raise Conflict("This article is not withdrawn.", code="not_withdrawn")
    article.withdrawn_at = None
    article.save(update_fields=["withdrawn_at"])
    list(article.claims.select_for_update(of=("self",)).order_by("id"))
    changed = article.claims.update(withdrawn=False)
    record(actor=actor, kind="article.restored", article_id=article.id, claims=changed)
    return article


review = verb(_review)
dismiss = verb(_dismiss)
reopen = verb(_reopen)
undo = verb(_undo)
withdraw_article = verb(_withdraw_article)
restore_article = verb(_restore_article)


def withdraw_draft(claim: Claim) -> None:
    """The draft version, if there is one, no longer stands; a published one does."""
    claim.verdicts.filter(state=State.DRAFT).update(state=State.WITHDRAWN)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid.field("reason", "required", "Say why in a sentence; it stays in the history.")
    if len(reason) > REASON_LIMIT or "\x00" in reason:
        raise Invalid.field(
            "reason", "too_long", f"At most {REASON_LIMIT} plain characters for the reason."
        )


def _locked_article(article_id: uuid.UUID) -> Article:
    article = Article.objects.select_for_update(of=("self",)).filter(pk=article_id).first()
    if article is None:
        raise Missing("There is no such article.")
    return article

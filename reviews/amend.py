"""edit, split, merge: what a claim says, before anybody has judged it.

Each keeps the wording that it replaces, records one event a claim, and asks for the `wording`
that its caller saw: of two people who edit at once, the second is told. Called by pages and REST.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass

from claims.by_hand import check_wording, fill_in, new_claim, read_spans
from claims.models import Claim, Proposal, Wording
from claims.ranking import place, rank
from claims.reading.story import Candidate
from claims.recording import record_claim
from claims.spans import Words, locate
from claims.status import Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Invalid, Missing
from factcheck.verbs import verb
from reviews.access import is_held, locked_claim, must, must_hold
from reviews.queue import NO_LEASE, must_move
from reviews.states import Action, next_state
from reviews.words import MERGED

WORDED = ("start", "end", "quote", "statement", "claimant")
READ = ("kind", "facts", "worthiness", "reasons", "prominence", "told_key", "priority",
        "priority_terms")  # fmt: skip
EDGE = " \t\n,;:–—-"


@dataclass(frozen=True, slots=True)
class Split:
    """The claim that came of the split; the other half keeps the old one's id."""

    claim: Claim
    rest: Claim

    @property
    def pk(self) -> uuid.UUID:
        """The new claim's id."""
        return self.claim.id


def edit(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    wording: int,
    lease_no: int | None = None,
    statement: str | None = None,
    claimant: str | None = None,
    words: Words | None = None,
) -> Claim:
    """Changes the statement, the claimant or the span; what is None stays. Where the span changes
    and no statement is given, the statement is the new words.

    Raises:
        Missing, Denied. Invalid: no statement, words that are not in the text. Conflict: judged
        already, not held, edited meanwhile, or another claim has these words.
    """
    actor.must(Right.REVIEW)
    claim = _unlocked(claim_id)
    claimant_line, statement_line = check_wording(
        claimant=claimant or "", statement=statement or ""
    )
    if statement is not None and not statement_line:
        raise Invalid.field("statement", "required", "Say what the claim is, in a sentence.")
    candidate = None
    if words is not None:
        span = locate(claim.revision.text, words)
        candidate = read_spans(claim.revision, claim.article, [span])[span]
    return _edit(
        actor=actor,
        claim_id=claim_id,
        wording=wording,
        lease_no=lease_no,
        statement=None if statement is None else statement_line,
        claimant=None if claimant is None else claimant_line,
        candidate=candidate,
    )


def _edit_apply(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    wording: int,
    lease_no: int | None,
    statement: str | None,
    claimant: str | None,
    candidate: Candidate | None,
) -> Claim:
    claim = _open_to(actor, Action.EDIT, claim_id, wording, lease_no)
    before = {name: getattr(claim, name) for name in WORDED}
    kept = _wording_of(actor, claim)
    if candidate is not None:
        _move_span(claim, candidate)
    if statement is not None:
        claim.statement = statement
    if claimant is not None:
        claim.claimant = claimant
    changed = [name for name in WORDED if getattr(claim, name) != before[name]]
    if not changed:
        return claim
    _save(claim, kept)
    names = sorted({"span" if name in {"start", "end", "quote"} else name for name in changed})
    record_claim(actor, claim, "claim.edited", covers=(kept,), fields=names, wording=claim.wording)
    return claim


_edit = verb(_edit_apply)


def split(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    wording: int,
    words: Words,
    lease_no: int | None = None,
) -> Split:
    """Makes a claim of its own of a part of the claim's words; the longer rest stays the claim.

    The new one stands where the old one stands (pending or proposed), free for anybody.

    Raises:
        As `edit`; Invalid: the part is not inside the claim, or leaves nothing of it.
    """
    actor.must(Right.REVIEW)
    claim = _unlocked(claim_id)
    text = claim.revision.text
    start, end = _inside(claim, words)
    rests = [_trimmed(text, claim.start, start), _trimmed(text, end, claim.end)]
    rest = max(rests, key=lambda one: one[1] - one[0])
    if not any(sign.isalnum() for sign in text[rest[0] : rest[1]]):
        raise Invalid.field("quote", "whole", "This is the whole claim. Mark a part of it.")
    found = read_spans(claim.revision, claim.article, [(start, end), rest])
    return _split(
        actor=actor,
        claim_id=claim_id,
        wording=wording,
        lease_no=lease_no,
        part=found[start, end],
        rest=found[rest],
    )


def _inside(claim: Claim, words: Words) -> tuple[int, int]:
    """The span of the words inside the claim's own; a quote need not be alone in the story."""
    if words.start is None and words.end is None:
        start, end = locate(claim.quote, words)
        return start + claim.start, end + claim.start
    start, end = locate(claim.revision.text, words)
    if not claim.start <= start < end <= claim.end:
        raise Invalid.field("quote", "outside", "Mark a part of this claim's words.")
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and the points that joined it to the rest."""
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE:
        end -= 1
    return start, end


def _split_apply(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    wording: int,
    lease_no: int | None,
    part: Candidate,
    rest: Candidate,
) -> Split:
    claim = _open_to(actor, Action.SPLIT, claim_id, wording, lease_no)
    _must_be_free(claim, part)
    kept = _wording_of(actor, claim)
    made = new_claim(
        claim.article, claim.revision, part, extraction=claim.extraction, claimant=claim.claimant
    )
    made.proposed_by = claim.proposed_by
    made.status = next_state(Status(claim.status), Action.SPLIT)
    made.push, made.assignee, made.due_at = claim.push, claim.assignee, claim.due_at
    rank(made)
    _move_span(claim, rest)
    _save(claim, kept)
    made.save(force_insert=True)
    _share_proposers(claim, made)
    record_claim(
        actor, claim, "claim.split", covers=(kept,), into=str(made.id), wording=claim.wording
    )
    record_claim(actor, made, "claim.split_off", of=str(claim.id), after=made.status)
    return Split(made, claim)


_split = verb(_split_apply)


def merge(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    wording: int,
    other: uuid.UUID,
    lease_no: int | None = None,
) -> Claim:
    """Makes one claim of two neighbours in a text: the first named grows over both, the other is
    dismissed as merged into it.

    Raises:
        As `edit`; Invalid: the other is of another text, or a third claim stands between.
    """
    actor.must(Right.REVIEW)
    claim = _unlocked(claim_id)
    joined = _unlocked(other, field="other")
    if claim.id == joined.id or claim.revision_id != joined.revision_id:
        raise Invalid.field(
            "other",
            "other_text",
            "Only two claims of one text can be merged. Dismiss the other as a duplicate instead.",
        )
    span = min(claim.start, joined.start), max(claim.end, joined.end)
    between = Claim.objects.filter(revision=claim.revision_id, start__gte=span[0], end__lte=span[1])
    if between.exclude(pk__in=[claim.id, joined.id]).exclude(status=Status.DISMISSED).exists():
        raise Invalid.field("other", "between", "A third claim stands between the two.")
    locate(claim.revision.text, Words(start=span[0], end=span[1]), field="other")
    found = read_spans(claim.revision, claim.article, [span])[span]
    return _merge(
        actor=actor,
        claim_id=claim_id,
        wording=wording,
        lease_no=lease_no,
        other=other,
        seen=joined.wording,
        whole=found,
    )


def _merge_apply(
    *,
    actor: Actor,
    claim_id: uuid.UUID,
    wording: int,
    lease_no: int | None,
    other: uuid.UUID,
    seen: int,
    whole: Candidate,
) -> Claim:
    # In one order, or two people who merge the same two crosswise lock each other dead.
    for one in sorted((claim_id, other)):
        locked_claim(one)
    claim = _open_to(actor, Action.MERGE, claim_id, wording, lease_no)
    joined = locked_claim(other)
    if joined.wording != seen or joined.status not in {Status.PROPOSED, Status.PENDING}:
        raise Conflict("The other claim changed a moment ago. Reload the page.", code="changed")
    if is_held(joined) and joined.holder_id != actor.person.id:
        must_hold(actor, joined)
    kept = _wording_of(actor, claim)
    before = joined.status
    must_move(joined, status=Status.DISMISSED, **NO_LEASE)
    _move_span(claim, whole)
    _save(claim, kept)
    _share_proposers(joined, claim)
    record_claim(
        actor, claim, "claim.merged", covers=(kept,), other=str(other), wording=claim.wording
    )
    record_claim(
        actor,
        joined,
        "claim.dismissed",
        before=before,
        after=joined.status,
        reason=MERGED,
        duplicate_of=str(claim.id),
    )
    return claim


_merge = verb(_merge_apply)


def _unlocked(claim_id: uuid.UUID, *, field: str = "") -> Claim:
    """The claim as it is read before the verb: what takes long is done outside of it."""
    found = Claim.objects.select_related("revision", "article").filter(pk=claim_id).first()
    if found is None and field:
        raise Invalid.field(field, "unknown", "There is no such claim.")
    if found is None:
        raise Missing("There is no such claim.")
    return found


def _open_to(
    actor: Actor, action: Action, claim_id: uuid.UUID, wording: int, lease_no: int | None
) -> Claim:
    """The locked claim, where the actor may change what it says now.

    Raises:
        As `access.must`. Conflict: somebody holds the proposed claim, or edited it meanwhile.
    """
    claim = locked_claim(claim_id)
    must(actor, action, claim, lease_no)
    if claim.wording != wording:
        raise Conflict(
            f"This claim was edited meanwhile; it reads now: “{claim.statement}”. Look, and say it "
            "again.",
            code="stale_wording",
        )
    return claim


def _wording_of(actor: Actor, claim: Claim) -> Wording:
    """The wording that is about to be replaced, unsaved."""
    return Wording(
        claim=claim,
        number=claim.wording,
        changed_by=actor.person,
        changed_at=now(),
        salt=secrets.token_hex(16),
        **{name: getattr(claim, name) for name in WORDED},
    )


def _move_span(claim: Claim, to: Candidate) -> None:
    if (claim.start, claim.end) == (to.start, to.end):
        return
    _must_be_free(claim, to)
    claim.start, claim.end, claim.quote = to.start, to.end, to.text
    claim.statement = to.statement
    fill_in(claim, to)


def _must_be_free(claim: Claim, to: Candidate) -> None:
    same = Claim.objects.filter(revision=claim.revision_id, start=to.start, end=to.end)
    if same.exclude(pk=claim.pk).exists():
        raise Conflict(
            "Another claim has exactly these words. Merge the two instead.", code="same_words"
        )


def _save(claim: Claim, kept: Wording) -> None:
    place(claim, claim.revision.text)
    rank(claim)
    claim.wording += 1
    kept.save(force_insert=True)
    claim.save(update_fields=[*WORDED, *READ, "wording"])


def _share_proposers(of: Claim, to: Claim) -> None:
    """Who proposed the one has proposed what became of it too."""
    known = set(to.proposals.values_list("person", flat=True))
    Proposal.objects.bulk_create(
        Proposal(claim=to, person_id=row.person_id, by=row.by, at=row.at)
        for row in of.proposals.all()
        if row.person_id not in known
    )

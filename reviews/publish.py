"""revise, publish, correct, retract: what becomes of a verdict once reviewers have spoken.

Each locks the claim first, then writes the version's state, a note where there is one, one event.
A version's content is made once, by `versions`; saving text never changes a state here, and a
state never a text: who corrects makes a new version.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from claims.models import Claim
from claims.status import Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import day_now, now
from factcheck.errors import Conflict, Denied, FieldError, Invalid, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews.access import Answer, locked_claim
from reviews.checklist import lacking
from reviews.judgement import RATIONALE_LIMIT, check_reason
from reviews.lint import refusals
from reviews.models import Verdict
from reviews.models_publish import VerdictNote
from reviews.verdict_states import Act, move_for
from reviews.versions import next_version, withdraw_draft
from reviews.words import About, State, Value


def _revise(
    *,
    actor: Actor,
    verdict_id: uuid.UUID,
    reason: str,
    rationale: str | None = None,
    as_of: date | None = None,
) -> Verdict:
    """The draft in other words (a typo, a day to which it is true): the next version, a draft too.

    Value, statement and citations stay: they are the reviewers'. Records `verdict.revised`.

    Raises:
        Invalid: no reason, nothing changed, a rationale or day that cannot be. Denied, Missing.
        Conflict: it is no draft, or its article is withdrawn.
    """
    claim, version = locked(verdict_id)
    must(actor, Act.REVISE, claim, version)
    check_reason(reason)
    changes = _changes(version, rationale=rationale, as_of=as_of)
    _set(version, move_for(Act.REVISE).after, ended_at=now())
    made = next_version(actor, claim, version, changes)
    note = _note(actor, made, About.REVISED, reason)
    _record(actor, claim, "verdict.revised", made, covers=(made, note), was=version)
    return made


def _publish(
    *, actor: Actor, verdict_id: uuid.UUID, note: str = "", remind_on: date | None = None
) -> Verdict:
    """The draft goes out to readers. Where a published version of an earlier round stands, this is
    its correction: it needs a note for readers, and the old one is superseded first.

    Records `verdict.published`, or `verdict.corrected`.

    Raises:
        Invalid: what the policy or the linter finds lacking, each rule by its name; no note.
        Denied, Missing. Conflict: no draft, the claim is not decided in this round.
    """
    claim, version = locked(verdict_id)
    must(actor, Act.PUBLISH, claim, version)
    _check_day("remind_on", remind_on, future=True)
    if claim.status != Status.DECIDED or claim.round != version.round:
        raise Conflict(
            "Its claim is not decided in this round any more. Reload the page.", code="wrong_state"
        )
    standing = claim.verdicts.filter(state=State.PUBLISHED).first()
    if standing is not None:
        _check_note(note)
    errors = [
        FieldError(f"policy.{item.rule}", "policy", item.reason)
        for item in lacking(claim, version, publisher=actor.person)
    ]
    errors += refusals(claim, version)
    if errors:
        raise Invalid.fields(errors)
    if standing is not None:
        _set(standing, State.SUPERSEDED, ended_at=now())
    return _go_out(actor, claim, version, standing, note, remind_on)


def _correct(
    *,
    actor: Actor,
    verdict_id: uuid.UUID,
    note: str,
    value: str | None = None,
    rationale: str | None = None,
    as_of: date | None = None,
    remind_on: date | None = None,
) -> Verdict:
    """What was published was wrong: the next version, published at once, with a note for readers.

    Its citations stay those of its reviews; where they no longer carry it, reopen the claim.
    Records `verdict.corrected`; `recall` says who still has the old one.

    Raises:
        Invalid: no note, nothing changed, a value that is none, what the linter refuses. Denied,
        Missing. Conflict: it is not the published version.
    """
    claim, version = locked(verdict_id)
    must(actor, Act.CORRECT, claim, version)
    _check_note(note)
    _check_day("remind_on", remind_on, future=True)
    changes = _changes(version, value=value, rationale=rationale, as_of=as_of)
    _set(version, move_for(Act.CORRECT).after, ended_at=now())
    drafts = withdraw_draft(claim)
    made = next_version(actor, claim, version, changes)
    if errors := refusals(claim, made):
        raise Invalid.fields(errors)
    return _go_out(actor, claim, made, version, note, remind_on, moved=drafts)


def _retract(*, actor: Actor, verdict_id: uuid.UUID, note: str) -> Verdict:
    """What was published stands no longer, and nothing in its place; readers see why.

    The claim stays decided. Records `verdict.retracted`.
    """
    claim, version = locked(verdict_id)
    must(actor, Act.RETRACT, claim, version)
    _check_note(note)
    _set(version, move_for(Act.RETRACT).after, ended_at=now(), remind_on=None)
    kept = _note(actor, version, About.RETRACTED, note)
    _record(actor, claim, "verdict.retracted", version, covers=(kept,), moved=[version])
    return version


def locked(verdict_id: uuid.UUID) -> tuple[Claim, Verdict]:
    """The version and its claim, under the claim's lock; call it inside a verb.

    Raises:
        Missing: there is none.
    """
    claim_id = Verdict.objects.filter(pk=verdict_id).values_list("claim_id", flat=True).first()
    if claim_id is None:
        raise Missing("There is no such verdict.")
    claim = locked_claim(claim_id)
    return claim, claim.verdicts.get(pk=verdict_id)


def must(actor: Actor, act: Act, claim: Claim, version: Verdict) -> None:
    """Raises:
    Denied: no editor. Conflict: the version is in another state, or its article is withdrawn.
    """
    actor.must(Right.EDIT)
    wanted = move_for(act).before
    if version.state != wanted:
        raise Conflict(
            f"Version {version.version} is {version.state}; “{act}” needs it to be {wanted}. "
            "Reload the page.",
            code="wrong_state",
        )
    if claim.withdrawn and act != Act.RETRACT:  # what is out can always be taken back
        raise Conflict("Its article was withdrawn. Restore it first.", code="withdrawn")


def may(actor: Actor, act: Act, claim: Claim, version: Verdict) -> Answer:
    """Whether `must` would let them; draws the buttons."""
    try:
        must(actor, act, claim, version)
    except (Conflict, Denied) as refusal:
        return Answer(False, refusal.message)
    return Answer(True)


def _go_out(
    actor: Actor,
    claim: Claim,
    version: Verdict,
    was: Verdict | None,
    note: str,
    remind_on: date | None,
    moved: Iterable[Verdict] = (),
) -> Verdict:
    _set(
        version,
        State.PUBLISHED,
        published_at=now(),
        published_by=actor.person,
        remind_on=remind_on,
    )
    if was is None:
        _record(actor, claim, "verdict.published", version, covers=(version,))
        return version
    kept = _note(actor, version, About.CORRECTED, note)
    _record(
        actor, claim, "verdict.corrected", version, covers=(version, kept), was=was, moved=moved
    )
    return version


def _set(version: Verdict, state: State, **fields: Any) -> None:
    """Moves a version by an update that must touch one row in the state it was read in."""
    rows = Verdict.objects.filter(pk=version.pk, state=version.state)
    if rows.update(state=state, **fields) != 1:
        raise Conflict("The verdict changed a moment ago. Reload the page.", code="changed")
    for name, value in {"state": state, **fields}.items():
        setattr(version, name, value)


def _note(actor: Actor, version: Verdict, about: About, text: str) -> VerdictNote:
    return VerdictNote.objects.create(
        verdict=version,
        about=about,
        text=text.strip(),
        by=actor.person,
        at=now(),
        salt=secrets.token_hex(16),
    )


def _record(
    actor: Actor,
    claim: Claim,
    kind: str,
    version: Verdict,
    *,
    covers: tuple[Any, ...],
    was: Verdict | None = None,
    moved: Iterable[Verdict] = (),
) -> None:
    """The event of a version; `was`: the one in whose place it stands, moved with it."""
    record(
        actor=actor,
        kind=kind,
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=covers,
        moved=(*moved, was) if was else tuple(moved),
        verdict=str(version.id),
        version=version.version,
        state=version.state,
        **({"instead_of": str(was.id)} if was else {}),
    )


def _changes(version: Verdict, **given: Any) -> dict[str, Any]:
    """What the next version says otherwise.

    Raises:
        Invalid: nothing, or what cannot be.
    """
    if (value := given.get("value")) is not None and value not in set(Value):
        known = ", ".join(Value)
        message = f"There is no verdict {value!r}. There are: {known}."
        raise Invalid.field("value", "unknown", message)
    if (rationale := given.get("rationale")) is not None:
        rationale = given["rationale"] = rationale.strip()
        if not rationale:
            raise Invalid.field("rationale", "required", "Say in a sentence or two why.")
        if len(rationale) > RATIONALE_LIMIT or "\x00" in rationale:
            message = f"At most {RATIONALE_LIMIT:,} plain characters."
            raise Invalid.field("rationale", "too_long", message)
    if (as_of := given.get("as_of")) is not None:
        _check_day("as_of", as_of, future=False)
        given["as_of"] = as_of.isoformat()
    changes = {
        name: value
        for name, value in given.items()
        if value is not None and value != version.content.get(name)
    }
    if not changes:
        raise Invalid.field("rationale", "unchanged", "Nothing is changed. Change the rationale.")
    return changes


def _check_day(name: str, day: date | None, *, future: bool) -> None:
    if day is None:
        return
    if future and day <= day_now():
        raise Invalid.field(name, "past", "Give a day that is still to come.")
    if not future and day > day_now():
        raise Invalid.field(name, "future", "Give today or a day before it.")


def _check_note(note: str) -> None:
    if not note.strip():
        message = "Say to readers in a sentence what was wrong; it stands beside the verdict."
        raise Invalid.field("note", "required", message)
    if len(note) > NOTE_LIMIT or "\x00" in note:
        raise Invalid.field("note", "too_long", f"At most {NOTE_LIMIT} plain characters.")


NOTE_LIMIT = 2000
revise = verb(_revise)
publish = verb(_publish)
correct = verb(_correct)
retract = verb(_retract)

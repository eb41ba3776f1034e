"""override_rule, log_contact: what stands beside a verdict as to how it was come by."""

from __future__ import annotations

import secrets
import uuid

from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, FieldError, Invalid
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews.access import locked_claim
from reviews.judgement import check_reason
from reviews.models_publish import Contact, Override
from reviews.policy_file import RULES

WHO_LIMIT = 200
ANSWER_LIMIT = 5000


def _override_rule(*, actor: Actor, claim_id: uuid.UUID, rule: str, reason: str) -> Claim:
    """An editor lets one rule of the policy go for this round of this claim; the reason stands in
    the history, and in an `Override` that the event `claim.rule_overridden` covers.

    Raises:
        Invalid: no such rule, no reason. Conflict: let go already. Denied, Missing.
    """
    claim = locked_claim(claim_id)
    actor.must(Right.EDIT)
    if rule not in RULES:
        known = ", ".join(RULES)
        raise Invalid.field("rule", "unknown", f"There is no rule {rule!r}. There are: {known}.")
    check_reason(reason)
    if claim.overrides.filter(round=claim.round, rule=rule).exists():
        raise Conflict("This rule was let go for this claim already.", code="overridden")
    made = Override.objects.create(
        claim=claim,
        round=claim.round,
        rule=rule,
        reason=reason.strip(),
        by=actor.person,
        at=now(),
        salt=secrets.token_hex(16),
    )
    record(
        actor=actor,
        kind="claim.rule_overridden",
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(made,),
        rule=rule,
    )
    return claim


def _log_contact(
    *, actor: Actor, claim_id: uuid.UUID, answer: str, who: str = "", asked: bool = True
) -> Contact:
    """A line of the claim's contact log: who was asked and what they said (or that nothing came),
    or, with `asked` false, why nobody was. Records `claim.contact_logged`.

    Raises:
        Invalid: nobody named, nothing said, too long. Denied, Missing.
    """
    claim = locked_claim(claim_id)
    actor.must(Right.REVIEW)
    errors = []
    if asked and not who.strip():
        errors.append(
            FieldError("who", "required", "Name who was asked: a person, a press office.")
        )
    if not answer.strip():
        wanted = "what they answered, or that nothing came" if asked else "why nobody was asked"
        errors.append(FieldError("answer", "required", f"Say {wanted}."))
    for name, text, limit in (("who", who, WHO_LIMIT), ("answer", answer, ANSWER_LIMIT)):
        if len(text) > limit or "\x00" in text:
            errors.append(FieldError(name, "too_long", f"At most {limit} plain characters."))
    if errors:
        raise Invalid.fields(errors)
    made = Contact.objects.create(
        claim=claim,
        asked=asked,
        who=who.strip(),
        answer=answer.strip(),
        by=actor.person,
        at=now(),
        salt=secrets.token_hex(16),
    )
    record(
        actor=actor,
        kind="claim.contact_logged",
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(made,),
        asked=asked,
    )
    return made


override_rule = verb(_override_rule)
log_contact = verb(_log_contact)

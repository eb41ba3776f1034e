"""withdraw_article, restore_article: a whole story out of the desk's work, and back.

Writes the lease of its claims (it ends), never their status.
"""

from __future__ import annotations

import uuid

from claims.models import Article
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews.judgement import check_reason


def _withdraw_article(*, actor: Actor, article_id: uuid.UUID, reason: str) -> Article:
    """The article must go: its claims leave the queue, leases end; reversible."""
    actor.must(Right.EDIT)
    check_reason(reason)
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


withdraw_article = verb(_withdraw_article)
restore_article = verb(_restore_article)


def _locked_article(article_id: uuid.UUID) -> Article:
    article = Article.objects.select_for_update(of=("self",)).filter(pk=article_id).first()
    if article is None:
        raise Missing("There is no such article.")
    return article

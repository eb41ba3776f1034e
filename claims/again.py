"""read_again: a reading that failed or is stuck is asked for again by a person.

Called by pages and REST. What a run is and when it is stuck stands in `pipeline`.
"""

from __future__ import annotations

import uuid

from claims import pipeline
from claims.models import Article, Extraction
from claims.offers import offer
from claims.status import Run
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.errors import Conflict, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb


def _read_again(*, actor: Actor, article_id: uuid.UUID) -> Extraction:
    """The newest revision's reading waits for a worker again, with all its attempts.

    Locks the article. Records `extraction.asked_again`. After commit it is offered to the worker.

    Raises:
        Missing, Denied. Conflict: it is being read at this moment, or it was read.
    """
    actor.must(Right.SUBMIT)
    article = Article.objects.select_for_update(of=("self",)).filter(pk=article_id).first()
    if article is None:
        raise Missing("There is no such article.")
    run = (
        Extraction.objects.select_related("revision")
        .defer("revision__raw", "revision__text")
        .filter(revision__article=article)
        .order_by("-revision__number", "-id")
        .first()
    )
    if run is None:
        raise Missing("Nothing of this article was ever to be read.")
    if not pipeline.requeue(run):
        done = Extraction.objects.filter(pk=run.pk, status=Run.DONE).exists()
        raise Conflict(
            "It was read already; its claims are on its page."
            if done
            else "A worker reads it at this moment. Wait for it.",
            code="already_read" if done else "being_read",
        )
    record(
        actor=actor,
        kind="extraction.asked_again",
        article_id=article.id,
        revision=run.revision.number,
    )
    return run


def _offer(run: Extraction) -> None:
    offer(run.id)


read_again = verb(_read_again, after=_offer)

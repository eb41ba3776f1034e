"""A claim's priority from its row and the desk's settings, and how stories repeat each other.

Called by `pipeline` and by the verbs of `reviews` that move a claim in the queue. The sum itself
is `claims.priority`; nothing here opens a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q

from claims.models import Article, Claim, Revision
from claims.priority import EPOCH, Standing, Weights, priority_terms, told_key, total
from claims.status import Status


def weights() -> Weights:
    """What the settings say."""
    return Weights(
        ageing=timedelta(hours=settings.FACTCHECK_AGEING_HOURS),
        deadline=timedelta(hours=settings.FACTCHECK_DEADLINE_HOURS),
        prominence=settings.FACTCHECK_WEIGHT_PROMINENCE,
        repetition=settings.FACTCHECK_WEIGHT_REPETITION,
    )


def points_of_age(moment: datetime) -> float:
    """What to add to a stored priority, and to its term of age, to count the age until that moment.

    For people's eyes: the same for every claim, so that it changes no order.
    """
    return (moment - EPOCH) / weights().ageing


def rank(claim: Claim) -> None:
    """Sets the claim's priority and its terms from what its row says; saves nothing."""
    claim.priority_terms = priority_terms(
        Standing(
            worthiness=claim.worthiness,
            created_at=claim.created_at,
            prominence=claim.prominence,
            repeats=claim.repeats,
            due_at=claim.due_at,
            push=claim.push,
        ),
        weights(),
    )
    claim.priority = total(claim.priority_terms)


def place(claim: Claim, text: str) -> None:
    """Sets what the claim's standing rests on: where in its text it is, and the key of its words;
    call it once for a new claim, then `rank`. Saves nothing."""
    claim.prominence = round(1 - claim.start / max(1, len(text)), 6)
    claim.told_key = told_key(claim.statement)


def lock_told(article: Article, revision: Revision, claims: Iterable[Claim]) -> list[Claim]:
    """Open claims of other stories that say the same as one of these, locked.

    Locked in one order together with the older claims of the article, which the caller may
    retire: two stories that repeat each other and are revised at once do not lock each other dead.
    """
    keys = {claim.told_key for claim in claims} - {""}
    same = Q(told_key__in=keys, is_open=True) & ~Q(article=article)
    older = Q(article=article, revision__number__lt=revision.number) & Q(
        status__in=[Status.PROPOSED, Status.PENDING]
    )
    rows = Claim.objects.select_for_update(of=("self",)).filter(same | older).order_by("id")
    return [row for row in rows if row.article_id != article.id]


def count_repeats(article: Article, claims: list[Claim], told: Iterable[Claim]) -> None:
    """Sets on each new claim how many other stories tell it, and raises those that wait there.

    `told`: what `lock_told` gave. Ranks all; saves the others, not the new ones.
    """
    keys = {claim.told_key for claim in claims} - {""}
    rows = (
        Claim.objects.filter(told_key__in=keys, withdrawn=False)
        .exclude(article=article)
        .order_by()
        .values_list("told_key")
        .annotate(stories=Count("article", distinct=True))
    )
    stories = dict(rows) if keys else {}
    known = set(
        Claim.objects.filter(article=article, told_key__in=stories).values_list(
            "told_key", flat=True
        )
        if stories
        else ()
    )
    for claim in claims:
        claim.repeats = stories.get(claim.told_key, 0)
        rank(claim)
    for other in told:
        if other.told_key not in known:  # an earlier revision of this story was counted
            other.repeats += 1
            rank(other)
            other.save(update_fields=["repeats", "priority", "priority_terms"])

"""A desk with many waiting claims, and the few acts that are timed.

Imported after Django's setup.
"""

from __future__ import annotations

import itertools
import logging

from django.db import transaction
from django.db.models import F

from claims.extractors.catalogue import DEFAULT, EXTRACTORS
from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import Once
from factcheck.clock import now
from reviews import queue
from tests.people import LinesReader, ada, ben, judge, story

A_STORY = 100


class Desk:
    """One reviewer at a full queue. Each act is called once a round, in the order below."""

    def __init__(self, reviewer: Actor, aside: Claim) -> None:
        self.reviewer = reviewer
        self.held: Claim | None = None
        self.aside = aside  # a row that nobody takes, for the floors
        self.numbers = itertools.count()

    @classmethod
    def filled(cls, claims: int) -> Desk:
        """A desk where so many claims wait, brought in and read as ever."""
        # Each submission says that the broker is away; that is known here.
        logging.getLogger("factcheck.celery").setLevel(logging.ERROR)
        EXTRACTORS[(DEFAULT.name, DEFAULT.version)] = LinesReader()
        for first in range(0, claims, A_STORY):
            lines = [f"Claim number {first + step} is so." for step in range(A_STORY)]
            story(*lines, by=ben())
        aside = Claim.objects.order_by("priority").first()
        assert aside is not None
        waiting = Claim.objects.filter(is_open=True).count()
        assert waiting >= claims, waiting
        return cls(ada(), aside)

    def take(self) -> None:
        """One `take_next`."""
        self.held = queue.take_next(actor=self.reviewer)
        assert self.held is not None

    def review(self) -> None:
        """One `review` of what was taken, with a citation."""
        assert self.held is not None
        judge(self.reviewer, self.held)

    def bare_update(self) -> None:
        """The least that a take could cost: one guarded update and its commit."""
        with transaction.atomic():
            self._update()

    def bare_inserts(self) -> None:
        """The least that a review could cost: the update, three rows more, and the commit."""
        with transaction.atomic():
            self._update()
            for _ in range(3):
                Once.objects.create(
                    owner=self.reviewer.person, key=f"floor-{next(self.numbers)}", created_at=now()
                )

    def _update(self) -> None:
        rows = Claim.objects.filter(pk=self.aside.pk, lease_no=self.aside.lease_no)
        assert rows.update(lease_no=F("lease_no") + 1) == 1
        self.aside.lease_no += 1

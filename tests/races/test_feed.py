"""The change feed while many write: who follows it sees each event once and in order."""

from __future__ import annotations

import random
import threading
import time
from typing import Any

import pytest

from factcheck.accounts.actor import Actor
from factcheck.events.ledger import record, seal
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from factcheck.verbs import verb
from tests.people import Program, ada, ben
from tests.races.together import surprises, together

WRITERS, READERS, ACTS = 5, 3, 25


class Broken(Exception):
    """What a verb raises when it changes its mind: nothing of it is to be seen."""


def _write(*, actor: Actor, events: int, wait: float, breaks: bool) -> Event:
    """Some events, and time before the commit, so that it comes in another order than they did."""
    made = [record(actor=actor, kind="test.written", number=number) for number in range(events)]
    time.sleep(wait)
    if breaks:
        raise Broken
    return made[-1]


write = verb(_write)


class Day:
    """Writers in any order, and how many of them are still at it."""

    def __init__(self, luck: int) -> None:
        self.luck = luck
        self.actor = ben()
        self.programs = [Program(ada()) for _ in range(READERS)]
        self.before = Event.objects.latest("seq").seq or 0
        self.left = WRITERS
        self.lock = threading.Lock()
        self.done = threading.Event()

    def work(self, index: int) -> Any:
        """What the thread of this number does."""
        dice = random.Random(self.luck * 100 + index)
        return self.writing(dice) if index < WRITERS else self.reading(dice, index - WRITERS)

    def writing(self, dice: random.Random) -> int:
        """How many events were written."""
        made = 0
        for _ in range(ACTS):
            events, breaks = dice.randint(1, 4), dice.random() < 0.15
            try:
                write(actor=self.actor, events=events, wait=dice.random() / 200, breaks=breaks)
                made += events
            except Broken:
                assert breaks
        with self.lock:
            self.left -= 1
            if not self.left:
                seal()  # as beat does: what a burst left
                self.done.set()
        return made

    def reading(self, dice: random.Random, number: int) -> list[int]:
        """The sequence numbers in the order in which they came."""
        seen = [self.before]
        while True:
            last_look = self.done.is_set()
            ask = {"after": str(seen[-1]), "limit": str(dice.randint(1, 40))}
            page = self.programs[number].get("events/", **ask).json()
            seen += [event["seq"] for event in page["results"]]
            if last_look and not page["results"]:
                return seen[1:]
            time.sleep(dice.random() / 100)


@pytest.mark.parametrize("luck", range(4))
def test_readers_who_poll_while_writers_commit_in_any_order_miss_nothing_and_see_nothing_twice(
    luck: int,
) -> None:
    day = Day(luck)
    found = together(WRITERS + READERS, day.work)
    assert surprises(found) == []
    made = sum(found[:WRITERS])
    for seen in found[WRITERS:]:
        assert seen == list(range(day.before + 1, day.before + 1 + made))
    assert verify_ledger().broken == ()

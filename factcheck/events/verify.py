"""verify_ledger: is the chain whole, and is each row that it covers what it was?

What never changes in a row is in its `digest()`, which the event of its making holds. What the
desk's verbs move in it is in its `state_digest()`, which the event of each move holds anew.
`COVERED_TOO` of a model names the related rows that its digest reads.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from factcheck.events.ledger import GENESIS, digest_of, named
from factcheck.events.models import Event

BATCH = 500  # events
FEW = 10  # rows


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and at which event; 0: at none."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome: how many events, the hash of the last, what is wrong."""

    events: int
    head: str
    broken: tuple[Finding, ...]


def verify_ledger(*, head: str | None = None) -> Proof:
    """Walks the whole chain, every row that it covers, and every row that it should cover.

    Named is each event that was changed, removed, inserted or moved, and each covered row that was
    changed or removed, that stands in no event, or whose state no event gave it.

    Args:
        head: a hash noted earlier, or its beginning (an export's name has 16 digits of it). The
            chain must still contain it, or its end was cut off.
    """
    # 1. Every row that there is now. A row and its event are committed together, so the event of
    #    each is among those that are read afterwards, whatever is written meanwhile.
    walk = _Walk(loose=set(_all_names()))
    # 2. The events in their order, with the rows that they cover.
    sealed = Event.objects.exclude(seq=None).order_by("seq").iterator(chunk_size=BATCH)
    seen = head is None or GENESIS.startswith(head)
    while batch := list(islice(sealed, BATCH)):
        for event in batch:
            walk.link(event)
            seen = seen or event.hash.startswith(str(head))
        walk.rows(batch)
    for event in Event.objects.filter(seq=None):  # the next to be sealed
        walk.loose -= event.details.get("digests", {}).keys()
        for name in event.details.get("states", {}):
            walk.last.pop(name, None)
    # 3. What is left.
    walk.states()
    walk.broken += [Finding(0, f"{name} stands in no event") for name in sorted(walk.loose)]
    if not seen:
        walk.broken.append(Finding(walk.seq, f"the chain does not hold the hash {head}"))
    return Proof(events=walk.seq, head=walk.previous, broken=tuple(walk.broken))


@dataclass(slots=True)
class _Walk:
    """Where the walk is, and what it found so far."""

    loose: set[str]
    previous: str = GENESIS
    seq: int = 0
    broken: list[Finding] = field(default_factory=list)
    last: dict[str, tuple[int, str]] = field(default_factory=dict)

    def link(self, event: Event) -> None:
        self.seq += 1
        if event.seq != self.seq:
            self._wrong(self.seq, f"event {self.seq} is missing, {event.seq} stands there")
            self.seq = event.seq or self.seq
        if event.previous != self.previous:
            self._wrong(self.seq, "does not follow the event before it")
        if digest_of(event, event.previous) != event.hash:
            self._wrong(self.seq, "was changed after it was sealed")
        self.previous = event.hash
        for name, digest in event.details.get("states", {}).items():
            self.last[name] = (self.seq, digest)

    def rows(self, events: list[Event]) -> None:
        """Compares what these events cover with what stands there now."""
        told = [
            (event.seq or 0, name, digest)
            for event in events
            for name, digest in event.details.get("digests", {}).items()
        ]
        found = _now((name for _, name, _ in told), "digest")
        for seq, name, digest in told:
            self.loose.discard(name)
            if name not in found:
                self._wrong(seq, f"{name} is no longer there")
            elif found[name] != digest:
                self._wrong(seq, f"{name} is not what it was")

    def states(self) -> None:
        """Compares the state of each row with the one that its last event gave it."""
        names = iter(self.last)
        while batch := list(islice(names, BATCH)):
            found = _now(batch, "state_digest")
            for name in batch:
                seq, digest = self.last[name]
                if found.get(name, digest) != digest:  # one that is gone was named above
                    self._wrong(seq, f"{name} has another state than this event gave it")

    def _wrong(self, seq: int, what: str) -> None:
        self.broken.append(Finding(seq, what))


def covered_tables() -> list[type[models.Model]]:
    """Those whose rows are all covered: their rows have a `digest()`."""
    return [model for model in apps.get_models() if callable(getattr(model, "digest", None))]


def _all_names() -> Iterator[str]:
    for model in covered_tables():
        rows = model._base_manager.values_list("pk", flat=True)  # noqa: SLF001
        for pk in rows.iterator(chunk_size=BATCH):
            yield f"{model._meta.label_lower}:{pk}"  # noqa: SLF001


def _now(names: Iterable[str], of: str) -> dict[str, str]:
    """What `digest` or `state_digest` of these rows is now; without those that are not there, and
    those of tables that are not covered (an event that was changed names anything).

    A few rows at a time: a snapshot has twenty megabytes.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for name in names:
        label, _, pk = name.partition(":")
        wanted[label].add(pk)
    found: dict[str, str] = {}
    for model in covered_tables():
        if not callable(getattr(model, of, None)):
            continue
        pks = []
        for pk in wanted[model._meta.label_lower]:  # noqa: SLF001
            with contextlib.suppress(ValidationError):
                pks.append(model._meta.pk.to_python(pk))  # noqa: SLF001
        nearby = getattr(model, "COVERED_TOO", ())
        rows = model._default_manager.filter(pk__in=pks).prefetch_related(*nearby)  # noqa: SLF001
        for row in rows.iterator(chunk_size=FEW) if pks else ():
            found[named(row)] = getattr(row, of)()
    return found

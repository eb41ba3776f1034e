"""The desk's figures: backlog, time to a verdict, what was settled, how good the extractor was.

Reads only, for the page of charts and REST. Counts what is settled and never what a verdict says:
a claim that waits for its second pair of eyes counts as waiting, so no figure tells of its first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import TruncDate
from django.utils import timezone

from claims.models import Claim
from claims.status import Run, Status
from factcheck.clock import now
from factcheck.errors import Invalid
from factcheck.events.models import Event
from reviews.models import Skip
from reviews.words import DismissReason

PERIODS = (7, 30, 90)
AGES = (
    ("under 1 hour", timedelta(hours=1)),
    ("1 to 4 hours", timedelta(hours=4)),
    ("4 to 24 hours", timedelta(days=1)),
    ("1 to 3 days", timedelta(days=3)),
)
OLDER = "over 3 days"
WAITING = (Status.PENDING, Status.SECOND, Status.CONFLICT)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the desk. `waiting`: at its end. Hours are None where nothing was decided."""

    day: date
    came: int
    waiting: int
    decided: int
    dismissed: int
    skipped: int
    median_hours: float | None
    slow_hours: float | None

    @property
    def put_down(self) -> int:
        """How often somebody was done with a claim that day, one way or another."""
        return self.decided + self.dismissed + self.skipped


@dataclass(frozen=True, slots=True)
class Extractor:
    """One version of one extractor against what people made of its claims, of all time.

    `kept`: decided; `mended`: those of them whose words people had to change, split or merge.
    `wrong`: dismissed as no claim. `missed`: decided ones that a person or a caller proposed and
    it did not find, in a story that it had read.
    """

    name: str
    version: str
    kept: int
    mended: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Of what it found and people judged, the share that was a claim."""
        return _share(self.kept, self.kept + self.wrong)

    @property
    def recall(self) -> float | None:
        """Of the claims that the desk decided, the share that it had found."""
        return _share(self.kept, self.kept + self.missed)

    @property
    def share_mended(self) -> float | None:
        """Of what was kept, the share whose words people had to change."""
        return _share(self.mended, self.kept)


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it. The hours and shares are those of the whole period."""

    days: tuple[Day, ...]
    ages: tuple[tuple[str, int], ...]
    waiting: int
    decided: int
    dismissed: int
    skipped: int
    median_hours: float | None
    slow_hours: float | None
    extractors: tuple[Extractor, ...]

    @property
    def share_dismissed(self) -> float | None:
        """Of all that people were done with."""
        return _share(self.dismissed, self.decided + self.dismissed + self.skipped)

    @property
    def share_skipped(self) -> float | None:
        """Of all that people were done with."""
        return _share(self.skipped, self.decided + self.dismissed + self.skipped)


def period(text: str) -> int:
    """Raises:
    Invalid: no period that there is a page for.
    """
    if text in {str(one) for one in PERIODS}:
        return int(text)
    known = ", ".join(str(one) for one in PERIODS)
    raise Invalid.field("days", "unknown", f"Figures are there for {known} days.")


def figures(days: int) -> Figures:
    """The last so many days, today the last of them, in the desk's time zone."""
    today = timezone.localdate(now())
    all_days = [today - timedelta(days=days - 1 - back) for back in range(days)]
    since = timezone.make_aware(datetime.combine(all_days[0], datetime.min.time()))
    came = _by_day(_counted().filter(created_at__gte=since), "created_at")
    settled = Claim.objects.filter(withdrawn=False, decided_at__gte=since)
    decided = _by_day(settled.filter(status=Status.DECIDED), "decided_at")
    dismissed = _by_day(settled.filter(status=Status.DISMISSED), "decided_at")
    skipped = _by_day(Skip.objects.filter(at__gte=since), "at")
    hours = _hours(since)
    ages = _ages()
    waiting = sum(count for _, count in ages)
    rows, left = [], waiting
    for day in reversed(all_days):  # reckoned back from what waits now
        spent = sorted(hours[day])
        rows.append(
            Day(
                day,
                came[day],
                max(0, left),
                decided[day],
                dismissed[day],
                skipped[day],
                _at(spent, 0.5),
                _at(spent, 0.9),
            )
        )
        left += decided[day] + dismissed[day] - came[day]
    spent = sorted(hour for one in hours.values() for hour in one)
    return Figures(
        days=tuple(reversed(rows)),
        ages=ages,
        waiting=waiting,
        decided=sum(decided.values()),
        dismissed=sum(dismissed.values()),
        skipped=sum(skipped.values()),
        median_hours=_at(spent, 0.5),
        slow_hours=_at(spent, 0.9),
        extractors=_extractors(),
    )


def _counted() -> QuerySet[Claim]:
    """Claims that the desk has, or had, to do with; not those that a new revision swept away."""
    swept = Q(status=Status.DISMISSED, decided_at=None)
    return Claim.objects.filter(withdrawn=False).exclude(swept | Q(status=Status.PROPOSED))


def _by_day(rows: QuerySet[Any], moment: str) -> defaultdict[date, int]:
    found = (
        rows.order_by().annotate(day=TruncDate(moment)).values_list("day").annotate(n=Count("*"))
    )
    return defaultdict(int, dict(found))


def _hours(since: datetime) -> defaultdict[date, list[float]]:
    """From a story's arrival to its claim's decision, by the day of the decision."""
    rows = (
        Claim.objects.filter(status=Status.DECIDED, withdrawn=False, decided_at__gte=since)
        .order_by()
        .values_list("decided_at", "article__created_at")
    )
    found: defaultdict[date, list[float]] = defaultdict(list)
    for decided_at, came_at in rows:
        assert decided_at is not None
        hours = (decided_at - came_at) / timedelta(hours=1)
        found[timezone.localdate(decided_at)].append(hours)
    return found


def _ages() -> tuple[tuple[str, int], ...]:
    """What waits now, by how long."""
    moment, after = now(), Q()
    counts = {}
    for index, (_, age) in enumerate(AGES):
        counts[f"age{index}"] = Count("pk", filter=after & Q(created_at__gt=moment - age))
        after = Q(created_at__lte=moment - age)
    counts[f"age{len(AGES)}"] = Count("pk", filter=after)
    waiting = [status.value for status in WAITING]
    found = Claim.objects.filter(status__in=waiting, withdrawn=False).aggregate(**counts)
    names = (*(name for name, _ in AGES), OLDER)
    return tuple((name, found[f"age{index}"]) for index, name in enumerate(names))


def _extractors() -> tuple[Extractor, ...]:
    of_run = ("extraction__extractor", "extraction__version")
    found = Claim.objects.filter(extraction__isnull=False, withdrawn=False).order_by()
    decided = found.filter(status=Status.DECIDED)
    kept, mended = _grouped(decided, of_run), _grouped(decided.filter(wording__gt=1), of_run)
    reason = Event.objects.filter(claim_id=OuterRef("pk"), kind="claim.dismissed").order_by("-id")
    dismissed = found.filter(status=Status.DISMISSED).annotate(
        why=Subquery(reason.annotate(why=KT("details__reason")).values("why")[:1])
    )
    wrong = _grouped(dismissed.filter(why=DismissReason.NOT_A_CLAIM.value), of_run)
    by_hand = Claim.objects.filter(extraction=None, withdrawn=False, status=Status.DECIDED)
    of_text = ("revision__extractions__extractor", "revision__extractions__version")
    missed = _grouped(by_hand.order_by().filter(revision__extractions__status=Run.DONE), of_text)
    return tuple(
        Extractor(*key, kept=kept[key], mended=mended[key], wrong=wrong[key], missed=missed[key])
        for key in sorted({*kept, *wrong, *missed})
    )


def _grouped(rows: QuerySet[Claim], by: Sequence[str]) -> defaultdict[tuple[str, str], int]:
    found = rows.values_list(*by).annotate(n=Count(F("pk"), distinct=True))
    return defaultdict(int, {(name, version): count for name, version, count in found})


def _at(values: Sequence[float], share: float) -> float | None:
    """The value below which that share of the sorted values lies (nearest rank)."""
    if not values:
        return None
    return round(values[max(0, math.ceil(share * len(values)) - 1)], 2)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None

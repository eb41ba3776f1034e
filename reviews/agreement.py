"""How often two pairs of eyes see the same: percent agreement and Cohen's kappa.

`figures` is pure: pairs of values in, figures out. `rounds` and `adjudicated` bring the pairs from
the database; a round counts once both reviews are given, so no figure moves with a first review.
Called by the page, its CSV and REST; no figure is made anywhere else. `docs/second.md` defines
every figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from reviews.models import Review
from reviews.words import Turn, Value

Pair = tuple[str, str]


class Undefined(StrEnum):
    """Why a figure is none."""

    NO_PAIRS = "no pairs yet: nothing to compare"
    ONE_VALUE = "kappa is undefined: both used one and the same verdict throughout"


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement over pairs of values. What is undefined is None and `undefined` says why."""

    pairs: int
    agreed: int
    agreement: float | None
    expected: float | None
    kappa: float | None
    undefined: Undefined | None
    table: dict[Pair, int]

    @property
    def percent(self) -> float:
        """The agreement as a page shows it."""
        return 100 * (self.agreement or 0)

    @property
    def chance(self) -> float:
        """The agreement expected by chance as a page shows it."""
        return 100 * (self.expected or 0)

    def cells(self) -> list[tuple[Pair, int]]:
        """The count of each pair of verdicts, those that never came included."""
        both = ((one.value, other.value) for one in Value for other in Value)
        return [(pair, self.table.get(pair, 0)) for pair in both]


def figures(pairs: Iterable[Pair]) -> Figures:
    """Percent agreement (as a share), the agreement expected by chance, and Cohen's kappa.

    Whole numbers up to the last division, so that "expected agreement is 1" is exact.
    """
    table = Counter(pairs)
    total = table.total()
    if not total:
        return Figures(0, 0, None, None, None, Undefined.NO_PAIRS, {})
    agreed = sum(count for (one, other), count in table.items() if one == other)
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for (one, other), count in table.items():
        ones[one] += count
        others[other] += count
    chance = sum(count * others[value] for value, count in ones.items())
    whole = total * total
    constant = chance == whole
    return Figures(
        pairs=total,
        agreed=agreed,
        agreement=agreed / total,
        expected=chance / whole,
        kappa=None if constant else (total * agreed - chance) / (whole - chance),
        undefined=Undefined.ONE_VALUE if constant else None,
        table=dict(table),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of figures: of whom or of what, and the figures."""

    group: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Round:
    """Two reviews of one claim in one round, the first and the second given."""

    reviewers: Pair
    verdicts: Pair
    kind: str
    month: str  # of the second review, in the desk's zone

    def by_name(self) -> tuple[str, Pair]:
        """The pair of people in the order of their names, and their verdicts in that order."""
        (one, first), (other, second) = sorted(zip(self.reviewers, self.verdicts, strict=True))
        return f"{one} and {other}", (first, second)


def rounds() -> list[Round]:
    """Every round that two people have reviewed, whatever became of the claim later."""
    desk = timezone.get_default_timezone()
    found = Review.objects.filter(withdrawn_at=None, turn=Turn.SECOND).order_by("id")
    rows = found.values_list(
        *("reviewer__username", "verdict", "claim__kind", "created_at"),
        _same_round(Turn.FIRST, "reviewer__username"),
        _same_round(Turn.FIRST, "verdict"),
    )
    return [
        Round((first, second), (said, says), kind, timezone.localtime(at, desk).strftime("%Y-%m"))
        for second, says, kind, at, first, said in rows.iterator(chunk_size=2000)
    ]


def adjudicated() -> list[tuple[str, Pair]]:
    """Each reviewer's verdict beside the editor's, in every conflict that another has settled."""
    found = Review.objects.filter(withdrawn_at=None, turn__lt=Turn.EDITOR).order_by("id")
    rows = found.values_list(
        *("reviewer__username", "verdict"),
        _same_round(Turn.EDITOR, "reviewer__username"),
        _same_round(Turn.EDITOR, "verdict"),
    )
    return [
        (name, (said, truth))
        for name, said, editor, truth in rows.iterator(chunk_size=2000)
        if truth is not None and name != editor
    ]


def _same_round(turn: Turn, what: str) -> Subquery:
    """What the review of this turn in the same round holds."""
    rows = Review.objects.filter(
        claim=OuterRef("claim"), round=OuterRef("round"), turn=turn, withdrawn_at=None
    )
    return Subquery(rows.values(what)[:1])


def report() -> list[Row]:
    """All figures, as the page, its CSV and REST show them: the desk, pairs, kinds, months, and
    each reviewer against the verdicts of adjudications."""
    found = rounds()
    return [
        Row("desk", "all", figures(one.verdicts for one in found)),
        *_rows("pair", (one.by_name() for one in found)),
        *_rows("kind", ((one.kind, one.verdicts) for one in found)),
        *_rows("month", ((one.month, one.verdicts) for one in found)),
        *_rows("adjudicated", adjudicated()),
    ]


def _rows(group: str, named: Iterable[tuple[str, Pair]]) -> list[Row]:
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    for name, pair in named:
        found[name].append(pair)
    return [Row(group, name, figures(found[name])) for name in sorted(found)]

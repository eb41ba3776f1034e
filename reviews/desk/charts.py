"""Charts as plain shapes: numbers in, places and sizes out; a template draws them. PURE.

Colours come from the style sheet by class, so that dark mode and print follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 420, 170
LEFT, RIGHT, TOP, BOTTOM = 36, 6, 8, 22
BROADEST = 56
LABELS = 6  # at most so many below the columns
STEPS = (1, 2, 4, 8, 10)
LEAST = 4  # the scale of counts has no halves


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of number for every column; None leaves a gap."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Shape:
    """A column's part; `number` is the series' place, for its colour. `title` is its hover."""

    x: float
    y: float
    width: float
    height: float
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across with its number, or a label below."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table beside the picture: the same numbers."""

    label: str
    cells: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws, and the table that says the same."""

    name: str
    title: str
    unit: str
    legend: tuple[str, ...]
    shapes: tuple[Shape, ...]
    across: tuple[Tick, ...]
    below: tuple[Tick, ...]
    rows: tuple[Row, ...]
    empty: bool
    head: str = "Day"
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def columns(
    name: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    head: str = "Day",
    stacked: bool = True,
    whole: float | None = None,
) -> Chart:
    """A column for each label: the series upon each other, or beside each other.

    `whole` is the top of the scale where it is known (1 for shares).
    """
    sums = [
        sum(values) if stacked else max(values)
        for values in ([one.values[at] or 0 for one in series] for at in range(len(labels)))
    ]
    ticks = _scale(whole or max([0 if unit else LEAST, *sums]))
    top = ticks[-1]
    room = HEIGHT - TOP - BOTTOM
    step = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    broad = min(0.72 * step, BROADEST)
    part = broad / (1 if stacked else len(series))
    shapes = []
    for at, label in enumerate(labels):
        base = 0.0
        for number, one in enumerate(series):
            value = one.values[at]
            if not value:
                continue
            height = room * value / top
            shift = 0 if stacked else number * part
            y = HEIGHT - BOTTOM - height - (base if stacked else 0)
            base += height
            said = f"{label}: {one.name} {value:,.4g}{unit and ' ' + unit}"
            x = LEFT + (at + 0.5) * step - broad / 2 + shift
            shapes.append(Shape(_r(x), _r(y), _r(part), _r(height), number, said))
    every = max(1, -(-len(labels) // LABELS))
    return Chart(
        name=name,
        title=title,
        unit=unit,
        legend=tuple(one.name for one in series),
        shapes=tuple(shapes),
        across=tuple(
            Tick(round(HEIGHT - BOTTOM - room * tick / top, 2), f"{tick:,.4g}") for tick in ticks
        ),
        below=tuple(
            Tick(round(LEFT + (at + 0.5) * step, 2), labels[at])
            for at in range(len(labels) - 1, -1, -every)
        ),
        rows=tuple(
            Row(label, tuple(one.values[at] for one in series)) for at, label in enumerate(labels)
        ),
        empty=not shapes if not unit else _none(series),
        head=head,
    )


def _none(series: Sequence[Series]) -> bool:
    return all(value is None for one in series for value in one.values)


def _r(place: float) -> float:
    return round(place, 2)


def _scale(most: float) -> list[float]:
    """Four or five round numbers from nought to `most` or a little above."""
    most = most or 1
    size = 1.0
    while size * 10 <= most:
        size *= 10
    while size > most:
        size /= 10
    step = next(size * one / 4 for one in STEPS if size * one >= most)
    return [step * number for number in range(5)]

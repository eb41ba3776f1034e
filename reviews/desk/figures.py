"""The page of charts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reviews.desk.charts import Chart, Series, columns
from reviews.desk.doors import actor_of, page
from reviews.figures import PERIODS, Figures, figures, period


@page()
def charts(request: HttpRequest) -> HttpResponse:
    """The last 7, 30 or 90 days."""
    actor_of(request)
    days = period(request.GET.get("days", "30"))
    found = figures(days)
    context = {
        "section": "figures",
        "days": days,
        "periods": PERIODS,
        "figures": found,
        "charts": [*_by_day(found), _by_age(found), _extractors(found)],
    }
    return render(request, "desk/figures.html", context)


def _by_day(found: Figures) -> list[Chart]:
    rows = found.days
    labels = [f"{row.day:%-d %b}" for row in rows]
    return [
        columns(
            "backlog",
            "Backlog: claims not settled at the end of the day",
            labels,
            [Series("not settled", [row.waiting for row in rows])],
        ),
        columns(
            "time",
            "From story to verdict, by the day of the decision",
            labels,
            [
                Series("half within", [row.median_hours for row in rows]),
                Series("nine of ten within", [row.slow_hours for row in rows]),
            ],
            unit="h",
            stacked=False,
        ),
        columns(
            "settled",
            "Decided and dismissed per day",
            labels,
            [
                Series("decided", [row.decided for row in rows]),
                Series("dismissed", [row.dismissed for row in rows]),
            ],
        ),
        columns(
            "shares",
            "Of what people put down, the share dismissed and skipped",
            labels,
            [
                Series("dismissed", [_share(row.dismissed, row.put_down) for row in rows]),
                Series("skipped", [_share(row.skipped, row.put_down) for row in rows]),
            ],
            unit="%",
            whole=100,
        ),
    ]


def _by_age(found: Figures) -> Chart:
    return columns(
        "ages",
        "What is not settled now, by how long it has waited",
        [name for name, _ in found.ages],
        [Series("claims", [count for _, count in found.ages])],
        head="Waits",
    )


def _extractors(found: Figures) -> Chart:
    rows = found.extractors
    return columns(
        "extractors",
        "Extractors against what reviewers did, by version",
        [f"{row.name} {row.version}" for row in rows],
        [
            Series("precision", [_percent(row.precision) for row in rows]),
            Series("recall", [_percent(row.recall) for row in rows]),
            Series("mended", [_percent(row.share_mended) for row in rows]),
        ],
        unit="%",
        head="Extractor",
        stacked=False,
        whole=100,
    )


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)

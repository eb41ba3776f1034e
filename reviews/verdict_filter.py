"""Which verdicts are meant: the one set of filters for the list, the exports and the desk's page.

REST, pages, commands and the worker all ask `chosen`, so a name or a word that no filter knows is
refused everywhere and never silently everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import QueryDict

from claims.models import Article
from claims.reading.languages import KNOWN
from factcheck.errors import Invalid
from factcheck.rest import check_filters, flat_errors
from reviews.models import Verdict
from reviews.queries import stood_at
from reviews.words import State, Value

# Outside of these a time cannot be turned into another zone, which a database does.
WITHIN = (
    MinValueValidator(datetime(1900, 1, 1, tzinfo=UTC)),
    MaxValueValidator(datetime(9000, 1, 1, tzinfo=UTC)),
)
STANDING = (State.DRAFT, State.PUBLISHED)
# Who names one of these wants versions that no longer stand, too.
OF_VERSIONS = ("state", "version", "current", "as_of")
MOST_NAMED = 20  # outlets that a refusal names


def _one_of(what: str, known: Callable[[], Iterable[str]]) -> Callable[[str], None]:
    """A validator that refuses what is not on the list and says what is."""

    def check(value: str) -> None:
        names = sorted({name for name in known() if name})
        if value.lower() in {name.lower() for name in names}:
            return
        more = " …" if len(names) > MOST_NAMED else ""
        there = ", ".join(names[:MOST_NAMED]) + more
        said = f"There are: {there}." if names else "There is none yet."
        raise ValidationError(f"There is no {what} {value!r}. {said}", code="unknown")

    return check


def _outlets() -> Iterable[str]:
    return Article.objects.order_by().values_list("outlet", flat=True).distinct()


def _languages() -> Iterable[str]:
    told = Article.objects.order_by().values_list("language", flat=True).distinct()
    return {*KNOWN, *told}


class VerdictFilter(django_filters.FilterSet):
    """By what verdicts are chosen. `since` and `until` mean when it was decided."""

    value = django_filters.CharFilter(
        lookup_expr="iexact", validators=[_one_of("verdict", lambda: Value)]
    )
    state = django_filters.CharFilter(
        lookup_expr="iexact", validators=[_one_of("state", lambda: State)]
    )
    # Not the library's filter of booleans: what that does not know it takes for no filter.
    current = django_filters.CharFilter(
        method="filter_current", validators=[_one_of("answer", lambda: ("false", "true"))]
    )
    version = django_filters.NumberFilter(
        field_name="version",
        decimal_places=0,
        min_value=1,
        max_value=2_000_000_000,
    )
    article = django_filters.UUIDFilter(field_name="claim__article_id")
    claim = django_filters.UUIDFilter(field_name="claim_id")
    outlet = django_filters.CharFilter(
        field_name="claim__article__outlet",
        lookup_expr="iexact",
        validators=[_one_of("outlet", _outlets)],
    )
    language = django_filters.CharFilter(
        field_name="claim__article__language",
        lookup_expr="iexact",
        validators=[_one_of("language", _languages)],
    )
    reviewer = django_filters.CharFilter(method="filter_reviewer")
    claimant = django_filters.CharFilter(field_name="claim__claimant", lookup_expr="icontains")
    q = django_filters.CharFilter(field_name="claim__statement", lookup_expr="icontains")
    since = django_filters.IsoDateTimeFilter(
        field_name="created_at", lookup_expr="gte", validators=WITHIN
    )
    until = django_filters.IsoDateTimeFilter(
        field_name="created_at", lookup_expr="lt", validators=WITHIN
    )

    as_of = django_filters.IsoDateTimeFilter(method="filter_as_of", validators=WITHIN)

    class Meta:
        model = Verdict
        fields: tuple[str, ...] = ()

    def filter_current(self, rows: QuerySet[Verdict], _: str, value: str) -> QuerySet[Verdict]:
        """The versions that stand, or those that no longer do."""
        if value.lower() == "true":
            return rows.filter(state__in=STANDING)
        return rows.exclude(state__in=STANDING)

    def filter_as_of(self, rows: QuerySet[Verdict], _: str, value: datetime) -> QuerySet[Verdict]:
        """What readers found at that time."""
        return stood_at(rows, value)

    def filter_reviewer(self, rows: QuerySet[Verdict], _: str, value: str) -> QuerySet[Verdict]:
        """Those that rest on a review of this person: without a join, so that no row doubles."""
        rests_on = Verdict.reviews.through.objects.filter(review__reviewer__username=value)
        return rows.filter(pk__in=rests_on.values("verdict_id"))


NAMES = tuple(VerdictFilter.base_filters)


def errors_of(found: VerdictFilter) -> list[Any]:
    """What is wrong with the values, a sentence each; empty where nothing is."""
    return [] if found.is_valid() else flat_errors(dict(found.errors))


def chosen(given: Mapping[str, str], rows: QuerySet[Verdict]) -> QuerySet[Verdict]:
    """The rows that these filters choose.

    Raises:
        Invalid: a filter that there is not, or a value that a filter does not take.
    """
    query = QueryDict(mutable=True)
    query.update(dict(given))
    check_filters(query, NAMES)
    found = VerdictFilter(query, queryset=rows)
    if errors := errors_of(found):
        raise Invalid.fields(errors)
    result: QuerySet[Verdict] = found.qs
    return result

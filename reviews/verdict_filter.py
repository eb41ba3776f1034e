"""Which verdicts are meant: the one set of filters for the list, the exports and the desk's page.

REST, pages, commands and the worker all ask `chosen`, so a name or a word that no filter knows is
refused everywhere and never silently everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import QueryDict

from claims.filters import languages, outlets, people
from factcheck.errors import Invalid
from factcheck.rest import check_filters, flat_errors
from factcheck.rest.filters import OneOf, Words, YesNo
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


class VerdictFilter(django_filters.FilterSet):
    """By what verdicts are chosen. `since` and `until` mean when it was decided."""

    value = OneOf("verdict", lambda: Value, lookup_expr="iexact")
    state = OneOf("state", lambda: State, lookup_expr="iexact")
    current = YesNo(method="filter_current")
    version = django_filters.NumberFilter(
        field_name="version",
        decimal_places=0,
        min_value=1,
        max_value=2_000_000_000,
    )
    article = django_filters.UUIDFilter(field_name="claim__article_id")
    claim = django_filters.UUIDFilter(field_name="claim_id")
    outlet = OneOf(
        "outlet",
        outlets,
        closed=False,
        field_name="claim__article__outlet",
        lookup_expr="iexact",
    )
    language = OneOf(
        "language",
        languages,
        closed=False,
        field_name="claim__article__language",
        lookup_expr="iexact",
    )
    reviewer = OneOf("person", people, closed=False, method="filter_reviewer")
    claimant = Words(field_name="claim__claimant", lookup_expr="icontains")
    q = Words(field_name="claim__statement", lookup_expr="icontains")
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

"""Which of other desks' checks are meant: the filters of the list, over REST and at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.http import QueryDict

from factcheck.rest.filters import OneOf, Words, filtered
from reviews.foreign_rows import ForeignCheck

MOST_WORDS = 20
# Outside of these a time cannot be turned into another zone.
WITHIN = (
    MinValueValidator(datetime(1900, 1, 1, tzinfo=UTC)),
    MaxValueValidator(datetime(9000, 1, 1, tzinfo=UTC)),
)


def languages() -> set[str]:
    """Those that checks say they are in, with and without the country."""
    said = ForeignCheck.objects.order_by().values_list("language", flat=True).distinct()
    return {name for one in said for name in (one, one.partition("-")[0])}


class ForeignFilter(django_filters.FilterSet):
    """By what checks are chosen. `since` and `until` mean the day of publication, by those days
    that are credible."""

    q = Words(method="filter_q", help_text="Words of claim, claimant, publisher or rating; all")
    publisher = Words(field_name="publisher", lookup_expr="icontains", help_text="Part of the name")
    language = OneOf(
        "language",
        languages,
        closed=False,
        method="filter_language",
        help_text="BCP 47; en finds en-GB, too",
    )
    since = django_filters.IsoDateTimeFilter(
        field_name="published_on",
        lookup_expr="gte",
        validators=WITHIN,
        help_text="Published on this day or later",
    )
    until = django_filters.IsoDateTimeFilter(
        field_name="published_on",
        lookup_expr="lt",
        validators=WITHIN,
        help_text="Published before this day",
    )
    feed = django_filters.UUIDFilter(field_name="feed_id", help_text="Of this foreign feed")

    class Meta:
        model = ForeignCheck
        fields: tuple[str, ...] = ()

    def filter_q(self, rows: QuerySet[ForeignCheck], _: str, value: str) -> QuerySet[ForeignCheck]:
        """Those that hold each of the words."""
        for word in value.casefold().split()[:MOST_WORDS]:
            rows = rows.filter(searched__contains=word)
        return rows

    def filter_language(
        self, rows: QuerySet[ForeignCheck], _: str, value: str
    ) -> QuerySet[ForeignCheck]:
        """In the language, whatever its country."""
        return rows.filter(Q(language__iexact=value) | Q(language__istartswith=f"{value}-"))


NAMES = tuple(ForeignFilter.base_filters)


def chosen(given: Mapping[str, str], rows: QuerySet[ForeignCheck]) -> QuerySet[ForeignCheck]:
    """The rows that these filters choose.

    Raises:
        Invalid: a filter that there is not, or a value that a filter does not take.
    """
    query = QueryDict(mutable=True)
    query.update(dict(given))
    return filtered(ForeignFilter, query, rows)

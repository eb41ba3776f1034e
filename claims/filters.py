"""By what articles and claims are chosen over REST.

A word that no filter takes is refused with those it does; nothing is ever silently everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters

from claims.models import Article, Claim
from claims.reading.languages import KNOWN
from claims.reading.story import Kind
from claims.status import By, Status
from factcheck.accounts.models import User
from factcheck.rest.filters import OneOf, Words, YesNo


def outlets() -> Iterable[str]:
    """The outlets that the desk has had stories of."""
    return Article.objects.order_by().values_list("outlet", flat=True).distinct()


def languages() -> Iterable[str]:
    """The languages that the reader knows, and those of stories."""
    told = Article.objects.order_by().values_list("language", flat=True).distinct()
    return {*KNOWN, *told}


def people() -> Iterable[str]:
    """Everybody who was ever at the desk."""
    return User.objects.order_by("username").values_list("username", flat=True)


class HasTime(YesNo):
    """Whether a time stands in the column."""

    def filter(self, qs: Any, value: str) -> Any:
        """The rows for which it does."""
        return qs.filter(withdrawn_at__isnull=value.lower() == "false") if value else qs


class ArticleFilter(django_filters.FilterSet):
    """Filters of `articles/`."""

    q = Words(field_name="headline", lookup_expr="icontains", help_text="Words of the headline")
    outlet = OneOf("outlet", outlets, closed=False, field_name="outlet", lookup_expr="iexact")
    language = OneOf(
        "language", languages, closed=False, field_name="language", lookup_expr="iexact"
    )
    withdrawn = HasTime()
    external_id = Words(
        field_name="appearances__external_id", distinct=True, help_text="Your own id for the story"
    )

    class Meta:
        model = Article
        fields: tuple[str, ...] = ()


class ClaimFilter(django_filters.FilterSet):
    """Filters of `claims/` and `articles/{id}/claims/`."""

    status = OneOf("status", lambda: Status, lookup_expr="iexact")
    kind = OneOf("kind", lambda: Kind, lookup_expr="iexact")
    article = django_filters.UUIDFilter(field_name="article_id")
    claimant = Words(lookup_expr="icontains", help_text="Part of the name")
    proposed_by = OneOf("origin", lambda: By, lookup_expr="iexact")
    q = Words(field_name="statement", lookup_expr="icontains", help_text="Words of the statement")
    worthiness_min = django_filters.NumberFilter(
        field_name="worthiness", lookup_expr="gte", min_value=0, max_value=1
    )
    holder = OneOf("person", people, closed=False, field_name="holder__username")
    withdrawn = YesNo(field_name="withdrawn")

    class Meta:
        model = Claim
        fields: tuple[str, ...] = ()

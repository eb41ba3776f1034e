"""The back office is read-only: it browses everything and changes nothing.

Its forms open a transaction before a verb could; users, roles and keys have pages on verbs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse

# Django's class takes a type argument for the checker only.
if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class ReadOnlyAdmin(Base):
    """Browse, search, filter; no add, change or delete."""

    show_full_result_count = False
    list_per_page = 50
    hidden: ClassVar[tuple[str, ...]] = ()
    # Which rows this person may read, where it is not all of them.
    readable: ClassVar[Callable[[Any], models.Q] | None] = None

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        readable = type(self).readable
        return rows if readable is None else rows.filter(readable(request.user))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_admin(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_admin(request)

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.hidden


def no_short_cut(request: HttpRequest, rest: str) -> HttpResponse:
    """Django's way from a row to its page: no row has one, and an id of the wrong form broke it."""
    raise Http404


def _is_admin(request: HttpRequest) -> bool:
    return getattr(request.user, "role", "") == "admin" and request.user.is_active


def browse(model: type[models.Model], *columns: str, **options: Any) -> None:
    """Registers a model with the columns of its list; `options` are ModelAdmin's."""
    kind = type(f"{model.__name__}Admin", (ReadOnlyAdmin,), {"list_display": columns, **options})
    admin.site.register(model, kind)


admin.site.site_header = "Factcheck back office"
admin.site.site_title = "Factcheck"
admin.site.index_title = "Everything, read-only"
admin.site.site_url = "/desk/"

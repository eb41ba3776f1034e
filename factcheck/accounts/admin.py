"""Back office: users, keys."""

import django.contrib.auth.admin  # noqa: F401 - registers Group, which the desk does not use
from django.contrib import admin
from django.contrib.auth.models import Group

from factcheck.accounts.models import ApiKey, User
from factcheck.readonly import browse

admin.site.unregister(Group)
browse(
    User,
    "username",
    "role",
    "is_active",
    "last_login",
    search_fields=("username",),
    list_filter=("role", "is_active"),
    hidden=("password", "groups", "user_permissions"),
)
browse(
    ApiKey,
    "name",
    "owner",
    "prefix",
    "last_used_at",
    "expires_at",
    "revoked_at",
    list_select_related=("owner",),
    hidden=("digest", "old_digest"),
)

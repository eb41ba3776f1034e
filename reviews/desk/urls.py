"""Addresses of the desk's pages."""

from __future__ import annotations

app_name = "desk"
urlpatterns: list[object] = []

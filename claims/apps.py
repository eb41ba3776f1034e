"""The Django app."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Registered as `claims`."""

    name = "claims"

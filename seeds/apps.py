"""The Django app."""

from django.apps import AppConfig


class SeedsConfig(AppConfig):
    """Registered as `seeds`."""

    name = "seeds"

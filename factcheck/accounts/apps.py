"""The Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registered as `factcheck.accounts`."""

    name = "factcheck.accounts"
    label = "accounts"

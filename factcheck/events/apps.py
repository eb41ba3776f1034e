"""The Django app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Registered as `factcheck.events`."""

    name = "factcheck.events"
    label = "events"

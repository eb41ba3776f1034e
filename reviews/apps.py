"""The Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Registered as `reviews`."""

    name = "reviews"

"""The Django app."""

from django.apps import AppConfig

from reviews import policy


class ReviewsConfig(AppConfig):
    """Registered as `reviews`."""

    name = "reviews"

    def ready(self) -> None:
        policy.current()

"""Project and kernel: settings, accounts, events, errors. Imports neither claims nor reviews."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
__version__ = "0.1.0"

"""Rows of subscriptions: a feed and what came of each of its entries. `claims.models` imports this,
so that Django finds them. Written by `claims.feeds` alone."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.ids import new_id


class Whole(StrEnum):
    """When the page behind an entry is asked for the whole story."""

    SHORT = "short"  # where the entry itself has but a few words
    ALWAYS = "always"
    NEVER = "never"


class Subscription(models.Model):
    """An address that is asked again and again (`claims.feeds.asking`). `etag` and `modified` are
    what its server said last, for the next question; `failures` counts those in a row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    url = models.CharField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, default="")
    language = models.CharField(max_length=35, default="")
    every = models.PositiveIntegerField()  # minutes
    active = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    etag = models.CharField(max_length=500, default="")
    modified = models.CharField(max_length=100, default="")
    next_at = models.DateTimeField()
    attempt = models.PositiveIntegerField(default=0)
    running_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)  # with a feed, changed or not
    failures = models.PositiveIntegerField(default=0)
    error = models.TextField(default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title or self.url


class Feed(Subscription):
    """A subscription to a feed of stories."""

    outlet = models.CharField(max_length=200, default="")
    whole = models.CharField(max_length=6, default=Whole.SHORT)

    class Meta:
        ordering = ("title", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(whole__in=[one.value for one in Whole]), name="feed_whole_known"
            ),
        )
        indexes = (models.Index(fields=("next_at",), condition=Q(active=True), name="feed_due"),)


class FeedEntry(models.Model):
    """An entry by its guid (else its link, else its words). `seen` are digests of its forms that
    were taken in, so that one that stays in the feed is not taken again."""

    id = models.BigAutoField(primary_key=True)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries", db_index=False)
    guid = models.CharField(max_length=64)  # SHA-256
    title = models.CharField(max_length=300, default="")
    url = models.CharField(max_length=2000, default="")
    seen = models.JSONField(default=list)
    outcome = models.CharField(max_length=10)  # as of a batch's line
    article = models.ForeignKey(
        "claims.Article", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    error = models.TextField(default="")
    tries = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("feed", "guid"), name="feed_entry_guid"),)
        indexes = (models.Index(fields=("feed", "-id"), name="feed_entry_newest"),)

    def __str__(self) -> str:
        return self.title

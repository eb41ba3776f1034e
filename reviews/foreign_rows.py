"""Rows of other desks' verdicts: where they come from, what they say, what they are found by.

`reviews.models` imports this, so that Django finds them. Written by `reviews.foreign` alone, and
related to no claim, review or verdict of ours: what is alike is looked up when it is shown.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from claims.feed_rows import Subscription
from factcheck.ids import new_id


class ForeignFeed(Subscription):
    """An address that gives ClaimReviews. `left_out` counts those that could not be read, `notes`
    says of the first ones why."""

    left_out = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ("title", "id")
        indexes = (
            models.Index(fields=("next_at",), condition=Q(active=True), name="foreign_feed_due"),
        )


class ForeignCheck(models.Model):
    """A ClaimReview of somebody else, as its feed says it last.

    `key` names it by its link and its claim, `form` is the digest of all that it says. `dated` is
    the date in their words; `published_on` is empty where that cannot be one. `gone_at`: it is no
    longer in the feed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    feed = models.ForeignKey(
        ForeignFeed, on_delete=models.CASCADE, related_name="checks", db_index=False
    )
    key = models.CharField(max_length=64)
    form = models.CharField(max_length=64)
    url = models.CharField(max_length=2000)
    publisher = models.CharField(max_length=300)
    claim = models.TextField()
    claimant = models.CharField(max_length=300, default="")
    rating = models.CharField(max_length=300)
    explanation = models.TextField(default="")
    language = models.CharField(max_length=35, default="")
    dated = models.CharField(max_length=60, default="")
    published_on = models.DateField(null=True)
    appeared = models.JSONField(default=list)  # links of where the claim stood
    searched = models.TextField()  # what a search looks through, in small letters
    marked = models.BooleanField(default=False)  # whether all its marks are there
    first_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("feed", "key"), name="foreign_check_key"),)

    def __str__(self) -> str:
        return f"{self.publisher}: {self.rating}"

    @property
    def doubted(self) -> bool:
        """Whether it says a date that cannot be one: far in the future, or none."""
        return bool(self.dated) and self.published_on is None


class ForeignMark(models.Model):
    """A word, number or wording that a check's claim holds, as a number to find it by."""

    id = models.BigAutoField(primary_key=True)
    check_of = models.ForeignKey(
        ForeignCheck, on_delete=models.CASCADE, related_name="marks", db_column="check_id"
    )
    mark = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("mark", "check_of"), name="foreign_mark_of"),)

    def __str__(self) -> str:
        return str(self.mark)

"""Rows around publication: notes on versions, overridden rules, contacts, who was given what.

Written by `publish`, `checklist` and `recall`. `reviews.models` imports this, so that Django
finds them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Claim
from factcheck.events.digests import salted
from factcheck.ids import new_id
from reviews.words import About


class VerdictNote(models.Model):
    """What an editor says of a version: why it was revised; to readers, what was wrong with the one
    before (`corrected`), or why it stands no longer and nothing else does (`retracted`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    verdict = models.ForeignKey("reviews.Verdict", on_delete=models.CASCADE, related_name="notes")
    about = models.CharField(max_length=10)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("verdict", "about"), name="verdict_note_once"),
            models.CheckConstraint(
                condition=Q(about__in=[one.value for one in About]), name="verdict_note_about"
            ),
        )

    def __str__(self) -> str:
        return f"{self.about}: {self.text[:60]}"

    def digest(self) -> str:
        """Salted SHA-256 of what never changes, for the ledger."""
        return salted(self.salt, [self.verdict_id, self.about, self.by_id, self.at, self.text])


class Override(models.Model):
    """An editor lets one rule of the policy go for one round of a claim, and says why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="overrides")
    round = models.PositiveIntegerField()
    rule = models.CharField(max_length=30)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("claim", "round", "rule"), name="override_once"),
        )

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason[:60]}"

    def digest(self) -> str:
        """Salted SHA-256 of what never changes, for the ledger."""
        given = [self.claim_id, self.round, self.rule, self.by_id, self.at, self.reason]
        return salted(self.salt, given)


class Contact(models.Model):
    """The claimant was asked, or why not: one line of a claim's contact log."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="contacts")
    asked = models.BooleanField()
    who = models.TextField(default="")
    answer = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.answer[:80]

    def digest(self) -> str:
        """Salted SHA-256 of what never changes, for the ledger."""
        said = [self.asked, self.who, self.answer]
        return salted(self.salt, [self.claim_id, *said, self.by_id, self.at])


class Handout(models.Model):
    """Who was given verdicts by which way, and how far: one row a reader, way and filters.

    `last_event` is the last event that what they read surely covers. A correction after it has not
    reached them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handouts"
    )
    key_prefix = models.CharField(max_length=12, default="")
    way = models.CharField(max_length=20)
    filters = models.JSONField(default=dict)
    filters_sha256 = models.CharField(max_length=64)
    drafts = models.BooleanField(default=False)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_event = models.BigIntegerField()

    class Meta:
        ordering = ("-last_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "key_prefix", "way", "filters_sha256"), name="handout_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.way} to {self.key_prefix or self.person_id}"

"""User and ApiKey: rows only; what is done with them stands in `people.py` and `keys.py`."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models

from factcheck.accounts.rights import Role
from factcheck.clock import now
from factcheck.ids import new_id


class User(AbstractUser):
    """A person at the desk. `role` decides; Django's own permissions are not used."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    role = models.CharField(
        max_length=12, choices=[(role.value, role.value) for role in Role], default=Role.READER
    )

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="user_role_known"
            ),
        )

    def __str__(self) -> str:
        return self.username

    @property
    def shown(self) -> str:
        """The name as pages show it: work and name of who has left the desk stay."""
        return self.username if self.is_active else f"{self.username} (left)"

    @property
    def as_role(self) -> Role:
        """The role as the closed set it is."""
        return Role(self.role)


class ApiKey(models.Model):
    """A program's way in, for its owner and at most its owner's rights.

    Only the SHA-256 of the secret is kept: it is 256 random bits, so no slow hash is needed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    read_up_to = models.BigIntegerField(default=0)  # the highest event that it read in the feed
    expires_at = models.DateTimeField(null=True)
    # What a rotation replaced: the secret before opens until that time.
    old_digest = models.CharField(max_length=64, default="")
    old_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def state(self) -> str:
        """live, expired or revoked."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at and self.expires_at <= now() else "live"

    @property
    def overlaps_until(self) -> datetime | None:
        """Until when the secret before the last rotation opens; None where it does no longer."""
        return self.old_until if self.old_until and self.old_until > now() else None


class Once(models.Model):
    """An idempotency key that was used: what it made, so that a repeat shows the same.

    Written first in the verb's transaction (`factcheck.verbs`), kept for 24 hours.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    object_id = models.CharField(max_length=64, default="")
    outcome = models.CharField(max_length=20, default="")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("owner", "key"), name="once_owner_key"),)

    def __str__(self) -> str:
        return self.key

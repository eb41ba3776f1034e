"""API keys: make, use, revoke."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from factcheck.accounts.actor import Actor
from factcheck.accounts.models import ApiKey, User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, FieldError, Invalid, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb

MARK = "fck"
# A row written at every request would be a lock at every request.
USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made: `secret` is shown once and kept nowhere."""

    key: ApiKey
    secret: str

    @property
    def pk(self) -> uuid.UUID:
        """The key's id."""
        return self.key.id


def digest_of(secret: str) -> str:
    """SHA-256 of the whole key as sent."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _make_key(*, actor: Actor, name: str, scopes: list[str], owner: User | None = None) -> NewKey:
    person = actor.user or owner
    assert person is not None
    owner = owner or person
    if actor.key is not None:
        raise Denied("A key cannot make keys. Log in to the desk for that.", code="person")
    if owner != person:
        actor.must(Right.ADMIN)
    errors = []
    name = name.strip()
    if not name:
        errors.append(FieldError("name", "required", "Give the key a name: what will use it?"))
    if len(name) > 80:
        errors.append(FieldError("name", "too_long", "The name is longer than 80 characters."))
    if "\x00" in name:
        errors.append(FieldError("name", "nul", "This holds a NUL character. Take it out."))
    unknown = [scope for scope in scopes if scope not in set(Right)]
    if unknown:
        known = ", ".join(Right)
        errors.append(
            FieldError(
                "scopes", "unknown", f"There is no scope {unknown[0]!r}. There are: {known}."
            )
        )
    if errors:
        raise Invalid.fields(errors)
    prefix = secrets.token_hex(4)
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        owner=owner,
        name=name,
        prefix=prefix,
        digest=digest_of(secret),
        scopes=[right.value for right in Right if right.value in scopes],
        created_at=now(),
    )
    record(actor=actor, kind="key.made", key=str(key.id), owner=str(owner.id), scopes=key.scopes)
    return NewKey(key, secret)


def _revoke_key(*, actor: Actor, key_id: uuid.UUID) -> ApiKey:
    key = ApiKey.objects.select_for_update().filter(pk=key_id).first()
    if key is None or (key.owner_id != actor.person.id and not actor.may(Right.ADMIN)):
        raise Missing("There is no such key of yours.")
    if key.revoked_at is not None:
        raise Conflict("This key is revoked already.", code="revoked")
    key.revoked_at = now()
    key.save(update_fields=["revoked_at"])
    record(actor=actor, kind="key.revoked", key=str(key.id), owner=str(key.owner_id))
    return key


make_key = verb(_make_key)
revoke_key = verb(_revoke_key)


def find_key(secret: str) -> ApiKey | None:
    """The live key with this secret and a live owner, marked as used; None where there is none."""
    parts = secret.split("_", 2)
    if len(parts) != 3 or parts[0] != MARK:
        return None
    key = ApiKey.objects.select_related("owner").filter(prefix=parts[1], revoked_at=None).first()
    if key is None or not secrets.compare_digest(key.digest, digest_of(secret)):
        return None
    if not key.owner.is_active:
        return None
    moment = now()
    if key.last_used_at is None or moment - key.last_used_at > USED_EVERY:
        ApiKey.objects.filter(
            Q(last_used_at=None) | Q(last_used_at__lt=moment - USED_EVERY), pk=key.pk
        ).update(last_used_at=moment)
    return key


def note_read(key: ApiKey | None, seq: int) -> None:
    """The change feed was read to this event with this key; never steps back."""
    if key is not None:
        ApiKey.objects.filter(pk=key.pk, read_up_to__lt=seq).update(read_up_to=seq)

"""API keys: make, use, rotate, revoke."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from factcheck.accounts.actor import Actor
from factcheck.accounts.models import ApiKey, User
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, FieldError, Invalid, Missing, NoKey
from factcheck.events.ledger import record
from factcheck.verbs import verb

MARK = "fck"
# A row written at every request would be a lock at every request.
USED_EVERY = timedelta(minutes=1)
OVERLAP = 24  # hours for which the old secret of a rotated key still opens, where nobody says
MOST_OVERLAP = 168
NEW_ONE = "Make one in the desk under Keys."


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


def _make_key(
    *,
    actor: Actor,
    name: str,
    scopes: list[str],
    owner: User | None = None,
    expires_at: datetime | None = None,
) -> NewKey:
    person = actor.user or owner
    assert person is not None
    owner = owner or person
    _must_be_a_person(actor, "make")
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
    if expires_at is not None and expires_at <= now():
        message = "This time is over. Give one that is to come, or none: the key then stays."
        errors.append(FieldError("expires_at", "over", message))
    if errors:
        raise Invalid.fields(errors)
    prefix = secrets.token_hex(4)
    secret = _new_secret(prefix)
    key = ApiKey.objects.create(
        owner=owner,
        name=name,
        prefix=prefix,
        digest=digest_of(secret),
        scopes=[right.value for right in Right if right.value in scopes],
        created_at=now(),
        expires_at=expires_at,
    )
    record(actor=actor, kind="key.made", key=str(key.id), owner=str(owner.id), scopes=key.scopes)
    return NewKey(key, secret)


def _rotate_key(*, actor: Actor, key_id: uuid.UUID, hours: int = OVERLAP) -> NewKey:
    key = _own_key(actor, key_id)
    _must_be_a_person(actor, "rotate")
    if not 0 <= hours <= MOST_OVERLAP:
        message = f"The old secret works on for 0 to {MOST_OVERLAP} hours. Give a number of those."
        raise Invalid.field("hours", "number", message)
    moment = now()
    if key.expires_at is not None and key.expires_at <= moment:
        raise Conflict(f"This key has expired. {NEW_ONE}", code="expired")
    secret = _new_secret(key.prefix)
    key.old_digest, key.digest = key.digest, digest_of(secret)
    key.old_until = moment + timedelta(hours=hours)
    key.save(update_fields=["digest", "old_digest", "old_until"])
    record(
        actor=actor,
        kind="key.rotated",
        key=str(key.id),
        owner=str(key.owner_id),
        old_until=key.old_until.isoformat(),
    )
    return NewKey(key, secret)


def _revoke_key(*, actor: Actor, key_id: uuid.UUID) -> ApiKey:
    key = _own_key(actor, key_id)
    if actor.key is not None and actor.key.pk != key.pk:
        raise Denied(
            "A key can revoke itself and no other. Log in to the desk for that.", code="person"
        )
    key.revoked_at = now()
    key.save(update_fields=["revoked_at"])
    record(actor=actor, kind="key.revoked", key=str(key.id), owner=str(key.owner_id))
    return key


def _must_be_a_person(actor: Actor, what: str) -> None:
    if actor.key is not None:
        raise Denied(f"A key cannot {what} keys. Log in to the desk for that.", code="person")


def _own_key(actor: Actor, key_id: uuid.UUID) -> ApiKey:
    """The live key, locked: one's own, or for an admin anybody's."""
    key = ApiKey.objects.select_for_update().filter(pk=key_id).first()
    if key is None or (key.owner_id != actor.person.id and not actor.may(Right.ADMIN)):
        raise Missing("There is no such key of yours.")
    if key.revoked_at is not None:
        raise Conflict("This key is revoked already.", code="revoked")
    return key


def _new_secret(prefix: str) -> str:
    return f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"


make_key = verb(_make_key)
rotate_key = verb(_rotate_key)
revoke_key = verb(_revoke_key)


def key_of(secret: str) -> ApiKey:
    """The live key with this secret and a live owner, marked as used.

    Raises:
        NoKey: with the reason. Only who has the secret is told more than that there is no such key.
    """
    unknown = NoKey(f"This key is unknown or revoked. {NEW_ONE}")
    parts = secret.split("_", 2)
    if len(parts) != 3 or parts[0] != MARK or "\x00" in secret:
        raise unknown
    key = ApiKey.objects.select_related("owner").filter(prefix=parts[1], revoked_at=None).first()
    if key is None or not key.owner.is_active:
        raise unknown
    moment, digest = now(), digest_of(secret)
    if not secrets.compare_digest(key.digest, digest):
        if not secrets.compare_digest(key.old_digest, digest):
            raise unknown
        if key.old_until is None or key.old_until <= moment:
            raise NoKey(
                f"This key was rotated, and its old secret worked until {_told(key.old_until)}. "
                "Send the new one.",
                code="key_rotated",
            )
    if key.expires_at is not None and key.expires_at <= moment:
        raise NoKey(f"This key expired at {_told(key.expires_at)}. {NEW_ONE}", code="key_expired")
    if key.last_used_at is None or moment - key.last_used_at > USED_EVERY:
        ApiKey.objects.filter(
            Q(last_used_at=None) | Q(last_used_at__lt=moment - USED_EVERY), pk=key.pk
        ).update(last_used_at=moment)
    return key


def find_key(secret: str) -> ApiKey | None:
    """As `key_of`; None where there is no live key."""
    try:
        return key_of(secret)
    except NoKey:
        return None


def keys_of(reader: User, owner: User | None = None) -> QuerySet[ApiKey]:
    """One's own keys, or another's, with their owners; live ones first, the newest at the top."""
    rows = ApiKey.objects.select_related("owner").filter(owner=owner or reader)
    return rows.order_by("revoked_at", "-id")


def _told(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "now"


def note_read(key: ApiKey | None, seq: int) -> None:
    """The change feed was read to this event with this key; never steps back."""
    if key is not None:
        ApiKey.objects.filter(pk=key.pk, read_up_to__lt=seq).update(read_up_to=seq)

"""Keys: everybody's own, and for an admin another's; and one's own password."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from factcheck.accounts.keys import (
    MOST_OVERLAP,
    OVERLAP,
    NewKey,
    keys_of,
    make_key,
    revoke_key,
    rotate_key,
)
from factcheck.accounts.models import ApiKey, User
from factcheck.accounts.people import set_password
from factcheck.accounts.rights import RIGHTS, Right
from factcheck.errors import DomainError, Invalid, Missing
from reviews.desk.doors import act, actor_of, page


def _owner(request: HttpRequest) -> User:
    """Whose keys the page shows: one's own, or for an admin those of `owner`."""
    person = actor_of(request).person
    name = request.GET.get("owner") or request.POST.get("owner") or person.username
    if name == person.username:
        return person
    actor_of(request).must(Right.ADMIN)
    found = User.objects.filter(username=name).first()
    if found is None:
        raise Missing(f"There is no user “{name[:150]}”.")
    return found


def _keys(
    request: HttpRequest, refusal: DomainError | None = None, made: NewKey | None = None
) -> HttpResponse:
    person, owner = actor_of(request).person, _owner(request)
    context = {
        "section": "keys",
        "owner": owner,
        "own": owner == person,
        "keys": keys_of(person, owner),
        "scopes": [right for right in Right if right in RIGHTS[person.as_role]],
        "overlap": OVERLAP,
        "most_overlap": MOST_OVERLAP,
        "given": request.POST if refusal else {},
        "chosen": request.POST.getlist("scopes") if refusal else [],
        "errors": {one.field: one.message for one in refusal.errors} if refusal else {},
        "refusal": refusal,
        "made": made,
    }
    answer = render(request, "desk/keys.html", context, status=refusal.status if refusal else 200)
    if made:
        answer["Cache-Control"] = "no-store"
    return answer


@page()
def keys(request: HttpRequest) -> HttpResponse:
    """One's own keys; an admin sees another's with `?owner=`."""
    return _keys(request)


def _keys_again(request: HttpRequest, error: DomainError, **_: Any) -> HttpResponse:
    return _keys(request, error)


def _end_of(day: str) -> datetime | None:
    """The end of a day of the desk's zone; None for an empty field."""
    if not day.strip():
        return None
    try:
        found = parse_date(day.strip())
        if found is not None:
            last = datetime.combine(found, datetime.min.time()) + timedelta(days=1)
            return timezone.make_aware(last)
    except (ValueError, OverflowError):
        pass
    raise Invalid.field("expires_at", "date", "Write the day as YYYY-MM-DD, or leave it empty.")


@act(_keys_again)
def make(request: HttpRequest) -> HttpResponse:
    """A key more; its secret is shown on this one answer and never again."""
    made = make_key(
        actor=actor_of(request),
        name=request.POST.get("name", ""),
        scopes=request.POST.getlist("scopes"),
        expires_at=_end_of(request.POST.get("expires", "")),
    )
    return _keys(request, made=made)


@act(_keys_again)
def rotate(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    """A new secret, shown this once; the old one opens for some hours more."""
    hours = request.POST.get("hours", str(OVERLAP))
    if not (hours.isascii() and hours.isdecimal()) or len(hours) > 6:
        message = f"The old secret works on for 0 to {MOST_OVERLAP} hours. Give a number of those."
        raise Invalid.field("hours", "number", message)
    return _keys(request, made=rotate_key(actor=actor_of(request), key_id=key_id, hours=int(hours)))


@act(_keys_again)
def revoke(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    """Never again."""
    made: ApiKey = revoke_key(actor=actor_of(request), key_id=key_id)
    messages.success(request, f"The key “{made.name}” is revoked.")
    owner = _owner(request)
    own = owner == actor_of(request).person
    return redirect(reverse("desk:keys") + ("" if own else f"?owner={owner.username}"))


@act(_keys_again)
def password(request: HttpRequest) -> HttpResponse:
    """One's own password; this session stays logged in."""
    person = actor_of(request).person
    made = set_password(
        actor=actor_of(request), user_id=person.id, password=request.POST.get("password", "")
    )
    update_session_auth_hash(request, made)
    messages.success(request, "Your password is changed.")
    return redirect("desk:keys")

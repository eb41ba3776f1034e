"""Users (admins) and keys (everybody's own)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.accounts.keys import make_key, revoke_key
from factcheck.accounts.models import ApiKey, User
from factcheck.accounts.people import add_user, set_password
from factcheck.accounts.rights import RIGHTS, Right, Role
from factcheck.errors import DomainError
from reviews.desk.doors import act, actor_of, page, say_and_return
from reviews.leaving import change_role, switch_user


def _users(request: HttpRequest, refusal: DomainError | None = None) -> HttpResponse:
    context = {
        "section": "users",
        "users": User.objects.order_by("username"),
        "roles": list(Role),
        "given": request.POST if refusal else {},
        "errors": {one.field: one.message for one in refusal.errors} if refusal else {},
        "refusal": refusal,
    }
    return render(request, "desk/users.html", context, status=refusal.status if refusal else 200)


def _users_again(request: HttpRequest, error: DomainError, **_: Any) -> HttpResponse:
    if not actor_of(request).may(Right.ADMIN):
        return say_and_return(request, error)
    return _users(request, error)


@page(Right.ADMIN)
def users(request: HttpRequest) -> HttpResponse:
    """Everybody and their roles."""
    return _users(request)


@act(_users_again)
def add(request: HttpRequest) -> HttpResponse:
    """A user more."""
    made = add_user(
        actor=actor_of(request),
        username=request.POST.get("username", ""),
        role=request.POST.get("role", ""),
        password=request.POST.get("password", ""),
    )
    messages.success(request, f"{made.username} can log in now as {made.role}.")
    return redirect("desk:users")


@act(_users_again)
def role(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Another role."""
    made = change_role(actor=actor_of(request), user_id=user_id, role=request.POST.get("role", ""))
    messages.success(request, f"{made.username} is {made.role} now.")
    return redirect("desk:users")


@act(_users_again)
def switch(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Off or on."""
    active = request.POST.get("active") == "1"
    made = switch_user(actor=actor_of(request), user_id=user_id, active=active)
    messages.success(request, f"{made.username} is switched {'on' if active else 'off'}.")
    return redirect("desk:users")


def _keys(
    request: HttpRequest, refusal: DomainError | None = None, secret: str = ""
) -> HttpResponse:
    person = actor_of(request).person
    context = {
        "section": "keys",
        "keys": ApiKey.objects.filter(owner=person).order_by("revoked_at", "-id"),
        "scopes": [right for right in Right if right in RIGHTS[person.as_role]],
        "given": request.POST if refusal else {},
        "chosen": request.POST.getlist("scopes") if refusal else [],
        "errors": {one.field: one.message for one in refusal.errors} if refusal else {},
        "refusal": refusal,
        "secret": secret,
    }
    return render(request, "desk/keys.html", context, status=refusal.status if refusal else 200)


@page()
def keys(request: HttpRequest) -> HttpResponse:
    """One's own keys."""
    return _keys(request)


def _keys_again(request: HttpRequest, error: DomainError, **_: Any) -> HttpResponse:
    return _keys(request, error)


@act(_keys_again)
def make(request: HttpRequest) -> HttpResponse:
    """A key more; its secret is shown on this one answer and never again."""
    made = make_key(
        actor=actor_of(request),
        name=request.POST.get("name", ""),
        scopes=request.POST.getlist("scopes"),
    )
    answer = _keys(request, secret=made.secret)
    answer["Cache-Control"] = "no-store"
    return answer


@act(_keys_again)
def revoke(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    """Never again."""
    made = revoke_key(actor=actor_of(request), key_id=key_id)
    messages.success(request, f"The key “{made.name}” is revoked.")
    return redirect("desk:keys")


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

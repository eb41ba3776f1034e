"""Users, an admin's page."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.accounts.models import User
from factcheck.accounts.people import add_user
from factcheck.accounts.rights import Right, Role
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

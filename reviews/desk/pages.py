"""Board, keys' help, log in and out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims import queries as claim_queries
from factcheck import health, processes
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import day_now, now
from factcheck.events import webhook_queries
from reviews import queries, queue
from reviews.desk.doors import actor_of, page

LATEST = 8
KEPT = "kept."


class Login(auth_views.LoginView):
    """The desk's door."""

    template_name = "desk/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """In; with a form that the end of the session had stopped, that form once more."""
        answer = super().form_valid(form)
        again = self.request.POST.get("again", "")
        if not again:
            return answer
        names = [name for name in self.request.POST if name.startswith(KEPT)]
        kept = [
            (name.removeprefix(KEPT), value)
            for name in names
            for value in self.request.POST.getlist(name)
        ]
        safe = again if again.startswith("/desk/") else "/desk/"
        return render(self.request, "desk/again.html", {"kept": kept, "again": safe})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A wrong password keeps the stopped form too."""
        given = self.request.POST
        kept = [
            (name.removeprefix(KEPT), value)
            for name in given
            if name.startswith(KEPT)
            for value in given.getlist(name)
        ]
        return super().get_context_data(kept=kept, again=given.get("again", ""), **kwargs)


class Logout(auth_views.LogoutView):
    """Out, by POST."""


@page()
def board(request: HttpRequest) -> HttpResponse:
    """Take next, what I hold, what waits, what comes in, is a worker alive.

    htmx asks every few seconds for the part that moves.
    """
    actor = actor_of(request)
    live = request.headers.get("HX-Request")
    template = "desk/_board_live.html" if live else "desk/board.html"
    return render(request, template, board_context(actor))


def board_context(actor: Actor) -> dict[str, Any]:
    """All that the board shows."""
    person = actor.person
    counts = queries.counts()
    since = counts["oldest"]
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    may_review = actor.may(Right.REVIEW)
    articles = list(claim_queries.articles().filter(withdrawn_at=None).order_by("-id")[:LATEST])
    return {
        "section": "review",
        "may_review": may_review,
        "next": queue.next_for(person) if may_review else None,
        "mine": list(queries.held_by(person)) if may_review else [],
        "assigned": list(queries.assigned_to(person)[:LATEST]) if may_review else [],
        "now": now(),
        "undoable": queries.own_recent(person),
        "drafts": list(queries.drafts_of(person)[:LATEST]),
        "notices": list(queries.unread(person)[:LATEST]),
        "counts": counts,
        "oldest": since,
        "late": since is not None and now() - since > timedelta(hours=2),
        "reading": claim_queries.being_read().count(),
        "conflicts": queries.conflicts().count() if actor.may(Right.EDIT) else 0,
        "again": list(queries.to_look_at_again(day_now())[:LATEST])
        if actor.may(Right.EDIT)
        else [],
        "decided_today": queries.settled_since(today),
        "articles": articles,
        "worker": health.worker(),
        "broker": health.broker(),
        "webhooks_off": list(webhook_queries.switched_off_by_the_desk()[:LATEST])
        if actor.may(Right.ADMIN)
        else [],
        "processes": [one for one in processes.states() if one.restarts],
    }


@page()
def keys_help(request: HttpRequest) -> HttpResponse:
    """The keys, for who comes without script."""
    return render(request, "desk/keys_help.html", {"section": ""})

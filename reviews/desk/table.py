"""The queue as an editor's table: filters, saved views, bulk acts with their preview and undo."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from claims import queries as claim_queries
from claims.models import Claim
from claims.ranking import points_of_age
from claims.reading.story import Kind
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import DomainError, FieldError, Invalid
from factcheck.ids import new_id
from reviews import bulk, queries, saved
from reviews.desk.doors import act, actor_of, page, say_and_return
from reviews.filters import NARROW, SORTS, STATUSES, Asked, people_at_work, reviewers
from reviews.models_editors import SavedView

PER_PAGE = 50
REASONS = {"not_a_claim": "not a claim", "out_of_scope": "out of scope"}
DONE = {
    "assign": "assigned",
    "unassign": "freed for anybody",
    "push": "pushed",
    "dismiss": "dismissed",
}


@page()
def table(request: HttpRequest) -> HttpResponse:
    """The claims that the address asks for, in its order."""
    return _table(request, Asked.of(request.GET))


def _table(request: HttpRequest, asked: Asked, refusal: DomainError | None = None) -> HttpResponse:
    actor = actor_of(request)
    # Ids alone are put in order; of a hundred thousand whole rows that took five times as long.
    ids = asked.rows(Claim.objects.all()).values_list("id", flat=True)
    rows = Paginator(ids, PER_PAGE).get_page(request.GET.get("page"))
    age = points_of_age(now())
    whole = claim_queries.claims().in_bulk(list(rows))
    context = {
        "section": "queue",
        "page": rows,
        "claims": [(whole[one], whole[one].priority + age) for one in rows if one in whole],
        "asked": asked.values,
        "errors": asked.errors if whole else {**asked.unknown(), **asked.errors},
        "query": asked.query,
        "keep": f"{asked.query}&" if asked.query else "",
        "address": f"{reverse('desk:queue')}?{asked.query}",
        "sorts": [(name, words) for name, (words, _) in SORTS.items()],
        "sort": asked.sort,
        "statuses": STATUSES,
        "kinds": list(Kind),
        "people": people_at_work(),
        "views": list(SavedView.objects.select_related("owner")),
        "now": now(),
        "may_edit": actor.may(Right.EDIT),
        "may_review": actor.may(Right.REVIEW),
        "within": [(name, asked.values[name]) for name in NARROW if name in asked.values],
        "may_delete": actor.may(Right.ADMIN),
        "refusal": refusal,
        "wrong": {one.field: one.message for one in refusal.errors} if refusal else {},
        "given": request.POST,
        **_for_editors(actor),
    }
    return render(request, "desk/queue.html", context, status=refusal.status if refusal else 200)


def _for_editors(actor: Actor) -> dict[str, Any]:
    if not actor.may(Right.EDIT):
        return {}
    return {
        "reviewers": reviewers(),
        "reasons": REASONS,
        "most": bulk.MOST,
        "batches": [(one, DONE[one.act]) for one in queries.batches_to_undo(actor.person)],
    }


# ---- bulk acts ---------------------------------------------------------------------------------
def _asked_again(request: HttpRequest, error: DomainError, **_: Any) -> HttpResponse:
    """The table as it was, with what was chosen and the sentence."""
    if not actor_of(request).may(Right.EDIT):
        return say_and_return(request, error)
    return _table(request, _filters_of(request.POST), error)


def _filters_of(data: QueryDict) -> Asked:
    """The table's filters, carried by a form as one field."""
    return Asked.of(QueryDict(data.get("query", "")[:2000]))


def _act_of(data: QueryDict) -> bulk.Act:
    """Raises:
    Invalid: a due date or a number that is none.
    """
    name = data.get("act", "")
    return bulk.Act(
        name=name,
        to=data.get("to", "").strip() if name == "assign" else "",
        due_at=due_of(data.get("due_at", "").strip()) if name == "assign" else None,
        by=step_of(data.get("by", "").strip()) if name == "push" else 0,
        reason=data.get("reason", "") if name == "dismiss" else "",
    )


def due_of(text: str) -> datetime | None:
    """The form's local time, in the desk's zone; with its zone, as the preview repeats it.

    Raises:
        Invalid: no such time.
    """
    if not text:
        return None
    try:
        moment = parse_datetime(text)
        if moment is not None and timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise Invalid.field("due_at", "date", "Write day and time like 2026-03-04 17:00.")
    return moment


def step_of(text: str) -> int:
    """Raises:
    Invalid: no whole number.
    """
    if not text.removeprefix("-").removeprefix("+").isdecimal() or len(text) > 4:
        raise Invalid.field("by", "number", "Write a whole number of points, like 1 or -1.")
    return int(text)


def _chosen(data: QueryDict) -> list[uuid.UUID]:
    """The claims that the boxes name, or with `all` those that fit the filters at this moment.

    Raises:
        Invalid: what is no id.
    """
    if data.get("all"):
        rows = _filters_of(data).rows(claim_queries.claims())
        return list(rows.values_list("id", flat=True)[: bulk.MOST + 1])
    try:
        return [uuid.UUID(one) for one in data.getlist("claims")]
    except ValueError:
        raise Invalid.fields(
            [FieldError("claims", "uuid", "This is no claim. Choose in the table again.")]
        ) from None


@act(_asked_again)
def preview(request: HttpRequest) -> HttpResponse:
    """What the act would change, claim by claim; changes nothing."""
    given = request.POST
    wanted = _act_of(given)
    found = bulk.preview(actor=actor_of(request), act=wanted, claim_ids=_chosen(given))
    context = {
        "section": "queue",
        "act": wanted,
        "done": DONE[wanted.name],
        "will": [one for one in found if one.will],
        "left": [one for one in found if not one.will],
        "act_id": new_id(),
        "query": _filters_of(given).query,
    }
    return render(request, "desk/bulk.html", context)


@act(_asked_again)
def run(request: HttpRequest) -> HttpResponse:
    """Does what was previewed, to those claims and no others."""
    given = request.POST
    try:
        act_id = uuid.UUID(given.get("act_id", ""))
    except ValueError:
        raise Invalid.field("claims", "preview", "Look at the preview first.") from None
    bulk.run(actor=actor_of(request), act_id=act_id, act=_act_of(given), claim_ids=_chosen(given))
    return _to_table(given)


@act(say_and_return)
def undo(request: HttpRequest, bulk_id: uuid.UUID) -> HttpResponse:
    """Takes the whole act back."""
    batch = bulk.undo_bulk(actor=actor_of(request), act_id=bulk_id)
    count, left = batch.changed - len(batch.undo_left), batch.undo_left
    said = f"Undone for {count} claim{'' if count == 1 else 's'}."
    if left:
        said += f" {len(left)} left as they are: {left[0]['why']}"
    messages.info(request, said)
    return _to_table(request.POST)


def _to_table(data: QueryDict) -> HttpResponse:
    query = _filters_of(data).query
    return redirect(f"{reverse('desk:queue')}?{query}" if query else reverse("desk:queue"))


# ---- saved views -------------------------------------------------------------------------------
@act(_asked_again)
def save_view(request: HttpRequest) -> HttpResponse:
    """The table's filters under a name."""
    given = request.POST
    view = saved.save_view(
        actor=actor_of(request), name=given.get("name", ""), query=_filters_of(given).query
    )
    messages.success(request, f"“{view.name}” is kept; every editor sees it.")
    return _to_table(given)


@act(say_and_return)
def delete_view(request: HttpRequest, view_id: uuid.UUID) -> HttpResponse:
    """Gone; the claims stay."""
    saved.delete_view(actor=actor_of(request), view_id=view_id)
    messages.info(request, "The view is deleted.")
    return _to_table(request.POST)

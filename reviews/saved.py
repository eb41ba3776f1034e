"""save_view, delete_view: the editors' named filters of the queue, seen by all editors."""

from __future__ import annotations

import uuid
from urllib.parse import parse_qsl

from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, FieldError, Invalid, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews.filters import Asked
from reviews.models_editors import SavedView

MOST = 50


def _save_view(*, actor: Actor, name: str, query: str) -> SavedView:
    """Keeps the table's address under a name. One's own name again: the new address.

    Raises:
        Denied. Invalid: no name, or an address that the table would refuse. Conflict: another's
        name, or fifty views already.
    """
    actor.must(Right.EDIT)
    name = " ".join(name.split())
    errors = []
    if not name or len(name) > 60 or "\x00" in name:
        errors.append(FieldError("name", "required", "Give the view a name of 1 to 60 characters."))
    if len(query) > 2000:
        errors.append(FieldError("query", "too_long", "This address is too long to keep."))
    asked = Asked.of(dict(parse_qsl(query[:2000])))
    errors += [FieldError(field, "invalid", message) for field, message in asked.errors.items()]
    if errors:
        raise Invalid.fields(errors)
    view = SavedView.objects.select_for_update(of=("self",)).filter(name=name).first()
    if view is None:
        if SavedView.objects.count() >= MOST:
            raise Conflict(f"There are {MOST} views. Delete one first.", code="too_many")
        view = SavedView.objects.create(
            name=name, query=asked.query, owner=actor.person, created_at=now()
        )
    elif view.owner_id != actor.person.id:
        raise Conflict("Somebody else keeps a view of this name. Take another.", code="taken")
    else:
        view.query = asked.query
        view.save(update_fields=["query"])
    record(actor=actor, kind="view.saved", view=str(view.id))
    return view


def _delete_view(*, actor: Actor, view_id: uuid.UUID) -> None:
    """Its owner may, or an admin."""
    actor.must(Right.EDIT)
    view = SavedView.objects.select_for_update(of=("self",)).filter(pk=view_id).first()
    if view is None:
        raise Missing("There is no such view.")
    if view.owner_id != actor.person.id and not actor.may(Right.ADMIN):
        raise Denied("Only who saved a view can delete it, or an admin.", code="not_yours")
    record(actor=actor, kind="view.deleted", view=str(view.id))
    view.delete()


save_view = verb(_save_view, tries=2)
delete_view = verb(_delete_view)

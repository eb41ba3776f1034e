"""JSON Lines with all that an import needs: `with=articles`.

Beside the verdicts' own lines it has a line for each article with its texts, each claim with the
reviews that a verdict rests on, and each person, every one before the first line that needs it.
Read back by `reviews.importing`; `TABLES` is what both know. Who may read what is the caller's
`verdicts`: of a claim only those reviews go out on which one of them rests.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Field, ForeignKey, Model, Prefetch, QuerySet

from claims.models import Appearance, Article, Claim, Extraction, Proposal, Revision, Wording
from claims.status import Status
from factcheck.accounts.models import User
from reviews.exports.formats import json_line
from reviews.exports.rows import rows
from reviews.models import Citation, Reopening, Review, SecondLook, Verdict
from reviews.models_publish import Contact, Override
from reviews.snapshot_rows import Snapshot

BATCH = 200
ARTICLES = 20  # at a time: a text may have a megabyte, and comes with the bytes as received
# What an article's and a claim's line hold beside the row itself, in the order of an import.
OF_ARTICLE: dict[str, type[Model]] = {
    "appearances": Appearance,
    "revisions": Revision,
    "extractions": Extraction,
}
OF_CLAIM: dict[str, type[Model]] = {
    "snapshots": Snapshot,
    "proposals": Proposal,
    "wordings": Wording,
    "reopenings": Reopening,
    "second_looks": SecondLook,
    "reviews": Review,
    "citations": Citation,
    "overrides": Override,
    "contacts": Contact,
}
USER_FIELDS = ("id", "username", "role", "is_active", "is_staff")
# A lease is no fact of an archive, and a password none of anybody else's business.
# What a claim repeats may be in no line.
LEFT_OUT: dict[type[Model], set[str]] = {Claim: {"holder", "held_until", "duplicate_of"}}
# A round that has not come to its end begins anew: its reviews do not go out.
UNDER_WAY = {Status.SECOND.value, Status.CONFLICT.value}


def archive(verdicts: QuerySet[Verdict]) -> Iterator[str]:
    """The lines in an order that an import can follow; memory does not grow with their number."""
    people = People()
    chosen = verdicts.order_by()
    articles = Article.objects.prefetch_related("appearances", "revisions__extractions")
    for article in _batched(articles, chosen, "claim__article_id", ARTICLES):
        held = {
            "appearances": _by_id(article.appearances.all()),
            "revisions": _by_id(article.revisions.all()),
            "extractions": _by_id(
                run for text in article.revisions.all() for run in text.extractions.all()
            ),
        }
        yield from people.line("article", article, held)
    around = ("proposals", "wordings", "reopenings", "overrides", "contacts")
    claims = Claim.objects.select_related("second_look").prefetch_related(
        *around,
        Prefetch("verdicts", chosen.select_related(None).only("claim")),
        Prefetch("verdicts__reviews", Review.objects.prefetch_related("citations__snapshot")),
    )
    for claim in _batched(claims, chosen, "claim_id", BATCH):
        reviews = _by_id({one for version in claim.verdicts.all() for one in version.reviews.all()})
        look = getattr(claim, "second_look", None)
        cited = [one for review in reviews for one in review.citations.all()]
        held = {
            "snapshots": _by_id({one.snapshot for one in cited if one.snapshot}),
            **{name: _by_id(getattr(claim, name).all()) for name in around},
            "second_looks": [look] if look else [],
            "reviews": reviews,
            "citations": cited,
        }
        yield from people.line("claim", claim, held)
    yield from _verdict_lines(verdicts, people)


def _batched(
    things: QuerySet[Any], verdicts: QuerySet[Verdict], path: str, size: int
) -> Iterator[Any]:
    """The things to which these verdicts lead, in order of their ids.

    By plain lists of ids: a subquery was left to the planner, which without statistics (a desk just
    filled) went through all reviews for each claim and took hours for two thousand.
    """
    ids = verdicts.select_related(None).order_by(path).values_list(path, flat=True).distinct()
    stream = ids.iterator(chunk_size=size)
    while batch := list(islice(stream, size)):
        yield from things.filter(pk__in=batch).order_by("pk")


def _verdict_lines(verdicts: QuerySet[Verdict], people: People) -> Iterator[str]:
    """The plain lines, each with its row beside."""
    held = Prefetch("reviews", Review.objects.only("pk").order_by("turn"))
    found = verdicts.select_related(None).defer(None).order_by("id")
    found = found.prefetch_related(None).prefetch_related(held, "notes")
    for verdict, plain in zip(found.iterator(chunk_size=BATCH), rows(verdicts), strict=True):
        row, new = people.dump(verdict)
        row["reviews"] = [str(one.pk) for one in verdict.reviews.all()]
        notes = []
        for note in _by_id(verdict.notes.all()):
            dumped, more = people.dump(note)
            notes.append(dumped)
            new += more
        yield from new
        yield json_line("verdict", {**plain, "row": row, "notes": notes})


def _by_id(found: Iterable[Any]) -> list[Any]:
    return sorted(found, key=lambda one: one.pk)


def stored(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns of a table that a line holds: those that are not worked out by the database."""
    left = LEFT_OUT.get(model, set())
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented table of fields
    return [one for one in fields if one.name not in left and not getattr(one, "generated", False)]


def is_person(field: Field[Any, Any]) -> bool:
    """Whether the column names somebody: lines do it by name, since ids of people may differ."""
    return isinstance(field, ForeignKey) and field.related_model is User


class People:
    """Who was named so far: a person's line comes once, before the first line that names them."""

    def __init__(self) -> None:
        self.names = dict(User.objects.values_list("pk", "username"))
        self.ids = {name: pk for pk, name in self.names.items()}
        self.told: set[Any] = set()

    def add(self, user: User) -> None:
        """Somebody who came since."""
        self.names[user.pk] = user.username
        self.ids[user.username] = user.pk

    def line(self, kind: str, thing: Model, held: dict[str, list[Any]]) -> Iterator[str]:
        """The lines of new people, then the thing's own."""
        row, new = self.dump(thing)
        inner: dict[str, list[Any]] = {}
        for name, things in held.items():
            inner[name] = []
            for one in things:
                dumped, more = self.dump(one)
                inner[name].append(dumped)
                new += more
        yield from new
        yield json_line(kind, {"row": row, **inner})

    def dump(self, thing: Model) -> tuple[dict[str, Any], list[str]]:
        """A row as JSON, and the lines of the people who are named in it for the first time."""
        row: dict[str, Any] = {}
        new: list[str] = []
        for field in stored(type(thing)):
            value = getattr(thing, field.attname)
            if is_person(field) and value is not None:
                if value not in self.told:
                    self.told.add(value)
                    new.append(_person(value))
                value = self.names[value]
            row[field.name] = _plain(value)
        if isinstance(thing, Claim) and row["status"] in UNDER_WAY:
            row["status"] = Status.PENDING.value
        return row, new


def _person(user_id: Any) -> str:
    user = User.objects.get(pk=user_id)
    return json_line("user", {"row": {name: _plain(getattr(user, name)) for name in USER_FIELDS}})


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, uuid.UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime | date) else value

"""place_many: what `placing.place` does for one text, for hundreds in one transaction.

New texts are written as sets of rows; known ones that add nothing cost a look at what was read for
all of them together; the rest goes one by one. The outcome is that of one after the other, in
their order.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from claims.by_hand import Marked
from claims.given import Given
from claims.models import Appearance, Article, Extraction, Revision
from claims.placing import NewRows, Submitted, new_rows, place
from claims.reading.story import Candidate
from factcheck.accounts.actor import Actor
from factcheck.errors import DomainError
from factcheck.events.ledger import record_all, unsaved
from factcheck.events.models import Event

Placed = Submitted | DomainError
Place = tuple[str, str]  # a name's kind and the name
_TEXT, _ID, _LINK, _OUTLET = "text", "external_id", "source_url", "outlet"


class Text(NamedTuple):
    """A text and the claims that its sender marked in it."""

    given: Given
    claims: Sequence[tuple[Marked, Candidate]] = ()


@dataclass(slots=True)
class _Known:
    """What the desk knows of the texts at hand, kept up to date while they are placed."""

    names: dict[Place, uuid.UUID] = field(default_factory=dict)
    texts: dict[str, uuid.UUID] = field(default_factory=dict)
    places: dict[uuid.UUID, set[Place]] = field(default_factory=dict)  # and outlets

    def learn(self, article_id: uuid.UUID, given: Given) -> None:
        """What is true after this text was placed there."""
        for known in [text for text, one in self.texts.items() if one == article_id]:
            del self.texts[known]
        self.texts[given.text_hash] = article_id
        for name in _names(given):
            self.names[name] = article_id
        self.places.setdefault(article_id, set()).update(_places(given))


def place_many(actor: Actor, texts: Sequence[Text]) -> list[Placed]:
    """What became of each text, in their order; refusals of single ones are among the answers.

    Call it inside a verb that is tried again: where another lets one of the same texts in at the
    same time, a unique key refuses the whole.
    """
    known = _look(actor, [text.given for text in texts])
    found: list[Placed] = []
    fresh: list[Given] = []
    seen: set[Place] = set()
    for given, claims in texts:
        keys = {*_names(given), (_TEXT, given.text_hash)}
        if keys & seen:  # the same text or name stands above: it must be there first
            found += _write(actor, fresh, known)
            seen.clear()
        same = known.texts.get(given.text_hash)
        named = {known.names[name] for name in _names(given) if name in known.names}
        if not claims and same is None and not named:
            fresh.append(given)
            seen |= keys
            continue
        found += _write(actor, fresh, known)
        seen.clear()
        adds = _places(given) - known.places.get(same, set()) if same else None
        if not claims and not adds and same is not None and named <= {same}:
            found.append(Submitted(Article(id=same), "duplicate"))
            continue
        try:
            with transaction.atomic():
                done = place(actor, given, claims)
        except DomainError as refusal:
            found.append(refusal)
        else:
            found.append(done)
            known.learn(done.article.id, given)
    return found + _write(actor, fresh, known)


def _look(actor: Actor, texts: Sequence[Given]) -> _Known:
    """Three reads, however many texts."""
    known = _Known()
    ids = [given.external_id for given in texts if given.external_id]
    links = [given.source_url for given in texts if given.source_url]
    hashes = [given.text_hash for given in texts]
    known.texts = dict(Article.objects.filter(text_hash__in=hashes).values_list("text_hash", "id"))
    named = Q(source_url__in=links) | Q(owner=actor.user, external_id__in=ids)
    rows = Appearance.objects.filter(named | Q(article_id__in=known.texts.values()))
    for row in rows:
        own = row.external_id if row.owner_id == actor.person.id else ""
        places = {(_ID, own), (_LINK, row.source_url), (_OUTLET, row.outlet)}
        known.places.setdefault(row.article_id, set()).update(places)
        known.names.update(
            {(kind, name): row.article_id for kind, name in places if name and kind != _OUTLET}
        )
    return known


def _write(actor: Actor, fresh: list[Given], known: _Known) -> list[Placed]:
    """Makes articles of the texts that are none yet, and empties the list."""
    new = [new_rows(actor, given) for given in fresh]
    Article.objects.bulk_create([rows.article for rows in new])
    Appearance.objects.bulk_create([rows.appearance for rows in new])
    Revision.objects.bulk_create([rows.revision for rows in new])
    Extraction.objects.bulk_create([rows.extraction for rows in new])
    record_all([_event(actor, rows) for rows in new])
    for rows, given in zip(new, fresh, strict=True):
        known.learn(rows.article.id, given)
    fresh.clear()
    return [Submitted(rows.article, "created", rows.extraction.id) for rows in new]


def _event(actor: Actor, rows: NewRows) -> Event:
    return unsaved(
        actor=actor,
        kind="article.submitted",
        article_id=rows.article.id,
        covers=(rows.revision,),
        revision=1,
    )


def _names(given: Given) -> set[Place]:
    """What belongs to one article alone."""
    both = {(_ID, given.external_id), (_LINK, given.source_url)}
    return {(kind, name) for kind, name in both if name}


def _places(given: Given) -> set[Place]:
    """What `placing` would note as another appearance."""
    return _names(given) | ({(_OUTLET, given.outlet)} if given.outlet else set())

"""place: which article a text is, by the sender's own id, its link, its words; inside a verb.

Called by `claims.intake` for one and by `claims.placing_many` for what comes in bulk.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from claims.by_hand import Marked, propose_marked
from claims.extractors.catalogue import chosen
from claims.given import Given
from claims.models import Appearance, Article, Extraction, Revision
from claims.reading.story import Candidate
from factcheck.accounts.actor import Actor
from factcheck.clock import now
from factcheck.errors import Conflict
from factcheck.events.ledger import record


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a text. `outcome`: created, duplicate, appearance or revised.

    `extraction` is what the worker owes for it, where the text is new.
    """

    article: Article
    outcome: str
    extraction: uuid.UUID | None = None

    @property
    def pk(self) -> uuid.UUID:
        """The article's id."""
        return self.article.id


def place(actor: Actor, given: Given, claims: Sequence[tuple[Marked, Candidate]] = ()) -> Submitted:
    """Which article it is: made, revised, or known; its sender's own claims join the queue.

    Raises:
        Conflict: its names belong to two different articles.
    """
    done = _place(actor, given)
    if claims:
        # Two senders of the same words at once: the second waits here.
        article = Article.objects.select_for_update(of=("self",)).get(pk=done.article.id)
        propose_marked(actor, article, given.text, claims)
    return done


def _place(actor: Actor, given: Given) -> Submitted:
    named, same_text = _locked(_named(actor, given), given.text_hash)
    if named is not None and same_text is not None and named.id != same_text.id:
        raise Conflict(
            f"The name belongs to article {named.id}, the text to article {same_text.id}. "
            "Withdraw one of them, or send the text without that name.",
            code="two_articles",
        )
    if named is not None and same_text is None:
        return _revise(actor, named, given)
    if same_text is not None:
        added = _appear(actor, same_text, given)
        return Submitted(same_text, "appearance" if added else "duplicate")
    return _create(actor, given)


def _locked(named: uuid.UUID | None, text_hash: str) -> tuple[Article | None, Article | None]:
    """The articles of the name and of the text, locked in one order: of two submissions whose
    name and text cross, one waits for the other instead of each for both."""
    same = Article.objects.filter(text_hash=text_hash).values_list("id", flat=True).first()
    wanted = [one for one in (named, same) if one is not None]
    rows = Article.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("id")
    found = {row.id: row for row in rows} if wanted else {}
    text_of = found.get(same) if same else None
    # It may have got another text between the look and the lock.
    return (
        found.get(named) if named else None,
        text_of if text_of and text_of.text_hash == text_hash else None,
    )


def _named(actor: Actor, given: Given) -> uuid.UUID | None:
    found: list[Appearance] = []
    if given.external_id:
        found += Appearance.objects.filter(owner=actor.user, external_id=given.external_id)
    if given.source_url:
        found += Appearance.objects.filter(source_url=given.source_url)
    ids = list(dict.fromkeys(row.article_id for row in found))
    if len(ids) > 1:
        raise Conflict(
            f"external_id belongs to article {ids[0]}, source_url to article {ids[1]}. "
            "Send only the one that is meant.",
            code="two_articles",
        )
    return ids[0] if ids else None


def _appear(actor: Actor, article: Article, given: Given) -> bool:
    """Adds the place where the known text stands too; False where nothing is new."""
    rows = list(article.appearances.all())
    new_url = given.source_url and all(row.source_url != given.source_url for row in rows)
    new_id = given.external_id and all(
        (row.owner_id, row.external_id) != (actor.person.id, given.external_id) for row in rows
    )
    new_outlet = given.outlet and all(row.outlet != given.outlet for row in rows)
    if not (new_url or new_id or new_outlet):
        return False
    Appearance.objects.create(
        article=article,
        owner=actor.user,
        external_id=given.external_id if new_id else "",
        source_url=given.source_url if new_url else "",
        outlet=given.outlet,
        seen_at=now(),
    )
    record(actor=actor, kind="article.appeared", article_id=article.id)
    return True


@dataclass(frozen=True, slots=True)
class NewRows:
    """What a new article is made of, not saved yet."""

    article: Article
    appearance: Appearance
    revision: Revision
    extraction: Extraction


def new_rows(actor: Actor, given: Given) -> NewRows:
    """The rows of a text that is no article yet."""
    article = Article(
        headline=given.headline,
        outlet=given.outlet,
        source_url=given.source_url,
        language=given.language,
        published_at=given.published_at,
        text_hash=given.text_hash,
        submitted_by=actor.user,
        created_at=now(),
    )
    appearance = Appearance(
        article=article,
        owner=actor.user,
        external_id=given.external_id,
        source_url=given.source_url,
        outlet=given.outlet,
        seen_at=article.created_at,
    )
    return NewRows(article, appearance, *_revision_rows(actor, article, 1, given))


def _create(actor: Actor, given: Given) -> Submitted:
    new = new_rows(actor, given)
    for row in (new.article, new.appearance, new.revision, new.extraction):
        row.save(force_insert=True)
    record(
        actor=actor,
        kind="article.submitted",
        article_id=new.article.id,
        covers=(new.revision,),
        revision=1,
    )
    return Submitted(new.article, "created", new.extraction.id)


def _revise(actor: Actor, article: Article, given: Given) -> Submitted:
    """The next revision; `pipeline` retires the untouched claims of the old one when it is read."""
    last = article.revisions.order_by("-number").values_list("number", flat=True)[0]
    article.text_hash = given.text_hash
    article.published_at = given.published_at or article.published_at
    article.headline = given.headline or article.headline
    article.save(update_fields=["text_hash", "published_at", "headline"])
    revision, extraction = _revision_rows(actor, article, last + 1, given)
    revision.save(force_insert=True)
    extraction.save(force_insert=True)
    record(
        actor=actor,
        kind="article.revised",
        article_id=article.id,
        covers=(revision,),
        revision=revision.number,
    )
    # A name that came with it for the first time is this article's from now on.
    _appear(actor, article, given)
    return Submitted(article, "revised", extraction.id)


def _revision_rows(
    actor: Actor, article: Article, number: int, given: Given
) -> tuple[Revision, Extraction]:
    moment = now()
    revision = Revision(
        article=article,
        number=number,
        raw=given.raw,
        raw_sha256=hashlib.sha256(given.raw).hexdigest(),
        text=given.text,
        text_sha256=hashlib.sha256(given.text.encode()).hexdigest(),
        received_at=moment,
        origin=given.origin,
        salt=secrets.token_hex(16),
    )
    extractor = chosen()
    extraction = Extraction(
        revision=revision,
        extractor=extractor.name,
        version=extractor.version,
        queued_at=moment,
        offered_at=moment,
        in_bulk=bool(actor.batch),
    )
    return revision, extraction

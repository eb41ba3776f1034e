"""submit_article: how a text gets in, and which article it is.

Called by pages, REST and commands. The worker's part follows after commit (`claims.tasks`).
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.by_hand import Marked, propose_marked, read_marked
from claims.extractors.catalogue import chosen
from claims.given import Given, check
from claims.models import Appearance, Article, Extraction, Revision
from claims.reading.story import Candidate
from claims.tasks import offer
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict
from factcheck.events.ledger import record
from factcheck.verbs import verb


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


def submit_article(  # noqa: PLR0913 - what a sender says of an article
    *,
    actor: Actor,
    text: str = "",
    html: str = "",
    source_url: str = "",
    outlet: str = "",
    headline: str = "",
    published_at: datetime | None = None,
    language: str = "",
    external_id: str = "",
    claims: Sequence[Marked] = (),
) -> Submitted:
    """Takes a text or a page in, finds out which article it is, and owes its extraction.

    Of a page (`html`) the story's own paragraphs become the text; its address, outlet and date
    stand in where they are not given. The page's source is kept as received. `claims` are the
    sender's own: they join the queue at once, and what the reader finds beside them is proposed.
    Their offsets count the text as it was sent.

    Same article by, in order: the owner's external_id, the source_url, the text. Known and same
    text: nothing added. Known and new text: the next revision. Same text elsewhere: an appearance.
    Needs the right submit. Two equal texts at once: the unique keys let one in; the other is
    looked up again and finds it.

    Raises:
        Invalid: every wrong field. Conflict: its names belong to two different articles.
    """
    actor.must(Right.SUBMIT)
    given = check(text, html, source_url, outlet, headline, published_at, language, external_id)
    found = read_marked(given, claims, sent=text)
    return _submit(actor=actor, given=given, claims=found)


def _submit_apply(
    *, actor: Actor, given: Given, claims: Sequence[tuple[Marked, Candidate]]
) -> Submitted:
    done = _place(actor, given)
    if claims:
        # Two senders of the same words at once: the second waits here.
        article = Article.objects.select_for_update(of=("self",)).get(pk=done.article.id)
        propose_marked(actor, article, given.text, claims)
    return done


def _place(actor: Actor, given: Given) -> Submitted:
    """Which article it is: made, revised, or known."""
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


def _offer(done: Submitted) -> None:
    if done.extraction is not None:
        offer(done.extraction)


_submit = verb(_submit_apply, tries=3, after=_offer)


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


def _create(actor: Actor, given: Given) -> Submitted:
    article = Article.objects.create(
        headline=given.headline,
        outlet=given.outlet,
        source_url=given.source_url,
        language=given.language,
        published_at=given.published_at,
        text_hash=given.text_hash,
        submitted_by=actor.user,
        created_at=now(),
    )
    Appearance.objects.create(
        article=article,
        owner=actor.user,
        external_id=given.external_id,
        source_url=given.source_url,
        outlet=given.outlet,
        seen_at=article.created_at,
    )
    revision, extraction = _add_revision(article, 1, given)
    record(
        actor=actor,
        kind="article.submitted",
        article_id=article.id,
        covers=(revision,),
        revision=1,
    )
    return Submitted(article, "created", extraction.id)


def _revise(actor: Actor, article: Article, given: Given) -> Submitted:
    """The next revision; `pipeline` retires the untouched claims of the old one when it is read."""
    last = article.revisions.order_by("-number").values_list("number", flat=True)[0]
    article.text_hash = given.text_hash
    article.published_at = given.published_at or article.published_at
    article.headline = given.headline or article.headline
    article.save(update_fields=["text_hash", "published_at", "headline"])
    revision, extraction = _add_revision(article, last + 1, given)
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


def _add_revision(article: Article, number: int, given: Given) -> tuple[Revision, Extraction]:
    moment = now()
    revision = Revision.objects.create(
        article=article,
        number=number,
        raw=given.raw,
        raw_sha256=hashlib.sha256(given.raw).hexdigest(),
        text=given.text,
        text_sha256=hashlib.sha256(given.text.encode()).hexdigest(),
        received_at=moment,
        salt=secrets.token_hex(16),
    )
    extractor = chosen()
    extraction = Extraction.objects.create(
        revision=revision,
        extractor=extractor.name,
        version=extractor.version,
        queued_at=moment,
        offered_at=moment,
    )
    return revision, extraction

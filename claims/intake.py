"""submit_article: how a text gets in, and which article it is.

Called by pages, REST and commands. The worker's part follows after commit (`claims.tasks`).
"""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from claims.extractors.catalogue import chosen
from claims.models import Appearance, Article, Extraction, Revision
from claims.page import NoArticle, Page, read_page
from claims.reading import LANGUAGES, normalise
from claims.tasks import offer
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, FieldError, Invalid
from factcheck.events.ledger import record
from factcheck.verbs import verb

URL_LIMIT = 2000
NAME_LIMIT = 200
PAGE_LIMIT = 3_000_000  # characters of a page's source; its story has the limit of a text
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


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


@dataclass(frozen=True, slots=True)
class _Given:
    """What the sender said, checked."""

    raw: bytes
    text: str
    text_hash: str
    source_url: str
    outlet: str
    headline: str
    published_at: datetime | None
    language: str
    external_id: str


def identity_hash(text: str) -> str:
    """SHA-256 of the text with white space folded: a form and a file give the same article."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def canonical_url(url: str) -> str:
    """The link as the desk compares it: scheme and host in lower case, no dot behind the host, no
    default port, no fragment.

    Raises:
        ValueError: with the sentence of what is wrong with it.
    """
    url = url.strip()
    if not url:
        return ""
    # A browser drops tabs and line ends inside an address; its scheme is judged as it would be.
    bare = re.sub(r"[\s\x00-\x1f]", "", url)
    if not re.match(r"https?://[^/?#]", bare, re.IGNORECASE):
        raise ValueError("Only http and https addresses are taken, like https://outlet.example/a.")
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        raise ValueError("An address is one line without spaces.")
    if len(url) > URL_LIMIT:
        raise ValueError(f"An address has {URL_LIMIT} characters at most; this one has {len(url)}.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("This is no address that can be read.") from None
    if not host or not host.strip("."):
        raise ValueError("This address names no host.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("An address with a user name or password in it is not taken.")
    host = host.rstrip(".")
    scheme = parts.scheme.lower()
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and (scheme, port) not in {("http", 80), ("https", 443)}:
        netloc = f"{netloc}:{port}"
    return urlunsplit((scheme, netloc, parts.path or "/", parts.query, ""))


def check_text(text: str, *, field: str = "text") -> list[FieldError]:
    """What is wrong with an article's text, each with its fix."""
    if not text.strip():
        return [FieldError(field, "empty", "The article text is empty. Paste or send its words.")]
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > settings.FACTCHECK_TEXT_LIMIT:
        limit = settings.FACTCHECK_TEXT_LIMIT
        message = f"The text has {size:,} bytes; {limit:,} is the limit. Send the story alone."
        return [FieldError(field, "too_long", message)]
    if (at := text.find("\x00")) >= 0:
        message = f"The text holds a NUL character at place {at}. Take it out and send it again."
        return [FieldError(field, "nul", message)]
    if found := re.search("[\ud800-\udfff]", text):
        message = f"The text holds half a character (a lone surrogate) at place {found.start()}."
        return [FieldError(field, "surrogate", message)]
    return []


def page_of_html(html: str, text: str) -> Page:
    """Raises:
    Invalid: both were sent, or the page holds no article.
    """
    if text.strip():
        raise Invalid.field("html", "both", "Send the page as html or the story as text, not both.")
    if len(html) > PAGE_LIMIT:
        raise Invalid.field("html", "too_long", f"A page has {PAGE_LIMIT:,} characters at most.")
    try:
        return read_page(html)
    except NoArticle as error:
        raise Invalid.field("html", "no_article", str(error)) from None


def _check(
    text: str,
    html: str,
    source_url: str,
    outlet: str,
    headline: str,
    published_at: datetime | None,
    language: str,
    external_id: str,
) -> _Given:
    page = page_of_html(html, text) if html else None
    raw = html if page else text
    if page:
        text = page.text
        source_url = source_url or page.url or ""
        outlet = outlet or (page.outlet or "")[:NAME_LIMIT]
        if page.published and page.published <= now() + timedelta(days=1):
            published_at = published_at or page.published
    errors = check_text(text)
    url = ""
    try:
        url = canonical_url(source_url)
    except ValueError as error:
        errors.append(FieldError("source_url", "url", str(error)))
    for name, value, limit in (
        ("outlet", outlet, NAME_LIMIT),
        ("headline", headline, 1000),
        ("external_id", external_id, NAME_LIMIT),
    ):
        if len(value) > limit:
            errors.append(FieldError(name, "too_long", f"At most {limit} characters."))
        if "\x00" in value:
            errors.append(FieldError(name, "nul", "This holds a NUL character. Take it out."))
    if language and not _LANGUAGE.fullmatch(language):
        known = ", ".join(LANGUAGES)
        message = (
            f"{language[:40]!r} is no language code. Write one like en or pt-BR, or leave it out. "
            f"The reader understands {known}; of others it ranks sentences by position and figures."
        )
        errors.append(FieldError("language", "unknown", message))
    if published_at is not None and published_at > now() + timedelta(days=1):
        errors.append(
            FieldError("published_at", "future", "This date lies in the future. Mend or leave out.")
        )
    if errors:
        raise Invalid.fields(errors)
    normal = normalise(text)
    return _Given(
        raw=raw.encode("utf-8", "surrogatepass"),
        text=normal,
        text_hash=identity_hash(normal),
        source_url=url,
        outlet=outlet.strip(),
        headline=headline.strip(),
        published_at=published_at,
        language=language,
        external_id=external_id.strip(),
    )


def _submit_article(
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
) -> Submitted:
    """Takes a text or a page in, finds out which article it is, and owes its extraction.

    Of a page (`html`) the story's own paragraphs become the text; its address, outlet and date
    stand in where they are not given. The page's source is kept as received.

    Same article by, in order: the owner's external_id, the source_url, the text. Known and same
    text: nothing added. Known and new text: the next revision. Same text elsewhere: an appearance.
    Needs the right submit. Two equal texts at once: the unique keys let one in; the other is
    looked up again and finds it.

    Raises:
        Invalid: every wrong field. Conflict: its names belong to two different articles.
    """
    actor.must(Right.SUBMIT)
    given = _check(text, html, source_url, outlet, headline, published_at, language, external_id)
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


submit_article = verb(_submit_article, tries=3, after=_offer)


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


def _named(actor: Actor, given: _Given) -> uuid.UUID | None:
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


def _appear(actor: Actor, article: Article, given: _Given) -> bool:
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


def _create(actor: Actor, given: _Given) -> Submitted:
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


def _revise(actor: Actor, article: Article, given: _Given) -> Submitted:
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


def _add_revision(article: Article, number: int, given: _Given) -> tuple[Revision, Extraction]:
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

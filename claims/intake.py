"""submit_article: how a text gets in, and which article it is.

Called by pages, REST and commands. The worker's part follows after commit (`claims.tasks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from claims.by_hand import Marked, read_marked
from claims.documents.document import Document, read_document
from claims.documents.fetching import fetch_document
from claims.given import Given, check
from claims.offers import offer
from claims.placing import Submitted, place
from claims.reading.story import Candidate
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.errors import FieldError, Invalid, NotFetched
from factcheck.verbs import raise_if_done, verb


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
    document: Document | None = None,
) -> Submitted:
    """Takes a text, a page or a file in, finds out which article it is, and owes its extraction.

    Of a page (`html`) the story's own paragraphs become the text; its address, outlet and date
    stand in where they are not given. The page's source, or the `document` that stands in for
    text and html, is kept as received. `claims` are the
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
    given = check(
        document or Document.sent(text, html),
        source_url=source_url,
        outlet=outlet,
        headline=headline,
        published_at=published_at,
        language=language,
        external_id=external_id,
    )
    found = read_marked(given, claims, sent=document.text if document else text)
    return _submit(actor=actor, given=given, claims=found)


def submit_link(
    *,
    actor: Actor,
    url: str,
    source_url: str = "",
    **said: Any,
) -> Submitted:
    """Asks a link for its story and takes that in, as `submit_article` does; the link is where the
    article stood, unless `source_url` says otherwise.

    Raises:
        NotFetched: naming `url`: not asked, not answered, no story in the answer. Others as
            `submit_article`. AlreadyDone: as a verb; nothing is asked again.
    """
    actor.must(Right.SUBMIT)
    raise_if_done(actor)
    link, document = fetch_document(url)
    told = {**said, "source_url": source_url or link}
    try:
        return submit_article(actor=actor, document=document, **told)
    except Invalid as error:
        if wrong := _of_the_story(error):
            message = f"{wrong.message} The link gave no story that can be read."
            raise NotFetched(wrong.code, message) from None
        raise


def _of_the_story(error: Invalid) -> FieldError | None:
    """What is wrong with the words of a link or a file: nobody sent a text or a page."""
    return next((one for one in error.errors if one.field in {"text", "html"}), None)


def bring_in(
    *,
    actor: Actor,
    text: str = "",
    html: str = "",
    url: str = "",
    file: tuple[str, bytes] | None = None,
    encoding: str = "",
    **said: Any,
) -> Submitted:
    """A story by whichever way it comes: its text, a page's source, a link to ask, or a file (its
    name and bytes; `encoding` where they do not tell it).

    Raises:
        Invalid: two ways at once, or as `read_document`. Others as `submit_article`, `submit_link`.
    """
    actor.must(Right.SUBMIT)
    ways = {"text": text.strip(), "html": html.strip(), "url": url.strip(), "file": file}
    sent = [name for name, value in ways.items() if value]
    if len(sent) > 1:
        message = f"Send the story as {' or '.join(sent)}, not both."
        raise Invalid.field(sent[-1], "both", message)
    if encoding and file is None:
        message = "An encoding is named for a file; text and html are UTF-8."
        raise Invalid.field("encoding", "no_file", message)
    if file is not None:
        raise_if_done(actor)
        document = read_document(*file, encoding=encoding)
        try:
            return submit_article(actor=actor, document=document, **said)
        except Invalid as error:
            if wrong := _of_the_story(error):
                raise Invalid.field("file", wrong.code, wrong.message) from None
            raise
    if url.strip():
        return submit_link(actor=actor, url=url, **said)
    return submit_article(actor=actor, text=text, html=html, **said)


def _submit_apply(
    *, actor: Actor, given: Given, claims: Sequence[tuple[Marked, Candidate]]
) -> Submitted:
    return place(actor, given, claims)


def _offer(done: Submitted) -> None:
    if done.extraction is not None:
        offer(done.extraction)


_submit = verb(_submit_apply, tries=3, after=_offer)

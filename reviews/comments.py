"""comment, read_notices: the thread under a claim, and who is named in it.

`@name` makes a notice for that person, `@editors` for every editor, counted on the board until
they open the claim.
"""

from __future__ import annotations

import re
import secrets
import uuid

from django.db.models import Q, QuerySet

from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right, Role
from factcheck.clock import now
from factcheck.errors import Invalid, Missing
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews.access import readable_comments
from reviews.models import Comment, Notice

LIMIT = 5000
EDITORS = "editors"  # @editors: all of them
NAMED = re.compile(r"(?<![\w.@])@([\w.+-]{1,150})")


def _comment(*, actor: Actor, claim_id: uuid.UUID, text: str) -> Comment:
    """Says something about a claim; who is named with `@` gets a notice.

    Records `claim.commented`, which covers the comment; the words stay in its row.

    Raises:
        Missing: no such claim. Invalid: empty, too long, or `@` before a name that nobody has.
    """
    actor.must(Right.REVIEW)
    claim = Claim.objects.filter(pk=claim_id).only("id", "article_id").first()
    if claim is None:
        raise Missing("There is no such claim.")
    if not text.strip():
        raise Invalid.field("text", "required", "Write the comment.")
    if len(text) > LIMIT or "\x00" in text:
        raise Invalid.field("text", "too_long", f"At most {LIMIT:,} plain characters.")
    named = _named(text)
    said = Comment.objects.create(
        claim=claim, author=actor.person, text=text.strip(), at=now(), salt=secrets.token_hex(16)
    )
    others = [one for one in named if one.id != said.author_id]
    Notice.objects.bulk_create(Notice(person=one, comment=said) for one in others)
    record(
        actor=actor,
        kind="claim.commented",
        article_id=claim.article_id,
        claim_id=claim.id,
        covers=(said,),
        comment=str(said.id),
        named=[str(one.id) for one in others],
    )
    return said


def _read_notices(*, actor: Actor, claim_id: uuid.UUID) -> int:
    """The person has seen the claim's thread. Records nothing."""
    mine = about(claim_id).filter(person=actor.person, read_at=None)
    return mine.filter(readable_comments(actor.person, "comment__")).update(read_at=now())


comment = verb(_comment)
read_notices = verb(_read_notices)


def about(claim_id: uuid.UUID) -> QuerySet[Notice]:
    """The notices that lead to this claim."""
    return Notice.objects.filter(Q(claim=claim_id) | Q(comment__claim=claim_id))


def _named(text: str) -> list[User]:
    """The people named with `@`, each once; a full stop behind a name is none of it."""
    names = list(dict.fromkeys(name.rstrip(".+-") for name in NAMED.findall(text)))
    people = User.objects.filter(is_active=True)
    found = {one.username: one for one in people.filter(username__in=names)}
    for name in names:
        if name not in found and name != EDITORS:
            raise Invalid.field("text", "nobody", f"Nobody here is called “{name}”.")
    if EDITORS in names:
        found |= {one.username: one for one in people.filter(role=Role.EDITOR)}
    return list(found.values())

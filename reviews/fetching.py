"""fetch_snapshot: the desk asks a source's link itself and keeps what came back.

Called by pages and REST. All that is slow happens before the transaction of `take_snapshot`.
"""

from __future__ import annotations

from claims.documents.fetching import TYPES, ask, kind_of_answer, name_of
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.errors import Invalid, NotFetched
from factcheck.verbs import raise_if_done
from reviews.snapshot_rows import Snapshot
from reviews.snapshots import take_snapshot
from reviews.words import SnapshotKind

_INSTEAD = "Paste the source's text or give its file instead."


def fetch_snapshot(*, actor: Actor, url: str) -> Snapshot:
    """Asks the link and keeps the answer as a snapshot of it; `meta.fetched` is the address that
    gave it, after redirects. Needs the right review. Records `snapshot.taken`.

    Raises:
        NotFetched: the codes of `factcheck.net.get`, and status: another answer than 200.
        Invalid: a link that is none, or an answer that cannot be read; all name `url`.
        AlreadyDone: as a verb; nothing is asked again.
    """
    actor.must(Right.REVIEW)
    raise_if_done(actor)
    link, answer = ask(url, types=TYPES, instead=_INSTEAD)
    kind = kind_of_answer(answer)
    try:
        return take_snapshot(
            actor=actor,
            url=link,
            data=answer.body,
            name=name_of(answer, kind),
            kind=SnapshotKind(kind.value),
            charset=answer.charset,
            fetched=answer.url,
        )
    except Invalid as error:  # of the answer, which nobody sent as a file or a text
        first = error.errors[0]
        raise NotFetched(first.code, first.message) from None

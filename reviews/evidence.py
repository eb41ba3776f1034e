"""Citations: what one must be to count, how its excerpt is proved, how many sources they are.

Called by `judgement` inside the verbs, and by what shows or counts citations. Writes nothing.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from claims.given import canonical_url
from factcheck.accounts.models import User
from factcheck.clock import day_now
from factcheck.errors import FieldError
from reviews.access import readable_snapshots
from reviews.links import is_private
from reviews.models import Citation
from reviews.proving.excerpts import Level, Proof, prove, too_short
from reviews.proving.independence import Counted, Link, sources
from reviews.snapshot_rows import Snapshot
from reviews.words import SourceKind, Stance

EXCERPT_LIMIT = 5000
LINE_LIMIT = 500
MOST = 30
LOOKED_THROUGH = 6_000_000  # characters of snapshots for one review: a few seconds at most


@dataclass(frozen=True, slots=True)
class Source:
    """A citation as given: who (`publisher`, `author`), what (`title`), when, where (`url`), how
    near it is (`kind`), its stance, the words that matter (`excerpt`), its kept `snapshot`."""

    url: str
    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    stance: str = Stance.SUPPORTS
    excerpt: str = ""
    author: str = ""
    kind: str = SourceKind.SECONDARY
    snapshot: uuid.UUID | None = None

    @classmethod
    def sent(cls, given: Mapping[str, Any]) -> Source:
        """From JSON, where its day is called `date` as in Zotero."""
        named = {"published_on" if key == "date" else key: given[key] for key in given}
        return cls(**named)


def check_citations(given: Sequence[Source], by: User) -> list[FieldError]:
    """What is wrong, by paths like `citations[0].url`."""
    errors: list[FieldError] = []
    if len(given) > MOST:
        errors.append(FieldError("citations", "too_many", f"At most {MOST} citations."))
    for index, source in enumerate(given[:MOST]):
        path = f"citations[{index}]"
        errors += _check_url(f"{path}.url", source.url)
        if source.published_on and source.published_on > day_now() + timedelta(days=1):
            # A day more: it may be tomorrow already where the source is.
            message = (
                "This day is still to come. Give the day on which the source was published, or "
                "leave it out."
            )
            errors.append(FieldError(f"{path}.date", "future", message))
        if source.stance not in set(Stance):
            known = ", ".join(Stance)
            message = f"There is no stance {source.stance!r}. There are: {known}."
            errors.append(FieldError(f"{path}.stance", "unknown", message))
        if source.kind not in set(SourceKind):
            known = ", ".join(SourceKind)
            message = f"There is no kind of source {source.kind!r}. There are: {known}."
            errors.append(FieldError(f"{path}.kind", "unknown", message))
        for name, text, limit in (
            ("author", source.author, LINE_LIMIT),
            ("title", source.title, LINE_LIMIT),
            ("publisher", source.publisher, LINE_LIMIT),
            ("excerpt", source.excerpt, EXCERPT_LIMIT),
        ):
            if len(text) > limit:
                errors.append(
                    FieldError(f"{path}.{name}", "too_long", f"At most {limit} characters.")
                )
            if "\x00" in text:
                errors.append(FieldError(f"{path}.{name}", "nul", "This holds a NUL character."))
        if "\x00" not in source.excerpt and too_short(source.excerpt):
            message = "Three words or twelve characters at least, or leave the excerpt out."
            errors.append(FieldError(f"{path}.excerpt", "too_short", message))
    return errors + _check_snapshots(given[:MOST], by)


def _check_url(path: str, url: str) -> list[FieldError]:
    if not url.strip():
        return [FieldError(path, "required", "Give the link of the source.")]
    count = len(re.findall(r"https?://", url, re.IGNORECASE))
    if count > 1 and re.search(r"[\s,;]", url.strip()):
        message = f"This field holds {count} addresses. Make a citation of each."
        return [FieldError(path, "several", message)]
    try:
        found = canonical_url(url)
    except ValueError as error:
        return [FieldError(path, "url", str(error))]
    if is_private(found):
        message = "Readers cannot open this address: it is of one network only. Cite a public one."
        return [FieldError(path, "private", message)]
    return []


def _check_snapshots(given: Sequence[Source], by: User) -> list[FieldError]:
    wanted = {one.snapshot for one in given if one.snapshot}
    if not wanted:
        return []
    # One that is closed to them is not there: its link and its proof would tell the first answer.
    rows = Snapshot.objects.filter(readable_snapshots(by), pk__in=wanted)
    known = dict(rows.values_list("pk", "url"))
    errors = []
    for index, source in enumerate(given):
        path = f"citations[{index}].snapshot"
        if source.snapshot is None:
            continue
        if source.snapshot not in known:
            message = "There is no such snapshot. Take one of the source and name its id."
            errors.append(FieldError(path, "unknown", message))
        elif not _is_of(known[source.snapshot], source.url):
            message = (
                f"This snapshot is of {known[source.snapshot]}. Cite that link, or take a "
                "snapshot of this one."
            )
            errors.append(FieldError(path, "other_link", message))
    return errors


def _is_of(link: str, url: str) -> bool:
    try:
        return link in {"", canonical_url(url)}
    except ValueError:
        return True  # the link itself has a sentence already


def prove_all(given: Sequence[Source]) -> list[Proof]:
    """How each excerpt stands in its snapshot. Where the texts are too long for one review, the
    later ones stay unchecked."""
    wanted = {one.snapshot for one in given if one.snapshot and one.excerpt.strip()}
    texts = dict(Snapshot.objects.filter(pk__in=wanted).values_list("pk", "text") if wanted else ())
    left, found = LOOKED_THROUGH, []
    for source in given:
        text = texts.get(source.snapshot, "") if source.snapshot else ""
        left -= len(text)
        checked = bool(text and source.excerpt.strip() and left >= 0)
        found.append(prove(source.excerpt, text) if checked else Proof(Level.UNCHECKED))
    return found


def unsaved(given: Sequence[Source], reader: User) -> list[Citation]:
    """What is typed as citations that are in no table: each with its snapshot, where this person
    may read it, and how its excerpt stands in it."""
    wanted = {one.snapshot for one in given if one.snapshot}
    held: dict[uuid.UUID, Snapshot] = {}
    if wanted:
        rows = Snapshot.objects.filter(readable_snapshots(reader)).defer("raw", "text")
        held = rows.in_bulk(wanted)
    given = [replace(one, snapshot=one.snapshot if one.snapshot in held else None) for one in given]
    return [
        Citation(
            url=one.url,
            kind=one.kind,
            stance=one.stance,
            excerpt=one.excerpt,
            snapshot=held[one.snapshot] if one.snapshot else None,
            proof=proof.as_json(),
        )
        for one, proof in zip(given, prove_all(given), strict=True)
    ]


def count_sources(citations: Sequence[Citation]) -> Counted:
    """How many of the citations are independent sources, and why the others are not. Reads nothing
    more than the citations' rows."""
    return sources([_link_of(one) for one in citations])


def _link_of(citation: Citation) -> Link:
    marks = citation.snapshot.marks if citation.snapshot else {}
    return Link(citation.url, marks.get("agency", ""), tuple(marks.get("shingles", ())))

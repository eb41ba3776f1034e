"""What the pages' forms hold: parsing only, the verbs check."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_date

from factcheck.accounts.models import User
from factcheck.errors import DomainError, FieldError, Invalid
from reviews.drafts import PARTS
from reviews.evidence import Source, unsaved
from reviews.models import Citation, Draft
from reviews.snapshot_rows import Snapshot
from reviews.words import SourceKind, Stance

CITE = re.compile(r"citations\[(\d{1,3})\]\.")
LINKS = re.compile(r"[\s,;]+(?=https?://)", re.IGNORECASE)


@dataclass
class CitationRow:
    """One citation as typed, with the sentences about what is wrong with it."""

    index: int
    url: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    kind: str = SourceKind.SECONDARY.value
    stance: str = Stance.SUPPORTS.value
    excerpt: str = ""
    snapshot: str = ""
    paste: str = ""  # the source's text, until it is kept
    errors: dict[str, str] = field(default_factory=dict)
    held: Snapshot | None = None
    proof: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def typed(cls, index: int, parts: dict[str, str]) -> CitationRow:
        """From the fields of one citation on the page."""
        row = cls(index)
        for name, value in parts.items():
            setattr(row, name, value)
        return row

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        typed = (self.url, self.title, self.publisher, self.author, self.date)
        return not any((*typed, self.excerpt, self.snapshot, self.paste))

    def apart(self) -> list[CitationRow]:
        """Several links pasted into one field become several rows; what else was typed stays with
        the first."""
        first, *others = LINKS.split(self.url.strip())
        self.url = first if others else self.url
        return [self, *(CitationRow(0, url=url) for url in others)]


@dataclass
class ReviewForm:
    """The decision as typed. Never loses a word: a refused form is drawn from it again."""

    verdict: str = ""
    rationale: str = ""
    citations: list[CitationRow] = field(default_factory=lambda: [CitationRow(0)])
    errors: dict[str, str] = field(default_factory=dict)
    cited: list[Citation] = field(default_factory=list)  # since `proved`: in no table

    @classmethod
    def posted(cls, data: QueryDict) -> ReviewForm:
        """From the page's form; wholly blank citations are dropped, order kept."""
        indexes = sorted({int(m[1]) for name in data if (m := CITE.match(name))})
        typed = [
            CitationRow.typed(
                index,
                {
                    **{part: data.get(f"citations[{index}].{part}", "") for part in PARTS},
                    "paste": data.get(f"snapshot_text[{index}]", ""),
                },
            )
            for index in indexes[:40]
        ]
        rows = [part for row in typed if not row.blank for part in row.apart()]
        for place, row in enumerate(rows):
            row.index = place
            row.stance = row.stance or Stance.SUPPORTS.value
            row.kind = row.kind or SourceKind.SECONDARY.value
        return cls(data.get("verdict", ""), data.get("rationale", ""), rows)

    @classmethod
    def kept(cls, draft: Draft | None) -> ReviewForm:
        """From what was typed and not submitted."""
        content = draft.content if draft else {}
        rows = [CitationRow.typed(at, row) for at, row in enumerate(content.get("citations", []))]
        return cls(content.get("verdict", ""), content.get("rationale", ""), rows)

    def content(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        rows = [{part: getattr(row, part) for part in PARTS} for row in self.citations]
        return {"verdict": self.verdict, "rationale": self.rationale, "citations": rows}

    def sources(self) -> list[Source]:
        """The citations for the verb.

        Raises:
            Invalid: a day that is none.
        """
        found, errors = [], []
        for row in self.citations:
            day: date | None = None
            if row.date:
                try:
                    day = parse_date(row.date)
                except ValueError:
                    day = None
                if day is None:
                    path = f"citations[{row.index}].date"
                    errors.append(FieldError(path, "date", "Write the day as YYYY-MM-DD."))
            found.append(
                Source(
                    url=row.url,
                    title=row.title,
                    publisher=row.publisher,
                    author=row.author,
                    published_on=day,
                    kind=row.kind,
                    stance=row.stance,
                    excerpt=row.excerpt,
                    snapshot=uuid_of(row.snapshot),
                )
            )
        if errors:
            raise Invalid.fields(errors)
        return found

    def refuse(self, error: DomainError) -> None:
        """Puts each sentence at its field."""
        for one in error.errors:
            match = CITE.match(one.field)
            if match and int(match[1]) < len(self.citations):
                self.citations[int(match[1])].errors[one.field[match.end() :]] = one.message
            else:
                self.errors[one.field] = one.message

    def proved(self, reader: User) -> ReviewForm:
        """With each row's snapshot that this person may read, and how its excerpt stands in it."""
        typed = [row for row in self.citations if not row.blank]
        given = [
            Source(
                row.url,
                kind=row.kind,
                stance=row.stance,
                excerpt=row.excerpt,
                snapshot=uuid_of(row.snapshot),
            )
            for row in typed
        ]
        self.cited = unsaved(given, reader)
        for row, one in zip(typed, self.cited, strict=True):
            row.held, row.proof = one.snapshot, one.proof
        return self

    def with_room(self) -> ReviewForm:
        """One blank citation at least, so that the form works without script."""
        if not self.citations:
            self.citations.append(CitationRow(0))
        return self

    def with_one_more(self) -> ReviewForm:
        """A blank citation more."""
        self.citations.append(CitationRow(len(self.citations)))
        return self


def check_all_kept(request: HttpRequest) -> None:
    """Raises:
    Invalid: a source was pasted or chosen and not kept yet; saving would lose it.
    """
    pasted = [name for name in request.POST if name.startswith("snapshot_text[")]
    left = [name for name in pasted if request.POST[name].strip()]
    left += [name for name in request.FILES if name.startswith("snapshot_file[")]
    if left:
        raise Invalid.field(
            "citations", "not_kept", "Press “Keep the source” first, or take its text or file out."
        )


def uuid_of(given: str) -> uuid.UUID | None:
    """The id in a hidden field, None where there is none; a broken one names nothing that is."""
    try:
        return uuid.UUID(given) if given else None
    except ValueError:
        return uuid.UUID(int=0)


def article_fields(data: QueryDict) -> dict[str, Any]:
    """The submit form's fields for `submit_article`.

    Raises:
        Invalid: a day of publication that is none.
    """
    given: dict[str, Any] = {
        name: data.get(name, "") for name in ("text", "source_url", "outlet", "headline")
    }
    day = data.get("published_at", "").strip()
    if day:
        try:
            parsed = parse_date(day)
        except ValueError:
            parsed = None
        if parsed is None:
            raise Invalid.field("published_at", "date", "Write the day as YYYY-MM-DD.")
        given["published_at"] = datetime.combine(parsed, time(), UTC)
    return given

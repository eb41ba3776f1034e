"""What the reader hands out: frozen values, nothing else.

Every value that names a place in the text carries a `Span`: offsets in code points into the
normalised text of the revision (`normalise.py`), and the text between them, to the letter.
Made by the other modules of this package, kept by `claims.pipeline` as JSON (`as_json`), drawn
by the desk. Nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of claim a candidate is."""

    STATEMENT = "statement"
    QUOTE = "quote"  # somebody's direct words carry it
    NUMBER = "number"  # a figure is the point of it
    EVENT = "event"  # something happened on a day that it gives
    COMPARISON = "comparison"
    CAUSE = "cause"
    PREDICTION = "prediction"
    PROMISE = "promise"
    OPINION = "opinion"  # a judgement with a fact in it
    RULE = "rule"  # what the law or a rule says


class PartName(StrEnum):
    """What a stretch of the text is in the anatomy of a story."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    DATELINE = "dateline"
    BODY = "body"
    HEADING = "heading"
    LINK = "link"
    FOOTER = "footer"
    PUBLISHED = "published"  # the line that says when
    FURNITURE = "furniture"  # menus, teasers, forms, notes to editors


@dataclass(frozen=True, slots=True)
class Span:
    """`text` is exactly the normalised text from `start` up to `end` (code points)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Part(Span):
    """One stretch of the text with its place in the anatomy. Parts never overlap."""

    name: PartName


@dataclass(frozen=True, slots=True)
class Dateline(Span):
    """Where, when and for whom the story was filed.

    `inferred` is None where the text itself gives the whole date, else a sentence that says what
    was inferred and from what ("year 2024 inferred from ...").
    """

    place: str | None
    date: date | None
    agency: str | None
    inferred: str | None


@dataclass(frozen=True, slots=True)
class Number(Span):
    """A quantity. `text` is the figure without its hedge.

    `value` is a number, (low, high) for a range, None where it is not countable (hundreds,
    dozens, several). A percentage is its figure (70% is 70), a fraction a decimal.
    """

    value: float | tuple[float, float] | None
    unit: str | None
    hedge: str | None


@dataclass(frozen=True, slots=True)
class Moment(Span):
    """A date or interval as written; both days included, None where the text does not settle it.

    `anchor` says in words what it was counted from ("dateline, 4 March 2024"; "Sunday, 3 March
    2024"), `inferred` what was not written, or None.
    """

    first: date | None
    last: date | None
    anchor: str | None
    inferred: str | None


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says it: `name` as written in the story at the nearest naming (pronouns led back).

    `span` is where this sentence names the source ("she", "the statement"), None where it is
    carried over from a sentence before. `cue` is the word that attributes ("said"). `chain` holds
    whom the claimant rests on in turn ("X said, citing Y": name X, chain (Y,)). `role` is the
    office or trade that the sentence gives with a name ("the mayor of Arden"). `unnamed` marks a
    person or persons without a proper name ("two officials"). `denies` says that the claimant
    denies what the sentence tells ("denied that").
    """

    name: str
    span: Span | None = None
    cue: Span | None = None
    chain: tuple[str, ...] = ()
    role: str | None = None
    unnamed: bool = False
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of a score, in words that a reviewer understands."""

    code: str
    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence of a body paragraph (or of a headline, standfirst or caption)."""

    part: PartName
    paragraph: int  # counts from 0 over all parts, in order of the text


@dataclass(frozen=True, slots=True)
class Candidate(Span):
    """A claim candidate: the exact words, who says it, the facts in it, its worth and why."""

    kind: Kind
    part: PartName
    claimant: Claimant | None
    quotes: tuple[Span, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Moment, ...]
    places: tuple[Span, ...]
    names: tuple[Span, ...]
    worthiness: float  # 0 to 1: the chance of being worth a check, whose log-odds the terms sum to
    terms: tuple[Term, ...]
    # Proposed wording, understandable alone; what is not the story's is in brackets. "" for none.
    statement: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut(Span):
    """A sentence or part that is no claim, and why, in one short sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """What the reader makes of one normalised text."""

    text: str
    language: str  # "en"; "und" where the reader does not know it
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    headline: Span | None = None
    caption: Span | None = None  # with its credit
    credit: Span | None = None
    byline: Span | None = None
    dateline: Dateline | None = None
    source_url: Span | None = None
    outlet: Span | None = None
    published: date | datetime | None = None  # given by the caller or written in the text
    notes: tuple[str, ...] = field(default=())  # what a person should know of this reading


Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def as_json(value: object) -> Json:
    """Any of the values above as plain JSON: dates as ISO 8601, tuples as lists."""
    if value is None or isinstance(value, bool | int | float | str):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: as_json(getattr(value, part.name)) for part in fields(value)}
    raise TypeError(f"no JSON form for {type(value).__name__}")

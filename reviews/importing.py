"""import_lines: our own JSON Lines (`with=articles`) back into a desk, without loss.

Called by `import_verdicts`. Every row comes back with its id; people are known by their names and
come without a password. A line is taken in whole or not at all; rows that are here already must be
the same. The fields are the tables' own (`reviews.exports.archive`), so what a claim's line says of
its status is written as it stands there.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.db.models import (
    BinaryField,
    CharField,
    DateTimeField,
    Field,
    ForeignKey,
    JSONField,
    Model,
    TextField,
)

from claims.models import Article, Claim, Revision
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right
from factcheck.errors import FieldError, Invalid
from factcheck.events.digests import canonical
from factcheck.events.ledger import record
from factcheck.verbs import verb
from reviews.exports.archive import OF_ARTICLE, OF_CLAIM, USER_FIELDS, People, is_person, stored
from reviews.exports.formats import FORMAT
from reviews.models import Review, Verdict
from reviews.models_publish import VerdictNote

BATCH = 100
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
Line = tuple[int, bytes]


class Bad(Exception):
    """Why a line is not taken in."""


@dataclass
class Outcome:
    """How many lines of each kind were taken in or known, and which were not, with the reason."""

    taken: Counter[str] = field(default_factory=Counter)
    known: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)


def import_lines(*, actor: Actor, lines: Iterable[bytes], all_or_nothing: bool) -> Outcome:
    """Takes the lines in, a hundred in a transaction; or all of them in one.

    A bad line is named with its number and reason, and the rest is kept.

    Raises:
        Invalid: with `all_or_nothing`, for the first bad line; then nothing is kept.
    """
    outcome = Outcome()
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if all_or_nothing:
        _add(outcome, _take_in(actor=actor, lines=numbered))
        return outcome
    while batch := list(islice(numbered, BATCH)):
        _take_batch(actor, batch, outcome)
    return outcome


def _take_batch(actor: Actor, batch: Sequence[Line], outcome: Outcome) -> None:
    try:
        _add(outcome, _take_in(actor=actor, lines=batch))
    except Invalid as refusal:
        if len(batch) == 1:
            outcome.bad.append((batch[0][0], refusal.errors[0].message))
            return
        for one in batch:  # one of them is bad: each by itself
            _take_batch(actor, [one], outcome)


def _add(outcome: Outcome, more: Outcome) -> None:
    outcome.taken += more.taken
    outcome.known += more.known


def _take_in_apply(*, actor: Actor, lines: Iterable[Line]) -> Outcome:
    """The lines in one transaction; records an event for each line that brings something new.

    Raises:
        Invalid: the first bad line, as the field `line 7`.
    """
    actor.must(Right.ADMIN)
    outcome, people = Outcome(), People()
    for number, raw in lines:
        try:
            kind, new = _line(actor, people, raw)
        except Bad as error:
            why = str(error)
        except (IntegrityError, DataError) as error:
            why = f"It does not fit what is here: {str(error).splitlines()[0]}"
        else:
            outcome.taken[kind] += new
            outcome.known += not new
            continue
        raise Invalid(why, errors=[FieldError(f"line {number}", "line", why)])
    return outcome


_take_in = verb(_take_in_apply)


# ---- one line ----------------------------------------------------------------------------------
def _line(actor: Actor, people: People, raw: bytes) -> tuple[str, bool]:
    """Takes one line in. Returns its kind, and whether it brought anything new."""
    data = _parsed(raw)
    kind = data.get("kind")
    if data.get("factcheck") != FORMAT:
        raise Bad(f"It has no “factcheck”: {FORMAT}; this desk reads that format only.")
    if kind not in KINDS:
        raise Bad(f"There is no kind {kind!r}. There are: {', '.join(KINDS)}.")
    if not isinstance(data.get("row"), dict):
        raise Bad("It has no “row”. Export with articles: the plain lines lack what is needed.")
    return str(kind), KINDS[kind](actor, people, data)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8"))
        text = json.dumps(data, ensure_ascii=False)
        text.encode("utf-8")
    except UnicodeDecodeError as error:
        raise Bad(f"It is not UTF-8: byte {error.start} is {raw[error.start]:#04x}.") from None
    except UnicodeEncodeError:
        raise Bad("It holds half a character, which no text can.") from None
    except json.JSONDecodeError as error:
        raise Bad(f"It is no JSON: {error.msg} at column {error.colno}.") from None
    except RecursionError:
        raise Bad("Its JSON is nested too deeply.") from None
    if not isinstance(data, dict):
        raise Bad("It is no JSON object.")
    if NUL.search(text):
        raise Bad("It holds a NUL character, which no database keeps.")
    return data


def _user(actor: Actor, people: People, data: dict[str, Any]) -> bool:
    """Somebody of that name is that person; else they come with a password that never fits."""
    name = data["row"].get("username")
    if name in people.ids:
        return False
    if unknown := set(data["row"]) - set(USER_FIELDS):
        raise Bad(f"A user has no {', '.join(sorted(unknown))}.")
    fields = [User._meta.get_field(one) for one in USER_FIELDS]  # noqa: SLF001
    values = {one.name: _value(one, data["row"], people) for one in fields}  # type: ignore[arg-type]
    user = User(**values)
    user.set_unusable_password()
    user.save(force_insert=True)
    people.add(user)
    record(actor=actor, kind="user.imported", user=str(user.pk), role=user.role)
    return True


def _article(actor: Actor, people: People, data: dict[str, Any]) -> bool:
    """An article with its texts, runs and places."""
    new = _Things(people)
    article = new.put(Article, data["row"])
    inner = {name: new.put_all(model, data, name) for name, model in OF_ARTICLE.items()}
    for revision in inner["revisions"]:
        if hashlib.sha256(bytes(revision.raw)).hexdigest() != revision.raw_sha256:
            raise Bad(f"Revision {revision.number} is not what its raw_sha256 says.")
    new.write()
    if new.rows:
        covers = tuple(one for one in new.rows if isinstance(one, Revision))
        record(actor=actor, kind="article.imported", article_id=article.pk, covers=covers)
    return bool(new.rows)


def _claim(actor: Actor, people: People, data: dict[str, Any]) -> bool:
    """A claim with the reviews that its verdicts rest on."""
    new = _Things(people)
    claim = new.put(Claim, data["row"])
    for name, model in OF_CLAIM.items():
        new.put_all(model, data, name)
    new.write()
    if claim.quote != claim.revision.text[claim.start : claim.end]:
        raise Bad("Its quote is not what stands in the revision's text from start to end.")
    if new.rows:
        covers = tuple(one for one in new.rows if hasattr(one, "digest"))
        record(
            actor=actor,
            kind="claim.imported",
            article_id=claim.article_id,
            claim_id=claim.pk,
            covers=covers,
        )
    return bool(new.rows)


def _verdict(actor: Actor, people: People, data: dict[str, Any]) -> bool:
    """A version and the reviews that it rests on."""
    row = dict(data["row"])
    rests_on = row.pop("reviews", None)
    if not isinstance(rests_on, list):
        raise Bad("Its row has no list of “reviews”.")
    new = _Things(people)
    verdict = new.put(Verdict, row)
    notes = new.put_all(VerdictNote, data, "notes")
    if hashlib.sha256(canonical(verdict.content).encode()).hexdigest() != verdict.sha256:
        raise Bad("Its content is not what its sha256 says.")
    reviews = list(Review.objects.filter(pk__in=_ids(rests_on), claim=verdict.claim_id))
    if len(reviews) != len(rests_on):
        raise Bad("A review that it rests on is in no line before it.")
    new.write()
    if not new.rows:
        return False
    verdict.reviews.set(reviews)
    claim = verdict.claim
    record(
        actor=actor,
        kind="verdict.imported",
        article_id=claim.article_id,
        claim_id=claim.pk,
        covers=(verdict, *notes),
        verdict=str(verdict.pk),
        version=verdict.version,
    )
    return True


KINDS = {"user": _user, "article": _article, "claim": _claim, "verdict": _verdict}


# ---- rows --------------------------------------------------------------------------------------
class _Things:
    """The rows of one line: those that are here already must be the same, the rest is written."""

    def __init__(self, people: People) -> None:
        self.rows: list[Any] = []
        self.in_line: set[Any] = set()
        self.people = people

    def put(self, model: type[Model], row: Any) -> Any:
        """The row as an object, to be written if it is new. What belongs to a new row of the line
        is new, too, and not looked for: where it is not, the database refuses it."""
        made = _made(model, row, self.people)
        rows = model._default_manager.filter(pk=made.pk)  # noqa: SLF001
        found = None if self._is_of_new(made) else rows.first()
        if found is None:
            self._check_references(made)
            self.rows.append(made)
        elif self.people.dump(found)[0] != self.people.dump(made)[0]:
            raise Bad(f"{_name(model)} {made.pk} is here already, and differs.")
        self.in_line.add(made.pk)
        return made

    def put_all(self, model: type[Model], data: dict[str, Any], name: str) -> list[Any]:
        """The rows of a list of the line."""
        rows = data.get(name)
        if not isinstance(rows, list):
            raise Bad(f"It has no list “{name}”.")
        return [self.put(model, row) for row in rows]

    def _is_of_new(self, made: Model) -> bool:
        head = self.rows[0] if self.rows else None
        return any(
            isinstance(one, ForeignKey)
            and isinstance(head, one.related_model)
            and getattr(made, one.attname) == head.pk
            for one in stored(type(made))
        )

    def _check_references(self, made: Model) -> None:
        for one in stored(type(made)):
            pk = getattr(made, one.attname)
            if not isinstance(one, ForeignKey) or is_person(one) or pk in {None, *self.in_line}:
                continue
            target: Any = one.related_model
            if not target._default_manager.filter(pk=pk).exists():  # noqa: SLF001
                raise Bad(f"Its {one.name} {pk} is not here and in no line before it.")

    def write(self) -> None:
        """In order: what others name first."""
        for model, rows in groupby(self.rows, type):
            manager: Any = model._default_manager  # type: ignore[attr-defined]  # noqa: SLF001
            manager.bulk_create(rows)


def _made(model: type[Model], row: Any, people: People) -> Model:
    fields = stored(model)
    if not isinstance(row, dict):
        raise Bad(f"A {_name(model)} must be an object.")
    if unknown := set(row) - {one.name for one in fields}:
        raise Bad(f"A {_name(model)} has no {', '.join(sorted(unknown))}.")
    given = {}
    for one in fields:
        if one.name in row or not (one.null or one.has_default()):
            given[one.attname] = _value(one, row, people)
    return model(**given)


def _value(one: Field[Any, Any], row: dict[str, Any], people: People) -> Any:
    """A column's value as Python has it, checked as far as a form would."""
    if one.name not in row:
        raise Bad(f"“{one.name}” is missing.")
    value = row[one.name]
    if value is None and one.null:
        return None
    try:
        if is_person(one):
            return _person(value, people)
        if isinstance(one, JSONField):
            return value
        if isinstance(one, CharField | TextField | BinaryField) and not isinstance(value, str):
            raise Bad(f"“{one.name}” must be a string.")
        if isinstance(one, BinaryField):
            return base64.b64decode(value, validate=True)
        found = one.to_python(value)
        if found is None or (isinstance(one, DateTimeField) and _is_naive(found)):
            raise Bad(f"“{one.name}” must be given" + (", with its zone." if found else "."))
        one.run_validators(found)
    except ValidationError as error:
        raise Bad(f"“{one.name}”: {' '.join(error.messages)}") from None
    except (ValueError, TypeError, OverflowError):
        raise Bad(f"“{one.name}” cannot be {str(value)[:80]!r}.") from None
    return found


def _is_naive(moment: datetime) -> bool:
    return moment.utcoffset() is None


def _person(name: Any, people: People) -> Any:
    found = people.ids.get(name) if isinstance(name, str) else None
    if found is None:
        raise Bad(f"There is no user {name!r} here, and no line before it brings one.")
    return found


def _ids(given: list[Any]) -> Iterator[Any]:
    for one in given:
        yield Review._meta.pk.to_python(one) if isinstance(one, str) else None  # noqa: SLF001


def _name(model: type[Model]) -> str:
    return str(model._meta.verbose_name)  # noqa: SLF001

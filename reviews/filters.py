"""What the queue can be narrowed by, and the sentence for a name or value that is wrong.

`narrowed` and `check_known` serve `queue.take_next` and its doors; `Asked` the editors' table.
Reads only.
"""

from __future__ import annotations

import difflib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from claims.models import Article, Claim
from claims.reading.story import Kind
from claims.status import OPEN, Status
from factcheck.accounts.models import User
from factcheck.accounts.rights import Right, Role, allows
from factcheck.clock import now
from factcheck.errors import FieldError, Invalid

NARROW = ("article", "outlet", "language", "kind", "claimant")
_REVIEW = [role for role in Role if allows(role, Right.REVIEW)]
SHOWN = 12  # of the right values, in the sentence about a wrong one
LONGEST = 300


def narrowed(given: Mapping[str, str]) -> Q:
    """The condition on claims; an empty value narrows nothing.

    Raises:
        Invalid: a value that cannot be one: each with the right ones.
    """
    if errors := _impossible(given):
        raise Invalid.fields(errors)
    wanted = Q()
    if value := given.get("article"):
        wanted &= Q(article=value)
    if value := given.get("outlet"):
        wanted &= Q(article__outlet__iexact=value)
    if value := given.get("language"):
        wanted &= Q(article__language__iexact=value)
    if value := given.get("kind"):
        wanted &= Q(kind=value)
    if value := given.get("claimant"):
        wanted &= Q(claimant__icontains=value)
    return wanted


def check_known(given: Mapping[str, str]) -> None:
    """Asked when nothing was found: is it that nothing waits, or that nothing can?

    Raises:
        Invalid: an article, outlet, language, claimant or person that the desk does not know.
    """
    errors = []
    if (value := given.get("article")) and not Article.objects.filter(pk=value).exists():
        errors.append(FieldError("article", "unknown", "There is no such article."))
    for name in ("outlet", "language"):
        value = given.get(name)
        if value and not Article.objects.filter(**{f"{name}__iexact": value}).exists():
            known = Article.objects.exclude(**{name: ""}).order_by().values_list(name, flat=True)
            errors.append(_unknown(name, value, known.distinct()))
    value = given.get("claimant")
    if value and not Claim.objects.filter(claimant__icontains=value).exists():
        said = Claim.objects.filter(is_open=True).exclude(claimant="").order_by()
        errors.append(
            _unknown("claimant", value, said.values_list("claimant", flat=True).distinct())
        )
    for name, word in (("holder", "anybody"), ("assignee", "nobody")):
        value = given.get(name)
        if value and value != word and not User.objects.filter(username=value).exists():
            errors.append(_unknown(name, value, [word, *people_at_work()]))
    if errors:
        raise Invalid.fields(errors)


def check_names(given: Iterable[str], known: Iterable[str]) -> None:
    """Raises:
    Invalid: for each name that is no filter, with those there are.
    """
    names = sorted(known)
    wrong = [name for name in given if name not in names]
    if wrong:
        raise Invalid.fields(
            FieldError(
                name,
                "unknown_filter",
                f"There is no filter “{name[:40]}”. There are: {', '.join(names)}.",
            )
            for name in wrong
        )


def _impossible(given: Mapping[str, str]) -> list[FieldError]:
    errors = []
    for name, value in given.items():
        if "\x00" in value:
            errors.append(FieldError(name, "nul", "This holds a NUL character. Take it out."))
        elif len(value) > LONGEST:
            errors.append(FieldError(name, "too_long", f"At most {LONGEST} characters."))
        elif name == "article" and value and not _is_id(value):
            errors.append(FieldError(name, "unknown", "Give the id of an article, a UUID."))
        elif name == "kind" and value and value not in set(Kind):
            errors.append(_unknown(name, value, Kind))
    return errors


def _is_id(value: str) -> bool:
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return True


def _unknown(name: str, value: str, known: Iterable[str]) -> FieldError:
    rows = sorted({str(one) for one in known})
    shown = rows
    if len(rows) > SHOWN:
        near = difflib.get_close_matches(value, rows, n=SHOWN, cutoff=0.3)
        shown = near or rows[:SHOWN]
    there = ", ".join(shown) or "none yet"
    more = f" and {len(rows) - len(shown)} more" if len(rows) > len(shown) else ""
    return FieldError(
        name, "unknown", f"There is no {name} “{value[:60]}”. There are: {there}{more}."
    )


# ---- the editors' table ------------------------------------------------------------------------
SORTS = {
    "priority": ("priority, highest first", ("-priority", "id")),
    "oldest": ("waits longest", ("created_at", "id")),
    "newest": ("came in last", ("-created_at", "-id")),
    "due": ("due first, of those with a due date", ("due_at", "-priority", "id")),
    "worth": ("most worth checking", ("-worthiness", "id")),
}
STATUSES = ("open", *(status.value for status in Status), "all")
PAGING = ("page", "cursor", "limit", "format")
TABLE = (*NARROW, "status", "holder", "assignee", "overdue", "q", "sort")
CHOICES = {"status": STATUSES, "sort": tuple(SORTS), "overdue": ("1",), "kind": tuple(Kind)}


@dataclass(frozen=True)
class Asked:
    """The table as the address asks for it: the values given, and what is wrong with them."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, params: Mapping[str, str] | QueryDict) -> Asked:
        """Reads the address; empty values and what turns pages are no filters."""
        given = {name: str(value).strip() for name, value in params.items() if name not in PAGING}
        given = {name: value for name, value in given.items() if value}
        errors: dict[str, str] = {}
        try:
            check_names(given, TABLE)
        except Invalid as refusal:
            errors = {one.field: one.message for one in refusal.errors}
        values = {name: value for name, value in given.items() if name in TABLE}
        for one in _impossible(values):
            errors[one.field] = one.message
        for name, known in CHOICES.items():
            if name in values and values[name] not in known:
                errors[name] = _unknown(name, values[name], known).message
        return cls(values, errors)

    def unknown(self) -> dict[str, str]:
        """Asked when no row fits: values that the desk does not know, each with those it does."""
        if self.errors:
            return {}
        try:
            check_known(self.values)
        except Invalid as refusal:
            return {one.field: one.message for one in refusal.errors}
        return {}

    @property
    def query(self) -> str:
        """The address's query, one spelling for one view."""
        return urlencode({name: self.values[name] for name in TABLE if name in self.values})

    @property
    def sort(self) -> str:
        """The order asked for."""
        return self.values.get("sort", "priority")

    def rows(self, claims: QuerySet[Claim]) -> QuerySet[Claim]:
        """The claims that fit, in order; none where something asked for is wrong."""
        if self.errors:
            return claims.none()
        value = self.values.get
        rows = claims.filter(narrowed({name: value(name, "") for name in NARROW}))
        status = value("status", "open")
        if status == "open":
            rows = rows.filter(is_open=True)
        elif status != "all":
            rows = rows.filter(status=status)
        moment = now()
        if holder := value("holder"):
            live = rows.filter(held_until__gt=moment)
            rows = live if holder == "anybody" else live.filter(holder__username=holder)
        if person := value("assignee"):
            rows = (
                rows.filter(assignee=None)
                if person == "nobody"
                else rows.filter(assignee__username=person)
            )
        if value("overdue"):
            rows = rows.filter(due_at__lt=moment, status__in=[one.value for one in OPEN])
        if words := value("q"):
            rows = rows.filter(statement__icontains=words)
        if self.sort == "due":
            rows = rows.exclude(due_at=None)
        return rows.order_by(*SORTS[self.sort][1])


def people_at_work() -> list[str]:
    """Names of those who hold claims or may, for the table's choices."""
    rows = User.objects.filter(role__in=_REVIEW).order_by("username")
    return list(rows.values_list("username", flat=True))


def reviewers() -> list[str]:
    """Names of those whom a claim can be assigned to."""
    rows = User.objects.filter(is_active=True, role__in=_REVIEW).order_by("username")
    return list(rows.values_list("username", flat=True))

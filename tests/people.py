"""Who is at the desk in the tests, and stories whose claims are known beforehand.

Everything is set up through the verbs that the product itself uses. Ada and Ben review, Eve
edits, Root is the admin, Out only reads.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from typing import Any
from unittest.mock import patch

from django.test import Client, override_settings

from claims import pipeline
from claims.extractors.catalogue import DEFAULT, EXTRACTORS
from claims.extractors.protocol import Context, Reading
from claims.intake import submit_article
from claims.models import Article, Claim, Extraction
from claims.reading.story import Candidate, Kind, PartName
from factcheck.accounts.actor import DESK, Actor
from factcheck.accounts.keys import make_key
from factcheck.accounts.models import User
from factcheck.accounts.people import add_user
from factcheck.accounts.rights import Right
from reviews import decide, queue, second
from reviews.evidence import Source
from reviews.models import Review

PASSWORD = "long-enough-and-odd-7"
SOURCE = Source("https://port.example/notice", title="Notice of the port")
NUMBERS = itertools.count(1)
LINES = ("Fourteen people were hurt.", "The ferry carried 212 people.", "The dam broke in March.")


# ---- people ------------------------------------------------------------------------------------
def person(name: str, role: str) -> Actor:
    """The person of that name, made by the desk where there is none yet."""
    found = User.objects.filter(username=name).first()
    if found is None:
        # The real hash is slow on purpose; these passwords guard nothing.
        with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
            found = add_user(actor=DESK, username=name, role=role, password=PASSWORD)
    return Actor(user=found)


def ada() -> Actor:
    """A reviewer."""
    return person("ada", "reviewer")


def ben() -> Actor:
    """Another reviewer."""
    return person("ben", "reviewer")


def eve() -> Actor:
    """An editor."""
    return person("eve", "editor")


def root() -> Actor:
    """The admin."""
    return person("root", "admin")


def out() -> Actor:
    """A reader."""
    return person("out", "reader")


# ---- stories -----------------------------------------------------------------------------------
class LinesReader:
    """An extractor whose answer is plain to see: every line is a claim, the first the worthiest."""

    name = DEFAULT.name
    version = DEFAULT.version

    def extract(self, text: str, context: Context) -> Reading:
        found, at = [], 0
        lines = text.split("\n")
        for index, line in enumerate(lines):
            if line.strip():
                found.append(line_candidate(at, line, 1 - index / (len(lines) + 1)))
            at += len(line) + 1
        return Reading(tuple(found), {"parts": []}, {})


def line_candidate(start: int, line: str, worthiness: float) -> Candidate:
    """One line as a claim candidate without facts."""
    return Candidate(
        start=start,
        end=start + len(line),
        text=line,
        kind=Kind.STATEMENT,
        part=PartName.BODY,
        claimant=None,
        quotes=(),
        numbers=(),
        dates=(),
        places=(),
        names=(),
        worthiness=worthiness,
        terms=(),
    )


def bring(text: str, by: Actor | None = None, **given: Any) -> Article:
    """A text comes in; nobody has read it yet."""
    return submit_article(actor=by or ada(), text=text, **given).article


def run_of(article: Article) -> Extraction:
    """The extraction of the article's newest revision."""
    return Extraction.objects.filter(revision__article=article).latest("id")


def read_it(article: Article, reader: Any = None) -> bool:
    """The worker reads the newest revision, line by line. Returns whether the run counted."""
    with patch.dict(EXTRACTORS, {(DEFAULT.name, DEFAULT.version): reader or LinesReader()}):
        return pipeline.extract(run_of(article).id)


def story(*lines: str, by: Actor | None = None, **given: Any) -> list[Claim]:
    """A text of these lines, read; its claims in order of the text."""
    article = bring("\n".join(lines or LINES), by, **given)
    assert read_it(article)
    return list(run_of(article).claims.order_by("start"))


def pending(by: Actor | None = None) -> Claim:
    """One claim that waits, of a story of its own."""
    return story(f"The dam broke in March, says report {next(NUMBERS)}.", by=by)[0]


def taken(by: Actor) -> Claim:
    """One claim, held by this person."""
    return queue.take(actor=by, claim_id=pending().id)


def decided(by: Actor, *, claim: Claim | None = None, **given: Any) -> Review:
    """One claim that this person has taken and judged."""
    held = queue.take(actor=by, claim_id=(claim or pending()).id)
    return judge(by, held, **given)


def judge(by: Actor, held: Claim, **given: Any) -> Review:
    """A sound judgement of a held claim, but for what is given."""
    whole: dict[str, Any] = {
        "lease_no": held.lease_no,
        "verdict": "disputed",
        "rationale": "The notice says otherwise.",
        "citations": [SOURCE],
    }
    return decide.review(actor=by, claim_id=held.id, **{**whole, **given})


def second_asked(claim: Claim | None = None) -> Claim:
    """A waiting claim on which Eve has asked for a second pair of eyes."""
    claim = claim or pending()
    second.ask_second(actor=eve(), claim_id=claim.id, reason="The mayor will call.")
    return claim


def reviewed(by: Actor, *, claim: Claim | None = None, **given: Any) -> Claim:
    """A claim that this person has reviewed first, and that waits for the second."""
    found = decided(by, claim=second_asked(claim), **given).claim
    assert fresh(found).status == "second"
    return found


def in_conflict(one: Actor | None = None, other: Actor | None = None) -> Claim:
    """A claim that the one (Ada) has disputed and the other (Ben) verified."""
    claim = reviewed(one or ada())
    decided(other or ben(), claim=claim, verdict="verified", rationale="The log says so.")
    assert fresh(claim).status == "conflict"
    return claim


def fresh(claim: Claim) -> Claim:
    """The claim as the database has it now."""
    return Claim.objects.select_related("holder", "article", "revision").get(pk=claim.pk)


# ---- doors -------------------------------------------------------------------------------------
def browser(actor: Actor, **options: Any) -> Client:
    """The person's browser, logged in."""
    client = Client(**options)
    client.force_login(actor.person)
    return client


class Program:
    """A program at the REST door, with a key of its owner (or none)."""

    def __init__(self, owner: Actor | None, scopes: Iterable[Right] = ()) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers: dict[str, str] = {}
        if owner is not None:
            names = [scope.value for scope in scopes]
            made = make_key(actor=owner, name="a test's program", scopes=names)
            self.headers["Authorization"] = f"Bearer {made.secret}"

    def get(self, path: str, **params: str) -> Any:
        """GET below /api/v1/."""
        return self.client.get(f"/api/v1/{path}", params, headers=self.headers)

    def post(self, path: str, body: Any = None, *, once: str | None = None, **more: str) -> Any:
        """POST below /api/v1/: an object as JSON, bytes or a string as they are."""
        raw = body if isinstance(body, bytes | str) else json.dumps(body or {})
        headers = {**self.headers, **({"Idempotency-Key": once} if once else {}), **more}
        return self.client.post(
            f"/api/v1/{path}", raw, content_type="application/json", headers=headers
        )

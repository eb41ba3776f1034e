"""The second pair of eyes is blind: no door tells the first answer before the second is given.

Every address that there is, walked by the second reviewer, a colleague with a key, a reader, an
editor and the admin, at two desks that differ in nothing but the first answer: the answers must be
the same to the letter, so that no count, length, filter, order or digest tells it either.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.accounts.keys import make_key
from factcheck.accounts.models import ApiKey
from factcheck.accounts.rights import Right
from factcheck.clock import now
from reviews import comments, decide, drafts, queue
from reviews.evidence import Source
from reviews.models import Verdict
from tests.house.addresses import World, addresses
from tests.people import ada, ben, eve, fresh, judge, out, person, root, second_asked, story

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MARK = "zebraquartz"  # in all that the first reviewer writes
# What may differ from one request to the next without meaning anything.
CHANGING = re.compile(
    r"[0-9a-f]{8}([-_]([0-9a-f]{4}|2D)){3}[-_][0-9a-f]{12}"
    r"|(?<=<p class=\"soft num\">)[0-9a-f]{32}"  # the request's, on a page that refuses
    r"|(?<=X-Request-ID: )\w+|(?<=\"request_id\":\")\w+|(?<=\"request_id\": \")\w+"
    r"|(?<=request_id: )\w+|\bfck_[\w-]+|\bwhsec_[\w+/=]+"
    r"|\b(?:[0-9a-f]{64}|head-[0-9a-f]{16})\b"  # digests: salted, and the salt is shown nowhere
    r"|(?<=csrfmiddlewaretoken\" value=\")\w+"
    r"|(?<=csrfToken&quot;: &quot;)\w+"
    r"|/admin/events/event/\d+/"
    r"|(?<=\"prefix\":\")\w+|(?<=\"created_at\":\")[^\"]+(?=\",\"last_used_at)"  # of a new key
    r"|(?<=ETag: )\S+"  # over the ids above and what is shown, which is compared
)
ASKED = (
    {"status": "second"},
    {"status": "decided"},
    {"state": "withdrawn"},
    {"value": "verified"},
    {"value": "disputed"},
    {"reviewer": "ada"},
    {"verdict__exact": "verified"},
    {"verdict__exact": "disputed"},
    {"q": MARK},
    {"o": "3"},
    {"o": "-3"},
)


FILTERING = {"the second reviewer", "the admin"}


@dataclass(frozen=True, slots=True)
class First:
    """A first answer. The two differ in everything that one can say."""

    verdict: str
    rationale: str
    sources: int

    def citations(self) -> list[Source]:
        return [
            Source(f"https://{MARK}.example/{number}", title=f"The {MARK} file, part {number}")
            for number in range(self.sources)
        ]


ONE = First("verified", f"The {MARK} shows it.", 1)
OTHER = First("disputed", f"Nothing in the {MARK} shows it. " * 40, 4)


def answer_first(claim: Claim, first: First) -> None:
    """Ada decides alone and takes it back; Eve asks for a second look; Ada answers, comments, names
    Ben and types on; Ben takes the claim."""
    given = {
        "verdict": first.verdict,
        "rationale": first.rationale,
        "citations": first.citations(),
    }
    judge(ada(), queue.take(actor=ada(), claim_id=claim.id), **given)
    decide.undo(actor=ada(), claim_id=claim.id)
    second_asked(claim)
    judge(ada(), fresh(claim), **given)
    comments.comment(actor=ada(), claim_id=claim.id, text=f"@ben @eve {first.rationale}")
    typed = {"verdict": first.verdict, "rationale": first.rationale}
    kept = drafts.draft_of(claim, ada().person)
    version = kept.version if kept else 0
    drafts.keep(actor=ada(), claim_id=claim.id, version=version, content=typed)
    queue.take(actor=ben(), claim_id=claim.id)


def knocks(who: str, *, post: bool) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Method, address, filters: each address read and written, lists with filters too."""
    filters = who in FILTERING and post
    for address in addresses():
        yield "GET", address, {}
        # The back office takes no form from anybody (`test_permissions.py`).
        if post and not address.startswith("/admin/"):
            yield "POST", address, {}
        if filters and "<" not in address.replace("<name>", ""):
            for asked in ASKED:
                yield "GET", address, asked


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who tries every door."""

    client: Client
    headers: dict[str, str]
    world: World

    def answer(self, method: str, address: str, asked: dict[str, str]) -> str:
        """All that an answer tells: status, headers, body. What it wrote is taken back."""
        mark = transaction.savepoint()
        session = self.client.cookies.copy()
        path = self.world.path(address)
        send = functools.partial(getattr(self.client, method.lower()), path, headers=self.headers)
        if method == "GET":
            found = send(asked)
        elif address.startswith("/api/"):
            body = json.dumps(self.world.body(address))
            found = send(body, content_type="application/json")
        else:
            found = send(self.world.body(address))
        raw = b"".join(found.streaming_content) if found.streaming else found.content
        transaction.savepoint_rollback(mark)
        self.client.cookies = session  # type: ignore[assignment]
        head = "\n".join(f"{name}: {value}" for name, value in sorted(found.headers.items()))
        return f"{found.status_code}\n{head}\n\n{raw.decode('utf-8', 'replace')}"


def cid() -> Actor:
    """The first reviewer's colleague."""
    return person("cid", "reviewer")


WALKERS = {
    "the second reviewer": ben,
    "a colleague with a key": cid,
    "a reader": out,
    "an editor": eve,
    "the admin": root,
}


class Ids(dict[str, str]):
    """What an address is about: what there is no other thing for is about the claim."""

    def __missing__(self, name: str) -> str:
        return self["claim"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A claim that Ada is about to review, beside another in its story."""

    claim: Claim
    secret: str  # of a key of Cid's

    def walk(self, who: str, first: First, *, settled: bool = False) -> dict[str, str]:
        """What every door answers after this first answer; all of it is taken back."""
        mark = transaction.savepoint()
        answer_first(self.claim, first)
        if settled:
            judge(ben(), fresh(self.claim), verdict="unverifiable", citations=[])
        verdict = Verdict.objects.filter(claim=self.claim).earliest("id")
        ids = {
            "claim": self.claim.id,
            "verdict": verdict.id,
            "user": ada().person.id,
            "key": ApiKey.objects.get().id,
        }
        world = World(ada(), Ids({name: str(key) for name, key in ids.items()}))
        for name in ("article", "restore", "reread"):
            world.ids[name] = str(self.claim.article_id)
        headers = {"Authorization": f"Bearer {self.secret}"} if "key" in who else {}
        walking = Walker(Client(raise_request_exception=False), headers, world)
        if not headers:
            walking.client.force_login(WALKERS[who]().person)
        found = {}
        for method, address, asked in knocks(who, post=not settled):
            # Ben's own review is the second answer: behind it both are open.
            if (who, method) == ("the second reviewer", "POST") and "/review/" in address:
                continue
            name = f"{method} {address} {asked or ''}".strip()
            found[name] = walking.answer(method, address, asked)
        transaction.savepoint_rollback(mark)
        return found


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Everybody is there and nobody's clock goes on."""
    with time_machine.travel(now(), tick=False):
        for somebody in (ada, ben, cid, eve, out, root):
            somebody()
        scopes = [Right.READ.value, Right.REVIEW.value]
        secret = make_key(actor=cid(), name="program", scopes=scopes).secret
        claims = story("The dam broke in March.", "The ferry carried 212 people.")
        yield Desk(claims[0], secret)


def masked(answers: dict[str, str]) -> dict[str, str]:
    """The answers without what changes by itself."""
    return {name: CHANGING.sub("…", told) for name, told in answers.items()}


def showing(answers: dict[str, str]) -> set[str]:
    """The doors whose answer holds a word of the first reviewer's."""
    # A filter that is repeated on the page is the asker's own word.
    return {name for name, told in answers.items() if MARK in told and MARK not in name}


def differing(one: dict[str, str], other: dict[str, str]) -> dict[str, list[str]]:
    """The doors whose answer tells the two desks apart, and the first line that does."""
    one, other = masked(one), masked(other)
    assert one.keys() == other.keys()
    return {
        name: next(
            [a, b]
            for a, b in zip_longest(one[name].splitlines(), other[name].splitlines())
            if a != b
        )
        for name in one
        if one[name] != other[name]
    }


@pytest.mark.parametrize("who", WALKERS)
def test_no_door_tells_the_first_answer_before_the_second_is_given(who: str, desk: Desk) -> None:
    one, other = desk.walk(who, ONE), desk.walk(who, OTHER)
    assert {name.split()[1] for name in one} == set(addresses())
    assert showing(one) == showing(other) == set()
    found = differing(one, other)
    assert not found, "\n".join(f"{name}: {lines}" for name, lines in found.items())


@pytest.mark.parametrize("who", ["the second reviewer", "a colleague with a key", "the admin"])
def test_the_same_walk_finds_it_once_both_have_spoken(who: str, desk: Desk) -> None:
    """Else the test above would prove nothing."""
    one, other = desk.walk(who, ONE, settled=True), desk.walk(who, OTHER, settled=True)
    claim = "GET /api/v1/claims/<uuid:claim_id>/"
    comment = "GET /api/v1/claims/<uuid:claim_id>/comments/"
    page = "GET /desk/claims/<uuid:claim_id>/"
    doors = {claim, comment} if "key" in who else {claim, comment, page}
    if who == "the admin":
        doors |= {"GET /desk/conflicts/<uuid:claim_id>/", "GET /admin/reviews/citation/"}
    assert doors <= showing(one) & showing(other)
    assert doors <= set(differing(one, other))


def test_the_first_reviewer_sees_the_own_answer_all_the_while(desk: Desk) -> None:
    answer_first(desk.claim, ONE)
    walking = Walker(Client(), {}, World(ada(), {"claim": str(desk.claim.id)}))
    walking.client.force_login(ada().person)
    for address in ("/desk/claims/<uuid:claim_id>/", "/api/v1/claims/<uuid:claim_id>/"):
        assert ONE.rationale in walking.answer("GET", address, {})

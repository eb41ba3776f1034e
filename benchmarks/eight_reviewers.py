"""Eight reviewers at once, over REST, and then the proof that nothing was doubled or lost.

    python -m benchmarks.eight_reviewers [--claims 10000] [--seconds 60] [--people 8] [--postgresql]

Each is a program with a key of its own that takes the next claim, types a draft and then, by lot,
decides, skips, releases, dismisses, edits or takes back, as fast as the desk answers. Prints how
many of each were done and how long the desk took, and checks against the database: no claim was
handed to two people under one lease, every review that was answered stands with the words and the
verdict that were sent, every other answer was a sentence. Ends with status 1 where one is not so.
"""

from __future__ import annotations

import argparse
import collections
import http.client
import json
import random
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.running import Running, running

ACTS = ["review"] * 70 + ["skip"] * 10 + ["dismiss"] * 8 + ["release"] * 6 + ["undo"] * 6


@dataclass(slots=True)
class Kept:
    """What one reviewer saw."""

    handed: list[tuple[str, int]] = field(default_factory=list)
    reviews: dict[str, str] = field(default_factory=dict)  # claim -> rationale that was answered
    times: dict[str, list[float]] = field(default_factory=lambda: collections.defaultdict(list))
    refused: collections.Counter[str] = field(default_factory=collections.Counter)
    wrong: list[str] = field(default_factory=list)


class Reviewer:
    """One person's program."""

    def __init__(self, url: str, key: str, number: int) -> None:
        host = urlsplit(url)
        self.line = http.client.HTTPConnection(host.hostname or "", host.port, timeout=60)
        self.head = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        self.lot = random.Random(number)
        self.kept = Kept()
        self.number = number

    def post(self, act: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The answer of one call; its time is kept under the act."""
        began = time.perf_counter()
        self.line.request("POST", f"/api/v1/{path}", json.dumps(body), self.head)
        answer = self.line.getresponse()
        raw = answer.read()
        self.kept.times[act].append((time.perf_counter() - began) * 1000)
        told = json.loads(raw) if raw else {}
        if answer.status >= 500 or (answer.status >= 400 and not told.get("code")):
            self.kept.wrong.append(f"{act}: {answer.status} {raw[:200]!r}")
        elif answer.status >= 400:
            self.kept.refused[f"{act} {told['code']}"] += 1
        return answer.status, told

    def work(self, until: float) -> None:
        """Until the time is over or nothing waits."""
        count = 0
        while time.monotonic() < until:
            status, told = self.post("take", "queue/take/", {})
            if status == 204:
                return
            if status != 200:
                continue
            count += 1
            self.one(told, f"Reviewer {self.number}, judgement {count}.")

    def one(self, told: dict[str, Any], words: str) -> None:
        """What is done with one claim."""
        claim, lease = told["claim"]["id"], told["lease"]["lease_no"]
        self.kept.handed.append((claim, lease))
        self.post("draft", f"claims/{claim}/draft/", {"version": 0, "rationale": words})
        act = self.lot.choice(ACTS)
        if act in {"review", "undo"}:
            body = {"lease_no": lease, "verdict": "unverifiable", "rationale": words}
            status, _ = self.post("review", f"claims/{claim}/review/", body)
            if status == 200:
                self.kept.reviews[claim] = words
            if act == "undo" and status == 200:
                status, back = self.post("undo", f"claims/{claim}/undo/", {})
                if status == 200:
                    del self.kept.reviews[claim]
                    lease = back["lease"]["lease_no"]
                    self.kept.handed.append((claim, lease))
                    self.post("release", f"claims/{claim}/release/", {"lease_no": lease})
        else:
            self.post(act, f"claims/{claim}/{act}/", {"lease_no": lease})


def main() -> None:
    """Parses, starts the desk, lets them work, checks, prints."""
    parser = argparse.ArgumentParser(description="Eight reviewers at once.")
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--postgresql", action="store_true", help="on an embedded PostgreSQL")
    given = parser.parse_args()
    with running(claims=given.claims, postgresql=given.postgresql) as desk:
        people = _people(desk, given.people)
        until = time.monotonic() + given.seconds
        threads = [threading.Thread(target=one.work, args=(until,)) for one in people]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=given.seconds + 90)
        seconds = time.monotonic() - began
        found = _check(people)
        _print(desk, people, seconds)
    for line in found:
        print(f"WRONG: {line}")
    sys.exit(1 if found else 0)


def _people(desk: Running, count: int) -> list[Reviewer]:
    from django.db import connections

    from factcheck.accounts.keys import make_key
    from tests.people import person

    found = []
    for number in range(count):
        actor = person(f"reviewer{number}", "reviewer")
        key = make_key(actor=actor, name="benchmark", scopes=[]).secret
        found.append(Reviewer(desk.url, key, number))
    connections.close_all()
    return found


def _check(people: list[Reviewer]) -> list[str]:
    """What is wrong, in sentences; nothing where all is well."""
    from factcheck.events.verify import verify_ledger
    from reviews.models import Review

    wrong = [line for one in people for line in one.kept.wrong]
    handed = collections.Counter(pair for one in people for pair in set(one.kept.handed))
    wrong += [f"claim {pair} was handed to {n} people" for pair, n in handed.items() if n > 1]
    sent = {(claim, words) for one in people for claim, words in one.kept.reviews.items()}
    standing = Review.objects.filter(withdrawn_at=None).values_list("claim_id", "rationale")
    there = {(str(claim), words) for claim, words in standing}
    wrong += [f"a review was answered and is not there: {row}" for row in sent - there]
    wrong += [f"a review is there that nobody was told of: {row}" for row in there - sent]
    report = verify_ledger()
    wrong += [f"the ledger: {row}" for row in report.broken]
    return wrong


def _print(desk: Running, people: list[Reviewer], seconds: float) -> None:
    print(f"{desk.database}, {desk.waiting:,} claims, {len(people)} reviewers, {seconds:.0f} s")
    acts = sorted({act for one in people for act in one.kept.times})
    for act in acts:
        times = [value for one in people for value in one.kept.times[act]]
        tail = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print(
            f"{act:<8} {len(times):6d}  {len(times) / seconds:6.1f} a second   "
            f"median {statistics.median(times):6.1f} ms, 95th {tail:6.1f} ms"
        )
    refused: collections.Counter[str] = sum(
        (one.kept.refused for one in people), collections.Counter()
    )
    print("refused with a sentence:", dict(refused) or "nothing")


if __name__ == "__main__":
    main()

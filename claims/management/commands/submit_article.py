"""`submit_article FILE ... --user NAME`: brings stories in from files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.encoding import decode
from claims.intake import submit_article
from claims.page import decode_page, is_page
from factcheck.accounts.actor import Actor
from factcheck.accounts.models import User
from factcheck.errors import DomainError


class Command(BaseCommand):
    """A line a file: what became of it. Goes on after a file that is refused, and ends with 1."""

    help = "Bring in stories from files, text or web pages; FILE - is standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--user", required=True, help="who brings them in")
        parser.add_argument("--url", default="", help="where the story stood; for one file")
        parser.add_argument("--outlet", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['user']}.")
        if options["url"] and len(options["files"]) > 1:
            raise CommandError("--url belongs to one story; give one file.")
        refused = 0
        for name in options["files"]:
            try:
                raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
                page = is_page(raw)
                done = submit_article(
                    actor=Actor(user),
                    text="" if page else decode(raw),
                    html=decode_page(raw) if page else "",
                    source_url=options["url"],
                    outlet=options["outlet"],
                )
            except OSError as error:
                refused += 1
                self.stderr.write(f"{name}: cannot be read: {error.strerror}")
            except DomainError as error:
                refused += 1
                reasons = " ".join(one.message for one in error.errors) or error.message
                self.stderr.write(f"{name}: {reasons}")
            else:
                self.stdout.write(f"{done.article.id} {done.outcome} {name}")
        if refused:
            raise CommandError(f"{refused} of {len(options['files'])} were not taken in.")

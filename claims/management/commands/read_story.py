"""`read_story FILE`: what the reader makes of a text. Needs no database."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_date, parse_datetime

from claims.encoding import decode
from claims.page import NoArticle, decode_page, is_page, looks_like_html, read_page, story_of
from claims.reading import judge, read
from claims.reading.report import as_report, as_text
from claims.reading.story import Story
from factcheck.errors import Invalid


class Command(BaseCommand):
    """Prints JSON for programs, or a plain view for people."""

    help = "Read a story and print what is found in it. FILE - is standard input."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--url", help="where the story stood")
        parser.add_argument("--received", help="when it came in, ISO 8601")
        parser.add_argument("--language", help="like en")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        received = _moment(options["received"]) if options["received"] else None
        try:
            raw = (
                sys.stdin.buffer.read()
                if options["file"] == "-"
                else Path(options["file"]).read_bytes()
            )
            text = decode_page(raw) if is_page(raw) else decode(raw)
            story = self._read(text, received, options)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        except Invalid as error:
            raise CommandError(error.message) from None
        except NoArticle as error:
            raise CommandError(str(error)) from None
        judged = judge(story)
        if options["json"]:
            self.stdout.write(json.dumps(as_report(story, judged), ensure_ascii=False))
        else:
            self.stdout.write(as_text(story, judged.candidates))

    def _read(self, text: str, received: datetime | None, options: dict[str, Any]) -> Story:
        given = {"url": options["url"], "received": received, "language": options["language"]}
        if looks_like_html(text):
            return story_of(read_page(text), **given)
        return read(text, **given)


def _moment(written: str) -> datetime:
    """A day counts from its midnight, a time without its zone in UTC."""
    try:
        found = parse_datetime(written)
        day = parse_date(written)
    except ValueError:
        found = day = None
    if found is None and day is not None:
        found = datetime.combine(day, time())
    if found is None:
        raise CommandError("--received must be ISO 8601, like 2026-03-04T10:00:00Z.")
    return found if found.tzinfo else found.replace(tzinfo=UTC)

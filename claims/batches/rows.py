"""One line of a batch as a text to place, or why it is refused. Asks links, opens files: outside
every transaction."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rest_framework import serializers

from claims.batches.lines import LONGEST, Line
from claims.bodies import ArticleBody, words_of
from claims.by_hand import Marked, read_marked
from claims.documents.document import Document, read_document
from claims.documents.fetching import fetch_document
from claims.given import check
from claims.placing_many import Text
from factcheck.errors import BadRequest, DomainError, FieldError, Invalid
from factcheck.rest import StrictJSONParser, flat_errors

SHOWN = 2000  # characters of a refused line that are kept
# One for all lines: making it takes longer than a line's checks.
_BODY = ArticleBody()


@dataclass(frozen=True, slots=True)
class Row:
    """A line as read: `text`, or the `errors` for which it is refused."""

    line: int
    text: Text | None = None
    errors: tuple[FieldError, ...] = ()
    sent: str = ""


def read_row(kind: str, line: Line, parts: Path, origin: dict[str, str]) -> Row | None:
    """What the line holds; None for a blank one. `parts` is the folder of the batch's files."""
    if not line.raw.strip():
        return None
    number = line.number
    try:
        if not line.whole:
            message = f"This line has over {LONGEST:,} bytes. Send a story a line."
            raise Invalid.field("line", "too_long", message)
        if kind != "jsonl":
            # Ours: it was written when the file was spooled.
            number, told = json.loads(line.raw)
            origin = {**origin, "line": str(number)}
            if kind == "csv":
                return Row(number, _of_table(told, origin))
            return Row(number, _of_file(told, parts, origin))
        return Row(number, _of_json(_parsed(line), {**origin, "line": str(number)}))
    except DomainError as refusal:
        errors = refusal.errors or (FieldError("line", refusal.code, refusal.message),)
        return Row(number, errors=tuple(errors), sent=_shown(line.raw))


def _parsed(line: Line) -> dict[str, Any]:
    try:
        return StrictJSONParser().parse(io.BytesIO(line.raw))
    except DomainError as refusal:
        if line.ended or refusal.code != "json":
            if isinstance(refusal, Invalid):
                raise
            message = refusal.message.replace("The body", "The line")
            raise BadRequest(message, code=refusal.code) from None
        message = (
            "This line is cut off: the file ends in the middle of it. Send the whole file again; "
            "what came in is known and not added twice."
        )
        raise Invalid.field("line", "cut_off", message) from None


def _of_json(data: dict[str, Any], origin: dict[str, str]) -> Text:
    try:
        return text_of(dict(_BODY.run_validation(data)), origin)
    except serializers.ValidationError as error:
        raise Invalid.fields(flat_errors(error.detail)) from None


def _of_table(data: dict[str, Any], origin: dict[str, str]) -> Text:
    return _of_json({name: value for name, value in data.items() if value.strip()}, origin)


def _of_file(told: dict[str, str], parts: Path, origin: dict[str, str]) -> Text:
    data = (parts / told["part"]).read_bytes()
    document = read_document(told["name"], data, encoding=told.get("encoding", ""))
    said = {name: told.get(name, "") for name in ("outlet", "language")}
    return text_of(said, origin, document)


def text_of(said: dict[str, Any], origin: dict[str, str], document: Document | None = None) -> Text:
    """A checked body as a text to place; its link is asked.

    Raises:
        Invalid: every wrong field. NotFetched.
    """
    marked = [Marked(words_of(one), **one) for one in said.pop("claims", [])]
    text, html, url = (said.pop(name, "") for name in ("text", "html", "url"))
    sent = [name for name, one in (("text", text), ("html", html), ("url", url)) if one.strip()]
    if len(sent) > 1:
        message = f"Send the story as {' or '.join(sent)}, not both."
        raise Invalid.field(sent[-1], "both", message)
    if url.strip():
        link, document = fetch_document(url)
        said["source_url"] = said.get("source_url") or link
    document = document or Document.sent(text, html)
    told = {**document.origin, **origin}
    given = check(replace(document, origin=told), **said)
    return Text(given, read_marked(given, marked, sent=document.text))


def _shown(raw: bytes) -> str:
    return raw[: 4 * SHOWN].decode("utf-8", "replace").replace("\x00", "\ufffd")[:SHOWN]

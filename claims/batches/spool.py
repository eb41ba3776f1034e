"""Where the files of batches lie until they are taken in, and how bytes from outside get there.

A spooled file is JSON Lines whatever was sent: of a table, each line is `[line, {column: value}]`;
of several files, `[number, {"name", "part"}]` with the part in a folder beside.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings

from factcheck.errors import Invalid, TooLarge
from factcheck.ids import new_id

PIECE = 1 << 16


class Source(Protocol):
    """Anything that gives bytes: a request, an uploaded file, a file."""

    def read(self, size: int = ..., /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


def folder() -> Path:
    """Where they lie."""
    return Path(settings.DATA_DIR) / "spool"


def path_of(batch_id: uuid.UUID) -> Path:
    """The batch's lines."""
    return folder() / f"{batch_id}.jsonl"


def table_of(batch_id: uuid.UUID) -> Path:
    """The table as it was sent, until its columns are matched."""
    return folder() / f"{batch_id}.csv"


def parts_of(batch_id: uuid.UUID) -> Path:
    """The folder of the batch's files."""
    return folder() / f"{batch_id}.parts"


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file that stands at its place only once it is whole; gone where the block fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    try:
        with half.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class Received:
    """What came in for a batch that is to be: its size in bytes and its SHA-256."""

    batch_id: uuid.UUID
    size: int
    sha256: str


@contextlib.contextmanager
def receiving(source: Source) -> Iterator[Received]:
    """Lines that lie at the place of a new batch; gone again where the block fails.

    Raises:
        TooLarge. Invalid: nothing was sent.
    """
    batch_id = new_id()
    try:
        received = Received(batch_id, *copy(source, path_of(batch_id)))
        _check_sent(received)
        yield received
    except BaseException:
        drop(batch_id)
        raise


def _check_sent(received: Received) -> None:
    if not received.size:
        raise Invalid.field("file", "empty", "Nothing was sent. Send a story a line.")


def copy(source: Source, path: Path) -> tuple[int, str]:
    """Copies the bytes to their place, piece by piece. Returns how many, and their SHA-256.

    What is over the limit is read to its end and dropped, so that who sends all before reading
    gets the answer; a hundred times the limit is no mistake, and is not waited for.

    Raises:
        TooLarge.
    """
    limit: int = settings.FACTCHECK_BULK_LIMIT
    size, digest = 0, hashlib.sha256()
    with writing(path) as file:
        while piece := source.read(PIECE):
            size += len(piece)
            if size <= limit:
                digest.update(piece)
                file.write(piece)
            elif size > 100 * limit:
                break
        check_size(size)
    return size, digest.hexdigest()


def check_size(size: int) -> None:
    """Raises:
    TooLarge: a file of so many bytes is not taken.
    """
    if size > settings.FACTCHECK_BULK_LIMIT:
        limit = settings.FACTCHECK_BULK_LIMIT
        raise TooLarge(f"The file has over {limit:,} bytes, the limit. Send it in parts.")


def drop(batch_id: uuid.UUID) -> None:
    """Removes all that lies there of a batch."""
    for path in (path_of(batch_id), table_of(batch_id)):
        path.unlink(missing_ok=True)
    shutil.rmtree(parts_of(batch_id), ignore_errors=True)

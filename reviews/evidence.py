"""Citations: what one must be to count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.given import canonical_url
from factcheck.errors import FieldError
from reviews.words import SourceKind, Stance

EXCERPT_LIMIT = 5000
LINE_LIMIT = 500
MOST = 30


@dataclass(frozen=True, slots=True)
class Source:
    """A citation as given: who (`publisher`, `author`), what (`title`), when, where (`url`), how
    near it is (`kind`), its stance, the words that matter (`excerpt`)."""

    url: str
    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    stance: str = Stance.SUPPORTS
    excerpt: str = ""
    author: str = ""
    kind: str = SourceKind.SECONDARY


def check_citations(sources: Sequence[Source]) -> list[FieldError]:
    """What is wrong, by paths like `citations[0].url`."""
    errors: list[FieldError] = []
    if len(sources) > MOST:
        errors.append(FieldError("citations", "too_many", f"At most {MOST} citations."))
    for index, source in enumerate(sources[:MOST]):
        path = f"citations[{index}]"
        errors += _check_url(f"{path}.url", source.url)
        if source.stance not in set(Stance):
            known = ", ".join(Stance)
            message = f"There is no stance {source.stance!r}. There are: {known}."
            errors.append(FieldError(f"{path}.stance", "unknown", message))
        if source.kind not in set(SourceKind):
            known = ", ".join(SourceKind)
            message = f"There is no kind of source {source.kind!r}. There are: {known}."
            errors.append(FieldError(f"{path}.kind", "unknown", message))
        for name, text, limit in (
            ("author", source.author, LINE_LIMIT),
            ("title", source.title, LINE_LIMIT),
            ("publisher", source.publisher, LINE_LIMIT),
            ("excerpt", source.excerpt, EXCERPT_LIMIT),
        ):
            if len(text) > limit:
                errors.append(
                    FieldError(f"{path}.{name}", "too_long", f"At most {limit} characters.")
                )
            if "\x00" in text:
                errors.append(FieldError(f"{path}.{name}", "nul", "This holds a NUL character."))
    return errors


def _check_url(path: str, url: str) -> list[FieldError]:
    if not url.strip():
        return [FieldError(path, "required", "Give the link of the source.")]
    count = len(re.findall(r"https?://", url, re.IGNORECASE))
    if count > 1 and re.search(r"[\s,;]", url.strip()):
        message = f"This field holds {count} addresses. Make a citation of each."
        return [FieldError(path, "several", message)]
    try:
        canonical_url(url)
    except ValueError as error:
        return [FieldError(path, "url", str(error))]
    return []

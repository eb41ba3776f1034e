"""Blocks of the documentation that repeat the code, printed from it.

`python -m tests.house.printed` rewrites them; `test_docs.py` fails while they differ.
"""

from __future__ import annotations

import json
import os
import re
import uuid
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
if not apps.ready:
    django.setup()

from django.conf import settings as DJANGO  # noqa: N812 - a block has the other name

from claims.batches.asking import MOST_FILES, MOST_OWED
from claims.batches.lines import LONGEST
from claims.batches.table import LARGEST as TABLE_LARGEST
from claims.documents.document import ENDINGS, LARGEST
from claims.documents.fetching import SECONDS
from claims.documents.limits import LETTERS
from claims.documents.pdf import PAGES
from claims.given import PAGE_LIMIT
from claims.reading import judge, read
from claims.reading.report import as_text
from factcheck.accounts.keys import MOST_OVERLAP, OVERLAP
from factcheck.accounts.rights import RIGHTS, Right, Role, least_role
from factcheck.env import TABLE as VARIABLES
from factcheck.events import schedule
from factcheck.events.api import MOST as MOST_EVENTS
from factcheck.events.api import USUAL as USUAL_EVENTS
from factcheck.events.kinds import KINDS
from factcheck.events.payload import body_of
from factcheck.rest import Pages
from factcheck.rest.filters import LONGEST as LONGEST_FILTER
from factcheck.rest.who import ONCE
from factcheck.tasks import ONCE_KEPT
from reviews.bulk import MOST as MOST_BULK
from reviews.exports.columns import MEANINGS
from reviews.policy_file import PRESETS, RULES
from reviews.proving.extract import LARGEST as SNAPSHOT_LARGEST
from reviews.states import TABLE as STATES
from reviews.verdict_states import TABLE as MOVES
from tests.house.operations import operations

ROOT = Path(__file__).resolve().parent.parent.parent
BLOCK = re.compile(r"(<!-- printed: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def settings() -> str:
    """Every variable of the environment."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for one in VARIABLES:
        default = str(one.default) or "empty"
        rows.append(f"| `{one.name}` | `{default}` | {one.meaning} |")
    return "\n".join(rows)


def intake() -> str:
    """What files are read, and how large anything may be."""
    kinds = {kind: [] for kind in ENDINGS.values()}  # type: dict[str, list[str]]
    for ending, kind in ENDINGS.items():
        kinds[kind].append(ending)
    rows = ["| what | limit |", "|---|---|"]
    rows.append(f"| text of an article | {default_of('FACTCHECK_TEXT_LIMIT'):,} bytes |")
    rows.append(f"| source of a page | {PAGE_LIMIT:,} characters |")
    endings = ", ".join(ending for names in kinds.values() for ending in names)
    rows.append(f"| a file ({endings}) or a link's answer | {LARGEST:,} bytes |")
    rows.append(f"| text in a file | {LETTERS:,} characters; {PAGES} pages of a PDF |")
    rows.append(f"| a link's answer, redirects and all | {SECONDS:g} seconds |")
    rows.append(f"| files at a time | {MOST_FILES} |")
    rows.append(f"| file of many stories | {default_of('FACTCHECK_BULK_LIMIT'):,} bytes |")
    rows.append(f"| a line of it | {LONGEST:,} bytes |")
    rows.append(f"| a table (CSV) | {TABLE_LARGEST:,} bytes |")
    rows.append(f"| files of many that wait, of one person | {MOST_OWED} |")
    return "\n".join(rows)


def default_of(name: str) -> int:
    """A setting's default."""
    return int(next(one.default for one in VARIABLES if one.name == name))


def states() -> str:
    """The claim's state machine."""
    rows = ["| from | action | to | right | needs |", "|---|---|---|---|---|"]
    for rule in STATES:
        sources, targets = ", ".join(rule.sources), " or ".join(rule.targets)
        rows.append(f"| {sources} | {rule.action} | {targets} | {rule.right} | {rule.needs} |")
    return "\n".join(rows)


def versions() -> str:
    """What may become of a verdict's version."""
    rows = ["| act | version before | after | makes | needs |", "|---|---|---|---|---|"]
    for move in MOVES:
        made = f"a {move.made} version" if move.made else ""
        rows.append(f"| {move.act} | {move.before} | {move.after} | {made} | {move.needs} |")
    return "\n".join(rows)


def policy() -> str:
    """The presets of the policy, rule by rule."""
    names = list(PRESETS)
    rows = [f"| rule | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for rule in RULES:
        values = [getattr(PRESETS[name], rule) for name in names]
        shown = [("yes" if one else "") if isinstance(one, bool) else str(one) for one in values]
        rows.append(f"| `{rule}` | {' | '.join(shown)} |")
    return "\n".join(rows)


def rights() -> str:
    """Who may what."""
    rows = [f"| right | {' | '.join(Role)} |", "|---" * (len(Role) + 1) + "|"]
    for right in Right:
        marks = " | ".join("yes" if right in RIGHTS[role] else "" for role in Role)
        rows.append(f"| {right} | {marks} |")
    return "\n".join(rows)


def reading() -> str:
    """What the reader makes of one of our own stories."""
    story = read((ROOT / "seeds" / "gold" / "wire-initials.txt").read_text())
    shown = [c for c in judge(story).candidates if c.numbers or c.dates]
    return f"```\n{as_text(story, shown[:3])}\n```"


def keys() -> str:
    """The keys that the page lists under `?`."""
    page = ROOT / "reviews" / "desk" / "templates" / "desk" / "_keys.html"
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.read_text(encoding="utf-8"))
    return "\n".join(
        ["| key | does |", "|---|---|", *(f"| {key} | {does} |" for key, does in found)]
    )


def columns() -> str:
    """What a row of an export holds."""
    rows = [f"| `{name}` | {meaning} |" for name, meaning in MEANINGS.items()]
    return "\n".join(["| column | holds |", "|---|---|", *rows])


def webhook_body() -> str:
    """A message as it is posted, spread over lines."""
    event: Any = SimpleNamespace(
        seq=4711,
        kind="verdict.corrected",
        at=datetime(2026, 3, 4, 9, 30, 0, 250_000, tzinfo=UTC),
        actor_id=uuid.UUID(int=0x019CB8A1_0000_7000_8000_0000000000E0),
        article_id=uuid.UUID(int=0x019CB8A1_0000_7000_8000_0000000000A0),
        claim_id=uuid.UUID(int=0x019CB8A1_0000_7000_8000_0000000000C0),
        details={
            "verdict": "019cb8a1-0000-7000-8000-0000000000f2",
            "version": 2,
            "state": "published",
            "instead_of": "019cb8a1-0000-7000-8000-0000000000f1",
            "digests": {"reviews.verdict:019cb8a1-0000-7000-8000-0000000000f2": "9f…64 digits"},
        },
        previous="3b…64 digits",
        hash="c1…64 digits",
    )
    text = body_of(event).replace(DJANGO.FACTCHECK_PUBLIC_URL, "https://facts.example")
    message = json.loads(text)
    return f"```json\n{json.dumps(message, ensure_ascii=False, indent=1)}\n```"


def webhook_kinds() -> str:
    """What a webhook can be told of."""
    rows = [f"| `{kind}` | {meaning} |" for kind, meaning in KINDS.items()]
    return "\n".join(["| kind | when |", "|---|---|", *rows])


def webhook_schedule() -> str:
    """When a message is tried again."""
    rows = ["| attempt | after the one before | about, since the first |", "|---|---|---|"]
    rows.append("| 1 | at once | |")
    since = schedule.WAITS[0] * 0
    for number, wait in enumerate(schedule.WAITS, 2):
        since += wait
        rows.append(f"| {number} | {_spoken(wait)} | {_spoken(since)} |")
    share = f"{schedule.JITTER:.0%}"
    rows.append(
        f"\nEach wait is up to {share} shorter or longer, so that many do not come at once."
    )
    return "\n".join(rows)


def _spoken(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min" + (f" {seconds % 60} s" if seconds % 60 else "")
    return f"{seconds // 3600} h" + (f" {seconds % 3600 // 60} min" if seconds % 3600 > 59 else "")


def codes() -> str:
    """Every code that an operation can refuse with, by its status."""
    found: dict[str, set[str]] = {}
    for one in operations():
        for status, answer in one.door["responses"].items():
            found.setdefault(status, set()).update(answer.get("x-codes", ()))
    rows = [
        f"| {status} {HTTPStatus(int(status)).phrase} | {_listed(sorted(told))} |"
        for status, told in sorted(found.items())
        if told
    ]
    return "\n".join(["| status | codes |", "|---|---|", *rows])


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def scopes() -> str:
    """What each scope opens."""
    rows = ["| scope | role at least | opens |", "|---|---|---|"]
    for right in Right:
        opened = sorted(one.name for one in operations() if one.door["x-scope"] == right)
        names = (
            ", ".join(f"`{name}`" for name in opened) or "what belongs to others, where it says so"
        )
        rows.append(f"| `{right}` | {least_role(right)} | {names} |")
    return "\n".join(rows)


def limits() -> str:
    """Every number that a client meets."""
    defaults = {one.name: one.default for one in VARIABLES}
    text, rows = defaults["FACTCHECK_TEXT_LIMIT"], DJANGO.REST_FRAMEWORK["PAGE_SIZE"]
    kept = f"{ONCE_KEPT.total_seconds() / 3600:g}"
    shown = {
        "requests of one key, or of one person": defaults["FACTCHECK_RATE"],
        "wrong keys and log-ins of one address": defaults["FACTCHECK_RATE_GUESSES"],
        "rows of a page (`limit`)": f"1 to {Pages.max_page_size}, {rows} if you do not say",
        "events of one answer (`limit`)": f"1 to {MOST_EVENTS}, {USUAL_EVENTS} if you do not say",
        "claims of one bulk act": MOST_BULK,
        "bytes of a text": f"{text:,}",
        "bytes of a JSON body": f"{text * 4 + 100_000:,}",
        "bytes of a snapshot's file": f"{SNAPSHOT_LARGEST:,}",
        "characters of a filter's words": LONGEST_FILTER,
        "an `Idempotency-Key`": f"`{ONCE.pattern}`, kept {kept} hours",
        "hours for which a rotated key's old secret opens": (
            f"0 to {MOST_OVERLAP}, {OVERLAP} if you do not say"
        ),
    }
    lines = [f"| {what} | {number} |" for what, number in shown.items()]
    return "\n".join(["| what | limit |", "|---|---|", *lines])


PRINTERS = {
    "webhook_body": webhook_body,
    "webhook_kinds": webhook_kinds,
    "webhook_schedule": webhook_schedule,
    "codes": codes,
    "scopes": scopes,
    "limits": limits,
    "columns": columns,
    "intake": intake,
    "settings": settings,
    "states": states,
    "rights": rights,
    "versions": versions,
    "policy": policy,
    "reading": reading,
    "keys": keys,
}


def printed(text: str) -> str:
    """The page with every block as the code has it now."""
    return BLOCK.sub(lambda found: f"{found[1]}{PRINTERS[found[2]]()}\n{found[3]}", text)


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


if __name__ == "__main__":
    for page in pages():
        page.write_text(printed(page.read_text(encoding="utf-8")), encoding="utf-8")

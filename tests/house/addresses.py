"""Every address of the desk, from the URL conf itself, and a sound request for each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import quote
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from claims import pipeline
from claims.batch_rows import Batch
from claims.batches import asking as asking_batches
from claims.batches import spool
from claims.feed_rows import Feed
from claims.feeds import subscribing
from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.accounts.keys import make_key
from factcheck.accounts.rights import Right
from factcheck.events import redelivering, webhooks
from factcheck.events.webhook_models import Delivery
from factcheck.ids import new_id
from reviews import asking, assign, bulk, exporting, publish, saved, snapshots, withdraw
from reviews.foreign import subscribing as foreign
from reviews.foreign_rows import ForeignFeed
from reviews.models import Verdict
from tests.people import (
    PASSWORD,
    ada,
    ben,
    bring,
    decided,
    eve,
    in_conflict,
    pending,
    person,
    root,
    run_of,
    story,
    taken,
)

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# What is no object of JSON: the type of the body, and the body.
RAW = {"/api/v1/articles/bulk/": ("application/x-ndjson", '{"text": "A text of its own."}\n')}
HOOK = "http://93.184.216.34/hook"  # as a number, so that nobody looks it up; nothing is sent
# Without which an address is refused for what is asked, not for who asks.
QUERIES = {"/compat/google/v1alpha1/claims:search": "?query=dam"}


def addresses() -> list[str]:
    """Every address, with its parameters in angle brackets."""
    found = sorted(set(_walk(get_resolver().url_patterns, "/")))
    assert len(found) > 60
    return found


def _walk(patterns: list[Any], before: str) -> Iterator[str]:
    for pattern in patterns:
        step = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, step)
        else:
            assert isinstance(pattern, URLPattern)
            yield step


def _plain(pattern: str) -> str:
    r"""`^exports/verdicts\.(?P<name>csv|jsonl)$` as `exports/verdicts.<name>`."""
    named = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", pattern)
    return named.replace("\\.", ".").replace("\\Z", "").strip("^$")


def _any_row(address: str) -> Any:
    """The key of a row that the back office's address is about."""
    app, model = address.split("/")[2:4]
    if app == "r":  # the short cut from a row to its page
        return "1"
    row = apps.get_model(app, model)._default_manager.first()
    return "1" if row is None else quote(row.pk)


@dataclass
class World:
    """What there is at the desk while one person knocks at every door of it."""

    actor: Actor
    ids: dict[str, str] = field(default_factory=dict)

    @classmethod
    def around(cls, actor: Actor) -> World:
        """A desk with a thing for each address. What must be one's own is the actor's where the
        actor may have it, else Ada's."""
        worker = actor if actor.person.role != "reader" else ada()
        ada()
        world = cls(actor)
        free = pending()
        gone = pending()
        withdraw.withdraw_article(actor=eve(), article_id=gone.article_id, reason="Pulled.")
        held = taken(worker)
        settled = decided(worker)
        proposed = story(*[f"Claim number {number} is so." for number in range(13)])[12]
        assert (proposed.status, Claim.objects.get(pk=settled.claim_id).status) == (
            "proposed",
            "decided",
        )
        differ = in_conflict(ada(), ben())
        given = pending()
        assign.assign(actor=eve(), claim_id=given.id, to=worker.person.username)
        failed = bring("A text that could not be read.")
        pipeline.fail(run_of(failed).id, "It broke.")
        owner = actor if actor.may(Right.EDIT) else eve()
        batch = bulk.run(
            actor=owner, act_id=new_id(), act=bulk.Act("push", by=1), claim_ids=[given.id]
        )
        out = publish.publish(
            actor=eve(), verdict_id=Verdict.objects.get(claim=decided(worker).claim_id).id
        )
        view = saved.save_view(actor=owner, name="mine", query="")
        key = make_key(actor=actor, name="mine", scopes=[]).key
        kept = snapshots.take_snapshot(actor=worker, url="", data=b"The dam broke in March.")
        # Of nothing, so that the file is the same to the byte at any two desks.
        made = asking.ask_export(actor=actor, filters={"claimant": "nobody at all"})
        exporting.run_export(made.id)
        hook, off = (
            webhooks.create_webhook(actor=root(), name=name, url=HOOK, events=["user.off"]).webhook
            for name in ("cms", "archive")
        )
        redelivering.send_test(actor=root(), webhook_id=hook.id)
        webhooks.disable_webhook(actor=root(), webhook_id=off.id)
        world.ids = {
            "webhook": str(hook.id),
            "enable": str(off.id),
            "delivery": str(Delivery.objects.get(webhook=hook).id),
            "claim": str(held.id),
            "take": str(free.id),
            "promote": str(proposed.id),
            "reopen": str(settled.claim_id),
            "undo": str(settled.claim_id),
            "second": str(free.id),
            "adjudicate": str(differ.id),
            "conflicts": str(differ.id),
            "unassign": str(given.id),
            "bulk": str(batch.id),
            "feed": str(_feed(active=True).id),
            "foreign": str(_foreign(active=True).id),
            "foreign_resume": str(_foreign(active=False).id),
            "resume": str(_feed(active=False).id),
            "batch": str(_batch(worker, "text\nThe dam broke.\n").id),
            "columns": str(_batch(worker, "Words\nThe dam broke.\n").id),
            "view": str(view.id),
            "article": str(free.article_id),
            "reread": str(failed.id),
            "restore": str(gone.article_id),
            "verdict": str(Verdict.objects.get(claim=settled.claim_id).id),
            "public": str(out.claim_id),
            "published": str(out.id),
            "user": str(eve().person.id),
            "key": str(key.id),
            "kept": str(kept.id),
            "export": str(made.id),
        }
        return world

    def path(self, address: str) -> str:
        """The address with something that is there for every parameter."""
        parts = address.rstrip("/").split("/")
        verb = parts[-2] if parts[-1] == "<uuid:claim_id>" else parts[-1]

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name == "claim_id" and address.startswith("/verdicts/"):
                return self.ids["public"]
            if name == "claim_id":
                return self.ids.get(verb, self.ids["claim"])
            if name == "article_id":
                return self.ids[verb if verb in {"restore", "reread"} else "article"]
            if name == "object_id":
                return str(_any_row(address))
            if name == "webhook_id":
                return self.ids["enable" if verb == "enable" else "webhook"]
            return {
                "verdict_id": self.ids[
                    "published" if verb in {"correct", "retract", "recall"} else "verdict"
                ],
                "user_id": self.ids["user"],
                "delivery_id": self.ids["delivery"],
                "key_id": self.ids["key"],
                "export_id": self.ids["export"],
                "bulk_id": self.ids["bulk"],
                "feed_id": self.ids["resume" if verb == "resume" else "feed"],
                "foreign_id": self.ids["foreign_resume" if verb == "resume" else "foreign"],
                "batch_id": self.ids["columns" if verb == "columns" else "batch"],
                "view_id": self.ids["view"],
                "snapshot_id": self.ids["kept"],
                "name": "csv",
                "app_label": "claims",
                "content_type_id": "1",
                "url": "nothing",
                "rest": "1/1/",
                "text": "The dam broke in March.",
            }[name]

        return PARAMETER.sub(fill, address) + QUERIES.get(address, "")

    def body(self, address: str) -> dict[str, Any]:
        """What a sound POST to this address holds."""
        verb = address.rstrip("/").rpartition("/")[2]
        free = self.ids.get("take", self.ids["claim"])
        if address.endswith("<uuid:webhook_id>/redeliver/"):
            return {"since": "2026-01-01" + ("T00:00:00Z" if address.startswith("/api/") else "")}
        words: dict[str, dict[str, Any]] = {
            "renew": {"lease_no": 1},
            "release": {"lease_no": 1},
            "skip": {"lease_no": 1},
            "dismiss": {"lease_no": 1, "reason": "not_a_claim"},
            "review": {"lease_no": 1, "verdict": "unverifiable", "rationale": "Nobody can know."},
            "checklist": {"verdict": "unverifiable"},
            "edit": {"wording": 1, "lease_no": 1, "statement": "Other words of the desk."},
            "split": {"wording": 1, "lease_no": 1, "quote": "The dam broke"},
            "merge": {
                "wording": 1,
                "lease_no": 1,
                "other": self.ids.get("take", self.ids["claim"]),
            },
            "mark": {"quote": "The dam broke"},
            "claims": {"article": self.ids["article"], "quote": "The dam broke"},
            "comment": {"text": "Who has the register?"},
            "comments": {"text": "Who has the register?"},
            "draft": {
                "version" if address.startswith("/api/") else "draft_version": 0,
                "rationale": "So far.",
            },
            "assign": {"to": "ada"},
            "push": {"by": 1},
            "preview": {"act": "push", "by": 1, "claims": [free]},
            "bulk": {
                **({} if address.startswith("/api/") else {"act_id": str(new_id())}),
                "act": "push",
                "by": 1,
                "claims": [free],
            },
            "views": {"name": "all that waits", "query": "status=open"},
            "reopen": {"reason": "A reader wrote in."},
            "exports": {"format": "xlsx", "value": "verified"},
            "ask": {"value": "verified"},
            "second": {"reason": "The mayor will call."},
            "adjudicate": {"verdict": "unverifiable", "rationale": "Nobody can know."},
            "withdraw": {"reason": "Pulled by its outlet."},
            "subscribe": {"url": "ftp://a.example/"},
            "feeds": {"url": "ftp://a.example/"},
            "foreign-feeds": {"url": "ftp://a.example/"},
            # Of no address that may be asked: these tests reach for nobody.
            "link": {"url": "ftp://a.example/"},
            "files": {"file": SimpleUploadedFile("a.txt", b"A text that nobody has sent before.")},
            "columns": {"text": "Words"},
            "articles": {"text": "A text that nobody has sent before."},
            "submit": {"text": "A text that nobody has sent before."},
            "read": {"text": "A text that nobody has sent before."},
            "add": {"username": "mia", "role": "reader", "password": PASSWORD},
            "role": {"role": "reader"},
            "switch": {"active": "0"},
            "make": {"name": "wire import"},
            "keys": {"name": "wire import"},
            "rotate": {} if address.startswith("/api/") else {"hours": "1"},
            "revise": {"reason": "A typo.", "rationale": "The notice says it otherwise."},
            "publish": {},
            "correct": {"note": "The day was wrong.", "rationale": "The notice of May says so."},
            "retract": {"note": "The notice was forged."},
            "override": {"rule": "primary", "reason": "The record is sealed."},
            "contacts": {"who": "the port office", "answer": "No answer."},
            "snapshots": {"url": "https://a.example/", "text": "The dam broke in March."},
            "snapshot": {
                "snapshot": "0",
                "draft_version": "0",
                "snapshot_text[0]": "The dam broke in March.",
            },
            "prove": {"excerpt": "The dam broke"},
            "text": {"input_text": "The dam broke in March."},
            "sentences": {"input_text": "The dam broke in March."},
            "password": {"password": f"{PASSWORD}-and-new"},
            "webhooks": {"name": "paper", "url": HOOK, "events": ["verdict.published"]},
            "create": {"name": "paper", "url": HOOK, "events": ["verdict.published"]},
            "change": {"name": "paper", "url": HOOK, "events": ["verdict.published"]},
        }
        if "<uuid:foreign_id>" in address:
            return {}
        if "<uuid:feed_id>" in address:
            return {"every": 30} if verb == "change" else {}
        return words.get(verb, {})


def _feed(*, active: bool) -> Feed:
    """A feed that nobody asks."""
    made = subscribing._subscribe(
        actor=eve(), url=f"https://{new_id()}.example/", every=15, title="A feed"
    )
    return made if active else subscribing.pause_feed(actor=eve(), feed_id=made.pk)


def _foreign(*, active: bool) -> ForeignFeed:
    """Another desk's feed that nobody asks."""
    made = foreign._subscribe(
        actor=eve(), url=f"https://{new_id()}.example/", every=60, title="Another desk"
    )
    return made if active else foreign.pause_feed(actor=eve(), feed_id=made.pk)


def _batch(worker: Actor, table: str) -> Batch:
    """A table of stories that somebody has sent."""
    with spool.receiving(io.BytesIO(table.encode())) as received:
        return asking_batches.open_table_of(actor=worker, received=received, ask=True)


def someone(role: str) -> Actor:
    """A person of this role who has done nothing yet, and an admin beside them."""
    root()
    return person(f"the-{role}", role)

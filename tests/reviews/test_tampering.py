"""What somebody with the database's password does behind the desk's back is found, and named:
a changed, removed, inserted or exchanged row, in each table that the ledger covers."""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from claims.intake import submit_article
from claims.models import Article, Claim, Revision
from factcheck.clock import day_now, now
from factcheck.events.models import Event
from factcheck.events.verify import covered_tables, verify_ledger
from factcheck.ids import new_id
from reviews import amend, comments, decide, on_record, publish, second
from reviews.evidence import Source
from reviews.models import Citation, Comment, Review, SecondLook, Verdict
from reviews.models_publish import Override, VerdictNote
from reviews.snapshot_rows import Snapshot
from reviews.snapshots import take_snapshot
from tests.people import (
    Program,
    ada,
    ben,
    decided,
    eve,
    in_conflict,
    judge,
    pending,
    second_asked,
    taken,
)

pytestmark = pytest.mark.django_db
URL = "https://port.example/notice"
COVERED = sorted(covered_tables(), key=lambda model: model._meta.label)
ALL: list[Any] = [*COVERED, Citation]
OTHER_VALUES = {
    "turn": 2,
    "verdict": "unverifiable",
    "value": "unverifiable",
    "state": "withdrawn",
    "stance": "context",
    "about": "retracted",
}


CHANGES: dict[Any, Callable[[Any], Any]] = {
    bool: lambda value: not value,
    int: lambda value: value + 100,
    date: lambda value: value + timedelta(days=1),
    dict: lambda value: {**value, "more": 1},
    (bytes, memoryview): lambda value: bytes(value) + b"more",
    str: lambda value: f"{value[1:]}x" if len(value) > 10 else f"{value}x",
}


def a_long_day() -> None:
    """Two rows or more in each covered table, through the verbs."""
    for number in (1, 2):
        words = f"The notice of the port, number {number}: 114 people were hurt.".encode()
        kept = take_snapshot(actor=ada(), url=URL, data=words)
        cited = [
            Source(URL, excerpt="114 people were hurt", snapshot=kept.id),
            Source(f"https://log.example/{number}", title="The log", published_on=day_now()),
        ]
        claim = taken(ada())
        amend.edit(
            actor=ada(),
            claim_id=claim.id,
            wording=1,
            lease_no=claim.lease_no,
            statement=f"It broke, {number}.",
        )
        comments.comment(actor=ben(), claim_id=claim.id, text=f"The mayor, {number}.")
        review = judge(ada(), claim, citations=cited)
        on_record.override_rule(
            actor=eve(), claim_id=claim.id, rule="primary", reason=f"Sealed, {number}."
        )
        on_record.log_contact(actor=eve(), claim_id=claim.id, who="port", answer=f"No, {number}.")
        version = Verdict.objects.get(claim=review.claim_id)
        later = day_now() + timedelta(days=30)
        publish.publish(actor=eve(), verdict_id=version.id, remind_on=later)
        publish.correct(
            actor=eve(), verdict_id=version.id, note=f"Wrong, {number}.", value="verified"
        )
        taken_back = decided(ben())
        decide.undo(actor=ben(), claim_id=taken_back.claim_id)
        opened = decided(ada())
        decide.reopen(actor=eve(), claim_id=opened.claim_id, reason=f"A reader wrote, {number}.")
        second_asked()
        claim = in_conflict()
        second.adjudicate(
            actor=eve(),
            claim_id=claim.id,
            pick=Review.objects.filter(claim=claim, turn=2).get().id,
            rationale="The log is right.",
            citations=[],
        )
    Article.objects.create(text_hash="0" * 64, created_at=now())  # one to move a revision to
    assert verify_ledger().broken == ()


def found() -> list[str]:
    """What is named now."""
    proof = verify_ledger()
    assert len(proof.broken) < 9, "named is what was touched, not the rest"
    return [finding.what for finding in proof.broken]


def name_of(row: models.Model) -> str:
    """By what a finding names it: a citation by its review."""
    row = row.review if isinstance(row, Citation) else row
    return f"{row._meta.label_lower}:{row.pk}"


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """What is done to the database inside is as if it had never been, checks at its end too."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fields_of(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            yield field


def change(row: models.Model, field: models.Field[Any, Any]) -> None:
    """Gives the field of the row a value that it did not have and that the table takes."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    for value in others(row, field):
        with contextlib.suppress(IntegrityError), transaction.atomic():
            rows.update(**{field.attname: value})
            return
    raise AssertionError(f"the database takes nothing else for {field}")


def others(row: models.Model, field: models.Field[Any, Any]) -> Iterable[Any]:
    """Values to try."""
    value = getattr(row, field.attname)
    if field.name in OTHER_VALUES and not field.is_relation:
        return [OTHER_VALUES[field.name]]
    if field.name == "kind":
        return ["pdf" if isinstance(row, Snapshot) else "primary"]
    if isinstance(field, models.ForeignKey):
        rows = field.related_model._base_manager.exclude(pk=value)
        return rows.values_list("pk", flat=True)
    return [changed(value) for kind, changed in CHANGES.items() if isinstance(value, kind)]


def telling(model: type[models.Model], field: models.Field[Any, Any]) -> models.Model:
    """A row in which this field holds something."""
    rows = model._default_manager.order_by("pk")
    if field.null:
        rows = rows.exclude(**{field.name: None})
    if field.name == "about":  # a version has a note of each kind at most once
        rows = rows.filter(about="corrected")
    if field.name == "state":
        rows = rows.filter(state="published")
    if field.name == "turn":
        rows = rows.filter(turn=1, claim__reviews__turn=1, withdrawn_at=None)
        rows = rows.exclude(claim__reviews__turn=2)
    row = rows.first()
    assert row is not None, f"no {model.__name__} holds a {field.name}"
    return row


def test_each_field_that_is_changed_is_found_and_its_row_named() -> None:
    a_long_day()
    silent = []
    for model in ALL:
        for field in fields_of(model):
            with undone():
                row = telling(model, field)
                change(row, field)
                if not any(name_of(row) in what for what in found()):
                    silent.append(f"{model.__name__}.{field.name}")
    assert silent == []


@pytest.mark.parametrize("last", [False, True])
def test_a_removed_row_is_found_and_named_the_last_one_too(last: bool) -> None:
    a_long_day()
    for model in ALL:
        with undone():
            row = model._default_manager.order_by("-pk" if last else "pk")[0]
            name = name_of(row)
            model._base_manager.filter(pk=row.pk)._raw_delete("default")
            assert any(name in what for what in found()), name


def test_an_inserted_row_is_found_and_named() -> None:
    a_long_day()
    for model in ALL:
        with undone():
            row = model._default_manager.order_by("pk")[0]
            row.pk = new_id()
            for name in ("number", "version", "round", "position"):
                if hasattr(row, name):
                    setattr(row, name, getattr(row, name) + 7)
            if isinstance(row, Override):
                row.rule = "snapshot"
            if isinstance(row, VerdictNote):
                row.about = "revised"
            if isinstance(row, SecondLook):
                row.claim = Claim.objects.filter(second_look=None)[0]
            row.save(force_insert=True)
            assert any(name_of(row) in what for what in found()), name_of(row)


def test_two_rows_that_took_each_others_place_are_found_and_named() -> None:
    a_long_day()
    for model in COVERED:
        with undone():
            one, two = model._default_manager.order_by("pk")[0], _last(model)
            model._base_manager.filter(pk__in=[one.pk, two.pk])._raw_delete("default")
            one.pk, two.pk = two.pk, one.pk
            one.save(force_insert=True)
            two.save(force_insert=True)
            named = {what.split(" ")[0] for what in found()}
            assert {name_of(one), name_of(two)} <= named


def _last(model: Any) -> Any:
    return model._default_manager.order_by("pk").last()


def test_citations_in_another_order_are_found() -> None:
    a_long_day()
    review = Review.objects.filter(citations__position=1).first()
    assert review is not None
    first, last = review.citations.order_by("position")
    for citation, position in ((first, 9), (last, 0), (first, 1)):
        Citation.objects.filter(pk=citation.pk).update(position=position)
    assert found() == [f"reviews.review:{review.pk} is not what it was"]


def test_a_row_and_its_event_taken_out_together_leave_a_hole() -> None:
    a_long_day()
    version = Verdict.objects.order_by("pk").first()
    assert version is not None
    Event.objects.filter(kind="verdict.published")[0].delete()
    assert any("is missing" in what for what in found())


def test_the_last_events_cut_off_with_their_rows_are_found_against_a_noted_head() -> None:
    a_long_day()
    comments.comment(actor=ben(), claim_id=pending().id, text="The last word.")
    head = verify_ledger().head
    last = Event.objects.order_by("seq").last()
    assert last is not None
    assert last.kind == "claim.commented"
    apps.get_model("reviews.Comment").objects.filter(pk=last.details["comment"]).delete()
    last.delete()
    assert verify_ledger().broken == ()
    (finding,) = verify_ledger(head=head).broken
    assert head in finding.what


def test_an_export_and_a_public_proof_hold_the_head_that_finds_a_cut_off_end() -> None:
    a_long_day()
    version = Verdict.objects.filter(state="published").latest("published_at")
    proof = Program(None).client.get(f"/verdicts/{version.claim_id}/proof.json").json()
    export = Program(eve()).get("exports/verdicts.csv")
    noted = re.findall(r"-head-([0-9a-f]{16})\.csv", export["Content-Disposition"])
    assert export["X-Ledger-Head"].startswith(noted[0])
    for head in (proof["head"]["hash"], *noted):
        assert verify_ledger(head=head).broken == ()
    events = Event.objects.filter(seq__gte=proof["head"]["seq"])
    assert events.count() == 2  # the key of the program that exported is the other
    events.delete()
    for head in (proof["head"]["hash"], *noted):
        assert head in verify_ledger(head=head).broken[-1].what


ELSEWHERE = ["accounts.user:{0}", "accounts.apikey:1", "nothing:1", "x", "", "reviews.comment:{1}"]


@pytest.mark.parametrize("name", [*ELSEWHERE, "reviews.verdict:x"])
def test_an_event_that_was_made_to_name_another_table_is_found_and_breaks_nothing(
    name: str,
) -> None:
    a_long_day()
    event = Event.objects.filter(kind="verdict.published")[0]
    own = event.details["digests"]
    told = {name.format(ada().person.pk, Comment.objects.latest("pk").pk): "0" * 64}
    Event.objects.filter(pk=event.pk).update(details={"digests": {**own, **told}, "states": told})
    assert "was changed after it was sealed" in found()
    assert not [what for what in found() if "no longer" in what and next(iter(own)) in what]


def test_what_is_not_sealed_yet_is_no_finding() -> None:
    a_long_day()
    events = Event.objects.order_by("-seq")[:5]
    Event.objects.filter(pk__in=[event.pk for event in events]).update(
        seq=None, previous="", hash=""
    )
    assert found() == []


def test_a_covered_table_has_no_row_before_its_verb() -> None:
    """An article whose revision nobody sent."""
    article = submit_article(actor=ada(), text="The dam broke in March. Two were hurt.").article
    assert found() == []
    made = Revision.objects.create(
        article=Article.objects.get(pk=article.pk),
        number=2,
        raw=b"x",
        raw_sha256="",
        text="x",
        text_sha256="",
        received_at=article.created_at,
        salt=secrets.token_hex(16),
    )
    assert found() == [f"claims.revision:{made.pk} stands in no event"]

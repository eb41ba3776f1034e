"""Import: what went out with its articles comes back without loss, and a bad line is named."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Article, Claim, Revision
from factcheck.accounts.models import User
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from reviews import amend, decide, on_record, publish, queue, second, snapshots
from reviews.evidence import Source
from reviews.models import Citation, Comment, Draft, Notice, Review, Verdict
from reviews.snapshot_rows import Snapshot
from reviews.words import State
from tests.people import ada, ben, decided, eve, fresh, judge, pending, person, story

pytestmark = pytest.mark.django_db

ODD = (
    "At least 12 bridges were closed in Halden",
    '=HYPERLINK("https://evil.example";"open")',
    "-5.4 degrees were measured 😀 𝔸𝔹ℂ at the pass",
    "قال الوزير إن السد انهار يوم الاثنين",
    "Le pont « neuf » a été fermé ; l’eau montait",
    'He said: “it, "broke"”, and \\ left \\u0000 behind',
    "橋が十二本閉鎖された",
    "\tTabs and <b>marks</b> & entities &amp; more",
    "@all hands; a,b;c|d 'quoted' `so`",
    "e\u0301 decomposed, \u200fmarks\u200e and soft\u00adhyphens",
)
SOURCES = (
    Source("https://a.example/1?x=1&y=2", title="First; with a semicolon", publisher="A, Inc."),
    Source("https://b.example/é", stance="context", excerpt='It broke,\nthey said "so" 😀'),
    Source("https://c.example/", author="C. D.", kind="primary", stance="refutes"),
)


@pytest.fixture(autouse=True)
def all_claims_wait(settings: Any) -> None:
    """However many a story has."""
    settings.FACTCHECK_BEST = 1000


def exported(**options: Any) -> str:
    """The whole archive."""
    out = io.StringIO()
    call_command("export_verdicts", format="jsonl", all=True, stdout=out, **{"with": "articles"})
    return out.getvalue()


def emptied() -> None:
    """A desk without anything."""
    for model in (Event, Notice, Comment, Draft, Verdict, Article, Snapshot, User):
        model.objects.all().delete()
    assert not Claim.objects.exists()


def take_in(path: Path, **options: Any) -> str:
    out = io.StringIO()
    call_command("import_verdicts", str(path), stdout=out, **options)
    return out.getvalue()


def varied(count: int) -> None:
    """So many decided claims of every kind, through the desk's own verbs."""
    dice = random.Random(7)
    made = 0
    while made < count:
        lines = [f"{dice.choice(ODD)}, line {made + n}." for n in range(min(100, count - made))]
        claims = story(*lines, outlet=f"Outlet {made}", headline=dice.choice(ODD), language="en")
        made += len(claims)
        for number, claim in enumerate(claims):
            one_way(dice, claim, number)
        analyze()


def analyze() -> None:
    """What PostgreSQL does by itself beside a desk, but cannot inside a test's transaction. The
    desk's own tables alone: the server's are shared with the desk of another test, which would
    wait for this one's end."""
    if connection.vendor == "postgresql":
        tables = (model._meta.db_table for model in apps.get_models())
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(tables)}")


def one_way(dice: random.Random, claim: Claim, number: int) -> None:
    """A claim's way to its verdict: mostly straight, every tenth by another road."""
    by = dice.choice((ada, ben))()
    given = {
        "verdict": dice.choice(("verified", "disputed")),
        "rationale": f"{dice.choice(ODD)}\n\n{dice.choice(ODD)} ",
        "citations": dice.sample(SOURCES, dice.randint(1, 3)),
    }
    road = number % 100
    if road == 3:
        second.ask_second(actor=eve(), claim_id=claim.id, reason="The mayor =calls.")
        decided(ada(), claim=claim, **given)
        decided(ben(), claim=claim, **given)
    elif road == 13:
        second.ask_second(actor=eve(), claim_id=claim.id, reason="Look twice.")
        decided(ada(), claim=claim, **{**given, "verdict": "verified"})
        decided(ben(), claim=claim, **{**given, "verdict": "disputed"})
        pick = claim.reviews.get(turn=1).id
        second.adjudicate(actor=eve(), claim_id=claim.id, pick=pick, rationale="The log holds.")
    elif road in {23, 33}:
        decided(by, claim=claim, **given)
        decide.reopen(actor=eve(), claim_id=claim.id, reason="A reader wrote in.")
        if road == 23:
            decided(ben(), claim=claim, verdict="unverifiable", citations=[])
    elif road == 43:
        decided(by, claim=claim, **given)
        decide.undo(actor=by, claim_id=claim.id)
        judge(by, fresh(claim), **given)
    elif road == 53:
        held = queue.take(actor=by, claim_id=claim.id)
        amend.edit(
            actor=by,
            claim_id=claim.id,
            wording=1,
            lease_no=held.lease_no,
            statement="The desk's own words 😀.",
            claimant="the =minister",
        )
        judge(by, fresh(claim), **given)
    elif road == 63:
        kept = snapshots.take_snapshot(actor=by, url="", data="The ≤ log holds 😀.".encode())
        cited = [Source("https://a.example/log", excerpt="The ≤ log holds", snapshot=kept.id)]
        decided(by, claim=claim, **{**given, "citations": cited})
    elif road in {73, 83}:
        made = decided(by, claim=claim, **given)
        version = publish.publish(actor=eve(), verdict_id=made.verdicts.get().id)
        on_record.log_contact(actor=by, claim_id=claim.id, who="=the port", answer="Nothing.")
        on_record.override_rule(actor=eve(), claim_id=claim.id, rule="primary", reason="Sealed.")
        if road == 73:
            publish.correct(
                actor=eve(), verdict_id=version.id, note="Wrong 😀.", rationale="Other words."
            )
        else:
            publish.retract(actor=eve(), verdict_id=version.id, note="Forged.")
    else:
        decided(by, claim=claim, **given)


def round_trip(tmp_path: Path) -> list[dict[str, Any]]:
    """Out, in, out: returns the lines, which are the same to the byte."""
    first = exported()
    path = tmp_path / "desk.jsonl"
    path.write_text(first, encoding="utf-8", newline="")
    emptied()
    assert "Taken in" in take_in(path)
    analyze()
    assert exported() == first
    assert verify_ledger().broken == ()
    return [json.loads(line) for line in first.splitlines()]


def test_export_import_export_is_the_same_to_the_byte_for_one_of_each_kind(tmp_path: Path) -> None:
    varied(90)
    lines = round_trip(tmp_path)
    assert {line["kind"] for line in lines} == {"user", "article", "claim", "verdict"}
    assert not User.objects.get(username="ada").has_usable_password()
    assert Review.objects.count() > 90
    assert Snapshot.objects.exists()
    assert {one["state"] for one in lines if one["kind"] == "verdict"} == {
        state.value for state in State
    }
    assert Citation.objects.exists()
    assert bytes(Revision.objects.all()[0].raw)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_two_thousand_varied_verdicts_come_back_equal_with_their_ids(tmp_path: Path) -> None:
    varied(2000)
    lines = round_trip(tmp_path)
    verdicts = [line for line in lines if line["kind"] == "verdict"]
    assert len(verdicts) > 2000
    assert {line["state"] for line in verdicts} >= {"draft", "withdrawn"}


def archive_of_two(tmp_path: Path) -> Path:
    """A file of two decided claims of two articles, and an empty desk."""
    decided(ada(), claim=pending())
    decided(ada(), claim=pending())
    path = tmp_path / "two.jsonl"
    path.write_text(exported(), encoding="utf-8", newline="")
    emptied()
    return path


def spoil(path: Path, kind: str, **changes: Any) -> int:
    """Changes the row of the first line of that kind. Returns the line's number."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if json.loads(line)["kind"] == kind)
    data = json.loads(lines[number])
    data["row"].update(changes)
    lines[number] = json.dumps(data)
    path.write_text("\n".join(lines), encoding="utf-8")
    return number + 1


@pytest.mark.parametrize(
    ("kind", "changes", "why"),
    [
        ("verdict", {"state": "perhaps"}, "verdict_state_known"),
        ("verdict", {"created_at": "yesterday"}, "created_at"),
        ("verdict", {"created_at": "2024-03-05T10:00:00"}, "zone"),
        ("verdict", {"content": {"value": "verified"}}, "sha256"),
        ("verdict", {"created_by": "nobody"}, "no user 'nobody'"),
        ("verdict", {"reviews": ["01a2294a-2b6c-74b2-91ff-bda096339beb"]}, "in no line before"),
        ("verdict", {"colour": "red"}, "has no colour"),
        ("claim", {"quote": "Other words"}, "quote"),
        ("claim", {"start": -4}, "start"),
        ("claim", {"worthiness": "high"}, "worthiness"),
        ("article", {"headline": 7}, "headline"),
        ("article", {"outlet": "x" * 201}, "outlet"),
    ],
)
def test_a_bad_line_is_named_with_its_reason_and_the_rest_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, changes: Any, why: str
) -> None:
    path = archive_of_two(tmp_path)
    number = spoil(path, kind, **changes)
    with pytest.raises(CommandError, match="not taken in"):
        take_in(path)
    said = capsys.readouterr().err
    assert f"line {number}:" in said
    assert why in said
    assert Verdict.objects.count() == 1
    assert Article.objects.count() >= 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no JSON object"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"kind": "verdict"}', "factcheck"),
        (b'{"factcheck": 2, "kind": "verdict", "row": {}}', "that format only"),
        (b'{"factcheck": 1, "kind": "colour", "row": {}}', "no kind 'colour'"),
        (b'{"factcheck": 1, "kind": "verdict"}', "no \u201crow\u201d"),
        (b'{"factcheck": 1, "kind": "user", "row": {"username": "a\\u0000"}}', "NUL"),
        (b'{"factcheck": 1, "kind": "user", "row": {"username": "a\\ud800"}}', "half a character"),
        (b'{"factcheck": 1, "kind": "article", "row": {}}', "missing"),
    ],
)
def test_what_is_no_line_of_ours_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, why: str
) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(CommandError, match="1 lines were not taken in"):
        take_in(path)
    said = capsys.readouterr().err
    assert said.startswith("line 2: ")
    assert why in said


def test_with_all_or_nothing_one_bad_line_keeps_nothing(tmp_path: Path) -> None:
    path = archive_of_two(tmp_path)
    number = spoil(path, "verdict", state="perhaps")
    with pytest.raises(CommandError, match=f"Line {number}: .*Nothing was taken in"):
        take_in(path, all_or_nothing=True)
    assert not Article.objects.exists()
    assert not User.objects.exists()


def test_a_file_taken_in_twice_adds_nothing(tmp_path: Path) -> None:
    path = archive_of_two(tmp_path)
    take_in(path)
    events = Event.objects.count()
    assert "Taken in: nothing." in take_in(path, all_or_nothing=True)
    assert (Verdict.objects.count(), Event.objects.count()) == (2, events)


def test_a_row_that_is_here_and_differs_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = archive_of_two(tmp_path)
    take_in(path)
    spoil(path, "article", headline="Another")
    with pytest.raises(CommandError):
        take_in(path)
    assert "is here already, and differs" in capsys.readouterr().err
    assert not Article.objects.filter(headline="Another").exists()


def test_somebody_of_that_name_is_that_person(tmp_path: Path) -> None:
    path = archive_of_two(tmp_path)
    here = person("ada", "reviewer").person
    take_in(path)
    assert {review.reviewer_id for review in Review.objects.all()} == {here.id}
    assert User.objects.get(username="ada").has_usable_password()


def test_a_first_review_that_is_closed_does_not_go_out(tmp_path: Path) -> None:
    claim = decided(ada()).claim
    decide.reopen(actor=eve(), claim_id=claim.id, reason="Look twice.")
    second.ask_second(actor=eve(), claim_id=claim.id, reason="The mayor will call.")
    decided(ben(), claim=claim, rationale="zebraquartz")
    assert fresh(claim).status == "second"
    assert "zebraquartz" not in exported()
    round_trip(tmp_path)
    assert fresh(claim).status == "pending"


def test_a_missing_file_is_said() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_verdicts", "nowhere.jsonl")

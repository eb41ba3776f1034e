"""Publication: the moves of a version, the policy, corrections that reach who had the old one."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from claims.models import Claim
from factcheck.clock import day_now, now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from factcheck.ids import new_id
from reviews import decide, on_record, publish, queries, queue, recall, withdraw
from reviews.checklist import checklist
from reviews.evidence import Source
from reviews.models import Verdict
from reviews.policy_file import PRESETS, read
from reviews.snapshots import take_snapshot
from reviews.words import State
from tests.people import (
    Program,
    ada,
    ben,
    browser,
    decided,
    eve,
    fresh,
    judge,
    out,
    pending,
    person,
    root,
    story,
    taken,
)

pytestmark = pytest.mark.django_db
URL = "https://port.example/notice"


def draft(**given: Any) -> Verdict:
    """The draft that Ada's decision made."""
    return Verdict.objects.get(claim=decided(ada(), **given).claim_id)


def published(**given: Any) -> Verdict:
    return publish.publish(actor=eve(), verdict_id=draft(**given).id)


def again(version: Verdict) -> Verdict:
    return Verdict.objects.get(pk=version.pk)


@pytest.fixture
def policy(tmp_path: Path, settings: Any) -> Any:
    def put(text: str) -> None:
        settings.FACTCHECK_POLICY = tmp_path / f"{uuid.uuid4()}.toml"
        settings.FACTCHECK_POLICY.write_text(text, encoding="utf-8")

    return put


# ---- the moves ---------------------------------------------------------------------------------
def test_an_editor_publishes_what_a_reviewer_decided() -> None:
    version = published()
    assert (version.state, version.published_by) == (State.PUBLISHED, eve().person)
    assert again(version).published_at is not None
    event = Event.objects.get(kind="verdict.published")
    assert event.details["verdict"] == str(version.id)
    assert f"reviews.verdict:{version.id}" in event.details["digests"]


@pytest.mark.parametrize("who", [ada, ben, out])
def test_nobody_but_an_editor_publishes(who: Any) -> None:
    version = draft()
    with pytest.raises(Denied):
        publish.publish(actor=who(), verdict_id=version.id)
    assert again(version).state == State.DRAFT


def test_a_published_verdict_is_not_undone_but_corrected() -> None:
    version = published()
    with pytest.raises(Conflict, match="published; ask for a correction"):
        decide.undo(actor=ada(), claim_id=version.claim_id)


def test_a_typo_in_a_draft_is_mended_by_the_next_version_with_its_reason() -> None:
    version = draft()
    made = publish.revise(
        actor=eve(), verdict_id=version.id, reason="A typo.", rationale="The notice denies it."
    )
    assert (made.version, made.state, again(version).state) == (2, "draft", "withdrawn")
    assert made.content["rationale"] == "The notice denies it."
    assert {k: v for k, v in made.content.items() if k not in {"rationale", "version"}} == {
        k: v for k, v in version.content.items() if k not in {"rationale", "version"}
    }
    assert again(version).content == version.content
    assert [note.text for note in made.notes.all()] == ["A typo."]
    assert list(made.reviews.all()) == list(version.reviews.all())
    with pytest.raises(Conflict, match="draft"):
        publish.publish(actor=eve(), verdict_id=version.id)


def test_a_revision_that_changes_nothing_is_refused() -> None:
    version = draft()
    with pytest.raises(Invalid) as refused:
        publish.revise(
            actor=eve(),
            verdict_id=version.id,
            reason="Hm.",
            rationale=version.content["rationale"],
        )
    assert refused.value.errors[0].code == "unchanged"


def test_a_correction_is_published_at_once_with_its_note_for_readers() -> None:
    version = published()
    made = publish.correct(
        actor=eve(), verdict_id=version.id, note="It was true all along.", value="verified"
    )
    assert (made.value, made.content["value"], made.state) == ("verified", "verified", "published")
    old = again(version)
    assert (old.state, old.value) == ("superseded", "disputed")
    assert old.ended_at is not None
    assert made.published_at is not None
    assert old.ended_at <= made.published_at
    event = Event.objects.get(kind="verdict.corrected")
    assert event.details["instead_of"] == str(version.id)
    assert fresh(version.claim).status == "decided"


def test_a_correction_says_to_readers_what_was_wrong() -> None:
    version = published()
    with pytest.raises(Invalid) as refused:
        publish.correct(actor=eve(), verdict_id=version.id, note=" ", value="verified")
    assert [one.field for one in refused.value.errors] == ["note"]
    assert again(version).state == "published"


def test_reopening_leaves_the_published_version_until_the_next_one_corrects_it() -> None:
    version = published()
    decide.reopen(actor=eve(), claim_id=version.claim_id, reason="A reader wrote in.")
    assert again(version).state == "published"
    held = queue.take(actor=ben(), claim_id=version.claim_id)
    judge(ben(), held, verdict="verified")
    new = Verdict.objects.get(claim=version.claim_id, state=State.DRAFT)
    with pytest.raises(Invalid) as refused:
        publish.publish(actor=eve(), verdict_id=new.id)
    assert [one.field for one in refused.value.errors] == ["note"]
    publish.publish(actor=eve(), verdict_id=new.id, note="The register was read wrongly.")
    assert (again(version).state, again(new).state) == ("superseded", "published")


def test_a_draft_of_an_earlier_round_cannot_be_published() -> None:
    version = draft()
    decide.reopen(actor=eve(), claim_id=version.claim_id, reason="A reader wrote in.")
    with pytest.raises(Conflict):
        publish.publish(actor=eve(), verdict_id=version.id)


def test_what_is_retracted_stands_no_longer_and_the_claim_stays_decided() -> None:
    version = published()
    publish.retract(actor=eve(), verdict_id=version.id, note="The notice was forged.")
    assert again(version).state == "retracted"
    assert fresh(version.claim).status == "decided"
    with pytest.raises(Conflict, match="retracted"):
        publish.correct(actor=eve(), verdict_id=version.id, note="No.", value="verified")


def test_a_verdict_of_a_withdrawn_article_can_be_retracted_and_not_published() -> None:
    version, other = published(), draft()
    for one in (version, other):
        article = one.claim.article_id
        withdraw.withdraw_article(actor=eve(), article_id=article, reason="Embargoed.")
    with pytest.raises(Conflict, match="withdrawn"):
        publish.publish(actor=eve(), verdict_id=other.id)
    publish.retract(actor=eve(), verdict_id=version.id, note="Its story was withdrawn.")


def test_what_stood_at_a_moment_can_be_asked_for() -> None:
    with time_machine.travel("2026-03-01T10:00Z", tick=False):
        version = published()
    with time_machine.travel("2026-03-02T10:00Z", tick=False):
        made = publish.correct(actor=eve(), verdict_id=version.id, note="Wrong.", value="verified")
        rows = queries.verdicts(eve().person)
        before = queries.stood_at(rows, now() - timedelta(hours=1))
        assert [one.id for one in before] == [version.id]
        assert [one.id for one in queries.stood_at(rows, now())] == [made.id]
        assert not queries.stood_at(rows, now() - timedelta(days=2)).exists()


def test_a_verdict_may_be_true_as_of_a_day_and_comes_up_again() -> None:
    version = draft()
    made = publish.revise(
        actor=eve(), verdict_id=version.id, reason="It may change.", as_of=day_now()
    )
    assert made.content["as_of"] == day_now().isoformat()
    tomorrow = day_now() + timedelta(days=1)
    publish.publish(actor=eve(), verdict_id=made.id, remind_on=tomorrow)
    assert not queries.to_look_at_again(day_now()).exists()
    assert [one.id for one in queries.to_look_at_again(tomorrow)] == [made.id]
    for day, field in ((day_now() + timedelta(days=1), "as_of"), (day_now(), "remind_on")):
        given: dict[str, Any] = {field: day}
        with pytest.raises(Invalid) as refused:
            publish.correct(actor=eve(), verdict_id=made.id, note="Hm.", **given)
        assert [one.field for one in refused.value.errors] == [field]


def test_the_ledger_covers_every_step_and_finds_a_changed_note() -> None:
    version = published()
    publish.correct(actor=eve(), verdict_id=version.id, note="Wrong day.", value="verified")
    on_record.log_contact(actor=ada(), claim_id=version.claim_id, who="the port", answer="None.")
    assert verify_ledger().broken == ()
    note = Verdict.objects.get(claim=version.claim_id, state=State.PUBLISHED).notes.get()
    type(note).objects.filter(pk=note.pk).update(text="Nothing was wrong.")
    assert [str(note.pk) in one.what for one in verify_ledger().broken] == [True]


# ---- the policy --------------------------------------------------------------------------------
def test_as_shipped_a_citation_is_asked_for_and_none_for_unverifiable() -> None:
    version = draft()
    assert [(one.rule, one.met) for one in checklist(version.claim, version)] == [
        ("citations", True)
    ]
    version = draft(verdict="unverifiable", citations=[])
    assert checklist(version.claim, version) == []
    publish.publish(actor=eve(), verdict_id=version.id)


def test_the_policy_refuses_says_what_is_lacking_and_is_met(policy: Any) -> None:
    version = draft()
    policy("[evidence]\nprimary = true\nclaimant_asked = true\ncitations = 1\n")
    with pytest.raises(Invalid) as refused:
        publish.publish(actor=eve(), verdict_id=version.id)
    assert [one.field for one in refused.value.errors] == [
        "policy.primary",
        "policy.claimant_asked",
    ]
    on_record.log_contact(
        actor=ada(), claim_id=version.claim_id, asked=False, answer="The claimant is dead."
    )
    on_record.override_rule(
        actor=eve(), claim_id=version.claim_id, rule="primary", reason="The record is sealed."
    )
    publish.publish(actor=eve(), verdict_id=version.id)
    assert Event.objects.get(kind="claim.rule_overridden").details["rule"] == "primary"


STRICT = "[evidence]\nprimary = true\nsnapshot = true\nexcerpt = true\nclaimant_asked = true\n"


def test_a_reviewer_sees_what_the_policy_asks_before_a_word_is_saved(policy: Any) -> None:
    policy(STRICT)
    held = taken(ada())
    at_desk, address = browser(ada()), f"/desk/claims/{held.id}/"
    assert "Before it is published: <b>5 of 5</b> rules are not met yet" in page_of(
        at_desk, address
    )
    kept = take_snapshot(actor=ada(), url=URL, data=b"At least 114 people were hurt, it says.")
    form = {
        "draft_version": "0",
        "verdict": "disputed",
        "citations[0].url": URL,
        "citations[0].kind": "primary",
        "citations[0].snapshot": str(kept.id),
        "citations[0].excerpt": "114 people were hurt",
    }
    told = at_desk.post(f"{address}draft/", form).json()["policy"]
    assert "<b>1 of 5</b> rules is not met yet" in told
    assert "Nobody asked the claimant" in told
    form |= {"draft_version": "1", "citations[0].excerpt": "214 people were hurt"}
    assert "<b>2 of 5</b>" in at_desk.post(f"{address}draft/", form).json()["policy"]
    on_record.log_contact(actor=ada(), claim_id=held.id, who="The port", answer="Nothing came.")
    judged = {**form, "lease_no": str(held.lease_no), "rationale": "The notice says so."}
    at_desk.post(f"{address}review/", judged)
    said = "Saved: disputed. Before it is published it still needs: excerpt."
    assert said in page_of(at_desk, address)


def test_where_the_policy_asks_no_more_than_the_form_the_page_does_not_speak_of_it() -> None:
    held = taken(ada())
    at_desk = browser(ada())
    assert "Before it is published" not in page_of(at_desk, f"/desk/claims/{held.id}/")
    kept = at_desk.post(f"/desk/claims/{held.id}/draft/", {"draft_version": "0"})
    assert kept.json() == {"version": 1, "policy": ""}


def test_a_program_asks_what_a_review_would_lack_and_nothing_is_written(policy: Any) -> None:
    policy(STRICT)
    claim, reviewer = pending(), Program(ada())
    last = Event.objects.latest("pk").pk
    body = {"verdict": "disputed", "citations": [{"url": URL, "kind": "primary"}]}
    found = reviewer.post(f"claims/{claim.id}/checklist/", body).json()["policy"]
    assert {one["rule"]: one["met"] for one in found} == {
        "citations": True,
        "primary": True,
        "snapshot": False,
        "excerpt": False,
        "claimant_asked": False,
    }
    bad = {"verdict": "wrong", "citations": [{"url": "javascript:1"}]}
    assert reviewer.post(f"claims/{claim.id}/checklist/", bad).status_code == 422
    bad["verdict"] = "verified"
    refused = reviewer.post(f"claims/{claim.id}/checklist/", bad).json()
    assert [one["field"] for one in refused["errors"]] == ["citations[0].url"]
    assert Program(out()).post(f"claims/{claim.id}/checklist/", body).status_code == 403
    made = Event.objects.filter(pk__gt=last).values_list("kind", flat=True)
    assert set(made) <= {"user.added", "key.made"}
    assert fresh(claim).status == "pending"


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_rule_is_let_go_by_an_editor_with_a_reason_and_once() -> None:
    claim = draft().claim
    with pytest.raises(Denied):
        on_record.override_rule(actor=ada(), claim_id=claim.id, rule="primary", reason="I say so.")
    with pytest.raises(Invalid):
        on_record.override_rule(actor=eve(), claim_id=claim.id, rule="primary", reason="")
    with pytest.raises(Invalid):
        on_record.override_rule(actor=eve(), claim_id=claim.id, rule="luck", reason="I say so.")
    on_record.override_rule(actor=eve(), claim_id=claim.id, rule="primary", reason="Sealed.")
    with pytest.raises(Conflict):
        on_record.override_rule(actor=eve(), claim_id=claim.id, rule="primary", reason="Sealed.")


def test_a_rule_let_go_in_one_round_holds_again_in_the_next(policy: Any) -> None:
    policy("[evidence]\nprimary = true\n")
    version = draft()
    on_record.override_rule(
        actor=eve(), claim_id=version.claim_id, rule="primary", reason="Sealed."
    )
    decide.reopen(actor=eve(), claim_id=version.claim_id, reason="A reader wrote in.")
    judge(ben(), queue.take(actor=ben(), claim_id=version.claim_id))
    new = Verdict.objects.get(claim=version.claim_id, state=State.DRAFT)
    assert [one.passes for one in checklist(new.claim, new) if one.rule == "primary"] == [False]


def test_the_editor_who_signs_off_gave_none_of_its_reviews(policy: Any) -> None:
    policy("[evidence]\nsign_off = true\n")
    version = Verdict.objects.get(claim=decided(eve()).claim_id)
    with pytest.raises(Invalid) as refused:
        publish.publish(actor=eve(), verdict_id=version.id)
    assert [one.field for one in refused.value.errors] == ["policy.sign_off"]
    publish.publish(actor=person("max", "editor"), verdict_id=version.id)


def test_rules_may_hold_for_some_claims_only(policy: Any) -> None:
    policy(
        '[evidence]\n[[evidence.where]]\noutlet = "the dawn"\nprimary = true\n'
        "[[evidence.where]]\nworthiness_over = 0.99\ncitations = 5\n"
    )
    dawn = story("The dam broke.", outlet="The Dawn")[0]
    other = story("The ferry sank.", outlet="The Dusk")[0]
    rules = [
        [item.rule for item in checklist(fresh(claim), draft(claim=claim))]
        for claim in (dawn, other)
    ]
    assert rules == [["citations", "primary"], ["citations"]]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("[evidence]\nsources = 3\ncitations = 2\n", 2, "cannot come of 2 citations"),
        ("[evidence]\nexcerpt = true\n", 2, "Set snapshot = true"),
        ('[evidence]\npreset = "strict"\n', 2, "There are: basic, ifcn"),
        ("[evidence]\nprimry = true\n", 2, "Did you mean “primary”"),
        ("[evidence]\ncitations = -1\n", 2, "a whole number from 0 to 30"),
        ("[evidence]\n\n[[evidence.where]]\nprimary = true\n", 3, "holds for which claims"),
        ('[evidence]\n[[evidence.where]]\nkind = "rumour"\n', 3, "no kind of claim 'rumour'"),
        ("[evidence]\nprimary = 1\n", 2, "write true or false"),
        ("[evidence]\nwhere = 1\n", 2, "on a line of its own"),
    ],
)
def test_a_wrong_policy_stops_the_start_with_its_line(
    tmp_path: Path, text: str, line: int, why: str
) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured) as refused:
        read(path)
    assert f"line {line}: " in str(refused.value)
    assert why in str(refused.value)


def test_the_strictest_preset_asks_for_all_and_contradicts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('[evidence]\npreset = "ifcn"\nsign_off = false\n', encoding="utf-8")
    rules = read(path).evidence
    assert (rules.citations, rules.sources, rules.excerpt, rules.sign_off) == (2, 2, True, False)
    assert PRESETS["ifcn"].sign_off


# ---- recall ------------------------------------------------------------------------------------
def test_a_correction_names_who_still_has_the_old_version() -> None:
    version = published()
    recall.hand_out(ben(), "csv", {"outlet": "The Dawn"}, drafts=False)
    recall.hand_out(ada(), "jsonl", {}, drafts=True)
    publish.correct(actor=eve(), verdict_id=version.id, note="Wrong.", value="verified")
    recall.hand_out(ada(), "jsonl", {}, drafts=True)  # came again: has the new one
    recall.hand_out(root(), "csv", {}, drafts=False)  # never had the old one
    having = recall.holders(again(version))
    assert [(one.who, one.way, dict(one.filters)) for one in having] == [
        ("ben", "csv", {"outlet": "The Dawn"})
    ]


def test_a_key_is_known_by_the_highest_event_that_it_read() -> None:
    version = published()
    reader, late, blind = Program(ben()), Program(ada()), Program(root())
    assert reader.get("events/", limit="500").status_code == 200
    assert late.get("events/", limit="500").status_code == 200
    publish.correct(actor=eve(), verdict_id=version.id, note="Wrong.", value="verified")
    last = late.get("events/", limit="500").json()["last"]
    assert late.get("events/", after="0", limit="1").status_code == 200  # never steps back
    assert blind.get("events/", limit="1").status_code == 200
    assert last == Event.objects.order_by("-seq").first().seq  # type: ignore[union-attr]
    assert [one.who.split(",")[0] for one in recall.holders(again(version))] == ["ben"]


def test_an_export_is_a_hand_out_that_a_correction_names() -> None:
    version = published()
    taker = Program(ben())
    for path in ("exports/verdicts.csv", "exports/claimreview.jsonl"):
        answer = taker.get(path, value="disputed")
        assert b"".join(answer.streaming_content)
        assert answer["X-Last-Event"] == str(recall.last_event())
    publish.correct(actor=eve(), verdict_id=version.id, note="Wrong.", value="verified")
    found = Program(eve()).get(f"verdicts/{version.id}/recall/").json()["holders"]
    assert {(one["who"].split(",")[0], one["way"]) for one in found} == {
        ("ben", "csv"),
        ("ben", "claimreview"),
    }
    assert {one["filters"]["value"] for one in found} == {"disputed"}


def test_programs_ask_for_what_stood_at_a_time() -> None:
    with time_machine.travel("2026-03-01T10:00Z", tick=False):
        version = published()
    with time_machine.travel("2026-03-02T10:00Z", tick=False):
        publish.correct(actor=eve(), verdict_id=version.id, note="Wrong.", value="verified")
    reader = Program(out())
    found = reader.get("verdicts/", as_of="2026-03-01T12:00:00Z").json()["results"]
    assert [(one["version"], one["value"]) for one in found] == [(1, "disputed")]
    assert reader.get("verdicts/", as_of="last week").status_code == 422


def test_independent_sources_are_counted_with_the_reason_for_each_merge(policy: Any) -> None:
    policy("[evidence]\nsources = 2\ncitations = 2\n")
    cited = [Source(f"https://inspectorate.example/{name}") for name in ("march", "april")]
    version = draft(citations=cited)
    items = {one.rule: one for one in checklist(version.claim, version)}
    assert items["citations"].met
    assert not items["sources"].met
    assert "stand on one site, inspectorate.example" in items["sources"].reason
    cited[1] = Source("https://union.example/transfers")
    version = draft(citations=cited)
    assert all(one.met for one in checklist(version.claim, version))


# ---- REST --------------------------------------------------------------------------------------
def test_a_program_publishes_corrects_and_retracts() -> None:
    version = draft()
    editor = Program(eve())
    found = editor.get(f"verdicts/{version.id}/checklist/").json()
    assert (found["publishable"], [one["rule"] for one in found["policy"]]) == (True, ["citations"])
    once = str(new_id())
    answers = [editor.post(f"verdicts/{version.id}/publish/", {}, once=once) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["state"] == "published"
    made = editor.post(
        f"verdicts/{version.id}/correct/", {"note": "Wrong.", "value": "verified"}
    ).json()
    assert (made["version"], made["value"]) == (2, "verified")
    assert made["notes"][0] | {"at": ""} == {
        "about": "corrected", "text": "Wrong.", "by": "eve", "at": "",
    }  # fmt: skip
    gone = editor.post(f"verdicts/{made['id']}/retract/", {"note": "Forged."}).json()
    assert gone["state"] == "retracted"
    found = editor.get(f"verdicts/{version.id}/recall/").json()
    assert (found["holders"], len(found["places"])) == ([], 1)


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("revise", {"reason": "x", "as_of": "yesterday"}, "as_of"),
        ("revise", {"reason": ""}, "reason"),
        ("publish", {"remind_on": "2020-01-01"}, "remind_on"),
        ("publish", {"note": 5}, "note"),
        ("publish", {"notes": "x"}, "notes"),
    ],
)
def test_a_wrong_field_is_named(verb: str, body: dict[str, Any], field: str) -> None:
    answer = Program(eve()).post(f"verdicts/{draft().id}/{verb}/", body)
    assert answer.status_code == 422, answer.content
    assert field in [one["field"] for one in answer.json()["errors"]]


def test_a_verdict_that_is_not_there_is_missing() -> None:
    with pytest.raises(Missing):
        publish.publish(actor=eve(), verdict_id=new_id())
    assert Program(eve()).post(f"verdicts/{new_id()}/publish/").status_code == 404


def test_the_contact_log_names_what_is_lacking() -> None:
    claim: Claim = pending()
    writer = Program(ada())
    answer = writer.post(f"claims/{claim.id}/contacts/", {"answer": ""})
    assert [one["field"] for one in answer.json()["errors"]] == ["who", "answer"]
    made = writer.post(f"claims/{claim.id}/contacts/", {"who": "the port", "answer": "No answer."})
    assert made.status_code == 201
    found = writer.get(f"claims/{claim.id}/contacts/").json()["results"]
    assert [one["who"] for one in found] == ["the port"]

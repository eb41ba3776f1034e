"""What the pages say of two pairs of eyes, to whom; what is typed to settle a conflict is kept."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest

from claims.models import Claim
from factcheck.accounts.actor import Actor
from factcheck.events.models import Event
from reviews import comments, decide, queue, second
from reviews.agreement import Undefined
from reviews.models import Notice, Verdict
from tests.people import (
    Program,
    ada,
    ben,
    browser,
    decided,
    eve,
    fresh,
    in_conflict,
    judge,
    out,
    pending,
    reviewed,
    root,
)

pytestmark = pytest.mark.django_db


def shown(actor: Actor, path: str) -> str:
    """The page as this person sees it."""
    answer = browser(actor).get(f"/desk/{path}")
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def page(actor: Actor, claim: Claim) -> str:
    """The claim's page."""
    return shown(actor, f"claims/{claim.id}/")


# ---- the claim page ----------------------------------------------------------------------------
def test_everybody_is_told_what_is_closed_and_why_it_was_asked() -> None:
    claim = reviewed(ada())
    assert "Your review is saved and closed." in page(ada(), claim)
    for actor in (ben(), eve(), root()):
        assert "You will not see the first answer until you have given yours." in page(actor, claim)
    assert "The first answer is closed to everybody" in page(out(), claim)
    for actor in (ada(), ben(), eve(), root(), out()):
        assert "eve asked for it on" in page(actor, claim)
        assert "The mayor will call." in page(actor, claim)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("all = true", "the desk asks for it on every claim"),
        ("worthiness_over = 0", "on claims as worth checking as this one"),
        ("share = 1", "on a share of all claims, and the lot fell on this one"),
    ],
)
def test_the_rule_that_asked_is_said_in_words(
    rule: str, words: str, tmp_path: Path, settings: Any
) -> None:
    settings.FACTCHECK_POLICY = tmp_path / "policy.toml"
    settings.FACTCHECK_POLICY.write_text(f"[second]\n{rule}\n", encoding="utf-8")
    claim = decided(ada()).claim
    found = page(ben(), claim)
    assert "Why: the desk asks" in found
    assert found.count(words) == 2  # above the form and in the history


def test_who_reviewed_first_finds_no_button_to_take_it() -> None:
    claim = reviewed(eve())
    assert "Take this claim" in page(ben(), claim)
    assert "Take this claim" not in page(eve(), claim)


def test_after_both_have_spoken_each_answer_has_its_place() -> None:
    claim = in_conflict()
    for actor in (ada(), out()):
        found = page(actor, claim)
        assert found.index("The notice says otherwise.") < found.index("The log says so.")
        assert "An editor settles it." in found
    assert f"/desk/conflicts/{claim.id}/" in page(eve(), claim)
    pick = claim.reviews.get(reviewer=ben().person)
    second.adjudicate(actor=eve(), claim_id=claim.id, pick=pick.id, rationale="The log holds.")
    found = page(out(), claim)
    assert "who took over one of the two" in found
    assert "eve settled the conflict (verdict version 1)" in found


def test_only_an_editor_is_offered_to_ask_and_only_once() -> None:
    claim = pending()
    assert "Ask for a second pair of eyes" in page(eve(), claim)
    assert "Ask for a second pair of eyes" not in page(ada(), claim)
    door = f"/desk/claims/{claim.id}/second/"
    browser(eve()).post(door, {"reason": "The mayor will call."})
    assert "Ask for a second pair of eyes" not in page(eve(), claim)
    said = browser(eve()).post(door, {"reason": "Again."}, follow=True)
    assert "asked for already" in unescape(said.content.decode())


# ---- comments ----------------------------------------------------------------------------------
def test_what_the_first_reviewer_says_and_its_notice_wait_for_the_second() -> None:
    claim, _ = reviewed(ada()), ben()
    comments.comment(actor=ada(), claim_id=claim.id, text="@ben it is disputed, mark my words")
    comments.comment(actor=eve(), claim_id=claim.id, text="@ben have you a minute?")
    thread = f"claims/{claim.id}/comments/"
    for actor in (ben(), eve(), root(), out()):
        assert "mark my words" not in page(actor, claim)
        assert len(Program(actor).get(thread).json()["results"]) == 1
    assert "mark my words" in page(ada(), claim)
    assert "mark my words" not in shown(ben(), "")
    assert Notice.objects.filter(read_at=None).count() == 1  # the closed one is not read by a look

    decided(ben(), claim=claim)
    assert "mark my words" in shown(ben(), "")
    assert "mark my words" in page(ben(), claim)
    assert not Notice.objects.filter(read_at=None).exists()


def test_a_first_review_that_is_taken_back_opens_the_comments_and_stays_closed() -> None:
    claim = reviewed(ada())
    comments.comment(actor=ada(), claim_id=claim.id, text="Who has the log?")
    decide.undo(actor=ada(), claim_id=claim.id)
    found = page(ben(), claim)
    assert "Who has the log?" in found
    assert "The notice says otherwise." not in found


def test_what_was_dismissed_before_the_second_look_stays_closed_after_reopening() -> None:
    claim = reviewed(ada())
    held = queue.take(actor=ben(), claim_id=claim.id)
    decide.dismiss(actor=ben(), claim_id=claim.id, lease_no=held.lease_no)
    assert "The notice says otherwise." not in page(ben(), claim)
    decide.reopen(actor=eve(), claim_id=claim.id, reason="New papers.")
    assert "The notice says otherwise." not in page(ben(), claim)
    assert Program(root()).get(f"claims/{claim.id}/").json()["reviews"] == []


# ---- settling ----------------------------------------------------------------------------------
def test_the_board_tells_editors_how_many_differ_and_nobody_else() -> None:
    in_conflict()
    for actor, told in ((eve(), True), (root(), True), (ada(), False), (out(), False)):
        assert ('<a href="/desk/conflicts/" data-key="a">' in shown(actor, "")) == told


def test_a_refused_settling_comes_back_as_typed_with_each_sentence_at_its_field() -> None:
    claim = in_conflict()
    typed = {"verdict": "disputed", "rationale": "A long thought.", "citations[0].url": "no link"}
    answer = browser(eve()).post(f"/desk/claims/{claim.id}/adjudicate/", typed)
    found = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "A long thought." in found
    assert 'value="no link"' in found
    assert 'id="c0-url-wrong"' in found
    assert fresh(claim).status == "conflict"


def test_who_comes_second_to_settle_keeps_what_they_typed() -> None:
    claim = in_conflict()
    pick = claim.reviews.get(reviewer=ada().person)
    second.adjudicate(actor=root(), claim_id=claim.id, pick=pick.id, rationale="The notice.")
    typed = {"verdict": str(pick.id), "rationale": "A long thought."}
    answer = browser(eve()).post(f"/desk/claims/{claim.id}/adjudicate/", typed)
    found = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "A long thought." in found
    assert "This claim is decided" in found
    assert Verdict.objects.count() == 1


def test_a_page_of_a_conflict_that_is_none_leads_to_the_claim() -> None:
    claim = pending()
    answer = browser(eve()).get(f"/desk/conflicts/{claim.id}/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/desk/claims/{claim.id}/"
    assert "no two reviews differ" in unescape(answer.content.decode())


def test_after_one_is_settled_the_next_comes() -> None:
    one, other = in_conflict(), in_conflict()
    door = f"/desk/claims/{one.id}/adjudicate/"
    body = {"verdict": "unverifiable", "rationale": "Nobody can know."}
    assert browser(eve()).post(door, body)["Location"] == f"/desk/conflicts/{other.id}/"
    door = f"/desk/claims/{other.id}/adjudicate/"
    assert browser(eve()).post(door, body)["Location"] == f"/desk/claims/{other.id}/"


# ---- the figures -------------------------------------------------------------------------------
def test_the_page_names_what_is_undefined_and_never_shows_it_as_a_number() -> None:
    assert Undefined.NO_PAIRS in shown(eve(), "agreement/")
    decided(ben(), claim=reviewed(ada()))
    found = shown(eve(), "agreement/")
    assert found.count(Undefined.ONE_VALUE) == 4  # the desk, the pair, the kind, the month
    assert "100.0 %" in found
    assert "nan" not in found.lower().replace("dominan", "")


def test_a_count_moves_with_the_second_review_and_not_with_the_first() -> None:
    """Nor does the hour of a decision: a first review is none."""
    claim = reviewed(ada())
    assert ">0<" in shown(eve(), "agreement/")
    assert not Event.objects.filter(kind="claim.decided").exists()
    judge(ben(), queue.take(actor=ben(), claim_id=claim.id))
    assert Event.objects.filter(kind="claim.decided").count() == 1

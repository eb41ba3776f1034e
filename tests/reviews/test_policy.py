"""policy.toml: which claims need a second pair of eyes, and what a wrong line is told."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck.events.models import Event
from reviews import policy
from reviews.policy import Why
from reviews.policy_file import Evidence, Policy, Second, read
from tests.house.source import ROOT
from tests.people import ada, decided, fresh, pending, second_asked, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule(tmp_path: Path, settings: Any) -> Any:
    """Puts these lines in force as the table [second]."""

    def put(lines: str) -> None:
        settings.FACTCHECK_POLICY = tmp_path / f"{uuid.uuid4()}.toml"
        settings.FACTCHECK_POLICY.write_text(f"[second]\n{lines}\n", encoding="utf-8")

    return put


def test_as_shipped_nobody_asks_for_a_second_pair_of_eyes() -> None:
    assert read(ROOT / "policy.toml") == Policy(Second(False, 1.0, 0.0), Evidence(citations=1), ())
    assert fresh(decided(ada()).claim).status == "decided"


def test_the_rule_may_ask_for_every_claim(rule: Any) -> None:
    rule("all = true")
    claim = decided(ada()).claim
    assert fresh(claim).status == "second"
    assert Event.objects.get(kind="claim.reviewed").details["asked_by"] == Why.ALL


def test_the_rule_may_ask_for_the_worthiest(rule: Any) -> None:
    rule("worthiness_over = 0.6")
    high, _, low = story("The dam broke.", "The ferry sank.", "The road is shut.")
    assert high.worthiness > 0.6 > low.worthiness
    decided(ada(), claim=high)
    assert Event.objects.get(kind="claim.reviewed").details["asked_by"] == Why.WORTHINESS
    assert fresh(decided(ada(), claim=low).claim).status == "decided"


def test_the_rule_may_ask_for_a_share_drawn_by_lot(rule: Any) -> None:
    rule("share = 1")
    decided(ada())
    assert Event.objects.get(kind="claim.reviewed").details["asked_by"] == Why.SHARE


def test_an_editor_may_ask_whatever_the_rule_says() -> None:
    decided(ada(), claim=second_asked())
    assert Event.objects.get(kind="claim.reviewed").details["asked_by"] == Why.EDITOR


def test_the_lot_falls_evenly_is_the_same_at_each_look_and_hangs_on_the_secret_key(
    settings: Any,
) -> None:
    ids = [uuid.UUID(int=number) for number in range(2000)]
    lots = [policy.draw(one) for one in ids]
    assert lots == [policy.draw(one) for one in ids]
    assert 0.17 < sum(lot < 0.2 for lot in lots) / len(lots) < 0.23
    settings.SECRET_KEY = "another"
    assert [policy.draw(one) for one in ids] != lots


def test_a_lot_is_not_told_before_the_first_review(rule: Any) -> None:
    """Who knows that somebody will look again, looks otherwise."""
    rule("share = 1")
    claim = pending()
    assert not Event.objects.filter(claim_id=claim.id, details__has_key="asked_by").exists()


WRONG = {
    "[second]\nall = 1\n": "line 2: second.all is 1; write true or false.",
    "[second]\nshare = 1.5\n": "line 2: second.share is 1.5; write a number from 0 to 1.",
    "[second]\n\nshare = true\n": "line 3: second.share is True; write a number from 0 to 1.",
    "[second]\nworthiness = 0.5\n": "line 2: there is no field “worthiness”. "
    "Did you mean “worthiness_over”?.",
    "[seconds]\nall = true\n": "line 1: there is no table “seconds”. Did you mean “second”?.",
    "[second]\nx = 1\n": "There are: all, worthiness_over, share.",
    "second = 3\n": "line 1: “second” is a table: write [second] on a line of its own.",
    "[second\n": "is no TOML: ",
    "[second]\nshare = nan\n": "write a number from 0 to 1.",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_line_is_named_with_its_fix(text: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(path)
    assert WRONG[text] in str(refusal.value)


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"cannot be read .*FACTCHECK_POLICY="):
        read(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ImproperlyConfigured, match="is no TOML"):
        read(tmp_path / "bytes.toml")

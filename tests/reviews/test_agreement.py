"""Agreement: the figures, equal to another library's, and what is undefined named as such."""

from __future__ import annotations

import math
import random
import warnings
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sklearn import metrics

from claims.models import Claim
from reviews import decide, second
from reviews.agreement import Undefined, figures, report
from reviews.words import Value
from tests.people import Program, ada, ben, decided, eve, in_conflict, out, person, reviewed, root
from tests.reviews.test_exports import csv_rows

Pair = tuple[str, str]
V, D, U = (value.value for value in Value)


def generated(seed: int) -> list[Pair]:
    """Two reviewers who lean to some verdicts and agree more or less often than chance."""
    dice = random.Random(seed)
    size = dice.choice((2, 3, 7, 40, 500))
    leaning = [dice.random() + 0.01 for _ in Value]
    bias = dice.random()
    pairs = []
    for _ in range(size):
        first = dice.choices((V, D, U), leaning)[0]
        pairs.append((first, first if dice.random() < bias else dice.choice((V, D, U))))
    return pairs


def test_agreement_and_kappa_are_what_scikit_learn_works_out() -> None:
    undefined = 0
    for seed in range(1000):
        pairs = generated(seed)
        one, other = zip(*pairs, strict=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = metrics.cohen_kappa_score(one, other)
        ours = figures(pairs)
        if math.isnan(theirs):
            undefined += 1
            assert (ours.kappa, ours.undefined) == (None, Undefined.ONE_VALUE)
        else:
            assert ours.kappa == pytest.approx(theirs, abs=1e-12)
        assert ours.agreement == metrics.accuracy_score(one, other)
    assert undefined > 20


def test_agreement_is_the_share_of_pairs_that_say_the_same_and_keeps_its_counts() -> None:
    found = figures([(V, V), (V, D), (D, D), (D, D)])
    assert (found.pairs, found.agreed, found.agreement) == (4, 3, 0.75)
    # By hand: 2/4 * 1/4 + 2/4 * 3/4 = 0.5 by chance; (0.75 - 0.5) / (1 - 0.5) = 0.5.
    assert (found.expected, found.kappa, found.undefined) == (0.5, 0.5, None)
    assert found.table == {(V, V): 1, (V, D): 1, (D, D): 2}


def test_without_pairs_every_figure_is_undefined_and_says_so() -> None:
    found = figures([])
    assert (found.pairs, found.agreement, found.expected, found.kappa) == (0, None, None, None)
    assert found.undefined == Undefined.NO_PAIRS


@pytest.mark.parametrize("pairs", [1, 2, 99])
def test_where_both_used_only_one_verdict_kappa_is_undefined_and_not_one(pairs: int) -> None:
    found = figures([(D, D)] * pairs)
    assert (found.agreement, found.expected, found.kappa) == (1.0, 1.0, None)
    assert found.undefined == Undefined.ONE_VALUE


def test_where_each_used_one_verdict_but_another_one_kappa_is_zero() -> None:
    found = figures([(D, V)] * 3)
    assert (found.agreement, found.kappa, found.undefined) == (0.0, 0.0, None)


# ---- from the desk's rows ----------------------------------------------------------------------
@pytest.fixture
def month(db: None) -> None:
    """Ada and Ben agree once and differ once, Ada and Cid agree once; Eve sides with Ben."""
    cid = person("cid", "reviewer")
    with time_machine.travel(datetime(2024, 5, 31, 23, 30, tzinfo=ZoneInfo("Europe/Berlin"))):
        decided(ben(), claim=reviewed(ada()))
    with time_machine.travel(datetime(2024, 6, 1, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))):
        two = in_conflict()
        theirs = two.reviews.get(reviewer=ben().person)
        second.adjudicate(actor=eve(), claim_id=two.id, pick=theirs.id, rationale="The log holds.")
        three = reviewed(cid, verdict="verified")
        Claim.objects.filter(pk=three.pk).update(kind="quote")
        decided(ada(), claim=three, verdict="verified")


def rows() -> dict[tuple[str, str], tuple[int, int, float | None]]:
    """Group and name: pairs, agreed, kappa."""
    return {
        (row.group, row.name): (row.figures.pairs, row.figures.agreed, row.figures.kappa)
        for row in report()
    }


def test_figures_are_by_desk_pair_kind_month_and_against_the_adjudicated(
    month: None, settings: Any
) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    found = rows()
    assert found["desk", "all"][:2] == (3, 2)
    assert found["pair", "ada and ben"] == (2, 1, 0.0)
    assert found["pair", "ada and cid"] == (1, 1, None)
    assert found["kind", "quote"] == (1, 1, None)
    assert found["kind", "statement"][:2] == (2, 1)
    assert found["month", "2024-05"] == (1, 1, None)
    assert found["month", "2024-06"][:2] == (2, 1)
    assert found["adjudicated", "ada"] == (1, 0, 0.0)
    assert found["adjudicated", "ben"] == (1, 1, None)
    assert len(found) == 9


def test_no_figure_moves_with_a_first_review(month: None) -> None:
    before = rows()
    claim = reviewed(ada())
    assert rows() == before
    decided(ben(), claim=claim)
    assert rows() != before


def test_a_pair_keeps_its_sides_whoever_was_first(db: None) -> None:
    """Else the marginal counts, and so kappa, would be those of no two people."""
    decided(ben(), claim=reviewed(ada(), verdict="verified"), verdict="disputed")
    decided(ada(), claim=reviewed(ben(), verdict="disputed"), verdict="verified")
    (pair,) = [row for row in report() if row.group == "pair"]
    assert pair.figures.table == {(V, D): 2}


def test_reopening_keeps_what_was_seen_and_adds_the_next_round(month: None) -> None:
    claim = in_conflict()
    decide.reopen(actor=eve(), claim_id=claim.id, reason="New papers.")
    assert rows()["desk", "all"][:2] == (4, 2)
    decided(ada(), claim=claim)
    decided(ben(), claim=claim)
    assert rows()["desk", "all"][:2] == (5, 3)


def test_an_admin_who_settles_their_own_is_not_held_against_themselves(db: None) -> None:
    claim = in_conflict(root(), ben())
    second.adjudicate(
        actor=root(),
        claim_id=claim.id,
        verdict="disputed",
        rationale="The notice stands.",
        citations=[],
        pick=claim.reviews.get(reviewer=root().person).id,
        reason="Nobody else is at the desk.",
    )
    assert [name for group, name in rows() if group == "adjudicated"] == ["ben"]


# ---- the doors ---------------------------------------------------------------------------------
def test_rest_gives_the_rows_with_their_counts_and_names_what_is_undefined(month: None) -> None:
    found = Program(eve()).get("agreement/").json()["results"]
    assert found[0]["group"] == "desk"
    assert {"first": D, "second": V, "count": 1} in found[0]["counts"]
    assert sum(cell["count"] for cell in found[0]["counts"]) == found[0]["pairs"] == 3
    (pair,) = [row for row in found if row["name"] == "ada and cid"]
    assert (pair["agreement"], pair["kappa"]) == (1.0, None)
    assert pair["undefined"] == Undefined.ONE_VALUE


def test_an_empty_desk_has_figures_too_all_undefined(db: None) -> None:
    (desk,) = Program(eve()).get("agreement/").json()["results"]
    assert (desk["pairs"], desk["agreement"], desk["kappa"]) == (0, None, None)
    assert desk["undefined"] == Undefined.NO_PAIRS
    (row,) = csv_rows(Program(eve()).get("exports/agreement.csv"))
    assert (row["pairs"], row["agreement"], row["kappa"]) == ("0", "", "")
    assert row["undefined"] == Undefined.NO_PAIRS


def test_the_file_holds_the_same_rows_with_a_count_for_each_pair_of_verdicts(month: None) -> None:
    found = csv_rows(Program(eve()).get("exports/agreement.csv"))
    assert [(row["group"], row["name"]) for row in found] == list(rows())
    desk = found[0]
    assert (desk["pairs"], desk["agreed"], desk["agreement"]) == ("3", "2", "0.6667")
    assert (desk["disputed/verified"], desk["verified/disputed"]) == ("1", "0")


@pytest.mark.parametrize("path", ["agreement/", "exports/agreement.csv"])
def test_figures_of_others_are_an_editors(db: None, path: str) -> None:
    for actor, status in ((out(), 403), (ada(), 403), (eve(), 200), (root(), 200)):
        assert Program(actor).get(path).status_code == status
    assert Program(eve()).get(path, kind="quote").status_code == 422

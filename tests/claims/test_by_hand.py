"""Claims that people and callers mark: where the words are, whose they are, and that a mark is
never lost or doubled."""

from __future__ import annotations

from typing import Any

import pytest

from claims.by_hand import add_claim
from claims.models import Claim
from claims.spans import Words, locate
from factcheck.errors import Conflict, Denied, Invalid
from reviews import decide, queue, withdraw
from tests.people import (
    Program,
    ada,
    ben,
    bring,
    eve,
    fresh,
    judge,
    out,
    read_it,
    run_of,
    story,
)

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "PORT VALE (AP) — The rocket 🚀🚀 carried mice.\r\n\r\n"
    "At least 14 passengers were hurt 😀 on Sunday, the port office said. "
    "The ferry was late.\r\nThe ferry was late."
)
KEPT = TEXT.replace("\r\n", "\n")
WORDS = "At least 14 passengers"


def test_the_same_words_are_found_by_offsets_and_by_themselves() -> None:
    start = KEPT.index(WORDS)
    assert locate(KEPT, Words(WORDS)) == (start, start + 22)
    assert locate(KEPT, Words(start=start, end=start + 22)) == (start, start + 22)
    assert locate(KEPT, Words("  At least\n14  passengers ")) == (start, start + 22)
    assert locate(KEPT, Words(start=start - 2, end=start + 23)) == (start, start + 22)


def test_what_stands_beside_them_tells_two_places_apart() -> None:
    first, second = KEPT.index("The ferry"), KEPT.rindex("The ferry")
    assert locate(KEPT, Words("The ferry was late.", prefix="office said. "))[0] == first
    assert locate(KEPT, Words("The ferry was late.", prefix="was late.\n"))[0] == second
    assert locate(KEPT, Words("The ferry was late.", suffix="The ferry"))[0] == first


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (Words(), "required"),
        (Words("   "), "required"),
        (Words("Fifteen passengers"), "not_found"),
        (Words("The ferry was late."), "ambiguous"),
        (Words("The ferry was late.", prefix="Nowhere "), "not_found"),
        (Words(start=5), "half"),
        (Words(start=5, end=5), "outside"),
        (Words(start=0, end=99_999), "outside"),
        (Words("Other words", start=0, end=9), "differs"),
        (Words(start=KEPT.index(" — ") + 1, end=KEPT.index(" — ") + 2), "empty"),
    ],
)
def test_words_that_cannot_be_meant_are_refused_with_the_fix(words: Words, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        locate(KEPT, words)
    assert [(one.field, one.code) for one in caught.value.errors] == [("quote", code)]


def test_a_marked_claim_waits_with_what_the_reader_finds_in_its_words() -> None:
    article = bring(TEXT)
    read_it(article)
    done = add_claim(actor=ada(), article_id=article.id, words=Words("14 passengers were hurt"))
    claim = fresh(done.claim)
    assert (done.outcome, claim.status, claim.proposed_by) == ("created", "pending", "person")
    assert (claim.claimant, claim.extraction_id) == ("the port office", None)
    assert [one["text"] for one in claim.facts["numbers"]] == ["14"]
    assert 0 < claim.worthiness < 1
    assert [row.person.username for row in claim.proposals.all()] == ["ada"]


def test_two_people_who_mark_the_same_words_are_both_named_on_one_claim() -> None:
    claim = story("The dam broke in March.")[0]
    for actor, quote in ((ada(), "The dam broke in March."), (ben(), "The dam broke in March")):
        done = add_claim(actor=actor, article_id=claim.article_id, words=Words(quote))
        assert (done.claim.id, done.outcome) == (claim.id, "known")
    again = add_claim(
        actor=ben(), article_id=claim.article_id, words=Words("The dam broke in March")
    )
    assert again.outcome == "known"
    assert Claim.objects.count() == 1
    names = [row.person.username for row in fresh(claim).proposals.all()]
    assert names == ["ada", "ben"]
    judge(ada(), queue.take(actor=ada(), claim_id=claim.id))
    assert queue.take_next(actor=ben()) is None


def test_marking_what_the_reader_proposed_puts_it_in_the_queue() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(13)])
    assert claims[12].status == "proposed"
    done = add_claim(actor=ada(), article_id=claims[12].article_id, words=Words(claims[12].quote))
    assert (done.outcome, fresh(claims[12]).status) == ("promoted", "pending")


def test_what_was_dismissed_is_not_brought_back_by_a_mark() -> None:
    claim = story("The dam broke in March.")[0]
    held = queue.take(actor=ada(), claim_id=claim.id)
    decide.dismiss(actor=ada(), claim_id=claim.id, lease_no=held.lease_no)
    with pytest.raises(Conflict, match="dismissed"):
        add_claim(actor=ben(), article_id=claim.article_id, words=Words(claim.quote))
    withdraw.withdraw_article(actor=eve(), article_id=claim.article_id, reason="Pulled.")
    with pytest.raises(Conflict, match="withdrawn"):
        add_claim(actor=ben(), article_id=claim.article_id, words=Words("The dam"))
    with pytest.raises(Denied):
        add_claim(actor=out(), article_id=claim.article_id, words=Words("The dam"))


def test_a_marked_claim_is_not_dismissed_by_the_next_revision() -> None:
    article = bring("The dam broke in March.\nIt held till then.", external_id="a")
    read_it(article)
    marked = add_claim(actor=ada(), article_id=article.id, words=Words("held till")).claim
    bring("The dam broke in April.", external_id="a")
    read_it(article)
    assert fresh(marked).status == "pending"
    assert set(run_of(article).claims.values_list("status", flat=True)) == {"pending"}


# ---- with the article --------------------------------------------------------------------------
def sent(**more: Any) -> dict[str, Any]:
    start = TEXT.index(WORDS)
    return {
        "text": TEXT,
        "claims": [
            {"start": start, "end": start + 22},
            {"quote": "The rocket 🚀🚀 carried mice", "claimant": "the Academy"},
            {"quote": "The ferry was late.", "suffix": "The ferry", "statement": "It was late."},
        ],
        **more,
    }


def test_a_caller_sends_a_story_with_claims_of_its_own() -> None:
    wire = Program(ben())
    answer = wire.post("articles/", sent())
    assert answer.status_code == 202
    found = wire.get(f"articles/{answer.json()['id']}/claims/").json()["results"]
    assert [(row["proposed_by"], row["status"]) for row in found] == [("caller", "pending")] * 3
    assert [row["quote"] for row in found] == [
        "The rocket 🚀🚀 carried mice", WORDS, "The ferry was late.",
    ]  # fmt: skip
    text = wire.get(f"articles/{answer.json()['id']}/").json()["text"]
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in found)
    assert (found[0]["claimant"], found[2]["statement"]) == ("the Academy", "It was late.")
    # What the reader finds beside them is proposed; what both found is one claim.
    article = Claim.objects.all()[0].article
    assert read_it(article)
    rows = Claim.objects.filter(article=article)
    assert rows.filter(status="pending").count() == 3
    assert set(rows.filter(proposed_by="machine").values_list("status", flat=True)) == {"proposed"}
    detail = wire.get(f"claims/{found[0]['id']}/").json()
    assert detail["proposals"][0] | {"at": ""} == {"by": "caller", "person": "ben", "at": ""}


def test_the_same_story_sent_again_adds_only_its_new_claims() -> None:
    wire = Program(ben())
    first = wire.post("articles/", sent()).json()
    again = wire.post("articles/", sent()).json()
    assert (again["id"], again["duplicate"]) == (first["id"], True)
    assert Claim.objects.count() == 3
    more = sent(text=KEPT, claims=[{"quote": "the port office said"}])
    assert wire.post("articles/", more).json()["id"] == first["id"]
    assert Claim.objects.count() == 4


def test_a_claim_that_is_not_in_the_text_is_named_by_its_place_in_the_list() -> None:
    body = sent(claims=[{"quote": "The rocket"}, {"quote": "No such words"}, {"start": 4}])
    answer = Program(ben()).post("articles/", body)
    assert answer.status_code == 422
    errors = [(one["field"], one["code"]) for one in answer.json()["errors"]]
    assert errors == [("claims[1].quote", "not_found"), ("claims[2].quote", "half")]
    assert Claim.objects.count() == 0


def test_a_claim_is_added_over_rest() -> None:
    claim = story("The dam broke in March. It held till then.")[0]
    wire = Program(ada())
    body = {"article": str(claim.article_id), "quote": "It held till then"}
    answer = wire.post("claims/", body, once="k-1")
    assert answer.status_code == 201
    made = answer.json()["claim"]
    assert (made["proposed_by"], made["status"]) == ("caller", "pending")
    assert wire.post("claims/", body, once="k-1").json()["claim"]["id"] == made["id"]
    assert wire.post("claims/", body).status_code == 200
    assert wire.post("claims/", {**body, "quote": "Nothing"}).status_code == 422
    assert wire.post("claims/", {**body, "article": str(claim.id)}).status_code == 404
    kinds = [row["kind"] for row in wire.get("events/", after="0").json()["results"]]
    assert kinds.count("claim.added") == 1

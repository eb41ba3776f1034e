"""What a claim says can be mended before it is judged, and nothing of how it stood is lost."""

from __future__ import annotations

from typing import Any

import pytest

from claims.by_hand import add_claim
from claims.models import Claim
from claims.spans import Words
from factcheck.errors import Conflict, Denied, Invalid
from reviews import amend, decide, queue
from tests.people import (
    Program,
    ada,
    ben,
    bring,
    browser,
    decided,
    fresh,
    out,
    read_it,
    run_of,
    story,
    taken,
)

pytestmark = pytest.mark.django_db(transaction=True)

LINE = "Fourteen people were hurt, and the ferry carried 212 people, the port office said."


def held(line: str = LINE, *more: str) -> Claim:
    """The first claim of a story of these lines, held by Ada."""
    return queue.take(actor=ada(), claim_id=story(line, *more)[0].id)


def test_an_edit_keeps_how_the_claim_stood_before() -> None:
    claim = held()
    done = amend.edit(
        actor=ada(),
        claim_id=claim.id,
        wording=1,
        lease_no=claim.lease_no,
        statement="Fourteen people were  hurt on the ferry.",
        claimant="the port office",
    )
    now = fresh(done)
    assert (now.statement, now.claimant, now.wording, now.quote) == (
        "Fourteen people were hurt on the ferry.", "the port office", 2, LINE,
    )  # fmt: skip
    old = now.wordings.get()
    assert (old.number, old.statement, old.quote, old.changed_by.username) == (1, LINE, LINE, "ada")
    page = browser(ben()).get(f"/desk/claims/{claim.id}/").content.decode()
    assert "ada changed its claimant and statement" in page
    assert "Wording 1, until ada changed it" in page


def test_another_span_brings_its_own_facts() -> None:
    claim = held()
    done = amend.edit(
        actor=ada(),
        claim_id=claim.id,
        wording=1,
        lease_no=claim.lease_no,
        words=Words("the ferry carried 212 people"),
    )
    now = fresh(done)
    assert now.quote == now.revision.text[now.start : now.end] == "the ferry carried 212 people"
    assert [one["text"] for one in now.facts["numbers"]] == ["212"]
    assert now.statement != LINE


def test_half_of_a_sentence_becomes_a_claim_with_a_verdict_of_its_own() -> None:
    claim = held()
    done = amend.split(
        actor=ada(),
        claim_id=claim.id,
        wording=1,
        lease_no=claim.lease_no,
        words=Words("Fourteen people were hurt"),
    )
    part, rest = fresh(done.claim), fresh(claim)
    assert part.quote == "Fourteen people were hurt"
    assert rest.quote == "and the ferry carried 212 people, the port office said."
    assert (part.status, part.holder_id, rest.holder_id) == ("pending", None, ada().person.id)
    for one in (part, rest):
        assert one.revision.text[one.start : one.end] == one.quote
    decided(ben(), claim=part)
    assert (fresh(part).status, fresh(rest).status) == ("decided", "pending")
    page = browser(ben()).get(f"/desk/claims/{part.id}/").content.decode()
    assert "made it of a part of another claim" in page


def test_two_neighbours_become_one_claim_and_the_other_says_so() -> None:
    claims = story("The dam broke in March.", "Nobody was hurt.", "It rained.")
    first = queue.take(actor=ada(), claim_id=claims[0].id)
    add_claim(actor=ben(), article_id=first.article_id, words=Words("Nobody was hurt."))
    done = amend.merge(
        actor=ada(), claim_id=first.id, wording=1, lease_no=first.lease_no, other=claims[1].id
    )
    assert fresh(done).quote == "The dam broke in March.\nNobody was hurt."
    assert [row.person.username for row in done.proposals.all()] == ["ben"]
    gone = fresh(claims[1])
    assert (gone.status, gone.holder) == ("dismissed", None)
    page = browser(ben()).get(f"/desk/claims/{gone.id}/").content.decode()
    assert "dismissed it: merged into another claim" in page


def test_two_claims_with_a_third_between_them_are_not_merged() -> None:
    rows = story("One was hurt.", "Two were hurt.", "Three were hurt.")
    first = queue.take(actor=ada(), claim_id=rows[0].id)
    with pytest.raises(Invalid, match="third claim"):
        amend.merge(
            actor=ada(), claim_id=first.id, wording=1, lease_no=first.lease_no, other=rows[2].id
        )


def test_of_two_who_edit_at_once_the_second_sees_what_the_first_wrote() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(13)])
    proposed = claims[12]
    amend.edit(actor=ada(), claim_id=proposed.id, wording=1, statement="Number 12 is so.")
    with pytest.raises(Conflict, match="Number 12 is so") as caught:
        amend.edit(actor=ben(), claim_id=proposed.id, wording=1, statement="It is not.")
    assert caught.value.code == "stale_wording"
    assert fresh(proposed).wordings.count() == 1


def test_nothing_is_edited_under_anothers_hands_or_after_it_was_judged() -> None:
    claim = taken(ada())
    with pytest.raises(Conflict, match="holds this claim"):
        amend.edit(actor=ben(), claim_id=claim.id, wording=1, statement="Other words.")
    with pytest.raises(Denied):
        amend.edit(actor=out(), claim_id=claim.id, wording=1, statement="Other words.")
    done = decided(ada())
    with pytest.raises(Conflict, match="needs it to be proposed or pending"):
        amend.edit(actor=ada(), claim_id=done.claim_id, wording=1, statement="Other words.")
    same = amend.edit(
        actor=ada(), claim_id=claim.id, wording=1, lease_no=claim.lease_no, claimant=""
    )
    assert (same.wording, same.wordings.count()) == (1, 0)


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("edit", {"statement": "  "}, "statement"),
        ("edit", {"quote": "No such words"}, "quote"),
        ("split", {"quote": LINE}, "quote"),
        ("split", {"quote": "No such words"}, "quote"),
        ("split", {"start": 0, "end": 3}, "quote"),
        ("merge", {"other": "01a212ef-0000-7000-8000-000000000000"}, "other"),
    ],
)
def test_a_change_that_makes_no_claim_is_refused_at_its_field(
    verb: str, body: dict[str, Any], field: str
) -> None:
    claim = held("Before it.", LINE)
    claim = queue.take(actor=ada(), claim_id=Claim.objects.get(quote=LINE).id)
    wire = Program(ada())
    answer = wire.post(
        f"claims/{claim.id}/{verb}/", {"wording": 1, "lease_no": claim.lease_no, **body}
    )
    assert answer.status_code == 422, answer.content
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert fresh(claim).wording == 1


def test_the_desk_keeps_a_refused_edit_as_it_was_typed() -> None:
    claim = held()
    page = browser(ada()).post(
        f"/desk/claims/{claim.id}/edit/",
        {
            "wording": "1",
            "lease_no": str(claim.lease_no),
            "statement": "My words",
            "quote": "not there",
        },
    )
    said = page.content.decode()
    assert page.status_code == 422
    assert "My words" in said
    assert "not there" in said
    assert "These words are not in the text" in said


def test_the_desk_marks_words_of_a_story_without_script() -> None:
    article = bring("The dam broke in March. It held till then.")
    read_it(article)
    client = browser(ada())
    refused = client.post(f"/desk/articles/{article.id}/mark/", {"quote": "It held for ever"})
    assert refused.status_code == 422
    assert "It held for ever" in refused.content.decode()
    client.post(f"/desk/articles/{article.id}/mark/", {"quote": "It held till then"})
    page = client.get(f"/desk/articles/{article.id}/").content.decode()
    assert "marked at the desk" in page
    assert run_of(article).claims.count() == 1


def test_a_claim_that_was_edited_keeps_its_words_in_the_verdict() -> None:
    claim = held()
    amend.edit(
        actor=ada(),
        claim_id=claim.id,
        wording=1,
        lease_no=claim.lease_no,
        statement="The ferry carried 212 people.",
    )
    done = decide.review(
        actor=ada(),
        claim_id=claim.id,
        lease_no=claim.lease_no,
        verdict="unverifiable",
        rationale="Nobody counted.",
    )
    content = done.verdicts.get().content
    assert (content["statement"], content["quote"]) == ("The ferry carried 212 people.", LINE)
    assert (content["start"], content["end"]) == (0, len(LINE))

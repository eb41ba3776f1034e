"""Lists: cursor pages that lose and double nothing, and filters that choose."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from claims.models import Claim
from reviews import decide, queue, withdraw
from tests.people import LINES, Program, ada, ben, bring, decided, eve, pending, story

pytestmark = pytest.mark.django_db


def walk(program: Program, path: str, **params: str) -> list[list[dict[str, Any]]]:
    """Every page of a list, by its `next` links."""
    pages = []
    answer = program.get(path, **params).json()
    while True:
        assert set(answer) == {"next", "previous", "results"}
        pages.append(answer["results"])
        assert len(pages) < 50, "the pages never end"
        if answer["next"] is None:
            return pages
        answer = program.get(path, **dict(parse_qsl(urlsplit(answer["next"]).query))).json()


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """The ids of rows."""
    return [row["id"] for row in rows]


def test_pages_hold_every_article_once_newest_first() -> None:
    made = [str(bring(f"Text number {number}.").id) for number in range(7)]
    pages = walk(Program(ada()), "articles/", limit="3")
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [one for page in pages for one in ids(page)] == made[::-1]


def test_what_comes_in_while_one_reads_on_moves_no_page() -> None:
    made = [str(bring(f"Text number {number}.").id) for number in range(4)]
    program = Program(ada())
    first = program.get("articles/", limit="2").json()
    bring("Text number 99.")
    rest = program.client.get(first["next"], headers=program.headers).json()
    assert ids(first["results"]) + ids(rest["results"]) == made[::-1]
    back = program.client.get(rest["previous"], headers=program.headers).json()
    assert ids(back["results"]) == ids(first["results"])


def test_an_articles_claims_come_in_the_order_of_its_text() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(7)])
    pages = walk(Program(ada()), f"articles/{claims[0].article_id}/claims/", limit="2")
    assert [one for page in pages for one in ids(page)] == [str(claim.id) for claim in claims]


def test_filters_of_claims_choose() -> None:
    first, second, third = story(*LINES)
    other = pending()
    decided(ada(), claim=first)
    queue.take(actor=ben(), claim_id=second.id)
    program = Program(ada())
    for params, chosen in (
        ({"status": "decided"}, [first]),
        ({"holder": "ben"}, [second]),
        ({"article": str(first.article_id)}, [third, second, first]),
        ({"q": "FERRY"}, [second]),
        ({"kind": "quote"}, []),
        ({"worthiness_min": str(first.worthiness), "q": "hurt"}, [first]),
        ({"withdrawn": "true"}, []),
        ({"status": "pending", "article": str(other.article_id)}, [other]),
    ):
        found = ids(program.get("claims/", **params).json()["results"])
        assert sorted(found) == sorted(str(claim.id) for claim in chosen), params


def test_filters_of_articles_choose() -> None:
    first = bring("The dam broke.", outlet="Harbour Post", headline="Dam", external_id="w-1")
    second = bring("The ferry sank.", outlet="Second Post", language="en")
    withdraw.withdraw_article(actor=eve(), article_id=second.id, reason="Pulled.")
    program = Program(ada())
    for params, chosen in (
        ({"outlet": "harbour post"}, first),
        ({"q": "dam"}, first),
        ({"external_id": "w-1"}, first),
        ({"withdrawn": "true"}, second),
        ({"withdrawn": "false"}, first),
        ({"language": "EN"}, second),
    ):
        assert ids(program.get("articles/", **params).json()["results"]) == [str(chosen.id)], params


def test_filters_of_verdicts_choose() -> None:
    review = decided(ada(), verdict="verified")
    other = decided(ben(), verdict="unverifiable", citations=[])
    decide.reopen(actor=eve(), claim_id=other.claim_id, reason="Look again.")
    program = Program(ada())
    for params, values in (
        ({"value": "verified"}, ["verified"]),
        ({"state": "withdrawn"}, ["unverifiable"]),
        ({"reviewer": "ada"}, ["verified"]),
        ({"claim": str(review.claim_id)}, ["verified"]),
        ({"article": str(other.claim.article_id)}, ["unverifiable"]),
        ({"since": review.created_at.isoformat()}, ["unverifiable", "verified"]),
        ({"until": "2001-01-01T00:00:00Z"}, []),
    ):
        rows = program.get("verdicts/", **params).json()["results"]
        assert [row["value"] for row in rows] == values, params


def test_a_verdict_shows_its_content_as_it_was_made() -> None:
    review = decided(ada())
    verdict = review.verdicts.get()
    shown = Program(ada()).get(f"verdicts/{verdict.id}/").json()
    assert shown["content"] == verdict.content
    assert (shown["claim"], shown["created_by"]) == (str(review.claim_id), "ada")


def test_a_claim_shows_who_holds_it_and_what_was_judged() -> None:
    held = queue.take(actor=ada(), claim_id=pending().id)
    program = Program(ben())
    assert program.get(f"claims/{held.id}/").json()["lease"]["holder"] == "ada"
    decide.dismiss(actor=ada(), claim_id=held.id, lease_no=1)
    assert program.get(f"claims/{held.id}/").json()["lease"] is None
    review = decided(ada(), rationale="Not so.")
    (shown,) = program.get(f"claims/{review.claim_id}/").json()["reviews"]
    assert (shown["reviewer"], shown["rationale"]) == ("ada", "Not so.")


def test_a_review_is_its_authors_alone_while_a_second_one_is_awaited() -> None:
    """The second pair of eyes comes later; the one predicate that keeps it blind holds now."""
    review = decided(ada(), rationale="Not so.")
    Claim.objects.filter(pk=review.claim_id).update(status="second")
    assert len(Program(ada()).get(f"claims/{review.claim_id}/").json()["reviews"]) == 1
    for reader in (ben(), eve()):
        assert Program(reader).get(f"claims/{review.claim_id}/").json()["reviews"] == []


@pytest.mark.parametrize("limit", ["0", "-1", "201", "many", "9" * 40])
def test_a_limit_out_of_range_is_refused_by_name(limit: str) -> None:
    answer = Program(ada()).get("articles/", limit=limit)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "limit"

"""Taking next within filters, the editors' table and its saved views."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from claims.models import Claim
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.ids import new_id
from reviews import assign, queue, saved
from reviews.filters import Asked
from reviews.models_editors import SavedView
from tests.people import Program, ada, ben, eve, person, root, story

pytestmark = pytest.mark.django_db


def rows(**asked: str) -> list[Claim]:
    found = Asked.of(asked)
    assert not found.errors, found.errors
    return list(found.rows(Claim.objects.all()))


def test_take_next_goes_within_the_filters() -> None:
    wire = story("The first claim is so.", outlet="Meridian Wire", language="en")[0]
    post = story("La segunda es cierta.", outlet="Halden Post", language="es")[0]
    Claim.objects.filter(pk=post.pk).update(claimant="Ole Brandt")
    for given, wanted in (
        ({"article_id": post.article_id}, post),
        ({"outlet": "halden post"}, post),
        ({"language": "ES"}, post),
        ({"claimant": "brandt"}, post),
        ({"outlet": "Meridian Wire", "kind": wire.kind}, wire),
    ):
        found = queue.take_next(actor=ada(), **given)
        assert found is not None
        assert found.id == wanted.id, given
        queue.release(actor=ada(), claim_id=found.id, lease_no=found.lease_no)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"outlet": "Meridian Wyre"}, "Meridian Wire"),
        ({"language": "xx"}, "There are: en"),
        ({"kind": "guess"}, "There are:"),
        ({"claimant": "Nobody"}, "There are: none yet"),
        ({"article": "0192f0c1-0000-7000-8000-000000000000"}, "no such article"),
        ({"outlet": "a\u0000b"}, "NUL"),
        ({"outlet": "x" * 301}, "At most 300"),
    ],
)
def test_a_filter_that_fits_nothing_says_which_would(body: dict[str, str], said: str) -> None:
    story("The first claim is so.", outlet="Meridian Wire", language="en")
    answer = Program(ada()).post("queue/take/", body)
    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert error["field"] == next(iter(body))
    assert said in error["message"]


def test_a_filter_that_fits_but_whose_claims_are_all_taken_gives_nothing() -> None:
    story("The first claim is so.", outlet="Meridian Wire")
    assert queue.take_next(actor=ben(), outlet="Meridian Wire") is not None
    answer = Program(ada()).post("queue/take/", {"outlet": "Meridian Wire"})
    assert answer.status_code == 204


def test_the_table_shows_who_holds_what_for_whom_and_what_is_overdue() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(4)])
    queue.take(actor=ada(), claim_id=claims[1].id)
    assign.assign(
        actor=eve(), claim_id=claims[2].id, to=ben().person.username, due_at=now() + timedelta(1)
    )
    assert rows() == [claims[2], claims[0], claims[1], claims[3]]
    assert rows(holder="ada") == rows(holder="anybody") == [claims[1]]
    assert rows(assignee="ben") == [claims[2]]
    assert rows(status="all", sort="oldest") == claims
    assert set(rows(assignee="nobody")) == {claims[0], claims[1], claims[3]}
    assert rows(overdue="1") == []
    Claim.objects.filter(pk=claims[2].pk).update(due_at=now() - timedelta(hours=1))
    assert rows(overdue="1") == rows(sort="due") == [claims[2]]
    assert rows(q="number 3") == [claims[3]]
    assert rows(sort="newest") == claims[::-1]


def test_a_wrong_filter_shows_nothing_and_says_what_there_is() -> None:
    story("One claim is so.")
    asked = Asked.of({"status": "burnt", "colour": "red", "article": "x", "sort": "size"})
    assert list(asked.rows(Claim.objects.all())) == []
    assert set(asked.errors) == {"status", "colour", "article", "sort"}
    assert "priority" in asked.errors["sort"]


def test_one_view_has_one_spelling_of_its_address() -> None:
    assert Asked.of({"sort": "due", "page": "3", "status": " open ", "q": ""}).query == (
        "status=open&sort=due"
    )


def test_a_view_is_kept_under_a_name_by_its_owner_and_seen_by_all() -> None:
    view = saved.save_view(actor=eve(), name=" Overdue  now ", query="overdue=1&page=2")
    assert (view.name, view.query) == ("Overdue now", "overdue=1")
    again = saved.save_view(actor=eve(), name="Overdue now", query="sort=due")
    assert (again.id, again.query) == (view.id, "sort=due")
    with pytest.raises(Conflict, match="Somebody else"):
        saved.save_view(actor=root(), name="Overdue now", query="")
    with pytest.raises(Denied):
        saved.delete_view(actor=person("max", "editor"), view_id=view.id)
    saved.delete_view(actor=root(), view_id=view.id)
    with pytest.raises(Missing):
        saved.delete_view(actor=eve(), view_id=view.id)


@pytest.mark.parametrize(
    ("name", "query", "field"),
    [
        ("", "", "name"),
        ("x" * 61, "", "name"),
        ("a", "colour=red", "colour"),
        ("a", "x" * 2001, "query"),
    ],
)
def test_a_view_that_the_table_would_refuse_is_not_kept(name: str, query: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        saved.save_view(actor=eve(), name=name, query=query)
    assert field in {error.field for error in refusal.value.errors}
    with pytest.raises(Denied):
        saved.save_view(actor=ada(), name="Mine", query="")
    assert SavedView.objects.count() == 0


def test_over_rest_the_table_and_its_views_are_the_same() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(3)])
    program = Program(eve())
    first = program.get("queue/", limit="2", sort="priority").json()
    assert [one["id"] for one in first["results"]] == [str(claim.id) for claim in claims[:2]]
    rest: Any = program.client.get(first["next"], headers=program.headers).json()
    assert [one["id"] for one in rest["results"]] == [str(claims[2].id)]
    wrong = program.get("queue/", status="burnt")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "status")
    made = program.post("queue/views/", {"name": "Mine", "query": "assignee=eve"}).json()
    listed = program.get("queue/views/").json()
    assert [one["name"] for one in listed["results"]] == ["Mine"]
    assert program.post(f"queue/views/{made['id']}/delete/").status_code == 204
    assert program.post(f"queue/views/{new_id()}/delete/").status_code == 404

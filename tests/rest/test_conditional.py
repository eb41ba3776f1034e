"""Polling: who has the answer already is told so, and nobody is told so when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from claims import pipeline
from factcheck.accounts.people import change_role
from factcheck.accounts.rights import Right
from factcheck.clock import now
from reviews import assign, comments, decide, publish, queue, second, withdraw
from reviews.models import Verdict
from tests.people import (
    Program,
    ada,
    ben,
    bring,
    browser,
    decided,
    eve,
    fresh,
    judge,
    out,
    pending,
    read_it,
    root,
    run_of,
    story,
)

pytestmark = pytest.mark.django_db
LISTS = ("articles/", "claims/", "verdicts/", "events/", "queue/", "claims/?status=pending")


def get(program: Program, path: str, tag: str = "") -> Any:
    """A GET by somebody who has the answer of this tag."""
    headers = {**program.headers, **({"If-None-Match": tag} if tag else {})}
    return program.client.get(f"/api/v1/{path}", headers=headers)


@pytest.mark.parametrize("path", [*LISTS, "articles/{article}/", "claims/{claim}/", "figures/"])
def test_who_has_the_answer_is_not_sent_it_again(path: str) -> None:
    claim = pending()
    path = path.format(article=claim.article_id, claim=claim.id)
    program = Program(ada())
    first = get(program, path)
    assert (first.status_code, first["Cache-Control"]) == (200, "private, no-cache")
    assert {"Authorization", "Cookie"} <= set(first["Vary"].replace(" ", "").split(","))
    again = get(program, path, first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "private, no-cache"
    for tag in ("*", f'"other", {first["ETag"]}', first["ETag"].removeprefix("W/")):
        assert get(program, path, tag).status_code == 304
    assert get(program, path, '"other"').status_code == 200


def test_a_list_that_has_not_changed_is_not_read(django_assert_max_num_queries: Any) -> None:
    story(*[f"Claim number {number} is so." for number in range(13)])
    program = Program(ada())
    tag = get(program, "claims/")["ETag"]
    # The key, when it was used last, the two figures; no row of the list.
    with django_assert_max_num_queries(4):
        assert get(program, "claims/", tag).status_code == 304


def test_another_page_or_person_or_scope_has_another_tag() -> None:
    story(*[f"Claim number {number} is so." for number in range(3)])
    program = Program(ada())
    tag = get(program, "claims/")["ETag"]
    assert get(program, "claims/?limit=2", tag).status_code == 200
    for other in (Program(ben()), Program(ada(), [Right.READ]), Program(eve())):
        assert get(other, "claims/", tag).status_code == 200


def test_a_role_that_changes_changes_the_tag() -> None:
    program = Program(ada())
    tag = get(program, "verdicts/")["ETag"]
    change_role(actor=root(), user_id=ada().person.id, role="editor")
    assert get(program, "verdicts/", tag).status_code == 200


def test_a_refusal_and_a_file_have_no_tag() -> None:
    program = Program(eve())
    for path in ("claims/?colour=red", "nothing/", "exports/verdicts.csv"):
        assert not get(program, path).has_header("ETag")


def test_the_feed_is_read_again_when_something_happened() -> None:
    program = Program(ada())
    first = get(program, "events/")
    pending()
    second_time = get(program, "events/", first["ETag"])
    assert second_time.status_code == 200
    last = second_time.json()["last"]
    empty = get(program, f"events/?after={last}")
    assert get(program, f"events/?after={last}", empty["ETag"]).status_code == 304


# ---- nothing that changes an answer leaves its tag as it was ---------------------------------
def scenes() -> Iterator[Callable[[Any], object]]:
    """A day at the desk, act by act; each takes the clock."""
    found: dict[str, Any] = {}

    def keep(name: str, value: Any) -> Any:
        found[name] = value
        return value

    yield lambda _: keep("article", bring("The dam broke.\nTwo were hurt.\nIt rained."))
    yield lambda clock: clock.shift(timedelta(minutes=3))  # no worker came: it is stuck
    yield lambda _: pipeline._begin(run_of(found["article"]).id)  # a worker that then dies
    yield lambda clock: clock.shift(timedelta(minutes=30))
    yield lambda _: pipeline.reclaim_owed()
    yield lambda _: read_it(found["article"])
    yield lambda _: keep("claims", list(run_of(found["article"]).claims.order_by("start")))
    yield lambda _: queue.take(actor=ada(), claim_id=found["claims"][0].id)
    yield lambda clock: clock.shift(timedelta(minutes=5))
    yield lambda _: queue.renew(actor=ada(), claim_id=found["claims"][0].id, lease_no=1)
    yield lambda _: queue.take(actor=ben(), claim_id=found["claims"][1].id)
    yield lambda clock: clock.shift(timedelta(minutes=21))  # both leases ran out
    yield lambda _: queue.take(actor=ada(), claim_id=found["claims"][0].id)
    yield lambda _: judge(ada(), fresh(found["claims"][0]))
    yield lambda _: second.ask_second(
        actor=eve(), claim_id=found["claims"][1].id, reason="The mayor will call."
    )
    yield lambda _: decided(ada(), claim=found["claims"][1])
    yield lambda _: comments.comment(
        actor=ada(), claim_id=found["claims"][1].id, text="Who has the register?"
    )
    yield lambda _: decided(ben(), claim=found["claims"][1], verdict="verified")
    yield lambda _: assign.assign(
        actor=eve(),
        claim_id=found["claims"][2].id,
        to="ada",
        due_at=now() + timedelta(hours=1),
    )
    yield lambda _: assign.push(actor=eve(), claim_id=found["claims"][2].id, by=1)
    yield lambda clock: clock.shift(timedelta(hours=2))  # it fell due
    yield lambda _: publish.publish(
        actor=eve(), verdict_id=Verdict.objects.get(claim=found["claims"][0]).id
    )
    yield lambda _: decide.reopen(
        actor=eve(), claim_id=found["claims"][0].id, reason="A reader wrote in."
    )
    yield lambda _: withdraw.withdraw_article(
        actor=eve(), article_id=found["article"].id, reason="Pulled."
    )
    yield lambda _: withdraw.restore_article(actor=eve(), article_id=found["article"].id)
    yield lambda _: pipeline.fail(run_of(bring("Another text.", ben())).id, "It broke.")


def test_whatever_happens_a_changed_answer_has_a_changed_tag() -> None:
    people = [ada(), ben(), eve(), out()]
    programs = [Program(one) for one in people]
    seen: dict[tuple[int, str], tuple[str, bytes]] = {}
    changed = kept = 0
    with time_machine.travel(now(), tick=False) as clock:
        for act in scenes():
            act(clock)
            for number, program in enumerate(programs):
                for path in LISTS:
                    answer = get(program, path)
                    assert answer.status_code == 200
                    before = seen.get((number, path))
                    if before and before[1] != answer.content:
                        changed += 1
                        assert get(program, path, before[0]).status_code == 200, (path, act)
                        assert before[0] != answer["ETag"], (path, act)
                    elif before:
                        kept += 1
                    seen[number, path] = answer["ETag"], answer.content
    assert changed > 100
    assert kept > 100


def test_a_browser_is_told_in_the_same_way() -> None:
    desk = browser(ada())
    first = desk.get("/api/v1/claims/")
    again = desk.get("/api/v1/claims/", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)

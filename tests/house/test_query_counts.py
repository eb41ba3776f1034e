"""How many queries each list, page and verb asks: the agreed number, the same for 1 and 30 rows.

A number that grows shows here as a difference in a golden file, before it is a slow page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from factcheck.accounts.keys import make_key
from factcheck.events.redelivering import send_test
from factcheck.events.webhooks import create_webhook
from reviews import asking, assign, exporting, queue, saved
from reviews.export_model import Export
from reviews.models import Verdict
from tests.house.golden import compare
from tests.people import Program, ada, ben, browser, decided, eve, in_conflict, person, root, story

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GOLDEN = "query_counts.json"
FEW, MANY = 1, 30
REST = (
    "articles/",
    "articles/{article}/",
    "articles/{article}/claims/",
    "claims/",
    "claims/{claim}/",
    "claims/{claim}/priority/",
    "queue/",
    "queue/views/",
    "figures/",
    "verdicts/",
    "verdicts/{verdict}/",
    "exports/verdicts.csv",
    "exports/verdicts.jsonl",
    "exports/",
    "exports/{export}/",
    "articles/{article}/annotations/",
    "events/",
    "agreement/",
    "exports/agreement.csv",
)
ADMINS = (
    "webhooks/",
    "webhooks/{webhook}/",
    "webhooks/{webhook}/deliveries/",
    "deliveries/",
    "deliveries/{delivery}/",
)
PAGES = (
    "",
    "claims/",
    "claims/{claim}/",
    "claims/{claim}/priority/",
    "queue/",
    "figures/",
    "articles/",
    "articles/new/",
    "articles/{article}/",
    "verdicts/",
    "verdicts.csv",
    "exports/",
    "articles/{article}/galley/",
    "keys/",
    "users/",
    "help/keys/",
    "conflicts/",
    "conflicts/{conflict}/",
    "agreement/",
    "agreement.csv",
    "webhooks/",
    "webhooks/{webhook}/",
    "deliveries/{delivery}/",
)


def fill(rows: int) -> dict[str, str]:
    """A desk with so many of everything. Returns ids for the addresses."""
    big = story(*[f"Claim number {number} is so." for number in range(rows + 4)])
    for number in range(rows - 1):
        story(f"Story number {number}.", outlet=f"Outlet {number}")
    for claim in big[:rows]:
        decided(ada(), claim=claim)
    for number in range(rows):
        taker = person(f"taker{number}", "reviewer")
        if number + rows < len(big):
            queue.take(actor=taker, claim_id=big[rows + number].id)
            assign.assign(actor=eve(), claim_id=big[rows + number].id, to=taker.person.username)
        saved.save_view(actor=root(), name=f"view {number}", query=f"q=number+{number}")
        make_key(actor=root(), name=f"key {number}", scopes=[])
    differ = [in_conflict() for _ in range(rows)]
    for number in range(rows):
        for one in (eve(), root()):
            made = asking.ask_export(actor=one, filters={"q": str(number)})
            exporting.fail(made.id, "It broke.")
    for number in range(rows):
        url, events = "http://93.184.216.34/hook", ["user.off"]
        new = create_webhook(actor=root(), name=str(number), url=url, events=events)
        hook = new.webhook
        sent = [send_test(actor=root(), webhook_id=hook.id) for _ in range(rows)]
    return {
        "webhook": str(hook.id),
        "delivery": str(sent[0].id),
        "export": str(Export.objects.filter(by=eve().person).latest("id").id),
        "conflict": str(differ[0].id),
        "article": str(big[0].article_id),
        "claim": str(big[0].id),
        "verdict": str(Verdict.objects.earliest("id").id),
    }


def asked(call: Callable[[], Any]) -> int:
    """How many queries the call asks; a streamed answer is read to its end."""
    with CaptureQueriesContext(connection) as queries:
        answer = call()
        if getattr(answer, "streaming", False):
            b"".join(answer.streaming_content)
    assert getattr(answer, "status_code", 200) in {200, 202}, answer
    return len(queries)


def count_all(rows: int) -> dict[str, int]:
    """The queries of every list and page at a desk with so many rows."""
    ids = fill(rows)
    program, pages = Program(eve()), browser(root())
    program.get("articles/")  # notes that the key was used, once a minute
    found = {
        f"GET /api/v1/{path}": asked(lambda path=path: program.get(path.format(**ids)))  # type: ignore[misc]
        for path in REST
    }
    admin = Program(root())
    admin.get("articles/")
    for path in ADMINS:
        address = path.format(**ids)
        found[f"GET /api/v1/{path}"] = asked(lambda address=address: admin.get(address))  # type: ignore[misc]
    for path in PAGES:
        address = f"/desk/{path.format(**ids)}"
        found[f"GET /desk/{path}"] = asked(lambda address=address: pages.get(address))  # type: ignore[misc]
    return found


def test_lists_and_pages_ask_the_agreed_number_whatever_the_number_of_rows(
    settings: Any,
) -> None:
    settings.FACTCHECK_BEST = 100
    few = count_all(FEW)
    Claim.objects.update(holder=None, held_until=None)
    many = count_all(MANY)
    grown = {name: (few[name], many[name]) for name in few if many[name] > few[name]}
    assert grown == {}
    compare(GOLDEN, connection.vendor, few)


def test_verbs_ask_the_agreed_number(settings: Any) -> None:
    settings.FACTCHECK_BEST = 100
    claims = story(*[f"Claim number {number} is so." for number in range(40)])
    settings.FACTCHECK_BEST = 0
    proposed = story("A proposed claim.")[0]
    settings.FACTCHECK_BEST = 100
    program, editor = Program(ada()), Program(eve())
    for one in (program, editor):
        one.get("articles/")
    found: dict[str, int] = {}

    def post(verb: str, path: str, body: dict[str, Any] | None = None, by: Any = program) -> Any:
        answers: list[Any] = []
        found[f"POST /api/v1/{verb}"] = asked(lambda: answers.append(by.post(path, body)))
        assert answers[0].status_code in {200, 202}, answers[0].content
        return answers[0].json()

    held = post("queue/take/", "queue/take/")
    first, path = {"lease_no": held["lease"]["lease_no"]}, f"claims/{held['claim']['id']}"
    post("claims/<id>/renew/", f"{path}/renew/", first)
    post(
        "claims/<id>/review/",
        f"{path}/review/",
        {
            **first,
            "verdict": "verified",
            "rationale": "So it is.",
            "citations": [{"url": f"https://a.example/{number}"} for number in range(5)],
        },
    )
    post("claims/<id>/undo/", f"{path}/undo/")
    post("claims/<id>/dismiss/", f"{path}/dismiss/", {"lease_no": 2})
    post("claims/<id>/reopen/", f"{path}/reopen/", {"reason": "Look again."}, by=editor)
    path = f"claims/{claims[19].id}"
    post("claims/<id>/second/", f"{path}/second/", {"reason": "The mayor will call."}, by=editor)
    settings.FACTCHECK_BEST = 1
    differ = in_conflict()
    pick = {"pick": str(differ.reviews.first().id), "rationale": "The log holds."}  # type: ignore[union-attr]
    post("claims/<id>/adjudicate/", f"claims/{differ.id}/adjudicate/", pick, by=editor)
    path = f"claims/{claims[20].id}"
    post("claims/<id>/take/", f"{path}/take/")
    post("claims/<id>/release/", f"{path}/release/", {"lease_no": 1})
    queue.take(actor=ben(), claim_id=claims[21].id)
    queue.take(actor=ada(), claim_id=claims[22].id)
    post("claims/<id>/skip/", f"claims/{claims[22].id}/skip/", {"lease_no": 1})
    path = f"claims/{claims[23].id}"
    post("claims/<id>/assign/", f"{path}/assign/", {"to": "ben"}, by=editor)
    post("claims/<id>/unassign/", f"{path}/unassign/", by=editor)
    post("claims/<id>/push/", f"{path}/push/", {"by": 1}, by=editor)
    body = {"act": "push", "by": 1, "claims": [str(one.id) for one in claims[24:27]]}
    post("queue/bulk/preview/", "queue/bulk/preview/", body, by=editor)
    batch = post("queue/bulk/", "queue/bulk/", body, by=editor)
    post("queue/bulk/<id>/undo/", f"queue/bulk/{batch['id']}/undo/", by=editor)
    post("claims/<id>/promote/", f"claims/{proposed.id}/promote/")
    post("articles/", "articles/", {"text": "A new text.", "source_url": "https://a.example/1"})
    article = f"articles/{claims[0].article_id}"
    post("articles/<id>/withdraw/", f"{article}/withdraw/", {"reason": "Pulled."}, by=editor)
    post("articles/<id>/restore/", f"{article}/restore/", by=editor)
    compare(GOLDEN, f"{connection.vendor}, verbs", found)

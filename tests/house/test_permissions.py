"""Who gets what at every address: each URL of the URL conf, by GET and by POST, for each role.

A cell is the status of the answer, `login` where it leads to the login, with a `+` where an event
was recorded. The POSTs are sound ones: what is refused is refused for who asks.
"""

from __future__ import annotations

import functools
import json

import pytest
from django.db import transaction
from django.test import Client

from factcheck.accounts.actor import Actor
from factcheck.accounts.keys import make_key
from factcheck.accounts.rights import Right
from factcheck.events.models import Event
from tests.house.addresses import RAW, World, addresses, someone
from tests.house.golden import FOLDER, compare

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GOLDEN = "permissions.json"
ROLES = ("reader", "reviewer", "editor", "admin")
KEYS = {"key: read": Right.READ, "key: submit": Right.SUBMIT}
COLUMNS = ("anonymous", *ROLES, *KEYS)


class Knocker:
    """Somebody at the doors: a browser of a role, a program with a narrow key, or nobody."""

    def __init__(self, column: str) -> None:
        role = column if column in ROLES else "editor"
        self.actor: Actor = someone(role)
        self.world = World.around(self.actor)
        self.client = Client(raise_request_exception=False)
        self.headers: dict[str, str] = {}
        if column in ROLES:
            self.client.force_login(self.actor.person)
        elif column in KEYS:
            made = make_key(actor=self.actor, name="narrow", scopes=[KEYS[column].value])
            self.headers = {"Authorization": f"Bearer {made.secret}"}

    def knock(self, method: str, address: str) -> str:
        """One request, taken back afterwards."""
        mark = transaction.savepoint()
        session, before = self.client.cookies.copy(), Event.objects.count()
        send = functools.partial(getattr(self.client, method.lower()), headers=self.headers)
        path = self.world.path(address)
        if method == "GET":
            answer = send(path)
        elif address in RAW:
            kind, body = RAW[address]
            answer = send(path, body, content_type=kind)
        elif address.startswith("/api/"):
            body = json.dumps(self.world.body(address))
            answer = send(path, body, content_type="application/json")
        else:
            answer = send(path, self.world.body(address))
        if answer.streaming:
            b"".join(answer.streaming_content)
        wrote = Event.objects.count() > before
        transaction.savepoint_rollback(mark)
        self.client.cookies = session  # type: ignore[assignment]
        if answer.status_code == 302 and "/login/" in answer["Location"]:
            return "login"
        return f"{answer.status_code}{'+' if wrote else ''}"


@functools.cache
def _rows() -> list[tuple[str, str]]:
    return [(method, address) for address in addresses() for method in ("GET", "POST")]


@pytest.mark.parametrize("column", COLUMNS)
def test_every_address_answers_everybody_as_agreed(column: str) -> None:
    knocker = Knocker(column)
    found = {f"{address} {method}": knocker.knock(method, address) for method, address in _rows()}
    compare(GOLDEN, column, found)


# ---- the table itself: the rules that must hold whatever is rewritten --------------------------
@functools.cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads((FOLDER / GOLDEN).read_text())
    return table


def cells(column: str, *, method: str = "", below: str = "/") -> dict[str, str]:
    """The column's cells of the addresses below a path."""
    return {
        row: found[column]
        for row, found in _table().items()
        if row.startswith(below) and row.endswith(method)
    }


def test_every_address_is_in_the_table_for_everybody() -> None:
    assert set(_table()) == {f"{address} {method}" for method, address in _rows()}
    assert all(set(found) == set(COLUMNS) for found in _table().values())


def test_nobody_ever_sees_a_fault() -> None:
    faults = [row for row, found in _table().items() if [c for c in found.values() if c[0] == "5"]]
    assert faults == []


OPEN = {"/healthz", "/readyz", "/desk/login/", "/admin/login/"}


def test_who_is_not_logged_in_gets_to_the_login_the_health_and_the_public_pages_only() -> None:
    shown = {row.split()[0] for row, cell in cells("anonymous").items() if cell[0] == "2"}
    assert {row for row in shown if not row.startswith("/verdicts/")} <= OPEN
    assert not [row for row, cell in cells("anonymous").items() if cell.endswith("+")]
    assert set(cells("anonymous", below="/api/").values()) == {"401"}


OWN = {
    "/desk/keys/make/ POST",
    "/desk/keys/<uuid:key_id>/rotate/ POST",
    "/desk/keys/<uuid:key_id>/revoke/ POST",
    "/desk/password/ POST",
}
OWN_BY_REST = {
    "/api/v1/keys/ POST",
    "/api/v1/keys/<uuid:key_id>/rotate/ POST",
    "/api/v1/keys/<uuid:key_id>/revoke/ POST",
}
# A file of one's own: of what is published, for who may read no more.
FILES = {
    "/desk/exports/ask/ POST",
    "/api/v1/exports/ POST",
    "/api/v1/exports/verdicts.xlsx GET",
}


def test_a_reader_changes_nothing_but_their_own_keys_password_and_files() -> None:
    changed = {row for row, cell in cells("reader").items() if cell.endswith("+")}
    assert changed == OWN | OWN_BY_REST | FILES


def test_a_reader_is_refused_every_verb_over_rest() -> None:
    verbs = cells("reader", method="POST", below="/api/v1/")
    verbs = {row: cell for row, cell in verbs.items() if row not in FILES | OWN_BY_REST}
    refused = {row for row, cell in verbs.items() if cell == "403"}
    reads_or_is_no_verb = {row for row, cell in verbs.items() if cell in {"200", "405"}}
    assert refused | reads_or_is_no_verb == set(verbs)
    assert {row for row, cell in verbs.items() if cell == "200"} == {"/api/v1/read/ POST"}
    assert len(refused) >= 13


EDITORS = (
    "reopen",
    "withdraw",
    "restore",
    "second",
    "adjudicate",
    "assign",
    "unassign",
    "push",
    "override",
    "revise",
    "publish",
    "correct",
    "retract",
)


def is_an_editors(row: str) -> bool:
    verb = row.removesuffix("/ POST").rpartition("/")[2]
    if "feeds/" in row:  # who subscribes asks an address first
        return verb in {"change", "pause", "resume", "ask", "unsubscribe"}
    return verb in EDITORS or ("/queue/" in row and verb not in {"take", "preview", "queue"})


def test_a_reviewer_does_all_but_an_editors_verbs() -> None:
    for row, cell in cells("reviewer", method="POST", below="/api/v1/").items():
        if is_an_editors(row) and cell != "405":
            assert cell == "403", row
        elif cells("editor")[row].endswith("+"):
            assert cell.endswith("+"), row


def test_an_editors_verbs_are_done_by_editors_and_admins() -> None:
    for column in ("editor", "admin"):
        for row, cell in cells(column, method="POST").items():
            if is_an_editors(row):
                assert cell.endswith("+"), (column, row)


USERS = ("/desk/users/ GET", "/desk/users/add/ POST", "/desk/users/<uuid:user_id>/role/ POST")


def test_users_and_the_back_office_are_an_admins() -> None:
    for row in USERS:
        for column in ("anonymous", "reader", "reviewer", "editor"):
            cell = cells(column)[row]
            assert cell in {"401", "403", "302", "login"}, (column, row)
        assert cells("admin")[row].endswith("+" if "POST" in row else "200")
    for column in ("reader", "reviewer", "editor"):
        shown = {row for row, cell in cells(column, below="/admin/").items() if cell[0] == "2"}
        assert {row.split()[0] for row in shown} <= {"/admin/login/", "/admin/logout/"}


def test_webhooks_are_an_admins() -> None:
    rows = [row for row in _table() if "/webhooks/" in row or "/deliveries/" in row]
    assert len(rows) > 40
    for row in rows:
        for column in ("anonymous", "reader", "reviewer", "editor", *KEYS):
            assert cells(column)[row] in {"401", "403", "302", "405", "login"}, (column, row)
    quiet = {row for row in rows if row.endswith("/test/ POST")}  # a test is no event
    done = {row for row in rows if cells("admin")[row].endswith("+")}
    posts = {row for row in rows if row.endswith("POST") and cells("admin")[row] != "405"}
    assert done == posts - quiet
    assert len(quiet) == 2


def test_the_back_office_changes_nothing_for_anybody() -> None:
    for column in COLUMNS:
        changed = [row for row, cell in cells(column, below="/admin/").items() if cell[-1] == "+"]
        assert changed == []
    for row, cell in cells("admin", below="/admin/").items():
        if "/add/" in row or "/delete/" in row:
            assert cell in {"403", "404"}, row


SUBMITS = {
    "/api/v1/articles/ POST",
    "/api/v1/articles/bulk/ POST",
    "/api/v1/batches/<uuid:batch_id>/cancel/ POST",
}


def test_a_key_without_the_scope_does_nothing_that_its_owner_may() -> None:
    for column in KEYS:
        changed = {row for row, cell in cells(column).items() if cell.endswith("+")}
        assert changed <= SUBMITS | FILES, column
    assert set(cells("key: submit", method="GET", below="/api/v1/").values()) <= {
        "403",
        "405",
        "200",
        "404",
    }
    assert cells("key: submit")["/api/v1/articles/ POST"] == "202+"
    assert cells("key: submit")["/api/v1/claims/ GET"] == "403"
    assert cells("key: read")["/api/v1/articles/ POST"] == "403"


def test_a_key_opens_no_page_of_the_desk() -> None:
    for column in KEYS:
        found = {cell for row, cell in cells(column, below="/desk/").items()}
        assert not [cell for cell in found if cell.endswith("+")]
        assert cells(column)["/desk/ GET"] == "login"


@pytest.mark.parametrize("path", ["/static/tokens.css", "/static/desk/desk.css"])
def test_what_is_static_is_for_everybody(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    answer.close()


def test_a_request_is_taken_back_before_the_next() -> None:
    """Else a table of refusals would only say that everything was done already."""
    knocker = Knocker("editor")
    for _ in range(2):
        assert knocker.knock("POST", "/api/v1/claims/<uuid:claim_id>/review/") == "200+"

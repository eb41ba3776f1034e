"""A key expires, is rotated with both secrets good for a while, and dies in mid-request whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client

from claims.models import Article
from factcheck.accounts.actor import Actor
from factcheck.accounts.keys import MOST_OVERLAP, NewKey, make_key, revoke_key, rotate_key
from factcheck.accounts.models import ApiKey, Once
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from tests.people import Program, ada, ben, browser, eve, fresh, pending, root

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[Any]:
    """The time stands still until it is moved."""
    with time_machine.travel(now(), tick=False) as traveller:
        yield traveller


def new(owner: Actor | None = None, **given: Any) -> NewKey:
    """A key, Ada's where nobody else is named."""
    return make_key(actor=owner or ada(), name="wire import", scopes=[], **given)


def ask(secret: str) -> Any:
    """What the door says to this secret."""
    return Client().get("/api/v1/articles/", headers={"Authorization": f"Bearer {secret}"})


# ---- expiry ------------------------------------------------------------------------------------
def test_a_key_works_until_it_expires_and_then_says_so(clock: Any) -> None:
    made = new(expires_at=now() + timedelta(hours=1))
    clock.shift(timedelta(minutes=59))
    assert ask(made.secret).status_code == 200
    clock.shift(timedelta(minutes=1))
    refused = ask(made.secret)
    assert (refused.status_code, refused.json()["code"]) == (401, "key_expired")
    assert "This key expired at " in refused.json()["detail"]
    assert made.key.state == "expired"


def test_who_has_not_the_secret_is_not_told_that_the_key_expired(clock: Any) -> None:
    made = new(expires_at=now() + timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    guess = made.secret[:-1] + ("a" if made.secret[-1] != "a" else "b")
    assert ask(guess).json()["code"] == "key"


def test_a_key_expires_in_time_to_come() -> None:
    with pytest.raises(Invalid) as refusal:
        new(expires_at=now() - timedelta(seconds=1))
    assert refusal.value.errors[0].field == "expires_at"


# ---- rotation ----------------------------------------------------------------------------------
def test_both_secrets_open_while_they_overlap_and_then_the_new_one_alone(clock: Any) -> None:
    old = new()
    fresh_one = rotate_key(actor=ada(), key_id=old.key.id, hours=2)
    assert fresh_one.secret != old.secret
    assert [ask(one.secret).status_code for one in (old, fresh_one)] == [200, 200]
    clock.shift(timedelta(hours=2))
    refused = ask(old.secret)
    assert (refused.status_code, refused.json()["code"]) == (401, "key_rotated")
    assert "its old secret worked until" in refused.json()["detail"]
    assert ask(fresh_one.secret).status_code == 200


def test_without_an_overlap_the_old_secret_is_dead_at_once() -> None:
    old = new()
    made = rotate_key(actor=ada(), key_id=old.key.id, hours=0)
    assert (ask(old.secret).status_code, ask(made.secret).status_code) == (401, 200)


def test_a_second_rotation_leaves_the_last_two_secrets() -> None:
    first = new()
    second = rotate_key(actor=ada(), key_id=first.key.id)
    third = rotate_key(actor=ada(), key_id=first.key.id)
    codes = [ask(one.secret).status_code for one in (first, second, third)]
    assert codes == [401, 200, 200]


def test_a_rotation_is_an_event_that_tells_no_secret() -> None:
    made = rotate_key(actor=ada(), key_id=new().key.id)
    event = Event.objects.get(kind="key.rotated")
    assert event.details["key"] == str(made.key.id)
    assert made.key.digest not in str(event.details)
    assert made.key.old_digest not in str(event.details)


@pytest.mark.parametrize("hours", [-1, MOST_OVERLAP + 1])
def test_an_overlap_has_its_bounds(hours: int) -> None:
    with pytest.raises(Invalid, match="0 to 168 hours"):
        rotate_key(actor=ada(), key_id=new().key.id, hours=hours)


def test_who_may_not_rotate() -> None:
    made = new()
    with pytest.raises(Missing):
        rotate_key(actor=eve(), key_id=made.key.id)
    with pytest.raises(Denied):
        rotate_key(actor=Actor(ada().person, made.key), key_id=made.key.id)
    assert rotate_key(actor=root(), key_id=made.key.id)
    revoke_key(actor=ada(), key_id=made.key.id)
    with pytest.raises(Conflict):
        rotate_key(actor=ada(), key_id=made.key.id)


def test_an_expired_key_is_not_rotated(clock: Any) -> None:
    made = new(expires_at=now() + timedelta(hours=1))
    clock.shift(timedelta(hours=1))
    with pytest.raises(Conflict, match="expired"):
        rotate_key(actor=ada(), key_id=made.key.id)


# ---- revoked in mid-request --------------------------------------------------------------------
def test_a_key_that_is_revoked_while_a_request_runs_writes_nothing() -> None:
    """Between the door and the verb."""
    program = Program(ada())
    claim = pending()
    events = Event.objects.count()
    with patch("factcheck.rest.who.Actor", side_effect=_revoking(Actor)):
        answer = program.post(f"claims/{claim.id}/take/", once="t-1")
    assert (answer.status_code, answer.json()["code"]) == (401, "key")
    assert answer["WWW-Authenticate"]
    assert "Nothing was written" in answer.json()["detail"]
    assert (fresh(claim).holder, Event.objects.count()) == (None, events)
    assert not Once.objects.exists()
    assert Article.objects.count() == 1


def _revoking(real: Any) -> Any:
    def made(**given: Any) -> Any:
        ApiKey.objects.update(revoked_at=now())
        return real(**given)

    return made


# ---- over REST ---------------------------------------------------------------------------------
def post(client: Client, path: str, body: Any, **headers: str) -> Any:
    """A person's own browser at the REST door."""
    return client.post(
        f"/api/v1/{path}", body, content_type="application/json", headers=headers or None
    )


def test_a_person_makes_rotates_and_revokes_a_key_over_rest() -> None:
    person = browser(ada())
    made = post(person, "keys/", {"name": "wire import", "scopes": ["read"]})
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    key, secret = made.json()["key"], made.json()["secret"]
    assert (key["scopes"], key["state"], key["last_used_at"]) == (["read"], "live", None)
    assert ask(secret).status_code == 200
    turned = post(person, f"keys/{key['id']}/rotate/", {"hours": 1}).json()
    assert turned["key"]["old_secret_until"] is not None
    assert ask(secret).status_code == ask(turned["secret"]).status_code == 200
    gone = post(person, f"keys/{key['id']}/revoke/", {})
    assert (gone.status_code, gone.json()["state"]) == (200, "revoked")
    assert ask(secret).status_code == ask(turned["secret"]).status_code == 401
    (listed,) = person.get("/api/v1/keys/").json()["results"]
    assert listed["last_used_at"] is not None
    assert "secret" not in listed


def test_a_repeat_makes_no_second_key_and_shows_no_secret() -> None:
    person = browser(ada())
    first, again = (
        post(person, "keys/", {"name": "wire"}, **{"Idempotency-Key": "k-1"}) for _ in range(2)
    )
    assert first.json()["key"] == again.json()["key"]
    assert first.json()["secret"]
    assert again.json()["secret"] is None
    assert ApiKey.objects.count() == 1


def test_a_key_makes_and_rotates_no_keys_but_may_end_itself() -> None:
    other = new().key
    program = Program(ada())
    own = ApiKey.objects.exclude(pk=other.pk).get()
    assert program.post(f"keys/{other.id}/revoke/").status_code == 403
    for path, body in (("keys/", {"name": "more"}), (f"keys/{own.id}/rotate/", {})):
        refused = program.post(path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "person")
    assert program.post(f"keys/{own.id}/revoke/").status_code == 200
    assert program.get("articles/").status_code == 401


def test_everybody_sees_their_own_keys_and_an_admin_anothers() -> None:
    made = new()
    assert browser(ben()).get("/api/v1/keys/").json()["results"] == []
    assert browser(eve()).get("/api/v1/keys/?owner=ada").status_code == 403
    (seen,) = browser(root()).get("/api/v1/keys/?owner=ada").json()["results"]
    assert (seen["id"], seen["owner"]) == (str(made.key.id), "ada")
    unknown = browser(root()).get("/api/v1/keys/?owner=nobody")
    assert "There are: ada, " in unknown.json()["errors"][0]["message"]


# ---- the page ----------------------------------------------------------------------------------
def test_the_page_shows_expiry_overlap_and_the_new_secret_once(settings: Any) -> None:
    client = browser(ada())
    settings.TIME_ZONE = "UTC"
    day = (now() + timedelta(days=30)).date().isoformat()
    page = client.post("/desk/keys/make/", {"name": "wire", "scopes": ["read"], "expires": day})
    key = ApiKey.objects.get()
    assert key.expires_at is not None
    assert key.expires_at > now() + timedelta(days=29)
    assert "Your new key." in page.content.decode()
    turned = client.post(f"/desk/keys/{key.id}/rotate/", {"hours": "5"})
    text = turned.content.decode()
    assert turned["Cache-Control"] == "no-store"
    assert "The new secret of “wire”." in text
    assert "The old one works until " in text
    shown = client.get("/desk/keys/").content.decode()
    assert "Old secret works until " in shown
    assert text.partition('class="secret">')[2].partition("<")[0] not in shown


@pytest.mark.parametrize(
    ("path", "form", "says"),
    [
        ("make/", {"name": "w", "expires": "soon"}, "YYYY-MM-DD"),
        ("make/", {"name": "w", "expires": "2001-01-01"}, "This time is over"),
        ("{key}/rotate/", {"hours": "many"}, "0 to 168 hours"),
        ("{key}/rotate/", {"hours": "169"}, "0 to 168 hours"),
    ],
)
def test_a_wrong_form_says_what_is_wrong(path: str, form: dict[str, str], says: str) -> None:
    key = new().key
    answer = browser(ada()).post(f"/desk/keys/{path.format(key=key.id)}", form)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_an_admin_turns_and_ends_anothers_key_on_their_page() -> None:
    made = new()
    client = browser(root())
    assert "API keys of ada" in client.get("/desk/keys/?owner=ada").content.decode()
    turned = client.post(f"/desk/keys/{made.key.id}/rotate/", {"hours": "0", "owner": "ada"})
    assert "API keys of ada" in turned.content.decode()
    ended = client.post(f"/desk/keys/{made.key.id}/revoke/", {"owner": "ada"})
    assert ended["Location"] == "/desk/keys/?owner=ada"
    assert ApiKey.objects.get().revoked_at is not None
    assert browser(eve()).get("/desk/keys/?owner=ada").status_code == 403

"""A key's life: made, used, narrowed, revoked; only its hash is kept."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.serializers import serialize
from django.test import Client

from factcheck.accounts.actor import DESK, Actor
from factcheck.accounts.keys import NewKey, find_key, make_key, revoke_key
from factcheck.accounts.models import ApiKey
from factcheck.accounts.people import switch_user
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from tests.people import Program, ada, ben, out, person, root

pytestmark = pytest.mark.django_db


def new(owner: Actor | None = None, *scopes: str) -> NewKey:
    """A key, Ada's where nobody else is named."""
    return make_key(actor=owner or ada(), name="wire import", scopes=list(scopes))


def ask(secret: str, scheme: str = "Bearer") -> Any:
    """What the door says to this secret."""
    return Client().get("/api/v1/articles/", headers={"Authorization": f"{scheme} {secret}"})


def test_a_key_opens_the_door_for_its_owner() -> None:
    made = new()
    assert re.fullmatch(r"fck_[0-9a-f]{8}_[\w-]{43}", made.secret)
    assert ask(made.secret).status_code == 200
    assert ask(made.secret, "bearer").status_code == 200
    found = find_key(made.secret)
    assert found is not None
    assert found.owner == ada().person


def test_only_the_hash_and_the_prefix_are_kept() -> None:
    made = new()
    key = ApiKey.objects.get()
    assert key.digest == hashlib.sha256(made.secret.encode()).hexdigest()
    assert key.prefix == made.secret.split("_")[1]
    random = made.secret.split("_", 2)[2]
    kept = serialize("json", ApiKey.objects.all()) + serialize("json", Event.objects.all())
    assert random not in kept
    assert key.digest not in serialize("json", Event.objects.all())


def test_two_keys_are_never_the_same() -> None:
    assert len({new().secret for _ in range(20)}) == 20


WRONG_KEYS = [
    "",
    "fck",
    "fck__",
    "fck_00000000_" + "a" * 43,
    "token",
    "fck_00000000",
    "\u00e9\u00e9\u00e9",
    "fck_%00_a",
    "x" * 5000,
]


@pytest.mark.parametrize("secret", WRONG_KEYS)
def test_a_wrong_key_is_401_with_the_way_to_a_right_one(secret: str) -> None:
    answer = ask(secret)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="factcheck"'
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "key"
    assert "in the desk under Keys" in problem["detail"]


def test_a_key_with_a_wrong_end_is_refused() -> None:
    secret = new().secret
    assert ask(secret[:-1] + ("a" if secret[-1] != "a" else "b")).status_code == 401
    assert ask(secret[:-1]).status_code == 401


def test_another_scheme_is_401_and_says_how() -> None:
    answer = ask("YTpi", "Basic")
    assert (answer.status_code, answer.json()["code"]) == (401, "scheme")
    assert "Bearer" in answer.json()["detail"]


def test_a_revoked_key_is_dead_at_once_and_stays_in_the_list() -> None:
    made = new()
    revoke_key(actor=ada(), key_id=made.key.id)
    assert ask(made.secret).status_code == 401
    assert ApiKey.objects.get().revoked_at is not None
    with pytest.raises(Conflict, match="revoked already"):
        revoke_key(actor=ada(), key_id=made.key.id)
    told = Event.objects.filter(kind__startswith="key.").order_by("id")
    assert list(told.values_list("kind", flat=True)) == ["key.made", "key.revoked"]


def test_a_key_is_its_owners_business_and_an_admins() -> None:
    made = new()
    with pytest.raises(Missing):
        revoke_key(actor=ben(), key_id=made.key.id)
    with pytest.raises(Missing):
        revoke_key(actor=ada(), key_id=uuid.uuid4())
    assert revoke_key(actor=root(), key_id=made.key.id).revoked_at is not None


def test_the_key_of_somebody_who_is_switched_off_is_dead_for_good() -> None:
    made = new()
    switch_user(actor=root(), user_id=ada().person.id, active=False)
    assert ask(made.secret).status_code == 401
    switch_user(actor=root(), user_id=ada().person.id, active=True)
    assert ask(made.secret).status_code == 401


def test_scopes_narrow_what_the_owner_may() -> None:
    reading = Program(ada(), [Right.READ])
    assert reading.get("articles/").status_code == 200
    refused = reading.post("articles/", {"text": "The dam broke."})
    assert (refused.status_code, refused.json()["code"]) == (403, "scope")
    assert "no scope “submit”" in refused.json()["detail"]
    assert Program(ada(), [Right.SUBMIT]).get("articles/").status_code == 403


def test_scopes_never_widen_what_the_owner_may() -> None:
    every = Program(out(), list(Right))
    refused = every.post("articles/", {"text": "The dam broke."})
    assert (refused.status_code, refused.json()["code"]) == (403, "role")


def test_a_key_follows_its_owners_role() -> None:
    program = Program(ada())
    assert program.post("queue/take/").status_code == 204
    from_now = ada().person
    from_now.role = "reader"
    from_now.save(update_fields=["role"])
    assert program.post("queue/take/").status_code == 403


def test_last_used_is_noted_at_most_once_a_minute() -> None:
    made = new()
    assert ApiKey.objects.get().last_used_at is None
    with time_machine.travel(now(), tick=False) as clock:
        first = now()
        ask(made.secret)
        clock.shift(timedelta(seconds=30))
        ask(made.secret)
        assert ApiKey.objects.get().last_used_at == first
        clock.shift(timedelta(seconds=31))
        ask(made.secret)
        assert ApiKey.objects.get().last_used_at == now()


def test_a_key_needs_a_name_and_known_scopes() -> None:
    with pytest.raises(Invalid) as refusal:
        make_key(actor=ada(), name="  ", scopes=["everything"])
    assert {error.field for error in refusal.value.errors} == {"name", "scopes"}
    with pytest.raises(Invalid):
        make_key(actor=ada(), name="n" * 81, scopes=[])
    with pytest.raises(Invalid):
        make_key(actor=ada(), name="a\x00b", scopes=[])
    assert not ApiKey.objects.exists()


def test_a_key_makes_no_keys_and_a_person_none_for_others() -> None:
    made = new()
    with pytest.raises(Denied):
        make_key(actor=Actor(ada().person, made.key), name="more", scopes=[])
    with pytest.raises(Denied):
        make_key(actor=ada(), name="for ben", scopes=[], owner=ben().person)
    theirs = make_key(actor=root(), name="for ben", scopes=[], owner=ben().person)
    assert theirs.key.owner == ben().person
    assert make_key(actor=DESK, name="demo", scopes=[], owner=person("ben", "reviewer").person)


def test_what_a_key_did_says_which_key() -> None:
    made = new()
    headers = {"Authorization": f"Bearer {made.secret}", "X-Request-ID": "import-2024-05"}
    body = json.dumps({"text": "The dam broke."})
    Client().post("/api/v1/articles/", body, content_type="application/json", headers=headers)
    event = Event.objects.get(kind="article.submitted")
    assert (event.actor, event.key_prefix) == (ada().person, made.key.prefix)
    assert event.request_id == "import-2024-05"

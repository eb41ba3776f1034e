"""How often one may ask: counted for each key, told with every answer, and never a closed desk."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from claims.models import Article
from factcheck import env
from factcheck.clock import now
from factcheck.rate import Rate
from factcheck.rest import rates
from tests.people import PASSWORD, Program, ada, ben, browser, person

pytestmark = pytest.mark.django_db
NAMES = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


@pytest.fixture(autouse=True)
def counted(settings: Any, broker: str) -> Iterator[None]:
    """Three requests a minute, counted in a real cache; the minute stands still."""
    settings.REDIS_URL = broker
    settings.FACTCHECK_RATE = Rate(3, 60)
    settings.FACTCHECK_RATE_GUESSES = Rate(4, 60)
    rates._Away.until = 0.0
    rates._client(broker).flushdb()
    with time_machine.travel(now().replace(second=20, microsecond=0), tick=False):
        yield
    rates._Away.until = 0.0


def told(answer: Any) -> tuple[str, ...]:
    """The figures of the headers."""
    return tuple(answer[name] for name in NAMES)


def test_each_answer_counts_down_and_the_fourth_is_refused_until_the_minute_is_over() -> None:
    program = Program(ada())
    assert [told(program.get("articles/")) for _ in range(3)] == [
        ("3", "2", "40"),
        ("3", "1", "40"),
        ("3", "0", "40"),
    ]
    refused = program.post("articles/", {"text": "The dam broke."})
    assert (refused.status_code, refused.json()["code"]) == (429, "throttled")
    assert (refused["Retry-After"], *told(refused)) == ("40", "3", "0", "40")
    assert "40 seconds" in refused.json()["detail"]
    assert not Article.objects.exists()
    with time_machine.travel(now() + timedelta(seconds=40), tick=False):
        assert told(program.get("articles/")) == ("3", "2", "60")


def test_each_key_has_its_own_count_and_each_person_who_is_logged_in() -> None:
    first, second = Program(ada()), Program(ada())
    assert [first.get("articles/").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert second.get("articles/").status_code == 200
    desk = browser(ada())
    assert told(desk.get("/api/v1/articles/"))[1] == "2"
    assert told(browser(ben()).get("/api/v1/articles/"))[1] == "2"


def test_what_is_refused_for_another_reason_counts_and_says_so_too() -> None:
    program = Program(person("out", "reader"))
    for status, path in ((403, "queue/take/"), (422, "read/"), (422, "read/")):
        answer = program.post(path, {})
        assert (answer.status_code, answer["RateLimit-Limit"]) == (status, "3")
    assert program.get("articles/").status_code == 429


@pytest.mark.parametrize("path", ["articles/", "nothing/"])
def test_who_has_no_key_is_told_as_well(path: str) -> None:
    assert told(Program(None).get(path)) == ("3", "2", "40")


def test_who_guesses_keys_is_stopped_and_who_has_one_is_not() -> None:
    wrong = {"Authorization": "Bearer fck_00000000_" + "a" * 43}
    client = Client()
    codes = [client.get("/api/v1/articles/", headers=wrong).status_code for _ in range(6)]
    assert codes == [401] * 4 + [429] * 2
    assert Program(ada()).get("articles/").status_code == 200
    other = client.get("/api/v1/articles/", headers=wrong, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 401


def test_who_guesses_passwords_is_stopped_even_with_the_right_one(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ada()
    client = Client()

    def log_in(password: str) -> Any:
        return client.post("/desk/login/", {"username": "ada", "password": password})

    assert [log_in("wrong").status_code for _ in range(4)] == [200] * 4
    stopped = log_in(PASSWORD)
    assert (stopped.status_code, stopped["Retry-After"]) == (429, "40")
    assert "Too many log-ins from your address" in stopped.content.decode()
    with time_machine.travel(now() + timedelta(minutes=1), tick=False):
        assert log_in(PASSWORD).status_code == 302


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(settings: Any, rf: Any) -> None:
    asked = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7, 10.0.0.1"})
    assert rates.address_of(asked) == "127.0.0.1"
    settings.FACTCHECK_PROXIES = 1
    assert rates.address_of(asked) == "10.0.0.1"
    settings.FACTCHECK_PROXIES = 2
    assert rates.address_of(asked) == "192.0.2.7"
    settings.FACTCHECK_PROXIES = 9
    assert rates.address_of(asked) == "127.0.0.1"


def test_without_the_cache_everybody_is_let_in_at_once(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    program = Program(ada())
    started = time.perf_counter()
    answers = [program.get("articles/") for _ in range(5)]
    assert time.perf_counter() - started < 1
    assert {answer.status_code for answer in answers} == {200}
    assert {told(answer)[:2] for answer in answers} == {("3", "2")}


def test_a_cache_that_does_not_answer_costs_one_request_200_ms_and_the_next_nothing(
    settings: Any,
) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        settings.REDIS_URL = f"redis://127.0.0.1:{mute.getsockname()[1]}/0"
        took = []
        for _ in range(3):
            started = time.perf_counter()
            rates.spend("key:1", Rate(3, 60))
            took.append(time.perf_counter() - started)
    assert took[0] < 0.25
    assert max(took[1:]) < 0.01


def test_the_count_asks_the_database_nothing_and_takes_less_than_a_millisecond(
    django_assert_num_queries: Any,
) -> None:
    rate = Rate(1_000_000, 60)
    with django_assert_num_queries(0):
        rates.spend("key:1", rate)
    started = time.perf_counter()
    for _ in range(200):
        rates.spend("key:1", rate)
    assert (time.perf_counter() - started) / 200 < 0.001


def test_no_limit_says_nothing(settings: Any) -> None:
    settings.FACTCHECK_RATE = Rate.of("0")
    answer = Program(ada()).get("articles/")
    assert answer.status_code == 200
    assert not answer.has_header("RateLimit-Limit")


@pytest.mark.parametrize(
    ("text", "rate"),
    [("600/minute", Rate(600, 60)), ("5/second", Rate(5, 1)), ("0", Rate(0, 60))],
)
def test_a_rate_is_written_as_it_is_said(text: str, rate: Rate) -> None:
    assert Rate.of(text) == rate


@pytest.mark.parametrize(
    "text", ["", "many", "600", "600/fortnight", "-1/minute", "0/minute", "1.5/hour"]
)
def test_what_is_no_rate_is_refused_with_one_that_is(text: str) -> None:
    with pytest.raises(ValueError, match="write it like 600/minute"):
        Rate.of(text)


def test_the_settings_have_sound_rates() -> None:
    assert Rate.of(env.read({})["FACTCHECK_RATE"]).limit == 600
    with pytest.raises(ImproperlyConfigured, match="Did you mean FACTCHECK_RATE"):
        env.read({"FACTCHECK_RATES": "5/minute"})

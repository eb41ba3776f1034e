"""The table of environment variables: a wrong name or value stops the start with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck.env import TABLE, read

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_given_gives_the_defaults() -> None:
    values = read({})
    assert set(values) == {variable.name for variable in TABLE}
    assert values["FACTCHECK_TEXT_LIMIT"] == 1_000_000
    assert values["FACTCHECK_DEBUG"] is False
    assert values["FACTCHECK_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_values_have_their_types() -> None:
    given = {
        "FACTCHECK_BEST": "3",
        "FACTCHECK_DEBUG": "yes",
        "FACTCHECK_HOSTS": "a.example,b.example",
    }
    values = read(given)
    assert values["FACTCHECK_BEST"] == 3
    assert values["FACTCHECK_DEBUG"] is True
    assert values["FACTCHECK_HOSTS"] == ["a.example", "b.example"]


def test_a_misspelt_name_stops_the_start_with_the_nearest_one() -> None:
    with pytest.raises(ImproperlyConfigured, match="Did you mean FACTCHECK_SECRET_KEY"):
        read({"FACTCHECK_SECRETKEY": "x"})


def test_a_name_like_none_is_refused_without_a_guess() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read({f"FACTCHECK_{'Q' * 40}": "x"})
    assert str(refusal.value) == f"FACTCHECK_{'Q' * 40} is no setting of Factcheck."


def test_names_of_others_are_none_of_our_business() -> None:
    assert read({"HOME": "x", "factcheck_debug": "x"})["FACTCHECK_DEBUG"] is False


@pytest.mark.parametrize(
    ("name", "value"),
    [("FACTCHECK_BEST", "many"), ("FACTCHECK_DEBUG", "perhaps"), ("FACTCHECK_TEXT_LIMIT", "1MB")],
)
def test_a_value_of_the_wrong_type_is_named(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{name}='{value}' is not of type"):
        read({name: value})


def test_networks_that_may_be_asked_are_read_and_wrong_ones_named() -> None:
    assert read({})["FACTCHECK_NET_ALLOW"] == ()
    given = {
        "FACTCHECK_NET_ALLOW": "10.1.0.0/16, fd00:1::/64,192.168.1.9",
        "FACTCHECK_FETCH": "off",
    }
    values = read(given)
    assert [str(one) for one in values["FACTCHECK_NET_ALLOW"]] == [
        "10.1.0.0/16",
        "fd00:1::/64",
        "192.168.1.9/32",
    ]
    assert (values["FACTCHECK_FETCH"], read({})["FACTCHECK_FETCH"]) == (False, True)
    for text, words in (
        ("intranet", "“intranet” is no network"),
        ("10.1.2.3/16", "host bits set"),
        ("0.0.0.0/0", "the whole internet"),
        ("10.0.0.0/8,::/0", "“::/0” is the whole internet"),
    ):
        with pytest.raises(ImproperlyConfigured, match=words) as refusal:
            read({"FACTCHECK_NET_ALLOW": text})
        assert str(refusal.value).startswith("FACTCHECK_NET_ALLOW: ")


def test_reading_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_BEST", "5")
    before = dict(os.environ)
    read({"FACTCHECK_BEST": "7", "FACTCHECK_TEXT_LIMIT": "9"})
    assert dict(os.environ) == before


def test_every_variable_says_what_it_is_for() -> None:
    assert all(len(variable.meaning) > 10 for variable in TABLE)
    assert len({variable.name for variable in TABLE}) == len(TABLE)


def start(data: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Django's check in a process of its own, with this environment."""
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "FACTCHECK_DATA": str(data), **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.slow
def test_the_secret_is_made_once_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 0
    secret = tmp_path / "secret-key"
    first = secret.read_text()
    assert (len(first) >= 50, secret.stat().st_mode & 0o777) == (True, 0o600)
    assert start(tmp_path).returncode == 0
    assert secret.read_text() == first


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"FACTCHECK_HOTS": "a.example"}, "Did you mean FACTCHECK_HOSTS?"),
        ({"DATABASE_URL": "mysql://a/b"}, "must begin with postgres:// or sqlite://"),
    ],
)
def test_a_wrong_environment_stops_the_start(
    tmp_path: Path, environ: dict[str, str], sentence: str
) -> None:
    stopped = start(tmp_path, **environ)
    assert stopped.returncode != 0
    assert sentence in stopped.stderr

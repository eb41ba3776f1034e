"""The clients of others, as they are, against a running desk on loopback."""

from __future__ import annotations

import os
import re
import shlex
import urllib.parse
import urllib.request
import warnings
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.compat.desk import SCORE, put_out, secret_of
from tests.house.source import ROOT

with warnings.catch_warnings():  # of their libraries, about versions of Python and of each other
    warnings.simplefilter("ignore")
    from googleapiclient.discovery import build
    from googleapiclient.errors import HttpError

pytestmark = pytest.mark.slow
CLAIM = "We cut unemployment by 4 percent last year."
DOCS = ROOT / "docs" / "compat.md"


@pytest.fixture
def desk(live_server: Any, transactional_db: None) -> str:
    """The address of a desk that runs."""
    return str(live_server.url)


def client_of_google(desk: str, key: str) -> Any:
    return build(
        "factchecktools",
        "v1alpha1",
        static_discovery=True,
        developerKey=key,
        client_options={"api_endpoint": f"{desk}/compat/google"},
    )


@pytest.fixture
def google(desk: str) -> Iterator[Any]:
    """Google's own client with the address changed and nothing else."""
    with client_of_google(desk, secret_of()) as service:
        yield service


# ---- Google's -----------------------------------------------------------------------------------
def test_googles_client_pages_through_to_the_end(google: Any) -> None:
    for number in range(5):
        put_out(f"Dam number {number} broke.", language="en")
    request = google.claims().search(query="dam", languageCode="en-US", pageSize=2)
    pages = []
    while request is not None:
        answer = request.execute()
        pages.append([one["text"] for one in answer["claims"]])
        request = google.claims().search_next(request, answer)
    assert [len(page) for page in pages] == [2, 2, 1]
    found = [text for page in pages for text in page]
    assert found == [f"Dam number {number} broke." for number in (4, 3, 2, 1, 0)]


def test_googles_client_gets_an_empty_answer(google: Any) -> None:
    assert google.claims().search(query="unicorn").execute() == {}


def test_googles_client_raises_its_own_error_with_our_reason(google: Any, desk: str) -> None:
    with pytest.raises(HttpError) as refused:
        google.claims().search(query="dam", pageToken="x").execute()
    assert (refused.value.status_code, refused.value.reason) == (
        400,
        "pageToken is none that was given here. Begin again without it.",
    )
    with pytest.raises(HttpError) as refused:
        google.claims().search().execute()
    assert "query" in refused.value.reason
    with pytest.raises(HttpError) as refused:
        google.claims().imageSearch(imageUri="https://a.example/a.png").execute()
    assert refused.value.status_code == 404
    with client_of_google(desk, "AIza-of-somebody-else") as stranger:
        with pytest.raises(HttpError) as refused:
            stranger.claims().search(query="dam").execute()
        assert refused.value.status_code == 403
        assert "key" in refused.value.reason


def test_googles_client_may_ask_more_than_an_address_holds(google: Any) -> None:
    """It sends what is longer than 2048 characters as a form, with the method in a header."""
    put_out("Ärzte brachen den Damm.")
    query = " ".join(["Ärzte"] * 160)
    assert len(urllib.parse.quote(query)) > 2048
    assert len(google.claims().search(query=query).execute()["claims"]) == 1


# ---- ClaimBuster's ------------------------------------------------------------------------------
def test_the_text_goes_in_the_address(desk: str) -> None:
    """As most callers do it: the text as it is, and the client's own quoting."""
    text = f"{CLAIM} 50/50 — thank you."
    answer = httpx.get(f"{desk}{SCORE}sentences/{text}", headers={"x-api-key": secret_of()})
    found = answer.json()["results"]
    assert [one["text"] for one in found] == [CLAIM, "50/50 — thank you."]
    assert found[0]["score"] > 0.9


def test_the_text_goes_as_json(desk: str) -> None:
    answer = httpx.post(
        f"{desk}{SCORE}", json={"input_text": CLAIM}, headers={"x-api-key": secret_of()}
    )
    (found,) = answer.raise_for_status().json()["results"]
    assert (found["index"], found["text"]) == (0, CLAIM)


def test_the_text_goes_as_a_form(desk: str) -> None:
    body = urllib.parse.urlencode({"input_text": CLAIM}).encode()
    request = urllib.request.Request(f"{desk}{SCORE}", body, {"x-api-key": secret_of()})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert CLAIM.encode() in answer.read()


# ---- the documentation's samples ----------------------------------------------------------------
def curl(line: str) -> httpx.Response:
    """What curl sends for such a line: -H headers, -d data (a form unless a header says else)."""
    words = iter(shlex.split(os.path.expandvars(line))[1:])
    headers, data, url = {}, "", ""
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name.lower()] = value
        elif word == "-d":
            data = next(words)
            headers.setdefault("content-type", "application/x-www-form-urlencoded")
        else:
            assert word.startswith("http"), word
            url = word
    return httpx.request("POST" if data else "GET", url, headers=headers, content=data or None)


def samples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)


def test_the_samples_of_the_documentation_work(
    desk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put_out("The dam broke in March.")
    monkeypatch.setenv("DESK", desk)
    monkeypatch.setenv("KEY", secret_of())
    lines = [line for block in samples("sh") for line in block.splitlines() if "curl" in line]
    assert len(lines) == 5
    for line in lines:
        answer = curl(line)
        assert answer.status_code == 200, (line, answer.text)
        assert "The dam broke in March." in answer.text
    (program,) = samples("python")
    exec(compile(program, str(DOCS), "exec"), {})
    assert capsys.readouterr().out == "Disputed The dam broke in March.\n"

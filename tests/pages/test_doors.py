"""A page through the desk's doors: REST, commands, the worker."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims import pipeline
from claims.intake import submit_article
from claims.models import Article, Claim
from factcheck.errors import Invalid
from tests.pages.test_page import PAGE
from tests.people import Program, ada, run_of

pytestmark = pytest.mark.django_db


def test_a_page_is_brought_in_read_and_its_parts_are_known_to_the_worker() -> None:
    answer = Program(ada()).post("articles/", {"html": PAGE})
    assert answer.status_code == 202
    article = Article.objects.get(pk=answer.json()["id"])
    assert (article.source_url, article.outlet) == ("https://post.example/mill", "Arden Post")
    assert str(article.published_at) == "2024-03-05 07:00:00+00:00"
    assert pipeline.extract(run_of(article).id)
    article.refresh_from_db()
    assert article.headline == "Mill burns in Arden"
    assert Claim.objects.count() == 3
    assert not Claim.objects.filter(quote__contains="geese").exists()
    names = [part["name"] for part in run_of(article).story["parts"]]
    assert {"headline", "byline", "caption", "credit", "dateline"} <= set(names)


def test_the_same_page_twice_is_one_article() -> None:
    first = submit_article(actor=ada(), html=PAGE)
    second = submit_article(actor=ada(), html=PAGE.replace("<p>", "<p class='x'>"))
    assert second.outcome == "duplicate"
    assert first.article.id == second.article.id


@pytest.mark.parametrize(
    ("body", "field", "word"),
    [
        ({"html": "<html><body><nav>Home</nav></body></html>"}, "html", "No article text"),
        ({"html": PAGE, "text": "The mill burned."}, "html", "not both"),
        ({}, "text", "empty"),
        ({"html": "x" * 3_000_001}, "html", "3,000,000"),
    ],
)
@pytest.mark.parametrize("door", ["articles/", "read/"])
def test_a_page_that_cannot_be_taken_is_told_by_its_field(
    door: str, body: dict[str, str], field: str, word: str
) -> None:
    answer = Program(ada()).post(door, body)
    assert answer.status_code == 422
    errors = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert word in errors[field]


def test_reading_a_page_without_storing_answers_all_that_was_found() -> None:
    answer = Program(ada()).post("read/", {"html": PAGE}).json()
    assert answer["headline"]["text"] == "Mill burns in Arden"
    assert len(answer["candidates"]) == 3
    first = answer["candidates"][0]
    assert first["statement"].endswith("on Sunday [3 March 2024] and at least 1,204 hens died, "
                                       "the fire chief said.")  # fmt: skip
    assert {row["reason"] for row in answer["left_out"]}
    assert {part["name"] for part in answer["parts"]} >= {"headline", "body", "caption"}
    assert not Article.objects.exists()


def test_the_commands_take_pages_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, login = tmp_path / "mill.html", tmp_path / "login.html"
    page.write_text(PAGE)
    login.write_text("<html><body><form>Name</form></body></html>")
    call_command("read_story", str(page), "--json")
    assert json.loads(capsys.readouterr().out)["byline"]["text"]
    call_command("read_story", str(page))
    assert "alone: " in capsys.readouterr().out
    with pytest.raises(CommandError, match="No article text"):
        call_command("read_story", str(login))
    with pytest.raises(Invalid):
        submit_article(actor=ada(), html=login.read_text())


@pytest.mark.parametrize("received", ["2024-03-06", "2024-03-06T10:00:00Z", "2024-03-06T10:00:00"])
def test_when_a_story_came_in_dates_a_dateline_without_its_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], received: str
) -> None:
    file = tmp_path / "dam.txt"
    file.write_text(
        "Dam leaks\n\nARDEN, March 5 (AP) -- The dam at Arden lost 1,204 litres, the board said.\n"
    )
    call_command("read_story", str(file), "--json", "--received", received)
    assert json.loads(capsys.readouterr().out)["dateline"]["date"] == "2024-03-05"
    with pytest.raises(CommandError, match="--received must be ISO 8601"):
        call_command("read_story", str(file), "--received", "yesterday")

"""The wire story that the project is measured by, from the text to its claims.

It is other people's text and lies beside the project; where it is not there, this is skipped.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims import pipeline
from claims.models import Article, Claim, Revision
from tests.people import Program, ada, browser, run_of

SEED = Path(__file__).resolve().parents[3] / "shared" / "stories" / "seed.txt"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEED.exists(), reason="the seed story is not beside the project"),
]
PLAIN = {
    "headline": "Iraqi resistance launches drone strike at Israeli chemical storage sites in Haifa "
    "port",
    "outlet": "Radio Habana Cuba",
    "language": "en",
}


@pytest.fixture
def read() -> dict[str, Any]:
    """The article as REST shows it after the worker has read it."""
    program = Program(ada())
    made = program.post("articles/", {"text": SEED.read_text(encoding="utf-8")}).json()
    assert pipeline.extract(run_of(Article.objects.get(pk=made["id"])).id)
    shown: dict[str, Any] = program.get(f"articles/{made['id']}/").json()
    return shown


def test_posted_and_pasted_it_is_one_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    Program(ada()).post("articles/", {"text": text})
    pasted = {"text": text.replace("\n", "\r\n")}
    assert browser(ada()).post("/desk/articles/submit/", pasted).status_code == 302
    assert Article.objects.count() == Revision.objects.count() == 1


def test_its_parts_are_found(read: dict[str, Any]) -> None:
    assert {name: read[name] for name in PLAIN} == PLAIN
    assert read["source_url"].startswith(
        "https://www.radiohc.cu/en/noticias/internacionales/348827-"
    )
    story = read["story"]
    assert story["caption"]["text"].startswith("A general view shows the Port of Haifa")
    assert story["credit"]["text"] == "Reuters"
    dateline = story["dateline"]
    assert (dateline["place"], dateline["date"], dateline["agency"]) == (
        "Tehran",
        "2024-03-04",
        "RHC",
    )
    assert "2024" in dateline["inferred"]


def test_every_claim_is_the_text_to_the_letter_and_no_claim_is_furniture(
    read: dict[str, Any],
) -> None:
    claims = list(Claim.objects.order_by("start"))
    assert len(claims) >= 8
    for claim in claims:
        assert read["text"][claim.start : claim.end] == claim.quote
        for words in ("Photo by", "radiohc.cu", "Radio Habana"):
            assert words not in claim.quote


def moments() -> dict[str, tuple[str | None, str | None]]:
    """Every date of every claim, as written, with its first and last day."""
    return {
        one["text"]: (one["first"], one["last"])
        for claim in Claim.objects.all()
        for one in claim.facts["dates"]
    }


@pytest.mark.usefixtures("read")
def test_its_toll_keeps_its_hedge() -> None:
    numbers = [one for claim in Claim.objects.all() for one in claim.facts["numbers"]]
    (toll,) = [one for one in numbers if one["value"] == 30410]
    assert toll["hedge"] == "at least"


@pytest.mark.usefixtures("read")
def test_its_dates_are_intervals_counted_from_the_dateline() -> None:
    found = moments()
    assert found["Last month"] == ("2024-02-01", "2024-02-29")
    assert found["the first of February"] == ("2024-02-01", "2024-02-01")
    assert found["two days earlier"] == ("2024-03-01", "2024-03-01")
    assert found["October 7"] == ("2023-10-07", "2023-10-07")
    late = found["late January"]
    assert late[0] is not None
    assert date(2024, 1, 15) <= date.fromisoformat(late[0]) <= date(2024, 1, 31)
    assert late[1] == "2024-01-31"

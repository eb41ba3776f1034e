"""What each stretch of a story is."""

from datetime import UTC, date, datetime

import pytest

from claims.reading import read
from claims.reading.anatomy.dateline import parse_dateline
from claims.reading.languages.en import WORDS
from claims.reading.story import PartName
from tests.reading.stories import MILL


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("Arden, March 4 (NNP)-- Hens", "Arden", "NNP", (3, 4, None)),
        ("NORTH ARDEN, Jan 21 (Norrland) - Hens", "NORTH ARDEN", "Norrland", (1, 21, None)),
        ("ARDEN, Vale, Nov. 28 , 2005 (NNP)", "ARDEN, Vale", "NNP", (11, 28, 2005)),
        ("ARDEN, April 4 , 1997, (NNP)", "ARDEN", "NNP", (4, 4, 1997)),
        ("ARDEN, January 21. /NNP/. Hens", "ARDEN", "NNP", (1, 21, None)),
        ("ARDEN, Vale (NNP) _ Hens", "ARDEN, Vale", "NNP", (None, None, None)),
        ("(NNP) - Arden, October 11 - Hens", "Arden", "NNP", (10, 11, None)),
        ("ARDEN, 4 March (NNP) \u2014 Hens", "ARDEN", "NNP", (3, 4, None)),
    ],
)
def test_a_dateline_is_read_in_the_wires_habits(
    text: str, place: str, agency: str, day: tuple[int | None, int | None, int | None]
) -> None:
    found = parse_dateline(text, 0, len(text), WORDS)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert (found.month, found.day, found.year) == day


@pytest.mark.parametrize("text", ["Ada Molden (left) looks on.", "The hens - all of them - left."])
def test_prose_is_no_dateline(text: str) -> None:
    assert parse_dateline(text, 0, len(text), WORDS) is None


def test_a_plain_story_has_its_parts() -> None:
    story = read(MILL)
    assert story.headline is not None
    assert story.headline.text == "Mill fire in Arden leaves workers without pay"
    assert story.caption is not None
    assert story.caption.text.endswith("(Photo by Norrland Press)")
    assert story.credit is not None
    assert story.credit.text == "Norrland Press"
    assert story.dateline is not None
    assert story.dateline.date == date(2024, 3, 4)
    assert story.dateline.inferred is None
    assert story.source_url is not None
    assert story.source_url.text == "https://news.example/vale/2024/03/04/mill-fire"
    assert story.outlet is not None
    assert story.outlet.text == "Norrland News"
    assert story.language == "en"


@pytest.mark.parametrize(
    "markup", ["$\\frac{%s$", "<%s>", "[the story](%s)", "(%s)", "$\\frac{%s}{2}$", "%s."]
)
def test_the_link_comes_out_clean_of_its_markup(markup: str) -> None:
    link = "https://news.example/vale/mill-fire"
    story = read(MILL.replace("https://news.example/vale/2024/03/04/mill-fire", markup % link))
    assert story.source_url is not None
    assert story.source_url.text == link


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    body = "The hens of Arden have left the mill and will not come back to\nit before Sunday, " * 3
    story = read(
        f"Hens leave the mill of Arden\n\n{body.strip()} said Ada.\n\n{body.strip()} he said."
    )
    parts = [part for part in story.parts if part.name is PartName.BODY]
    assert len(parts) == 2


def test_page_furniture_is_not_the_story() -> None:
    page = (
        "Home\n\nNews\n\nSport\n\n" + MILL + "\nMost Popular\n\nHens win the cup again\n\nSign up\n"
    )
    story = read(page)
    body = [part.text for part in story.parts if part.name is PartName.BODY]
    assert not any("Hens win" in text or "Sport" in text for text in body)
    assert story.headline is not None
    assert story.headline.text.startswith("Mill fire")


def test_a_byline_is_told_from_its_word() -> None:
    story = read("Mill fire in Arden town\n\nBy Ada Molden\n\n" + MILL.split("\n\n", 2)[2])
    assert story.byline is not None
    assert story.byline.text == "Ada Molden"


def _undated(event: str) -> str:
    return (
        MILL.replace("March 4, 2024", "March 4")
        .replace("/2024/03/04", "")
        .replace("Last month", event)
    )


def test_the_year_of_a_known_event_dates_the_dateline() -> None:
    text = _undated("After Hamas attacked Israel and the war on Gaza began on October 7,")
    dateline = read(text).dateline
    assert dateline is not None
    assert dateline.date == date(2024, 3, 4)
    assert dateline.inferred is not None
    assert "2024" in dateline.inferred


def test_the_moment_of_receipt_dates_the_dateline_and_says_so() -> None:
    received = datetime(2022, 3, 6, 9, 0, tzinfo=UTC)
    dateline = read(_undated("Once"), received=received).dateline
    assert dateline is not None
    assert dateline.date == date(2022, 3, 4)
    assert dateline.inferred is not None
    assert "received" in dateline.inferred


def test_an_address_and_a_publication_date_the_dateline() -> None:
    by_url = read(_undated("Once"), url="https://n.example/2021/03/05/x-y").dateline
    by_day = read(_undated("Once"), published=date(2020, 3, 5)).dateline
    assert by_url is not None
    assert by_day is not None
    assert by_url.date == date(2021, 3, 4)
    assert by_day.date == date(2020, 3, 4)


def test_a_year_that_nothing_settles_stays_open() -> None:
    dateline = read(_undated("Once").replace("on Sunday", "again")).dateline
    assert dateline is not None
    assert dateline.date is None
    assert dateline.inferred is not None

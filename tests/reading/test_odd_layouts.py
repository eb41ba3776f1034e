"""Layouts off the beaten track: interviews, embeds, updates, headlines with a line right below."""

import pytest

from claims.reading import judge, read
from claims.reading.story import PartName, Story

TALK = """Arden's mayor on the dam and its debts
The town owes its banks; Ida Stone says it will pay

By Ada Mold

Published 9:05 a.m. March 5, 2024 | Updated 11:20 a.m. March 6, 2024

ARDEN/OVERBY — Mayor Ida Stone told the Post that the town of Arden owes 44 million crowns to banks.

Q: How bad is it?

A: We owe 44 million crowns, and two of the banks want it by June.

POST: Will taxes rise?

STONE: No. They fell by 3 percent last year.

The council repaid 12 million crowns in 2022.

What we know so far

- The dam lost 1,204 litres a second in February.

https://twitter.com/arden/status/123456
"""


@pytest.fixture(scope="module")
def talk() -> Story:
    return read(TALK)


def test_who_answers_in_an_interview_is_the_claimant(talk: Story) -> None:
    who = {c.text: c.claimant and c.claimant.name for c in judge(talk).candidates}
    answers = [name for text, name in who.items() if "We owe" in text or "3 percent" in text]
    assert answers == ["Ida Stone", "Ida Stone"]
    assert next(name for text, name in who.items() if "12 million" in text) == "Ida Stone"


def test_an_answer_ends_where_a_heading_stands(talk: Story) -> None:
    listed = next(c for c in judge(talk).candidates if "1,204" in c.text)
    assert listed.claimant is None


def test_the_line_below_a_headline_is_not_the_headline(talk: Story) -> None:
    assert talk.headline is not None
    assert talk.headline.text == "Arden's mayor on the dam and its debts"
    assert any(part.name is PartName.STANDFIRST for part in talk.parts)


def test_two_cities_share_a_dateline(talk: Story) -> None:
    assert talk.dateline is not None
    assert talk.dateline.place == "ARDEN/OVERBY"


def test_the_time_of_an_update_is_not_that_of_publication(talk: Story) -> None:
    assert str(talk.published) == "2024-03-05 09:05:00"


def test_an_embedded_post_is_not_the_source(talk: Story) -> None:
    assert talk.source_url is None
    assert any(part.name is PartName.LINK for part in talk.parts)


def test_two_labels_and_no_question_are_no_interview() -> None:
    story = read(
        "Charges in the Arden mill case\n\nPolice charged three people on Sunday in Arden.\n\n"
        "Ida Stone: Two counts of theft of 40 hens from the mill in Arden.\n\n"
        "Bo Lee: One count of theft of 12 geese from the mill in Overby.\n\n"
        "Jo Reed: Held in jail in lieu of 70,000 crowns in Arden on Sunday.\n"
    )
    named = {c.claimant.name for c in judge(story).candidates if c.claimant}
    assert not named & {"Ida Stone", "Bo Lee", "Jo Reed"}


def test_a_title_with_a_stop_after_it_is_the_headline() -> None:
    story = read(
        "Old Mills Help Arden Sell Its Grain.\n\nThe mill in Arden sold 1,204 tonnes of grain.\n"
    )
    assert story.headline is not None
    assert story.headline.text == "Old Mills Help Arden Sell Its Grain."
    plain = read(
        "The mill burned down on Sunday.\n\nIt lost 1,204 hens in the fire, police said.\n"
    )
    assert plain.headline is None


@pytest.mark.parametrize(
    ("line", "language", "place", "agency"),
    [
        ("ARDEN, March 4 (Reuters) -", "en", "ARDEN", "Reuters"),
        ("ARDEN (Reuters) -", "en", "ARDEN", "Reuters"),
        ("ARDEN, Vale (AP) \u2014", "en", "ARDEN, Vale", "AP"),
        ("ARDEN \u2014", "en", "ARDEN", None),
        ("Arden, 4 March (AFP) --", "en", "Arden", "AFP"),
        ("ARDEN and OVERBY (AP) \u2014", "en", "ARDEN and OVERBY", "AP"),
        ("(CNN)", "en", None, "CNN"),
        ("ARDEN:", "en", "ARDEN", None),
        ("ARDEN, March 4. /TASS/.", "en", "ARDEN", "TASS"),
        ("By Ada Mold ARDEN, March 4 (Reuters) -", "en", "ARDEN", "Reuters"),
        ("Arden, 4 mar (EFE).-", "es", "Arden", "EFE"),
        ("Arden (dpa) -", "de", "Arden", "dpa"),
        ("RIO DE ARDEN -", "pt", "RIO DE ARDEN", None),
    ],
)
def test_datelines_are_read_in_the_wires_habits(
    line: str, language: str, place: str | None, agency: str | None
) -> None:
    told = (
        " The mill in Arden burned down and lost 1,204 hens on Sunday, the chief told the council."
    )
    found = read(f"Mill burns in Arden overnight\n\n{line}{told}\n", language=language).dateline
    assert found is not None
    assert (found.place, found.agency) == (place, agency)


@pytest.mark.parametrize("line", ["UPDATE:", "Arden:", "Fire in the mill \u2014"])
def test_what_only_looks_like_a_dateline_is_none(line: str) -> None:
    told = (
        " The mill in Arden burned down and lost 1,204 hens on Sunday, the chief told the council."
    )
    assert read(f"Mill burns in Arden overnight\n\n{line}{told}\n", language="en").dateline is None

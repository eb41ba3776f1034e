"""Faults that were seen on stories, each as the promise that it broke."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.reading import candidates, judge, read
from claims.reading.story import PartName


def test_what_hangs_on_an_open_day_stays_open() -> None:
    story = read(
        "Union calls strike at Halden\n\nHALDEN, March 4 (MW) - The port has loaded grain since "
        "1961, the union said.\n\nThe union said on Sunday that it had closed two terminals that "
        "had been shut two days earlier.\n"
    )
    dates = {m.text: (m.first, m.last) for c in candidates(story) for m in c.dates}
    assert dates["two days earlier"] == (None, None)


def test_a_pronoun_is_nobodys_name() -> None:
    story = read(
        "Union calls strike\n\nHALDEN, March 4, 2026 (MW) - The Northern Harbour Union has called "
        "a strike after 40 dismissals that it says broke the accord of 2021.\n"
    )
    (claim,) = candidates(story)
    assert claim.claimant is None or "Union" in claim.claimant.name


def test_it_is_no_person() -> None:
    story = read(
        "Slides cut roads\n\nORIN, April 4, 2025 (KPA) - Slides cut 4,272 roads last year, said "
        "Nils Adair, who wrote the report.\n\nThe Stone Federation called the figures exaggerated. "
        "Fewer than 90 of its 1,150 quarries lie on steep ground, it said.\n"
    )
    last = candidates(story)[-1]
    assert last.claimant is not None
    assert "Stone Federation" in last.claimant.name


def test_one_word_is_no_claim() -> None:
    judged = judge(read("Ferry"))
    assert not judged.candidates
    assert judged.left_out[0].reason == "Too short to state anything."


def test_a_line_that_announces_is_no_claim() -> None:
    story = read(
        "The Latest: Flood crest passes Vessin\n\nVESSIN (MW) - The Latest on the flood on the "
        "River Orin (all times local):\n\nThe crest passed Vessin at 7.42 metres, the river office "
        "said on Monday.\n"
    )
    assert all("The Latest on" not in one.text for one in candidates(story))


def _claimants(body: str) -> list[str | None]:
    story = read(f"Mill row in Arden\n\nARDEN, March 4, 2026 (MW) - {body}\n")
    return [one.claimant.name if one.claimant else None for one in candidates(story)]


def test_a_plural_possessive_does_not_end_a_name() -> None:
    assert _claimants("Some 350 mills were hurt, according to the millers' association.") == [
        "the millers' association"
    ]
    assert _claimants("'We lost 40 mills to the floods' said Ada Molden of Vale on Monday.")


def test_of_whom_a_person_speaks_is_not_in_the_name() -> None:
    told = '"The mill was warned twice last year," said Vera Lindqvist of the mill workers\' union.'
    assert _claimants(told) == ["Vera Lindqvist"]
    (bank,) = _claimants("It has lent 40 million crowns, said the Bank of the North on Monday.")
    assert bank == "the Bank of the North"


def test_it_is_the_sentence_s_own_subject_with_its_article() -> None:
    body = (
        "Some 40 mills closed last year, said Nils Varg.\n\nThe Vale Mill Union has called a "
        "strike after 40 dismissals that it says broke the accord of 2021."
    )
    assert _claimants(body)[-1] == "The Vale Mill Union"


def test_it_leads_back_to_the_last_body_and_he_to_the_last_person() -> None:
    body = (
        "Some 40 mills closed last year, said Nils Varg, who counted them.\n\nThe Vale Federation "
        "called the figures exaggerated. Fewer than 9 of its 150 mills have closed, it said.\n\nHe "
        "said 12 more would close next year."
    )
    told = _claimants(body)
    assert (told[-2], told[-1]) == ("The Vale Federation", "Nils Varg")


def _dates(body: str, received: datetime | None = None) -> dict[str, tuple[str, str]]:
    story = read(f"Mill row in Arden\n\nARDEN, March 4 (MW) - {body}\n", received=received)
    return {m.text: (str(m.first), str(m.last)) for c in candidates(story) for m in c.dates}


RECEIVED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ROW = (
    "The Vale Mill Union shut two mills on Sunday, which had been warned two days earlier. They "
    "have run since 1961.\n\nThe row began on October 7, 2025, when 40 millers were dismissed. "
    "Since the start of the row the company has dismissed 210 millers, the union said. It has "
    "lent 3 million crowns since the onset of the row, 14 more than since the start of the season."
)


def test_a_received_story_settles_its_dates() -> None:
    assert _dates(ROW, RECEIVED) == {
        "Sunday": ("2026-03-01", "2026-03-01"),
        "two days earlier": ("2026-02-27", "2026-02-27"),
        "since 1961": ("1961-01-01", "2026-03-04"),
        "October 7, 2025": ("2025-10-07", "2025-10-07"),
        "Since the start of the row": ("2025-10-07", "2026-03-04"),
        "since the onset of the row": ("2025-10-07", "2026-03-04"),
        "since the start of the season": ("None", "None"),
    }


def test_days_earlier_never_hang_on_a_year_or_on_what_goes_on() -> None:
    body = "The mill has run since 1961 and made 40 tons two days earlier, the union said."
    assert _dates(body)["two days earlier"] == ("None", "None")
    told = _dates("The 40 mills of 2013 closed two months earlier, the union said.", RECEIVED)
    assert told["two months earlier"] == ("2026-01-01", "2026-01-31")
    told = _dates("Shut since Sunday, 40 mills burnt two days earlier, the union said.", RECEIVED)
    assert told["two days earlier"] == ("2026-03-02", "2026-03-02")


def test_a_word_of_scorn_is_bare_opinion() -> None:
    judged = judge(
        read("Mills\n\nARDEN (MW) - Some 40 mills burnt. It is a disgrace, they know.\n")
    )
    (scorn,) = [one for one in judged.left_out if "disgrace" in one.text]
    assert scorn.reason.startswith("Bare opinion")


@pytest.mark.parametrize(
    "about",
    [
        "Our editorial staff has checked 400 stories since 2019.",
        "Our journalists follow the rules of the Vale Press Council of 1998.",
        "Norrland Press is an independent news agency founded in 1998.",
        "Norrland Press is a news site with 40 reporters that is committed to the truth.",
    ],
)
def test_what_an_outlet_says_of_itself_is_furniture(about: str) -> None:
    text = (
        "Mills burn in Arden\n\nARDEN, March 4, 2026 (NNP) - Some 40 mills burnt on Sunday."
        f"\n\nThe fire began in a store of paint, police said on Monday.\n\n{about}\n"
    )
    (note,) = [one for one in judge(read(text)).left_out if one.text == about]
    assert note.reason.startswith("Page furniture")


def test_a_newspaper_in_the_news_is_no_furniture() -> None:
    body = "The Vale Post is a newspaper that lost 40 of its printers on Sunday, police said."
    assert len(_claimants(f"Some 40 mills burnt on Sunday.\n\n{body}")) == 2


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The ministry closed 40 mills last year. It says 12 of them were unsafe.", "The ministry"),
        ("The power company closed 40 mills. It said 12 were unsafe.", "The power company"),
        (
            "Kestrel Stone closed 40 pits in 2024. It said that 12 more would follow.",
            "Kestrel Stone",
        ),
        ("Police arrested 40 millers on Sunday. They said the men had set 12 fires.", "Police"),
        ('"The Dock Company closed 40 mills," it said in a statement.', None),
    ],
)
def test_a_pronoun_leads_back_to_the_subject_before_it(body: str, name: str | None) -> None:
    assert _claimants(body)[-1] == name


def test_a_year_and_a_count_are_no_years() -> None:
    assert _dates("The siege began on 3 May 2024 and 40 died, the union said.") == {
        "3 May 2024": ("2024-05-03", "2024-05-03")
    }
    assert _dates("The season of 2023-24 cost 40 million crowns, the union said.") == {
        "2023-24": ("2023-01-01", "2024-12-31")
    }


def test_a_beginning_is_known_by_its_noun_with_what_it_is_of() -> None:
    body = "The siege of Vale began on 3 May 2024. Since the start of the siege 12 mills closed."
    assert _dates(body, RECEIVED)["Since the start of the siege"] == ("2024-05-03", "2026-03-04")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Organisers state that some 40 mills are expected.", "Organisers"),
        ('"Some 40 mills have new pumps," the department detailed.', "the department"),
        ("Molden speculates that the mill had 40 owners.", "Molden"),
        ("A teacher at the mill has branded the 40 fires a shame.", "A teacher at the mill"),
        ('Cllr Ada Molden, Chair of the Mill Union said: "Some 40 burnt."', "Cllr Ada Molden"),
        ("The Vale Court on Monday rejected objections by 12 states to the case.", None),
        (
            "The Vale Court on Monday rejected claims that 12 states lost 40 mills.",
            "The Vale Court",
        ),
    ],
)
def test_a_verb_of_telling_is_known_by_what_stands_around_it(body: str, name: str | None) -> None:
    assert _claimants(body) == [name]


def test_the_york_state_report_names_nobody() -> None:
    assert _claimants("The York state report of 2019 lists 40 mills.") == [None]


def test_a_quotation_over_paragraphs_is_theirs_who_are_named_at_its_end() -> None:
    body = (
        "Ada Molden said 40 mills burnt.\n\nPeter Kattan, a friend, visited 12 of them. He said he "
        'was called on 3 February.\n\n"Some 12 pumps ran, but 3 of them broke.\n\n"By noon 40 of '
        'the mills had burnt," Kattan said.'
    )
    assert _claimants(body)[-2:] == ["Kattan", "Kattan"]


def test_whoever_issues_a_statement_speaks_the_paragraph_after_it() -> None:
    body = (
        'A spokesperson said: "Some 40 people came to the mill."\n\nThe Leader of Vale Council, '
        "Councillor Ada Molden, has issued the following statement:\n\n"
        '"There is footage of 12 people at the mill. The 40 stones were hurt on Sunday."'
    )
    assert _claimants(body)[1:] == ["The Leader of Vale Council"] * 2


@pytest.mark.parametrize(
    "body",
    [
        "He encouraged communities to report blocked drains.",
        "She advised motorists not to use the bridge.",
        "The mayor called on residents to stay calm.",
    ],
)
def test_advice_to_the_public_is_no_claim(body: str) -> None:
    told = judge(read(f"Mills\n\nARDEN, March 4, 2026 (MW) - Some 40 mills burnt. {body}\n"))
    (advice,) = [one for one in told.left_out if one.text == body]
    assert advice.reason.startswith("An appeal")


def test_a_line_that_signs_the_report_is_no_claim() -> None:
    text = "Mills\n\nARDEN (MW) - Some 40 mills burnt on Sunday. Ada Molden, Vale News.\n"
    assert [one.text for one in candidates(read(text))] == ["Some 40 mills burnt on Sunday."]


def test_a_list_of_figures_below_the_dateline_is_part_of_the_story() -> None:
    text = (
        "Mills deliver\n\nARDEN, March 4, 2026 (MW) -\n\nKey points\n"
        "\u2022 Output of 1,458 tonnes, up by 10% on the year before\n"
        "\u2022 Costs of 12 million crowns in line with the plan\n\n"
        "The Vale Mill Company told of its results for the quarter on Monday. It sold 40 mills.\n"
    )
    found = [one.text for one in candidates(read(text))]
    assert found[:2] == [
        "\u2022 Output of 1,458 tonnes, up by 10% on the year before",
        "\u2022 Costs of 12 million crowns in line with the plan",
    ]


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("Supporters began a 12 day rally supporting Ada Molden.", "day rally"),
        ("Revenue was 1,458 crowns resulting in a loss.", "crowns"),
        ("He runs 33.67 sq. kilometers of farm land.", "sq. kilometers"),
        ("Some 12 police officers were hurt.", "police officers"),
        ("The union met 12 states of the east.", "states"),
    ],
)
def test_a_unit_ends_where_its_noun_ends(body: str, unit: str) -> None:
    (claim,) = candidates(read(f"Mills\n\nARDEN, March 4 (MW) - {body}\n", language="en"))
    assert claim.numbers[0].unit == unit


def test_who_tells_by_wednesday_means_the_weekend_before() -> None:
    body = "Some 40 mills burnt this weekend and 12 pumps broke over the weekend."
    days = ("2026-02-28", "2026-03-01")
    found = _dates(body, RECEIVED)
    assert (found["this weekend"], found["the weekend"]) == (days, days)


def test_what_looks_back_is_left_behind_with_its_sentence() -> None:
    body = (
        "Ada Molden flew on 24 January with 12 guests. The day before she had 40 visitors. "
        "The next day 12 mills burnt. Two days earlier 3 had burnt."
    )
    found = _dates(body, RECEIVED)
    assert found["The day before"][0] == "2026-01-23"
    assert found["The next day"][0] == "2026-01-25"
    assert found["Two days earlier"][0] == "2026-01-23"


def test_two_decades_share_their_century() -> None:
    found = _dates("In the 1970s and 80s he ran 12 mills.", RECEIVED)
    assert found["80s"] == ("1980-01-01", "1989-12-31")


def test_the_start_of_what_has_no_day_is_no_date() -> None:
    assert _dates("At the start of the broadcast 12 men came in.", RECEIVED) == {}


def test_the_line_that_says_when_is_a_part_of_its_own() -> None:
    text = "Mills burn in Arden\n\nBy Ada Molden\n\n4 March 2026, 6.30 pm\n\n" + ROW + "\n"
    (line,) = [part for part in read(text).parts if part.text.startswith("4 March")]
    assert line.name is PartName.PUBLISHED


def test_a_german_noun_is_no_name() -> None:
    text = (
        "Mühlen brennen\n\nARDEN, 4. März 2026 - In Arden verloren 40 Mühlen am Sonntag das Dach, "
        "sagte Ada Molden. Der Damm hält nach Angaben der Gemeinde 1.200 Liter pro Sekunde.\n"
    )
    found = [name.text for one in candidates(read(text, language="de")) for name in one.names]
    assert found == ["Arden", "Ada Molden"]


@pytest.mark.parametrize(
    "body",
    [
        '"Our experiments show that plastics contain what may be behind obesity," said Ada Molden.',
        "Flour should be kept dry in a mill like this because damp breeds moulds within a month.",
    ],
)
def test_a_finding_and_a_reason_can_be_checked_whoever_gives_them(body: str) -> None:
    text = f"Mills\n\nARDEN (MW) - Some 40 mills burnt on Sunday, police said.\n\n{body}\n"
    assert [one.text for one in candidates(read(text))][1:] == [body]

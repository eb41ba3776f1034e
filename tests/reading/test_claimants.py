"""Who answers for a sentence: with a name or without, in what role, denying or telling."""

from __future__ import annotations

import pytest

from claims.reading import candidates, read
from claims.reading.story import Claimant


def claimants(body: str) -> list[Claimant | None]:
    """The claimants of a story's candidates, in order."""
    story = read(
        f"Mill row in Arden\n\nARDEN, March 4, 2026 (MW) - {body}\n\nThe row goes on.\n",
        language="en",
    )
    return [one.claimant for one in candidates(story)]


def claimant(body: str) -> Claimant:
    """The claimant of the last candidate."""
    found = claimants(body)[-1]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The mill was built in 1904, according to drawings seen by Northline.", "drawings"),
        ("The mayor of Arden called the figures of 2019 exaggerated.", "The mayor of Arden"),
        ("Minister: we will close 40 mills this year.", "Minister"),
        ('"We lost 40 hens in one night," — Ada Mold, mayor of Arden.', "Ada Mold"),
        ('"We lost 40 hens," shared Mr. Mold.', "Mold"),
        ("Pressed again, the Vale Union (VU) warned the 40 mills would close.", "the Vale Union"),
        ("The letter, signed by 40 mayors, says the mill broke the law in 2019.", "The letter"),
        (
            "The company's chief executive rejected claims that 40 people had died.",
            "The company's chief executive",
        ),
        (
            "Forty mills are shut, Minister of Mills, Rivers and Roads, Senator Ada Mold, told us.",
            "Ada Mold",
        ),
        ('"He won 40 races," Nils Varg, North Vale\'s President, said on Monday.', "Nils Varg"),
        ("Varg thinks 40 mills are lost, Ada Mold said on Monday.", "Ada Mold"),
        (
            "One former clerk, speaking in private, said Varg described 40 mills as lost.",
            "One former clerk",
        ),
        ("But security specialists say the 40 mills are lost.", "security specialists"),
    ],
)
def test_the_source_is_named(body: str, name: str) -> None:
    assert claimant(body).name == name


@pytest.mark.parametrize(
    "body",
    [
        "The state report of 2021 listed 40 mills in the valley.",
        "Varg is accused of stealing 40 hens in 2019.",
        "It is believed that 40 hens were stolen in 2019.",
        "The ministry has not said how many of the 40 mills closed.",
        "The 40 mills lie in two states of the north.",
        "The protest was called by 40 farmers.",
    ],
)
def test_nouns_passives_and_silence_have_no_claimant(body: str) -> None:
    assert claimants(body)[-1] is None


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("The toll rose to 40, said Ada Mold, the mayor of Arden.", "the mayor of Arden"),
        ("Mayor Ada Mold said the toll rose to 40.", "Mayor"),
        ("Ada Mold, 43, a teacher at the Arden school, said 12 were hurt.",
         "a teacher at the Arden school"),
        ("Ada Mold, dean of the school, said 12 were hurt.", "dean of the school"),
        ("The manager of the Arden mill, Ada Mold, said 12 were hurt.",
         "The manager of the Arden mill"),
        ("Vale Ministry spokesman Nils Varg said 12 were hurt.", "Vale Ministry spokesman"),
        ("Mr Mold said 12 were hurt.", None),
        ("The smoke came from the far-off mill, Vale Live reports.", None),
    ],
)  # fmt: skip
def test_the_role_stands_with_the_name(body: str, role: str | None) -> None:
    assert claimant(body).role == role


@pytest.mark.parametrize(
    ("body", "unnamed"),
    [
        ("At least 12 died, said a senior official who spoke on condition of anonymity.", True),
        ("Two people familiar with the matter said 40 mills would close.", True),
        ("Sources told the Vale Post that 40 mills would close.", True),
        ("Police said 40 mills would close.", False),
        ("The ministry said 40 mills would close.", False),
        ("According to official figures, 40 mills closed.", False),
        ("Ada Mold said 40 mills would close.", False),
    ],
)
def test_a_person_without_a_name_is_unnamed(body: str, unnamed: bool) -> None:
    assert claimant(body).unnamed is unnamed


def test_the_phrase_is_the_name_of_who_has_none() -> None:
    told = claimant("At least 12 died, said a senior official who spoke on condition of anonymity.")
    assert told.name == "a senior official"


@pytest.mark.parametrize(
    ("body", "denies"),
    [
        ("Nils Varg denied that 40 mills had closed.", True),
        ("The company denies it knew of 12 deaths.", True),
        ("Nils Varg did not deny that 40 mills had closed.", False),
        ("Nils Varg said 40 mills had closed.", False),
    ],
)
def test_a_denial_is_told_from_a_claim(body: str, denies: bool) -> None:
    assert claimant(body).denies is denies


@pytest.mark.parametrize(
    ("body", "name", "chain"),
    [
        ("The agency said 40 mills closed, citing a local official.",
         "The agency", ("a local official",)),
        ("The Vale Post reported that the ministry said 40 mills closed.",
         "The Vale Post", ("the ministry",)),
        ('"We lost 40 mills," Mold said, according to the Vale Post.',
         "Mold", ("the Vale Post",)),
        ("Ada Mold was quoted as saying by the Vale Post that 40 mills closed.",
         "Ada Mold", ("the Vale Post",)),
        ("Ada Mold was quoted by the Vale Post as saying that 40 mills closed.",
         "Ada Mold", ("the Vale Post",)),
    ],
)  # fmt: skip
def test_whom_the_source_rests_on_is_the_chain(
    body: str, name: str, chain: tuple[str, ...]
) -> None:
    told = claimant(body)
    assert told.name == name
    assert told.chain == chain


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The Vale Rowing Club lost 40 boats. Its treasurer said that cost $2 million.",
         "The Vale Rowing Club's treasurer"),
        ("The Fuel Workers Union (FWU) met. The FWU said 12 had died.", "Fuel Workers Union (FWU)"),
        ("The World Hen Organization met in May. The WHO says 40 million hens died.",
         "World Hen Organization (WHO)"),
        ("The Vale Federation published a report on Monday. The report said 40 mills had closed.",
         "The Vale Federation"),
        ("Ada Mold said so.\n\nMr Varg ran the mill. He said 40 hens died.", "Varg"),
    ],
)  # fmt: skip
def test_short_forms_and_officers_are_led_back(body: str, name: str) -> None:
    assert claimant(body).name == name


def test_a_line_with_a_name_signs_the_speech_before_it() -> None:
    body = '"In one night 40 hens died." — Ada Mold, mayor of Arden\n\nThe village is quiet.'
    assert {c.name for c in claimants(body) if c} == {"Ada Mold"}


def test_a_statement_that_is_introduced_is_its_issuer_s() -> None:
    body = 'The Vale Council issued the following statement:\n\n"The 40 graves will be cleaned."'
    assert claimant(body).name == "The Vale Council"


def test_a_quotation_of_several_sentences_keeps_its_speaker() -> None:
    body = '"There were 40," recalled Ada Mold. "We counted twice in 2019. All 40 were burnt."'
    assert {c.name for c in claimants(body) if c} == {"Ada Mold"}


def test_a_blank_line_within_a_quotation_keeps_its_speaker() -> None:
    body = "“The session of 2019 reviewed 40 mills as weather\n\nworsened,” Ada Mold said."
    assert {c.name for c in claimants(body) if c} == {"Ada Mold"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In a Vale Post interview Mold said that 40 mills had closed.", "Mold"),
        ("Mr. Mold generally backed the union, and said that 40 mills had closed.", "Mold"),
        ("In a statement the Vale Union said that 40 mills had closed.", "the Vale Union"),
    ],
)
def test_what_stands_before_or_behind_a_name_is_not_in_it(text: str, name: str) -> None:
    found = candidates(read(text, language="en"))
    assert found[0].claimant is not None
    assert found[0].claimant.name.removeprefix("Mr. ") == name

"""Who says it, in one sentence and over a story."""

import pytest

from claims.reading.attribution import find_source
from claims.reading.languages.en import WORDS
from tests.reading.stories import MILL, candidate, reading


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vale Governor Ada Molden said on Sunday the mill burnt", "Ada Molden"),
        ("The mill burnt, Vale Governor Ada Molden said on Sunday", "Ada Molden"),
        ("The mill burnt, said Ada Molden, head of the brigade.", "Ada Molden"),
        ("The mill burnt, said a visitor, Ada Molden.", "Ada Molden"),
        ("According to the latest count by the Vale Ministry, it burnt.", "the Vale Ministry"),
        ("The Arden Society, an advocacy group, estimated that it burnt", "The Arden Society"),
        ("But in Vale, home of hens, Ada Molden has said it burnt", "Ada Molden"),
        ("Last month, Vale forces said they had burnt it", "Vale forces"),
        ("In a note on Sunday, he said it burnt", "he"),
        ("In fact, scientists believe that it burnt", "scientists"),
        ("41: Per cent of people like hens (HenGov)", "HenGov"),
    ],
)
def test_the_source_is_found(text: str, name: str) -> None:
    source = find_source(text, WORDS)
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    "text",
    ["The state report was long.", "Ada is believed to have left.", "The mill burnt on Sunday."],
)
def test_nouns_and_passives_name_no_source(text: str) -> None:
    assert find_source(text, WORDS) is None


def test_the_statement_is_led_back_to_its_issuer() -> None:
    claimant = candidate(reading(MILL)[1], "The statement noted").claimant
    assert claimant is not None
    assert claimant.name == "the Vale Fire Brigade"
    assert claimant.span is not None
    assert claimant.span.text == "The statement"


def test_a_pronoun_is_led_back_to_the_speaker() -> None:
    claimant = candidate(reading(MILL)[1], "70% of the roof").claimant
    assert claimant is not None
    assert claimant.name == "Ada Molden"


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    text = MILL.replace('"Nobody answered."', '"Nobody answered in 12 hours."')
    claimant = candidate(reading(text)[1], "Nobody answered").claimant
    assert claimant is not None
    assert claimant.name == "Ada Molden"
    assert claimant.span is None

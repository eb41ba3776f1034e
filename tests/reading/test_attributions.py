"""Every attribution of a sentence: who, by which word, what."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from claims.reading import read
from claims.reading.attributions import Attribution, attributions_of
from claims.reading.attributions.model import model_for
from tests.reading.test_any_text import HOSTILE

WEIGHTS = Path(__file__).resolve().parents[2] / "claims/reading/models/attribution.json"


def found(text: str) -> list[Attribution]:
    """All attributions of a text, in order."""
    story = read(text, language="en")
    items = attributions_of(story)
    for item in items:
        for span in (item.cue, item.source, *item.content):
            assert story.text[span.start : span.end] == span.text
    return items


def body(sentence: str) -> str:
    """The sentence in a story."""
    return f"Mill row in Arden\n\nARDEN, March 4, 2026 (MW) - {sentence}\n\nThe row goes on.\n"


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        (
            "Ada Molden said that the mill had burnt.",
            "Ada Molden",
            "said",
            ["that the mill had burnt"],
        ),
        (
            "The mill had burnt, said Ada Molden, the mayor of Arden.",
            "Ada Molden, the mayor of Arden",
            "said",
            ["The mill had burnt"],
        ),
        (
            "According to the Vale Ministry, forty mills have closed.",
            "the Vale Ministry",
            "According",
            ["forty mills have closed"],
        ),
        (
            '"We saw smoke and we ran," Molden told reporters.',
            "Molden",
            "told",
            ['"We saw smoke and we ran,"'],
        ),
    ],
)
def test_source_cue_and_content_are_found(
    sentence: str, source: str, cue: str, content: list[str]
) -> None:
    (item,) = found(body(sentence))
    assert item.source.text == source
    assert item.cue.text == cue
    assert [span.text.removeprefix("that ") for span in item.content] == [
        text.removeprefix("that ") for text in content
    ]


def test_a_sentence_may_hold_several_attributions() -> None:
    text = body("Molden said the mill had burnt, and Varg warned that the roof would fall.")
    assert [(a.source.text, a.cue.text) for a in found(text)] == [
        ("Molden", "said"),
        ("Varg", "warned"),
    ]


def test_a_quotation_of_several_sentences_is_one_content() -> None:
    text = body('Molden said: "We saw smoke. We ran. Nobody was hurt."')
    assert found(text)[0].content[0].text == '"We saw smoke. We ran. Nobody was hurt."'


def test_a_quotation_after_the_sentence_is_its_speaker_s() -> None:
    text = body('"We saw smoke," said Ada Molden. "Nobody was hurt."')
    (item,) = found(text)
    assert [span.text for span in item.content] == ['"We saw smoke,"', '"Nobody was hurt."']


def test_a_noun_attributes_nothing() -> None:
    assert not found(body("The state report of 2021 lists forty mills."))


def test_the_weights_are_small_and_read_once() -> None:
    assert WEIGHTS.stat().st_size <= 500_000
    assert model_for("en") is model_for("en")
    assert model_for("es") is None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read_in_time(name: str) -> None:
    found("the mill said ")  # the weights are read
    start = time.process_time()
    found(HOSTILE[name])
    assert time.process_time() - start < 8

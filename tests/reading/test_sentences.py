"""Where sentences end, and where a stop ends nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.reading import read
from claims.reading.languages.en import WORDS
from claims.reading.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hale met Dr. J. R. Oakes at 8.30 a.m. in St. Orla.",
        "The U.S. Senate paid $1.5 million to Hale Inc. of Arden.",
        '"Will it hold?" he asked.',
        "They waited ... and left.",
        "He lives at No. 5 Mill Road.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            'It broke "the old bridge." The town paid.',
            ['It broke "the old bridge."', "The town paid."],
        ),
        ("He left at 8 p.m. The gate was shut.", ["He left at 8 p.m.", "The gate was shut."]),
        (
            "Who knew? Nobody did!  It rained\u2026 Then",
            ["Who knew?", "Nobody did!", "It rained\u2026", "Then"],
        ),
        (
            "\u201cWe saw it.\u201d \u201cWe ran.\u201d",
            ["\u201cWe saw it.\u201d", "\u201cWe ran.\u201d"],
        ),
        ("It was the U.S. The rest left.", ["It was the U.S.", "The rest left."]),
    ],
)
def test_sentences_end_after_their_closing_marks(text: str, ends: list[str]) -> None:
    assert cut(text) == ends


@settings(max_examples=150)
@given(st.text(alphabet="aB. \n\"'?!\u201d\u3002"))
def test_nothing_but_blanks_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The leak was found.The council of Arden paid for it.", 2),
        ('"Nobody was hurt."The council of Arden paid for it.', 2),
        ("He wrote to Mr.Smith of St.John and to arden.com about it.", 1),
        ("Le barrage fuit. « Il n'y a aucun danger. » Le maire l'a dit.", 3),
    ],
)
def test_sentences_that_lost_their_blank_are_parted(text: str, count: int) -> None:
    language = "fr" if "barrage" in text else "en"
    assert len(read(text, language=language).sentences) == count

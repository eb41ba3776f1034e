"""Whatever the text: no exception, spans to the letter, the same again, and in time."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.reading import judge, read
from claims.reading.judging import MOST_SENTENCES
from claims.reading.story import Span, Story
from tests.reading.stories import MILL, SHARED

PIECES = st.sampled_from(
    [
        *(
            "Ada Molden said",
            " on Sunday",
            "\n",
            "\n\n",
            '"',
            "\u201c",
            "\u201d",
            "'",
            "1,204",
            "(",
        ),
        *("$1.5 million", ". ", "?", "ARDEN, March 4 (NNP) --", "https://x.example/a", " the "),
        *(
            ")",
            "By Ada Molden",
            "two days earlier",
            "\u200b",
            "e\u0301",
            "\u202e",
            "\x00",
            "\ud800",
        ),
        *("since the start of the war", "February 31, 2023", "\u4e2d\u6587\u3002", "9" * 30),
        *("\u0645\u0631\u062d\u0628\u0627", "\U0001f414", "0001-01-01", "in the past 900 years"),
        *("last year", "December 31, 9999", "January 1, 1900", "next decade", "of 1/0", "0 in 0"),
        *(", and the mayor said", "; but it was", "\u00bb", "\u00ab", "\u201e", " dijo el alcalde"),
        *("31 de febrero de 2023", " a déclaré ", "il y a zéro jour", "am 32. Mai", "sábado (31)"),
        *("vor 999 Jahren", "1.204,5", "0 sur 0", " segundo o prefeito", "no próximo ano 9999"),
    ]
)


def check(story: Story) -> None:
    """Every span inside and to the letter; parts in order and apart."""
    found = judge(story)
    spans: list[Span] = [*story.parts, *story.sentences, *found.candidates, *found.left_out]
    for c in found.candidates:
        spans += [*c.quotes, *c.numbers, *c.dates, *c.places, *c.names]
        if c.claimant:
            spans += [s for s in (c.claimant.span, c.claimant.cue) if s]
        assert 0 <= c.worthiness <= 1
        assert c.statement.strip()
        assert "\n" not in c.statement
    for c, later in zip(found.candidates, found.candidates[1:], strict=False):
        assert c.end <= later.start
    named = (story.headline, story.caption, story.credit, story.byline, story.dateline)
    spans += [s for s in (*named, story.source_url, story.outlet) if s]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(story.text)
        assert story.text[span.start : span.end] == span.text
    for one, two in zip(story.parts, story.parts[1:], strict=False):
        assert one.end <= two.start


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join),
    st.sampled_from([None, "en", "es", "fr", "de", "pt", "nl"]),
)
def test_any_text_is_read_to_the_letter_and_the_same_again(text: str, language: str | None) -> None:
    story = read(text, language=language)
    check(story)
    assert read(text, language=language) == story
    assert judge(read(text, language=language)) == judge(story)


HOSTILE = {
    "one word": "a" * 200_000,
    "newlines": "\n" * 200_000,
    "quotes": '"' * 100_000,
    "openers": "\u201c" * 100_000,
    "apostrophes": "don't " * 33_000,
    "stops": "." * 200_000 + "x",
    "brackets": "(" * 200_000,
    "digits": "1," * 100_000,
    "no stop": "the Council of Arden said on Sunday that 30 hens left and he said " * 3_000,
    "sentences": "He said the 30,410 hens left on October 7. " * 4_600,
    "speech": '"I go," he said. ' * 11_000,
    "lines": "Short line here\n\n" * 12_000,
    "capitals": "Aa of the " * 20_000,
    "fractions": "\\frac{" * 33_000,
    "links": "http://a.example/b " * 10_000,
    "hidden": "\u200b" * 200_000,
    "numbers": "one hundred and " * 12_000,
    "clauses": "the mayor said it was 30, and the council said it was 31, but " * 3_000,
    "spanish": "Dijo el alcalde que 30.410 gallinas murieron el 7 de octubre, según ella. " * 2_600,
    "german": "Laut „Post“ starben am 7. Mai 30.410 Hühner, sagte Uwe Pohl. " * 3_200,
    "directions": "\u202eabc\u202c the \u0301 " * 12_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_time(name: str) -> None:
    start = time.process_time()
    check(read(HOSTILE[name]))
    assert time.process_time() - start < 8


def test_a_story_without_end_is_read_for_some_thousand_sentences() -> None:
    found = judge(read("The mill of Arden lost 12 hens. " * (MOST_SENTENCES + 10)))
    assert len(found.candidates) == MOST_SENTENCES
    assert len(found.left_out) >= 10


def test_right_to_left_and_wide_scripts_are_split() -> None:
    for text in (
        "\u5927\u706b\u70e7\u6bc1\u4e86\u5de5\u5382\u3002\u5341\u4eba\u53d7\u4f24\u3002" * 5,
        "\u0627\u062d\u062a\u0631\u0642 \u0627\u0644\u0645\u0635\u0646\u0639. " * 5,
    ):
        story = read(text)
        check(story)
        assert len(judge(story).candidates) > 1


def test_hidden_characters_change_no_answer() -> None:
    story = read(MILL.replace("1,204", "1,\u200b204\u200b").replace("Sunday", "Sun\u00adday"))
    first = judge(story).candidates[0]
    assert first.numbers[0].value == 1204
    assert str(first.dates[0].first) == "2024-03-03"


BAD = sorted((SHARED / "bad-inputs").glob("*.txt")) if SHARED.exists() else []


@pytest.mark.skipif(not BAD, reason="the shared bad inputs are not beside the project")
@pytest.mark.parametrize("path", BAD or [None], ids=lambda path: path.stem if path else "none")
def test_a_bad_input_is_read(path) -> None:  # type: ignore[no-untyped-def]
    check(read(path.read_bytes().decode("utf-8", errors="replace")))

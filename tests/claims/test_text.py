"""What a text may be: limits, characters that cannot be, languages, encodings of files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from claims.encoding import decode
from claims.extractors.catalogue import DEFAULT
from claims.models import Article, Claim
from factcheck.clock import now
from factcheck.errors import FieldError, Invalid
from tests.people import bring, read_it, run_of, story

GOOD = "The dam broke."


def refused(**given: Any) -> dict[str, FieldError]:
    """The errors of a refused submission by field; nothing may have been written."""
    with pytest.raises(Invalid) as refusal:
        bring(**{"text": GOOD, **given})
    assert not Article.objects.exists()
    return {error.field: error for error in refusal.value.errors}


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " ", "\n\t\r\n", "\u00a0\u3000\u2003", "\u2028\u2029\x85"])
def test_a_text_without_words_is_empty_whatever_kind_of_space_it_is(text: str) -> None:
    assert refused(text=text)["text"].code == "empty"


@pytest.mark.django_db
def test_a_text_has_a_limit_in_bytes(settings: Any) -> None:
    settings.FACTCHECK_TEXT_LIMIT = 20
    error = refused(text="é" * 11)["text"]
    assert (error.code, error.message) == (
        "too_long",
        "The text has 22 bytes; 20 is the limit. Send the story alone.",
    )
    assert bring("é" * 10)


@pytest.mark.django_db
def test_a_nul_is_refused_with_its_place() -> None:
    error = refused(text="The dam\x00broke\x00.")["text"]
    assert error.code == "nul"
    assert "at place 7" in error.message


@pytest.mark.django_db
@pytest.mark.parametrize("half", [0xD800, 0xDFFF])
def test_half_a_character_is_refused_with_its_place(half: int) -> None:
    error = refused(text=f"The {chr(half)} dam")["text"]
    assert error.code == "surrogate"
    assert "at place 4" in error.message


@pytest.mark.django_db
def test_what_is_no_language_code_is_refused_with_how_to_write_one() -> None:
    error = refused(language="english")["language"]
    assert error.code == "unknown"
    assert "'english'" in error.message
    assert "pt-BR" in error.message


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "tlh", ""])
def test_a_language_may_have_a_region_or_be_one_that_the_reader_does_not_know(
    language: str,
) -> None:
    assert bring(GOOD, language=language).language == language


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["outlet", "headline", "external_id"])
def test_the_words_around_a_text_have_limits_too(name: str) -> None:
    assert refused(**{name: "x" * 1001})[name].code == "too_long"
    assert refused(**{name: "a\x00b"})[name].code == "nul"


@pytest.mark.django_db
def test_a_date_in_the_future_is_refused_and_tomorrow_somewhere_is_not() -> None:
    assert refused(published_at=now() + timedelta(days=2))["published_at"].code == "future"
    assert bring(GOOD, published_at=now() + timedelta(hours=14))


@pytest.mark.django_db
def test_every_wrong_field_is_named_in_one_answer() -> None:
    wrong = refused(text="", source_url="ftp://a.example", outlet="x" * 201, language="a language")
    assert set(wrong) == {"text", "source_url", "outlet", "language"}


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Ferry", "…", "12", "\u200b", "🚢" * 50, "x" * 100_000])
def test_a_text_without_a_sentence_is_read_without_a_fault(text: str) -> None:
    article = bring(text)
    assert read_it(article, reader=DEFAULT)
    assert run_of(article).status == "done"


@pytest.mark.django_db
def test_offsets_count_code_points_after_emoji_too() -> None:
    claims = story("🚢🚢 sails.", "At least 14 passengers were hurt. 👍")
    for claim in claims:
        text = claim.revision.text
        assert text[claim.start : claim.end] == claim.quote
    assert claims[1].quote == "At least 14 passengers were hurt. 👍"


@pytest.mark.django_db
def test_the_statement_is_the_quote_on_one_line_and_the_quote_stays_to_the_letter() -> None:
    (claim,) = story("  The  dam\u00a0broke.  ")
    assert claim.quote == "  The  dam\u00a0broke.  "
    assert claim.statement == "The dam broke."
    assert Claim.objects.get().quote == claim.quote


# ---- files -------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_says_its_encoding_is_read(encoding: str) -> None:
    assert decode("Señor — “so”".encode(encoding)) == "Señor — “so”"


def test_a_file_that_is_not_utf8_is_refused_with_the_byte() -> None:
    with pytest.raises(Invalid) as refusal:
        decode(b"The caf\xc3 burned.")
    (error,) = refusal.value.errors
    assert (error.field, error.code) == ("file", "encoding")
    assert "byte 7 is 0xc3" in error.message


def test_a_pdf_is_refused_whatever_its_name() -> None:
    with pytest.raises(Invalid, match="This is a PDF") as refusal:
        decode(b"%PDF-1.7\n")
    assert refusal.value.errors[0].code == "pdf"


def test_utf16_that_breaks_off_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        decode("Señor".encode("utf-16") + b"\x00")
    assert "UTF-16" in refusal.value.errors[0].message


@pytest.mark.parametrize(
    "text",
    [
        "He said \u2013 \u201cat least 14\u201d.",
        "Der Müller zahlte 40 € für die Mühle.",
        "Le maire a dit « à 14 ans » l'été dernier.",
        "\u2022 EBITDA of INR 1,458 million",
    ],
)
def test_a_file_of_windows_1252_is_read_to_the_letter(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_one_wrong_byte_in_utf8_does_not_make_the_file_windows_1252() -> None:
    with pytest.raises(Invalid) as refusal:
        decode(b"The caf\xc3\xa9 and th\xe9 mill")
    assert "not UTF-8: byte 16 is 0xe9" in refusal.value.errors[0].message

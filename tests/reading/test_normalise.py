"""Line ends become LF, a byte order mark goes, nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.reading import normalise


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert normalise(f"one{end}two") == "one\ntwo"


def test_a_leading_byte_order_mark_is_dropped_and_an_inner_one_stays() -> None:
    assert normalise("\ufeffone\ufefftwo") == "one\ufefftwo"


@pytest.mark.parametrize("kept", ["\u200b", "\u202e", "e\u0301", "\u00a0", "\t", "\x00"])
def test_what_a_reader_could_see_or_copy_stays(kept: str) -> None:
    assert normalise(f"a{kept}b") == f"a{kept}b"


@settings(max_examples=150)
@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)

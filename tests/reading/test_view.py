"""A view hides what would disturb matching and leads back to the exact text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.reading.view import View


def test_a_view_reads_over_hidden_characters() -> None:
    text = "at least 30,\u200b410 men"
    view = View(text, 0, len(text))
    start = view.text.index("30,410")
    assert view.span(start, start + 6).text == "30,\u200b410"


@settings(max_examples=150)
@given(st.text(alphabet="a1,\u200b\u0301\u2019 \n"), st.data())
def test_a_span_of_a_view_is_the_text_to_the_letter(text: str, data: st.DataObject) -> None:
    view = View(text, 0, len(text))
    first = data.draw(st.integers(0, len(view.text)))
    last = data.draw(st.integers(first, len(view.text)))
    span = view.span(first, last)
    assert 0 <= span.start <= span.end <= len(text)
    assert text[span.start : span.end] == span.text


@settings(max_examples=100)
@given(st.text(alphabet="ab\u200b "))
def test_an_index_leads_back_to_its_offset(text: str) -> None:
    view = View(text, 0, len(text))
    for index in range(len(view.text)):
        assert view.index(view.offset(index)) == index

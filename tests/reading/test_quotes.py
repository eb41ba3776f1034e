"""Quotation marks of every make; speech told from borrowed words."""

from claims.reading.quotes import find_quotes


def found(text: str) -> list[tuple[str, bool]]:
    spans, at = [], 0
    for paragraph in text.split("\n\n"):
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return [(quote.text, quote.speech) for quote in find_quotes(text, spans)]


def test_straight_curly_and_typed_marks_are_read() -> None:
    assert found('He said "we left it all here," twice.') == [('"we left it all here,"', True)]
    assert found("She said \u201cwe left it.\u201d") == [("\u201cwe left it.\u201d", True)]
    assert found("``We left it,'' he said.") == [("``We left it,''", True)]


def test_apostrophes_open_no_quotation() -> None:
    assert found("The workers' pay wasn't Ada's concern, she didn't ask.") == []


def test_single_marks_quote_where_no_letter_follows() -> None:
    assert found("It was a \u2018quiet\u2019 day") == [("\u2018quiet\u2019", False)]


def test_scare_quotes_are_not_speech() -> None:
    assert found('the "quiet man" left') == [('"quiet man"', False)]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = '"We saw it all.\n\n"Then we ran to the gate," said Ada.'
    quotes = find_quotes(text, [(0, 15), (17, len(text))])
    assert [q.goes_on for q in quotes] == [True, False]
    assert [q.closed for q in quotes] == [False, True]


def test_mixed_marks_close_each_other() -> None:
    assert found('"But it is hard to find here,\u201d he said.') == [
        ('"But it is hard to find here,\u201d', True)
    ]

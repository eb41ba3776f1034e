"""What stands alone: clauses, proposed statements, kinds. All stories are invented."""

from datetime import date

import pytest

from claims.reading import candidates, read
from claims.reading.story import Candidate, Kind

DAY = date(2024, 3, 5)  # a Tuesday


def found(text: str) -> list[Candidate]:
    return list(candidates(read(text, language="en", published=DAY)))


def test_a_sentence_with_two_facts_becomes_two_claims() -> None:
    rows = found(
        "The mill in Arden lost 1,204 hens on Sunday, and the council closed three roads in May."
    )
    assert [c.text for c in rows] == [
        "The mill in Arden lost 1,204 hens on Sunday",
        "the council closed three roads in May.",
    ]
    assert [n.value for c in rows for n in c.numbers] == [1204, 3]
    assert [len(c.dates) for c in rows] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "The mill lost 1,204 hens, 31 geese and two goats on Sunday.",
        '"The mill lost 1,204 hens, and the council closed three roads," Ada Mold said.',
        "The mill lost 1,204 hens and closed on Sunday.",
        "The mill (which burnt in 2019, and the council paid for it) lost 1,204 hens.",
        "Panels cover the price of 12 mills in Arden, and the use of water and how it has grown.",
    ],
)
def test_what_cannot_stand_alone_is_not_split(text: str) -> None:
    assert len(found(text)) == 1


def test_both_clauses_keep_who_says_them() -> None:
    rows = found(
        "Ada Mold said the mill lost 1,204 hens on Sunday, but the council paid for 31 geese."
    )
    assert [c.claimant and c.claimant.name for c in rows] == ["Ada Mold", "Ada Mold"]
    assert rows[1].statement.startswith("[Ada Mold:] the council paid")


def test_a_statement_says_which_sunday_and_who_she_is() -> None:
    rows = found(
        "Ada Mold, the mayor of Arden, opened the mill in 2019.\n\n"
        "She said on Sunday that the mill lost 1,204 hens."
    )
    assert rows[-1].text == "She said on Sunday that the mill lost 1,204 hens."
    assert rows[-1].statement == (
        "[Ada Mold] said on Sunday [3 March 2024] that the mill lost 1,204 hens."
    )


def test_words_in_quotation_marks_are_left_as_they_are() -> None:
    rows = found('"She lost 1,204 hens in the fire," Ada Mold said of the miller of Arden.')
    assert rows[0].statement == rows[0].text


def test_a_quote_that_names_nobody_says_whose_it_is() -> None:
    rows = found(
        '"The mill lost 1,204 hens in the fire," Ada Mold said. "The council paid 31 crowns."'
    )
    assert rows[1].statement.startswith("[Ada Mold:] ")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.QUOTE, '"The mill lost 1,204 hens in the fire," Ada Mold said.'),
        (Kind.NUMBER, "The mill in Arden has 1,204 hens."),
        (Kind.COMPARISON, "Rents in Arden rose by 12% in the year after the flood."),
        (Kind.CAUSE, "The fire in the mill of Arden was caused by a broken lamp, Ada Mold said."),
        (Kind.PREDICTION, "The council of Arden will close the mill in Overby."),
        (Kind.PROMISE, "Ada Mold pledged to rebuild the mill in Arden after the flood."),
        (Kind.RULE, "The law in Arden prohibits mills near the church of Overby."),
        (Kind.EVENT, "The mill in Arden burned down on Sunday."),
        (Kind.STATEMENT, "The mayor of Arden owns the mill in Overby."),
    ],
)
def test_a_claim_has_the_kind_that_an_editor_would_give_it(kind: Kind, text: str) -> None:
    assert found(text)[0].kind is kind

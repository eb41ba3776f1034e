"""An excerpt is proved against the text of its source: exact and same are promises."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable

import pytest

from reviews.proving.excerpts import Difference, Level, Proof, prove, too_short

SENTENCES = (
    'At least 114 people were hurt when the ferry "Ana Maria" struck the pier, the port said.',
    "Mayor Ruiz-Ortega did not sign the contract - a matter of £1.5 million - on 6 May 2024.",
    "The first official figures show that 12,400 flats stood empty, not 21,400 as Diaz had said.",
    "It’s the council's view that nobody was paid before the office filed its findings.",
    "Prices rose by 5.2% in Port Mara; wages did not rise, a well-known economist wrote.",
)
STORY = "\n\n".join(SENTENCES * 3)
QUOTES = str.maketrans({'"': "“", "'": "’"})


def _soft(text: str, at: random.Random) -> str:
    words = text.split(" ")
    for index, word in enumerate(words):
        if word.isalpha() and len(word) > 4 and at.random() < 0.6:
            cut = at.randrange(2, len(word) - 2)
            words[index] = f"{word[:cut]}\u00ad{word[cut:]}"
    return " ".join(words)


def _torn(text: str, at: random.Random) -> str:
    words = text.split(" ")
    for index, word in enumerate(words):
        if word.isalpha() and word.islower() and len(word) > 4 and at.random() < 0.4:
            cut = at.randrange(2, len(word) - 2)
            words[index] = f"{word[:cut]}-\n{word[cut:]}"
    return " ".join(words)


def _lines(text: str, at: random.Random) -> str:
    return "".join(
        at.choice(["\n", "  ", "\u00a0", "\r\n", " "]) if char == " " else char for char in text
    )


def _dashes(text: str, at: random.Random) -> str:
    return text.replace(" - ", at.choice([" – ", "—", " — ", " -- "]))


def _ligatures(text: str, at: random.Random) -> str:
    return text.replace("ffi", "\ufb03").replace("fi", "\ufb01").replace("fl", "\ufb02")


SAME: dict[str, Callable[[str, random.Random], str]] = {
    "quotes": lambda text, at: text.translate(QUOTES),
    "dashes": _dashes,
    "ligatures": _ligatures,
    "soft hyphens": _soft,
    "line breaks": _lines,
    "torn words": _torn,
    "untouched": lambda text, at: text,
}
CHANGED: dict[str, tuple[tuple[str, str], ...]] = {
    "number": (
        ("114", "14"),
        ("1.5", "15"),
        ("12,400", "12.400"),
        ("5.2", "5"),
        ("6 May", "16 May"),
    ),
    "name": (
        ("Ana Maria", "Ana Marie"),
        ("Ruiz-Ortega", "Ruiz"),
        ("Diaz", "Dias"),
        ("Port Mara", "Port Maria"),
    ),
    "negation": (
        ("did not sign", "did sign"),
        ("not 21", "now 21"),
        ("nobody", "somebody"),
        ("did not rise", "did rise"),
    ),
}


def _cut(at: random.Random) -> str:
    words = at.choice(SENTENCES).split(" ")
    length = at.randrange(7, len(words) + 1)
    first = at.randrange(0, len(words) - length + 1)
    return " ".join(words[first : first + length])


def _cases() -> list[tuple[str, str, str]]:
    """Kind, excerpt, text: two hundred."""
    at = random.Random(6)
    found = []
    for kind, change in SAME.items():
        found += [(kind, _cut(at), change(STORY, at)) for _ in range(16)]
    for _ in range(16):
        words = _cut(at).split(" ")
        cut = len(words) // 2
        found.append(("ellipsis", f"{' '.join(words[: cut - 1])} … {words[-1]}", STORY))
    for kind, changes in CHANGED.items():
        for number in range(24):
            was, now = changes[number % len(changes)]
            line = next(one for one in SENTENCES if was in one)
            change = list(SAME.values())[number % len(SAME)]
            found.append((kind, line.replace(was, now), change(STORY, at)))
    return found


def test_two_hundred_excerpts_are_exact_or_same_only_where_no_word_differs() -> None:
    cases = _cases()
    assert len(cases) == 200
    table = Counter((kind, prove(excerpt, text).level) for kind, excerpt, text in cases)
    for kind, level in table:
        if kind in CHANGED:
            assert level is Level.NEAR, table
        elif kind == "untouched":
            assert level is Level.EXACT, table
        elif kind != "ellipsis":  # one that hides a "not" is near, below
            assert level in {Level.EXACT, Level.SAME}, table


@pytest.mark.parametrize(
    ("excerpt", "text"),
    [
        ("14 people were hurt", "At least 114 people were hurt."),
        ("5 people were hurt", "About 1.5 people were hurt."),
        ("people hurt were 12", "The people hurt were 12,400."),
        ("rose by 5", "It rose by 5% then."),
        ("5 degrees were measured", "There -5 degrees were measured."),
        ("the ministers can say so", "the ministers can't say so"),
        ("the weapons were lethal", "the weapons were lethal-free"),
        ("lethal weapons were used", "non-lethal weapons were used"),
        ("they rose to 102 in May", "they rose to 10² in May"),
        ("they rose to 145 in May", "they rose to 14 5 in May"),
        ("about 14 people came", "about 14\u00ad5 people came"),
        ("the minister Smith said so", "the minister Smith-Jones said so"),
        ("US troops were there", "us troops were there"),
        ("Between 10-15 people came", "Between 1015 people came"),
    ],
)
def test_an_excerpt_with_another_number_name_or_negation_is_never_exact(
    excerpt: str, text: str
) -> None:
    assert prove(excerpt, text).level in {Level.NEAR, Level.ABSENT}


ODD = (
    *(
        "a",
        "b",
        "B",
        "fi",
        "\ufb01",
        "e\u0301",
        "1",
        "2",
        "12",
        "10²",
        "½",
        "½\u0301",
        "٣",
        "①",
        "각",
    ),
    *(
        ".",
        ",",
        "-",
        "–",
        "—",
        "--",
        "…",
        "%",
        "$",
        "“",
        "”",
        "’",
        '"',
        "«\u00a0",
        "\u00a0»",
        "(",
        ")",
    ),
    *(" ", "  ", "\n", "\r\n", "-\n", "\u00ad", "\u200b", "\u00a0", "not", "word"),
)


def test_no_mixture_of_signs_lets_another_figure_pass() -> None:
    at = random.Random(7)
    for _ in range(3000):
        text = "".join(at.choice(ODD) for _ in range(at.randrange(5, 60)))
        first = at.randrange(len(text))
        excerpt = text[first : at.randrange(first, len(text)) + 1]
        cut = at.randrange(len(excerpt))
        excerpt = excerpt[:cut] + at.choice(["", "1", "9", "not "]) + excerpt[cut + 1 :]
        found = prove(excerpt, text)
        if found.level in {Level.EXACT, Level.SAME} and not set("….") & set(excerpt):
            there = text[found.start : found.end]
            assert _figures(there) == _figures(excerpt), (excerpt, there, text)
            assert there.count("not") == excerpt.count("not"), (excerpt, there, text)


def _figures(text: str) -> list[str]:
    return [char for char in text if char.isnumeric()]


def test_offsets_count_the_text_as_it_is_kept() -> None:
    text = "\u00ad“The \ufb01rst of\u00adficial” said:\n a well-\nknown  fact 🙂."
    found = prove("first official", text)
    assert text[found.start : found.end] == "\ufb01rst of\u00adficial"
    found = prove("said: a well-known fact", text)
    assert text[found.start : found.end] == "said:\n a well-\nknown  fact"
    assert found.level is Level.SAME


def test_what_differs_is_named_theirs_and_ours() -> None:
    found = prove(
        "At least 14 people were harmed on Monday", "At least 114 people were hurt on Monday."
    )
    assert found.differs == (Difference("114", "14"), Difference("hurt", "harmed"))
    assert found.level is Level.NEAR


def test_an_ellipsis_joins_pieces_that_stand_in_order() -> None:
    text = "The port said on Monday that the ferry was full. It sank at night."
    for sign in ("…", "...", "[...]", "[…]"):
        assert prove(f"The port said {sign} the ferry was full.", text).level is Level.EXACT
    assert prove("the ferry was full … The port said", text).level is Level.ABSENT


def test_an_ellipsis_that_hides_a_negation_is_only_near_and_shows_it() -> None:
    found = prove(
        "The mayor did … sign the contract", "The mayor did not, ever, sign the contract."
    )
    assert (found.level, found.differs) == (Level.NEAR, (Difference("not, ever,", "…"),))


def test_words_that_stand_nowhere_are_absent_and_nothing_is_unchecked() -> None:
    assert prove("The moon is made of green cheese", STORY).level is Level.ABSENT
    assert prove("", STORY).level is Level.UNCHECKED
    assert prove("Any words at all", "").level is Level.ABSENT


def test_a_letter_is_too_short_and_a_chinese_clause_is_not() -> None:
    assert too_short("A")
    assert too_short(" ten of ")
    assert not too_short("")
    assert not too_short("212 people came")
    assert not too_short("他说天气很好")


def test_a_proof_is_read_back_as_it_was_kept() -> None:
    found = prove("At least 14 people were hurt", STORY)
    assert Proof.from_json(found.as_json()) == found
    assert Proof.from_json({}) == Proof(Level.UNCHECKED)


def test_a_megabyte_is_looked_through_in_a_moment() -> None:
    at = random.Random(1)
    words = [f"word{number}" for number in range(8000)] + ["the", "of", "and"] * 300
    text = " ".join(at.choice(words) + at.choice(["", "", "", ",", ".\n"]) for _ in range(160_000))
    text = text[:1_000_000]
    excerpt = text[500_000:500_300].replace("word1", "term1", 1)
    begun = time.process_time()
    assert prove(excerpt, text).level is Level.NEAR
    assert time.process_time() - begun < 1.5  # 0.2 s on a quiet machine

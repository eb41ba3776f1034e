"""Faults that were seen on stories, each as the promise that it broke."""

from __future__ import annotations

from claims.reading import candidates, judge, read


def test_what_hangs_on_an_open_day_stays_open() -> None:
    story = read(
        "Union calls strike at Halden\n\nHALDEN, March 4 (MW) - The port has loaded grain since "
        "1961, the union said.\n\nThe union said on Sunday that it had closed two terminals that "
        "had been shut two days earlier.\n"
    )
    dates = {m.text: (m.first, m.last) for c in candidates(story) for m in c.dates}
    assert dates["two days earlier"] == (None, None)


def test_a_pronoun_is_nobodys_name() -> None:
    story = read(
        "Union calls strike\n\nHALDEN, March 4, 2026 (MW) - The Northern Harbour Union has called "
        "a strike after 40 dismissals that it says broke the accord of 2021.\n"
    )
    (claim,) = candidates(story)
    assert claim.claimant is None or "Union" in claim.claimant.name


def test_it_is_no_person() -> None:
    story = read(
        "Slides cut roads\n\nORIN, April 4, 2025 (KPA) - Slides cut 4,272 roads last year, said "
        "Nils Adair, who wrote the report.\n\nThe Stone Federation called the figures exaggerated. "
        "Fewer than 90 of its 1,150 quarries lie on steep ground, it said.\n"
    )
    last = candidates(story)[-1]
    assert last.claimant is not None
    assert "Stone Federation" in last.claimant.name


def test_one_word_is_no_claim() -> None:
    judged = judge(read("Ferry"))
    assert not judged.candidates
    assert judged.left_out[0].reason == "Too short to state anything."


def test_a_line_that_announces_is_no_claim() -> None:
    story = read(
        "The Latest: Flood crest passes Vessin\n\nVESSIN (MW) - The Latest on the flood on the "
        "River Orin (all times local):\n\nThe crest passed Vessin at 7.42 metres, the river office "
        "said on Monday.\n"
    )
    assert all("The Latest on" not in one.text for one in candidates(story))


def _claimants(body: str) -> list[str | None]:
    story = read(f"Mill row in Arden\n\nARDEN, March 4, 2026 (MW) - {body}\n")
    return [one.claimant.name if one.claimant else None for one in candidates(story)]


def test_a_plural_possessive_does_not_end_a_name() -> None:
    assert _claimants("Some 350 mills were hurt, according to the millers' association.") == [
        "the millers' association"
    ]
    assert _claimants("'We lost 40 mills to the floods' said Ada Molden of Vale on Monday.")


def test_of_whom_a_person_speaks_is_not_in_the_name() -> None:
    told = '"The mill was warned twice last year," said Vera Lindqvist of the mill workers\' union.'
    assert _claimants(told) == ["Vera Lindqvist"]
    (bank,) = _claimants("It has lent 40 million crowns, said the Bank of the North on Monday.")
    assert bank == "the Bank of the North"


def test_it_is_the_sentence_s_own_subject_with_its_article() -> None:
    body = (
        "Some 40 mills closed last year, said Nils Varg.\n\nThe Vale Mill Union has called a "
        "strike after 40 dismissals that it says broke the accord of 2021."
    )
    assert _claimants(body)[-1] == "The Vale Mill Union"


def test_it_leads_back_to_the_last_body_and_he_to_the_last_person() -> None:
    body = (
        "Some 40 mills closed last year, said Nils Varg, who counted them.\n\nThe Vale Federation "
        "called the figures exaggerated. Fewer than 9 of its 150 mills have closed, it said.\n\nHe "
        "said 12 more would close next year."
    )
    told = _claimants(body)
    assert (told[-2], told[-1]) == ("The Vale Federation", "Nils Varg")

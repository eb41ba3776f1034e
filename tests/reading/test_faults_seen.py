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

"""Links that are really one source count as one, and the reason is said."""

from __future__ import annotations

import pytest

from reviews.proving.drift import Change, drift
from reviews.proving.independence import Link, agency_of, likeness, site_of, sketch, sources

REPORT = " ".join(
    f"On day {n} the port counted {n * 37 % 101} ships and {n} boats." for n in range(80)
)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PORT MARA (Reuters) - The port said on Monday", "Reuters"),
        ("PARIS, 6 mai (AFP) – Le port", "AFP"),
        ("Madrid, 6 may (EFE).- El puerto", "EFE"),
        ("Berlin (dpa) - Der Hafen", "dpa"),
        ("The port said so.\n\n© 2024 AFP", "AFP"),
        ("The port said so.\n(Reporting by Ana Ruiz; Editing by Bo Diaz)", "Reuters"),
        ("The port told AP and Reuters that it was shut.", ""),
        ("A story of our own.", ""),
    ],
)
def test_an_agency_is_known_by_its_dateline_or_credit(text: str, agency: str) -> None:
    assert agency_of(text) == agency


def test_a_site_is_what_somebody_registered() -> None:
    assert site_of("https://www.news.bbc.co.uk/1") == site_of("http://bbc.co.uk/2") == "bbc.co.uk"
    assert site_of("https://ada.github.io/") != site_of("https://ben.github.io/")
    assert site_of("https://a.port.example/") == "port.example"
    assert site_of("http://192.0.2.7/x") == "192.0.2.7"


def test_four_links_of_one_report_are_one_source_with_the_reason_of_each_merge() -> None:
    counted = sources(
        [
            Link("https://daily.example/a", shingles=sketch(REPORT)),
            Link("https://www.daily.example/b"),
            Link("https://other.example/c", "AFP", sketch(REPORT[:3500] + " We add a line.")),
            Link("https://third.example/d", "AFP"),
        ]
    )
    assert counted.sentence == "4 links, 1 independent"
    assert counted.groups[0].members == (0, 1, 2, 3)
    said = " ".join(counted.reasons)
    assert len(counted.reasons) == 3
    assert "one site, daily.example" in said
    assert "one agency's report, AFP" in said
    assert "text in common" in said


def test_what_has_nothing_in_common_stays_independent() -> None:
    other = " ".join(f"Nobody saw {n} whales near pier {n * n % 97} that year." for n in range(80))
    counted = sources(
        [
            Link("https://a.example/", "AP", sketch(REPORT)),
            Link("https://b.example/", "AFP", sketch(other)),
        ]
    )
    assert (counted.independent, counted.reasons) == (2, ())
    assert counted.sentence == "2 links, 2 independent"


def test_a_copy_within_a_longer_text_is_found() -> None:
    long = " ".join(
        f"Sentence {n} is about {n * 7 % 13} other things entirely." for n in range(150)
    )
    assert likeness(sketch(REPORT), sketch(f"{long} {REPORT}")) > 0.6
    assert likeness(sketch(REPORT), sketch(long)) < 0.1


def test_drift_names_what_was_added_and_removed_and_not_what_moved() -> None:
    before = "The port was open. It had two piers.\nNobody was hurt."
    after = "Nobody was hurt.\nThe port was open. It had three piers."
    assert [(one.change, one.passage) for one in drift(before, after)] == [
        (Change.REMOVED, "It had two piers."),
        (Change.ADDED, "It had three piers."),
    ]
    assert drift(before, before) == ()

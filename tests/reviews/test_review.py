"""A judgement: what it must have, that every wrong field is named, that nothing is half-written."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from claims.models import Claim
from factcheck.clock import day_now
from factcheck.errors import Conflict, Denied, Invalid, Missing
from factcheck.events.models import Event
from reviews import decide
from reviews.evidence import Source
from reviews.models import Citation, Review, Verdict
from tests.people import SOURCE, ada, ben, decided, eve, fresh, judge, out, taken

pytestmark = pytest.mark.django_db


def refused(held: Claim, **given: Any) -> dict[str, str]:
    """Field and code of every error of the refusal; nothing may have been written."""
    before = Event.objects.count()
    with pytest.raises(Invalid) as refusal:
        judge(ada(), held, **given)
    assert Review.objects.count() == Citation.objects.count() == Verdict.objects.count() == 0
    assert Event.objects.count() == before
    still = fresh(held)
    assert (still.status, still.holder, still.lease_no) == ("pending", ada().person, 1)
    assert all(error.message.strip() for error in refusal.value.errors)
    return {error.field: error.code for error in refusal.value.errors}


def test_a_judgement_decides_the_claim_and_makes_a_draft_of_the_verdict() -> None:
    held = taken(ada())
    review = judge(
        ada(),
        held,
        verdict="verified",
        rationale="  The notice says so.\n",
        citations=[SOURCE, Source("HTTPS://Second.Example:443", stance="context")],
    )
    claim = fresh(held)
    assert (claim.status, claim.holder, claim.decided_at) == ("decided", None, review.created_at)
    assert (review.reviewer, review.round, review.lease_no) == (ada().person, 1, 1)
    assert review.rationale == "The notice says so."
    assert [one.url for one in review.citations.all()] == [SOURCE.url, "https://second.example/"]
    verdict = Verdict.objects.get(claim=claim)
    assert (verdict.value, verdict.state, verdict.version) == ("verified", "draft", 1)
    assert list(verdict.reviews.all()) == [review]
    assert verdict.content["statement"] == claim.statement
    assert verdict.content["quote"] == claim.quote
    assert verdict.content["reviewers"] == ["ada"]


@pytest.mark.parametrize("verdict", ["", "true", "Verified", "verified ", "draft"])
def test_a_verdict_that_is_none_is_refused_with_those_there_are(verdict: str) -> None:
    held = taken(ada())
    assert set(refused(held, verdict=verdict)) == {"verdict"}
    with pytest.raises(Invalid) as refusal:
        judge(ada(), held, verdict=verdict)
    assert "verified, disputed, unverifiable" in refusal.value.errors[0].message


@pytest.mark.parametrize("rationale", ["", "   ", "\n\t", "\u00a0\u3000"])
def test_a_verdict_needs_a_rationale(rationale: str) -> None:
    assert refused(taken(ada()), rationale=rationale) == {"rationale": "required"}


def test_a_rationale_has_a_limit_and_no_nul() -> None:
    held = taken(ada())
    assert refused(held, rationale="x" * 20_001) == {"rationale": "too_long"}
    assert refused(held, rationale="a\x00b") == {"rationale": "nul"}
    assert judge(ada(), held, rationale="x" * 20_000)


@pytest.mark.parametrize("verdict", ["verified", "disputed"])
def test_verified_and_disputed_need_a_citation(verdict: str) -> None:
    assert refused(taken(ada()), verdict=verdict, citations=[]) == {"citations": "required"}


def test_unverifiable_needs_no_citation() -> None:
    assert decided(ada(), verdict="unverifiable", citations=[]).citations.count() == 0


NO_LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "java script:alert(1)",
    "data:text/html,x",
    "ftp://files.example/a",
    "file:///etc/passwd",
    "//outlet.example/a",
    "outlet.example/a",
    "http://",
    "https://user:secret@outlet.example/",
    "https://outlet.example/a b",
    "https://outlet.example/a\r\nX-Injected: 1",
    "http://[::1",
    "https://outlet.example:99999/",
    "https://outlet.example/" + "a" * 2000,
    "https://outlet.example/\x00",
]


@pytest.mark.parametrize("url", NO_LINKS)
def test_a_citation_that_is_no_web_link_is_refused(url: str) -> None:
    assert refused(taken(ada()), citations=[Source(url)]) == {"citations[0].url": "url"}


INSIDE = [
    "http://localhost/a",
    "http://desk.localhost:8000/",
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://10.2.3.4/table",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fe80::1]/",
    "http://archive/",
    "https://archive.internal./a",
    "http://printer.local/",
    "http://224.0.0.1/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_a_citation_that_no_reader_can_open_is_refused(url: str) -> None:
    assert refused(taken(ada()), citations=[Source(url)]) == {"citations[0].url": "private"}


def test_a_public_address_in_figures_can_be_cited() -> None:
    decided(ada(), citations=[Source("http://198.51.99.7/table"), Source("http://[2606:4700::1]/")])


def test_a_source_was_published_today_at_the_latest() -> None:
    held = taken(ada())
    late = Source("https://a.example/", published_on=day_now() + timedelta(days=2))
    assert refused(held, citations=[late]) == {"citations[0].date": "future"}
    judge(ada(), held, citations=[Source("https://a.example/", published_on=day_now())])


def test_a_password_in_a_link_is_not_repeated_in_the_refusal() -> None:
    with pytest.raises(Invalid) as refusal:
        judge(ada(), taken(ada()), citations=[Source("https://user:s3cret@outlet.example/")])
    assert "s3cret" not in f"{refusal.value} {refusal.value.errors}"


@pytest.mark.parametrize("between", [" ", "\n", ", ", ";", "\t"])
def test_several_links_in_one_field_are_counted_and_refused(between: str) -> None:
    held = taken(ada())
    url = between.join(f"https://{name}.example/" for name in "abc")
    assert refused(held, citations=[Source(url)]) == {"citations[0].url": "several"}
    with pytest.raises(Invalid, match=r"citations\[0\]\.url") as refusal:
        judge(ada(), held, citations=[Source(url)])
    assert "3 addresses" in refusal.value.errors[0].message


def test_an_archive_link_that_holds_another_link_is_one_link() -> None:
    url = "https://archive.example/web/2024/https://outlet.example/story"
    assert decided(ada(), citations=[Source(url)]).citations.get().url == url


def test_every_wrong_field_is_named_in_one_answer() -> None:
    wrong = refused(
        taken(ada()),
        verdict="maybe",
        rationale="",
        citations=[
            SOURCE,
            Source("", title="t" * 501, publisher="p\x00", stance="likes", excerpt="e" * 5001),
        ],
    )
    assert wrong == {
        "verdict": "unknown",
        "rationale": "required",
        "citations[1].url": "required",
        "citations[1].title": "too_long",
        "citations[1].publisher": "nul",
        "citations[1].stance": "unknown",
        "citations[1].excerpt": "too_long",
    }


def test_citations_have_a_greatest_number() -> None:
    assert refused(taken(ada()), citations=[SOURCE] * 31) == {"citations": "too_many"}


def test_a_claim_is_judged_once() -> None:
    review = decided(ada())
    with pytest.raises(Conflict, match="This claim is decided"):
        judge(ada(), fresh(review.claim))
    assert Review.objects.count() == 1


def test_a_reader_cannot_judge_and_a_claim_must_be_there() -> None:
    held = taken(ada())
    with pytest.raises(Denied):
        judge(out(), held)
    with pytest.raises(Missing):
        decide.review(
            actor=ada(), claim_id=uuid.uuid4(), lease_no=1, verdict="verified", rationale="r"
        )


def test_an_editor_judges_only_what_the_editor_holds() -> None:
    with pytest.raises(Conflict, match="ada holds this claim"):
        judge(eve(), taken(ada()))


def test_the_events_of_a_judgement_hold_no_word_of_it() -> None:
    review = decided(
        ben(),
        verdict="disputed",
        rationale="A rationale like no other.",
        citations=[Source("https://odd-source.example/x", excerpt="An excerpt like no other.")],
    )
    told = "\n".join(str(one.details) for one in Event.objects.all())
    for word in ("disputed", "no other", "odd-source", review.claim.quote, review.claim.statement):
        assert word not in told
    event = Event.objects.get(kind="claim.decided")
    assert set(event.details["digests"]) == {
        f"reviews.review:{review.pk}",
        f"reviews.verdict:{review.verdicts.get().pk}",
    }

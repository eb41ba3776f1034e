"""The desk's figures are what people did, and tell nothing of an answer that is not settled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from claims.intake import submit_article
from claims.models import Claim
from claims.status import Status
from factcheck.clock import now
from factcheck.errors import Invalid
from reviews import decide, queue
from reviews.figures import Figures, figures, period
from tests.people import Program, ada, ben, decided, eve, out, read_it, story

pytestmark = pytest.mark.django_db


def dismissed(claim: Claim, reason: str) -> None:
    held = queue.take(actor=ada(), claim_id=claim.id)
    decide.dismiss(actor=ada(), claim_id=claim.id, lease_no=held.lease_no, reason=reason)


def test_backlog_and_what_was_settled_are_counted_by_day() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(6)])
    decided(ada(), claim=claims[0])
    dismissed(claims[1], "not_a_claim")
    held = queue.take(actor=ben(), claim_id=claims[2].id)
    queue.skip(actor=ben(), claim_id=held.id, lease_no=held.lease_no)
    yesterday = now() - timedelta(days=1)
    Claim.objects.filter(pk__in=[claims[4].pk, claims[5].pk]).update(created_at=yesterday)
    found = figures(7)
    today, before, earlier = found.days[-1], found.days[-2], found.days[-3]
    assert (today.waiting, before.waiting, earlier.waiting) == (4, 2, 0)
    assert (today.came, before.came) == (4, 2)
    assert (today.decided, today.dismissed, today.skipped) == (1, 1, 1)
    assert found.waiting == sum(count for _, count in found.ages) == 4
    assert found.share_dismissed == found.share_skipped == pytest.approx(1 / 3, abs=1e-4)


def test_time_from_story_to_verdict_is_that_of_decided_claims() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(3)])
    for claim in claims[:2]:
        decided(ada(), claim=claim)
    article = claims[0].article
    article.created_at = now() - timedelta(hours=5)
    article.save(update_fields=["created_at"])
    found = figures(7)
    assert found.median_hours == found.days[-1].median_hours == pytest.approx(5, abs=0.05)


def test_an_extractor_is_measured_by_what_reviewers_did() -> None:
    claims = story(*[f"Claim number {number} is so." for number in range(5)])
    for claim in claims[:3]:
        decided(ada(), claim=claim)
    dismissed(claims[3], "not_a_claim")
    dismissed(claims[4], "out_of_scope")  # true enough, only not for this desk: no fault
    Claim.objects.filter(pk=claims[2].pk).update(proposed_by="person", extraction=None)
    Claim.objects.filter(pk=claims[1].pk).update(wording=2)
    (one,) = figures(7).extractors
    assert (one.kept, one.mended, one.wrong, one.missed) == (2, 1, 1, 1)
    assert one.precision == one.recall == pytest.approx(2 / 3, abs=1e-4)


def test_a_claim_that_was_dismissed_twice_counts_by_its_last_reason() -> None:
    claim = story("One claim is so.")[0]
    dismissed(claim, "not_a_claim")
    decide.reopen(actor=eve(), claim_id=claim.id, reason="Look again.")
    dismissed(claim, "out_of_scope")
    assert figures(7).extractors == ()


def _blind(found: Figures) -> tuple[object, ...]:
    return (found.waiting, found.days, found.ages, found.extractors, found.median_hours)


def test_no_figure_moves_while_a_claim_waits_for_its_second_look() -> None:
    claim = story("One claim is so.")[0]
    before = _blind(figures(7))
    Claim.objects.filter(pk=claim.pk).update(status=Status.SECOND)
    assert _blind(figures(7)) == before


def test_claims_that_a_new_revision_swept_away_leave_the_backlog() -> None:
    claim = story("One claim is so.", source_url="https://a.example/1")[0]
    again = submit_article(actor=ada(), text="Another is so.", source_url="https://a.example/1")
    assert read_it(again.article)
    claim.refresh_from_db()
    assert claim.status == "dismissed"
    assert [day.waiting for day in figures(7).days][-2:] == [0, 1]


def test_figures_are_there_over_rest_for_everybody_who_reads() -> None:
    decided(ada())
    answer = Program(out()).get("figures/", days="7").json()
    assert answer["decided"] == 1
    assert len(answer["days"]) == 7
    assert answer["extractors"][0]["precision"] == 1
    assert Program(out()).get("figures/", days="8").status_code == 422
    with pytest.raises(Invalid, match="7, 30, 90"):
        period("x")

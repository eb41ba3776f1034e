"""Other desks' checks: read in whatever they hold, shown in their words, never mixed with ours."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import override_settings

from claims.models import Claim
from factcheck.accounts.people import switch_user
from factcheck.errors import Conflict, Denied, Invalid, NotFetched
from factcheck.events.verify import verify_ledger
from reviews import publish
from reviews.foreign import alike, polling, queries, reading, subscribing
from reviews.foreign.item import check_of, day_of
from reviews.foreign.reading import NoChecksError, read_checks
from reviews.foreign_rows import ForeignCheck, ForeignFeed, ForeignMark
from reviews.models import Review, Verdict
from reviews.tasks import foreign_due
from tests.people import Program, ada, ben, browser, decided, eve, person, reviewed, root, story
from tests.races.together import surprises, together
from tests.site import LOOPBACK, Site, gives, open_site

pytestmark = pytest.mark.django_db(transaction=True)
LD = "application/ld+json"
HOME = "https://facts.example/"
CLAIM = "At least 14 passengers were hurt when a ferry burned in Port Mara."


def check(number: int = 1, /, **more: Any) -> dict[str, Any]:
    """A sound ClaimReview, but for what is given."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{HOME}{number}",
        "claimReviewed": f"Bridge number {number} fell.",
        "datePublished": "2026-05-04",
        "author": {"@type": "Organization", "name": "Harbour Facts"},
        "reviewRating": {"@type": "Rating", "alternateName": "Mostly so"},
        "itemReviewed": {"@type": "Claim", "author": {"name": "The mayor"}},
        **more,
    }


def raw(answer: Any) -> bytes:
    """All that an answer holds."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def data_feed(*items: Any, name: str = "Harbour Facts: checks") -> bytes:
    """A data feed as Data Commons takes them."""
    elements = [{"@type": "DataFeedItem", "item": [one]} for one in items]
    top = {"@type": "DataFeed", "name": name, "dataFeedElement": elements}
    return json.dumps({"@context": "https://schema.org", **top}).encode()


def read(body: bytes) -> reading.ChecksRead:
    return read_checks(body, url=f"{HOME}data.json")


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site, override_settings(FACTCHECK_NET_ALLOW=LOOPBACK):
        yield site


def subscribed(site: Site, *items: Any, **more: Any) -> ForeignFeed:
    """The site's checks, subscribed to and read in once."""
    site.pages["/data.json"] = gives(data_feed(*items), Content_Type=LD)
    feed = subscribing.subscribe(actor=eve(), url=site.at("/data.json"), **more)
    assert polling.poll(feed.id)
    return ForeignFeed.objects.get(pk=feed.pk)


def again(feed: ForeignFeed, after: timedelta = timedelta(0)) -> ForeignFeed:
    """The next question, whenever that is due."""
    with time_machine.travel(feed.next_at + after + timedelta(seconds=1), tick=True):
        assert polling.poll(feed.id)
    return ForeignFeed.objects.get(pk=feed.pk)


# ---- what is read ------------------------------------------------------------------------------
FORMS = {
    "a data feed": data_feed(check()),
    "items that are no lists": json.dumps(
        {"@type": ["DataFeed"], "dataFeedElement": [{"item": check()}, None, 7]}
    ).encode(),
    "a list": json.dumps([check()]).encode(),
    "one alone": json.dumps(check()).encode(),
    "a graph": json.dumps({"@graph": [{"@type": "WebPage"}, check()]}).encode(),
    "the type as an address": json.dumps(
        [{**check(), "@type": "http://schema.org/ClaimReview"}]
    ).encode(),
    "lines": b'{"@type": "Other"}\n\n' + json.dumps(check()).encode() + b"\n",
    "a page": b"<!doctype html><html><head><script type='application/ld+json'>{broken</script>"
    b"<script>var x = [[[</script><script type='application/ld+json'>"
    + json.dumps([check()]).encode()
    + b"</script></head><body><p>A check</p></body></html>",
    "UTF-16": data_feed(check()).decode().encode("utf-16"),
    "with a mark": b"\xef\xbb\xbf" + data_feed(check()),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_check_is_read_out_of_every_form_that_desks_publish(form: str) -> None:
    (found,) = read(FORMS[form]).checks
    assert (found.url, found.claim, found.publisher) == (
        f"{HOME}1",
        "Bridge number 1 fell.",
        "Harbour Facts",
    )
    assert (found.rating, found.claimant) == ("Mostly so", "The mayor")
    assert (found.dated, found.published_on) == ("2026-05-04", date(2026, 5, 4))


NONE = {
    "no_json": (b"not JSON at all", "no JSON"),
    "encoding": (b'[{"a": "\xff\xfe\xfa"}]', "byte"),
    "too_deep": (b"[" * 200_000 + b"]" * 200_000, "nested too deeply"),
    "too_many_parts": (b"[" + b"[]," * 2_000_001 + b"[]]", "2,000,000"),
    "no_checks": (b"[]", "no ClaimReview"),
}


@pytest.mark.parametrize("code", NONE)
def test_what_is_no_feed_of_checks_is_refused_with_what_it_is(site: Site, code: str) -> None:
    body, words = NONE[code]
    site.pages["/data.json"] = gives(body, Content_Type=LD)
    with pytest.raises(NotFetched) as refused:
        subscribing.subscribe(actor=eve(), url=site.at("/data.json"))
    assert (refused.value.code, ForeignFeed.objects.count()) == (code, 0)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"7",
        b'"ClaimReview"',
        b"{}",
        b'{"@type": "ClaimReview"}',
        b'{"@type": {"a": ["ClaimReview"]}}',
        b"<html><body>No check</body></html>",
        b"<rss version='2.0'><channel></channel></rss>",
        json.dumps({**check(url="javascript:alert(1)"), "@id": "data:text/html,x"}).encode(),
        b"1" * 10_000,
        b'{"a": NaN}',
    ],
)
def test_no_answer_breaks_the_reading(body: bytes) -> None:
    with pytest.raises(NoChecksError):
        read(body)


ODD: tuple[Any, ...] = (
    *(None, True, 7, -1e400, 1e300, "", "\x00\ud800", "x" * 100_000, [], [[]], [None], {}),
    *([{"name": {"name": "x"}}], {"@value": "a <b>word</b>"}, {"name": ["a"]}, [["a"]], {"a": []}),
    {"@id": 7},
)
FIELDS = (*check(), "@id", "publisher", "inLanguage", "reviewBody", "dateCreated")


@pytest.mark.parametrize("field", FIELDS)
def test_any_field_may_hold_anything_and_the_other_checks_are_read(field: str) -> None:
    items = [check(n, **{field: odd}) for n, odd in enumerate(ODD, 10)]
    nested = [
        check(n, **{outer: {inner: odd}})
        for outer, inner in (
            ("reviewRating", "alternateName"),
            ("reviewRating", "ratingValue"),
            ("itemReviewed", "author"),
            ("itemReviewed", "appearance"),
            ("itemReviewed", "firstAppearance"),
        )
        for n, odd in enumerate(ODD, 100)
    ]
    found = read(data_feed(check(1), *items, *nested, check(2)))
    assert {f"{HOME}1", f"{HOME}2"} <= {one.url for one in found.checks}
    for one in found.checks:
        words = (one.publisher, one.claim, one.claimant, one.rating, one.explanation, one.dated)
        assert all("\x00" not in word and len(word) <= 2_000 for word in words)
        json.dumps(words).encode("utf-8")
        assert one.url.startswith(("http://", "https://"))


def test_what_a_check_lacks_is_said_and_the_others_come(site: Site) -> None:
    feed = subscribed(
        site,
        check(1),
        check(2, url="javascript:alert(1)"),
        check(3, claimReviewed=""),
        check(4, reviewRating={"@type": "Rating"}),
    )
    assert (ForeignCheck.objects.count(), feed.left_out) == (1, 3)
    for note, word in zip(feed.notes, ("no link", "no claim", "no rating"), strict=True):
        assert word in note


@pytest.mark.parametrize(
    ("rating", "shown"),
    [
        ({"alternateName": "  Pants\non <i>fire</i> &amp; ash "}, "Pants on fire & ash"),
        ({"ratingValue": 2, "worstRating": 1, "bestRating": "5"}, "2 (from 1 to 5)"),
        ({"ratingValue": "3", "bestRating": 4}, "3 (of 4)"),
        ({"ratingValue": 0.5}, "0.5"),
        ({"name": "False", "ratingValue": 1}, "False"),
        ("Misleading", "Misleading"),
        ([{"alternateName": ["Half true", "x"]}], "Half true"),
    ],
)
def test_a_rating_stands_in_their_words(rating: Any, shown: str) -> None:
    assert check_of(check(reviewRating=rating), HOME).rating == shown


def test_a_date_that_cannot_be_is_doubted_and_their_words_stay() -> None:
    with time_machine.travel(datetime(2026, 5, 6, 12, tzinfo=UTC)):
        assert day_of("2026-05-04T10:00:00+02:00") == date(2026, 5, 4)
        assert day_of("Mon, 04 May 2026 10:00:00 GMT") == date(2026, 5, 4)
        assert day_of("2026-05-07") == date(2026, 5, 7)  # elsewhere it is tomorrow
        for said in ("2099-01-01", "2026-02-30", "0000-00-00", "1066-10-14", "soon", "٢٠٢٦-٠٥-٠٤x"):
            assert day_of(said) is None
        found = check_of(check(datePublished="2099-01-01"), HOME)
    assert (found.dated, found.published_on) == ("2099-01-01", None)


def test_relative_links_are_read_from_the_feed_and_places_are_bounded() -> None:
    item = {"appearance": [{"url": f"/a{n}"} for n in range(90)], "firstAppearance": "javascript:x"}
    found = check_of(check(url="/check/1", itemReviewed=item), f"{HOME}feeds/data.json")
    assert found.url == f"{HOME}check/1"
    assert found.appeared == tuple(f"{HOME}a{n}" for n in range(5))


def test_of_one_check_twice_the_later_counts_and_no_more_than_the_most_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = check(1, datePublished="2026-05-05", reviewRating={"alternateName": "False"})
    found = read(data_feed(later, check(1), check(1)))
    assert [one.rating for one in found.checks] == ["False"]
    monkeypatch.setattr(reading, "MOST", 2)
    found = read(data_feed(check(1), check(2), check(3)))
    assert (len(found.checks), found.whole) == (2, False)
    assert "Only the first 2" in found.notes[0]


# ---- what is kept ------------------------------------------------------------------------------
def test_a_changed_check_takes_its_new_words_and_one_that_is_gone_is_kept_and_says_so(
    site: Site,
) -> None:
    feed = subscribed(site, check(1), check(2))
    assert (feed.title, feed.failures) == ("Harbour Facts: checks", 0)
    first = {row.url: row.pk for row in ForeignCheck.objects.all()}
    site.pages["/data.json"] = gives(data_feed(check(1, reviewRating="False")), Content_Type=LD)
    feed = again(feed)
    one, two = (ForeignCheck.objects.get(pk=first[f"{HOME}{n}"]) for n in (1, 2))
    assert (one.rating, one.changed_at is not None, one.gone_at) == ("False", True, None)
    assert (two.rating, two.changed_at, two.gone_at is not None) == ("Mostly so", None, True)
    site.pages["/data.json"] = gives(data_feed(check(2)), Content_Type=LD)
    feed = again(feed)
    assert ForeignCheck.objects.count() == 2
    assert ForeignCheck.objects.get(gone_at=None).pk == two.pk
    before = list(ForeignCheck.objects.order_by("id").values())
    again(feed)
    assert list(ForeignCheck.objects.order_by("id").values()) == before


def test_a_feed_that_turns_into_something_else_fails_and_takes_nothing_away(site: Site) -> None:
    feed = subscribed(site, check(1))
    for body in (b"<html><body>Down for repair</body></html>", b"[]", b"{"):
        site.pages["/data.json"] = gives(body, Content_Type=LD)
        feed = again(feed)
    assert (feed.failures, ForeignCheck.objects.get().gone_at) == (3, None)
    lines = json.dumps(check(2)).encode() + b"\n{cut off"
    site.pages["/data.json"] = gives(lines, Content_Type=LD)
    feed = again(feed)
    # A file that is cut off takes nothing away, either.
    assert (feed.failures, ForeignCheck.objects.filter(gone_at=None).count()) == (0, 2)
    assert "Line 2" in feed.notes[0]
    site.pages["/data.json"] = gives(data_feed(), Content_Type=LD)
    again(feed)
    assert ForeignCheck.objects.filter(gone_at=None).count() == 0


def test_of_one_feed_so_many_are_kept_and_what_is_gone_longest_goes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "KEPT", 3)
    feed = subscribed(site, check(1), check(2))
    site.pages["/data.json"] = gives(data_feed(check(3), check(4)), Content_Type=LD)
    again(feed)
    assert ForeignCheck.objects.count() == 3
    assert ForeignCheck.objects.filter(gone_at=None).count() == 2
    assert set(ForeignMark.objects.values_list("check_of")) == set(
        ForeignCheck.objects.values_list("pk")
    )


def test_a_worker_that_dies_halfway_leaves_the_rest_to_the_next_question(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: Any) -> None:
        raise RuntimeError("a worker died")

    with monkeypatch.context() as patched:
        patched.setattr(polling, "marks", dies)
        feed = subscribed(site, check(1, claimReviewed=CLAIM))
    assert (feed.failures, "the log has the reason" in feed.error) == (1, True)
    (claim,) = story(CLAIM, language="en")
    assert queries.elsewhere(claim) == []
    feed = again(feed)
    assert (feed.failures, len(queries.elsewhere(claim))) == (0, 1)


def test_its_server_is_asked_by_its_own_conditions_and_spared_while_it_fails(site: Site) -> None:
    site.pages["/data.json"] = gives(data_feed(check()), Content_Type=LD, ETag='"v1"')
    feed = subscribing.subscribe(actor=eve(), url=site.at("/data.json"), every=60)
    polling.poll(feed.id)
    site.pages["/data.json"] = gives(b"", 304)
    feed = again(ForeignFeed.objects.get())
    assert site.asked[-1][2]["if-none-match"] == '"v1"'
    assert (feed.failures, ForeignCheck.objects.count()) == (0, 1)
    site.pages["/data.json"] = gives(b"", 429, Retry_After="10800")
    asked = feed.next_at
    feed = again(feed)
    assert abs((feed.next_at - asked).total_seconds() - 10800) < 10
    asked = feed.next_at
    site.pages["/data.json"] = gives(b"", 500)
    feed = again(feed)
    assert (feed.next_at - asked).total_seconds() > 2 * 60 * 60
    site.pages["/data.json"] = gives(b"", 410)
    feed = again(feed)
    assert (feed.active, "410" in feed.error) == (False, True)
    assert ForeignCheck.objects.get().gone_at is None


def test_two_workers_ask_once_and_due_feeds_are_offered(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Any] = []
    monkeypatch.setattr(subscribing, "enqueue", lambda *args, **_: offered.append(args))
    site.pages["/data.json"] = gives(data_feed(*map(check, range(50))), Content_Type=LD)
    feed = subscribing.subscribe(actor=eve(), url=site.at("/data.json"))
    foreign_due()
    assert offered == [("reviews.poll_foreign", str(feed.id))] * 2
    found = together(3, lambda _: polling.poll(feed.id))
    assert surprises(found) == []
    assert sorted(found) == [False, False, True]
    assert (ForeignCheck.objects.count(), polling.due()) == (50, [])


def test_who_may_no_longer_edit_asks_nobody(site: Site) -> None:
    other = person("max", "editor")
    site.pages["/data.json"] = gives(data_feed(check()), Content_Type=LD)
    feed = subscribing.subscribe(actor=other, url=site.at("/data.json"))
    switch_user(actor=root(), user_id=other.person.id, active=False)
    polling.poll(feed.id)
    feed.refresh_from_db()
    assert (feed.active, ForeignCheck.objects.count()) == (False, 0)
    assert "max may no longer" in feed.error


def test_they_are_an_editors_one_address_is_one_feed_and_inside_is_nobody_asked(
    site: Site,
) -> None:
    feed = subscribed(site, check())
    with pytest.raises(Denied):
        subscribing.subscribe(actor=ada(), url=site.at("/data.json"))
    with pytest.raises(Conflict):
        subscribing.subscribe(actor=eve(), url=site.at("/data.json"))
    with override_settings(FACTCHECK_NET_ALLOW=()), pytest.raises(NotFetched):
        subscribing.subscribe(actor=eve(), url=site.at("/other.json"))
    for url in ("file:///etc/passwd", ""):
        with pytest.raises(Invalid):
            subscribing.subscribe(actor=eve(), url=url)
    for call in (
        subscribing.pause_feed,
        subscribing.resume_feed,
        subscribing.ask_now,
        subscribing.unsubscribe,
    ):
        with pytest.raises(Denied):
            call(actor=ada(), feed_id=feed.id)
    subscribing.unsubscribe(actor=eve(), feed_id=feed.id)
    counts = [model.objects.count() for model in (ForeignFeed, ForeignCheck, ForeignMark)]
    assert counts == [0, 0, 0]
    assert verify_ledger().broken == ()


# ---- what says the same ------------------------------------------------------------------------
PAIRS = (
    ("Fourteen people were hurt in the ferry fire at Port Mara.", CLAIM, "en", "the number"),
    ("Vaccines cause rust.", "Vaccines do not cause rust.", "en", "one of the two denies"),
    ("The ferry carried 212 people.", "the FERRY carried 212 people", "en", "the same words"),
    (
        "The unemployment rate fell to 4.1 percent in March.",
        "Unemployment fell to 3.9 percent in March.",
        "en",
        "other numbers: 3.9",
    ),
    (
        "Die Regierung hat 3 Millionen Euro für den Hafen ausgegeben.",
        "Für den neuen Hafen gab die Regierung drei Millionen Euro aus.",
        "de",
        "hafen",
    ),
)
APART = (
    ("The mayor resigned on Monday.", "The mayor opened a school on Tuesday."),
    ("The ferry carried 212 people.", "The bridge carried 212 lorries."),
    ("The government will raise taxes.", "The government said inflation will fall next year."),
    ("", ""),
    ("...", "..."),
)


@pytest.mark.parametrize(("one", "other", "language", "why"), PAIRS)
def test_what_says_the_same_is_found_and_says_by_what(
    one: str, other: str, language: str, why: str
) -> None:
    found = alike.alike(alike.traits(one, language), alike.traits(other, language))
    assert found is not None
    assert why in found.why


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_merely_shares_a_word_is_not_said_to_be_the_same(one: str, other: str) -> None:
    assert alike.alike(alike.traits(one, "en"), alike.traits(other, "en")) is None


def page_of(claim: Claim, who: Any) -> str:
    """The claim's page as this person sees it."""
    return html.unescape(browser(who).get(f"/desk/claims/{claim.id}/").content.decode())


def test_a_claims_page_shows_who_checked_it_elsewhere_in_their_words(site: Site) -> None:
    (claim,) = story("Fourteen people were hurt in the ferry fire at Port Mara.", language="en")
    subscribed(site, check(1, claimReviewed=CLAIM), check(2))
    other = data_feed(
        check(1, claimReviewed=CLAIM), check(3, claimReviewed=CLAIM, datePublished="2099-01-01")
    )
    site.pages["/other"] = gives(other, Content_Type=LD)
    second = subscribing.subscribe(actor=eve(), url=site.at("/other"))
    polling.poll(second.id)
    page = page_of(claim, ada())
    assert page.count(CLAIM) == 2  # the same check by two feeds stands once
    for words in ("Checked elsewhere", "Harbour Facts", "Mostly so", "4 May 2026", "the number"):
        assert words in page
    assert "which is doubted" in page
    assert "Bridge number 2" not in page
    assert page.count('rel="noopener noreferrer nofollow ugc"') >= 2


def test_nothing_foreign_runs_on_a_page(site: Site) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    quoted = '"><svg onload=alert(1)>'
    (claim,) = story(f"{CLAIM}")
    subscribed(
        site,
        check(1, claimReviewed=CLAIM, author=quoted, reviewRating=f"&lt;b&gt;{evil}false"),
        check(2, claimReviewed=f"{evil} a bridge fell", url=f'{HOME}?a="><script>'),
        title=evil,
    )
    client = browser(eve())
    for path in (f"claims/{claim.id}/", "foreign/", "foreign/feeds/"):
        page = client.get(f"/desk/{path}").content.decode()
        for bad in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript'):
            assert bad not in page


def test_whoever_looks_sees_the_same_and_a_second_reviewer_nothing_of_the_first(
    site: Site,
) -> None:
    subscribed(site, check(1, claimReviewed=CLAIM))
    (claim,) = story(CLAIM)
    before = [(one.check.pk, one.why) for one in queries.elsewhere(claim)]
    claim = reviewed(ada(), claim=claim)
    assert [(one.check.pk, one.why) for one in queries.elsewhere(claim)] == before
    shown = [
        page.partition('id="elsewhere-checked"')[2].partition("</section>")[0]
        for page in (page_of(claim, ada()), page_of(claim, ben()), page_of(claim, eve()))
    ]
    assert shown[0]
    assert shown[0] == shown[1] == shown[2]


# ---- never mixed with ours ---------------------------------------------------------------------
def published_claim() -> Claim:
    """A verdict of this desk that readers find."""
    (claim,) = story(CLAIM, language="en", outlet="Post", source_url="https://post.example/1")
    decided(ada(), claim=claim)
    verdict = Verdict.objects.get(claim=claim)
    publish.publish(actor=eve(), verdict_id=verdict.id)
    return claim


@pytest.mark.parametrize("form", ["data feed", "lines", "page"])
def test_what_this_desk_publishes_another_reads_as_foreign_and_no_door_gives_it_away(
    site: Site, form: str
) -> None:
    claim = published_claim()
    anybody = browser(ada())
    if form == "lines":
        answer = Program(eve()).get("exports/claimreview.jsonl")
    elif form == "page":
        answer = anybody.get(f"/verdicts/{claim.id}/")
    else:
        answer = anybody.get("/verdicts/claimreviews.json")
    body = raw(answer)
    assert answer.status_code == 200, answer
    site.pages["/theirs"] = gives(body, Content_Type=answer["Content-Type"])
    ours = (Verdict.objects.count(), Review.objects.count())
    doors = ("exports/verdicts.jsonl", "exports/verdicts.csv", "verdicts/")

    def given(path: str) -> bytes:
        return raw(Program(root()).get(path))

    before = {path: given(path) for path in (*doors, "exports/claimreview.jsonl")}
    feed = subscribing.subscribe(actor=eve(), url=site.at("/theirs"))
    polling.poll(feed.id)
    row = ForeignCheck.objects.get()
    assert (row.claim, row.rating) == (CLAIM, "Disputed")
    assert str(claim.id) in row.url
    assert row.published_on is not None
    assert (Verdict.objects.count(), Review.objects.count()) == ours
    assert {path: given(path) for path in before} == before
    (other,) = story(f"{CLAIM} It was Monday.", language="en")
    assert [one.check.pk for one in queries.elsewhere(other)] == [row.pk]


def test_no_public_page_feed_or_search_knows_of_a_foreign_check(site: Site) -> None:
    published_claim()
    subscribed(site, check(1, claimReviewed="Zanzibar fell into the sea."))
    key = Program(root()).headers["Authorization"].split()[1]
    for path in (
        "/verdicts/",
        "/verdicts/claimreviews.json",
        "/verdicts/feed.atom",
        f"/compat/google/v1alpha1/claims:search?query=Zanzibar&key={key}",
    ):
        got = browser(root()).get(path)
        assert got.status_code == 200, path
        assert b"Zanzibar" not in raw(got), path


# ---- the doors ---------------------------------------------------------------------------------
def test_over_rest_checks_are_searched_and_turned_page_by_page(site: Site) -> None:
    feed = subscribed(
        site,
        check(1, datePublished="2026-01-01", inLanguage="en-GB"),
        check(2, author={"name": "Ägir Facts"}, inLanguage={"alternateName": "de"}),
        check(3, datePublished="2099-01-01", reviewRating={"alternateName": "Falsch, ÜBRIGENS"}),
    )
    program = Program(ada())

    def found(**asked: str) -> list[str]:
        answer = program.get("foreign-checks/", **asked)
        assert answer.status_code == 200, answer.content
        return [row["url"][-1] for row in answer.json()["results"]]

    assert sorted(found()) == ["1", "2", "3"]
    assert found(q="bridge 2") == ["2"]
    assert found(q="übrigens") == ["3"]
    assert found(q="%") == []
    assert found(publisher="Ägir") == ["2"]
    assert found(language="en") == ["1"]
    assert found(since="2026-02-01") == ["2"]
    assert found(until="2026-01-02") == ["1"]
    assert found(until="2026-01-01") == []
    assert sorted(found(feed=str(feed.id))) == ["1", "2", "3"]
    page = program.get("foreign-checks/", limit="2").json()
    assert (len(page["results"]), page["next"] is not None) == (2, True)
    row = program.get("foreign-checks/", q="übrigens").json()["results"][0]
    assert (row["published_on"], row["dated"], row["gone_at"]) == (None, "2099-01-01", None)
    wrong = program.get("foreign-checks/", since="May", feed="x")
    assert wrong.status_code == 422
    assert {one["field"] for one in wrong.json()["errors"]} == {"since", "feed"}
    assert program.get("foreign-checks/", q="\x00").status_code == 422
    assert program.get("foreign-checks/", verdict="x").status_code == 422


def test_over_rest_another_desk_is_subscribed_to_paused_and_left(site: Site) -> None:
    site.pages["/data.json"] = gives(data_feed(check()), Content_Type=LD)
    program = Program(eve())
    body = {"url": site.at("/data.json"), "every": 60, "language": "en"}
    made = program.post("foreign-feeds/", body, once="k")
    assert made.status_code == 201, made.content
    assert program.post("foreign-feeds/", body, once="k").json()["id"] == made.json()["id"]
    wrong = program.post("foreign-feeds/", {"url": "x", "every": 1, "language": "klingon!"})
    assert (wrong.status_code, bool(wrong.json()["errors"])) == (422, True)
    wrong = program.post("foreign-feeds/", {**body, "every": 1, "language": "klingon!"})
    assert {error["field"] for error in wrong.json()["errors"]} == {"every", "language"}
    address = f"foreign-feeds/{made.json()['id']}/"
    polling.poll(ForeignFeed.objects.get().id)
    shown = program.get(address).json()
    assert (shown["title"], shown["held"], shown["gone"]) == ("Harbour Facts: checks", 1, 0)
    assert program.get("foreign-feeds/").json()["results"][0]["held"] == 1
    assert program.post(f"{address}pause/").json()["active"] is False
    assert program.post(f"{address}pause/").status_code == 409
    assert program.post(f"{address}ask/").status_code == 409
    assert program.post(f"{address}resume/").json()["active"] is True
    assert program.post(f"{address}ask/").status_code == 200
    assert program.post(f"{address}unsubscribe/").status_code == 204
    assert program.get(address).status_code == 404
    assert program.get("foreign-checks/").json()["results"] == []


def test_at_the_desk_an_editor_subscribes_and_everybody_searches(site: Site) -> None:
    site.pages["/data.json"] = gives(data_feed(check(), check(2, url="ftp://x")), Content_Type=LD)
    client = browser(eve())
    refused = client.post("/desk/foreign/feeds/subscribe/", {"url": site.at("/none"), "title": "H"})
    page = html.unescape(refused.content.decode())
    assert (refused.status_code, 'value="H"' in page, "answered 404" in page) == (422, True, True)
    wrong = client.post("/desk/foreign/feeds/subscribe/", {"url": "x", "every": "1e3"})
    assert wrong.status_code == 422
    done = client.post("/desk/foreign/feeds/subscribe/", {"url": site.at("/data.json")})
    feed = ForeignFeed.objects.get()
    assert done["Location"] == f"/desk/foreign/feeds/{feed.id}/"
    polling.poll(feed.id)
    page = html.unescape(client.get(done["Location"]).content.decode())
    for words in ("Bridge number 1", "1 could not be read", "no link", "Unsubscribe"):
        assert words in page
    assert "Unsubscribe" not in browser(ada()).get(done["Location"]).content.decode()
    reader = browser(person("out", "reader"))
    assert "Bridge number 1" in reader.get("/desk/foreign/?q=bridge").content.decode()
    assert "No check fits" in reader.get("/desk/foreign/?q=dam").content.decode()
    assert 'role="alert"' in reader.get("/desk/foreign/?since=May").content.decode()
    for name in ("pause", "resume", "ask", "unsubscribe"):
        assert client.post(f"{done['Location']}{name}/").status_code == 302
    assert not ForeignFeed.objects.exists()

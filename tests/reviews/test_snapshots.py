"""A source is kept as it was, the excerpt is proved against it, and the ledger covers both."""

from __future__ import annotations

import contextlib
import hashlib
import json
import uuid

import pytest

from factcheck.errors import Denied, Invalid, Missing
from factcheck.events.models import Event
from factcheck.events.verify import verify_ledger
from reviews import decide, drafts, snapshots
from reviews.evidence import Source, count_sources
from reviews.models import Citation, Review
from reviews.snapshot_rows import Snapshot
from reviews.snapshots import drift_of, take_snapshot
from tests.pdfs import bomb, encrypted, pdf_of
from tests.people import SOURCE, ada, ben, browser, decided, eve, judge, out, reviewed, root, taken

pytestmark = pytest.mark.django_db
URL = "https://port.example/notice"
TEXT = "The notice of the port: at least 114 people were hurt on “Ana Maria”, it said."
PAGE = """<!doctype html><html lang="en"><head><title>Notice | Port</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Notice",
 "author": {"name": "Ana Ruiz"}, "publisher": {"name": "Port of Mara"},
 "datePublished": "2024-05-06T08:00:00Z"}</script><script>steal("script text")</script></head>
<body><h1>Notice</h1><p>At least 114 people <b>were</b> hurt.</p><style>p{}</style></body></html>"""


def _kept(text: str = TEXT, url: str = URL) -> Snapshot:
    return take_snapshot(actor=ada(), url=url, data=text.encode())


def _cited(excerpt: str, **given: object) -> Citation:
    source = Source(URL, excerpt=excerpt, **given)  # type: ignore[arg-type]
    return decided(ada(), citations=[source]).citations.get()


def test_pasted_words_are_kept_with_their_hash_and_the_event_covers_them() -> None:
    made = _kept()
    assert made.text == TEXT
    assert (made.size, made.sha256) == (
        len(TEXT.encode()),
        hashlib.sha256(TEXT.encode()).hexdigest(),
    )
    event = Event.objects.get(kind="snapshot.taken")
    assert event.details["digests"] == {f"reviews.snapshot:{made.id}": made.digest()}
    assert "114" not in json.dumps(event.details["digests"])


@pytest.mark.parametrize("field", ["text", "url", "raw", "meta"])
def test_a_snapshot_that_is_changed_later_is_found_by_the_ledger(field: str) -> None:
    made = _kept()
    assert verify_ledger().broken == ()
    changed = {"text": "Other words", "url": "", "raw": b"other", "meta": {"title": "x"}}
    Snapshot.objects.filter(pk=made.pk).update(**{field: changed[field]})
    (found,) = verify_ledger().broken
    assert str(made.id) in found.what


def test_a_page_gives_its_text_without_scripts_and_says_what_it_is() -> None:
    made = take_snapshot(actor=ada(), url=URL, data=PAGE.encode(), name="notice.html")
    assert made.kind == "html"
    assert "At least 114 people were hurt." in made.text
    assert "steal" not in made.text
    assert made.meta == {
        "title": "Notice",
        "author": "Ana Ruiz",
        "publisher": "Port of Mara",
        "date": "2024-05-06",
    }
    assert bytes(Snapshot.objects.get().raw) == PAGE.encode()


def test_a_pdf_gives_its_text() -> None:
    made = take_snapshot(
        actor=ada(), url=URL, data=pdf_of("At least 114", "were hurt."), name="n.pdf"
    )
    assert made.kind == "pdf"
    assert made.text.split() == ["At", "least", "114", "were", "hurt."]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("n.pdf", b"no PDF at all", "no_pdf"),
        ("n.pdf", b"%PDF-1.4\ncut off", "broken"),
        ("n.pdf", pdf_of("one")[:200], "broken"),
        ("n.pdf", pdf_of(), "empty"),
        ("n.pdf", encrypted(), "encrypted"),
        ("n.pdf", bomb(), "bomb"),
        ("n.txt", pdf_of("one"), "pdf"),
        ("n.txt", b"nul\x00here", "nul"),
        ("n.txt", b"\xff\xfa\xf0\x81", "encoding"),
        ("n.txt", b"  \n", "empty"),
        ("n.txt", b"x" * 20_000_001, "too_large"),
        ("n.html", b"<html><body><script>1</script></body></html>", "no_text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_gets_a_sentence_with_the_fix(
    name: str, data: bytes, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        take_snapshot(actor=ada(), url=URL, data=data, name=name)
    (error,) = refused.value.errors
    assert (error.field, error.code) == ("file", code)
    assert len(error.message) > 30
    assert not Snapshot.objects.exists()


ODD_FILES = (
    b"x" * 1_000_000,
    b"<p" * 50_000,
    b"<div>" * 20_000 + b"words enough",
    "\ufeffPORT MARA \u202e312\u202c people".encode(),
    "UTF-16 words".encode("utf-16"),
    b"caf\xe9 at the port",
    b"a\rb\r\nc\n",
    b"<html><body><table><tr><td><table><tr><td>words</table></table>",
    b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\n" * 50,
)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a"])
def test_no_file_breaks_the_door(name: str) -> None:
    for data in ODD_FILES:
        with contextlib.suppress(Invalid):
            made = take_snapshot(actor=ada(), url="", data=data, name=name)
            assert not {"\x00", "\r"} & set(made.text)


def test_a_reader_takes_none_and_a_link_must_be_one() -> None:
    with pytest.raises(Denied):
        take_snapshot(actor=out(), url=URL, data=b"words enough")
    with pytest.raises(Invalid) as refused:
        take_snapshot(actor=ada(), url="javascript:alert(1)", data=b"words enough")
    assert refused.value.errors[0].field == "url"


@pytest.mark.parametrize(
    ("excerpt", "level"),
    [
        ("at least 114 people were hurt", "exact"),
        ('at least 114 people were hurt on "Ana Maria"', "same"),
        ("at least 14 people were hurt", "near"),
        ("nothing like that stands there at all", "absent"),
    ],
)
def test_the_excerpt_is_proved_when_the_review_is_written(excerpt: str, level: str) -> None:
    made = _kept()
    cited = _cited(excerpt, snapshot=made.id)
    assert cited.proof["level"] == level
    shown = cited.as_json()
    assert shown["snapshot"] == {
        "id": str(made.id),
        "sha256": made.sha256,
        "taken_at": made.taken_at.isoformat(),
    }
    assert shown["accessDate"] == made.taken_at.isoformat()
    assert cited.review.verdicts.get().content["citations"] == [shown]
    assert verify_ledger().broken == ()


def test_a_proof_that_is_changed_later_is_found_by_the_ledger() -> None:
    cited = _cited("at least 14 people were hurt", snapshot=_kept().id)
    Citation.objects.filter(pk=cited.pk).update(proof={**cited.proof, "level": "exact"})
    assert "reviews.review" in verify_ledger().broken[0].what


def test_without_a_snapshot_digest_and_json_are_what_they_were() -> None:
    cited = _cited("at least 114 people were hurt")
    assert cited.proof == {}
    old = {
        "url": URL,
        "title": "",
        "publisher": "",
        "author": "",
        "kind": "secondary",
        "published_on": None,
        "stance": "supports",
        "excerpt": "at least 114 people were hurt",
    }
    assert cited.covered() == old
    new = {**old, "date": None}
    del new["published_on"]
    assert cited.as_json() == new


@pytest.mark.parametrize(
    ("source", "field", "code"),
    [
        ({"excerpt": "A"}, "excerpt", "too_short"),
        ({"snapshot": uuid.UUID(int=1)}, "snapshot", "unknown"),
        ({"snapshot": "other"}, "snapshot", "other_link"),
    ],
)
def test_a_citation_names_a_snapshot_that_is_there_and_words_that_say_something(
    source: dict[str, object], field: str, code: str
) -> None:
    given: dict[str, object] = dict(source)
    if given.get("snapshot") == "other":
        given["snapshot"] = _kept(url="https://elsewhere.example/").id
    held = taken(ada())
    with pytest.raises(Invalid) as refused:
        judge(ada(), held, citations=[Source(URL, **given)])  # type: ignore[arg-type]
    (error,) = refused.value.errors
    assert (error.field, error.code) == (f"citations[0].{field}", code)


def test_a_later_snapshot_shows_what_drifted() -> None:
    first = _kept("The port was open. It had two piers.")
    _kept("Another link.", url="https://elsewhere.example/")
    later = _kept("The port was open. It had three piers.")
    before, changes = drift_of(later, ada().person)
    assert before == first
    assert [(one.change.value, one.passage) for one in changes] == [
        ("removed", "It had two piers."),
        ("added", "It had three piers."),
    ]
    assert drift_of(first, ada().person) == (None, ())


def test_links_of_one_agency_are_one_source() -> None:
    one = _kept("PORT MARA (Reuters) - At least 114 people were hurt.", url="https://a.example/")
    two = _kept("PORT MARA (Reuters) - A ferry struck the pier.", url="https://b.example/")
    sources = [Source(one.url, snapshot=one.id), Source(two.url, snapshot=two.id), SOURCE]
    review = decided(ada(), citations=sources)
    counted = count_sources(list(Review.objects.get(pk=review.pk).citations.all()))
    assert counted.sentence == "3 links, 2 independent"
    assert counted.reasons == ("Links 1 and 2 carry one agency's report, Reuters.",)


def test_what_is_undone_comes_back_with_its_snapshot() -> None:
    made = _kept()
    cited = _cited("at least 114 people were hurt", snapshot=made.id)
    claim = cited.review.claim
    decide.undo(actor=ada(), claim_id=claim.id)
    (row,) = claim.drafts.get().content["citations"]
    assert row["snapshot"] == str(made.id)


def test_the_source_of_a_first_review_is_closed_with_it_until_the_second_is_given() -> None:
    kept = snapshots.take_snapshot(actor=ada(), url="", data=b"The register says so.")
    cited = [Source("https://a.example/", excerpt="The register says so.", snapshot=kept.id)]
    claim = reviewed(ada(), citations=cited)
    assert snapshots.snapshot_or_missing(kept.id, ada().person) == kept
    for reader in (ben(), eve(), root()):
        with pytest.raises(Missing):
            snapshots.snapshot_or_missing(kept.id, reader.person)
        with pytest.raises(Missing):
            snapshots.raw_of(kept.id, reader.person)
    decided(ben(), claim=claim)
    assert snapshots.snapshot_or_missing(kept.id, ben().person) == kept


def test_who_may_not_read_a_snapshot_cannot_cite_it_or_learn_its_link() -> None:
    link = "https://register.example/secret"
    kept = snapshots.take_snapshot(actor=ada(), url=link, data=b"The register says so.")
    claim = reviewed(ada(), citations=[Source(link, snapshot=kept.id)])
    with pytest.raises(Invalid) as refused:
        decided(ben(), claim=claim, citations=[Source("https://b.example/", snapshot=kept.id)])
    assert [one.code for one in refused.value.errors] == ["unknown"]
    assert "register" not in refused.value.errors[0].message
    typed = {"citations": [{"url": "https://b.example/", "excerpt": "The register says so."}]}
    typed["citations"][0]["snapshot"] = str(kept.id)
    drafts.keep(actor=ben(), claim_id=claim.id, version=0, content=typed)
    page = browser(ben()).get(f"/desk/claims/{claim.id}/").content.decode()
    assert kept.sha256[:8] not in page
    assert "excerpt exact" not in page

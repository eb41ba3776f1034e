"""Which article a text is: by the sender's own id, then its link, then its words."""

from __future__ import annotations

from typing import Any

import pytest

from claims.given import canonical_url
from claims.intake import submit_article
from claims.models import Appearance, Article, Extraction, Revision
from factcheck.errors import Conflict, Denied
from factcheck.events.models import Event
from tests.people import ada, ben, bring, out

pytestmark = pytest.mark.django_db

A = "The dam broke.\n\nNobody was hurt."
B = "The dam broke.\n\nTwo people were hurt."
LINK = "https://outlet.example/dam"


def outcome(text: str, **given: Any) -> str:
    """What became of a text that Ada sent."""
    return submit_article(actor=ada(), text=text, **given).outcome


def texts(article: Article) -> list[str]:
    """The texts of an article's revisions, in order."""
    return list(article.revisions.order_by("number").values_list("text", flat=True))


def test_a_new_text_is_an_article_with_a_revision_and_an_owed_extraction() -> None:
    article = bring(A, outlet="Harbour Post", headline="Dam breaks", source_url=LINK)
    assert (article.outlet, article.headline, article.source_url) == (
        "Harbour Post",
        "Dam breaks",
        LINK,
    )
    revision = article.revisions.get()
    assert (revision.number, revision.text, bytes(revision.raw)) == (1, A, A.encode())
    assert revision.extractions.get().status == "queued"
    assert Event.objects.get(kind="article.submitted").article_id == article.id


SAME = {
    "the same": A,
    "line ends of another system": A.replace("\n", "\r\n"),
    "line ends of an old system": A.replace("\n", "\r"),
    "space at the ends": f"\n  {A}  \n\n",
    "space at a line's end": A.replace("\n", "  \n", 1),
    "a byte order mark": f"\ufeff{A}",
    "folded lines": A.replace("\n\n", " "),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_the_same_words_are_the_same_article(text: str) -> None:
    article = bring(A)
    again = submit_article(actor=ben(), text=text)
    assert (again.article, again.outcome) == (article, "duplicate")
    assert (Article.objects.count(), Revision.objects.count()) == (1, 1)
    assert Extraction.objects.count() == Appearance.objects.count() == 1


@pytest.mark.parametrize("text", [A.lower(), A + "!", A.replace("hurt", "hurt\u200b")])
def test_other_words_are_another_article(text: str) -> None:
    bring(A)
    assert outcome(text) == "created"
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    "name", [{"external_id": "wire-1"}, {"source_url": LINK}], ids=["external_id", "source_url"]
)
def test_a_new_text_under_a_known_name_is_the_next_revision(name: dict[str, Any]) -> None:
    article = bring(A, **name)
    again = submit_article(actor=ada(), text=B, **name)
    assert (again.article, again.outcome) == (article, "revised")
    assert texts(article) == [A, B]
    assert outcome(B, **name) == "duplicate"
    assert Extraction.objects.count() == 2


def test_a_text_that_goes_back_to_what_it_was_is_a_third_revision() -> None:
    article = bring(A, external_id="wire-1")
    assert [outcome(text, external_id="wire-1") for text in (B, A)] == ["revised", "revised"]
    assert texts(article) == [A, B, A]


def test_an_external_id_belongs_to_its_owner() -> None:
    first = bring(A, by=ada(), external_id="1")
    second = bring(B, by=ben(), external_id="1")
    assert first != second
    assert bring(A, by=ada(), external_id="1") == first


LINKS = [
    "https://OUTLET.example/dam",
    "HTTPS://outlet.example/dam",
    "https://outlet.example:443/dam",
    "https://outlet.example./dam",
    "https://outlet.example/dam#comments",
    "  https://outlet.example/dam\n",
]


@pytest.mark.parametrize("link", LINKS)
def test_one_link_has_many_spellings(link: str) -> None:
    article = bring(A, source_url=LINK)
    again = submit_article(actor=ada(), text=B, source_url=link)
    assert (again.article, again.outcome) == (article, "revised")


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("https://outlet.example", "https://outlet.example/"),
        ("http://outlet.example:80/a", "http://outlet.example/a"),
        ("http://outlet.example:8080/a", "http://outlet.example:8080/a"),
        ("https://outlet.example/A?b=1&a=2", "https://outlet.example/A?b=1&a=2"),
        ("http://[::1]/a", "http://[::1]/a"),
        ("", ""),
    ],
)
def test_a_link_keeps_what_can_matter(link: str, canonical: str) -> None:
    assert canonical_url(link) == canonical
    assert canonical_url(canonical) == canonical


def test_http_and_https_paths_and_queries_tell_articles_apart() -> None:
    bring(A, source_url=LINK)
    others = [LINK.replace("https", "http"), f"{LINK}/", f"{LINK}?page=2"]
    for number, link in enumerate(others):
        assert outcome(f"{B} {number}", source_url=link) == "created"


def test_the_same_text_at_another_place_is_an_appearance() -> None:
    article = bring(A, outlet="Harbour Post", source_url=LINK)
    other = "https://second.example/dam"
    assert outcome(A, outlet="Second Post", source_url=other) == "appearance"
    assert outcome(A, outlet="Second Post", source_url=other) == "duplicate"
    places = article.appearances.values_list("outlet", "source_url")
    assert list(places) == [("Harbour Post", LINK), ("Second Post", other)]
    assert Revision.objects.count() == 1
    assert outcome(B, source_url=other) == "revised"


def test_a_known_text_can_be_given_a_name_later() -> None:
    article = bring(A)
    assert outcome(A, external_id="wire-1") == "appearance"
    assert bring(B, external_id="wire-1") == article


def test_two_names_of_two_articles_are_refused_naming_both() -> None:
    first, second = bring(A, external_id="wire-1"), bring(B, source_url=LINK)
    with pytest.raises(Conflict) as refusal:
        bring("A third text.", external_id="wire-1", source_url=LINK)
    assert refusal.value.code == "two_articles"
    assert str(first.id) in refusal.value.message
    assert str(second.id) in refusal.value.message
    assert Revision.objects.count() == 2


def test_the_name_of_one_and_the_text_of_another_are_refused_naming_both() -> None:
    first, second = bring(A, source_url=LINK), bring(B)
    with pytest.raises(Conflict) as refusal:
        bring(B, source_url=LINK)
    assert refusal.value.code == "two_articles"
    assert str(first.id) in refusal.value.message
    assert str(second.id) in refusal.value.message
    assert texts(first) == [A]


def test_what_the_sender_says_later_stays_and_what_is_left_out_is_kept() -> None:
    article = bring(A, external_id="1", headline="Dam breaks")
    bring(B, external_id="1")
    article.refresh_from_db()
    assert article.headline == "Dam breaks"
    bring(f"{B} Today.", external_id="1", headline="Dam broke")
    article.refresh_from_db()
    assert article.headline == "Dam broke"


def test_a_reader_brings_nothing_in() -> None:
    with pytest.raises(Denied):
        bring(A, by=out())
    assert not Article.objects.exists()


def test_a_name_that_comes_with_a_new_text_is_known_from_then_on() -> None:
    article = bring(A, external_id="wire-1")
    submit_article(actor=ada(), text=B, external_id="wire-1", source_url=LINK)
    again = submit_article(actor=ada(), text="A third text.", source_url=LINK)
    assert (again.article, again.outcome) == (article, "revised")

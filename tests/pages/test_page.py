"""What the reader makes of a web page. All pages are invented."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.page import NoArticle, decode_page, is_page, looks_like_html, read_page, story_of
from claims.reading import judge
from claims.reading.story import PartName, Story

PAGE = """<!doctype html><html lang="en"><head><title>Mill burns | Arden Post</title>
<link rel="canonical" href="https://post.example/mill">
<meta property="og:site_name" content="Arden Post">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "BreadcrumbList"},
 {"@type": "NewsArticle", "headline": "Mill burns in Arden", "inLanguage": "en-GB",
  "datePublished": "2024-03-05T08:00:00+01:00",
  "author": [{"name": "Ada Mold"}, {"name": "Bo Lee"}]}]}
</script></head><body>
<nav><ul><li><a href="/">Home</a></li>
<li><a href="/s">Twelve roads closed near Overby</a></li></ul></nav>
<article><h1>Mill burns in Arden</h1>
<p class="standfirst">Council asks for help after the worst fire in years</p>
<p class="byline">By <a href="/ada" rel="author">Ada Mold</a></p>
<figure><img src="a.jpg"><figcaption>Smoke over the mill in Arden on Sunday.
<span class="credit">Bo Lee/Arden Post</span></figcaption></figure>
<div class="text"><span class="dateline">ARDEN, Vale — </span>
<p>The mill in Arden burned down on Sunday and at least 1,204 hens died, the fire chief said.</p>
<p>Read more: <a href="/x">Fourteen geese stolen in Overby, police say after a long night</a></p>
<p>Mayor Ida Stone said the council would pay 31 crowns for each hen that was lost in the fire.</p>
<h2>Second fire in a year</h2>
<p>It was the second fire in the mill since May 2023, when 12 people were hurt, the chief said.</p>
</div>
</article><aside>
<p>Most read: The 40 best mills of the year, chosen by our readers and editors.</p></aside>
<footer>© 2024 Arden Post. All rights reserved.</footer></body></html>"""


def story(html: str = PAGE, received: datetime | None = None) -> Story:
    return story_of(read_page(html), received=received)


def test_a_page_gives_its_parts_and_says_when_it_came_out() -> None:
    page = story()
    assert page.headline is not None
    assert page.headline.text == "Mill burns in Arden"
    assert page.byline is not None
    assert "Ada Mold" in page.byline.text
    assert page.caption is not None
    assert page.caption.text == "Smoke over the mill in Arden on Sunday."
    assert page.credit is not None
    assert page.credit.text == "Bo Lee/Arden Post"
    assert page.dateline is not None
    assert page.dateline.place == "ARDEN, Vale"
    assert str(page.published) == "2024-03-05 08:00:00+01:00"
    assert page.language == "en"
    names = [part.name for part in page.parts]
    assert names.count(PartName.HEADING) == 1
    assert names.count(PartName.STANDFIRST) == 1


def test_only_the_storys_own_sentences_become_claims() -> None:
    found = judge(story()).candidates
    assert len(found) == 3
    assert not any(word in c.text for c in found for word in ("Most read", "geese", "Twelve", "©"))
    assert str(found[0].dates[0].first) == "2024-03-03"


def test_every_span_of_a_page_is_the_text_to_the_letter() -> None:
    page = story()
    for span in (*page.parts, *page.sentences, *judge(page).candidates):
        assert page.text[span.start : span.end] == span.text


def test_a_publication_after_the_receipt_is_doubted_and_not_used() -> None:
    page = story(PAGE.replace("2024-03-05T08", "2031-03-05T08"), datetime(2024, 3, 6, tzinfo=UTC))
    assert page.published is None
    assert "after it came in: not used" in page.notes[0]


def test_a_lead_that_stands_in_the_standfirst_alone_is_a_claim() -> None:
    lead = (
        "The Vale court jailed three former directors of the Overby savings bank for nine years, "
        "after finding that they had hidden losses of 44 million crowns from inspectors."
    )
    page = story(PAGE.replace("Council asks for help after the worst fire in years", lead))
    assert any("Overby savings bank" in c.text for c in judge(page).candidates)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a></nav><form>Name</form></body></html>",
        "<!doctype html><html><body><footer>© 2024 Arden Post</footer></body></html>",
    ],
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    with pytest.raises(NoArticle, match=r"No article text|The page is empty"):
        read_page(html)


@pytest.mark.parametrize(
    "script",
    [
        "{not json",
        "[" * 5000,
        '{"@type": "NewsArticle", "headline": 7, "author": [null, 3], "datePublished": {}}',
        '{"@type": ["NewsArticle"], "datePublished": "yesterday", "author": "Ada Mold"}',
        "null",
    ],
)
def test_broken_data_on_a_page_is_passed_over(script: str) -> None:
    html = PAGE.replace(PAGE[PAGE.index('{"@context"') : PAGE.index("</script>")], script)
    assert len(judge(story(html)).candidates) == 3


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + PAGE,
        PAGE.replace("<p>The mill", "<b>" * 3_000 + "<p>The mill"),
        PAGE + "<p>" * 50_000,
        PAGE.replace("The mill", "The \x00\ud800\x0bmill"),
        PAGE.replace("</p>", ""),
    ],
    ids=["deep", "unclosed", "many", "controls", "torn"],
)
def test_a_hostile_page_gives_text_or_a_clear_no(html: str) -> None:
    try:
        page = story(html)
    except NoArticle:
        return
    assert all(page.text[p.start : p.end] == p.text for p in page.parts)


def test_a_file_is_a_page_by_its_first_words() -> None:
    assert is_page(b"\xef\xbb\xbf<!DOCTYPE html><p>")
    assert looks_like_html("<div><p>One</p><p>Two</p></div>")
    assert not looks_like_html("Prices < 5 and > 3 rose, the mayor said <on Sunday>.")
    assert not is_page(b"The mill burned down.")


def test_a_pages_own_word_for_its_letters_is_believed() -> None:
    raw = '<html><head><meta charset="iso-8859-1"></head><body><p>Mühle</p></body></html>'
    assert "Mühle" in decode_page(raw.encode("iso-8859-1"))


FOLDER = Path(__file__).parents[2].parent / "shared" / "bad-inputs"


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder of bad inputs is not here")
@pytest.mark.parametrize(
    ("name", "paragraphs"),
    [("script-tags", 2), ("nested-tables", 2), ("unclosed-tags", 2), ("json-ld-against-page", 1)],
)
def test_the_paragraphs_of_a_bad_page_stand_once_each(name: str, paragraphs: int) -> None:
    page = read_page(decode_page((FOLDER / f"{name}.html").read_bytes()))
    bodies = [text for part, text in page.parts if part is PartName.BODY]
    assert len(bodies) == len(set(bodies)) == paragraphs
    assert "owned" not in page.text


BLOG = """<!doctype html><html lang="en"><head><title>Dam leaks - Arden Times</title></head><body>
<article><header class="entry-header"><h1 class="entry-title">Dam leaks, town worries</h1>
<div class="entry-meta">Posted on <time datetime="2024-03-05T08:00:00+00:00">March 5, 2024</time>
<span class="byline"> by <span class="author"><a href="/a">Ada Mold</a></span></span></div></header>
<div class="entry-content"><div class="css-7"><span>The dam at Arden on Monday.</span>
<span>Credit...</span>Bo Lee for the Times</div>
<p>ARDEN (AP) &#8212; The dam at Arden lost 1,204 litres a second on Monday, the board said.</p>
<blockquote><p>&#8220;We had no warning,&#8221; said Jo Reed, a farmer.</p></blockquote>
<ul><li>Nine of its 12 gates were replaced in 2021.</li><li>Some 11,400 people live there.</li></ul>
<p>The board spent $4.2 million on the gates, according to its accounts.</p>
<p><em>Ada Mold is a reporter at the Arden Times. Follow her on X.</em></p></div></article>
<div id="comments"><p>They never fix anything, said nobody in 2019 when 40 gates broke.</p></div>
</body></html>"""


def test_a_blogs_byline_caption_and_author_note_are_told_apart() -> None:
    page = story(BLOG)
    assert page.byline is not None
    assert page.byline.text == "Ada Mold"
    assert page.caption is not None
    assert page.caption.text.startswith("The dam at Arden on Monday.")
    assert page.dateline is not None
    assert page.dateline.agency == "AP"
    assert str(page.published) == "2024-03-05 08:00:00+00:00"
    found = [c.text for c in judge(page).candidates]
    assert any("Nine of its 12 gates" in text for text in found)
    assert not any("reporter" in text or "2019" in text for text in found)

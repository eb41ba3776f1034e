"""On the claim page a source is kept, fills what is empty, and the excerpt's proof is shown."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Claim
from reviews.evidence import Source
from reviews.models import Draft
from reviews.snapshot_rows import Snapshot
from reviews.snapshots import take_snapshot
from tests.people import ada, browser, decided, eve, in_conflict, out, taken
from tests.site import LOOPBACK, Site, gives, open_site, sends_on

pytestmark = pytest.mark.django_db
URL = "https://port.example/notice"
PAGE = b"""<!doctype html><html><head><title>Notice</title><meta property="og:site_name"
content="Port of Mara"><script>steal()</script></head><body><p>At least 114 people were
hurt.</p></body></html>"""


def _send(claim: Claim, *, script: bool = False, **fields: Any) -> Any:
    body = {
        "lease_no": claim.lease_no,
        "draft_version": "0",
        "verdict": "disputed",
        "rationale": "The notice says otherwise.",
        "citations[0].url": URL,
        "citations[0].excerpt": "At least 14 people were hurt",
        "snapshot": "0",
    }
    headers = {"Accept": "application/json"} if script else {}
    path = f"/desk/claims/{claim.id}/snapshot/"
    return browser(ada()).post(path, {**body, **fields}, headers=headers)


def _page(claim: Claim) -> str:
    return html.unescape(browser(ada()).get(f"/desk/claims/{claim.id}/").content.decode())


def test_without_script_a_file_is_kept_and_all_that_was_typed_comes_back() -> None:
    held = taken(ada())
    file: dict[str, Any] = {"snapshot_file[0]": SimpleUploadedFile("n.html", PAGE)}
    answer = _send(held, **file)
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/claims/{held.id}/")
    (row,) = Draft.objects.get().content["citations"]
    assert (row["title"], row["publisher"]) == ("Notice", "Port of Mara")
    assert row["snapshot"] == str(Snapshot.objects.get().id)
    page = _page(held)
    assert "The notice says otherwise." in page
    assert "excerpt near" in page
    assert "114" in page
    assert "steal" not in page


def test_the_script_is_told_what_to_fill_in_and_never_what_was_typed_over() -> None:
    held = taken(ada())
    file: dict[str, Any] = {"snapshot_file[0]": SimpleUploadedFile("n.html", PAGE)}
    answer = _send(held, script=True, **{"citations[0].title": "My own words"}, **file)
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert told["filled"] == {"publisher": "Port of Mara"}
    assert "excerpt near" in told["mark"]
    assert not Draft.objects.exists()
    proved = browser(ada()).post(
        f"/desk/snapshots/{told['snapshot']}/prove/",
        {"excerpt": "<b>At least</b> 114 people were hurt."},
    )
    assert "&lt;b&gt;" in proved.json()["mark"]
    exact = {"excerpt": "At least 114 people were hurt."}
    proved = browser(ada()).post(f"/desk/snapshots/{told['snapshot']}/prove/", exact)
    assert "excerpt exact" in proved.json()["mark"]


def test_what_cannot_be_kept_loses_no_word() -> None:
    held = taken(ada())
    file: dict[str, Any] = {"snapshot_file[0]": SimpleUploadedFile("n.pdf", b"no PDF")}
    answer = _send(held, **file)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "This is no PDF" in page
    assert "The notice says otherwise." in page
    answer = _send(held, script=True, **{"snapshot_text[0]": " "})
    assert (answer.status_code, "nothing in it" in answer.json()["detail"]) == (422, True)


def test_a_pasted_source_that_was_not_kept_stops_the_saving() -> None:
    held = taken(ada())
    body = {
        "lease_no": held.lease_no,
        "verdict": "disputed",
        "rationale": "The notice says otherwise.",
        "citations[0].url": URL,
        "snapshot_text[0]": "A long text that somebody pasted.",
    }
    answer = browser(ada()).post(f"/desk/claims/{held.id}/review/", body)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Press “Keep the source” first" in page
    assert "A long text that somebody pasted." in page


def test_a_review_shows_its_proofs_and_how_many_sources_it_has_for_ever() -> None:
    text = "PORT (AFP) - At least 114 people were <b>hurt</b>."
    kept = [
        take_snapshot(actor=ada(), url=f"https://{name}.example/", data=text.encode())
        for name in ("a", "b")
    ]
    excerpts = ("At least 114 people were", "At least 14 people were")
    cited = [
        Source(one.url, excerpt=excerpt, snapshot=one.id)
        for one, excerpt in zip(kept, excerpts, strict=True)
    ]
    claim = decided(
        ada(), citations=[*cited, Source("https://c.example/", excerpt="No snapshot of it")]
    ).claim
    page = _page(claim)
    for mark in ("excerpt exact", "excerpt near", "excerpt not checked"):
        assert mark in page
    assert "3 links, 2 independent. Links 1 and 2 carry one agency's report, AFP." in page
    shown = browser(out()).get(f"/desk/snapshots/{kept[0].id}/?start=13&end=37").content.decode()
    assert '<mark id="excerpt">At least 114 people were</mark>' in shown
    assert "&lt;b&gt;hurt" in shown
    odd = browser(out()).get(f"/desk/snapshots/{kept[0].id}/?start=x&end=99999999999").status_code
    assert odd == 200
    raw = browser(out()).get(f"/desk/snapshots/{kept[0].id}/raw/")
    assert raw["Content-Disposition"].startswith("attachment")


def test_the_editor_of_a_conflict_keeps_a_source_too() -> None:
    claim = in_conflict()
    body = {
        "draft_version": "0",
        "rationale": "Both miss the log.",
        "citations[0].url": URL,
        "snapshot": "0",
        "snapshot_text[0]": "The log says 114.",
    }
    answer = browser(eve()).post(f"/desk/claims/{claim.id}/snapshot/", body)
    assert answer["Location"] == f"/desk/conflicts/{claim.id}/"
    page = browser(eve()).get(answer["Location"]).content.decode()
    assert "Both miss the log." in page
    assert "kept " in page
    body["snapshot_text[0]"] = " "
    answer = browser(eve()).post(f"/desk/claims/{claim.id}/snapshot/", body)
    assert (answer.status_code, b"Both miss the log." in answer.content) == (422, True)


# ---- fetched by the desk -----------------------------------------------------------------------
@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    with open_site() as made:
        made.pages |= {"/short": sends_on("/notice"), "/notice": gives(PAGE)}
        yield made


def _fetch(claim: Claim, url: str, *, script: bool = False, **fields: Any) -> Any:
    body = {
        "lease_no": claim.lease_no,
        "draft_version": "0",
        "verdict": "disputed",
        "rationale": "The notice says otherwise.",
        "citations[0].url": url,
        "citations[0].excerpt": "At least 114 people were hurt",
        "snapshot_text[0]": "",
        "fetch": "0",
    }
    headers = {"Accept": "application/json"} if script else {}
    path = f"/desk/claims/{claim.id}/snapshot/"
    return browser(ada()).post(path, {**body, **fields}, headers=headers)


def test_without_script_a_link_is_fetched_and_all_that_was_typed_comes_back(site: Site) -> None:
    held = taken(ada())
    answer = _fetch(held, site.at("/short"))
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/claims/{held.id}/")
    (row,) = Draft.objects.get().content["citations"]
    kept = Snapshot.objects.get()
    assert (row["url"], row["title"], row["snapshot"]) == (
        site.at("/short"),
        "Notice",
        str(kept.id),
    )
    assert kept.url == site.at("/short")
    page = _page(held)
    assert "The notice says otherwise." in page
    assert "excerpt exact" in page
    assert "steal" not in page
    shown = browser(ada()).get(f"/desk/snapshots/{kept.id}/").content.decode()
    assert f"fetched by the desk from {site.at('/notice')}" in shown


def test_the_script_is_told_what_was_fetched_and_why_something_was_not(site: Site) -> None:
    held = taken(ada())
    told = _fetch(held, site.at("/short"), script=True)
    assert told.status_code == 201, told.content
    assert told.json()["filled"] == {"title": "Notice", "publisher": "Port of Mara"}
    for url, words in (
        (site.at("/gone"), "answered 404"),
        ("", "Give the link"),
        ("http://10.0.0.7/", "inside this network"),
        ("ftp://a.example/", "Only http and https"),
    ):
        told = _fetch(held, url, script=True)
        assert (told.status_code, words in told.json()["detail"]) == (422, True), told.content
    both = _fetch(held, site.at("/notice"), script=True, **{"snapshot_text[0]": "Words."})
    assert "Take out the pasted text" in both.json()["detail"]


def test_what_cannot_be_fetched_loses_no_word(site: Site) -> None:
    answer = _fetch(taken(ada()), site.at("/gone"))
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "The server answered 404, not 200. Paste the source's text" in page
    assert "The notice says otherwise." in page


def test_a_desk_that_fetches_nothing_offers_it_nowhere(settings: Any) -> None:
    held = taken(ada())
    assert "Fetch it" in _page(held)
    settings.FACTCHECK_FETCH = False
    assert "Fetch it" not in _page(held)
    answer = _fetch(held, "https://a.example/", script=True)
    assert (answer.status_code, answer.json()["code"]) == (422, "fetch_off")

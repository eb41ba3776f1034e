"""What readers find: pages, feeds, ClaimReview, proofs; and what they never find."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec_schemaorg.models as schema_org
import pytest
from django.test import Client

from claims.models import Claim
from factcheck.errors import Invalid
from factcheck.events.verify import verify_ledger
from factcheck.ids import new_id
from reviews import decide, publish, queue
from reviews.claimreview import claim_review
from reviews.evidence import Source
from reviews.lint import lint
from reviews.models import Verdict
from reviews.places import places
from reviews.words import State, Value
from tests.house.source import ROOT
from tests.people import ada, ben, decided, eve, fresh, judge, pending, story

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def out(claim: Claim | None = None, **given: Any) -> Verdict:
    """A published version."""
    version = Verdict.objects.get(claim=decided(ada(), claim=claim, **given).claim_id)
    return publish.publish(actor=eve(), verdict_id=version.id)


def get(path: str) -> Any:
    return Client().get(path)


def page(version: Verdict) -> str:
    answer = get(f"/verdicts/{version.claim_id}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def document_in(html: str) -> dict[str, Any]:
    """What a machine finds in the page, read as a browser would cut it out."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_readers_find_a_verdict_without_a_login() -> None:
    version = out(story("The dam broke in <b>March</b> & April.", outlet="The Dawn")[0])
    html = page(version)
    assert "The dam broke in &lt;b&gt;March&lt;/b&gt; &amp; April." in html
    assert "Disputed" in html
    assert "The Dawn" in html
    assert "ada" not in html
    assert "eve" not in html


def test_what_was_never_published_is_not_there() -> None:
    claim = decided(ada()).claim
    for path in ("", "claimreview.json", "proof.json"):
        assert get(f"/verdicts/{claim.id}/{path}").status_code == 404
        assert get(f"/verdicts/{new_id()}/{path}").status_code == 404
    assert str(claim.id) not in get("/verdicts/").content.decode()
    assert str(claim.id) not in get("/verdicts/feed.atom").content.decode()


def test_no_draft_leaves_by_a_public_door() -> None:
    version = out()
    decide.reopen(actor=eve(), claim_id=version.claim_id, reason="A reader wrote in.")
    held = queue.take(actor=ben(), claim_id=version.claim_id)
    judge(ben(), held, verdict="verified", rationale="A secret so far.")
    doors = ["/verdicts/", "/verdicts/feed.atom", "/verdicts/claimreviews.json"]
    one = f"/verdicts/{version.claim_id}/"
    for path in [*doors, one, f"{one}proof.json", f"{one}claimreview.json"]:
        answer = get(path)
        body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200, path
        assert b"secret" not in body, path


def test_the_address_never_changes_and_shows_the_correction() -> None:
    version = out()
    publish.correct(
        actor=eve(), verdict_id=version.id, note="The day was <wrong>.", value="verified"
    )
    html = page(version)
    assert "Verified" in html
    assert "The day was &lt;wrong&gt;." in html
    assert "superseded" in html
    assert "The day was &lt;wrong&gt;." in get("/verdicts/corrections/").content.decode()
    document = document_in(html)
    assert [one["text"] for one in document["correction"]] == ["The day was <wrong>."]
    assert document["reviewRating"]["alternateName"] == "Verified"


def test_a_retracted_verdict_says_so_and_machines_are_told_it_is_gone() -> None:
    version = out()
    publish.retract(actor=eve(), verdict_id=version.id, note="The notice was forged.")
    html = page(version)
    assert "The notice was forged." in html
    assert "ld+json" not in html
    assert get(f"/verdicts/{version.claim_id}/claimreview.json").status_code == 410
    feed = b"".join(get("/verdicts/claimreviews.json"))
    assert str(version.claim_id).encode() not in feed


def test_no_text_breaks_out_of_the_script() -> None:
    line = "The mayor said </script><script>alert(1)</script> and <!-- in March."
    version = out(story(line)[0])
    html = page(version)
    assert "<script>alert" not in html
    assert document_in(html)["claimReviewed"] == line
    assert html.count("<script") == 1


def test_one_verdict_answers_the_same_claim_in_several_articles() -> None:
    first, second = (
        story("The dam broke in March.", outlet=name, source_url=f"https://{name}.example/dam")[0]
        if name == "dawn"
        else story("The dam broke in March, sources said.", outlet=name)[0]
        for name in ("dawn", "dusk")
    )
    held = queue.take(actor=ada(), claim_id=second.id)
    decide.dismiss(
        actor=ada(),
        claim_id=second.id,
        reason="duplicate",
        duplicate_of=first.id,
        lease_no=held.lease_no,
    )
    version = out(first)
    assert [one.outlet for one in places(fresh(first))] == ["dawn", "dusk"]
    html = page(version)
    assert "https://dawn.example/dam" in html
    assert "dusk" in html
    appearance = document_in(html)["itemReviewed"]["appearance"]
    assert [one["publisher"]["name"] for one in appearance] == ["dawn", "dusk"]
    decide.reopen(actor=eve(), claim_id=second.id, reason="It is another dam.")
    assert [one.outlet for one in places(fresh(first))] == ["dawn"]


# ---- machines ----------------------------------------------------------------------------------
def test_the_feed_brings_a_corrected_verdict_up_again() -> None:
    old, new = out(), out()
    publish.correct(actor=eve(), verdict_id=old.id, note="Wrong.", value="verified")
    root = ET.fromstring(get("/verdicts/feed.atom").content)
    links = [
        one.find(f"{ATOM}link").attrib["href"]  # type: ignore[union-attr]
        for one in root.findall(f"{ATOM}entry")
    ]
    assert [link.split("/")[-2] for link in links] == [str(old.claim_id), str(new.claim_id)]
    assert all(link.startswith("http://127.0.0.1:8000/verdicts/") for link in links)


def test_the_data_feed_holds_every_verdict_that_stands() -> None:
    versions = [out(), out(verdict="unverifiable", citations=[])]
    found = json.loads(b"".join(get("/verdicts/claimreviews.json")))
    assert found["@type"] == "DataFeed"
    items = [one["item"] for one in found["dataFeedElement"]]
    assert {one["@type"] for one in items} == {"ClaimReview"}
    assert {one["url"].split("/")[-2] for one in items} == {str(one.claim_id) for one in versions}
    for item in items:
        assert not [one for one in lint(item) if not one.advice]


def test_anybody_can_check_the_proof_without_our_code() -> None:
    version = out()
    publish.correct(actor=eve(), verdict_id=version.id, note="Wrong.", value="verified")
    pending()  # the chain goes on
    proof = get(f"/verdicts/{version.claim_id}/proof.json").json()
    assert proof["head"]["hash"] == verify_ledger().head
    digests: dict[str, str] = {}
    for event in proof["events"]:
        body = {name: event[name] for name in event if name not in {"previous", "hash"}}
        said = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(f"{event['previous']}\n{said}".encode()).hexdigest() == event["hash"]
        digests |= event["details"]["digests"]
    assert len(proof["versions"]) == 2
    for one in proof["versions"]:
        said = json.dumps(one["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(said.encode()).hexdigest() == one["sha256"]
        digest = hashlib.sha256(f"{one['salt']}\n{said}".encode()).hexdigest()
        assert digests[f"reviews.verdict:{one['id']}"] == digest


def test_the_script_in_the_docs_checks_a_proof_and_finds_a_changed_word(tmp_path: Path) -> None:
    page_of_docs = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    script = tmp_path / "check.py"
    found = re.search(r"```python\n(.*?)```", page_of_docs, re.DOTALL)
    assert found
    script.write_text(found[1], encoding="utf-8")
    version = out()
    proof = get(f"/verdicts/{version.claim_id}/proof.json").json()

    def check() -> subprocess.CompletedProcess[str]:
        given = tmp_path / "proof.json"
        given.write_text(json.dumps(proof), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-I", str(script), str(given)],
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip

    good = check()
    assert good.returncode == 0, good.stderr
    assert proof["head"]["hash"] in good.stdout
    proof["versions"][0]["content"]["rationale"] += "!"
    assert "its hash is another's" in check().stderr
    said = json.dumps(
        proof["versions"][0]["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    proof["versions"][0]["sha256"] = hashlib.sha256(said.encode()).hexdigest()
    assert "not what the ledger covers" in check().stderr


# ---- ClaimReview and its linter ----------------------------------------------------------------
def foreign_to_schema_org(value: Any, at: str = "$") -> list[str]:
    """What of a document schema.org has no type or no property for, by its own vocabulary."""
    if isinstance(value, list):
        return [one for item in value for one in foreign_to_schema_org(item, at)]
    if not isinstance(value, dict):
        return []
    kind = getattr(schema_org, str(value.get("@type")), None)
    if kind is None:
        return [f"{at}: {value.get('@type')}"]
    names = {name for name in value if not name.startswith("@")}
    wrong = [f"{at}: {name}" for name in sorted(names - set(kind.__struct_fields__))]
    return wrong + [
        one for name in names for one in foreign_to_schema_org(value[name], f"{at}.{name}")
    ]


def test_every_term_is_one_of_schema_orgs(settings: Any) -> None:
    settings.FACTCHECK_RATING = True
    claim = story(
        "The dam broke in March.",
        outlet="The Dawn",
        headline="Dam",
        source_url="https://d.example/1",
    )[0]
    Claim.objects.filter(pk=claim.pk).update(claimant="the port office")
    cited = [Source("https://a.example/", title="Log", publisher="Port", author="A. Lee")]
    version = out(claim, verdict="verified", citations=cited)
    publish.correct(actor=eve(), verdict_id=version.id, note="The day.", rationale="In April.")
    document = get(f"/verdicts/{claim.id}/claimreview.json").json()
    assert {"correction", "citation", "reviewRating", "itemReviewed"} <= set(document)
    assert document["itemReviewed"]["appearance"]
    assert foreign_to_schema_org(document) == []
    assert foreign_to_schema_org(json.loads(b"".join(get("/verdicts/claimreviews.json")))) == []
    assert foreign_to_schema_org({**document, "verdict": "true"}) == ["$: verdict"]
    assert foreign_to_schema_org({**document, "author": {"@type": "Newsroom"}}) == [
        "$.author: Newsroom"
    ]


def sound() -> dict[str, Any]:
    """A document that keeps every rule."""
    version = out(story("The dam broke in March.", outlet="The Dawn")[0])
    document = claim_review(version.claim, version, places(version.claim))
    assert not [one for one in lint(document) if not one.advice]
    return document


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("statement", {"claimReviewed": " "}),
        ("statement_short", {"claimReviewed": "The dam " * 20}),
        ("statement_unrated", {"claimReviewed": "Disputed: the dam broke in March."}),
        ("statement_unrated", {"claimReviewed": "The dam broke in March (disputed)"}),
        ("address_absolute", {"url": "/verdicts/1/"}),
        ("address_ours", {"url": "https://elsewhere.example/verdicts/1/"}),
        ("address_public", {}),
        ("rating_word", {"reviewRating": {"@type": "Rating", "alternateName": ""}}),
        (
            "rating_range",
            {
                "reviewRating": {
                    "alternateName": "Verified", "ratingValue": 6, "bestRating": 5,
                    "worstRating": 1,
                }
            },
        ),
        ("rating_range", {"reviewRating": {"alternateName": "Verified", "ratingValue": 5}}),
        ("author", {"author": {"@type": "Organization", "name": "Factcheck"}}),
        ("date", {"datePublished": "last week"}),
        ("date", {"datePublished": "2999-01-01T00:00:00+00:00"}),
        ("origin", {"itemReviewed": {"@type": "Claim"}}),
        ("origin_other", {"itemReviewed": {"author": {"name": "factcheck"}}}),
        (
            "origin_other",
            {
                "itemReviewed": {
                    "author": {"name": "The Dawn"},
                    "appearance": [{"url": "http://127.0.0.1:8000/verdicts/1/"}],
                }
            },
        ),
    ],
)  # fmt: skip
def test_each_rule_of_the_linter_names_what_breaks_it(rule: str, change: dict[str, Any]) -> None:
    assert rule in [one.rule for one in lint({**sound(), **change})]


@pytest.mark.parametrize("document", [[], [{"@type": "ClaimReview"}], {"@type": "Claim"}, None])
def test_a_page_holds_one_claim_review(document: Any) -> None:
    assert [one.rule for one in lint(document)] == ["one_a_page"]


def test_a_publication_that_breaks_the_linter_is_refused(settings: Any) -> None:
    settings.FACTCHECK_HOUSE = "The Dawn"
    version = Verdict.objects.get(
        claim=decided(ada(), claim=story("The dam broke.", outlet="The Dawn")[0]).claim_id
    )
    with pytest.raises(Invalid) as refused:
        publish.publish(actor=eve(), verdict_id=version.id)
    assert [one.field for one in refused.value.errors] == ["lint.origin_other"]
    assert Verdict.objects.get(pk=version.pk).state == State.DRAFT


def test_only_verified_may_carry_a_number(settings: Any) -> None:
    settings.FACTCHECK_RATING = True
    settings.FACTCHECK_WORD_DISPUTED = "Not so"
    for value in Value:
        cited: dict[str, Any] = {"citations": []} if value == Value.UNVERIFIABLE else {}
        version = out(verdict=value.value, **cited)
        rating = document_in(page(version))["reviewRating"]
        assert ("ratingValue" in rating) == (value == Value.VERIFIED)
        if value == Value.DISPUTED:
            assert rating["alternateName"] == "Not so"
            assert ">Not so<" in page(version)

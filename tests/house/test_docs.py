"""The documentation says what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.house.printed import ROOT, pages, printed
from tests.people import Program, ada, pending

TEMPLATES = ROOT / "reviews" / "desk" / "templates" / "desk"
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_what_repeats_the_code_is_printed_from_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert printed(text) == text, "run: python -m tests.house.printed"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_key_of_a_page_is_in_the_list_of_keys() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html")}
    listed = set(re.findall(r"<kbd>(\S+?)</kbd>", pages["_keys.html"]))
    for name, text in pages.items():
        assert set(re.findall(r'data-(?:row-)?key="([^"{]+)"', text)) <= listed, name


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or page.name in index


SAMPLE = re.compile(
    r"^curl (?P<options>.*?) ?\"?\$API/(?P<path>\S*?)\"?(?: # (?P<status>\d+))?$", re.MULTILINE
)


@pytest.mark.django_db
def test_the_samples_of_the_api_page_are_answered_as_it_says() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    samples = list(SAMPLE.finditer(text))
    assert len(samples) == text.count("\ncurl ") > 8
    caller = Program(ada())
    tag = caller.get("claims/")["ETag"]
    for sample in samples:
        options = sample["options"]
        headers = dict(re.findall(r'-H "([\w-]+): (.*?)"', options))
        assert headers.pop("Authorization") == "Bearer $KEY"
        headers = {name: value.replace("$TAG", tag) for name, value in headers.items()}
        headers |= caller.headers
        address, body = f"/api/v1/{sample['path']}", re.search(r"-d '(.*?)'", options)
        if body:
            kind = headers.pop("Content-Type")
            answer = caller.client.post(address, body[1], content_type=kind, headers=headers)
        else:
            answer = caller.client.get(address, headers=headers)
        assert answer.status_code == int(sample["status"] or 200), (sample[0], answer.content)


@pytest.mark.django_db
def test_the_sample_of_many_stories_in_one_file_is_taken() -> None:
    text = (ROOT / "docs" / "intake.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"^curl .*$", text, re.MULTILINE)
    kind, path = re.findall(r"'Content-Type: (\S+?)' --data-binary \S+ \$API/(\S+)", sample)[0]
    caller = Program(ada())
    answer = caller.client.post(
        f"/api/v1/{path}",
        b'{"text": "The dam broke."}\n',
        content_type=kind,
        headers=caller.headers,
    )
    assert answer.status_code == 202


@pytest.mark.django_db
def test_the_readmes_calls_are_answered() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    calls = re.findall(r"^curl -H \"\$AUTH\"(?:.*? -d '(.*?)')? \$API/(\S+)$", text, re.MULTILINE)
    assert len(calls) == 4
    caller = Program(ada())
    claim = pending()
    for body, path in calls:
        address = path.replace("$CLAIM", str(claim.id))
        answer = caller.post(address, json.loads(body)) if body else caller.get(address)
        assert answer.status_code in {200, 202}, (address, answer.content)

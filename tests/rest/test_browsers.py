"""What a browser is told: own scripts only, no frames, no forged forms."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from claims.models import Article
from factcheck.accounts.people import switch_user
from reviews import queue
from tests.people import PASSWORD, Program, ada, browser, eve, fresh, pending, root, story, taken

pytestmark = pytest.mark.django_db
PAGES = ["/desk/", "/desk/login/", "/desk/articles/", "/admin/login/", "/api/v1/articles/", "/x"]


@pytest.mark.parametrize("path", [*PAGES, "/healthz"])
@pytest.mark.parametrize("who", [None, root])
def test_every_answer_carries_the_policy(path: str, who: Any) -> None:
    client = browser(who()) if who else Client()
    answer = client.get(path)
    policy = {
        part.split()[0]: part.split()[1:] for part in answer["Content-Security-Policy"].split(";")
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == policy["connect-src"] == ["'self'"]
    assert not [word for words in policy.values() for word in words if "unsafe" in word]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Request-ID"]


INLINE = re.compile(rb"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:", re.IGNORECASE)


@pytest.mark.parametrize(
    "path",
    [
        "/desk/",
        "/desk/login/",
        "/desk/claims/",
        "/desk/articles/",
        "/desk/articles/new/",
        "/desk/verdicts/",
        "/desk/users/",
        "/desk/keys/",
        "/desk/help/keys/",
    ],
)
def test_no_page_holds_what_the_policy_forbids(path: str) -> None:
    pending()
    client = Client() if path == "/desk/login/" else browser(root())
    answer = client.get(path)
    assert answer.status_code == 200
    assert INLINE.findall(answer.content) == []
    assert re.findall(rb'(?:src|href)="(?:https?:)?//[^"]*"', answer.content) == []


def test_a_story_full_of_markup_is_shown_as_typed() -> None:
    words = '<script>document.title="x"</script> <img src=x onerror=alert(1)> & "so"'
    claim = story(words, headline="<b>Bold</b>")[0]
    held = queue.take(actor=ada(), claim_id=claim.id)
    for path in (
        f"/desk/claims/{held.id}/",
        f"/desk/articles/{claim.article_id}/",
        "/desk/claims/",
    ):
        page = browser(ada()).get(path).content
        assert b"<script>document" not in page
        assert b"<img src=x" not in page
        assert b"<b>Bold" not in page
        assert b"&lt;script&gt;" in page


# ---- forged forms ------------------------------------------------------------------------------
def test_a_session_posts_nothing_over_rest_without_its_token() -> None:
    client = browser(ada(), enforce_csrf_checks=True)
    answer = client.post("/api/v1/articles/", '{"text": "x y z"}', content_type="application/json")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert not Article.objects.exists()


def test_a_key_needs_no_token() -> None:
    program = Program(ada())
    program.client = Client(enforce_csrf_checks=True)
    assert program.post("articles/", {"text": "The dam broke."}).status_code == 202


def test_the_desk_takes_no_form_without_its_token_and_says_so() -> None:
    held = taken(ada())
    client = browser(ada(), enforce_csrf_checks=True)
    answer = client.post(f"/desk/claims/{held.id}/release/", {"lease_no": "1"})
    assert answer.status_code == 403
    assert "Go back, reload the page" in answer.content.decode()
    assert fresh(held).holder == ada().person


def test_a_session_of_somebody_switched_off_is_dead() -> None:
    client = browser(eve())
    switch_user(actor=root(), user_id=eve().person.id, active=False)
    assert client.get("/desk/").status_code == 302
    assert client.get("/api/v1/articles/").status_code in {401, 403}


def test_back_never_leads_to_another_host() -> None:
    claim = pending()
    client = browser(eve())
    for target in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = client.post(
            f"/desk/claims/{claim.id}/undo/", {"next": target}, headers={"Referer": target}
        )
        assert answer["Location"].startswith("/desk/")


def test_the_cookies_of_a_session_are_not_for_scripts(client: Client, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ada()
    answer = client.post("/desk/login/", {"username": "ada", "password": PASSWORD})
    assert answer.status_code == 302
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b"])
def test_another_host_name_is_refused(host: str) -> None:
    answer = Client(headers={"host": host}).get("/desk/login/")
    assert answer.status_code == 400

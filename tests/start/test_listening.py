"""A started desk tells a listener what happens, by its own worker; SQLite, as `make run` has it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from standardwebhooks import Webhook as Verifier

from tests.site import gives, open_site
from tests.start.conftest import Running, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.sqlite, pytest.mark.xdist_group("start")]


def test_a_worker_posts_what_happens_within_moments_and_again_what_failed(
    start: Callable[..., Running],
) -> None:
    with open_site() as site:
        site.pages["/hook"] = gives(b"not now", 500)
        desk = start(FACTCHECK_NET_ALLOW="127.0.0.0/8")
        wait_for(desk.ready)
        key = desk.key("admin")
        given = {"name": "cms", "url": site.at("/hook"), "events": ["article.submitted"]}
        made = desk.get("/api/v1/webhooks/", key, given)
        began = time.monotonic()
        desk.get("/api/v1/articles/", key, {"text": "The bridge at Halden was closed on Monday."})
        wait_for(lambda: site.sent, 10)
        assert time.monotonic() - began < 10
        site.pages["/hook"] = gives(b"", 204)
        wait_for(lambda: len(site.sent) == 2, 60)  # after ten seconds, at beat's next round
        log = f"/api/v1/webhooks/{made['id']}/deliveries/"
        wait_for(lambda: desk.get(log, key)["results"][0]["state"] == "delivered", 10)
        ids = set()
        for (_, _, headers), body in zip(site.asked, site.sent, strict=True):
            sent = {name.lower(): value for name, value in headers.items()}
            message = Verifier(made["secret"]).verify(body, sent)
            assert message["type"] == json.loads(body)["type"] == "article.submitted"
            ids.add(sent["webhook-id"])
        assert len(ids) == 1
        assert desk.interrupt() == 0
        assert made["secret"].encode() not in b"".join(
            path.read_bytes() for path in (desk.data / "log").iterdir()
        )

"""From the key that saves to the next claim painted, in a real browser.

    python -m benchmarks.save_and_next [--claims 100000] [--rounds 100] [--postgresql]

Starts a desk of its own (gunicorn, a temporary SQLite file or, with `--postgresql`, an embedded
server), lets so many claims wait, and decides one after the other by keyboard in Chromium. Prints
the median and the 95th percentile of the time from Ctrl+Enter to the first paint of the next
claim's page, with the floor beside it: the same browser going from one page of the desk to
another that asks the database next to nothing (its list of keys). Then the server's time for the
claim page alone, beside that of its health check.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import time
from typing import Any
from urllib.parse import urlsplit

from benchmarks.running import Running, running
from tests.chromium import find_chromium

WARM_UP = 5
LONGEST_SECONDS = 420.0
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# When the key went down, on the wall's clock: it outlives the page. The other side of it is the
# next page's first paint on the same clock.
MARK = """addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey)
        sessionStorage.setItem("pressed", String(performance.timeOrigin + performance.now()));
}, {capture: true});"""
PAINTED = """() => new Promise((done) => {
    const told = () => {
        const paint = performance.getEntriesByName("first-contentful-paint")[0];
        if (!paint) return requestAnimationFrame(told);
        done(performance.timeOrigin + paint.startTime - Number(sessionStorage.getItem("pressed")));
    };
    told();
})"""


def main() -> None:
    """Parses, starts the desk, measures, prints."""
    parser = argparse.ArgumentParser(description="From key to the next claim painted.")
    parser.add_argument("--claims", type=int, default=100_000, help="how many claims wait")
    parser.add_argument("--rounds", type=int, default=100, help="how many are decided")
    parser.add_argument("--postgresql", action="store_true", help="on an embedded PostgreSQL")
    given = parser.parse_args()
    began = time.monotonic()
    with running(claims=given.claims, postgresql=given.postgresql) as desk:
        print(
            f"{desk.database}, {desk.waiting:,} claims wait; ready in "
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )
        from factcheck.accounts.models import User

        session = _session(User.objects.get(username="ada"))
        _in_the_browser(desk, session, given.rounds)
        _on_the_server(desk, session, given.rounds)


def _session(person: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    assert store.session_key
    return store.session_key


def _in_the_browser(desk: Running, session: str, rounds: int) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        context = browser.new_context()
        context.add_cookies([{"name": "sessionid", "value": session, "url": desk.url}])
        context.add_init_script(MARK)
        page = context.new_page()
        page.goto(desk.url + "/desk/")
        page.keyboard.press("n")
        page.wait_for_url("**/desk/claims/*/")
        times, floor = [], []
        until = time.monotonic() + LONGEST_SECONDS
        for number in range(rounds + WARM_UP):
            if time.monotonic() > until:
                break
            here = page.url
            page.keyboard.press("u")
            page.keyboard.type("Nobody can know.")
            page.wait_for_selector("#saved:text-is('Saved')")
            page.keyboard.press("Control+Enter")
            page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
            value = page.evaluate(PAINTED)
            if number >= WARM_UP:
                times.append(value)
        for _ in range(20):
            page.evaluate(
                "sessionStorage.setItem('pressed', performance.timeOrigin + performance.now())"
            )
            page.goto(desk.url + "/desk/help/keys/")
            floor.append(page.evaluate(PAINTED))
        browser.close()
    _line("key to paint", times, "a page without data", floor)


def _on_the_server(desk: Running, session: str, rounds: int) -> None:
    from claims.models import Claim

    waiting = [str(row) for row in Claim.objects.values_list("id", flat=True)[:rounds]]
    host = urlsplit(desk.url)
    line = http.client.HTTPConnection(host.hostname or "", host.port, timeout=30)
    head = {"Cookie": f"sessionid={session}"}

    def get(path: str) -> float:
        began = time.perf_counter()
        line.request("GET", path, headers=head)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        return (time.perf_counter() - began) * 1000

    get(f"/desk/claims/{waiting[0]}/")
    page = [get(f"/desk/claims/{one}/") for one in waiting]
    health = [get("/healthz") for _ in waiting]
    _line("claim page", page, "the health check", health)


def _line(name: str, times: list[float], floor_name: str, floor: list[float]) -> None:
    print(f"{name:<13} {_two(times)}   floor ({floor_name}): {_two(floor)}   n={len(times)}")


def _two(times: list[float]) -> str:
    tail = statistics.quantiles(times, n=20)[-1]
    return f"median {statistics.median(times):6.1f} ms, 95th {tail:6.1f} ms"


if __name__ == "__main__":
    main()

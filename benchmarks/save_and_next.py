"""From the key that saves to the next claim painted, in a real browser.

    python -m benchmarks.save_and_next [--claims 100000] [--rounds 100] [--postgresql]

Starts a desk of its own (gunicorn, a temporary SQLite file or, with `--postgresql`, an embedded
server), lets so many claims wait, and decides one after the other by keyboard in Chromium. Prints
the median and the 95th percentile of the time from Ctrl+Enter to the next claim's first paint,
with the floor beside it: the same browser fetching a page that asks the database next to
nothing (the list of keys), parsing it and painting a frame. Then the server's time for the claim
page alone, beside that of its health check.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import time
from typing import Any
from urllib.parse import urlsplit

from benchmarks.running import Running, running
from tests.chromium import FLAGS, find_chromium

WARM_UP = 5
LONGEST_SECONDS = 420.0
LONGEST_WAIT_SECONDS = 20.0
# From the key to the frame in which the next claim stands: its address is set while it is drawn,
# the frame callback runs before that frame is painted, the message behind it after. Nothing looks
# again and again: two cores serve the desk, the browser and the clock.
MARK = """{
    let pressed = 0;
    addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.ctrlKey) pressed = performance.now();
    }, {capture: true});
    const painted = (then) => requestAnimationFrame(() => {
        const line = new MessageChannel();
        line.port1.onmessage = then;
        line.port2.postMessage(0);
    });
    const push = history.pushState;
    history.pushState = function (...to) {
        push.apply(this, to);
        painted(() => { window.tookMs = performance.now() - pressed; });
    };
}"""
FLOOR = """async () => {
    const pressed = performance.now();
    const html = await (await fetch("/desk/help/keys/")).text();
    new DOMParser().parseFromString(html, "text/html");
    await new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
    return performance.now() - pressed;
}"""


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
        times = []
        until = time.monotonic() + LONGEST_SECONDS
        for number in range(rounds + WARM_UP):
            if time.monotonic() > until:
                break
            page.keyboard.press("u")
            page.keyboard.type("Nobody can know.")
            page.wait_for_selector("#saved:text-is('Saved')")
            page.keyboard.press("Control+Enter")
            value = _took(page)
            if number >= WARM_UP:
                times.append(value)
        floor = [page.evaluate(FLOOR) for _ in range(20)]
        browser.close()
    _line("key to paint", times, "a page without data", floor)


def _took(page: Any) -> float:
    """Milliseconds that the page noted, once it has."""
    until = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < until:
        time.sleep(0.4)
        value = page.evaluate(
            "() => { const ms = window.tookMs; delete window.tookMs; return ms; }"
        )
        if value is not None:
            return float(value)
    raise SystemExit(f"The next claim did not come within {LONGEST_WAIT_SECONDS:.0f} s.")


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

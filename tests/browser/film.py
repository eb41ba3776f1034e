"""A morning of work by keyboard alone, filmed: the pictures of `docs/reviewing.md` and the README.

    python -m tests.browser.film

Starts a desk of its own with the demo (a temporary folder, loopback), works at it in Chromium and
writes `docs/images`. Only keys are pressed, and addresses gone to; the one exception says so. Stops
where a picture cannot be reached by keys. Pillow, where it is installed, makes the files small.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
IMAGES = ROOT / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--lang=en-US", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SCREEN = {"width": 1280, "height": 800}
WIDE = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}
COLOURS = 96
MOST_TABS = 260
LINKS = """https://inspectorate.example/halden/dismissals
https://port.example/notices/2026-02"""


# ---- the desk ----------------------------------------------------------------------------------
@contextlib.contextmanager
def running() -> Iterator[tuple[str, dict[str, str]]]:
    """The whole desk with the demo; its address, and the password of each person."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    given = {name: value for name, value in os.environ.items() if "FACTCHECK_" not in name}
    with tempfile.TemporaryDirectory(prefix="factcheck-film-") as folder:
        own = {"FACTCHECK_DATA": folder, "HOST": "127.0.0.1", "PORT": port, "DEMO": "1"}
        own |= {"REDIS_URL": "", "DATABASE_URL": ""}
        up = [sys.executable, "-m", "factcheck.up"]
        child = subprocess.Popen(up, cwd=ROOT, env=given | own, stdout=subprocess.PIPE, text=True)
        try:
            assert child.stdout
            if not any("is ready" in line for line in child.stdout):
                raise SystemExit("The desk did not start; its words stand above.")
            lines = (Path(folder) / "demo-logins.txt").read_text().splitlines()
            words = [line.split() for line in lines]
            yield f"http://127.0.0.1:{port}/desk/", {one[0]: one[1] for one in words}
        finally:
            child.terminate()
            child.wait(timeout=60)


def shrink(path: Path) -> None:
    """The picture in few colours, where there is a Pillow."""
    with contextlib.suppress(ModuleNotFoundError):
        image = importlib.import_module("PIL.Image")
        plain = image.open(path).convert("RGB")
        plain.quantize(COLOURS, dither=image.Dither.NONE).save(path, optimize=True)


# ---- a person at the keyboard ------------------------------------------------------------------
class Person:
    """Somebody with a window, a keyboard and no pointer."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        settings: dict[str, Any] = {"viewport": SCREEN, "locale": "en-US", **options}
        self.context = browser.new_context(**settings)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page: Page = self.context.new_page()
        self.url = url
        self.go("")

    def go(self, path: str) -> None:
        """To an address of the desk, as typed in the browser's own line."""
        self.page.goto(self.url + path)

    def name_yourself(self, name: str, password: str) -> None:
        """Fills the log-in, which has the focus; does not send it."""
        self.type(name)
        self.press("Tab")
        self.type(password)

    def come_in(self) -> None:
        """Sends the log-in."""
        self.press("Enter")
        self.page.wait_for_selector(".hero")

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Into what has the focus."""
        self.page.keyboard.type(words)

    def tab_to(self, selector: str, key: str = "Tab") -> None:
        """Tab until the focus is there."""
        for _ in range(MOST_TABS):
            self.press(key)
            if self.page.evaluate("(at) => document.activeElement.matches(at)", selector):
                return
        raise SystemExit(f"{self.page.url}: Tab does not come to {selector}")

    def away(self, *keys: str) -> None:
        """Presses what leads to another page, and waits for it."""
        with self.page.expect_navigation():
            self.press(*keys)

    def find(self, words: str) -> None:
        """The queue, searched for these words."""
        self.go("queue/")
        self.press("/")
        self.type(words)
        self.away("Enter")

    def take(self, words: str) -> None:
        """The very claim that has these words."""
        self.find(words)
        self.tab_to(".what > a")
        self.away("Enter")
        self.tab_to(".acts .go")
        self.away("Enter")

    def decide(self, key: str, rationale: str, link: str) -> None:
        """The whole decision but for its saving: verdict, rationale, one citation."""
        self.press(key)
        self.type(rationale)
        self.tab_to("[name='citations[0].url']")
        self.type(link)
        self.kept()

    def kept(self) -> None:
        """Until the desk says that what was typed is saved."""
        self.page.wait_for_selector("#saved:text-is('Saved')")

    def film(self, name: str) -> None:
        """A picture of the window as it is."""
        self.page.wait_for_load_state("networkidle")
        path = IMAGES / f"{name}.png"
        self.page.screenshot(path=path)
        shrink(path)
        print(f"{name} {path.stat().st_size:,}", flush=True)


# ---- before the morning ------------------------------------------------------------------------
def prepare(editor: Person) -> None:
    """Stories are read; one claim is for the reviewer by noon, one wants two pairs of eyes."""
    editor.go("articles/")
    until = time.monotonic() + 60
    while editor.page.locator("#stories progress").count():
        if time.monotonic() > until:
            raise SystemExit("The stories were not read within a minute.")
        time.sleep(0.5)
    editor.find("2,140")
    editor.tab_to("#to")
    editor.type("reviewer")
    editor.press("Tab")
    editor.type((datetime.now() + timedelta(days=1)).strftime("%m%d%Y"))
    editor.press("ArrowRight")
    editor.type("1200PM")
    editor.tab_to("input[name=claims]")
    editor.press("Space")
    editor.away("a")
    editor.away("Control+Enter")
    editor.find("Nobody was killed")
    editor.tab_to(".what > a")
    editor.away("Enter")
    editor.tab_to("summary:has(+ form[action$='/second/'])")
    editor.press("Enter")
    editor.tab_to("#second-reason")
    editor.type("A count of deaths: two of us should look.")
    editor.press("Tab")
    editor.away("Enter")


# ---- the morning -------------------------------------------------------------------------------
def first_claims(me: Person) -> None:
    """Board, take, decide, paste links, save and next, take it back."""
    me.film("morning/02-board")
    me.away("n")
    me.film("morning/03-claim")
    me.press("v")
    me.type(
        "The inspectorate's count of 2 March has 2,140 notices since October, 1,630 of them on "
        "temporary contracts. It counts notices given, not people gone."
    )
    me.kept()
    me.film("morning/04-verdict")
    me.tab_to("[name='citations[0].url']")
    me.page.evaluate("(links) => navigator.clipboard.writeText(links)", LINKS)
    me.press("Control+v", "Tab")
    me.type("Dismissals in the ports, weekly count")
    me.press("Tab")
    me.type("Labour Inspectorate")
    me.kept()
    me.film("morning/05-links")
    me.away("Control+Enter")
    me.film("morning/06-next")
    me.away("z")
    me.film("morning/07-back")
    me.away("Control+Enter")


def other_acts(me: Person) -> None:
    """More, words of the story, edit and split, comment."""
    me.press("m")
    me.tab_to("[name=language]")
    me.type("no")
    me.film("morning/08-more")
    me.press("Shift+Tab")
    me.away("Enter")
    me.take("4,200 roads")
    me.press("e")
    me.tab_to("#edit-quote")
    me.type("the highest number since counting began in 1988")
    me.film("morning/10-edit")
    me.press("Escape", "t")
    me.type("@editor Hill Watch counts a road anew for each day it was cut. Have we their table?")
    me.film("morning/11-comment")
    me.press("Tab")
    me.away("Enter")


def words(me: Person) -> None:
    """A claim that the reader has not found: typed, and marked with the pointer."""
    me.find("Rescuers")
    me.tab_to(".under a")
    me.away("Enter")
    me.press("a")
    me.type("the quarry would stay closed until the cause was known")
    me.film("morning/09-words")


def lost(me: Person, editor: Person, other: Person) -> None:
    """The lease goes to somebody else in mid-typing."""
    me.take("60,000 crowns")
    me.press("d")
    me.type("The decree of 16 January says 60,000 crowns a week, not a day.")
    me.kept()
    editor.find("60,000 crowns")
    editor.tab_to("button[form=release]")
    editor.away("Enter")
    other.take("60,000 crowns")
    me.away("Control+Enter")
    me.film("morning/12-lost")


def editors(me: Person, editor: Person, other: Person) -> None:
    """The queue's table, a bulk act, readiness, two reviews that differ."""
    me.take("Nobody was killed")
    me.decide("v", "The ministry's table of 2024 has no death by a slide.", "https://interior.example/2024")
    me.away("Control+Enter")
    other.take("Nobody was killed")
    other.decide(
        "d",
        "The ministry leaves out the two who died in hospital in January 2025.",
        "https://hospital.example/orin/slides",
    )
    other.away("Control+Enter")
    editor.go("queue/")
    editor.tab_to("input[name=claims]")
    editor.press("Space")
    for _ in range(2):
        editor.tab_to("input[name=claims]")
        editor.press("Space")
    editor.film("morning/13-queue")
    editor.away("p")
    editor.film("morning/14-preview")
    editor.away("Control+Enter")
    editor.go("")
    editor.away("a")
    editor.away("a")
    editor.press("1")
    editor.film("morning/15-differ")
    editor.go("articles/")
    editor.film("morning/16-ready")
    editor.press("?")
    editor.film("morning/17-keys")


def main() -> None:
    """Films the morning."""
    (IMAGES / "morning").mkdir(parents=True, exist_ok=True)
    with running() as (url, passwords), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        editor, me, other = (Person(browser, url) for _ in range(3))
        for person, name in ((editor, "editor"), (other, "reviewer2")):
            person.name_yourself(name, passwords[name])
            person.come_in()
        prepare(editor)
        me.name_yourself("reviewer", passwords["reviewer"])
        me.film("morning/01-log-in")
        me.come_in()
        first_claims(me)
        other_acts(me)
        words(me)
        lost(me, editor, other)
        editors(me, editor, other)
        browser.close()


if __name__ == "__main__":
    main()

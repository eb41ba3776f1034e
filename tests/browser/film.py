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
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.chromium import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
IMAGES = ROOT / "docs" / "images"
SCREEN: ViewportSize = {"width": 1280, "height": 800}
WIDE: ViewportSize = {"width": 1360, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
COLOURS = 255
RATIONALES = (
    "The court's minutes of that day have the sentence.",
    "The register has a lower figure for the same day.",
    "Nobody has published what this rests on.",
    "Two logs and the office's own notice say the same.",
    "The table gives another year.",
)
MOST_TABS = 260
LINKS = """https://inspectorate.example/halden/dismissals
https://port.example/notices/2026-02"""


# ---- the desk ----------------------------------------------------------------------------------
@contextlib.contextmanager
def running(policy: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """The whole desk with the demo, under this policy where one is given; its address, and the
    password of each person."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    given = {name: value for name, value in os.environ.items() if "FACTCHECK_" not in name}
    with tempfile.TemporaryDirectory(prefix="factcheck-film-") as folder:
        own = {"FACTCHECK_DATA": folder, "HOST": "127.0.0.1", "PORT": port, "DEMO": "1"}
        own |= {"REDIS_URL": "", "DATABASE_URL": ""}
        own["FACTCHECK_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
        if policy:
            own["FACTCHECK_POLICY"] = str(Path(folder) / "policy.toml")
            Path(own["FACTCHECK_POLICY"]).write_text(policy, encoding="utf-8")
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
        settings: dict[str, Any] = {
            "viewport": SCREEN,
            "locale": "en-US",
            "reduced_motion": "reduce",
        }
        settings |= options
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
        """Presses what leads to another page, and waits for it: loaded, or drawn in place."""
        self.page.locator("#main").evaluate("(main) => (main.dataset.left = 1)")
        self.press(*keys)
        self.page.locator("[data-left]").wait_for(state="detached")
        self.page.wait_for_load_state()

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

    def film(self, name: str, screen: ViewportSize = SCREEN, scheme: Any = "light") -> None:
        """A picture of the window as it is."""
        self.page.set_viewport_size(screen)
        self.page.emulate_media(color_scheme=scheme)
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
    editor.type((datetime.now(UTC) + timedelta(days=1)).strftime("%m%d%Y"))
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
def first_claims(me: Person, phone: Person) -> None:
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
    me.film("claim", WIDE)
    me.film("claim-dark", WIDE, "dark")
    phone.go(me.page.url.removeprefix(me.url))
    phone.film("claim-phone", PHONE)
    me.page.set_viewport_size(SCREEN)
    me.tab_to("[name='citations[0].url']")
    me.page.evaluate("(links) => navigator.clipboard.writeText(links)", LINKS)
    me.press("Control+v")
    me.tab_to("[name='citations[1].url']")
    me.kept()
    me.film("morning/05-links")
    me.away("Control+Enter")
    me.film("morning/06-next")
    me.away("z")
    me.tab_to("#rationale")
    me.film("morning/07-back")
    me.away("Control+Enter")


def other_acts(me: Person) -> None:
    """More, words of the story, edit and split, comment."""
    me.press("m")
    me.tab_to("[name=language]")
    me.type("fr")
    me.film("morning/08-more")
    me.press("Shift+Tab")
    me.away("Enter")
    me.find("Rescuers")
    me.tab_to(".under a")
    me.away("Enter")
    me.press("a")
    me.type("the quarry would stay closed until the cause was known")
    me.film("morning/09-words")
    me.take("4,200 roads")
    with_the_pointer(me, "You cannot take the foot of a hill away")
    me.film("morning/10-marked")
    me.press("e")
    me.tab_to("#edit-quote")
    me.type("the highest number since counting began in 1988")
    me.film("morning/11-edit")
    me.press("Escape", "t")
    me.type("@editor Hill Watch counts a road anew for each day it was cut. Have we their table?")
    me.film("morning/12-comment")
    me.press("Tab")
    me.away("Enter")


def with_the_pointer(me: Person, words: str) -> None:
    """Marks words of the story: the one thing that no key does."""
    line = me.page.locator(".galley p", has_text=words)
    ends = line.evaluate(
        """(line, words) => {
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                const boxes = [...range.getClientRects()], last = boxes.at(-1);
                return [[boxes[0].left, boxes[0].top + 9], [last.right, last.top + 9]];
            }
        }""",
        words,
    )
    mouse = me.page.mouse
    mouse.move(*ends[0])
    mouse.down()
    mouse.move(*ends[1], steps=4)
    mouse.up()


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
    me.film("morning/13-lost")


def two_looks(me: Person, other: Person) -> None:
    """One claim, reviewed by two who do not see each other."""
    me.take("Nobody was killed")
    me.decide(
        "v",
        "The ministry's table of 2024 has no death by a slide.",
        "https://interior.example/2024",
    )
    me.away("Control+Enter")
    other.take("Nobody was killed")
    other.film("morning/14-blind")
    rationale = "The ministry leaves out the two who died in hospital in January 2025."
    other.decide("d", rationale, "https://hospital.example/orin/slides")
    other.away("Control+Enter")


def some_more(other: Person) -> None:
    """A few decisions, so that there is something to list."""
    for key, rationale, number in zip("vduvd", RATIONALES, range(1, 6), strict=True):
        other.decide(key, rationale, f"https://archive.example/{number}")
        other.away("Control+Enter")


def editors(editor: Person) -> None:
    """The queue's table, a bulk act, two reviews that differ, readiness."""
    editor.go("queue/")
    for _ in range(3):
        editor.tab_to("input[name=claims]")
        editor.press("Space")
    editor.film("morning/15-queue")
    editor.away("p")
    editor.film("morning/16-preview")
    editor.away("Control+Enter")
    editor.go("")
    editor.away("a")
    editor.away("a")
    editor.film("morning/17-differ")
    editor.go("articles/")
    editor.film("morning/18-ready")
    editor.press("?")
    editor.film("morning/19-keys")


def covers(me: Person, phone: Person) -> None:
    """The pages by themselves."""
    me.find("grain silo")
    me.tab_to(".under a")
    me.away("Enter")
    me.film("article", WIDE)
    me.go("verdicts/")
    me.film("verdicts", WIDE)
    me.go("")
    me.film("board", WIDE)
    phone.go("")
    phone.film("board-phone", PHONE)


def main() -> None:
    """Films the morning."""
    # An unhandled SIGTERM would leave the desk behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    shutil.rmtree(IMAGES / "morning", ignore_errors=True)
    (IMAGES / "morning").mkdir(parents=True)
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
        phone = Person(browser, url, viewport=PHONE)
        phone.name_yourself("reviewer", passwords["reviewer"])
        phone.come_in()
        first_claims(me, phone)
        other_acts(me)
        lost(me, editor, other)
        two_looks(me, other)
        some_more(other)
        editors(editor)
        covers(me, phone)
        browser.close()


if __name__ == "__main__":
    main()

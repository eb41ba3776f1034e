"""Brings a story in, waits until it is read, prints its claims: the worthiest of checking first.

python submit_and_wait.py story.txt --outlet "Harbour Post" --url https://post.example/1
"""

import argparse
import sys
import time
from pathlib import Path

from desk import call, pages


def main() -> None:
    """Reads the words of the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--outlet", default="")
    options.add_argument("--url", default="", help="where the story stood; names it from now on")
    options.add_argument("--patience", type=float, default=300, help="seconds")
    given = options.parse_args()
    story = {"text": given.file.read_text(encoding="utf-8"), "outlet": given.outlet}
    made = call("POST", "articles/", {**story, "source_url": given.url})
    print(f"{made['outcome']}: article {made['id']}, revision {made['revision']}", flush=True)
    until, wait = time.monotonic() + given.patience, 0.5
    while (run := call("GET", f"articles/{made['id']}/")["extraction"])["status"] != "done":
        if run["status"] == "failed":
            sys.exit(f"It could not be read: {run['error']}")
        if time.monotonic() > until:
            sys.exit("It is not read yet; is a worker alive?")
        time.sleep(wait)
        wait = min(wait * 1.5, 15)
    claims = list(pages(f"articles/{made['id']}/claims/?limit=100"))
    for claim in sorted(claims, key=lambda one: -one["worthiness"]):
        who = f" ({claim['claimant']})" if claim["claimant"] else ""
        print(f"{claim['worthiness']:.2f} {claim['status']:9} {claim['statement']}{who}")
    print(f"{len(claims)} claims")


if __name__ == "__main__":
    main()

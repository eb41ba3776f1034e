"""Reviews claims from a terminal: takes the next, shows it, asks for a verdict with its sources.

    python review_from_a_terminal.py [--language en]

The lease is renewed while you think and type. Ctrl-C gives the claim back to the queue.
"""

import argparse
import sys
import threading
from datetime import UTC, datetime
from typing import Any

from desk import Refused, call

VERDICTS = {"v": "verified", "d": "disputed", "u": "unverifiable", "s": "skip"}


def keep(claim: str, lease: dict[str, Any], over: threading.Event) -> None:
    """Renews the lease whenever half of it is gone."""
    while True:
        left = datetime.fromisoformat(lease["held_until"]) - datetime.now(UTC)
        if over.wait(max(left.total_seconds() / 2, 1)):
            break
        try:
            lease = call("POST", f"claims/{claim}/renew/", {"lease_no": lease["lease_no"]})["lease"]
        except Refused as refused:
            print(f"\nThe claim is no longer yours: {refused}")
            break


def show(claim: dict[str, Any]) -> None:
    """The claim, the words around it, and why it is worth checking."""
    text = call("GET", f"articles/{claim['article']}/")["text"]
    before, after = text[max(0, claim["start"] - 300) : claim["start"]], text[claim["end"] :][:300]
    print(
        f"\n{claim['headline'] or 'Without headline'}\n...{before}>>>{claim['quote']}<<<{after}..."
    )
    print(f"\nClaim: {claim['statement']}\nSaid by: {claim['claimant'] or 'the story itself'}")
    print("Why: " + ", ".join(f"{one['label']} {one['value']:+.2f}" for one in claim["reasons"]))


def judgement() -> dict[str, Any]:
    """What the reviewer says."""
    while (
        key := input("v(erified), d(isputed), u(nverifiable), s(kip)? ").strip()
    ) not in VERDICTS:
        pass
    if key == "s":
        return {}
    rationale, citations = input("Rationale: "), []
    while url := input("Source's link (empty: no more): ").strip():
        citations.append({"url": url, "title": input("Its title: ").strip()})
    return {"verdict": VERDICTS[key], "rationale": rationale, "citations": citations}


def review(claim: dict[str, Any], lease: dict[str, Any]) -> None:
    """Asks until the desk takes it, or the claim is another's."""
    path, mine = f"claims/{claim['id']}", {"lease_no": lease["lease_no"]}
    while True:
        said = judgement()
        try:
            call("POST", f"{path}/review/" if said else f"{path}/skip/", {**said, **mine})
            print(f"{said.get('verdict', 'skipped')}: {claim['statement']}")
            break
        except Refused as refused:
            print(refused)
            if refused.status != 422:
                break


def main() -> None:
    """One claim after the other."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--language")
    within = {name: value for name, value in vars(options.parse_args()).items() if value}
    while taken := call("POST", "queue/take/", within):
        over = threading.Event()
        claim, lease = taken["claim"], taken["lease"]
        threading.Thread(target=keep, args=(claim["id"], lease, over), daemon=True).start()
        try:
            show(claim)
            review(claim, lease)
        except (KeyboardInterrupt, EOFError):
            call("POST", f"claims/{claim['id']}/release/", {"lease_no": lease["lease_no"]})
            sys.exit(f"\nReleased: {claim['statement']}")
        finally:
            over.set()
    print("Nothing waits.")


if __name__ == "__main__":
    main()

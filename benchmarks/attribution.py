"""Measures who says what against PolNeAR: cue, source and content of every attribution.

    python -m benchmarks.attribution [FILE] [--claimers FILE]

FILE is a PolNeAR part (.jsonl.gz: `text`, `attributions` with `cue`, `source`, `content` as lists
of character offsets). Choices where the measure leaves one:

- Gold are the attributions with all three parts. A predicted cue matches a gold cue where they
  share a character; each is matched once, the longest overlap first.
- Every prediction counts in the precision, those too that meet a gold attribution which lacks a
  part (then they are false). The second precision leaves such predictions out of the count.
- The source's Dice is of characters, over the matched. A matched prediction without a source is no
  overlap.
- Content F1 is of characters summed over the matched; beside it the mean of the F1 of each.

With --claimers FILE (an iNoBo part) it prints instead in which share of the articles that name a
claimer one of those named is among the extracted sources: all words of weight of the shorter naming
stand in the longer, and the shorter holds a capital.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from claims.reading import candidates, read
from claims.reading.attributions import Attribution, attributions_of

DEV = Path("../shared/data/attribution/polnear_dev.jsonl.gz")


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def predicted(text: str) -> list[Attribution]:
    """What the reader finds in a text, headline and captions included."""
    return attributions_of(read(text, language="en"))


def characters(spans: Sequence[Sequence[int]]) -> set[int]:
    """The places under any of the spans."""
    return {at for a, b in spans for at in range(a, b)}


def dice(one: set[int], two: set[int]) -> float:
    """Twice the shared over the sum of both; 0 for nothing."""
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 0.0


def match(gold: list[dict[str, Any]], found: list[Attribution]) -> list[tuple[int, int]]:
    """Pairs of gold and found by overlap of their cues, the longest first, each once."""
    pairs = []
    for i, item in enumerate(gold):
        cue = characters(item["cue"])
        for j, other in enumerate(found):
            shared = len(cue & set(range(other.cue.start, other.cue.end)))
            if shared:
                pairs.append((-shared, i, j))
    taken_gold: set[int] = set()
    taken: set[int] = set()
    out = []
    for _, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken:
            taken_gold.add(i)
            taken.add(j)
            out.append((i, j))
    return out


class Tally:
    """Sums over the articles."""

    def __init__(self) -> None:
        self.gold = self.found = self.matched = self.partial = 0
        self.overlap = self.exact = 0
        self.shared = self.gold_chars = self.found_chars = 0
        self.content = 0.0

    def add(self, article: dict[str, Any], found: list[Attribution]) -> None:
        """One article's predictions."""
        whole = [
            a for a in article["attributions"] if all(map(a.get, ("cue", "source", "content")))
        ]
        rest = [a for a in article["attributions"] if a.get("cue") and a not in whole]
        pairs = match(whole, found)
        left = [f for j, f in enumerate(found) if j not in {j for _, j in pairs}]
        self.partial += len(match(rest, left))
        self.gold += len(whole)
        self.found += len(found)
        self.matched += len(pairs)
        for i, j in pairs:
            self._parts(whole[i], found[j])

    def _parts(self, gold: dict[str, Any], found: Attribution) -> None:
        same = dice(characters(gold["source"]), set(range(found.source.start, found.source.end)))
        self.overlap += same >= 0.5
        self.exact += same >= 0.95
        mine = characters([(s.start, s.end) for s in found.content])
        theirs = characters(gold["content"])
        self.shared += len(mine & theirs)
        self.gold_chars += len(theirs)
        self.found_chars += len(mine)
        self.content += dice(mine, theirs)

    def lines(self) -> Iterator[str]:
        """The figures."""
        p, r = self.matched / max(1, self.found), self.matched / max(1, self.gold)
        lenient = self.matched / max(1, self.found - self.partial)
        yield f"attributions        {self.gold} gold, {self.found} found, {self.matched} matched"
        yield f"cue precision       {p:.3f}   recall {r:.3f}   F1 {_f1(p, r):.3f}"
        yield (
            f"  without those that meet a gold attribution lacking a part ({self.partial}): "
            f"precision {lenient:.3f}   F1 {_f1(lenient, r):.3f}"
        )
        n = max(1, self.matched)
        yield f"source overlaps     {self.overlap / n:.3f}   exact {self.exact / n:.3f}"
        content = 2 * self.shared / max(1, self.gold_chars + self.found_chars)
        yield f"content F1          {content:.3f}   mean of each {self.content / n:.3f}"


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


_SMALL = frozenset(
    ["the", "a", "an", "of", "and", "in", "at", "for", "dr", "prof", "mr", "mrs", "ms"]
)


def weighty(name: str) -> list[str]:
    """The words of a name that tell it from others, lower case."""
    return [w for w in re.findall(r"[\w'-]+", name.lower()) if w not in _SMALL]


def named(claimer: str, source: str) -> bool:
    """Whether all words of weight of the one stand in the other, a capital word among them."""
    x, y = weighty(claimer), weighty(source)
    short, long = sorted((x, y), key=len)
    shorter = claimer if short is x else source
    return bool(short) and any(c.isupper() for c in shorter) and set(short) <= set(long)


def claimers(path: Path) -> Iterator[str]:
    """How many of the articles' named claimers are among the sources, and among the claimants."""
    asked = extracted = answered = 0
    for article in articles(path):
        names = [n for claim in article["claims"] for n in claim["claimers"]]
        names = [n for n in names if n and n != "no claimer found"]
        if not names:
            continue
        asked += 1
        sources = {found.source.text for found in predicted(article["text"])}
        extracted += any(named(n, source) for n in names for source in sources)
        who = {
            c.claimant.name for c in candidates(read(article["text"], language="en")) if c.claimant
        }
        answered += any(named(n, name) for n in names for name in who)
    yield f"claimers            {asked} articles name one"
    yield f"  among the sources {extracted / max(1, asked):.3f}"
    yield f"  among the claimants of candidates {answered / max(1, asked):.3f}"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEV)
    parser.add_argument("--claimers", type=Path, help="an iNoBo part (.jsonl.gz)")
    options = parser.parse_args()
    if options.claimers:
        for line in claimers(options.claimers):
            print(line)
        return
    tally = Tally()
    rows = list(articles(options.file))
    seconds = 0.0
    for article in rows:
        start = time.perf_counter()
        found = predicted(article["text"])
        seconds += time.perf_counter() - start
        tally.add(article, found)
    for line in tally.lines():
        print(line)
    print(f"time                {seconds:.2f} s for {len(rows)} articles")


if __name__ == "__main__":
    main()

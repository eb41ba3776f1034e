"""`python -m benchmarks.worthiness SET...`: how well the shipped weights tell what to check.

Each SET is a JSONL file, gzipped or not, of rows with `text` and `label` (1 or 0) and perhaps
`doc`. Prints F1 at the model's own threshold, average precision, the mean of it over the
transcripts (MAP), a table of predicted against observed shares, the milliseconds a sentence and
the size of the weights. Sets that were trained on flatter: train with `--without` and `--to`, and
name those weights with `--model`. `--news FILE` reads articles with a main claim and prints where
the ranking puts it, in the reader's candidates and by order of the text. The shipped weights were
trained on such articles: figures on what they had not seen are printed by the training.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.worthiness_data import Row, articles, average_precision, load, rank
from claims.reading import worthiness
from claims.reading.worthiness import of_sentence, score, wording_weights


def f1(scores: Sequence[float], labels: Sequence[int], threshold: float) -> float:
    """Of the positive class."""
    taken = [label for value, label in zip(scores, labels, strict=True) if value >= threshold]
    return 2 * sum(taken) / max(1, len(taken) + sum(labels))


def loose(path: Path) -> None:
    """Prints the figures of one set of sentences."""
    rows = load(path)
    began = time.process_time()
    scores = [of_sentence(row["text"])[0] for row in rows]
    took = (time.process_time() - began) * 1000 / len(rows)
    labels = [int(row["label"]) for row in rows]
    threshold = wording_weights().threshold
    print(
        f"{path.name}: n={len(rows)} positive={sum(labels)} "
        f"F1={f1(scores, labels, threshold):.3f} (at {threshold:.2f}) "
        f"AP={average_precision(zip(scores, labels, strict=True)):.3f} "
        f"MAP={_by_document(rows, scores):.3f} {took:.3f} ms a sentence"
    )
    reliability(list(zip(scores, labels, strict=True)))


def _by_document(rows: Sequence[Row], scores: Sequence[float]) -> float:
    """The mean over the transcripts; one without positives counts 0."""
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for row, value in zip(rows, scores, strict=True):
        found[str(row.get("doc"))].append((value, int(row["label"])))
    return statistics.fmean(average_precision(part) for part in found.values())


def reliability(rows: list[tuple[float, int]]) -> None:
    """Prints, for ten parts by the predicted worthiness, the mean of it and the share observed."""
    rows.sort()
    said, seen = [], []
    for part in range(10):
        some = rows[part * len(rows) // 10 : (part + 1) * len(rows) // 10]
        if some:
            said.append(f"{statistics.fmean(value for value, _ in some):5.2f}")
            seen.append(f"{statistics.fmean(label for _, label in some):5.2f}")
    print("  predicted " + " ".join(said) + "\n  observed  " + " ".join(seen))


def news(path: Path) -> None:
    """Prints where the ranking puts the main claim of each article."""
    ranks: list[float] = []
    order: list[float] = []
    shares: list[tuple[float, int]] = []
    for group in articles(path):
        values = [score(one.evidence, one.signs)[0] for one in group.rows]
        if group.main is None:
            ranks.append(math.inf)
            order.append(math.inf)
            continue
        ranks.append(rank(values, group.rows, group.main))
        order.append(len({row.sentence for row in group.rows[: group.main + 1]}))
        shares += [(value, int(i == group.main)) for i, value in enumerate(values)]
    for name, row in (("by worthiness", ranks), ("by order", order)):
        print(
            f"{path.name}, {name}: n={len(row)} first {_within(row, 1):.2f} "
            f"among three {_within(row, 3):.2f} MRR {statistics.fmean(1 / r for r in row):.3f}"
        )
    reliability(shares)


def _within(ranks: Sequence[float], most: int) -> float:
    return sum(rank <= most for rank in ranks) / len(ranks)


def main() -> None:
    """Measures what is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="*")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--model", type=Path, default=worthiness.WORDING, help="other weights")
    given = parser.parse_args()
    worthiness.WORDING = given.model
    began = time.process_time()
    wording_weights()
    took = (time.process_time() - began) * 1000
    print(f"weights: {given.model.stat().st_size:,} bytes, read in {took:.1f} ms")
    for path in given.sets:
        loose(path)
    if given.news:
        news(given.news)


if __name__ == "__main__":
    main()

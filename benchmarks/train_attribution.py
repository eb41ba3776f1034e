"""Learns the weights of `claims/reading/models/attribution.json` from PolNeAR's training part.

Needs numpy, scipy and scikit-learn, which are no dependencies of the project: make an environment
of its own (`python3 -m venv learn && learn/bin/pip install numpy scipy scikit-learn`, outside the
project) and run its `python -m benchmarks.train_attribution FOLDER` at the project's root. FOLDER
holds `polnear_train.jsonl.gz`. It takes a minute or two and 1 GB. Only weights and word lists are
written, no text of the data.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD

from claims.reading import read
from claims.reading.attributions import clues, contents
from claims.reading.attributions.rows import Row, make_row
from claims.reading.languages.en import WORDS
from claims.reading.names import tokens
from claims.reading.quotes import find_quotes
from claims.reading.view import View

TARGET = Path(__file__).resolve().parents[1] / "claims/reading/models/attribution.json"
SCALE = 100  # weights are kept as whole hundredths
STEP = 5  # of so many
THRESHOLD = -50  # of a cue, in hundredths: where precision and recall balance
Pairs = list[tuple[int, int]]


@dataclass(slots=True)
class Gold:
    """One attribution within one sentence, as token indices."""

    row: Row
    cue: int
    source: tuple[int, int]  # first and last token
    left: tuple[int, int] | None
    right: tuple[int, int] | None


@dataclass(slots=True)
class Task:
    """Groups of candidates with their features; one of a group is right (or a yes/no each)."""

    features: list[list[str]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)  # sizes

    def choose(self, options: Sequence[list[str]], right: int) -> None:
        """One of the options is right."""
        self.features += options
        self.labels += [int(i == right) for i in range(len(options))]
        self.groups.append(len(options))

    def judge(self, features: list[str], label: bool) -> None:
        """A yes or no."""
        self.features.append(features)
        self.labels.append(int(label))


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a PolNeAR file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def head_of(row: Row, first: int, last: int) -> int:
    """The token that stands for a cue of several: its first that is no auxiliary and no adverb."""
    for at in range(first, last + 1):
        if row.shape[at] not in {"V", "ly", "P", "D", '"', ","} and row.low[at] not in {
            "to",
            "not",
        }:
            return at
    return last


class Corpus:
    """The training part, each sentence a row, each attribution led to its sentence."""

    def __init__(self, rows: Iterable[dict[str, Any]], groups: Mapping[str, str]) -> None:
        self.rows: list[list[Row]] = []
        self.heads: list[dict[int, set[int]]] = []
        self.any: list[dict[int, set[int]]] = []
        self.gold: list[list[Gold]] = []
        for article in rows:
            self._add(article, groups)

    def _add(self, article: dict[str, Any], groups: Mapping[str, str]) -> None:
        story = read(article["text"], language="en")
        found = list(story.sentences)
        quotes = find_quotes(story.text, paragraphs_of(found))
        made: list[Row] = []
        for s in found:
            near = [q for q in quotes if q.start < s.end and q.end > s.start]
            made.append(make_row(View(story.text, s.start, s.end), s, near, WORDS, groups))
        heads: dict[int, set[int]] = defaultdict(set)
        loose: dict[int, set[int]] = defaultdict(set)
        gold: list[Gold] = []
        for item in article["attributions"]:
            if not item.get("cue"):
                continue
            a = item["cue"][0][0]
            which = next((i for i, s in enumerate(found) if s.start <= a < s.end), None)
            if which is None:
                continue
            row = made[which]
            base = found[which].start
            cue = token_range(row, [(x - base, y - base) for x, y in item["cue"]])
            if cue is None:
                continue
            head = head_of(row, *cue)
            if not (item.get("source") and item.get("content")):
                loose[which].add(head)
                continue
            heads[which].add(head)
            source = token_range(row, [(x - base, y - base) for x, y in item["source"]])
            if source is None or source[0] <= head <= source[1]:
                continue
            while source[1] > source[0] and row.low[source[1]] == ",":
                source = source[0], source[1] - 1
            block = min(source[0], cue[0]), max(source[1], cue[1])
            pieces = [(x - base, y - base) for x, y in item["content"]]
            left = token_range(row, pieces, 0, block[0])
            right = token_range(
                row, pieces, max(head + 1, source[0] if source[0] > head else 0), row.size
            )
            if left is None and right is None:
                inner = token_range(row, pieces)
                right = inner if inner and inner[0] > head else None
            gold.append(Gold(row, head, source, left, right))
        self.rows.append(made)
        self.heads.append(heads)
        self.any.append(loose)
        self.gold.append(gold)


def paragraphs_of(found: Sequence[Any]) -> list[tuple[int, int]]:
    """The stretches of the sentences' own paragraphs."""
    out: list[tuple[int, int]] = []
    last = None
    for s in found:
        if s.paragraph == last:
            out[-1] = (out[-1][0], s.end)
        else:
            out.append((s.start, s.end))
            last = s.paragraph
    return out


def token_range(
    row: Row, pieces: Pairs, first: int = 0, stop: int | None = None
) -> tuple[int, int] | None:
    """The first and last token under any of the pieces, of those from `first` up to `stop`."""
    inside = [
        at
        for at in range(first, row.size if stop is None else stop)
        if any(row.tokens[at].start < b and row.tokens[at].end > a for a, b in pieces)
    ]
    return (inside[0], inside[-1]) if inside else None


def word_groups(texts: Iterable[str], least: int, count: int) -> dict[str, str]:
    """Words by the company they keep: k-means over their neighbours' counts."""
    lines = [[t.low for t in tokens(View(text, 0, len(text)).text)] for text in texts]
    counts = Counter(word for line in lines for word in line)
    kept = [word for word, n in counts.most_common() if n >= least]
    place = {word: i for i, word in enumerate(kept)}
    wide = 1200
    pairs: Counter[tuple[int, int]] = Counter()
    for line in lines:
        for i, word in enumerate(line):
            if word not in place:
                continue
            for shift, base in ((-1, 0), (1, wide + 1), (-2, 2 * wide + 2), (2, 3 * wide + 3)):
                j = i + shift
                other = place.get(line[j], wide) if 0 <= j < len(line) else wide
                pairs[place[word], base + min(other, wide)] += 1
    keys = list(pairs)
    m = csr_matrix(
        ([pairs[k] for k in keys], ([k[0] for k in keys], [k[1] for k in keys])), dtype=float
    )
    row_sum = np.asarray(m.sum(1)).ravel()
    col_sum = np.asarray(m.sum(0)).ravel()
    coo = m.tocoo()
    coo.data = np.maximum(
        0, np.log(coo.data * m.sum() / (row_sum[coo.row] * np.maximum(col_sum[coo.col], 1)))
    )
    dense = TruncatedSVD(60, random_state=0).fit_transform(coo.tocsr())
    dense /= np.linalg.norm(dense, axis=1, keepdims=True) + 1e-9
    labels = KMeans(count, n_init=2, random_state=0).fit_predict(dense)
    return {word: str(labels[i] + 1) for word, i in place.items()}


def fit(task: Task, penalty: float, least: int, *, grouped: bool) -> dict[str, float]:
    """Weights by maximum likelihood with an L2 penalty, for choices or for yes and no."""
    counts = Counter(f for row in task.features for f in set(row))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    indices: list[int] = []
    ends = [0]
    for row in task.features:
        indices += [index[f] for f in row if f in index]
        ends.append(len(indices))
    x = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(task.features), len(index)))
    xt = x.T.tocsr()
    y = np.array(task.labels, dtype=float)
    cuts = np.cumsum([0, *task.groups[:-1]]) if grouped else None
    sizes: Any = np.array(task.groups) if grouped else None

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        if cuts is not None:
            top = np.maximum.reduceat(z, cuts)
            e = np.exp(z - np.repeat(top, sizes))
            total = np.add.reduceat(e, cuts)
            p = e / np.repeat(total, sizes)
            value = float((np.log(total) + top).sum() - (z * y).sum())
        else:
            p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
            value = float(np.logaddexp(0, z).sum() - (z * y).sum())
        return value + penalty * float(w @ w) / 2, xt @ (p - y) + penalty * w

    done = minimize(
        loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 120}
    )
    return {f: float(done.x[i]) for f, i in index.items()}


def lexicon(corpus: Corpus, least: int, share: float) -> list[str]:
    """Words that head a cue often enough to be tried."""
    every = Counter(word for rows in corpus.rows for row in rows for word in row.low[: row.size])
    counts = Counter(
        row.low[at]
        for rows, heads in zip(corpus.rows, corpus.heads, strict=True)
        for which, places in heads.items()
        for row in [rows[which]]
        for at in places
    )
    told = WORDS.cues | WORDS.acts | WORDS.learnt_cues  # of these, it must know when they are none
    return sorted(
        w
        for w, n in every.items()
        if (counts[w] >= least and counts[w] / n >= share) or (w in told and n >= least)
    )


def cue_task(corpus: Corpus, words: frozenset[str]) -> Task:
    """Every word of the lexicon, whether it heads a cue there."""
    task = Task()
    for rows, heads in zip(corpus.rows, corpus.heads, strict=True):
        for which, row in enumerate(rows):
            for at, low in enumerate(row.low):
                if low in words:
                    task.judge(clues.of_cue(row, at), at in heads.get(which, ()))
    return task


def near_task(corpus: Corpus) -> Task:
    """Where the source's token nearest to its cue stands."""
    task = Task()
    for gold in all_gold(corpus):
        target = gold.source[1] if gold.source[1] < gold.cue else gold.source[0]
        options = clues.near_candidates(gold.row, gold.cue)
        if target not in options:
            continue
        task.choose(
            [clues.of_near(gold.row, gold.cue, at) for at in options],
            options.index(target),
        )
    return task


def extent_task(corpus: Corpus) -> Task:
    """Whether a source takes in one more token."""
    task = Task()
    for gold in all_gold(corpus):
        first, last = gold.source
        left = last < gold.cue
        near = last if left else first
        step = -1 if left else 1
        stop = first if left else last
        at = near + step
        for _ in range(clues.EXTENT):
            if not 0 <= at < gold.row.size or at == gold.cue:
                break
            goes_on = at >= stop if left else at <= stop
            task.judge(clues.of_extent(gold.row, gold.cue, near, at), goes_on)
            if not goes_on:
                break
            at += step
    return task


def all_gold(corpus: Corpus) -> Iterator[Gold]:
    """Every attribution of the corpus."""
    for gold in corpus.gold:
        yield from gold


def side_task(corpus: Corpus) -> Task:
    """On which side of cue and source the content stands."""
    task = Task()
    for g in all_gold(corpus):
        if g.left is None and g.right is None:
            continue
        right = 2 if g.left and g.right else 0 if g.left else 1
        features = contents.of_side(g.row, g.cue, g.source)
        task.choose([[side + f for f in features] for side in contents.SIDES], right)
    return task


def place_task(corpus: Corpus) -> Task:
    """Where the content of a side begins and ends."""
    task = Task()
    for g in all_gold(corpus):
        for part, at in edges(g):
            options = contents.places(g.row, g.cue, g.source, part)
            if at in options:
                task.choose(
                    [contents.of_place(g.row, g.cue, g.source, part, x) for x in options],
                    options.index(at),
                )
    return task


def edges(gold: Gold) -> Iterator[tuple[str, int]]:
    """The edges of an attribution's content that the model has to find."""
    if gold.left:
        yield "Ls", gold.left[0]
        yield "Le", gold.left[1]
    if gold.right:
        yield "Rs", gold.right[0]
        yield "Re", gold.right[1]


def pack(weights: Mapping[str, float], keep: float) -> dict[str, dict[str, str]]:
    """The weights that matter, by template and value, so that they are short."""
    out: dict[str, dict[str, list[str]]] = {}
    for feature, weight in weights.items():
        value = round(weight * SCALE / STEP) * STEP
        if abs(weight) < keep or not value or " " in feature:
            continue
        head, mark, tail = feature.partition("=")
        out.setdefault(head + mark, {}).setdefault(str(value), []).append(tail)
    return {
        head: {value: " ".join(sorted(tails)) for value, tails in sorted(rows.items())}
        for head, rows in sorted(out.items())
    }


def learn(corpus: Corpus, groups: Mapping[str, str], keep: float) -> dict[str, Any]:
    """Every table of the model, as it is written down."""
    known = frozenset(lexicon(corpus, 3, 0.02))
    tables = {
        "cue": fit(cue_task(corpus, known), 4, 4, grouped=False),
        "near": fit(near_task(corpus), 3, 4, grouped=True),
        "extent": fit(extent_task(corpus), 2, 3, grouped=False),
        "place": fit(place_task(corpus), 3, 5, grouped=True),
    }
    sides = fit(side_task(corpus), 2, 3, grouped=True)
    for side in contents.SIDES:
        tables[f"side{side}"] = {f[1:]: w for f, w in sides.items() if f[0] == side}
    used = {g for table in tables.values() for f in table for g in f.partition("=")[2].split("|")}
    by_group: dict[str, list[str]] = defaultdict(list)
    for word, group in groups.items():
        if " " not in word and any(group in name for name in used):
            by_group[group].append(word)
    return {
        "language": "en",
        "threshold": THRESHOLD,
        "cue_words": " ".join(sorted(known)),
        "groups": {name: " ".join(sorted(words)) for name, words in sorted(by_group.items())},
        "weights": {name: pack(table, keep) for name, table in sorted(tables.items())},
    }


def main() -> None:
    """Learns and writes the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hold", type=int, default=0, help="articles to leave out, for tuning")
    parser.add_argument("--keep", type=float, default=0.1, help="the least weight that is kept")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    found = list(articles(options.folder / "polnear_train.jsonl.gz"))
    random.Random(7).shuffle(found)
    if options.hold:
        held = options.out.with_suffix(".held.jsonl.gz")
        with gzip.open(held, "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(article) + "\n" for article in found[: options.hold])
        found = found[options.hold :]
    groups = word_groups((article["text"] for article in found), 10, 80)
    model = learn(Corpus(found, groups), groups, options.keep)
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    options.out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(text.encode())} bytes in {options.out.name}")


if __name__ == "__main__":
    main()

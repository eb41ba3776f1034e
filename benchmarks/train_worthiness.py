"""`python -m benchmarks.train_worthiness DATA STORIES`: makes the weights of the worthiness anew.

Needs scikit-learn (with numpy and scipy), which the project neither runs nor tests with: make a
virtual environment of its own, `pip install scikit-learn`, and run this from the project's root
with that Python. DATA is the folder of the sets (default ../shared/data), STORIES that of the
stories with their gold. It writes `worthiness.json` and `wording.json.gz` in
`claims/reading/models/` and prints how the story part does on what it was not trained on.
Deterministic, a minute on one core.

The wording of a sentence alone is fitted on debates. The story's terms are fitted on news articles
(which sentence is the main claim: a choice within each article) and on the gold stories (worth
checking or not) together; the wording was among them once, got 0.065 of its weight and changed no
figure, so it is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from benchmarks.train_wording import STEP, Fitted, fit_wording
from benchmarks.worthiness_data import (
    Group,
    Shown,
    articles,
    average_precision,
    rank,
    stories,
)
from claims.reading.worthiness import STORY, WORDING, Evidence, features

ON_ARTICLES, ON_STORIES, SHRINK = 2.0, 1.0, 1.5
# What the desk's editors had set by hand is where the story's weights are drawn to.
BY_HAND = {
    "position.order": 0.6,
    "lead": 0.5,
    "number.any": 0.6,
    "number.several": 0.2,
    "number.hedge": 0.15,
    "number.rough": 0.25,
    "date": 0.2,
    "names.any": 0.15,
    "names.three": 0.1,
    "names.capitals": 0.05,
    "institution": 0.15,
    "speech.all": -0.4,
    "length.few": -0.5,
    "motive.own": -0.5,
    "harm": 0.4,
    "superlative": 0.25,
    "comparison": 0.25,
    "cause": 0.15,
    "law": 0.3,
    "money": 0.2,
    "event": 0.25,
    "absolute": 0.25,
    "prediction": -0.7,
    "motive": -0.35,
    "opinion": -0.7,
    "first person": -0.35,
    "vague": -0.3,
    "scene": -0.6,
    "appeal": -0.75,
    "exclamation": -0.75,
    "simile": -1.0,
    "credit": -1.0,
}
UNKNOWN = "xx"  # a code that no language has: the story is read as in an unknown one


# ---- the terms of a story, on news -------------------------------------------------------------
class Block(NamedTuple):
    """A story's candidates as a matrix; labels are 1, 0 or -1 for none; `main` is a row."""

    name: str
    table: Any
    labels: Any
    main: int | None
    rows: Sequence[Shown]


class Terms:
    """Fits the weights of the story's terms. Columns are in the order of `names`."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.names = sorted(
            {name for g in groups for r in g.rows for name in features(r.evidence, r.signs)}
        )
        self.at = {name: i for i, name in enumerate(self.names)}
        self.drawn_to = np.array([BY_HAND.get(name, 0.0) for name in self.names])
        self.drawn = np.ones(len(self.names))
        self.drawn[self.at["base"]] = 0.0

    def row(self, evidence: Evidence, signs: frozenset[str]) -> Any:
        """One sentence."""
        out = np.zeros(len(self.names))
        for name, value in features(evidence, signs).items():
            out[self.at[name]] = value
        return out

    def block(self, group: Group) -> Block:
        """One story."""
        table = np.array([self.row(one.evidence, one.signs) for one in group.rows])
        labels = [-1 if one.label is None else one.label for one in group.rows]
        return Block(group.name, table, np.array(labels), group.main, group.rows)

    def fit(self, chosen: Sequence[Block], judged: Sequence[Block]) -> Any:
        """The weights from articles with a main claim and stories with labels."""
        table = np.vstack([b.table[b.labels >= 0] for b in judged])
        labels = np.concatenate([b.labels[b.labels >= 0] for b in judged])
        having = [b for b in chosen if b.main is not None]
        all_rows = np.vstack([b.table for b in having])
        starts = np.cumsum([0, *(len(b.table) for b in having)])
        mains = np.array([start + b.main for start, b in zip(starts, having, strict=False)])
        of = np.repeat(np.arange(len(having)), np.diff(starts))

        def loss(moved: Any) -> tuple[float, Any]:
            weights = self.drawn_to + moved
            odds = table @ weights
            value = ON_STORIES * np.sum(np.logaddexp(0, odds) - labels * odds)
            slope = ON_STORIES * (table.T @ (1 / (1 + np.exp(-odds)) - labels))
            scores = all_rows @ weights
            top = np.maximum.reduceat(scores, starts[:-1])
            raised = np.exp(scores - top[of])
            sums = np.add.reduceat(raised, starts[:-1])
            value += ON_ARTICLES * np.sum(np.log(sums) + top - scores[mains])
            slope += ON_ARTICLES * (all_rows.T @ (raised / sums[of]) - all_rows[mains].sum(0))
            value += SHRINK / 2 * np.sum(self.drawn * moved * moved)
            return value, slope + SHRINK * self.drawn * moved

        # A reason must not turn round: a figure never counts against a claim of the day's news.
        bounds = [_side(name, aim) for name, aim in zip(self.names, self.drawn_to, strict=True)]
        done = minimize(
            loss,
            np.zeros(len(self.names)),
            jac=True,
            method="L-BFGS-B",
            bounds=bounds,
            options={"maxiter": 1000},
        )
        return self.drawn_to + done.x


def _side(name: str, aim: float) -> tuple[float | None, float | None]:
    """How far a weight may move from where it is drawn to: not over zero."""
    if name.endswith(".research") or not aim:
        return None, None
    return (-aim, None) if aim > 0 else (None, -aim)


class News(NamedTuple):
    """Articles and stories, each as read and as read without knowing the language."""

    articles: list[Block]
    articles_unknown: list[Block]
    stories: list[Block]
    stories_unknown: list[Block]

    def fit(self, terms: Terms, articles_out: Any = (), stories_out: Any = ()) -> Any:
        """The weights without those whose names are given."""
        chosen = [b for b in self.articles + self.articles_unknown if b.name not in articles_out]
        judged = [b for b in self.stories + self.stories_unknown if b.name not in stories_out]
        return terms.fit(chosen, judged)


def held_out(news: News, terms: Terms, folds: int = 10) -> dict[str, Any]:
    """The scores of every sentence from weights that had not seen its article or story."""
    scores: dict[str, Any] = {}
    order = np.random.RandomState(0).permutation(len(news.articles)) % folds
    for fold in range(folds):
        out = {b.name for b, f in zip(news.articles, order, strict=True) if f == fold}
        weights = news.fit(terms, articles_out=out)
        scores |= {b.name: b.table @ weights for b in news.articles if b.name in out}
    for block, unknown in zip(news.stories, news.stories_unknown, strict=True):
        weights = news.fit(terms, stories_out={block.name})
        scores[block.name] = block.table @ weights
        scores[block.name + "*"] = unknown.table @ weights
    return scores


def calibrate(news: News, scores: dict[str, Any]) -> tuple[float, float]:
    """What the held-out scores are multiplied by and shifted by to be log-odds."""
    rows = [(scores[b.name][b.labels >= 0], b.labels[b.labels >= 0]) for b in news.stories]
    values, labels = (np.concatenate(part) for part in zip(*rows, strict=True))
    slope = LogisticRegression(C=1e6).fit(values[:, None], labels)
    return float(slope.coef_[0][0]), float(slope.intercept_[0])


def report(news: News, scores: dict[str, Any], steep: float, shift: float) -> None:
    """Prints the held-out figures."""
    ranks = [
        rank(scores[b.name], b.rows, b.main) if b.main is not None else math.inf
        for b in news.articles
    ]
    count = len(ranks)
    print(
        f"news, 10 folds: first {sum(r == 1 for r in ranks) / count:.2f}, among three "
        f"{sum(r <= 3 for r in ranks) / count:.2f}, MRR {sum(1 / r for r in ranks) / count:.3f} "
        f"({count} articles, {ranks.count(math.inf)} main claims left out)"
    )
    for mark, blocks in (("", news.stories), ("*", news.stories_unknown)):
        found = {}
        for b in blocks:
            rows = [(s, y) for s, y in zip(scores[b.name + mark], b.labels, strict=True) if y >= 0]
            if any(y for _, y in rows):
                found[b.name] = average_precision(rows)
        print(
            f"stories, each left out{', read as unknown' if mark else ''}: mean AP "
            f"{np.mean(list(found.values())):.3f}",
            ", ".join(f"{n.split('-')[0]} {v:.2f}" for n, v in found.items()),
        )
    _reliability(
        [
            (steep * s + shift, int(y))
            for b in news.stories
            for s, y in zip(scores[b.name], b.labels, strict=True)
            if y >= 0
        ],
        "worth checking, of the labelled sentences of stories left out",
    )
    _reliability(
        [
            (steep * s + shift, int(i == b.main))
            for b in news.articles
            for i, s in enumerate(scores[b.name])
        ],
        "main claim, of all sentences of articles left out",
    )


def _reliability(rows: list[tuple[float, int]], what: str) -> None:
    print(f"reliability: {what} ({len(rows)})")
    rows.sort()
    for part in np.array_split(np.array(rows), 10):
        said = float(np.mean(1 / (1 + np.exp(-part[:, 0]))))
        print(f"  predicted {said:.2f}  observed {part[:, 1].mean():.2f}  n={len(part)}")


MADE = "2026-11-25"


def write_story(story: dict[str, float]) -> None:
    """Writes the weights of a sentence in a story."""
    kept = {"made": MADE, "story": dict(sorted(story.items()))}
    STORY.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{STORY.name}: {STORY.stat().st_size:,} bytes")


def write_wording(fitted: Fitted, common: frozenset[str], threshold: float, to: Path) -> None:
    """Writes the weights of a sentence alone as `claims.reading.worthiness` unpacks them."""
    grams = sorted(fitted.grams)
    levels = [max(-3_200, min(3_199, round(fitted.grams[gram] / STEP))) for gram in grams]
    kept = {
        "made": MADE,
        "threshold": round(threshold, 4),
        "step": STEP,
        "alone": dict(sorted(fitted.measures.items())),
        "common": " ".join(sorted(common)),
        "grams": "\n".join(_shortened(grams)),
        "weights": "".join(
            chr((level + 3_200) // 80 + 40) + chr((level + 3_200) % 80 + 40) for level in levels
        ),
    }
    to.parent.mkdir(exist_ok=True)
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"), indent=None)
    to.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{to.name}: {to.stat().st_size:,} bytes, {len(fitted.grams):,} n-grams")


def _shortened(grams: Sequence[str]) -> Iterator[str]:
    before = ""
    for gram in grams:
        differing = (i for i, (a, b) in enumerate(zip(before, gram, strict=False)) if a != b)
        same = min(next(differing, min(len(before), len(gram))), 40)
        yield chr(same + 48) + gram[same:]
        before = gram


def main() -> None:
    """Trains, reports and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument(
        "stories", type=Path, nargs="*", default=[Path("../shared/stories"), Path("seeds/gold")]
    )
    parser.add_argument("--to", type=Path, default=WORDING, help="for the wording's weights")
    parser.add_argument("--story", action="store_true", help="the story's terms alone")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="sets to be measured")
    given = parser.parse_args()
    if not given.story:
        write_wording(*fit_wording(given.data / "worthiness", given.without), given.to)
    if given.without:
        return  # for measuring the wording
    source = given.data / "claims" / "inobo_dev.jsonl.gz"
    groups = [
        list(articles(source)),
        list(articles(source, UNKNOWN)),
        [group for folder in given.stories for group in stories(folder)],
        [group for folder in given.stories for group in stories(folder, UNKNOWN)],
    ]
    terms = Terms([g for part in groups for g in part])
    news = News(*([terms.block(g) for g in part if g.rows] for part in groups))
    scores = held_out(news, terms)
    steep, shift = calibrate(news, scores)
    report(news, scores, steep, shift)
    weights = news.fit(terms)
    story = {name: round(float(w) * steep, 4) for name, w in zip(terms.names, weights, strict=True)}
    story["base"] = round(story["base"] + shift, 4)
    write_story(story)


if __name__ == "__main__":
    main()

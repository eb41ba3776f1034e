"""The wording's part of the worthiness, fitted on debates: for `benchmarks.train_worthiness`.

Logistic regressions over all n-grams and measures come first. Their mean is then folded: the parts
of a word that the training knows are added up into the weight of the word, the parts themselves
stay for unknown words only, and of the runs of words those are kept that weigh most. What is lost
so is given back, as far as it can be, by a ridge regression of the difference on what is kept.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from benchmarks.worthiness_data import average_precision, key, load, named, without
from claims.reading import wording

RUNS, PARTS = 20_000, 2_400  # how many are kept
STEP = 0.02  # to which the weights of n-grams are rounded
COMMON = 300  # words that keep their form in a shape
LEAST = {"~": 4, "@": 5}  # sentences in which an n-gram must stand; 3 for words
LOUD = {"@": 0.15}  # how far an n-gram is let weigh; 1/3 for the others
STRENGTH, STRENGTH_OF_RATIO = 0.25, 0.1  # the inverse of the penalties
MEASURES = 0.3  # how far the measures are let weigh, in standard deviations
RIDGE = 1.0


class Fitted(NamedTuple):
    """The weights of n-grams and measures ("base" among them) for a sentence alone."""

    grams: dict[str, float]
    measures: dict[str, float]

    def of(self, text: str, common: frozenset[str]) -> float:
        """The log-odds of a sentence."""
        row = wording.split(text)
        known = sum(self.grams.get(gram, 0.0) for gram in wording.grams(row, common, self.grams))
        counted = wording.measures(row).items()
        return (
            self.measures["base"]
            + known * wording.scale(row)
            + sum(self.measures.get(name, 0.0) * value for name, value in counted)
        )


def _kind(gram: str) -> str:
    return gram[0] if len(gram) > 1 and gram[0] in LEAST else ""


class Sheet:
    """Sentences as the rows of sparse matrices, all columns scaled by how loud they may be."""

    def __init__(self, texts: Sequence[str]) -> None:
        rows = [wording.split(text) for text in texts]
        spread = Counter(low for row in rows for low in {token.low for token in row})
        words = [low for low, _ in spread.most_common() if low[0].isalpha()]
        self.common = frozenset(words[:COMMON])
        self.words = sorted(low for low in words if spread[low] >= 4)
        found = [wording.grams(row, self.common) for row in rows]
        times = Counter(gram for grams in found for gram in grams)
        grams = sorted(g for g, n in times.items() if n >= LEAST.get(_kind(g), 3))
        measured = [wording.measures(row) for row in rows]
        self.names = grams + sorted({name for row in measured for name in row})
        self.at = {name: i for i, name in enumerate(self.names)}
        self.size = len(grams)
        loud = [math.log(len(rows) / times[g]) * LOUD.get(_kind(g), 1 / 3) for g in grams]
        table = [[m.get(name, 0.0) for name in self.names[self.size :]] for m in measured]
        self.loud = np.concatenate([loud, MEASURES / (np.array(table).std(0) + 1e-9)])
        scales = [wording.scale(row) for row in rows]
        counted = [{self.at[n]: v for n, v in row.items()} for row in measured]
        self.matrix = self._table(
            [
                {self.at[g]: scale for g in grams if g in self.at} | more
                for grams, scale, more in zip(found, scales, counted, strict=True)
            ]
        )
        known = {word: i for i, word in enumerate(self.words)}
        self.unknown = self._table(
            [
                {
                    self.at[part]: scale
                    for token in row
                    if token.low not in known
                    for part in wording.parts(token.low)
                    if part in self.at
                }
                for row, scale in zip(rows, scales, strict=True)
            ]
        )
        held = [
            {known[token.low]: scale for token in row if token.low in known}
            for row, scale in zip(rows, scales, strict=True)
        ]
        self.held = _sparse(held, len(known))
        inside = [
            {self.at[g]: 1.0 for g in (word, *wording.parts(word)) if g in self.at}
            for word in self.words
        ]
        self.inside = self._table(inside)
        self.runs = np.array(
            [i for i, g in enumerate(grams) if _kind(g) != "@" and g not in known], dtype=int
        )

    def _table(self, rows: Sequence[dict[int, float]]) -> Any:
        scaled = [{i: value * self.loud[i] for i, value in row.items()} for row in rows]
        return _sparse(scaled, len(self.names))

    def _full(self, table: Any, labels: Any, weights: Any) -> tuple[Any, float]:
        """The mean of two: a plain one, and one in which n-grams that tell much may weigh more."""
        plain = LogisticRegression(C=STRENGTH, solver="liblinear")
        plain.fit(table, labels, sample_weight=weights)
        odds = [np.asarray(table[labels == label].sum(0)).ravel().clip(0) + 1 for label in (1, 0)]
        ratio = abs(np.log(odds[0] / odds[0].sum()) - np.log(odds[1] / odds[1].sum()))
        ratio = ratio / ratio[: self.size].mean() + 0.3
        ratio[self.size :] = 1.0
        other = LogisticRegression(C=STRENGTH_OF_RATIO, solver="liblinear")
        other.fit(table @ diags(ratio), labels, sample_weight=weights)
        both = (plain.coef_[0] + other.coef_[0] * ratio) / 2
        return both, float(plain.intercept_[0] + other.intercept_[0]) / 2

    def fit(self, rows: Any, labels: Any, weights: Any) -> Folded:
        """The folded model of some rows."""
        table = self.matrix[rows]
        coefficients, intercept = self._full(table, labels[rows], weights[rows])
        runs = self.runs[_weightiest(table[:, self.runs], coefficients[self.runs], RUNS)]
        parts = _weightiest(self.unknown[rows], coefficients, PARTS)
        columns = np.concatenate([runs, np.arange(self.size, len(self.names))])
        words = self.inside @ coefficients
        kept = hstack([self.held, self.unknown[:, parts], self.matrix[:, columns]]).tocsr()
        folded = np.concatenate([words, coefficients[parts], coefficients[columns]])
        lost = table @ coefficients - kept[rows] @ folded
        # Words are kept as they are, so they are let move half as much as the louder rest.
        ease = np.concatenate([np.full(len(words), 0.5), np.ones(kept.shape[1] - len(words))])
        eased = kept.multiply(ease).tocsr()
        ridge = Ridge(alpha=RIDGE, solver="sparse_cg", tol=1e-6).fit(eased[rows], lost)
        folded = folded + ridge.coef_ * ease
        names = [*self.words, *(self.names[i] for i in [*parts, *columns])]
        loud = np.concatenate([np.ones(len(words)), self.loud[parts], self.loud[columns]])
        return Folded(names, folded * loud, intercept + float(ridge.intercept_), kept @ folded)


class Folded(NamedTuple):
    """The names and weights that are kept, the intercept, and every row's score without it."""

    names: list[str]
    weights: Any
    intercept: float
    scores: Any


def _sparse(rows: Sequence[dict[int, float]], width: int) -> Any:
    data = [value for row in rows for value in row.values()]
    columns = [column for row in rows for column in row]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((data, columns, ends), shape=(len(rows), width))


def _weightiest(table: Any, coefficients: Any, most: int) -> Any:
    spread = np.sqrt(np.asarray(table.multiply(table).mean(0)).ravel())
    return np.argsort(-abs(coefficients) * spread, kind="stable")[:most]


def fit_wording(folder: Path, held_back: Iterable[Path]) -> tuple[Fitted, frozenset[str], float]:
    """The weights for a sentence alone, the common words, and the threshold as a worthiness.

    No text of `cb_gt` or of the sets held back is learnt from.
    """
    measured = [*named(folder, "cb_gt"), *(row for path in held_back for row in load(path))]
    train = without(named(folder, "cb_crowd"), measured)
    strict = {key(row["text"]) for row in named(folder, "cb_25ncs")}
    labels = np.array([row["label"] for row in train])
    # What the authors kept in their stricter set is labelled with more care.
    weights = np.array([2.0 if key(row["text"]) in strict else 1.0 for row in train])
    sheet = Sheet([row["text"] for row in train])
    scores = np.zeros(len(train))
    for learnt, kept_out in StratifiedKFold(4, shuffle=True, random_state=0).split(scores, labels):
        part = sheet.fit(learnt, labels, weights)
        scores[kept_out] = part.scores[kept_out] + part.intercept
    cut, steep, shift = _cut(scores, labels)
    done = sheet.fit(np.arange(len(train)), labels, weights)
    kept = dict(zip(done.names, (float(weight) * steep for weight in done.weights), strict=True))
    measures = {n: round(kept.pop(n), 4) for n in sheet.names[sheet.size :]}
    measures["base"] = round(done.intercept * steep + shift, 4)
    grams = {name: round(round(weight / STEP) * STEP, 4) for name, weight in kept.items()}
    # A word stays even where it weighs nothing: it is known, so its parts are not looked at.
    known = set(sheet.words)
    fitted = Fitted({n: v for n, v in grams.items() if v or n in known}, measures)
    return fitted, sheet.common, 1 / (1 + math.exp(-(cut * steep + shift)))


def _cut(scores: Any, labels: Any) -> tuple[float, float, float]:
    """Of held-out scores: the cut with the best F1, and how they become log-odds."""
    cuts = np.arange(-1.5, 1.0, 0.05)
    figures = [f1_score(labels, scores > cut) for cut in cuts]
    # The mean of the cuts that are nearly best: the best one alone is a matter of chance.
    near = [c for c, f in zip(cuts, figures, strict=True) if f > max(figures) - 0.002]
    cut = float(np.mean(near))
    slope = LogisticRegression(C=1e6).fit(scores[:, None], labels)
    precision = average_precision(zip(scores, labels, strict=True))
    print(f"wording, 4 folds: F1 {max(figures):.3f}, AP {precision:.3f}, cut {cut:.2f}")
    return cut, float(slope.coef_[0][0]), float(slope.intercept_[0])

"""All attributions of a story's sentences, by the learnt weights: cue, source, content.

Called by `claims.reading.attributions`. Each step takes the best-scored place: the cue among the
words that may attribute, the source's nearest token, how far it reaches, the content's sides and
edges. Only a quotation's own bounds lead a content over its sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log1p

from claims.reading.attributions import clues, contents
from claims.reading.attributions.model import Model
from claims.reading.attributions.rows import Row

Found = tuple[int, tuple[int, int], list[tuple[int, int]]]  # cue, source, contents, as tokens


def find_in_row(row: Row, model: Model) -> list[Found]:
    """The attributions of one sentence."""
    out: list[Found] = []
    for cue in find_cues(row, model):
        source = find_source(row, cue, model)
        if source is None:
            continue
        out.append((cue, source, find_contents(row, cue, source, model)))
    return out


def find_cues(row: Row, model: Model) -> list[int]:
    """The tokens that attribute, in order."""
    known, least = model.cue_words, model.threshold
    return [
        at for at, low in enumerate(row.low) if low in known and cue_score(row, at, model) > least
    ]


def cue_score(row: Row, at: int, model: Model) -> int:
    """How much speaks for the token as a cue: more than nothing is more likely than not."""
    return _sum(model.cue, clues.of_cue(row, at))


def _sum(weights: Mapping[str, int], features: Sequence[str]) -> int:
    get = weights.get
    return sum([get(feature, 0) for feature in features])


def find_source(row: Row, cue: int, model: Model) -> tuple[int, int] | None:
    """The first and last token of the cue's source."""
    scores = near_scores(row, cue, model)
    if not scores:
        return None
    near = max(scores, key=scores.__getitem__)
    far = _extent(row, cue, near, model)
    return min(near, far), max(near, far)


def near_scores(row: Row, cue: int, model: Model) -> dict[int, int]:
    """What speaks for each token as the source's nearest to the cue."""
    weights = model.near
    return {
        at: _sum(weights, clues.of_near(row, cue, at)) for at in clues.near_candidates(row, cue)
    }


def _extent(row: Row, cue: int, near: int, model: Model) -> int:
    """The source's other end: the most probable of all reaches, step by step."""
    step = -1 if near < cue else 1
    run, best, far = 0.0, -1e9, near
    at = near + step
    for _ in range(clues.EXTENT):
        if not 0 <= at < row.size or at == cue:
            break
        z = _sum(model.extent, clues.of_extent(row, cue, near, at)) / 100
        z = max(-30.0, min(30.0, z))
        here = run - log1p(exp(z))
        if here > best:
            best, far = here, at - step
        run -= log1p(exp(-z))
        if run < best:
            return far
        at += step
    return at - step if run > best else far


def find_contents(
    row: Row, cue: int, source: tuple[int, int], model: Model
) -> list[tuple[int, int]]:
    """What is said within the sentence: at most one stretch before the cue and one after."""
    features = contents.of_side(row, cue, source)
    sides = {side: _sum(model.sides[side], features) for side in contents.SIDES}
    side = max(sides, key=sides.__getitem__)
    out: list[tuple[int, int]] = []
    for name in ("L", "R"):
        if side in (name, "B"):
            start = _edge(row, cue, source, f"{name}s", model)
            end = _edge(row, cue, source, f"{name}e", model, start)
            if start is not None and end is not None and start <= end:
                out.append((start, end))
    return out


def _edge(
    row: Row, cue: int, source: tuple[int, int], part: str, model: Model, least: int | None = None
) -> int | None:
    options = contents.places(row, cue, source, part)
    best, found = None, None
    for at in options:
        if least is not None and at < least:
            continue
        score = _sum(model.place, contents.of_place(row, cue, source, part, at))
        if best is None or score > best:
            best, found = score, at
    return found

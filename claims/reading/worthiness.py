"""How much a sentence deserves checking: one linear model whose terms a reviewer can read.

Called by `claims.reading.judging` for the sentences of a story and by whoever has a sentence alone
(`of_sentence`). The weights come from `models/worthiness.json` and `wording.json.gz`, made by
`benchmarks/train_worthiness.py`; `models/worthiness.md` says from what and how good they are. The
terms sum to the log-odds of being worth a check.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from claims.reading import wording
from claims.reading.languages.words import Words
from claims.reading.setting import Place
from claims.reading.story import Moment, Number, Term

STORY = Path(__file__).with_name("models") / "worthiness.json"
WORDING = Path(__file__).with_name("models") / "wording.json.gz"
_READ = 2_000  # characters of a sentence in which signs are looked for
_CAPITAL = re.compile(r"(?<=[\w,;:'] )[^\W\d_a-z]")  # written so though no sentence begins
_SMALL = 0.05  # log-odds below which a term is no term of its own
_MOST = 12.0  # log-odds beyond which nothing changes: 1 in 160,000
# What counts otherwise in stories about research, which open with what is known.
_DIFFERS = (
    "lead",
    "position.order",
    "position.early",
    "position.second",
    "position.third",
    "echo.lead",
    "echo.story",
    "number.any",
    "number.several",
    "names.three",
    "names.capitals",
    "length.log",
    "speech.share",
    "superlative",
    "prediction",
    "opinion",
    "first person",
    "law",
    "event",
    "cause",
    "attributed",
    "attributed.speech",
)
FACTUAL = frozenset({"harm", "superlative", "comparison", "law", "money", "absolute", "event"})
# By the code of the term: what is said where it counts for the sentence, and where against it.
LABELS: Mapping[str, tuple[str, str]] = {
    "base": ("where every sentence starts", "where every sentence starts"),
    "position": ("stands early in the story", "stands late in the story"),
    "lead": ("the first sentence carries the news", "the first sentence sets the scene"),
    "paragraph": ("opens its paragraph", "opens its paragraph"),
    "headline": ("says what the headline says", "shares words with the headline"),
    "echo": ("the story comes back to it", "the story does not come back to it"),
    "number": ("gives a figure", "a figure alone"),
    "date": ("says when", "says when"),
    "names": ("names who or where", "names who or where"),
    "attributed": ("a source is named", "rests on a source alone"),
    "institution": ("an institution answers for it", "an institution answers for it"),
    "finding": ("tells what was found out", "tells what was found out"),
    "research": ("speaks of research or data", "speaks of research or data"),
    "effect": ("says what something does", "says what something does"),
    "fresh": ("says that it is new", "says that it is new"),
    "background": ("explains what is known", "explains what is known"),
    "summing": ("sums up", "sums up"),
    "credit": ("a credit or a tag line", "a credit or a tag line"),
    "speech": ("somebody's own words", "somebody's own words"),
    "length": ("as long as claims are", "longer or shorter than claims are"),
    "harm": ("somebody is harmed", "somebody is harmed"),
    "superlative": ("says that something is the most or the only", "superlatives"),
    "comparison": ("compares or tells a change", "compares"),
    "cause": ("gives a cause", "gives a cause"),
    "law": ("rests on law or courts", "rests on law or courts"),
    "money": ("money or public spending", "money or public spending"),
    "event": ("tells of something done", "tells of something done"),
    "absolute": ("leaves no exception", "leaves no exception"),
    "prediction": ("speaks of what may come", "speaks of what may come"),
    "motive": ("gives a motive", "gives a motive"),
    "opinion": ("a judgement of taste or value", "a judgement of taste or value"),
    "first person": ("speaks of oneself or to somebody", "speaks of oneself or to somebody"),
    "vague": ("vague", "vague"),
    "scene": ("paints the scene", "paints the scene"),
    "appeal": ("asks or urges", "asks or urges"),
    "exclamation": ("an exclamation", "an exclamation"),
    "simile": ("a figure of speech", "a figure of speech"),
    "wording": ("wording", "wording"),
    "form": ("its form", "its form"),
    "other": ("other small signs", "other small signs"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the reader found in a sentence and around it."""

    text: str  # the view's text
    place: Place
    numbers: Sequence[Number]
    dates: Sequence[Moment]
    names: int
    words: int
    attributed: bool
    institution: bool
    speech: float  # the share that stands within quotation marks
    language: Words | None = None  # None where it is not known


class Wording(NamedTuple):
    """The weights of a sentence alone: of its n-grams and of measures of them."""

    alone: Mapping[str, float]
    grams: Mapping[str, float]
    common: frozenset[str]
    threshold: float  # worthiness from which a sentence alone is taken for worth checking


@lru_cache(maxsize=1)
def story_weights() -> Mapping[str, float]:
    """The weights of a sentence in a story, read once."""
    kept: dict[str, Any] = json.loads(STORY.read_text(encoding="utf-8"))
    weights: dict[str, float] = kept["story"]
    return weights


@lru_cache(maxsize=1)
def wording_weights() -> Wording:
    """The weights of a sentence alone, read once, where somebody asks for one."""
    kept: dict[str, Any] = json.loads(gzip.decompress(WORDING.read_bytes()))
    return Wording(
        kept["alone"],
        dict(_unpack(kept["grams"], kept["weights"], kept["step"])),
        frozenset(kept["common"].split()),
        kept["threshold"],
    )


def _unpack(grams: str, weights: str, step: float) -> Iterator[tuple[str, float]]:
    """N-grams in their order, of which each tells by its first character how much of the one
    before it begins with; and two characters for each weight, as digits to the base of 80.
    """
    gram = ""
    for index, row in enumerate(grams.split("\n")):
        gram = gram[: ord(row[0]) - 48] + row[1:]
        high, low = weights[2 * index], weights[2 * index + 1]
        yield gram, ((ord(high) - 40) * 80 + ord(low) - 40 - 3_200) * step


_CASED = re.compile(r"\(\?-i|(?<!\\)[A-Z]")  # a rule that tells capitals from small letters


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules by their code: those for the text as it stands, those for it in lower case."""

    cased: tuple[tuple[str, re.Pattern[str]], ...]
    plain: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=16)
def _signs(words: Words) -> _Rules:
    rules = words.signs.items()
    return _Rules(
        tuple((c, re.compile(r, re.IGNORECASE)) for c, r in rules if _CASED.search(r)),
        tuple((c, re.compile(r)) for c, r in rules if not _CASED.search(r)),
    )


def find_signs(text: str, words: Words) -> frozenset[str]:
    """The codes of the signs that the text shows."""
    rules, read = _signs(words), text[:_READ]
    low = read.lower()  # searched much faster than without regard to case
    found = [code for code, rule in rules.plain if rule.search(low)]
    found += [code for code, rule in rules.cased if rule.search(read)]
    return frozenset(found)


def shows(code: str, text: str, words: Words) -> bool:
    """Whether the text shows the sign of that code."""
    rules, read = _signs(words), text[:_READ]
    rows = [(rule, read.lower()) for name, rule in rules.plain if name == code]
    rows += [(rule, read) for name, rule in rules.cased if name == code]
    return any(rule.search(row) for rule, row in rows)


def of_sentence(text: str) -> tuple[float, tuple[Term, ...]]:
    """The worthiness (0 to 1) and the terms of an English sentence that stands alone."""
    parts: dict[str, float] = defaultdict(float)
    label = _read_wording(text, parts)
    return _sum(parts, label)


def score(evidence: Evidence, signs: frozenset[str]) -> tuple[float, tuple[Term, ...]]:
    """The worthiness (0 to 1) and the terms of a sentence in its story."""
    weights = story_weights()
    parts: dict[str, float] = defaultdict(float)
    for name, value in features(evidence, signs).items():
        parts[name.split(".")[0]] += value * weights.get(name, 0.0)
    return _sum(parts, "wording")


def _read_wording(text: str, parts: dict[str, float]) -> str:
    """Adds what the wording says to the parts; returns the label of its n-grams.

    The words named are those that weigh most in the direction of all of them together.
    """
    found = wording_weights()
    row = wording.split(text)
    weights, words = found.grams, [0.0] * (len(row) or 1)
    held = wording.grams(row, found.common, weights)
    for gram in [gram for gram in held if gram in weights]:
        words[held[gram]] += weights[gram]
    parts["wording"] += wording.scale(row) * sum(words)
    parts["base"] += found.alone["base"]
    for name, value in wording.measures(row).items():
        parts[name.split(".")[0]] += value * found.alone.get(name, 0.0)
    sign = 1 if sum(words) > 0 else -1
    weighty = {
        token.low: sign * weight
        for token, weight in zip(row, words, strict=False)
        if token.low[0].isalpha() and sign * weight > 0
    }
    named = sorted(weighty, key=lambda word: (-weighty[word], word))[:3]
    return (
        "wording: " + ", ".join(f"\u201c{word[:24]}\u201d" for word in named)
        if named
        else "wording"
    )


def features(evidence: Evidence, signs: frozenset[str]) -> dict[str, float]:
    """What a story's sentence shows. A name's part before the stop is the code of its term."""
    known = evidence.language is not None
    found = (
        _placed(evidence.place)
        | _figures(evidence)
        | {
            "base": 1,
            "base.unknown": not known,
            "length.log": math.log(max(1, evidence.words) / 20),
            "length.square": math.log(max(1, evidence.words) / 20) ** 2,
            "length.few": evidence.words < 7,
            "speech.share": evidence.speech,
            "speech.all": evidence.speech > 0.7,
        }
    )
    if known:
        # A language may have signs that are no terms of the worth.
        found |= dict.fromkeys(signs & LABELS.keys(), 1) | _sources(evidence, signs)
        about = evidence.place.research
        if about:
            found |= {f"{name}.research": about * found.get(name, 0) for name in _DIFFERS}
    return {name: float(value) for name, value in found.items() if value}


def _placed(place: Place) -> dict[str, float]:
    return {
        "position.order": 0.5 - place.order,
        "position.early": 1 / (1 + place.index),
        "position.second": place.index == 1,
        "position.third": place.index == 2,
        "lead": place.index == 0,
        "paragraph": place.opens,
        "headline": place.headline,
        "echo.lead": place.lead,
        "echo.story": place.echo,
    }


def _figures(evidence: Evidence) -> dict[str, float]:
    counted = [n for n in evidence.numbers if n.value is not None]
    capitals = len(_CAPITAL.findall(evidence.text[:_READ]))
    return {
        "number.any": bool(counted),
        "number.several": len(counted) > 1,
        "number.hedge": any(n.hedge for n in counted),
        "number.rough": bool(evidence.numbers) and not counted,
        "number.spoken": bool(counted) and evidence.speech > 0.5,
        "names.capitals": math.log1p(capitals),
    }


def _sources(evidence: Evidence, signs: frozenset[str]) -> dict[str, float]:
    own = evidence.speech > 0.3
    return {
        "names.any": evidence.names > 0,
        "names.three": evidence.names > 2,
        "date": any(moment.first for moment in evidence.dates),
        "attributed": evidence.attributed and not own,
        "attributed.speech": evidence.attributed and own,
        "institution": evidence.institution,
        "finding.first": evidence.place.finding == 1,
        "finding.second": evidence.place.finding == 2,
        "finding.early": (evidence.place.finding > 0) / (1 + evidence.place.index),
        "motive.own": own and "motive" in signs,
        "first person.own": own and "first person" in signs,
        "first person.number": "first person" in signs and bool(evidence.numbers),
        "opinion.number": "opinion" in signs and bool(evidence.numbers),
        "opinion.own": "opinion" in signs and own,
    }


def _sum(parts: Mapping[str, float], wording_label: str) -> tuple[float, tuple[Term, ...]]:
    """The terms, the weightiest first; the small ones are gathered so that the sum is kept."""
    other = sum(value for value in parts.values() if abs(value) < _SMALL)
    rows = [(code, value) for code, value in parts.items() if abs(value) >= _SMALL]
    rows.sort(key=lambda row: (row[0] != "base", -abs(row[1]), row[0]))
    terms = [
        Term(
            code,
            wording_label if code == "wording" else LABELS[code][value < 0],
            round(value, 3),
        )
        for code, value in [*rows, ("other", other)]
        if round(value, 3)
    ]
    total = max(-_MOST, min(_MOST, sum(term.value for term in terms)))
    return round(1 / (1 + math.exp(-total)), 4), tuple(terms)

"""Numbers of a sentence: figures and words, ranges, fractions, money, ranks; hedge and unit.

Called by `claims.reading.judging` with the stretches that dates and clock times already hold.
A percentage is its figure, a fraction a decimal; what cannot be counted (dozens) has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.codes import is_apart, is_code
from claims.reading.languages.words import Words
from claims.reading.story import Number
from claims.reading.units import hedge_after, hedge_before, unit_after
from claims.reading.view import View

_MAX_DIGITS = 40
_DIGIT = re.compile("[0-9]")
_LETTERS = re.compile(r"[^\W\d_]+")

Value = float | tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class _Grammar:
    token: re.Pattern[str]
    ordinal: re.Pattern[str]
    spelled: re.Pattern[str]
    between: re.Pattern[str]
    lexicon: frozenset[str]  # the single words of which each number without figures has one
    tail: re.Pattern[str]  # what after figures shows that they are an ordinal or a code
    odds: re.Pattern[str]


@lru_cache(maxsize=16)
def _grammar(words: Words) -> _Grammar:
    def any_of(items: Iterable[str]) -> str:
        return "|".join(sorted((re.escape(item) for item in items), key=len, reverse=True))

    money = f"(?:{any_of(words.currencies)})"
    scale = f"(?:{any_of(m for m in words.magnitudes if len(m) > 2)})"
    short = f"(?:{any_of(m for m in words.magnitudes if len(m) <= 2) or '(?!)'})"
    apart, point = words.thousands, re.escape(words.decimal)
    figure = rf"[0-9]{{1,3}}(?:[{apart}][0-9]{{3}})+(?:{point}[0-9]+)?|[0-9]+(?:{point}[0-9]+)?"
    small = any_of([*words.units, *words.tens, *words.articles])
    compound = rf"(?:{any_of(words.tens)}){words.tens_join}(?:{any_of(list(words.units)[:9])})"
    spelled = rf"(?:{compound}|{any_of([*words.units, *words.tens])})"
    fraction = any_of(words.fractions)
    vague = any_of(words.vague)
    one = any_of(word for word, value in words.units.items() if value == 1)
    group = any_of(words.collectives) or "(?!)"
    # Only where a word or a sign begins: it spares every other place the whole list.
    token = (
        r"(?:\b(?=\w)|(?=[^\w\s]))(?:"
        rf"(?P<odds>\b(?:{one}|[0-9]+) {words.odds_join} (?:[0-9]+|{any_of(words.units)})\b)"
        rf"|(?P<fraction>\b(?:{small}|[0-9]{{1,2}})[ -](?:{fraction})\b(?![- ]?(?:year|hour|"
        rf"time))|{words.half}|"
        r"(?<![\w/])[0-9]/[0-9]{1,2}(?![\w/]))"
        rf"|(?:(?P<money>(?<!\w){money})\s{{0,2}}|(?<![\w.,]))(?P<figure>{figure})(?![0-9])"
        rf"(?P<scale>(?:[ -]{scale}|\s?{short})\b)?"
        rf"|(?P<vague>\b(?:{vague})(?: of (?:{vague}))?\b)"
        rf"|(?P<multiple>\b(?:{any_of(words.multiples) or '(?!)'})\b)"
        rf"|(?P<group>\b(?:(?:{small}|half an?) )?(?:{group})\b)"
        rf"|(?P<spelled>\b{spelled}(?:[ -]{scale}(?: and)?(?: {spelled})?)*\b)"
        rf"|(?P<article>\b(?:{any_of(words.articles)}) {scale}\b)"
        r")"
    )
    rank = (
        rf"\b(?P<word>{any_of(words.ordinals)})\b"
        rf"|(?<![\w.,])(?P<rank>[0-9]{{1,4}})(?:{words.ordinal_marks})(?!\w)"
    )
    return _Grammar(
        re.compile(token, re.IGNORECASE),
        re.compile(rank, re.IGNORECASE),
        re.compile(r"[\s-]+"),
        re.compile(rf"\s?(?:-|\u2013|{words.from_to[1]}|{words.between[1]})\s?$", re.IGNORECASE),
        _lexicon(words),
        re.compile(rf"(?:{words.ordinal_marks})(?!\w)|[^\W\d_]"),
        re.compile(rf" {words.odds_join} ", re.IGNORECASE),
    )


def _lexicon(words: Words) -> frozenset[str]:
    lists = (words.units, words.tens, words.fractions, words.multiples, words.collectives)
    every = [*(word for row in lists for word in row), *words.magnitudes, *words.vague]
    return frozenset(part for word in every for part in _LETTERS.findall(word.lower()))


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    value: Value
    money: str | None = None
    counted: bool = True  # a unit may follow
    rank: bool = False


def find_numbers(
    view: View, words: Words | None, taken: Sequence[tuple[int, int]] = ()
) -> list[Number]:
    """The numbers of the view in order. `taken` are view offsets that dates and times hold."""
    if words is None:
        return _figures_only(view, taken)
    held = _held(view.text, taken)
    found = _tokens(view.text, words) + _ranks(view.text, words)
    raws = [raw for raw in found if not any(held[raw.start : raw.end])]
    raws.sort(key=lambda raw: raw.start)
    out: list[Number] = []
    for raw in _ranges(_no_overlaps(raws), view.text, words):
        near = hedge_before(view.text, raw.start, words) or hedge_after(view.text, raw.end, words)
        hedge = view.span(*near).text if near else None
        unit = (
            unit_after(view.text, raw.end, words, several=raw.value != 1) if raw.counted else None
        )
        if raw.money:
            unit = f"{raw.money} {unit}" if unit else raw.money
        span = view.span(raw.start, raw.end)
        out.append(Number(span.start, span.end, span.text, raw.value, unit, hedge))
    return out


def _figures_only(view: View, taken: Sequence[tuple[int, int]]) -> list[Number]:
    """Of an unknown language: bare whole figures, whose marks for thousands are not guessed."""
    out: list[Number] = []
    held = _held(view.text, taken)
    for match in re.finditer(r"(?<![\w.,])[0-9]{1,15}(?![\w]|[.,][0-9])", view.text):
        if not any(held[match.start() : match.end()]):
            span = view.span(*match.span())
            out.append(Number(*(span.start, span.end, span.text), float(match.group()), None, None))
    return out


def _held(text: str, taken: Sequence[tuple[int, int]]) -> bytearray:
    """One for each character that a date or a time already holds."""
    held = bytearray(len(text) + 1)
    for start, end in taken:
        held[start:end] = b"\x01" * (end - start)
    return held


def _tokens(text: str, words: Words) -> list[_Raw]:
    out: list[_Raw] = []
    grammar = _grammar(words)
    if not _DIGIT.search(text) and grammar.lexicon.isdisjoint(_LETTERS.findall(text.lower())):
        return out  # as most sentences: spares them the long pattern
    for match in grammar.token.finditer(text):
        raw = _token(match, text, words)
        if raw is not None:
            out.append(raw)
    return out


def _token(match: re.Match[str], text: str, words: Words) -> _Raw | None:
    start, end = match.span()
    start += len(match.group()) - len(match.group().lstrip())
    if match["odds"]:
        one, many = _grammar(words).odds.split(match["odds"], maxsplit=1)
        top, bottom = _plain(one, words), _plain(many, words)
        return _Raw(start, end, top / bottom) if bottom else None
    if match["fraction"]:
        if _is_ordinal(match["fraction"], text[end : end + 20], words):
            return None
        return _Raw(start, end, _fraction(match["fraction"], words))
    if match["figure"]:
        return _figure(match, text, start, words)
    if match["group"] or match["multiple"]:
        return _Raw(start, end, _several(match, words))
    if match["vague"]:
        if _after_number(text, start, words):
            return None  # "two scores"
        if not unit_after(text, end, words, several=True):
            return None  # "several said", "scores, many"
        return _Raw(start, end, None)
    return _word(match, text, start, words)


def _word(match: re.Match[str], text: str, start: int, words: Words) -> _Raw | None:
    """Number words: "seventy-two", "a million"."""
    end = match.end()
    if match["article"]:
        return _Raw(start, end, _plain(match["article"].split()[-1], words))
    if start and match["spelled"][0].isupper() and text[start - 1 : start] == " ":
        before = text[:start].rstrip()
        if before[-1:].isalnum() or before[-1:] in ",'":
            return None  # "told Nine News"
    value = _spelled(match["spelled"], words)
    if value == 1 and not _one_counts(text, start, end, words):
        return None
    return _Raw(start, end, value)


def _several(match: re.Match[str], words: Words) -> float:
    """ "Twice", "a dozen"."""
    group = match["group"]
    return _collective(group, words) if group else words.multiples[match["multiple"].lower()]


def _collective(written: str, words: Words) -> float:
    """ "A dozen", "two dozen", "half a dozen", "une quinzaine"."""
    parts = written.lower().split()
    value = words.collectives[parts[-1]]
    if parts[0] in words.fractions:
        return value * words.fractions[parts[0]]
    return value * (_plain(parts[0], words) if len(parts) > 1 else 1.0)


def _is_ordinal(written: str, after: str, words: Words) -> bool:
    """ "A third country" is no share; "a third of", "a third more" and "one-third" are."""
    if "-" in written or " " not in written or not written.lower().startswith(("a ", "an ")):
        return False
    following = re.match(r" ([^\W\d_]+)", after.lower())
    return following is not None and following[1] not in words.share_goes_on


def _after_number(text: str, start: int, words: Words) -> bool:
    before = text[max(0, start - 12) : start].lower().split()
    return bool(before) and (before[-1] in words.units or before[-1].isdigit())


def _one_counts(text: str, start: int, end: int, words: Words) -> bool:
    """ "One" is a number beside people or after a hedge, else mostly a pronoun."""
    following = re.match(r"[\s-]+([^\W\d_]+)", text[end : end + 24])
    named = following is not None and (following[1].lower() in words.people_words | words.singles)
    return named or hedge_before(text, start, words) is not None


def _figure(match: re.Match[str], text: str, start: int, words: Words) -> _Raw | None:
    figure, scale, money = match["figure"], match["scale"], match["money"]
    end = match.end()
    if len(figure) > _MAX_DIGITS:
        return None
    before = text[max(0, start - 16) : start]
    label = re.search(r"([^\W\d_][\w.]*)[ -]$", before)
    if label and not money and label[1].lower().rstrip(".") in words.labels:
        return None
    if not is_apart(before, figure, text[end : end + 16], words):
        return None
    if (
        re.fullmatch(r"[0-9]\.0", figure)
        and not scale
        and not unit_after(text, end, words, several=True)
    ):
        return None  # the name of a version
    if not scale and not money and is_code(text, start, end, words):
        return None
    if not scale and _grammar(words).tail.match(text, end):
        return None
    value = _value(figure, words)
    if scale:
        value = round(value * words.magnitudes[scale.strip(" -").lower()], 6)
    return _Raw(start, end, value, money.strip() if money else None)


def _value(figure: str, words: Words) -> float:
    """Figures as a number, by the language's own marks."""
    whole, _, part = figure.partition(words.decimal)
    return float(re.sub(r"\D", "", whole) + (f".{part}" if part else ""))


def _plain(word: str, words: Words) -> float:
    low = word.lower()
    if low.replace(".", "").isdigit():
        return float(low[:_MAX_DIGITS])
    return float(words.units.get(low) or words.tens.get(low) or words.magnitudes.get(low) or 1)


def _fraction(written: str, words: Words) -> float:
    if "/" in written:
        top, bottom = written.split("/")
        return int(top) / int(bottom) if int(bottom) else 0.0
    parts = re.split(r"[\s-]+", written.lower())
    share = words.fractions.get(" ".join(parts[1:])) or words.fractions[parts[-1]]
    return share * (_plain(parts[0], words) if len(parts) > 1 else 1.0)


def _spelled(written: str, words: Words) -> float:
    """Number words as a number: seventy-two, three hundred and six, two million."""
    low = written.lower()
    if low in words.units:  # words that hold others: "quatre-vingt-dix"
        return float(words.units[low])
    total = current = 0.0
    for part in re.split(r"[\s-]+", low):
        if part in words.magnitudes:
            scale = words.magnitudes[part]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif part in words.units:
            current += words.units[part]
        elif part in words.tens:
            current += words.tens[part]
    return total + current


def _ranks(text: str, words: Words) -> list[_Raw]:
    """Ordinals that assert a rank: "the third largest", "the sixth president", "are second"."""
    out: list[_Raw] = []
    for match in _grammar(words).ordinal.finditer(text):
        value = words.ordinals[match["word"].lower()] if match["word"] else int(match["rank"])
        tail = re.match(r"[ -]([\w-]+)", text[match.end() : match.end() + 30])
        following = tail[1].lower() if tail else ""
        lead = text[max(0, match.start() - 12) : match.start()].lower().split()
        after_be = bool(lead) and lead[-1] in words.rank_verbs
        superlative = re.fullmatch(words.superlative, following.split("-")[0]) is not None
        if following in words.no_rank or following in words.fractions:
            continue
        if lead and lead[-1] in words.one_of_many:
            continue
        if match["rank"] and not (
            superlative or after_be or not lead or lead[-1] in words.definite
        ):
            continue
        if value > 2 or superlative or after_be:
            out.append(_Raw(*match.span(), float(value), None, rank=True))
    return out


def _no_overlaps(raws: list[_Raw]) -> list[_Raw]:
    out: list[_Raw] = []
    for raw in raws:
        if not out or raw.start >= out[-1].end:
            out.append(raw)
    return out


def _ranges(raws: list[_Raw], text: str, words: Words) -> list[_Raw]:
    """Joins "10 to 15", "10-15" and "between 10 and 15" into one range."""
    out: list[_Raw] = []
    for raw in raws:
        last = out[-1] if out else None
        if last is not None and _is_range(last, raw, text, words):
            low, high = last.value, raw.value
            if isinstance(low, float) and isinstance(high, float):
                if low < 1000 <= high and last.end - last.start < 5 and _scaled(raw, text):
                    low *= high / _leading(raw, text, words)
                out[-1] = _Raw(last.start, raw.end, (low, high), last.money or raw.money)
                continue
        out.append(raw)
    return out


def _scaled(raw: _Raw, text: str) -> bool:
    return text[raw.start : raw.end][-1:].isalpha()


def _leading(raw: _Raw, text: str, words: Words) -> float:
    match = re.match(r"[^0-9]*([0-9][0-9,.]*)", text[raw.start : raw.end])
    return (_value(match[1].rstrip(".,"), words) or 1.0) if match else 1.0


def _is_range(first: _Raw, second: _Raw, text: str, words: Words) -> bool:
    gap = text[first.end : second.start]
    if first.rank or second.rank or len(gap) > 5:
        return False
    if not (isinstance(first.value, float) and isinstance(second.value, float)):
        return False
    if first.value >= second.value or not _grammar(words).between.fullmatch(gap):
        return False
    joined = gap.strip().lower()
    lead = text[max(0, first.start - 24) : first.start].lower()
    if joined == words.between[1]:
        return lead.rstrip().endswith(words.between[0])
    if joined == words.from_to[1]:
        return not lead.rstrip().endswith(words.from_to[0])
    return True

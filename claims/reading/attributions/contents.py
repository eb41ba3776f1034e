"""What is said, within the sentence: on which side of the cue, and from where to where.

Called by `claims.reading.attributions.finding` and by the training script. Features only, and the
places among which they choose; the weights are the model's.
"""

from __future__ import annotations

from claims.reading.attributions.clues import bucket
from claims.reading.attributions.rows import Row

SIDES = ("L", "R", "B")  # before the cue and its source, after them, on both sides
_STARTS, _ENDS = 8, 6  # tokens from the cue at which a content may begin or end
_OPENERS = frozenset("CVD") | {"ly"}


def block(cue: int, source: tuple[int, int]) -> tuple[int, int]:
    """The first and last token of cue and source, and all between."""
    return min(cue, source[0]), max(cue, source[1])


def of_side(row: Row, cue: int, source: tuple[int, int]) -> list[str]:
    """On which side the content stands: the same for every side, each has its own weights."""
    word, kind = row.low, row.shape
    first, last = block(cue, source)
    n = row.size
    order = "i" if source[0] > cue else "s"
    quote_before = '"' in row.low[:first] or row.opens
    quote_after = '"' in row.low[last + 1 :]
    return [
        "b=",
        f"o={order}",
        f"c={row.low[cue]}",
        f"co={row.low[cue]}|{order}",
        f"+={word[last + 1]}|{order}",
        f"-={word[first - 1]}|{order}",
        f"k+={kind[last + 1]}|{kind[last + 2]}",
        f"k-={kind[first - 1]}|{kind[first - 2]}",
        f"q={quote_before}{quote_after}{order}",
        f"qk={quote_before}{quote_after}{kind[first - 1]}|{kind[last + 1]}",
        f"nc={bucket(first)}|{kind[last + 1]}|{kind[first - 1]}",
        f"cn={row.low[cue]}|{bucket(n - 1 - last)}",
        f"ck={row.low[cue]}|{kind[last + 1]}",
        f"cl={row.low[cue]}|{kind[first - 1]}",
        f"0={kind[0]}|{order}|{kind[last + 1]}",
        f"qq={row.quoted[cue]}|{quote_before}|{quote_after}",
    ]


def places(row: Row, cue: int, source: tuple[int, int], part: str) -> list[int]:
    """Where the content of a side may begin ("Ls", "Rs") or end ("Le", "Re")."""
    first, last = block(cue, source)
    n = row.size
    if part == "Rs":
        return list(range(last + 1, min(n, last + 1 + _STARTS)))
    if part == "Le":
        return list(range(first - 1, max(-1, first - 1 - _ENDS), -1))
    if part == "Ls":
        return [
            at
            for at in range(first)
            if at == 0
            or not row.low[at - 1][0].isalnum()
            or row.shape[at - 1] == "C"
            or row.shape[at] in {"C", "P"}
        ]
    return [
        at
        for at in range(last + 1, n)
        if at == n - 1
        or not row.low[at + 1][0].isalnum()
        or row.low[at] == '"'
        or row.shape[at + 1] in {"C", "I"}
    ]


def of_place(row: Row, cue: int, source: tuple[int, int], part: str, at: int) -> list[str]:
    """Whether a content's edge is here."""
    word, kind, group = row.low, row.shape, row.group
    first, last = block(cue, source)
    order = "i" if source[0] > cue else "s"
    head = f"{part}{order}"
    base = last + 1 if part[0] == "R" else first - 1
    far = bucket(abs(at - base))
    n = row.size
    out, inn = (at - 1, at + 1) if part[1] == "s" else (at + 1, at - 1)
    lo, hi = (min(at, base), max(at, base))
    between = row.low[lo:hi]
    quotes = min(3, between.count('"'))
    commas = min(2, between.count(","))
    edge = at == (0 if part[1] == "s" else n - 1)
    near_end = n - 1 - at if part[1] == "e" else at
    inside = f"{row.quoted[at]}{row.quoted[out]}"
    return [
        f"{head}d={far}",
        f"{head}w={word[at]}",
        f"{head}o={word[out]}",
        f"{head}wo={word[at]}|{word[out]}",
        f"{head}k={kind[at]}|{kind[out]}",
        f"{head}ki={kind[at]}|{kind[inn]}",
        f"{head}kd={kind[at]}|{kind[out]}|{far}",
        f"{head}g={group[at]}|{group[out]}",
        f"{head}go={group[out]}|{group[out + (out - at)]}",
        f"{head}oo={word[out]}|{word[out + (out - at)]}",
        f"{head}q={quotes}{inside}",
        f"{head}qk={quotes}{inside}|{kind[out]}",
        f"{head}cm={commas}|{kind[out]}",
        f"{head}cq={commas}{inside}{kind[base]}|{kind[out]}",
        f"{head}e={edge}|{kind[at]}",
        f"{head}ne={min(near_end, 4)}|{kind[at]}|{kind[out]}",
        f"{head}cd={row.low[cue]}|{far}",
        f"{head}co={row.low[cue]}|{word[out]}",
        f"{head}cw={row.low[cue]}|{kind[at]}",
        f"{head}b={kind[base]}|{far}",
        f"{head}bo={kind[base]}|{inside}|{kind[out]}|{edge}",
    ]

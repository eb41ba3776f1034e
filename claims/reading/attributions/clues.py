"""What speaks for a cue, a source and a content: features as short strings, for the weights.

Called by `claims.reading.attributions.finding` and, on the same rows, by the training script, so
that what is learnt is what is asked. Nothing here knows a weight.
"""

from __future__ import annotations

from claims.reading.attributions.rows import Row

BEFORE, AFTER = 26, 7  # tokens before and after a cue among which its source is looked for
EXTENT = 24  # tokens of a source
MOST_BEFORE = 9  # candidates
_NEVER_LAST = frozenset("DICV") | {"ly"}
_WITHIN = frozenset("DNTSM0ws")  # before such a token no phrase ends, after it none begins
_PLAIN = frozenset("ws")
_PROPER = frozenset("NM")
_VERBAL = frozenset({"V", "ly"})
_CLOSERS = frozenset(")'")


def bucket(number: int) -> str:
    """A distance on a coarse scale."""
    if number < 5:
        return str(number)
    return "5" if number < 8 else "8" if number < 13 else "13" if number < 21 else "21"


def subject_at(row: Row, cue: int) -> int:
    """The token before the cue's auxiliaries and adverbs; -1 where there is none."""
    at = cue - 1
    while at >= 0 and row.shape[at] in {"V", "ly"}:
        at -= 1
    return at


def of_cue(row: Row, at: int) -> list[str]:
    """Whether the token attributes."""
    word, kind, group = row.low, row.shape, row.group
    w = row.low[at]
    sub = subject_at(row, at)
    before = '"' in row.low[:at]
    after = '"' in row.low[at + 1 :]
    inside = "q" if row.quoted[at] else "-"
    marks = f"{inside}{'b' if before else '-'}{'a' if after else '-'}"
    return [
        "b=",
        f"w={w}",
        f"g={row.group[at]}",
        f"w+={w}|{word[at + 1]}",
        f"wk+={w}|{kind[at + 1]}",
        f"wm={w}|{marks}",
        f"m={marks}",
        f"-2={word[at - 2]}",
        f"+1={word[at + 1]}",
        f"g+={group[at + 1]}|{group[at + 2]}",
        f"k+1={kind[at + 1]}",
        f"k+2={kind[at + 1]}|{kind[at + 2]}",
        f"g3={row.group[at]}|{group[at - 1]}|{group[at + 1]}",
        f"s={word[sub]}",
        f"sk={kind[sub]}|{kind[sub - 1]}|{sub == at - 1}",
        f"gs={row.group[at]}|{group[sub]}",
        f"a={'|'.join(row.low[sub + 1 : at][:3])}",
        f"p={bucket(at)}|{kind[at - 1]}",
        f"n={row.shape[0]}|{inside}",
    ]


def near_candidates(row: Row, cue: int) -> list[int]:
    """Where the source's token nearest to the cue may stand: where a phrase ends or begins."""
    shape, low = row.shape, row.low
    left: list[int] = []
    at = cue - 1
    first = max(-1, cue - BEFORE)
    while at > first and len(left) < MOST_BEFORE:
        after = shape[at + 1]
        ends = (
            after not in _WITHIN
            or cue - at <= 2
            or shape[at] == "P"
            or (after in _PLAIN and shape[at] in _PROPER)
        )
        last = shape[at] not in _NEVER_LAST or at + 1 == cue or after in _VERBAL
        if ends and last and (low[at][0].isalnum() or shape[at] in _CLOSERS):
            left.append(at)
        at -= 1
    left.reverse()
    stop = min(row.size, cue + AFTER)
    return left + [
        at
        for at in range(cue + 1, stop)
        if low[at][0].isalnum()
        and (at == cue + 1 or shape[at - 1] not in _WITHIN)
        and shape[at] not in _VERBAL
    ]


def of_near(row: Row, cue: int, at: int) -> list[str]:
    """Whether the source's token nearest to the cue is here."""
    word, kind, group = row.low, row.shape, row.group
    left = at < cue
    side, a, b, out, inn = (
        ("L", at + 1, cue, at + 1, at - 1) if left else ("R", cue + 1, at, at - 1, at + 1)
    )
    between = kind[a:b]
    near = len(between) <= 3
    gap = "|".join(between) if near else "far"
    commas = min(2, between.count(","))
    verbs = min(2, between.count("V") + between.count("ed"))
    spoken = "q" if '"' in between else "-"
    marks = f"{commas}{verbs}{spoken}"
    here = f"{side}{kind[at]}"
    return [
        f"c={side}{word[cue]}",
        f"cm={side}{kind[cue]}|{kind[cue - 1]}|{kind[cue + 1]}",
        f"g={side}{gap}",
        f"gw={side}{'|'.join(word[a:b]) if near else 'far'}",
        f"cg={side}{word[cue]}|{gap}",
        f"w={side}{word[at]}",
        f"f={side}{group[at]}",
        f"o={here}|{kind[out]}",
        f"ow={side}{word[out]}",
        f"og={side}{group[at]}|{group[out]}",
        f"ig={side}{group[at]}|{group[inn]}",
        f"vh={here}{marks}",
        f"v={side}{marks}{row.quoted[at] == row.quoted[cue]}",
        f"0={side}{at == 0}|{kind[0]}",
    ]


def of_extent(row: Row, cue: int, near: int, at: int) -> list[str]:
    """Whether the source from `near` to before `at`, away from the cue, takes `at` in."""
    word, kind, group = row.low, row.shape, row.group
    left = near < cue
    step = -1 if left else 1
    side = "L" if left else "R"
    count = abs(at - near)
    edge = at - step
    lo, hi = (at + 1, near + 1) if left else (near, at)
    comma = "," in row.low[lo:hi]
    here = f"{side}{kind[at]}"
    return [
        f"g={side}{group[at]}",
        f"e={side}{word[edge]}",
        f"ek={side}{kind[edge]}|{kind[at]}",
        f"eg={side}{group[edge]}|{group[at]}",
        f"wk={side}{word[at]}|{kind[edge]}",
        f"n={here}|{kind[at + step]}",
        f"nw={side}{word[at]}|{word[at + step]}",
        f"ng={side}{group[at]}|{group[at + step]}",
        f"k3={side}{kind[edge]}|{kind[at]}|{kind[at + step]}|{kind[at + 2 * step]}",
        f"cc={side}{comma}|{bucket(count)}",
        f"wc={side}{word[at]}|{comma}",
        f"nk={side}{kind[near]}|{bucket(count)}",
        f"nr={side}{row.low[near]}",
        f"en={side}{word[near + 1 if left else near - 1]}|{kind[at]}|{comma}",
    ]

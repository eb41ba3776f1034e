"""What speaks for a cue, a source and a content: features as short strings, for the weights.

Called by `claims.reading.attributions.finding` and, on the same rows, by the training script, so
that what is learnt is what is asked. Nothing here knows a weight.
"""

from __future__ import annotations

from claims.reading.attributions.rows import Row

BEFORE, AFTER = 30, 14  # tokens before and after a cue among which its source is looked for
EXTENT = 24  # tokens of a source
_NEVER_NEAR = frozenset("DICV") | {"ly"}


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
    n = row.size
    before = '"' in row.low[:at]
    after = '"' in row.low[at + 1 :]
    inside = "q" if row.quoted[at] else "-"
    marks = f"{inside}{'b' if before else '-'}{'a' if after else '-'}"
    return [
        "b",
        f"w={w}",
        f"g={row.group[at]}",
        f"f={w[-3:]}{row.shape[at]}",
        f"w-={w}|{word[at - 1]}",
        f"w+={w}|{word[at + 1]}",
        f"wk-={w}|{kind[at - 1]}",
        f"wk+={w}|{kind[at + 1]}",
        f"wm={w}|{marks}",
        f"m={marks}",
        f"-1={word[at - 1]}",
        f"-2={word[at - 2]}",
        f"+1={word[at + 1]}",
        f"+2={word[at + 2]}",
        f"g-={group[at - 2]}|{group[at - 1]}",
        f"g+={group[at + 1]}|{group[at + 2]}",
        f"k-1={kind[at - 1]}",
        f"k-2={kind[at - 2]}|{kind[at - 1]}",
        f"k+1={kind[at + 1]}",
        f"k+2={kind[at + 1]}|{kind[at + 2]}",
        f"k+3={kind[at + 1]}|{kind[at + 2]}|{kind[at + 3]}",
        f"k={row.shape[at]}|{kind[at - 1]}|{kind[at + 1]}",
        f"g={row.group[at]}|{group[at - 1]}|{group[at + 1]}",
        f"s={word[sub]}",
        f"sk={kind[sub]}|{kind[sub - 1]}|{sub == at - 1}",
        f"ws={w}|{kind[sub]}",
        f"gs={row.group[at]}|{group[sub]}",
        f"a={'|'.join(row.low[sub + 1 : at][:3])}",
        f"p={bucket(at)}|{kind[at - 1]}",
        f"e={bucket(n - at)}|{kind[at + 1]}",
        f"that={'that' in row.low[at + 1 : at + 5]}|{row.shape[at]}",
        f"n={row.shape[0]}|{inside}",
    ]


def near_candidates(row: Row, cue: int) -> list[int]:
    """Where the source's token nearest to the cue may stand."""
    shape = row.shape
    first, last = max(0, cue - BEFORE), min(row.size, cue + AFTER)
    return [
        at
        for at in range(first, last)
        if at != cue
        and (row.low[at][0].isalnum() or shape[at] in {")", "'"})
        and (
            at > cue
            or shape[at] not in _NEVER_NEAR
            or at + 1 == cue
            or shape[at + 1] in {"V", "ly"}
        )
        and (at < cue or shape[at] not in {"V", "ly"})
    ]


def rank_of(options: list[int], cue: int, place: int) -> int:
    """How many candidates stand between the cue and the one at `place` of the options."""
    here = options[place]
    if here < cue:
        return sum(here < at < cue for at in options)
    return sum(cue < at < here for at in options)


def of_near(row: Row, cue: int, at: int, rank: int) -> list[str]:
    """Whether the source's token nearest to the cue is here; `rank` counts candidates between."""
    word, kind, group = row.low, row.shape, row.group
    left = at < cue
    side = "L" if left else "R"
    far = cue - at if left else at - cue
    a, b = (at + 1, cue) if left else (cue + 1, at)
    between = row.shape[a:b]
    gap = "|".join(between) if len(between) <= 3 else "far"
    gaps = "|".join(row.low[a:b]) if len(between) <= 3 else "far"
    commas = min(2, between.count(","))
    verb = sum(kind in {"V", "ed"} for kind in between) if between else 0
    marks = '"' in between
    out, inn = (at + 1, at - 1) if left else (at - 1, at + 1)
    here = f"{side}{row.shape[at]}"
    lead = f"{side}{row.low[cue]}"
    same = row.quoted[at] == row.quoted[cue]
    return [
        f"d={side}{bucket(far)}",
        f"r={side}{bucket(rank)}",
        f"h={here}|{bucket(rank)}",
        f"hd={here}|{bucket(far)}",
        f"c={lead}",
        f"cn={lead}|{kind[cue + 1]}|{kind[cue - 1]}",
        f"cm={side}{row.shape[cue]}|{kind[cue - 1]}|{kind[cue + 1]}",
        f"g={side}{gap}",
        f"gw={side}{gaps}",
        f"gh={here}|{gap}",
        f"cg={lead}|{gap}",
        f"w={side}{row.low[at]}",
        f"f={side}{row.group[at]}",
        f"fr={side}{row.group[at]}|{bucket(rank)}",
        f"o={here}|{kind[out]}",
        f"i={here}|{kind[inn]}",
        f"ow={side}{word[out]}",
        f"iw={side}{word[inn]}",
        f"og={side}{row.group[at]}|{group[out]}",
        f"ig={side}{row.group[at]}|{group[inn]}",
        f"v={side}{commas}{min(3, verb)}{marks}{same}",
        f"vh={here}{commas}{min(2, verb)}{marks}",
        f"q={row.quoted[at]}{row.quoted[cue]}{side}",
        f"0={side}{at == 0}|{kind[0]}",
    ]


def of_extent(row: Row, cue: int, near: int, at: int) -> list[str]:
    """Whether the source that reaches from `near` to before `at`, away from the cue, takes it in."""
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
        f"b{side}",
        f"k={here}",
        f"w={side}{word[at]}",
        f"g={side}{group[at]}",
        f"e={side}{word[edge]}",
        f"ek={side}{kind[edge]}|{kind[at]}",
        f"eg={side}{group[edge]}|{group[at]}",
        f"ew={side}{word[edge]}|{word[at]}",
        f"wk={side}{word[at]}|{kind[edge]}",
        f"kw={side}{kind[at]}|{word[edge]}",
        f"n={here}|{kind[at + step]}",
        f"nw={side}{word[at]}|{word[at + step]}",
        f"ng={side}{group[at]}|{group[at + step]}",
        f"nn={side}{word[at]}|{kind[at + step]}|{kind[at + 2 * step]}",
        f"k3={side}{kind[edge]}|{kind[at]}|{kind[at + step]}|{kind[at + 2 * step]}",
        f"c={here}|{bucket(count)}",
        f"cc={side}{comma}|{bucket(count)}",
        f"wc={side}{word[at]}|{comma}",
        f"nk={side}{kind[near]}|{bucket(count)}",
        f"nr={side}{row.low[near]}",
        f"cu={side}{row.low[cue]}|{kind[at]}",
        f"q={row.quoted[edge]}{row.quoted[at]}{side}",
        f"en={side}{word[near + 1 if left else near - 1]}|{kind[at]}|{comma}",
    ]

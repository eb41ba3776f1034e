"""How English writes dates: one pattern a form, by the name of the rule that resolves it.

Read by `claims.reading.times`, which knows the rules' names and the groups' names (day, day2,
ordinal, month, year, year2, part, rel, unit, n, way, weekday, word, decade, quarter, event, and
date for the date within a wider match) and no English. Months and weekdays are matched with
their capital ("may" and "march" are verbs too).
"""

from __future__ import annotations

from collections.abc import Mapping

_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_M = f"(?P<month>{_FULL}|{_FULL.upper()}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_D = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_Y = "(?P<year>1[5-9][0-9]{2}|20[0-9]{2})"
_PART = "(?P<part>(?i:early|mid|late|the beginning of|the start of|the end of))"
_N = (
    "(?P<n>[0-9]{1,3}|(?i:an|a few|a couple of|a|one|two|three|four|five|six|seven|eight|nine|ten|"
    "eleven|twelve|fifteen|twenty|thirty|forty|fifty|several))"
)
_UNIT = "(?P<unit>(?i:hour|day|week|month|year|decade))"
_ORD = "(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_DAYNAME = "(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_TIME_OF_DAY = "(?: (?i:morning|afternoon|evening|night|midnight|noon))?"
_EVENT = r"(?P<event>[a-z]{3,14}|[A-Z][a-z]{2,14} [a-z]{3,14})"

DATES: Mapping[str, str] = {
    "iso": r"(?<![\w-])(?P<year>[12][0-9]{3})-(?P<monthno>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])",
    "days": rf"\b{_M}\.? {_D}(?: and | to | through |-|–|/){_D.replace('day', 'day2')}"
    rf"(?: ?,? ?{_Y})?\b(?!,[0-9])",
    "full": rf"\b(?:{_M}\.? {_D} ?,? ?{_Y}|(?<![0-9,.]){_D.replace('day', 'dayb')} (?:of )?"
    rf"{_M.replace('month', 'monthb')}\.? ?,? ?{_Y.replace('year', 'yearb')})\b",
    "day": rf"\b(?:{_M}\.? {_D}\b(?![0-9:%]|,[0-9]{{3}})|(?<![0-9,.$]){_D.replace('day', 'dayb')} "
    rf"(?:of )?{_M.replace('month', 'monthb')}\b)",
    "ordinal": rf"\b(?i:the {_ORD}(?: day)? of) {_M}(?: {_Y})?\b",
    "part": rf"\b{_PART}[ -]{_M}(?: {_Y})?\b",
    "part rel": rf"\b{_PART}[ -](?P<rel>(?i:last|this|next)) (?P<unit>month|year)\b",
    "month": rf"\b{_M}\.?,? (?:of )?{_Y}\b|\b{_Y.replace('year', 'yearb')} "
    rf"{_M.replace('month', 'monthb')}\b(?! [0-9]{{1,2}}\b)",
    "month rel": rf"\b(?P<rel>(?i:last|next|this past|this)) {_M}\b",
    "month alone": rf"\b(?i:in|of|by|since|until|during|from) (?P<date>{_M})\b(?! [0-9A-Z])",
    "quarter": rf"\b(?i:(?:the )?(?P<quarter>first|second|third|fourth) quarter)(?: of {_Y})|"
    rf"\bQ(?P<quarterno>[1-4]) {_Y.replace('year', 'yearb')}\b",
    "rel": r"\b(?P<rel>(?i:last|this|next|past|previous|the previous|the following)) "
    r"(?P<unit>(?i:weekend|week|month|year|quarter|decade))\b",
    "weekend": r"\b(?i:(?:over|at|during|on) (?P<date>the (?P<unit>weekend)))\b",
    "the year": r"\b(?i:(?:in the course of|during|over|throughout) the (?P<unit>year|month))\b",
    "ago": rf"\b{_N} {_UNIT}s? (?P<way>(?i:ago|earlier|later|previously|before that|after that))\b",
    "before": r"\b(?i:the (?:day|night) (?P<way>before|after|earlier)|"
    r"the (?P<wayb>next|following|previous) (?:day|morning|evening|night))\b(?! yesterday)",
    "past": rf"\b(?i:(?:(?:in|over|for|during|within) )?the (?:past|last|previous)) {_N} "
    rf"{_UNIT}s?\b",
    "coming": rf"\b(?i:(?:(?:in|over|for|during|within) )?the (?:next|coming|following)) {_N} "
    rf"{_UNIT}s?\b",
    "weekday": rf"\b(?:(?P<rel>(?i:last|next|this past|this)) )?{_DAYNAME}{_TIME_OF_DAY}\b",
    "word": r"\b(?P<word>(?i:the day before yesterday|yesterday|today|tomorrow|tonight|last night|"
    r"overnight|this morning|this afternoon|this evening))\b",
    "years": rf"\b{_Y}(?:(?: to | and | through |-|–|/)(?P<year2>1[5-9][0-9]{{2}}|20[0-9]{{2}})|"
    r"[-–/](?P<year2b>[0-9]{2}))\b(?![-/0-9])",
    "decade": r"\b(?i:(?:(?P<part>early|mid|late)[ -])?(?:the )?(?:(?P<part2>early|mid|late)[ -])?)"
    r"(?P<decade>1[5-9][0-9]0|20[0-9]0)'?s\b|"
    r"(?:(?<=0s and )|(?<=0s or )|(?<=0s to ))'?(?P<decadeb>[2-9]0)s\b",
    "part year": rf"\b(?P<part>(?i:early|mid|late))[ -](?:in )?{_Y}\b",
    "year": r"(?<![\w$£€./,:-])(?P<year>1[6-9][0-9]{2}|20[0-9]{2})(?![\w%]|[.,/:][0-9]|-(?!year))",
    "event start": r"\b(?i:the (?:start|onset|beginning|outbreak|eruption|launch) of (?:the |its |"
    rf"this |his ){_EVENT})\b",
    "event": rf"\b(?i:since) (?P<date>the {_EVENT} (?:began|started|broke out|erupted))\b",
}

SINCE = r"\b(?:ever )?(?i:since)(?: around| about| at least| the)? $"
PARTS: Mapping[str, int] = {
    "early": 0, "mid": 1, "late": 2, "the beginning of": 0, "the start of": 0, "the end of": 2,
}  # fmt: skip
RELATIVE: Mapping[str, int] = {
    "last": -1, "past": -1, "previous": -1, "the previous": -1, "this past": -1, "this": 0,
    "next": 1, "the following": 1,
}  # fmt: skip
BACK: frozenset[str] = frozenset(
    {"ago", "earlier", "previously", "before that", "before", "previous"}
)
FROM_NOW: frozenset[str] = frozenset({"ago"})  # counted from the dateline, not from a told event
DAY_WORDS: Mapping[str, int] = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "overnight": 0, "today": 0,
    "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1,
}  # fmt: skip
COUNTS: Mapping[str, int] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
AHEAD = (
    r"\b(?:will|won't|shall|(?:plans|planning|planned) to|(?:is|are) (?:expected|due|to)|"
    r"scheduled|set to|to be held|"
    r"upcoming)\b|\b(?:beyond|until|by|through)(?: the| next)? $"
)
TOLD = r"\b(?:said|told|announced|reported|wrote|added|stated|tweeted|confirmed)\b[^,;]{0,30}$"
CLOCK = (
    r"\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,2}) o'clock\b|"
    r"\b[0-2]?[0-9](?::[0-5][0-9]){1,2}(?:\s?[ap]\.?m\b\.?)?|\b[01]?[0-9]\s?(?:[ap]\.m\.|[ap]m\b)|"
    r"\b[0-2][0-9][0-5][0-9]\s?(?:GMT|UTC|EST|EDT|PST|hours|hrs)\b"
)
DENIED = r"(?i:\bnot\b|n't\b|\bnever\b)"
EVENT_VERB = (
    r"\b(?:began|begun|started|launched|waged|broke out|erupted|invaded|attacked|carried out|"
    r"unleashed|declared)\b"
)
EVENT_BEGAN = (
    r"\b(?i:the|this|that|its|their|an?) (?:[\w'-]+ ){0,2}?(?P<event>[a-z]{3,14}) "
    r"(?:(?:of|in|over|at) (?:the )?[\w'-]+ (?:[A-Z][\w'-]+ )?)?(?:first )?"
    r"(?:began|begun|started|broke out|erupted|was (?:launched|declared))\b"
)

"""How English tells who says it, beyond the plain verbs: lists that `en.py` hands on.

Read by `claims.reading.attribution` and `speakers`; the lists of `en.py` with these added.
"""

from __future__ import annotations

from dataclasses import replace

from claims.reading.languages.words import Words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Attribute only where the learnt weights agree: each is often something else.
LEARNT_CUES = _set(
    "adamant alleging alleged asserting branded brands blasted blasts boasting called "
    "calling calls cited cites clarified clarifies conceding confessed confirming counters "
    "countered criticizes criticises cautions decried declaring denounced denying dismissed "
    "dismissing dubbed elaborated emphasizes emphasises estimating exclaimed expecting "
    "explaining faulted forecast forecasts hailed hails hinting implied implies indicating "
    "informed insisting joking lauded lamenting laments mused muses objected opined "
    "pointing predicting proclaimed protested questioned questions recalling recommended "
    "recounted rejected rejects remarking reminded repeated reporting responding retorted "
    "revealing ruled scolded signalled signaled slammed slams speculated speculates stating "
    "stressing suggesting swore tells testifies testifying touted tweets tweeting urges "
    "urging voiced vowing warning wondered writes writing "
)

QUOTED_AS = (
    r"\b(?:was|were|is|are|been)\s+(?:also\s+)?(?:quoted|cited)\s+"
    r"(?:(?:on\s+)?\w+day\s+)?(?:as\s+saying\s+)?(?:by\s+(?P<teller>[^,;:.()]{2,60}?))?"
    r"(?=\s+as\s+saying\b|\s+saying\b|[,;:.()]|\s+that\b|$)"
)

NAMELESS = _set(
    "source sources official officials person people insider insiders aide aides diplomat "
    "diplomats witness witnesses eyewitness eyewitnesses resident residents adviser "
    "advisers advisor employee employees expert experts analyst analysts spokesman "
    "spokeswoman spokesperson spokespeople man woman men women doctor doctors nurse nurses "
    "teacher teachers neighbor neighbour neighbors neighbours critic critics activist "
    "activists lawyer lawyers scientist scientists researcher researchers investigator "
    "investigators officer officers worker workers villager villagers local locals "
    "passenger passengers bystander bystanders survivor survivors farmer farmers trader "
    "traders observer observers executive executives lawmaker lawmakers soldier soldiers "
    "relative relatives protester protesters fan fans visitor visitors student students "
    "parent parents "
)

OFFICERS = _set(
    "chairman chairwoman chair chairperson president director treasurer secretary spokesman "
    "spokeswoman spokesperson head leader leaders founder founders owner owners manager "
    "chief officials lawyer lawyers ceo executive coach captain members "
)


def added_to(words: Words) -> Words:
    """The lists of English with those of speech."""
    return replace(
        words,
        ly=("ly",),
        ing=("ing",),
        ed=("ed",),
        inverts=False,
        bare_cues=_set("state report"),
        turning_down=_set("rejected rejects"),
        turned_down=_set(
            "objection objections appeal appeals motion motions petition petitions request "
            "requests bid bids application applications lawsuit offer offers proposal proposals "
            "plea pleas amendment amendments bill"
        ),
        ands=_set("and"),
        agents=_set("by from"),
        joins_noun=_set("of for"),
        places_after=_set("in near at from to"),
        pointing=_set("this that these those"),
        vague_subjects=_set("who many some"),
        time_auxiliaries=_set("first today"),
        that_words=_set("that how why what"),
        no_passive=_set("convinced"),
        seen_by=_set("seen obtained reviewed viewed leaked shared examined"),
        negations=_set("not never"),
        not_endings=("n't",),
        learnt_cues=LEARNT_CUES,
        denials=_set(
            "denied denies deny denying disputed disputes refuted refutes rebutted rebuts"
        ),
        quoted_as=QUOTED_AS,
        nameless=NAMELESS,
        own_statements=_set("statement"),
        relatives=_set("who whose whom which that"),
        honours=_set("mr mrs ms dr mme sir dame lord lady hon miss"),
        officers=OFFICERS,
        issuing=_set(
            "published issued released presented publishes issues releases sent filed wrote"
        ),
        owned="{owner}'s {noun}",
    )

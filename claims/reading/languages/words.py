"""The shape of a language: every word list that the reader's algorithms ask for.

Each `languages/<code>.py` fills one `Words`. Adding a language is adding such a file and naming it
in `languages/__init__.py`. No algorithm lives here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """A day that newsrooms name without its year: the words that must stand in the story."""

    month: int
    day: int
    year: int
    any_of: tuple[str, ...]
    label: str

    @property
    def on(self) -> date:
        """The day itself."""
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """How a language writes dates: patterns by rule, and what their words mean."""

    rules: Mapping[str, str]
    since: str
    parts: Mapping[str, int]  # 0 early, 1 mid, 2 late
    relative: Mapping[str, int]  # last -1, this 0, next 1
    back: frozenset[str]
    from_now: frozenset[str]
    day_words: Mapping[str, int]
    counts: Mapping[str, int]
    ahead: str
    told: str
    clock: str
    event_verb: str
    denied: str = r"(?!)"  # a verb denied, so that "until Friday" is past
    event_began: str = r"(?!)"  # "the <event> began"; a language may leave it out
    units: Mapping[str, str] = field(default_factory=dict)  # its words for hour, day, week ...

    def unit(self, written: str) -> str:
        """hour, day, week, weekend, month, quarter, year or decade for the word as written."""
        low = written.lower()
        return self.units.get(low, low)


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """How a language whose subject may stand after its verb, or be left out, says who says it.

    Words in lower case. A language without one is read by the rules of subject before verb.
    """

    second: bool = False  # the verb is second and its particle last: German
    drops: bool = False  # "Dijo que ...": the subject may be left out
    elided: frozenset[str] = frozenset()  # written together before an apostrophe: "l", "qu"
    have: frozenset[str] = frozenset()  # before a participle: "ha", "a", "hat"
    participles: tuple[str, ...] = ()  # endings of verbs of saying that need one of these
    finite: frozenset[str] = frozenset()  # of these, those that are finite verbs too
    clitics: frozenset[str] = frozenset()  # between subject and verb: "lo", "se"
    adverbs: frozenset[str] = frozenset()  # between verb and subject, and before either
    times: frozenset[str] = frozenset()  # what "this" makes a time of: "week", "morning"
    as_told: frozenset[str] = frozenset()  # before a verb whose subject follows: "as"
    who: frozenset[str] = frozenset()  # after a comma, it stands for the name before it
    from_whom: frozenset[str] = frozenset()  # between a paper and whose it is
    # phrases before a source ("according to") by their first word
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    after_source: frozenset[str] = frozenset()  # the same behind it: "zufolge"
    thus: frozenset[str] = frozenset()  # after speech: "so"
    own: frozenset[str] = frozenset()  # after `according`: the source is the one spoken of
    source_endings: tuple[str, ...] = ()  # of compounds that name a source
    source_heads: frozenset[str] = frozenset()  # sources beside `source_nouns` and `titles`
    particles: Mapping[str, frozenset[str]] = field(default_factory=dict)  # teilte: mit
    aims: frozenset[str] = frozenset()  # verbs whose object may be a source: "accused"
    shows: frozenset[str] = frozenset()  # verbs whose subject may be a thing: "confirms"
    asides: frozenset[str] = frozenset()  # nouns that end an aside: "for his part"
    no_names: frozenset[str] = frozenset()  # nouns that begin anew behind a naming
    objects: frozenset[str] = frozenset()  # before the verb, they are no subject: "den", "beides"
    listeners: frozenset[str] = frozenset()  # who is told, in the dative: "Zeitung"
    views: frozenset[str] = frozenset()  # "hypothesis": whose it is, who handles it says it
    handled: frozenset[str] = frozenset()  # the verbs of that
    out_of: frozenset[str] = frozenset()  # "from the ministry they say"
    before_papers: frozenset[str] = frozenset()  # "nach" before "Polizeiangaben"
    papers: tuple[str, ...] = ()  # the endings of these
    he_articles: frozenset[str] = frozenset()
    she_articles: frozenset[str] = frozenset()
    he_endings: tuple[str, ...] = ()  # of offices: "director"
    she_endings: tuple[str, ...] = ()  # "directora"
    reported: str = r"(?!)"  # a verb that shows that somebody else's words go on


@dataclass(frozen=True, slots=True, eq=False)  # compared and cached by identity
class Words:
    """Word lists of one language, lower case unless said otherwise."""

    code: str
    function_words: frozenset[str]
    abbreviations: frozenset[str]  # without their last stop
    closing_abbreviations: frozenset[str]  # may end a sentence: "Ltd.", "a.m."
    before_figures: frozenset[str]  # abbreviations only before a figure: "No. 5"
    articles: frozenset[str]  # indefinite
    definite: frozenset[str]
    first_persons: frozenset[str]
    possessives: frozenset[str]
    he_titles: frozenset[str]
    she_titles: frozenset[str]
    author_roles: frozenset[str]
    opening_words: frozenset[str]  # before a sentence's subject: "however"
    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday is 0
    # numbers
    decimal: str  # the mark before decimals
    thousands: str  # the marks between thousands, as in a regular expression's class
    units: Mapping[str, int]  # one .. nineteen
    tens: Mapping[str, int]
    magnitudes: Mapping[str, float]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, float]
    multiples: Mapping[str, float]
    collectives: Mapping[str, float]  # a dozen, une quinzaine
    half: str  # regular expression of the half that needs no article
    tens_join: str  # regular expression between tens and units
    odds_join: str  # between the two figures of "one in ten"
    between: tuple[str, str]  # "between" and its "and"
    from_to: tuple[str, str]  # "from" and its "to"
    ordinal_marks: str  # what follows the figure of an ordinal
    superlative: str  # what follows an ordinal of rank: "largest", "most"
    of: str  # before what is counted: " of the "
    per: str  # "per", "pro"
    plural: str  # how a noun in the plural looks
    percent: str  # the words for a percentage, right after the figure
    vague: frozenset[str]
    hedges: tuple[str, ...]
    hedges_after: tuple[str, ...]
    hedge_gap: str  # what may stand between hedge and figure: "the", "another"
    currencies: tuple[str, ...]
    unit_stops: frozenset[str]
    share_words: frozenset[str]  # percent
    people_words: frozenset[str]
    singles: frozenset[str]  # of whom "one" counts: "one man"
    unit_leads: frozenset[str]  # before the noun that is counted: "other", "more"
    no_rank: frozenset[str]  # nouns after which an ordinal is no rank
    rank_verbs: frozenset[str]
    one_of_many: frozenset[str]  # before an ordinal that is no rank
    share_goes_on: frozenset[str]  # after "a third" where it is a share
    labels: frozenset[str]  # words after which a figure is a name ("Week 1")
    # sources
    cues: frozenset[str]  # forms that attribute: said, says ...
    acts: frozenset[str]  # forms that make their subject the source without a "that"
    weak_cues: frozenset[str]  # attribute only before a "that", a comma or a quotation
    object_cues: frozenset[str]  # whom they name after them is the listener
    cue_blocks: frozenset[str]  # a word before which a form is a noun ("the state")
    auxiliaries: frozenset[str]
    be_forms: frozenset[str]
    resting_on: frozenset[str]  # of `according`: whom the source rests on
    according: tuple[str, ...]
    titles: frozenset[str]
    source_nouns: frozenset[str]
    document_nouns: frozenset[str]
    research_nouns: frozenset[str]  # what finds and shows
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]  # with what stands for a thing
    things: frozenset[str]  # of these, what never stands for people
    male_names: frozenset[str]
    female_names: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    name_joins: frozenset[str]
    countries: frozenset[str]
    # dates
    future: frozenset[str]
    war_words: frozenset[str]
    attack_words: frozenset[str]
    known_events: tuple[KnownEvent, ...]
    grammar: DateGrammar
    # worth: regular expressions by code of the term
    signs: Mapping[str, str]
    # layout: regular expressions
    byline: str
    credit: str
    furniture: str
    section_end: str
    boilerplate: str  # talk of the page to its visitor
    wire_note: str
    age_of_page: str
    month_leads: bool = False  # 3/4 is 4 March
    clause_joins: str = "(?!)"  # between two clauses of a sentence that may stand alone
    finite: str = "(?!)"  # verbs that make a clause of their own
    street: str = "(?!)"  # what after a figure makes it a house number
    by: str = r"\^?(?:by|[a-z]+ by)"  # before the author's name
    # who says it, beyond the lists above: a language that leaves these out is read without them
    ly: tuple[str, ...] = ()  # endings of adverbs
    ing: tuple[str, ...] = ()  # endings of verbs that go along
    ed: tuple[str, ...] = ()  # endings of verbs in the past
    bare_cues: frozenset[str] = frozenset()  # nouns too: cues after several sources only
    turning_down: frozenset[str] = frozenset()  # acts, not words, where such an object follows:
    turned_down: frozenset[str] = frozenset()
    capital_nouns: bool = False  # every noun has a capital: what has none ends a naming
    inverts: bool = True  # "..., has said the minister" is ordinary: subject after all its verb
    ands: frozenset[str] = frozenset()  # joins two names
    agents: frozenset[str] = frozenset()  # before who made it: "figures from the ministry"
    joins_noun: frozenset[str] = frozenset()  # prepositions within a naming: "the head of"
    places_after: frozenset[str] = frozenset()  # a name after them is a place: "in Arden"
    pointing: frozenset[str] = frozenset()  # "this", "those": determiners that name nobody
    vague_subjects: frozenset[str] = frozenset()  # alone, they name nobody: "who", "many"
    time_auxiliaries: frozenset[str] = frozenset()  # of the auxiliaries, those within a naming too
    that_words: frozenset[str] = frozenset()  # open what is said after a weak cue
    no_passive: frozenset[str] = frozenset()  # cues that look like passives and are none
    seen_by: frozenset[str] = frozenset()  # "seen by": who saw a paper does not answer for it
    not_endings: tuple[str, ...] = ()  # of a verb that is denied: "didn't"
    plural_endings: tuple[str, ...] = ("s",)
    negations: frozenset[str] = frozenset()  # "has not announced": nobody announces
    learnt_cues: frozenset[str] = frozenset()  # attribute where the learnt weights say so
    denials: frozenset[str] = frozenset()  # cues of who says that it is not so
    quoted_as: str = r"(?!)"  # "was quoted by X as saying": group `teller` is X
    nameless: frozenset[str] = frozenset()  # nouns of sources without a name: "official"
    own_statements: frozenset[str] = frozenset()  # papers that are the last speaker's own
    relatives: frozenset[str] = frozenset()  # open a clause about the source: "who"
    honours: frozenset[str] = frozenset()  # of the titles, those that are no office: "Mr"
    officers: frozenset[str] = frozenset()  # offices whose body the story names: "its treasurer"
    issuing: frozenset[str] = frozenset()  # verbs that make their subject a paper's issuer
    owned: str = "{noun} ({owner})"  # an officer with the body that a possessive stood for
    telling: Telling | None = None  # where subjects follow their verbs

"""English, as newsrooms write it: the word lists of the reader, nothing that computes.

Read by the reader's modules through `claims.reading.languages`. Patterns are matched without
regard to case on a `View` (plain spaces and quotes) and must stay linear: no nested quantifiers.
"""

from __future__ import annotations

from claims.reading.languages import en_dates, en_layout, en_names, en_signs, en_speech
from claims.reading.languages.words import DateGrammar, KnownEvent, Words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

_EVENTS = (
    KnownEvent(10, 7, 2023, ("hamas", "gaza"), "the Hamas attack and the war on Gaza"),
    KnownEvent(9, 11, 2001, ("twin towers", "world trade center", "al-qaeda", "qaida", "qaeda"),
               "the attacks on New York and Washington"),
    KnownEvent(2, 24, 2022, ("ukraine", "ukrainian"), "Russia's invasion of Ukraine"),
    KnownEvent(1, 6, 2021, ("capitol",), "the storming of the US Capitol"),
    KnownEvent(7, 7, 2005, ("london bombings", "london underground", "tube"), "the London attacks"),
    KnownEvent(3, 11, 2011, ("fukushima", "tsunami"), "the earthquake and tsunami in Japan"),
    KnownEvent(6, 23, 2016, ("brexit", "referendum"), "Britain's vote to leave the EU"),
    KnownEvent(8, 15, 2021, ("taliban", "kabul"), "the fall of Kabul"),
    KnownEvent(2, 6, 2023, ("turkey", "syria", "quake"), "the earthquake in Turkey and Syria"),
)  # fmt: skip

_FUNCTION = _set(
    "the of and to in a an is was were are be been has have had that which who with for on at by "
    "from as it its this these those not but or he she they his her their will would said after "
    "about into than more no none there when while you your we our i"
)

_PREPOSITIONS = _set(
    "in on at by of for from to with after before during under over about through until into since "
    "between among against within across near despite following amid regarding like around as "
    "ahead including without upon toward towards beyond"
)

_CUES = _set(
    "state report speculates speculated said says say saying told tells added adds adding noted notes noting stated states announced "
    "announces announcing claimed claims claim claiming reported reports confirmed confirms warned "
    "warns warning argued argues argue arguing wrote writes asked asks insisted insists denied "
    "denies deny believes believe believed estimated estimates estimate underscored underscores "
    "stressed stresses conceded concedes responded responds replied replies acknowledged "
    "acknowledges admitted admits explained explains declared declares emphasized emphasised "
    "underlined underlines alleged alleges allege suggested suggests concluded concludes tweeted "
    "posted accused accuses vowed vows pledged promised promises predicted predicts hinted "
    "recalled "
    "recalls testified remarked observed pointed revealed reveals indicated indicates commented "
    "quipped joked snapped snaps thinks thought convinced maintained maintains asserted asserts "
    "contended contends cautioned urged expects hopes hoped described describes criticised "
    "criticized disputed called praised reiterated complained lamented boasted disclosed found "
    "finds showed shows show defined mentioned continued continues agreed agrees thanked expressed "
    "outlined"
)
_ACTS = _set(
    "welcomed claimed denied disputed condemned criticised criticized rejected accused underlined "
    "underscored recorded attribute attributes attributed estimated estimates confirmed warned "
    "branded slammed reported announced noted believe believes think thinks convinced described blamed"
)

_PLAIN = Words(
    code="en",
    clause_joins=r"; | ?, (?:and|but|while|whereas|although|though) ",
    finite=r"\b\w{3,}ed\b|\b(?:paid|went|came|made|took|gave|got|saw|kept|held|lost|won|led|left|sold|"
    r"bought|spent|cost|built|rose|fell|began|broke|ran|stood|sent|met|put|set|cut|hit|shut|has|have|had|"
    r"does|did|can|could|will|would|may|might|must|should)\b",
    street=r" (?:[NSEW]\.? )?(?:(?:[A-Z]|[0-9]+(?:st|nd|rd|th))[\w.]* ){1,3}(?:St|Street|Ave|Avenue|Road|Rd|"
    r"Drive|Dr|Place|Pl|Lane|Ln|Boulevard|Blvd|Court|Way|Square|Highway|County Road)\b",
    month_leads=True,
    function_words=_FUNCTION,
    abbreviations=_set(
        "mr mrs ms dr prof sen rep gov gen col lt sgt capt maj cmdr adm hon rev fr st mt jr sr "
        "messrs "
        "vs no nos vol fig approx dept est jan feb mar apr jun jul aug sep sept oct nov dec mon "
        "tue "
        "wed thu fri sat sun e.g i.e cf al p pp op ed ave blvd rd ft sq calif fla tex mass conn "
        "ariz "
        "colo ill ind mich minn miss tenn va wash wis pa ga ky la md neb nev okla ore a.k.a u.s "
        "u.k "
        "u.n ph.d b.a m.a mme mlle major-gen lt-col brig insp det supt const bros"
    ),
    before_figures=_set("no nos fig art p pp vol"),
    articles=_set("a an"),
    definite=_set("the"),
    first_persons=_set("i i'm i've i'll i'd"),
    possessives=_set("his him her its their hers"),
    he_titles=_set("mr sir lord king prince father pope"),
    she_titles=_set("mrs ms miss lady queen princess dame sister mother"),
    author_roles=_set("journalist reporter correspondent"),
    opening_words=_set("however meanwhile earlier later then also still yet separately but and so"),
    closing_abbreviations=_set("a.m p.m inc ltd co corp etc u.s u.k u.n d.c l.a llc plc jr sr"),
    months={name: i + 1 for i, name in enumerate(_MONTHS)} | _SHORT_MONTHS,
    weekdays={name: i for i, name in enumerate(_DAYS)},
    decimal=".",
    thousands=",",
    units={name: i + 1 for i, name in enumerate(_UNITS)},
    tens={name: 10 * (i + 2) for i, name in enumerate(_TENS)},
    magnitudes={
        "hundred": 1e2,
        "thousand": 1e3,
        "million": 1e6,
        "billion": 1e9,
        "trillion": 1e12,
        "m": 1e6,
        "bn": 1e9,
        "k": 1e3,
        "mn": 1e6,
        "crore": 1e7,
        "lakh": 1e5,
    },
    ordinals={name: i + 1 for i, name in enumerate(_ORDINALS)},
    fractions={
        "half": 0.5,
        "third": 1 / 3,
        "thirds": 1 / 3,
        "quarter": 0.25,
        "quarters": 0.25,
        "fifth": 0.2,
        "fifths": 0.2,
        "sixth": 1 / 6,
        "sixths": 1 / 6,
        "seventh": 1 / 7,
        "eighth": 0.125,
        "eighths": 0.125,
        "ninth": 1 / 9,
        "tenth": 0.1,
        "tenths": 0.1,
    },
    multiples={"twice": 2.0, "thrice": 3.0},
    collectives={"dozen": 12.0},
    half=r"\bhalf\b(?![- ](?:year|hour|time|hearted|brother|sister|way|a\b))",
    tens_join="[ -]",
    odds_join="in",
    between=("between", "and"),
    from_to=("from", "to"),
    ordinal_marks="st|nd|rd|th",
    superlative="(?:[a-z]+est|most|least)",
    of=" of (?:the |these |those |all )?",
    per="per",
    plural=r"[\w'.]{2,}(?<!s)(?<!u)(?<!i)s",
    percent=r"\s?%| ?per ?cent\b| percentage points?\b",
    unit_leads=_set("other more sq cubic"),
    singles=_set("person man woman child soldier"),
    vague=_set("dozens scores hundreds thousands millions billions tens several"),
    hedges=_phrases(
        "at least|at most|more than|less than|fewer than|no fewer than|no less than|no more than|"
        "not more than|as many as|as much as|as few as|as little as|up to|about|around|"
        "approximately|roughly|nearly|almost|some|over|under|above|below|close to|an estimated|"
        "estimated|just over|just under|well over|only|exactly|circa|upwards of|in excess of|"
        "an average of|a total of"
    ),
    hedges_after=("or so", "or more", "or fewer", "or less", "at least", "at most"),
    hedge_gap="the|a|an|another|of|its|their",
    currencies=(
        "US$",
        "N$",
        "S$",
        "A$",
        "C$",
        "NZ$",
        "HK$",
        "R$",
        "$",
        "£",
        "€",
        "¥",
        "₹",
        "₽",
        "₦",
        "INR",
        "USD",
        "EUR",
        "GBP",
        "Rs.",
        "Rs",
    ),
    unit_stops=_set(
        "and or but that which who whom whose is are was were be been being has have had will "
        "would "
        "could can may might must should do does did said says still now then only also not while "
        "when where after before since until if as so than because including mostly more less he "
        "she "
        "it they them we you i this that these those the a an his her their its our my your there here "
        "according already alone each ago later earlier last next entering"
    )
    | _PREPOSITIONS - {"of"},
    share_words=_set("percent percentage"),
    people_words=_set(
        "people persons men women children officers soldiers police civilians personnel staff "
        "prisoners others teeth feet fish sheep aircraft troops"
    ),
    no_rank=_set(
        "party person reading world quarter half floor time day week month year century decade street avenue st ave division "
        "round period inning grade world place of and"
    ),
    rank_verbs=_set("is are was were ranked finished"),
    one_of_many=_set("a an another every each"),
    share_goes_on=_set("of more less fewer higher lower larger smaller are is were was have"),
    labels=_set(
        "week no number article section chapter page room route flight channel type phase level "
        "version windows iphone boeing airbus act group u.s.c highway pr registration"
    ),
    cues=_CUES,
    acts=_ACTS,
    weak_cues=_set(
        "found finds show shows showed continued continues expects hopes called urged agreed "
        "agrees observed recalled pointed remarked recalls "
        "promised posted expressed thanked described outlined praised accused declared"
    ),
    object_cues=_set("told tells tell asked asks thanked"),
    cue_blocks=_set("the a an this that these those of in his her their its our no any such"),
    auxiliaries=_set(
        "has have had also later previously earlier then recently reportedly did do does not is "
        "was "
        "are were be been being now further repeatedly again once still himself herself since "
        "already first today often publicly"
    ),
    be_forms=_set("is are was were be been being"),
    resting_on=_set("citing quoting"),
    according=("according to", "as told to", "citing", "quoting"),
    titles=_set(
        "mr mrs ms dr prof professor president premier prime minister chancellor governor gov "
        "senator "
        "sen rep representative secretary chief director head chairman chairwoman chair "
        "chairperson "
        "spokesman spokeswoman spokesperson judge justice general gen major-gen colonel col "
        "captain "
        "lt lieutenant sgt sergeant commander admiral coach quarterback manager mayor king queen "
        "prince princess pope bishop archbishop reverend rev sir dame lord lady detective "
        "inspector "
        "officer analyst economist scientist researcher lawyer advocate attorney ambassador envoy "
        "correspondent editor author leader mp mep congressman congresswoman officials official "
        "ombudsman deputy vice foreign interior defence defense finance police former state ceo "
        "cfo "
        "executive acting hon mme superintendent sheriff commissioner councillor witness hawks "
        "republican democrat democratic senior"
    ),
    source_nouns=_set(
        "federation confederation foundation institute chamber alliance inspectorate "
        "officials official police authorities government ministry minister spokesman spokeswoman "
        "spokesperson investigators scientists researchers experts analysts doctors witnesses "
        "residents sources source agency association organisation organization company report "
        "study "
        "statement indictment court judge group party committee commission council army military "
        "lawyers prosecutors lawyer prosecutor critics activists opponents supporters leaders "
        "leader "
        "organizers organisers statistics figures data survey poll documents people officers "
        "office "
        "department bureau ministers bank union club team coach president governor mayor chief "
        "director newspaper media radio television residents relatives family victims mother "
        "father "
        "firm university teacher teachers student villagers rescuers farmers crew captain pilot "
        "owner "
        "manager chairman embassy state complaint lawsuit resistance movement forces fighters "
        "rebels"
    ),
    document_nouns=_set(
        "statement report indictment complaint lawsuit study letter document communique release "
        "tweet "
        "message post figures"
    ),
    he=_set("he him his"),
    she=_set("she her hers"),
    they=_set("they them their it its"),
    things=_set("it its"),
    male_names=en_names.MALE_NAMES,
    female_names=en_names.FEMALE_NAMES,
    research_nouns=_set("study survey report research data poll analysis figures audit census"),
    determiners=_set(
        "the a an this that these those his her their its our some many several other"
    ),
    prepositions=_PREPOSITIONS,
    conjunctions=_set(
        "and but or that which who while because although though when where if whether as so "
        "whereas yet nor since after before until unless what how why"
    ),
    name_joins=_set("of the for and & de del la al bin van von der den dos da du di el ibn"),
    countries=en_names.COUNTRIES,
    future=_set("will shall would to plans plan vows scheduled expected due upcoming won't"),
    war_words=_set(
        "war aggression invasion conflict offensive hostilities genocide onslaught siege uprising"
    ),
    attack_words=_set("attack bombardment crisis revolt unrest assault violence protest strike"),
    known_events=_EVENTS,
    grammar=DateGrammar(
        rules=en_dates.DATES,
        since=en_dates.SINCE,
        parts=en_dates.PARTS,
        relative=en_dates.RELATIVE,
        back=en_dates.BACK,
        from_now=en_dates.FROM_NOW,
        day_words=en_dates.DAY_WORDS,
        counts=en_dates.COUNTS,
        ahead=en_dates.AHEAD,
        told=en_dates.TOLD,
        clock=en_dates.CLOCK,
        event_verb=en_dates.EVENT_VERB,
        denied=en_dates.DENIED,
        event_began=en_dates.EVENT_BEGAN,
    ),
    signs=en_signs.SIGNS,
    byline=en_layout.BYLINE,
    credit=en_layout.CREDIT,
    furniture=en_layout.FURNITURE,
    section_end=en_layout.SECTION_END,
    boilerplate=en_layout.BOILERPLATE,
    wire_note=en_layout.WIRE_NOTE,
    age_of_page=en_layout.AGE,
)

WORDS = en_speech.added_to(_PLAIN)

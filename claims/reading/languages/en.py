"""English, as newsrooms write it: the word lists of the reader, nothing that computes.

Read by the reader's modules through `claims.reading.languages`. Patterns are matched without
regard to case on a `View` (plain spaces and quotes) and must stay linear: no nested quantifiers.
"""

from __future__ import annotations

from claims.reading.languages import en_dates
from claims.reading.languages.words import DateGrammar, KnownEvent, Words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

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
    "about into than more no there when while you your we our i"
)

_PREPOSITIONS = _set(
    "in on at by of for from to with after before during under over about through until into since "
    "between among against within across near despite following amid regarding like around as "
    "ahead including without upon toward towards beyond"
)

_CUES = _set(
    "said says say saying told tells added adds adding noted notes noting stated states announced "
    "announces announcing claimed claims claim claiming reported reports confirmed confirms warned "
    "warns warning argued argues argue arguing wrote writes asked asks insisted insists denied "
    "denies deny believes believe believed estimated estimates estimate underscored underscores "
    "stressed stresses conceded concedes responded responds replied replies acknowledged "
    "acknowledges admitted admits explained explains declared declares emphasized emphasised "
    "underlined underlines alleged alleges allege suggested suggests concluded concludes tweeted "
    "posted accused accuses vowed vows pledged promised promises predicted predicts hinted recalled "
    "recalls testified remarked observed pointed revealed reveals indicated indicates commented "
    "quipped joked snapped snaps thinks thought convinced maintained maintains asserted asserts "
    "contended contends cautioned urged expects hopes hoped described describes criticised "
    "criticized disputed called praised reiterated complained lamented boasted disclosed found finds "
    "showed shows show mentioned continued continues agreed agrees thanked expressed outlined"
)
_ACTS = _set(
    "welcomed claimed denied disputed condemned criticised criticized rejected accused underlined "
    "underscored recorded attribute attributes attributed estimated estimates confirmed warned "
    "reported announced noted believe believes think thinks convinced described blamed"
)

_SIGNS = {
    "harm": (
        r"\b(?:kill|dead\b|death|die[sd]?\b|dying|injur|wound|massacre|attack|murder|bomb|blast|"
        r"explo|shot\b|shoot|stab|rape|crash|collid|victim|casualt|toll\b|violen|execut|strike\b|"
        r"strikes\b|flood|fire\b|destroy|disease|poison|terror|displac|hostage|looting|unrest|riot)"
    ),
    "superlative": (
        r"\b(?:most|largest|biggest|highest|lowest|busiest|best|worst|greatest|youngest|oldest|"
        r"longest|fastest|deadliest|fewest|richest|poorest|smallest|record|"
        r"first ever|first time|never|only \w+ (?:to|in|of)|the only|none of|unprecedented|all of|"
        r"every)\b"
    ),
    "comparison": (
        r"\b(?:more than|less than|fewer than|compared (?:to|with)|twice|double[ds]?|triple[ds]?|"
        r"half|higher|lower|larger|smaller|bigger|increase[ds]?|decrease[ds]?|rose|risen|fell|"
        r"fallen|grew|grown|dropped|declined|up by|down by|up from|down from|outnumber)\b"
    ),
    "cause": (
        r"\b(?:caused?|because|due to|led to|leads? to|result(?:ed|s)? (?:in|from|of)|triggered|"
        r"sparked|blamed|attributed to|following|thanks to|after|left)\b"
    ),
    "law": (
        r"\b(?:law|laws|court|judge|ruled|ruling|charge[ds]?|charges|convict\w*|sentenced|"
        r"constitution\w*|treaty|resolution|legislat\w*|bill|ban(?:s|ned)?|illegal\w*|arrest\w*|"
        r"indict\w*|plead\w*|guilty|trial|lawsuit|sanction\w*|veto|prosecut\w*|jail\w*|"
        r"investigat\w*|evidence|accus\w*|regulat\w*|vote[ds]?)\b"
    ),
    "money": (
        r"[$£€¥]\s?[0-9]|\b(?:million|billion|trillion|funds|budget|tax|taxes|cost|costs|price|"
        r"prices|revenue|spending|debt|bank|funding|economy|gdp|inflation)\b"
    ),
    "event": (
        r"\b(?:(?:have|has|had|was|were|been)\s+(?:\w+ly\s+|also\s+|now\s+|all but\s+)?\w+(?:ed|"
        r"own|wn|en|ne|ung|ld|nt|id|de|pt|ken|won)|began|broke|won|lost|beat|held|took|launched|"
        r"carried out|signed|passed|opened|closed|rejected|approved|elected|appointed|resumed|"
        r"found|detected|discovered|confirmed|published|scored|banned|bans|abolished|suspended|"
        r"adopted|waged|blocked|accused|claimed|claims|committed|revealed)\b"
    ),
    "prediction": (
        r"\b(?:will|won't|shall|going to|would|could|may|might|expected to|plans? to|vow(?:s|ed|"
        r"ing)?|pledge[ds]?|promise[ds]?|intends?|hopes?|hoping|aims? to|set to|is due to|"
        r"forecast|scheduled|likely)\b"
    ),
    "motive": (
        r"\b(?:in (?:rejection|support|solidarity|response|retaliation|protest|an effort|order|"
        r"honou?r|homage)|aimed at|so as to|in order to|on behalf of|in the hope)\b"
    ),
    "opinion": (
        r"\b(?:great|greatest thing|wonderful|terrible|terrific|fun|amazing|astonishing|incredible|"
        r"beautiful|fantastic|awesome|worthy|crazy|decent|odd|nonsens\w*|hilarious\w*|fascinating|"
        r"lucky|coolest|disastrous|unhelpful|i think|i feel|i believe|i hope|in my (?:view|opinion|"
        r"judgment)|should|must|ought|deserve[sd]?|perhaps|maybe|seems?|appears?|somewhat|"
        r"admittedly|sensible|important|dangerous|tough|hard to|impossible|competitive|surprising|"
        r"proud|honou?red|thrilled|delighted|best thing|next best|good guy|nice|sad|tragic|"
        r"predictably|clutching|petty|weak|smart|brilliant|exciting|look forward|shocking)\b"
    ),
    "appeal": (
        r"^\W*(?:please\b|let's\b|let us\b|here's hoping|here's to\b|go with\b|give \w+|click|sign "
        r"up|subscribe|visit\b|listen\b|read\b|watch\b|join\b|follow us|download|contact\b|donate|"
        r"call us|see also|share\b|get our|register\b|don't miss|for [^,.]{3,40}, (?:go|visit|see|"
        r"call|click|email|please|contact)\b|for (?:more|further|additional) )|"
        r"\burged (?:the|all|everyone|people|residents|motorists|his|her|their)\b"
    ),
    "first person": r"\b(?:i|i'm|i've|i'd|i'll|me|my|we|we're|we've|we'll|our|us)\b",
    "vague": (
        r"\b(?:some people|many people|it is (?:believed|thought|understood)|reportedly|allegedly|"
        r"rumou?r\w*|something|somehow|things|stuff|various|a number of|in many instances|kind of|"
        r"sort of|it was unclear|great attention|attention of)\b"
    ),
    "scene": (
        r"\b(?:sat (?:in|on|at|down)|sits|wore\b|wearing|dressed in|looked on|smil(?:ed|es|ing)|"
        r"laugh(?:s|ed|ing)|hugg?(?:ed|ing)|cheer(?:ed|ing)|stood (?:in|by|at)|walk(?:ed|s) "
        r"(?:in|into|through)|the look|waved|embraced|sipp?(?:ed|ing)|nodd?(?:ed|ing)|front row|"
        r"sunny|i sit\b)\b"
    ),
    "absolute": (
        r"\b(?:never|always|no longer|none|not one|every|all|no one|nobody|neither|not guilty|"
        r"did not|has not|have not|hasn't|haven't|didn't|isn't|wasn't|there (?:isn't|is no|are no))\b"
    ),
    "exclamation": r"^\W*(?:what an?\b|how \w+!|yes\b|no,|well,|oh\b|come on|thank|of course|wow)",
}

_BYLINE = (
    r"^(?:by|written by|story by|report by|reported by|text by|words by)\b:?\s+"
    r"(?=[^a-z\s]|staff|our|the)[^.!?]{2,90}$"
)

_CREDIT = (
    r"\((?:photo|photograph|picture|image|source|credit|file photo|courtesy|ap photo|video)\b"
    r"[^()]{0,80}\)\s*$|"
    r"(?:^|[\s|/(])(?:photo|photos|picture|pictures|image|photograph|photo credit|credit)"
    r"(?: by| courtesy| from)?\s?:\s?\S[^:]{1,60}$|"
    r"(?:via|/)\s?(?:reuters|afp|ap|getty|epa|getty images)\b[^.]{0,40}|"
    r"(?:©|\(c\))\s*(?:reuters|afp|ap|getty|epa|sputnik)\b|"
    r"\b(?:reuters|afp|ap photo|getty images?|epa)\s?/\s?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}\)?\s*$|"
    r"\bsubmitted photo$|\bhandout\b[^.]{0,30}$|\bfile (?:photo|picture)\b[^.]{0,40}\.?$|"
    r"\(the independent\)$|\((?:ap|afp|reuters|getty|getty images|epa|npa|supplied|file|ap photo)"
    r"(?:/[^()]{1,40})?\)$|mandatory credit"
)

_FURNITURE = (
    r"^[-*\s•|]*(?:advertisements?|share\b|tweet\b|follow\b|subscribe|sign up|sign in|log ?in|"
    r"register\b(?! )|read more\b|read next|read also|also read|see also|related\b|recommended|"
    r"most (?:popular|read|viewed)|trending|top stories|editor.?s.? (?:choice|picks?)|more from|more "
    r"about|click (?:here|for)|comments?\b(?! on)|would you like to comment|please read our|listen "
    r"here|get (?:our|short url)|i would like to be emailed|want to bookmark|for free real time|"
    r"join our|story continues|this (?:article|story) (?:was|is|first|originally)|copyright|©|\(c\)|"
    r"all rights reserved|distributed by|for (?:more|further|additional) (?:information|details)|"
    r"media contacts?|contacts?:|source:|tel:|phone:|email:|e-mail:|notes? to editors?|editorial "
    r"contacts|editing by|reporting by|additional reporting|writing by|compiled by|edited by|the "
    r"following information is not|visit the\b|watch\s?[|:]|poll\s?[|:]|live\s?[|:]|video\s?[|:]|skip "
    r"to|home ?»|photo:|picture:|image:|play video|loading|newsletter|cookie|privacy|terms of|"
    r"powered by|our standards|send this to|print this|font size|\d+ (?:shares?|comments?)\b|"
    r"\d+ minute read|media release|news release|press release|for immediate release|"
    r"updated?:?$|last updated|published:?|posted:?|correction:|editor.?s note|attention\b\s*-|"
    r"eds:|story highlights|key highlights|breaking news$|our thomson|what do you think|"
    r"[^.]{0,160}\bcookies?\b|this is a breaking|it comes as you|view (?:all|comments)|open in|explore more|"
    r"written by|journalist$|senior reporter|(?:the )?following are)"
)

_SECTION_END = (
    r"^[-*\s•|]*(?:our standards|read next|editor.?s.? (?:choice|picks?)|most (?:popular|read|viewed)|"
    r"top stories|related (?:articles?|stories|topics|news)|more (?:about|from|on this)|read more on|"
    r"would you like to comment|stay connected|join our comment|recommended|©|copyright\b|\(c\)|"
    r"notes? to editors?|# notebook|media contacts?|about us$|you (?:may|might) also|latest news|"
    r"leave a (?:reply|comment)|sections$|privacy preference|\(?(?:additional )?reporting by|"
    r"share this|tags:?$|read more:|sponsored|newsletter)"
)

_WIRE_NOTE = (
    r"^\((?:adds?|updates?|recasts?|corrects?|releads?|writes? through|refiles?|eds|editors|new "
    r"throughout|reporting|additional reporting|editing|writing|compiled)\b|"
    r"^\^|^(?:ur )?eds:|^attention\b\s*-|^editor.?s note\b|^bc-|^ap-[a-z]{2}-|^[a-z]{2,4}(?:/[a-z]{2,4}){1,5}$|"
    r"^[A-Z]{3}_[A-Z]{3}_[0-9]{8}|^[A-Z]{3}[0-9]{8}[.0-9]*|^[a-z]{1,4}[0-9]{3,6}\b|^[0-9]{6} "
    r"[a-z]{3} [0-9]{2}$|^_{2,}$|^[*\s=_#-]{2,}$|^\(profile\b|^ql ur\b|^[^.]{0,70}\b(?:contributed to|"
    r"reported from)\b[^.]{0,60}\.$|^[^.]{0,20}associated press writers?\b"
)

_AGE = r"\b(?:[0-9]{1,2}|an?) (?:minutes?|hours?|days?) ago\b"

WORDS = Words(
    code="en",
    function_words=_FUNCTION,
    abbreviations=_set(
        "mr mrs ms dr prof sen rep gov gen col lt sgt capt maj cmdr adm hon rev fr st mt jr sr messrs "
        "vs no nos vol fig approx dept est jan feb mar apr jun jul aug sep sept oct nov dec mon tue "
        "wed thu fri sat sun e.g i.e cf al p pp op ed ave blvd rd ft sq calif fla tex mass conn ariz "
        "colo ill ind mich minn miss tenn va wash wis pa ga ky la md neb nev okla ore a.k.a u.s u.k "
        "u.n ph.d b.a m.a mme mlle major-gen lt-col brig insp det supt const bros"
    ),
    closing_abbreviations=_set("a.m p.m inc ltd co corp etc u.s u.k u.n d.c l.a llc plc jr sr"),
    months={name: i + 1 for i, name in enumerate(_MONTHS)} | _SHORT_MONTHS,
    weekdays={name: i for i, name in enumerate(_DAYS)},
    units={name: i + 1 for i, name in enumerate(_UNITS)},
    tens={name: 10 * (i + 2) for i, name in enumerate(_TENS)},
    magnitudes={
        "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
        "m": 1e6, "bn": 1e9, "k": 1e3, "mn": 1e6, "crore": 1e7, "lakh": 1e5,
    },
    ordinals={name: i + 1 for i, name in enumerate(_ORDINALS)},
    fractions={
        "half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25,
        "fifth": 0.2, "fifths": 0.2, "sixth": 1 / 6, "sixths": 1 / 6, "seventh": 1 / 7,
        "eighth": 0.125, "eighths": 0.125, "ninth": 1 / 9, "tenth": 0.1, "tenths": 0.1,
    },
    multiples={"twice": 2.0, "thrice": 3.0},
    vague=_set("dozens scores hundreds thousands millions billions tens several"),
    hedges=(
        "at least", "at most", "more than", "less than", "fewer than", "no fewer than",
        "no less than", "no more than", "not more than", "as many as", "as much as", "as few as",
        "as little as", "up to", "about", "around", "approximately", "roughly", "nearly", "almost",
        "some", "over", "under", "above", "below", "close to", "an estimated", "estimated",
        "just over", "just under", "well over", "only", "exactly", "circa", "upwards of",
        "in excess of", "an average of", "a total of",
    ),
    hedges_after=("or so", "or more", "or fewer", "or less", "at least", "at most"),
    currencies=(
        "US$", "A$", "C$", "NZ$", "HK$", "R$", "$", "£", "€", "¥", "₹", "₽", "₦", "INR", "USD",
        "EUR", "GBP", "Rs.", "Rs",
    ),
    unit_stops=_set(
        "and or but that which who whom whose is are was were be been being has have had will would "
        "could can may might must should do does did said says still now then only also not while "
        "when where after before since until if as so than because including mostly more less he she "
        "it they we you i this that these those the a an his her their its our my your there here "
        "according already alone each ago later earlier"
    )
    | _PREPOSITIONS - {"of"},
    people_words=_set(
        "people persons men women children officers soldiers police civilians personnel staff "
        "prisoners others teeth feet fish sheep aircraft troops"
    ),
    no_rank=_set(
        "quarter half floor time day week month year century decade street avenue st ave division "
        "round period inning grade world place of and"
    ),
    labels=_set(
        "week no number article section chapter page room route flight channel type phase level "
        "version windows iphone boeing airbus act group u.s.c highway pr registration"
    ),
    cues=_CUES,
    acts=_ACTS,
    cue_blocks=_set("the a an this that these those of in his her their its our no any such"),
    auxiliaries=_set(
        "has have had also later previously earlier then recently reportedly did do does not is was "
        "are were be been being now further repeatedly again once still himself herself since "
        "already first today often publicly"
    ),
    according=("according to", "as told to", "citing", "quoting"),
    titles=_set(
        "mr mrs ms dr prof professor president premier prime minister chancellor governor gov senator "
        "sen rep representative secretary chief director head chairman chairwoman chair chairperson "
        "spokesman spokeswoman spokesperson judge justice general gen major-gen colonel col captain "
        "lt lieutenant sgt sergeant commander admiral coach quarterback manager mayor king queen "
        "prince princess pope bishop archbishop reverend rev sir dame lord lady detective inspector "
        "officer analyst economist scientist researcher lawyer advocate attorney ambassador envoy "
        "correspondent editor author leader mp mep congressman congresswoman officials official "
        "ombudsman deputy vice foreign interior defence defense finance police former state ceo cfo "
        "executive acting hon mme superintendent sheriff commissioner councillor witness hawks "
        "republican democrat democratic senior"
    ),
    source_nouns=_set(
        "officials official police authorities government ministry minister spokesman spokeswoman "
        "spokesperson investigators scientists researchers experts analysts doctors witnesses "
        "residents sources source agency association organisation organization company report study "
        "statement indictment court judge group party committee commission council army military "
        "lawyers prosecutors lawyer prosecutor critics activists opponents supporters leaders leader "
        "organizers organisers statistics figures data survey poll documents people officers office "
        "department bureau ministers bank union club team coach president governor mayor chief "
        "director newspaper media radio television residents relatives family victims mother father "
        "firm university teacher teachers student villagers rescuers farmers crew captain pilot owner "
        "manager chairman embassy state complaint lawsuit resistance movement forces fighters rebels"
    ),
    document_nouns=_set(
        "statement report indictment complaint lawsuit study letter document communique release tweet "
        "message post figures"
    ),
    he=_set("he him his"),
    she=_set("she her hers"),
    they=_set("they them their it its"),
    male_names=_set(
        "john james robert michael william david richard joseph thomas charles daniel matthew anthony "
        "mark paul steven andrew kenneth joshua kevin brian george edward ronald timothy jason jeffrey "
        "ryan jacob gary nicholas eric stephen jonathan larry justin scott frank brandon raymond "
        "gregory samuel benjamin patrick jack dennis alexander tyler aaron jose adam nathan henry "
        "peter kyle noah ethan jeremy walter christian keith roger terry sean gerald carl dylan "
        "arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie "
        "tony boris keir vladimir dmitry sergei angelino carlos ahmed mohammed muhammad ali hassan "
        "hussein omar ibrahim yusuf rex hage nangolo gopaul yuri dali doug lucas alpha tom mike jim "
        "bob bill matt chris nick ben sam dan ken ron greg jeff steve phil simon ian neil colin"
    ),
    female_names=_set(
        "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty "
        "margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah "
        "stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma "
        "nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather "
        "diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith "
        "megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn "
        "janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle "
        "beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori duduzile "
        "fatima aisha nadia leila yasmin shelley nadine jane kate claire holly angelica theresa "
        "kamala hillary michelle angela ursula giorgia jacinda leanne"
    ),
    determiners=_set("the a an this that these those his her their its our some many several other"),
    prepositions=_PREPOSITIONS,
    conjunctions=_set(
        "and but or that which who while because although though when where if whether as so "
        "whereas yet nor since after before until unless what how why"
    ),
    name_joins=_set("of the for and & de del la al bin van von der den dos da du di el ibn"),
    countries=_set(
        "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain "
        "bangladesh belarus belgium benin bolivia botswana brazil britain bulgaria burundi cambodia "
        "cameroon canada chad chile china colombia congo croatia cuba cyprus denmark ecuador egypt "
        "england eritrea estonia ethiopia finland france gaza georgia germany ghana greece guatemala "
        "guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica "
        "japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon liberia libya lithuania "
        "madagascar malawi malaysia mali malta mexico moldova mongolia morocco mozambique myanmar "
        "namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama "
        "paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal "
        "serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan "
        "tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela "
        "vietnam wales yemen zambia zimbabwe"
    ),
    future=_set("will shall would to plans plan vows scheduled expected due upcoming won't"),
    war_words=_set(
        "war aggression invasion conflict offensive attack attacks fighting siege bombardment "
        "hostilities crisis uprising revolt unrest genocide onslaught assault violence protests strike"
    ),
    known_events=_EVENTS,
    grammar=DateGrammar(
        rules=en_dates.DATES, since=en_dates.SINCE, parts=en_dates.PARTS,
        relative=en_dates.RELATIVE, back=en_dates.BACK, from_now=en_dates.FROM_NOW,
        day_words=en_dates.DAY_WORDS, counts=en_dates.COUNTS, ahead=en_dates.AHEAD,
        told=en_dates.TOLD, clock=en_dates.CLOCK, event_verb=en_dates.EVENT_VERB,
    ),
    signs=_SIGNS,
    byline=_BYLINE,
    credit=_CREDIT,
    furniture=_FURNITURE,
    section_end=_SECTION_END,
    wire_note=_WIRE_NOTE,
    age_of_page=_AGE,
)

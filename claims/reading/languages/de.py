"""German, of Germany, Austria and Switzerland, as newsrooms write it: word lists only."""

from __future__ import annotations

from claims.reading.languages.dates import Calendar, date_grammar
from claims.reading.languages.de_speech import MORE_CUES, TELLING
from claims.reading.languages.first_names import FEMALE, MALE
from claims.reading.languages.signs import signs
from claims.reading.languages.words import Words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _row(text: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(text.split(), first)}


_MONTHS = _row(
    "januar februar märz april mai juni juli august september oktober november dezember"
) | {"jänner": 1, "feber": 2}
_WEEKDAYS = _row("montag dienstag mittwoch donnerstag freitag samstag sonntag", 0) | {
    "sonnabend": 5
}
_FIRST = _row(
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn"
)
_TENS = {
    w: 10 * n
    for w, n in _row("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 2).items()
}
_UNITS = (
    _FIRST
    | {"eine": 1, "einen": 1, "einem": 1, "einer": 1, "hundert": 100, "tausend": 1000}
    | {f"{unit}und{ten}": n + t for unit, n in _FIRST.items() if n < 10 for ten, t in _TENS.items()}
    | {f"{unit}hundert": n * 100 for unit, n in _FIRST.items() if n < 10}
    | {f"{unit}tausend": n * 1000 for unit, n in _FIRST.items() if n < 13}
)
_PREPOSITIONS = _set(
    "in im an am auf aus bei beim mit nach von vom vor zu zum zur für durch gegen ohne um über unter "
    "zwischen seit während wegen trotz bis ab hinter neben laut entlang innerhalb außerhalb angesichts"
)
_CUES = _set(
    "sagte sagt sagten sagen erklärte erklärt erklärten betonte betont betonten teilte mitteilte "
    "berichtete berichtet berichteten berichten kündigte angekündigt bestätigte bestätigt bestätigten "
    "warnte warnt warnten behauptete behauptet behaupteten kritisierte kritisiert kritisierten "
    "bezeichnete bezeichnet schrieb schreibt schrieben meinte meint forderte fordert forderten "
    "verlangte wies weist bestritt bestreitet dementierte räumte hieß schätzt schätzte schätzen "
    "glaubt glaubte hielt ergänzte fügte erzählte erzählt äußerte verwies verweist begründete "
    "argumentierte stellte nannte nennt antwortete gab gesagt mitgeteilt"
)
_DATE_UNITS = {
    "stunde": "hour", "stunden": "hour", "tag": "day", "tage": "day", "tagen": "day", "woche": "week",
    "wochen": "week", "wochenende": "weekend", "monat": "month", "monats": "month", "monate": "month",
    "monaten": "month", "quartal": "quarter", "jahr": "year", "jahrs": "year", "jahres": "year",
    "jahre": "year", "jahren": "year", "jahrzehnt": "decade", "jahrzehnte": "decade",
    "jahrzehnten": "decade",
}  # fmt: skip
_BEFORE = {
    "vergangene": -1, "vergangenen": -1, "vergangenes": -1, "vorige": -1, "vorigen": -1, "voriges": -1,
    "letzte": -1, "letzten": -1, "letztes": -1, "vorherigen": -1, "diese": 0, "dieser": 0, "diesen": 0,
    "diesem": 0, "dieses": 0, "heurigen": 0, "kommende": 1, "kommenden": 1, "kommendes": 1, "nächste": 1,
    "nächsten": 1, "nächstes": 1,
}  # fmt: skip
_PARTS = {
    "anfang": 0, "zu beginn": 0, "mitte": 1, "ende": 2,
}  # fmt: skip
_MAGNITUDES = {
    "hundert": 1e2, "tausend": 1e3, "million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9,
    "billion": 1e12, "billionen": 1e12, "mio.": 1e6, "mrd.": 1e9, "mio": 1e6, "mrd": 1e9,
}  # fmt: skip
_FRACTIONS = {
    "hälfte": 0.5, "drittel": 1 / 3, "viertel": 0.25, "fünftel": 0.2, "sechstel": 1 / 6, "achtel": 0.125,
    "zehntel": 0.1,
}  # fmt: skip
_SHORT_MONTHS = {"jan": 1, "feb": 2, "mär": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dez": 12}  # fmt: skip
_CALENDAR = Calendar(
    denied=r"\b(?i:nicht|erst|nie)\b",
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    units=_DATE_UNITS,
    counts=_UNITS | {"wenigen": 0, "einigen": 0, "mehreren": 0},
    parts=_PARTS,
    whole="woche|wochenende|monat|monats|quartal|jahr|jahrs|jahres|jahrzehnt",
    before=_BEFORE,
    after={"zuvor": -1},
    day_words={
        "vorgestern": -2,
        "gestern": -1,
        "heute": 0,
        "morgen": 1,
        "übermorgen": 2,
    },
    ago="vor",
    earlier="zuvor|davor|früher",
    later="später|danach",
    the_day={
        "am vortag": -1,
        "am tag davor": -1,
        "am tag zuvor": -1,
        "am tag darauf": 1,
        "tags darauf": 1,
    },
    past=r"(?:in |während |im laufe )?(?:den|der) (?:vergangenen|letzten) {n} {unit}",
    coming=r"(?:in |während )?(?:den|der) (?:kommenden|nächsten) {n} {unit}",
    in_month="im|seit|bis|ab|vom",
    quarters={"ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "erstes": 1, "zweites": 2},
    quarter="quartal",
    decade=r"(?:den |die )?{decade}er(?:[- ]?jahren?)?\b",
    since=r"\b(?i:seit)(?: dem| der| den)? $",
    ahead=r"(?i:\b(?:wird|werden|soll|sollen|geplant|erwartet)\b|\b(?:bis|ab)(?: zum| dem)? $)",
    told=r"(?i:\b(?:sagte|erklärte|betonte|berichtete|bestätigte|teilte)\b[^,;]{0,30}$)",
    clock=r"(?i)\b[0-2]?[0-9](?:[.:][0-5][0-9])? uhr\b|\b[0-2]?[0-9]:[0-5][0-9]\b",
    event_verb=r"\b(?:begann|begonnen|ausbrach|ausgebrochen|angriff|überfiel|startete)\b",
    day_mark=r"\.",
    of=" ",
    of_year=",? ",
    joins=" und | bis | bis zum |-|–",
)

WORDS = Words(
    code="de",
    clause_joins=r"; |, (?:und|aber|während|obwohl) ",
    by="von",
    function_words=_set(
        "der die das den dem des ein eine einen einem einer und in im zu zum zur von vom mit auf für an "
        "am ist sind war waren hat haben hatte nicht auch sich als nach bei aus es er sie dass wird "
        "werden wurde wurden über vor sei laut seine ihre"
    ),
    abbreviations=_set(
        "dr prof hr fr nr str bzw ca d.h z.b u.a usw sog st mio mrd evtl ggf inkl vgl s.o o.ä gest geb "
        "jh bd abs art ing dipl mag"
    ),
    closing_abbreviations=_set("usw etc u.a mio mrd"),
    before_figures=_set("nr art abs"),
    articles=_set("ein eine einen einem einer"),
    definite=_set("der die das den dem des"),
    first_persons=_set("ich"),
    possessives=_set("sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer"),
    he_titles=_set("herr könig prinz papst"),
    she_titles=_set("frau königin prinzessin"),
    author_roles=_set(
        "redakteur redakteurin journalist journalistin korrespondent korrespondentin"
    ),
    opening_words=_set(
        "aber und doch jedoch dann auch zudem außerdem dabei damals später zuvor nun"
    ),
    months=_MONTHS | _SHORT_MONTHS,
    weekdays=_WEEKDAYS,
    decimal=",",
    thousands=". ",
    units=_UNITS,
    tens=_TENS,
    magnitudes=_MAGNITUDES,
    ordinals={
        stem + end: n
        for stem, n in _row("erst zweit dritt viert fünft sechst siebt acht neunt zehnt").items()
        for end in ("e", "en", "er", "es")
    },
    fractions=_FRACTIONS,
    multiples={"doppelt": 2.0, "dreifach": 3.0},
    collectives={"dutzend": 12.0},
    half=r"\bdie hälfte\b|\bder hälfte\b",
    tens_join="und",
    odds_join="von",
    between=("zwischen", "und"),
    from_to=("von", "bis"),
    ordinal_marks=r"\.(?= [A-ZÄÖÜ])",
    superlative="(?:[a-zäöü]+ste[nrs]?|meisten)",
    of=" (?:der |von (?:den )?|des )",
    per="pro|je",
    plural=r"[A-ZÄÖÜ][\w-]+",
    percent=r"\s?%| prozent\b| prozentpunkte?n?\b",
    vague=_set(
        "dutzende dutzenden hunderte hunderten tausende tausenden millionen mehrere mehreren zahlreiche einige"
    ),
    hedges=(
        "mindestens",
        "höchstens",
        "mehr als",
        "weniger als",
        "rund",
        "etwa",
        "ungefähr",
        "circa",
        "ca.",
        "knapp",
        "fast",
        "beinahe",
        "bis zu",
        "über",
        "gut",
        "zumindest",
        "wenigstens",
        "nahezu",
        "nicht weniger als",
        "lediglich",
        "nur",
        "insgesamt",
    ),
    hedges_after=("oder mehr", "oder weniger"),
    hedge_gap="den|die|der|das|ein|eine|weitere|weiteren",
    currencies=("US$", "$", "€", "£", "CHF", "EUR", "USD", "Fr."),
    unit_stops=_set(
        "und oder aber der die das den dem des ein eine ist sind war waren hat haben wurde wurden wird "
        "nicht schon jetzt als wenn weil dass wie auch er sie es wir ich sein seine ihre dieser diese"
    )
    | _PREPOSITIONS,
    share_words=_set("prozent"),
    people_words=_set("menschen personen leute"),
    singles=_set("person mann frau kind soldat mensch toter verletzter polizist"),
    unit_leads=_set("weitere weiteren andere anderen neue neuen"),
    no_rank=_set(
        "quartal halbzeit mal tag woche monat jahr jahrhundert stelle weltkrieg und stock bezirk runde"
    ),
    rank_verbs=_set("ist sind war waren wurde"),
    one_of_many=_set("ein eine einen jeder jede jedes"),
    share_goes_on=_set("der des mehr weniger von"),
    labels=_set(
        "nummer nr. nr artikel kapitel seite kilometer route flug halle phase stufe version kanal straße "
        "paragraf platz"
    ),
    cues=_CUES | MORE_CUES,
    telling=TELLING,
    acts=_set(
        "bestätigte kritisierte bestritt dementierte verurteilte warnte kündigte behauptete forderte "
        "schätzt bezeichnete kritisierte wies weist"
    ),
    weak_cues=_set(
        "stellte hielt gab nannte nennt wies weist schrieb hieß fügte teilte räumte verlangte meint"
    ),
    object_cues=frozenset(),
    cue_blocks=_set("der die das den dem des ein eine zu"),
    auxiliaries=_set("hat haben hatte hatten auch nun zudem später zuvor am jedoch dagegen stets"),
    be_forms=_set("ist sind war waren wird werden wurde wurden worden sein"),
    resting_on=frozenset(),
    according=(
        "laut",
        "nach angaben",
        "nach angaben von",
        "zufolge",
        "nach ansicht",
        "gemäß",
        "so",
    ),
    titles=_set(
        "präsident präsidentin minister ministerin bürgermeister bürgermeisterin kanzler kanzlerin "
        "direktor direktorin sekretär sprecher sprecherin chef chefin leiter leiterin doktor dr herr frau "
        "general oberst richter richterin staatsanwalt staatsanwältin abgeordneter abgeordnete "
        "gouverneur senator senatorin könig königin papst bischof professor professorin anwalt anwältin "
        "botschafter trainer experte expertin vorsitzender vorsitzende us-präsident kommissar"
    ),
    source_nouns=_set(
        "polizei regierung ministerium minister sprecher sprecherin behörden behörde kreise quelle quellen "
        "agentur organisation unternehmen firma bericht studie mitteilung gericht partei kommission rat "
        "armee militär experten forscher zeugen anrainer präsident präsidentin direktor bürgermeister "
        "bank gewerkschaft verband institut universität staatsanwaltschaft richter ärzte anwalt familie "
        "opfer zeitung sender medien umfrage daten feuerwehr rettung ministerin opposition weißes haus "
        "kritiker bewohner angaben medienberichten justizministerium außenministerium"
    ),
    document_nouns=_set("mitteilung bericht studie brief dokument erklärung aussendung posting"),
    research_nouns=_set("studie umfrage bericht untersuchung daten analyse erhebung"),
    he=_set("er"),
    she=_set("sie"),
    they=frozenset(),
    things=frozenset(),
    ands=_set("und"),
    agents=_set("von vom durch"),
    joins_noun=_set("von der des für"),
    places_after=_set("in im aus bei nach"),
    pointing=_set("dieser diese dieses diesen"),
    vague_subjects=_set("wer viele manche man beides"),
    that_words=_set("dass wie warum ob"),
    negations=_set("nicht nie"),
    denials=_set("bestritt bestreitet dementierte dementiert wies weist zurückgewiesen"),
    nameless=_set(
        "augenzeuge augenzeugen quelle quellen person personen zeuge zeugen zeugin anrainer anwohner anwohnerin experte experten "
        "expertin sprecher sprecherin arzt ärzte forscher beamter beamte insider"
    ),
    own_statements=_set("mitteilung aussendung erklärung"),
    relatives=_set("der die das welcher welche dessen deren"),
    honours=_set("herr frau dr prof"),
    officers=_set(
        "präsident präsidentin direktor direktorin sprecher sprecherin chef chefin leiter leiterin"
    ),
    issuing=_set("veröffentlichte verschickte legte"),
    owned="{noun} von {owner}",
    male_names=MALE["de"]
    | _set(
        "hans peter michael thomas andreas wolfgang klaus jürgen günter stefan christian uwe werner "
        "markus matthias frank martin karl heinz josef franz donald matt corey"
    ),
    female_names=FEMALE["de"]
    | _set(
        "maria anna ursula monika elisabeth petra sabine renate helga karin brigitte andrea claudia "
        "susanne gabriele eva katharina pam"
    ),
    determiners=_set(
        "der die das den dem des ein eine einen einem einer dieser diese dieses diesen sein seine seinen "
        "ihr ihre ihren mehrere einige viele andere"
    ),
    prepositions=_PREPOSITIONS,
    conjunctions=_set(
        "und oder aber sondern dass wenn weil während obwohl als ob wie wo wer was denn sowie"
    ),
    name_joins=_set("von van der den de zu und &") - {"und"},
    countries=_set(
        "deutschland österreich schweiz frankreich italien spanien portugal polen ungarn tschechien ukraine "
        "russland china israel iran irak türkei syrien libanon japan indien brasilien mexiko großbritannien "
        "usa kanada florida"
    ),
    future=_set("wird werden soll sollen"),
    war_words=_set("krieg invasion konflikt offensive"),
    attack_words=_set("angriff anschlag krise protest streik"),
    known_events=(),
    grammar=date_grammar(_CALENDAR),
    capital_nouns=True,
    signs=signs(
        silence=r"keine (?:antwort|stellungnahme)|wollte[n]? sich .{0,30}nicht .{0,20}äußern|nicht erreichbar|keinen kommentar|kommentierte .{0,40}nicht",
        wish=r"\bwir (?:hoffen|wollen|wünschen)\b",
        promise=r"versprach|versprich|verspricht|sicherte .{0,40}zu|garantier",
        rule=r"\b(?:gesetz|verfassung|verordnung|vertrag|regel)\b.{0,40}\b(?:verbietet|verlangt|erlaubt|verpflichtet|sieht .{0,30}vor|begrenzt)",
        causes=r"wegen|aufgrund|verursach|führte zu|\bweil\b|ausgelöst",
        change=r"gestiegen|stieg\b|gesunken|sank\b|verdoppel|halbier|zugenommen|zurückgegangen|im vergleich|gegenüber dem vorjahr",
        harm=r"\btot|tote|getötet|starb|gestorben|verletz|ermord|mord|opfer|angriff|anschlag|bombe|explo|brand\b|"
        r"unfall|gewalt|terror|überschwemm|krank|geisel|belästig|missbrauch|menschenhandel",
        superlative=r"\bam \w{3,}sten\b|\b(?:größt|höchst|meist|wenigst|best|schlechtest|ältest|jüngst|kleinst|stärkst|schnellst|längst)e[nrs]?\b|rekord|\bnie(?:mals)?\b|\beinzig|beispiellos|mehrheit",
        comparison=r"mehr als|weniger als|doppelt|hälfte|gestiegen|steig|stieg|gesunken|sank|zunahme|rückgang|"
        r"wuchs|gewachsen|erhöh|verringer",
        cause=r"\bweil\b|\bda sich\b|wegen|aufgrund|verursach|führte zu|dank\b|auslös",
        law=r"gesetz|gericht|richter|staatsanw|urteil|verurteil|verfassung|dekret|illegal|festgenommen|verhaft|"
        r"straf|gefängnis|ermitt|ermittl|wahl|gewählt|abstimm|anklage|verfahren|klagen?\b|nominier|vergleich",
        money=r"[$€£]|million|milliarde|\beuro\b|dollar|budget|steuer|preis|schulden|bank|inflation|wirtschaft|"
        r"spende|kosten",
        event=r"\b(?:hat|haben|hatte|hatten|wurde|wurden|ist|sind|war)\b.{0,80}\bge\w{3,}(?:t|en)\b|"
        r"\b\w{4,}iert(?:e|en)?\b|\b(?:gab|trat|zahlte|verzichtete|ermittelte|stand|geriet|verbreitete|"
        r"beendete|übernahm|verlor|gewann)\b",
        prediction=r"\b(?:wird|werden|soll|sollen|würde|würden|dürfte|dürften|könnte|könnten|werde|wolle)\b",
        opinion=r"großartig|schrecklich|wunderbar|wichtig|unglaublich|skandal|schande|\bmuss\b|müssen|sollte|"
        r"vielleicht|scheint|klug|durchsetzungsfähig|beste[nr]?\b|bedauer|stolz|bessere chancen",
        appeal=r"^\W*(?:abonnieren|registrieren|folgen sie|lesen sie|teilen sie|klicken|bitte)",
        first=r"\b(?:ich|mich|mir|mein\w*|wir|uns|unser\w*)\b",
        vague=r"angeblich|mutmaßlich|gerücht|offenbar|irgendwie",
        scene=r"lächel|wein(?:t|te)|umarm|applaudier|jubel",
        absolute=r"\bnie\b|\bimmer\b|niemand|\bkein|\bnicht (?:genug|mehr)\b",
        exclamation=r"^\W*(?:was für|danke|ja,|nein,)",
        motive=r"um .{3,60} zu \w+|aus solidarität|aus protest",
    ),
    byline=r"^(?:von|text)\b:?\s+(?=[^a-z\s])(?:[^.!?]|(?<=\b[A-Z])\.){2,80}$",
    credit=r"\((?:foto|fotos|bild|quelle|archiv|apa|dpa|afp|ap|reuters)\b[^()]{0,80}\)\s*$|"
    r"(?:^|[\s|/(])(?:foto|bild|quelle)s?(?: von)?\s?:\s?\S[^:]{1,60}$|"
    r"\b(?:reuters|afp|apa|dpa|ap|imago|getty images?|picturedesk|zuma press)\s?/\s?[A-Z][\w./'-]+(?: [A-Z][\w.'-]+){0,3}\)?\s*$|"
    r"\([^()]{0,40}©[^()]{0,40}\)$",
    furniture=r"^[-–—*\s•|]*(?:werbung|anzeige|teilen\b|abonn|registrier|anmelden|einloggen|lesen sie (?:auch|mehr)|"
    r"mehr (?:zum thema|dazu|lesen)|auch interessant|weiterlesen|meistgelesen|kommentar|kommentieren|newsletter|"
    r"folgen sie|alle rechte|©|copyright|cookies|veröffentlicht|aktualisiert|zuletzt|online seit|live:?$|"
    r"video\b|schlagwörter|themen:?$|links?:|nicht alle bilder|druckversion|zur startseite|red, )",
    section_end=r"^[-–—*\s•|]*(?:mehr zum thema|auch interessant|meistgelesen|schlagwörter|links:|©|alle "
    r"rechte|kommentare$|red, |quellen?:|abonnieren sie)",
    boilerplate=r"\b(?:cookies?|ihr(?:en)? browser|datenschutz|personenbezogen)\b",
    wire_note=r"^(?:\(?(?:aktualisiert|berichtigt|ergänzt)\b)|^[*\s=_#-]{2,}$",
    age_of_page=r"\bvor (?:[0-9]{1,2}|einer|einem) (?:minuten?|stunden?|tag(?:en)?)\b",
)

"""German: the words of who says it, beside the lists of `de.py`."""

from __future__ import annotations

from claims.reading.languages.lists import phrases, word_set
from claims.reading.languages.words import Telling

MORE_CUES = word_set(
    "mitteilten mitteilt bekanntgab bekannt ankündigte ankündigten angab angaben einräumte zugab "
    "feststellte hinzufügte teilten teilt wiesen räumt räumten kündigt kündigten fügt gibt hob hebt "
    "lehnte lehnt lehnten merkte merkt führte gaben warf wirft warfen gestand versicherte versichert "
    "versicherten unterstrich unterstreicht bekräftigte bekräftigt bekräftigten beklagte beklagt "
    "beteuerte beteuert beschrieb beschreibt schilderte schildert mahnte mahnt entgegnete konterte "
    "erwiderte resümierte prognostizierte prognostiziert erwartet befürchtet lobte bedauerte bedauert "
    "monierte bemängelte bemängelt rechnet verkündete verkündet vermeldete meldete meldet meldeten "
    "versprach verspricht drohte droht appellierte plädierte schlug sprach spricht erläuterte erläutert "
    "verriet kommentierte kommentiert informierte zitierte dementierten verneinte verurteilte fordern "
    "warnen betonen erklären kritisieren schreiben eingeräumt zurückgewiesen bekanntgegeben zugegeben "
    "geschrieben geäußert gewarnt gefordert versichert behaupten bestätigen gemeldet schließt schloss "
    "vermutete vermutet glauben"
)
TELLING = Telling(
    second=True,
    have=word_set("hat haben hatte hatten habe"),
    participles=(
        "gesagt",
        "geteilt",
        "gekündigt",
        "geräumt",
        "gewiesen",
        "gegeben",
        "schrieben",
        "äußert",
        "gewarnt",
        "gefordert",
        "klärt",
        "richtet",
        "tont",
        "tätigt",
        "hauptet",
        "isiert",
        "zeichnet",
        "zählt",
        "sichert",
        "gemeldet",
        "tiert",
        "läutert",
    ),
    finite=word_set(
        "erklärt berichtet betont bestätigt behauptet kritisiert bezeichnet erzählt äußert versichert "
        "kommentiert dementiert erläutert prognostiziert"
    ),
    clitics=word_set("sich es dies ihm ihr ihnen"),
    adverbs=word_set(
        "nun auch zudem später zuvor jedoch dagegen stets außerdem weiter bereits dann heute gestern "
        "damals dazu dabei daraufhin daher deshalb unterdessen hingegen allerdings erneut schon ebenfalls "
        "ebenso zugleich gleichzeitig wiederum mehrfach wiederholt zuletzt kürzlich nochmals schließlich "
        "anschließend indes demnach ferner so dort hier abends vormittags nachmittags ausdrücklich "
        "gegenüber lediglich aber etwa darüber danach darauf tags inzwischen mittlerweile nur"
    ),
    times=word_set("woche abend morgen nachmittag tag montagabend jahr monat"),
    as_told=word_set("wie"),
    from_whom=word_set("der des von vom dem einer eines im in"),
    phrases=phrases(
        "laut",
        "nach angaben",
        "nach angaben von",
        "nach angaben vom",
        "nach ansicht",
        "nach ansicht von",
        "nach einschätzung",
        "nach einschätzung von",
        "nach auffassung",
        "nach auffassung von",
        "nach meinung",
        "nach meinung von",
        "nach darstellung",
        "nach darstellung von",
        "nach den worten",
        "nach den worten von",
        "nach worten",
        "nach worten von",
        "nach aussage",
        "nach aussage von",
        "nach aussagen",
        "nach aussagen von",
        "nach auskunft",
        "nach auskunft von",
        "nach informationen",
        "nach informationen von",
        "unter berufung auf",
        "nach überzeugung",
        "nach schätzung",
        "nach schätzungen",
        "nach schätzungen von",
        "aus sicht",
        "aus sicht von",
    ),
    after_source=word_set("zufolge"),
    thus=word_set("so"),
    own=word_set("eigenen eigener eigene dem gesetz gesetz verfassung vertrag plan") - {"dem"},
    source_endings=(
        "sprecher",
        "sprecherin",
        "minister",
        "ministerin",
        "ministers",
        "ministerium",
        "ministeriums",
        "amt",
        "amts",
        "amtes",
        "behörde",
        "behörden",
        "chef",
        "chefin",
        "chefs",
        "polizei",
        "regierung",
        "verband",
        "verbands",
        "verbandes",
        "leiter",
        "leiterin",
        "präsident",
        "präsidentin",
        "meister",
        "meisterin",
        "dienst",
        "dienstes",
        "anwalt",
        "anwältin",
        "anwaltschaft",
        "kommissar",
        "kommissarin",
        "führer",
        "führerin",
        "kanzler",
        "kanzlerin",
        "rat",
        "rätin",
        "rats",
        "rates",
        "direktor",
        "direktorin",
        "forscher",
        "forscherin",
        "experte",
        "expertin",
        "experten",
        "verwaltung",
        "gesellschaft",
        "bericht",
        "berichten",
        "berichte",
        "angaben",
        "meldung",
        "meldungen",
        "zeitung",
        "institut",
        "instituts",
        "richter",
        "richterin",
        "gericht",
        "gerichts",
        "kammer",
        "fraktion",
        "klinik",
        "hochschule",
        "universität",
        "feuerwehr",
        "rettung",
        "gewerkschaft",
        "partei",
        "agentur",
        "redaktion",
        "wehr",
        "betreiber",
        "betreiberin",
        "inhaber",
        "inhaberin",
        "sekretär",
        "sekretärin",
        "trainer",
        "trainerin",
        "kandidat",
        "kandidatin",
        "politiker",
        "politikerin",
        "vorstand",
        "vorsitzende",
        "vorsitzender",
        "vorsitzenden",
        "hauptmann",
        "landrat",
        "obmann",
        "obfrau",
        "amtmann",
        "ammann",
        "konzern",
        "konzerns",
        "firma",
        "verein",
        "vereins",
        "bund",
        "bundes",
        "abgeordnete",
        "abgeordneter",
        "wissenschafter",
        "wissenschafterin",
        "wissenschaftler",
        "wissenschaftlerin",
        "meteorologe",
        "meteorologin",
        "ökonom",
        "ökonomin",
        "ärztin",
        "arzt",
        "zeuge",
        "zeugin",
        "studie",
        "statistik",
        "botschaft",
        "botschafter",
        "botschafterin",
        "sicht",
        "kreise",
        "kreisen",
        "organisation",
        "unternehmen",
        "unternehmens",
        "direktion",
        "departement",
        "departements",
        "jährige",
        "jähriger",
        "bank",
        "club",
        "klub",
    ),
    source_heads=word_set(
        "einsatzleiter anwohner anwohnerin zeugin mutter vater sohn tochter bruder schwester nachbar "
        "nachbarin bewohnerin augenzeugen augenzeuge landwirt landwirtin pfarrer pfarrerin soldat forscherin "
        "ministeriums stadt gemeinde kanton land opposition verteidigung verteidiger angeklagte "
        "angeklagter beschuldigte kläger klägerin nato eu uno weltbank kreml pentagon medienberichten "
        "polizeiangaben kollege kollegin lehrer lehrerin schüler schülerin stiftung"
    ),
    particles={
        verb: word_set(tail)
        for verbs, tail in (
            ("teilte teilten teilt", "mit"),
            ("wies weist wiesen", "zurück hin darauf"),
            ("räumte räumt räumten", "ein"),
            ("kündigte kündigt kündigten", "an"),
            ("fügte fügt", "hinzu an"),
            ("gab gibt gaben", "an bekannt zu"),
            ("stellte", "fest klar"),
            ("hob hebt", "hervor"),
            ("lehnte lehnt lehnten", "ab"),
            ("merkte merkt", "an"),
            ("führte", "aus"),
            ("warf wirft warfen", "vor"),
            ("schlug", "vor"),
            ("schließt schloss", "aus"),
            ("bekannt", "-"),
            ("angaben", "-"),
        )
        for verb in verbs.split()
    },
    shows=word_set(
        "bestätigt bestätigte zeigt betont unterstreicht kritisiert fordert erklärt erklärte beschreibt "
        "begründete nennt nannte hieß schildert stellte gab gibt spricht sprach erwartet führt führte"
    ),
    no_names=word_set(
        "fehler versäumnisse probleme ermittlungen konsequenzen maßnahmen kritik vorwürfe fragen details "
        "zahlen widerstand mängel schwierigkeiten verluste gespräche neuwahlen reformen sanktionen mittel"
    ),
    objects=word_set(
        "den dem des beides das dies dieses diesen das alles einen einem eines nichts ihn ihm ihnen sich "
        "es ihren seinen deren dessen wir ich man darum damit dafür dagegen davon davor deutlich kritik wörtlich"
    ),
    listeners=word_set(
        "nachrichtenagentur dpa apa afp sda reuters zeitung presse zeitungen agentur bild redaktion kronen "
        "tageszeitung deutschen öffentlichkeit sendung funke"
    ),
    reported=(
        r"\b(?:sei|seien|habe|werde|wolle|könne|müsse|solle|dürfe|gebe|komme|gehe|stehe|bleibe|wisse|"
        r"brauche|bestehe|handle|liege|fehle|gelte|laufe|mache)\b"
    ),
)

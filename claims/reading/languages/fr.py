"""French, as newsrooms write it: word lists, nothing that computes."""

from __future__ import annotations

from claims.reading.languages.dates import Calendar, date_grammar
from claims.reading.languages.first_names import FEMALE, MALE
from claims.reading.languages.fr_speech import MORE_CUES, TELLING
from claims.reading.languages.signs import signs
from claims.reading.languages.words import Words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _row(text: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(text.split(), first)}


_MONTHS = _row(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
) | {"aout": 8, "fevrier": 2, "decembre": 12}
_SHORT_MONTHS = {"janv": 1, "févr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12}  # fmt: skip
_WEEKDAYS = _row("lundi mardi mercredi jeudi vendredi samedi dimanche", 0)
_TEENS = _row(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_UNITS = (
    _TEENS
    | {"une": 1, "cent": 100, "mille": 1000, "quatre-vingt": 80, "quatre-vingts": 80}
    | {f"soixante-{word}": 60 + n for word, n in _TEENS.items() if n > 9}
    | {f"quatre-vingt-{word}": 80 + n for word, n in _TEENS.items()}
    | {"soixante et onze": 71}
)
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_PREPOSITIONS = _set(
    "à au aux de du des d en dans par pour sur sous avec sans chez vers entre depuis pendant contre "
    "avant après dès selon malgré lors parmi jusqu devant durant envers hors"
)
_CUES = _set(
    "dit dite disent disait déclaré déclare déclarent affirmé affirme affirment assuré assure assurent "
    "expliqué explique expliquent indiqué indique indiquent précisé précise précisent annoncé annonce "
    "annoncent ajouté ajoute estimé estime estiment souligné souligne soulignent rappelé rappelle "
    "rapporté rapporte rapportent raconté raconte confié confie confirmé confirme confirment nié nie "
    "démenti dément démentent dénoncé dénonce dénoncent accusé accuse reconnu reconnaît admis admet "
    "poursuivi poursuit promis promet averti avertit prévenu prévient révélé révèle insisté insiste "
    "soutenu soutient martelé lancé lance répondu répond écrit témoigné témoigne constaté constate "
    "regretté regrette noté note relevé relève conclu conclut jugé juge considéré considère espéré "
    "espère fait savoir fait avancé avance évoqué évoque alerté alerte signalé signale commenté "
    "soulignant indiquant précisant ajoutant expliquant affirmant assurant"
)
_DATE_UNITS = {
    "heure": "hour", "heures": "hour", "jour": "day", "jours": "day", "semaine": "week", "semaines": "week",
    "week-end": "weekend", "mois": "month", "trimestre": "quarter", "an": "year", "ans": "year",
    "année": "year", "années": "year", "décennie": "decade", "décennies": "decade",
}  # fmt: skip
_PARTS = {
    "début": 0, "au début": 0, "mi": 1, "mi-": 1, "à la mi-": 1, "fin": 2, "à la fin": 2, "la fin": 2,
}  # fmt: skip
_MAGNITUDES = {
    "cent": 1e2, "cents": 1e2, "mille": 1e3, "millier": 1e3, "milliers": 1e3, "million": 1e6,
    "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "m": 1e6, "md": 1e9,
}  # fmt: skip
_FRACTIONS = {
    "moitié": 0.5, "demi": 0.5, "tiers": 1 / 3, "quart": 0.25, "quarts": 0.25, "cinquième": 0.2,
    "cinquièmes": 0.2, "dixième": 0.1, "dixièmes": 0.1,
}  # fmt: skip
_CALENDAR = Calendar(
    denied=r"\b(?i:ne |n')",
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    units=_DATE_UNITS,
    counts=_UNITS | {"quelques": 0, "plusieurs": 0},
    parts=_PARTS,
    before={"ce": 0, "cet": 0, "cette": 0, "le prochain": 1, "la prochaine": 1},
    after={
        "dernier": -1,
        "dernière": -1,
        "passé": -1,
        "passée": -1,
        "précédent": -1,
        "prochain": 1,
        "prochaine": 1,
        "suivant": 1,
        "suivante": 1,
    },
    day_words={
        "avant-hier": -2,
        "hier": -1,
        "hier soir": -1,
        "aujourd'hui": 0,
        "ce matin": 0,
        "ce soir": 0,
        "cet après-midi": 0,
        "cette nuit": 0,
        "demain": 1,
        "après-demain": 2,
    },
    ago="il y a",
    earlier="plus tôt|auparavant|avant",
    later="plus tard|après",
    the_day={"la veille": -1, "le jour précédent": -1, "le lendemain": 1, "le jour suivant": 1},
    past=r"(?:au cours des|ces|les|dans les|depuis les|des) {n} derni(?:ers|ères) {unit}",
    coming=r"(?:dans les|ces|les|au cours des|d'ici) {n} prochain(?:s|es) {unit}",
    in_month="en|depuis|dès|jusqu'en|d'ici",
    quarters={"premier": 1, "deuxième": 2, "troisième": 3, "quatrième": 4},
    quarter="trimestre",
    decade=r"les années {decade}\b",
    since=r"\b(?i:depuis)(?: le| la| les| l')? ?$",
    ahead=r"(?i:\b(?:prochain|prévu|devrai|doit |doivent |va |vont |attendu)|d'ici(?: le| la)? $|"
    r"\b\w{2,}(?:era|eront|ira|iront|dra|dront|aura|auront|sera|seront)\b|nous \w+rons\b)",
    told=r"(?i:\b(?:a|ont) (?:dit|déclaré|annoncé|affirmé|indiqué|confirmé|précisé)\b[^,;]{0,30}$)",
    clock=r"(?i)\b[0-2]?[0-9] ?h(?: ?[0-5][0-9])?\b|\b[0-2]?[0-9]:[0-5][0-9]\b|\b[0-2]?[0-9] heures\b",
    event_verb=r"\b(?:a commencé|a débuté|a éclaté|a envahi|a attaqué)\b",
    day_mark="(?:er)?",
    of=" ",
    of_year=",? ",
    joins=" et | au | à |-|–|, ",
)

WORDS = Words(
    code="fr",
    clause_joins=r"; |, (?:et|mais|tandis que|alors que|bien que) ",
    by="par",
    function_words=_set(
        "le la les l de du des d et en à au aux que qui un une dans pour par sur est pas ne il elle se "
        "ce ces cette son sa ses plus avec ont été a sont mais ou leur leurs nous vous après selon"
    ),
    abbreviations=_set(
        "m mm mme mmes mlle dr me st ste av bd art no n° p pp env prof gén col cf éd vol"
    ),
    closing_abbreviations=_set("etc s.a"),
    before_figures=_set("art no n° p pp"),
    articles=_set("un une"),
    definite=_set("le la les"),
    first_persons=_set("je j'ai"),
    possessives=_set("son sa ses leur leurs"),
    he_titles=_set("m monsieur roi prince pape"),
    she_titles=_set("mme madame mlle reine princesse"),
    author_roles=_set(
        "auteur auteure journaliste rédacteur rédactrice correspondant correspondante"
    ),
    opening_words=_set(
        "mais et or ainsi toutefois cependant pourtant puis ensuite enfin hier parallèlement"
    ),
    months=_MONTHS | _SHORT_MONTHS,
    weekdays=_WEEKDAYS,
    decimal=",",
    thousands=" .",
    units=_UNITS,
    tens=_TENS,
    magnitudes=_MAGNITUDES,
    ordinals=_row(
        "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième"
    )
    | {"première": 1, "second": 2, "seconde": 2, "onzième": 11, "douzième": 12},
    fractions=_FRACTIONS,
    multiples={"double": 2.0, "triple": 3.0},
    collectives={
        "dizaine": 10.0,
        "douzaine": 12.0,
        "quinzaine": 15.0,
        "vingtaine": 20.0,
        "trentaine": 30.0,
        "quarantaine": 40.0,
        "cinquantaine": 50.0,
        "soixantaine": 60.0,
        "centaine": 100.0,
    },
    half=r"\bla moitié\b",
    tens_join="[ -](?:et[ -])?",
    odds_join="sur",
    between=("entre", "et"),
    from_to=("de", "à"),
    ordinal_marks="er|re|ers|res|e|es|ème|èmes|nd|nde",
    superlative="(?:plus|moins|meilleur|meilleure|pire)",
    of=" (?:de la |de l'|des |du |d'|de )(?:ces |ses |leurs )?",
    per="par",
    plural=r"\w{2,}(?:s|x)",
    percent=r"\s?%| pour cent\b| points(?: de pourcentage)?\b",
    vague=_set("dizaines centaines milliers millions milliards plusieurs quelques"),
    hedges=(
        "au moins",
        "au plus",
        "au minimum",
        "au maximum",
        "plus de",
        "plus d'",
        "moins de",
        "environ",
        "près de",
        "près d'",
        "quelque",
        "presque",
        "autour de",
        "aux alentours de",
        "jusqu'à",
        "à peine",
        "pas moins de",
        "un peu plus de",
        "un peu moins de",
        "quasi",
        "seulement",
        "à peu près",
        "une moyenne de",
        "un total de",
    ),
    hedges_after=("environ", "au moins", "au plus", "au maximum", "au minimum"),
    hedge_gap="le|la|les|un|une|ses|leurs|autres",
    currencies=("US$", "$", "€", "£", "USD", "EUR", "CHF"),
    unit_stops=_set(
        "et ou mais qui que dont où est sont était étaient a ont avait avaient ne pas déjà selon quand "
        "car si comme aussi il elle ils elles on nous vous je ce cet cette ces le la les un une son sa "
        "ses leur leurs plus moins"
    )
    | _PREPOSITIONS - {"de", "d", "des", "du"},
    share_words=_set("pourcent"),
    people_words=_set("gens"),
    singles=_set("personne homme femme enfant soldat mort blessé policier"),
    unit_leads=_set("autres nouveaux nouvelles premiers premières derniers dernières"),
    no_rank=_set(
        "trimestre semestre temps fois jour semaine mois année siècle lieu ministre ministres partie "
        "étage tour plan de et mi-temps"
    ),
    rank_verbs=_set("est sont était étaient arrive termine"),
    one_of_many=_set("un une chaque autre"),
    share_goes_on=_set("de des du plus moins"),
    labels=_set(
        "kilomètre km numéro article chapitre page route vol salle phase niveau version chaîne rue "
        "avenue téléphone"
    ),
    cues=_CUES | MORE_CUES,
    telling=TELLING,
    acts=_set(
        "confirmé démenti nié rejeté condamné critiqué accusé dénoncé annoncé estime averti rapporté "
        "dénonce condamne dément confirme"
    ),
    weak_cues=_set(
        "note noté relève juge avance lance fait conclu écrit révèle considère rappelle savoir"
    ),
    object_cues=frozenset(),
    cue_blocks=_set("le la les un une ce cet cette ces son sa ses de du des d l"),
    auxiliaries=_set(
        "a ont avait avaient aura ensuite également aussi encore déjà hier par ailleurs en outre t "
        "lui-même elle-même"
    ),
    be_forms=_set("est sont était étaient être été"),
    resting_on=_set("citant"),
    according=("selon", "d'après", "à en croire", "citant", "de l'avis de"),
    titles=_set(
        "président présidente ministre maire directeur directrice secrétaire porte-parole chef cheffe "
        "premier première docteur dr m mme monsieur madame général colonel capitaine juge procureur "
        "procureure député députée sénateur sénatrice gouverneur gouverneure roi reine pape évêque "
        "professeur professeure avocat avocate ambassadeur ambassadrice commissaire préfet préfète "
        "coordonnateur responsable représentant représentante entraîneur économiste expert experte"
    ),
    source_nouns=_set(
        "police gouvernement ministère ministre porte-parole autorités autorité source sources agence "
        "organisation entreprise société compagnie rapport étude communiqué tribunal parti commission "
        "conseil armée experts chercheurs témoins habitants président présidente directeur directrice "
        "maire banque syndicat association fédération institut université parquet procureur juge "
        "médecins avocat famille victimes journal quotidien presse média médias sondage données "
        "responsable responsables secouristes pompiers préfecture mairie opposition cabinet bureau"
    ),
    document_nouns=_set("communiqué rapport étude lettre document note message tweet"),
    research_nouns=_set("étude enquête rapport recherche données analyse sondage"),
    he=_set("il lui"),
    she=_set("elle"),
    they=_set("ils elles on"),
    things=frozenset(),
    ands=_set("et"),
    agents=_set("par de du des"),
    joins_noun=_set("de du des d"),
    places_after=_set("à en au aux près depuis"),
    pointing=_set("ce cet cette ces"),
    vague_subjects=_set("qui certains beaucoup plusieurs on"),
    that_words=_set("que comment pourquoi"),
    negations=_set("ne pas n jamais"),
    denials=_set("nié nie nient démenti dément démentent rejeté réfuté réfute conteste contesté"),
    nameless=_set(
        "source sources responsable responsables personne personnes témoin témoins habitant habitante "
        "habitants expert experts experte porte-parole médecin médecins chercheurs policier policiers"
    ),
    own_statements=_set("communiqué"),
    relatives=_set("qui que dont lequel laquelle"),
    honours=_set("m mm mme mmes mlle monsieur madame dr me"),
    officers=_set(
        "président présidente directeur directrice secrétaire porte-parole chef cheffe trésorier trésorière"
    ),
    issuing=_set("publié diffusé présenté envoyé"),
    owned="{noun} de {owner}",
    male_names=MALE["fr"]
    | _set(
        "jean pierre michel andré philippe rené louis alain jacques bernard marcel daniel roger robert "
        "paul claude christian henri georges nicolas françois emmanuel olivier yvon raoul ricardin"
    ),
    female_names=FEMALE["fr"]
    | _set(
        "marie jeanne françoise monique catherine nathalie isabelle jacqueline anne sylvie martine "
        "nicole hélène sophie christine valérie sandrine élisabeth"
    ),
    determiners=_set(
        "le la les l un une des ce cet cette ces son sa ses leur leurs quelques plusieurs certains "
        "certaines autres"
    ),
    prepositions=_PREPOSITIONS,
    conjunctions=_set(
        "et ou mais or car que qui dont où quand lorsque tandis alors parce puisque si comme ni pourquoi"
    ),
    name_joins=_set("de du des la le les d l von van et &") - {"et"},
    countries=_set(
        "france haïti belgique suisse canada algérie maroc tunisie sénégal mali niger cameroun gabon "
        "espagne allemagne italie portugal ukraine russie chine israël iran irak turquie syrie liban "
        "japon inde brésil mexique royaume-uni états-unis etats-unis"
    ),
    future=_set("sera seront va vont devrait devraient prévoit"),
    war_words=_set("guerre invasion conflit offensive"),
    attack_words=_set("attaque attentat crise manifestation grève"),
    known_events=(),
    grammar=date_grammar(_CALENDAR),
    signs=signs(
        silence=r"n'(?:a|ont) pas (?:répondu|souhaité|voulu répondre|donné suite)|refusé de (?:commenter|répondre)|n'était pas joignable",
        wish=r"\bnous (?:espérons|voulons|souhaitons)\b",
        promise=r"promis|promet|s'engage|garanti",
        rule=r"\b(?:loi|constitution|règlement|décret|traité)\b.{0,30}\b(?:interdit|exige|permet|oblige|prévoit|limite)",
        causes=r"en raison d|à cause d|provoqu|caus[ée]|parce qu",
        change=r"augment|en hausse|en baisse|a chuté|a reculé|a progressé|diminu|doublé|triplé|par rapport",
        harm=r"\bmort(?:e?s|e)?\b|mour|décè|bless|\btu(?:é|er|ent|eur)|assassin|victim|attaque|attent|bombe|"
        r"explos|incend|accident|violen|viol\b|terror|inond|évacu|malad|otage|meurtr|pénurie",
        superlative=r"\b(?:le|la|les) (?:plus|moins|meilleur|pire)|record|jamais|\bseule?s?\b|sans précédent|"
        r"majorité",
        comparison=r"\bplus de\b|\bmoins de\b|\bplus que\b|double|triple|moitié|augment|hausse|baisse|"
        r"diminu|recul|chut[ée]|progress|croissance",
        cause=r"parce qu|à cause d|en raison d|provoqu|caus[ée]|grâce à|\bpour que\b|entraîn",
        law=r"\bloi(?:s)?\b|tribunal|\bjuge|parquet|condamn|constitution|décret|illégal|arrêt[ée]|délit|crime|"
        r"prison|enquête|scellés|\bvot[ée]|élection|justice|procès",
        money=r"[$€£]|\bmillions\b|milliard|\beuros?\b|dollars|gourdes|budget|impôt|\bprix\b|dette|banque|"
        r"inflation|économie|subvention|dépense",
        event=r"\b(?:a|ont|avait|avaient|est|sont|été)\s+(?:été\s+|également\s+|déjà\s+)?\w+(?:é|ée|és|ées|i|ie|"
        r"is|u|ue|us|it|ert)\b",
        prediction=r"\b\w{2,}(?:era|eront|ira|iront|dra|dront|aura|auront|sera|seront|rait|raient)\b|"
        r"\bnous \w+rons\b|\bva \w+er\b|prévoi|prévu|sous peu",
        opinion=r"important|terrible|formidable|incroyable|tragi|honte|\bdoit\b|\bdoivent\b|il faut|"
        r"peut-être|semble|regrett|\bfi(?:er|ère)s?\b|magnifique|scandal",
        appeal=r"^\W*(?:abonnez|inscrivez|suivez|lisez|partagez|cliquez|réagir)|appelle à|invite à",
        first=r"\b(?:je|j'|me|mon|ma|mes|nous|notre|nos|vous|votre|vos)\b",
        vague=r"prétendument|soi-disant|semble-t-il|rumeur|quelques jours|certaines?\b",
        scene=r"souri|pleur|embrass|ému|applaud",
        absolute=r"\bjamais\b|toujours|personne ne|aucun|\bn'(?:a|ont|est|y a) |\bne \w+ pas\b",
        exclamation=r"^\W*(?:quel|quelle|merci|bravo|oui,|non,)",
        motive=r"dans le but d|afin de|en soutien|en solidarité",
    ),
    byline=r"^(?:par|texte)\b:?\s+(?=[^a-z\s])(?:[^.!?]|(?<=\b[A-Z])\.){2,80}$",
    credit=r"\((?:photo|photos|image|crédit|source|archives|afp|ap|reuters)\b[^()]{0,80}\)\s*$|"
    r"(?:^|[\s|/(])(?:photo|image|crédit|crédits)(?: de| par)?\s?:\s?\S[^:]{1,60}$|"
    r"\b(?:reuters|afp|ap|getty images?|sipa)\s?/\s?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}\)?\s*$|"
    r"/(?:afp|ap|reuters)\b|©",
    furniture=r"^[-–—*\s•|]*(?:publicité|partag|tweeter|abonne|inscri|connect|se connecter|lire aussi|à lire|lire la "
    r"suite|à voir|voir aussi|sur le même (?:sujet|thème)|les plus lus|les plus|la rédaction|réagir|comment|"
    r"newsletter|suivez|tous droits|©|copyright|cookies|publié|mis à jour|modifié le|a la minute|"
    r"à la minute|voir toute|ses derniers|recommand|en direct|vidéo\b|photos?:|article réservé|"
    r"ajouter un commentaire|en savoir plus|accueil|auteur$|mots-clés)",
    section_end=r"^[-–—*\s•|]*(?:la rédaction vous|sur le même (?:sujet|thème)|les plus lus|"
    r"réagir à|ses derniers articles|voir toute|mots-clés|©|tous droits|abonnez-vous|articles? liés?|"
    r"commentaires?$|a la minute|à la minute)",
    boilerplate=r"\b(?:cookies?|votre navigateur|politique de confidentialité|données personnelles)\b",
    wire_note=r"^(?:\(?(?:actualise|complète|corrige)\b)|^[*\s=_#-]{2,}$",
    age_of_page=r"\bil y a (?:[0-9]{1,2}|un|une) (?:minutes?|heures?|jours?)\b",
)

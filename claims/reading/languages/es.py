"""Spanish, as newsrooms on both sides of the ocean write it: word lists, nothing that computes."""

from __future__ import annotations

from claims.reading.languages.dates import Calendar, date_grammar
from claims.reading.languages.es_speech import MORE_CUES, TELLING
from claims.reading.languages.first_names import FEMALE, MALE
from claims.reading.languages.signs import signs
from claims.reading.languages.words import Words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _row(text: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(text.split(), first)}


_MONTHS = _row(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
) | {"setiembre": 9}
_SHORT_MONTHS = {"ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dic": 12}  # fmt: skip
_WEEKDAYS = _row("lunes martes miércoles jueves viernes sábado domingo", 0)
_UNITS = _row(
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
) | {"un": 1, "una": 1, "cien": 100, "ciento": 100, "mil": 1000}
_TENS = {
    w: 10 * n
    for w, n in _row("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 3).items()
}
_PREPOSITIONS = _set(
    "a al ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin "
    "sobre tras"
)
_CUES = _set(
    "dijo dice dijeron decía afirma afirmó afirmaron asegura aseguró aseguraron asegurado señala señaló "
    "señalado señalaron explica explicó explicado explicaron indica indicó indicado indicaron "
    "informa informó informado informaron declara declaró declarado anuncia anunció anunciado anunciaron "
    "advierte advirtió advertido advirtieron admite admitió admitido reconoce reconoció reconocido "
    "confirma confirmó confirmado confirmaron niega negó negado niegan destaca destacó destacado "
    "subraya subrayó subrayado insiste insistió insistido apunta apuntó apuntado sostiene sostuvo "
    "sostenido recuerda recordó recordado relata relató relatado cuenta contó contado resume resumió "
    "resumido detalla detalló detallado precisa precisó precisado especificó especificado "
    "añade añadió añadido agrega agregó agregado comenta comentó comentado manifestó manifestado "
    "defiende defendió defendido denuncia denunció denunciado acusó acusado estima estimó estimado "
    "calcula calculó considera consideró cree asevera aseveró reiteró reiterado revela reveló revelado "
    "describe descrito describió lamentó lamentado pidió pedido respondió preguntó prometió expresó "
    "matizó concluyó alertó alertado publicó escribió"
)
_DATE_UNITS = {
    "hora": "hour", "horas": "hour", "día": "day", "días": "day", "semana": "week", "semanas": "week",
    "fin de semana": "weekend", "mes": "month", "meses": "month", "trimestre": "quarter",
    "trimestres": "quarter", "año": "year", "años": "year", "década": "decade", "décadas": "decade",
}  # fmt: skip
_BEFORE = {
    "el pasado": -1, "la pasada": -1, "pasado": -1, "pasada": -1, "el último": -1, "la última": -1,
    "último": -1, "última": -1, "este": 0, "esta": 0, "el próximo": 1, "la próxima": 1, "próximo": 1,
    "próxima": 1,
}  # fmt: skip
_PARTS = {
    "a principios": 0, "principios": 0, "a comienzos": 0, "comienzos": 0, "inicios": 0, "a mediados": 1,
    "mediados": 1, "a finales": 2, "finales": 2, "a fines": 2, "fines": 2,
}  # fmt: skip
_MAGNITUDES = {
    "cientos": 1e2, "mil": 1e3, "millón": 1e6, "millones": 1e6, "mil millones": 1e9, "billón": 1e12,
    "billones": 1e12,
}  # fmt: skip
_FRACTIONS = {
    "mitad": 0.5, "tercio": 1 / 3, "tercios": 1 / 3, "tercera parte": 1 / 3, "cuarta parte": 0.25,
    "cuartos": 0.25, "quinta parte": 0.2, "quinto": 0.2, "décima parte": 0.1,
}  # fmt: skip
_CALENDAR = Calendar(
    denied=r"\b(?i:no|nunca)\b",
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    units=_DATE_UNITS,
    counts=_UNITS | {"unos": 0, "unas": 0, "varios": 0, "varias": 0, "pocos": 0},
    parts=_PARTS,
    before=_BEFORE,
    after={"pasado": -1, "pasada": -1, "anterior": -1, "próximo": 1, "próxima": 1, "que viene": 1},
    day_words={
        "anteayer": -2,
        "ayer": -1,
        "anoche": -1,
        "hoy": 0,
        "esta mañana": 0,
        "esta tarde": 0,
        "esta noche": 0,
        "esta madrugada": 0,
        "este mediodía": 0,
        "pasado mañana": 2,
    },
    ago="hace",
    earlier="antes|atrás",
    later="después|más tarde",
    the_day={
        "la víspera": -1,
        "el día anterior": -1,
        "un día antes": -1,
        "al día siguiente": 1,
        "el día siguiente": 1,
    },
    past=r"(?:en |durante |de )?l[oa]s (?:últim[oa]s|pasad[oa]s) {n} {unit}",
    coming=r"(?:en |durante )?l[oa]s (?:próxim[oa]s|siguientes) {n} {unit}",
    in_month="en|desde|hasta|de|durante",
    quarters={"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4},
    quarter="trimestre",
    decade=r"(?:la década de(?: los)?|los años)(?: (?:los|de))? {decade}\b",
    since=r"\b(?i:desde)(?: el| la| los| las| hace)? $",
    ahead=r"(?i:\b(?:próxim|prevé|previst|se espera|espera que|va a |van a )|\bhasta(?: el| la)? $|\b(?:"
    r"a partir de)|\b\w{3,}(?:rá|rán|remos)\b)",
    told=r"(?i:\b(?:dijo|informó|anunció|confirmó|afirmó|aseguró|señaló|explicó)\b[^,;]{0,30}$)",
    clock=r"(?i)\b[0-2]?[0-9][.:h][0-5][0-9](?: ?(?:horas|h)\b|h\b)|\b[0-2]?[0-9]:[0-5][0-9]\b|"
    r"\ba las? [0-2]?[0-9]\b",
    event_verb=r"\b(?:comenzó|empezó|inició|estalló|invadió|atacó|se declaró)\b",
    day_mark="(?:º|°)?",
    of=" de ",
    of_year="(?:,? del? )",
    joins=" y | al | a |-|–|, ",
)

WORDS = Words(
    code="es",
    clause_joins=r"; |, (?:y|pero|mientras(?: que)?|aunque) ",
    by="por|redacción",
    function_words=_set(
        "el la los las de del y en que a al un una se por con no su para es como más lo ha le o "
        "este esta desde sus entre sobre han también fue son ya muy había hasta según"
    ),
    abbreviations=_set(
        "sr sra srta dr dra d dña prof gral cnel cap lic ing arq art núm no nº pág págs av avda aprox "
        "ee uu p ej tel vs sto sta mons"
    ),
    closing_abbreviations=_set("etc s.a ee.uu a.m p.m s.l"),
    before_figures=_set("art núm no nº pág tel"),
    articles=_set("un una"),
    definite=_set("el la los las"),
    first_persons=_set("yo"),
    possessives=_set("su sus"),
    he_titles=_set("señor don rey príncipe papa"),
    she_titles=_set("señora doña reina princesa"),
    author_roles=_set("periodista redactor redactora corresponsal"),
    opening_words=_set(
        "pero y además también sin embargo mientras tanto asimismo así luego ayer hoy"
    ),
    months=_MONTHS | _SHORT_MONTHS,
    weekdays=_WEEKDAYS,
    decimal=",",
    thousands=". ",
    units=_UNITS,
    tens=_TENS,
    magnitudes=_MAGNITUDES,
    ordinals=_row("primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo")
    | _row("primero segunda tercera cuarta quinta sexta séptima octava novena décima"),
    fractions=_FRACTIONS,
    multiples={"doble": 2.0, "triple": 3.0},
    collectives={
        "decena": 10.0,
        "docena": 12.0,
        "quincena": 15.0,
        "veintena": 20.0,
        "treintena": 30.0,
        "cincuentena": 50.0,
        "centenar": 100.0,
        "millar": 1000.0,
    },
    half=r"\bla mitad\b",
    tens_join=" y ",
    odds_join="de cada",
    between=("entre", "y"),
    from_to=("de", "a"),
    ordinal_marks=r"\.?º|\.?ª|er\b",
    superlative="(?:más|menos|mayor|menor|mejor|peor)",
    of=" de(?:l)? (?:los |las |sus |estos |estas )?",
    per="por|al|a la",
    plural=r"\w{2,}s",
    percent=r"\s?%| por ciento\b| puntos(?: porcentuales)?\b",
    vague=_set(
        "decenas docenas cientos centenares miles millones varios varias numerosos numerosas"
    ),
    hedges=(
        "al menos",
        "por lo menos",
        "como mínimo",
        "como máximo",
        "más de",
        "menos de",
        "unos",
        "unas",
        "cerca de",
        "cerca del",
        "alrededor de",
        "alrededor del",
        "en torno a",
        "en torno al",
        "casi",
        "hasta",
        "apenas",
        "aproximadamente",
        "cerca de los",
        "cerca de las",
        "no menos de",
        "no más de",
        "en torno a los",
        "en torno a las",
        "solo",
        "sólo",
        "algo más de",
        "poco más de",
    ),
    hedges_after=("aproximadamente", "como mínimo", "como máximo", "al menos"),
    hedge_gap="el|la|los|las|un|una|otros|otras",
    currencies=("US$", "R$", "C$", "$", "€", "£", "Q", "Bs", "S/", "USD", "EUR"),
    unit_stops=_set(
        "y o pero que quien es son fue fueron era eran ha han había no ya ahora según cuando donde "
        "porque si como también mientras entre todo todos lo se le les él ella el la los las un una "
        "su sus este esta estos estas"
    )
    | _PREPOSITIONS - {"de"},
    share_words=_set("ciento"),
    people_words=_set("gente policías agentes"),
    singles=_set(
        "persona hombre mujer niño niña muerto herido fallecido menor joven soldado policía"
    ),
    unit_leads=_set("otros otras nuevos nuevas primeros primeras últimos últimas"),
    no_rank=_set(
        "trimestre semestre tiempo vez día semana mes año siglo lugar ministro ministra parte de y "
        "vicepresidente vicepresidenta dama plano término"
    ),
    rank_verbs=_set("es son fue fueron quedó terminó"),
    one_of_many=_set("un una otro otra cada"),
    share_goes_on=_set("de del más menos"),
    labels=_set(
        "kilómetro km número artículo capítulo página ruta vuelo sala fase nivel versión habitación "
        "canal calle avenida carretera autovía teléfono"
    ),
    cues=_CUES | MORE_CUES,
    telling=TELLING,
    acts=_set(
        "confirmó negó rechazó condenó criticó acusó denunció anunció estima calcula cree considera "
        "advirtió informó"
    ),
    weak_cues=_set(
        "cuenta resume precisa describe estima revela recuerda pedido pidió publicó expresó"
    ),
    object_cues=frozenset(),
    cue_blocks=_set("el la los las un una este esta su sus de del que"),
    auxiliaries=_set("ha han había habían ya también no además después luego nunca hoy ayer"),
    be_forms=_set("es son fue fueron ser sido"),
    resting_on=_set("citando"),
    according=(
        "según",
        "de acuerdo con",
        "de acuerdo a",
        "en palabras de",
        "a juicio de",
        "citando a",
        "conforme a",
    ),
    titles=_set(
        "presidente presidenta ministro ministra alcalde alcaldesa consejero consejera director "
        "directora secretario secretaria portavoz vocero vocera jefe jefa líder doctor doctora dr dra "
        "señor señora general coronel capitán juez jueza fiscal diputado diputada senador senadora "
        "gobernador gobernadora rey reina papa obispo profesor profesora teniente concejal concejala "
        "embajador embajadora titular técnico delegado delegada comisario comisaria vicepresidente "
        "vicepresidenta expresidente canciller experto experta investigador investigadora"
    ),
    source_nouns=_set(
        "policía gobierno ministerio ministro ministra portavoz autoridades fuentes fuente agencia "
        "organización empresa compañía informe estudio comunicado tribunal juzgado partido comisión "
        "consejo ejército expertos investigadores testigos vecinos presidente presidenta director "
        "directora alcalde alcaldesa consejero consejera banco sindicato asociación federación "
        "instituto universidad fiscalía guardia junta ayuntamiento titular juez fiscal médicos "
        "servicios informaciones familia víctimas periódico diario cadena medios encuesta datos "
        "secretario secretaria jefe jefa hospital cruz departamento oficina congreso senado"
    ),
    document_nouns=_set("comunicado informe estudio carta documento nota mensaje tuit"),
    research_nouns=_set("estudio encuesta informe investigación datos análisis sondeo"),
    he=_set("él"),
    she=_set("ella"),
    they=_set("ellos ellas"),
    things=frozenset(),
    ands=_set("y e"),
    agents=_set("por de del"),
    joins_noun=_set("de del para"),
    places_after=_set("en desde hacia cerca"),
    pointing=_set("este esta estos estas ese esa esos esas"),
    vague_subjects=_set("quien muchos muchas algunos algunas"),
    that_words=_set("que cómo por"),
    negations=_set("no nunca"),
    denials=_set("niega negó negado niegan negaron desmintió desmiente rechazó"),
    nameless=_set(
        "fuente fuentes funcionario funcionaria funcionarios persona personas testigo testigos vecino "
        "vecina vecinos experto experta expertos portavoz médico médica médicos investigadores agente agentes"
    ),
    own_statements=_set("comunicado nota"),
    relatives=_set("que quien cuyo cuya cual"),
    honours=_set("señor señora don doña sr sra dr dra"),
    officers=_set(
        "presidente presidenta director directora secretario secretaria portavoz jefe jefa tesorero tesorera"
    ),
    issuing=_set("publicó emitió difundió presentó envió"),
    owned="{noun} de {owner}",
    male_names=MALE["es"]
    | _set(
        "josé juan luis carlos antonio manuel francisco pedro jesús miguel javier fernando sergio pablo "
        "alberto jorge ángel david daniel andrés diego rafael ramón enrique ricardo"
    ),
    female_names=FEMALE["es"]
    | _set(
        "maría carmen ana isabel laura cristina marta lucía elena pilar rosa paula antonia silvia "
        "patricia mercedes teresa raquel sara beatriz"
    ),
    determiners=_set(
        "el la los las un una unos unas este esta estos estas ese esa esos esas su sus algunos algunas "
        "varios varias otros otras"
    ),
    prepositions=_PREPOSITIONS,
    conjunctions=_set(
        "y e o u pero que quien quienes cuando donde mientras aunque porque si como sino ni"
    ),
    name_joins=_set("de del la las los y von der van"),
    countries=_set(
        "españa méxico argentina colombia perú chile venezuela ecuador guatemala cuba bolivia honduras "
        "paraguay uruguay panamá nicaragua brasil francia alemania italia portugal ucrania rusia china "
        "israel irán iraq turquía marruecos reino-unido japón india siria"
    ),
    future=_set("será serán va van prevé planea"),
    war_words=_set("guerra invasión conflicto ofensiva"),
    attack_words=_set("ataque crisis protesta huelga"),
    known_events=(),
    grammar=date_grammar(_CALENDAR),
    signs=signs(
        silence=r"no (?:quiso|quisieron) (?:contestar|comentar|responder|declarar|hacer)|no (?:respondió|contestó|ha respondido|ha contestado)|declinó (?:comentar|hacer)|rehusó",
        wish=r"\b(?:queremos|esperamos|deseamos|confiamos|ojalá)\b",
        promise=r"promet|se compromet|garantiz",
        rule=r"\b(?:ley|constitución|norma|decreto|tratado|reglamento)\b.{0,30}\b(?:prohíbe|exige|permite|obliga|establece|limita)",
        causes=r"debido a|a causa de|provoc|causad|porque\b",
        change=r"aument|increment|subió|subieron|cayó|cayeron|bajó|disminuy|duplic|triplic|frente a l|en comparación",
        harm=r"muert|muri|fallec|herid|asesin|mat[óa]\b|matar|víctim|ataque|atac|bomb(?!a de reloj)|explo|incendi|"
        r"accident|violen|violaci|terror|inunda|desalojad|evacu|enferm|rehén|dispar",
        superlative=r"\b(?:el|la|los|las) (?:\w+ )?(?:más|menos|mayor|mejor|peor)\b|récord|\bnunca\b|"
        r"\búnic|\bsin precedentes|\bmayoría\b",
        comparison=r"\bmás de\b|\bmenos de\b|\bmás que\b|\bdoble\b|\btriple\b|mitad|aument|increment|"
        r"disminu|reduj|cayó|cayeron|subió|subieron|subid|bajó|creci|descend|al alza",
        cause=r"\bporque\b|debido a|a causa de|provoc|caus[óa]|gracias a|\bpor lo que\b",
        law=r"\bley(?:es)?\b|tribunal|juez|juzgado|fiscal|sentenci|conden|constituci|decret|ilegal|"
        r"deten|arrest|delito|crimen|prisión|cárcel|investiga|norma|vot[óao]|elecci",
        money=r"[$€£]|\bmillones\b|\beuros?\b|dólares|presupuest|impuest|precio|deuda|banco|inflación|"
        r"economía|subsidio|gasto",
        event=r"\b(?:ha|han|había|habían|fue|fueron|quedó|quedaron)\s+(?:\w+mente\s+|ya\s+)?\w+(?:ado|ido|"
        r"ada|ida|ados|idos|adas|idas|to|ta|cho)\b|\b\w{3,}(?:aron|ieron)\b|\b\w{3,}ó\b",
        prediction=r"\b\w{3,}(?:rá|rán|remos|ría|rían)\b|va a |van a |prevé|previst|se espera|podría|"
        r"probablemente|tendencia",
        opinion=r"trágic|tragedia|horror|desgracia|importante|terrible|maravill|increíble|grave error|"
        r"vergüenza|\bdebe(?:n|ría)?\b|quizás?|tal vez|\bparece\b|lament|orgull|solidaridad|tristeza|"
        r"desolación|condolencia|bomba de relojería",
        appeal=r"^\W*(?:suscr|regístr|síguenos|lea\b|lee\b|comparte|pulse|haga clic)|mucha precaución|"
        r"\bes clave seguir\b|pidió a la población",
        first=r"\b(?:yo|me|mi|mis|nosotros|nos|nuestr\w+|hemos|somos|estamos|queremos|tenemos)\b",
        vague=r"supuestamente|presuntamente|se cree|al parecer|de alguna manera|rumor",
        scene=r"sonri|llor|abraz|emocionad|aplau|visiblemente|palabras para",
        absolute=r"\bnunca\b|\bsiempre\b|\bnadie\b|\bningun|\bno (?:ha|han|hay|había|es|son|fue)\b",
        exclamation=r"^\W*(?:qué\b|gracias\b|ojalá\b|sí,|no,)",
        motive=r"con el fin de|en apoyo|en protesta|en solidaridad",
    ),
    byline=r"^(?:por|redacción|texto)\b:?\s+(?=[^a-z\s])(?:[^.!?]|(?<=\b[A-Z])\.){2,80}$",
    credit=r"\((?:foto|fotos|imagen|fuente|crédito|archivo|efe|afp|ap|reuters)\b[^()]{0,80}\)\s*$|"
    r"(?:^|[\s|/(])(?:foto|fotografía|imagen|crédito)s?(?: de| por)?\s?:\s?\S[^:]{1,60}$|"
    r"\b(?:reuters|afp|efe|ap|getty images?|europa press)\s?/\s?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}\)?\s*$|"
    r"/(?:efe|afp|ap|reuters|ep)\b",
    furniture=r"^[-–—*\s•|]*(?:publicidad|anuncio|compart(?:e|ir)|guardar|tuitear|suscr[ií]b|regístr|"
    r"inici(?:a|ar|e) sesión|debe iniciar|lea también|lee también|también lea|también lee|te puede "
    r"interesar|le puede interesar|más información|más noticias|noticias relacionadas|relacionad[oa]s|"
    r"lo más (?:leído|visto)|síguenos|comentarios?\b|ver comentarios|newsletter|bolet[ií]n|etiquetas|"
    r"archivado en|notas de|todos los derechos|derechos reservados|©|copyright|cookies|publicado|"
    r"actualizado|última hora:?$|en directo:?$|imágenes de|vídeo\b|video\b|galería|leer más|seguir leyendo|"
    r"con información de|redacción\b|voz comercial|mostrar comentarios)",
    section_end=r"^[-–—*\s•|]*(?:lo más (?:leído|visto)|te puede interesar|le puede "
    r"interesar|noticias relacionadas|más noticias|notas de|archivado en|etiquetas|©|todos los derechos|"
    r"suscríb|comentarios$|te recomendamos|le recomendamos|ver comentarios)",
    boilerplate=r"\b(?:cookies?|tu navegador|su navegador|política de privacidad|datos personales)\b",
    wire_note=r"^(?:\(?(?:actualiza|amplía|corrige)\b)|^[*\s=_#-]{2,}$",
    age_of_page=r"\bhace (?:[0-9]{1,2}|un|una) (?:minutos?|horas?|días?)\b",
)

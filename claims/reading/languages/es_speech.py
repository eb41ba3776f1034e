"""Spanish: the words of who says it, beside the lists of `es.py`."""

from __future__ import annotations

from claims.reading.languages.lists import phrases, word_set
from claims.reading.languages.words import Telling

MORE_CUES = word_set(
    "dicho decían asegurando señalan informan sostienen sostuvieron advierten avisó avisado admitieron "
    "anuncian destacan destacaron añadieron agregaron explican reconocieron denuncian denunciaron "
    "apuntan apuntaron mantiene mantuvo sentenció zanjó recalcó recalcado remarcó enfatizó puntualizó "
    "aclaró aclarado expuso expuesto argumentó alegó alegado adelantó adelantado ratificó garantizó "
    "prometido respondido declararon manifestaron comunicó comunicaron relató narró desmintió desmentido "
    "desmiente rechazó rechazado criticó criticado condenó condenado celebró valoró valorado reclamó "
    "reclamado exigió exigido estiman calculan creen consideran confesó instó propuso acusa critica "
    "rechaza lamenta reclama exige detallaron precisaron indicaban aseguran afirman declaran indican confirman niegan replicó replicado contestó contestado comentaron relataron rechazan critican acusan reclaman exigen lamentan piden alertan alerta aseguraba explicaba afirmaba señalaba"
)
TELLING = Telling(
    drops=True,
    have=word_set("ha han había habían he hemos haber habría habrían haya hayan"),
    participles=("ado", "ido", "dicho", "escrito", "expuesto"),
    clitics=word_set("se lo le les la me nos"),
    adverbs=word_set(
        "también además asimismo igualmente ya hoy ayer anoche después luego aquí ahora finalmente "
        "nuevamente recientemente textualmente tajantemente por ello así no"
    )
    - {"por", "no"},
    times=word_set(
        "mañana tarde noche madrugada semana mes año jornada mediodía pasado pasada próximo próxima día "
        "lunes martes miércoles jueves viernes sábado domingo"
    ),
    as_told=word_set("como según conforme"),
    who=word_set("quien quienes"),
    from_whom=word_set("de del por en"),
    phrases=phrases(
        "según",
        "de acuerdo con",
        "de acuerdo a",
        "de acuerdo al",
        "en palabras de",
        "en palabras del",
        "a juicio de",
        "a juicio del",
        "en opinión de",
        "en opinión del",
        "conforme a",
        "citando a",
    ),
    own=word_set("lo que qué sus su dicho cada"),
    source_heads=word_set(
        "abogado abogada acusado acusada alguacil analista asesor asesora bombero bomberos candidato "
        "candidata cardenal catedrático cirujano comandante cónsul confederación coordinador coordinadora "
        "decano diario diócesis dirigente economista edil emergencias entrenador entrenadora epidemiólogo "
        "estudiante exalcalde exministro expresidenta funcionario gerente hermano hermana hijo hija "
        "ingeniero intendente madre padre magistrado médico meteorólogo ministerial mandatario mandataria "
        "prefecto premier procurador procuradora rector rectora regidor regidora representante síndico "
        "socorristas subsecretario sacerdote seleccionador sociedad soldado subdelegado subdelegada "
        "superintendente testigo vecino vecina viceministro viceministra vicealcalde viuda cancillería "
        "comisaría consejería diputación dirección delegación ejecutivo exejecutivo fundación generalitat "
        "institución multinacional observatorio ong operadora patronal plataforma presidencia procuraduría "
        "red rectorado sanidad superintendencia unión aseguradora acusación defensa oposición colectivo "
        "coalición concesionaria constructora corporación defensoría contraloría cooperativa gremio"
    ),
    aims=word_set(
        "criticó criticado critica acusó acusado acusa denunció denunciado denuncia condenó condenado "
        "rechazó rechazado rechaza desmintió desmiente negó celebró valoró instó"
    ),
    shows=word_set(
        "confirma confirmó indica indicó revela reveló señala señaló apunta apuntó destaca subraya recuerda "
        "explica explicó denuncia estima calcula considera garantizó describe cuenta anuncia refleja precisa"
    ),
    asides=word_set("lado parte vez"),
    out_of=word_set("desde"),
    views=word_set("hipótesis tesis versión teoría"),
    handled=word_set(
        "maneja manejan baraja barajan sostiene sostienen defiende defienden investiga investigan "
        "manejada barajada sostenida defendida"
    ),
    he_articles=word_set("el un"),
    she_articles=word_set("la una"),
    he_endings=("or", "ero", "ado", "ario", "ano", "stro"),
    she_endings=("ora", "esa", "ada", "iera", "ana", "ica", "stra"),
)

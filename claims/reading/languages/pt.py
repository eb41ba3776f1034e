"""Portuguese, Brazil's and Portugal's, as newsrooms write it: word lists, nothing that computes."""

from __future__ import annotations

from claims.reading.languages.dates import Calendar, date_grammar
from claims.reading.languages.first_names import FEMALE, MALE
from claims.reading.languages.pt_speech import MORE_CUES, TELLING
from claims.reading.languages.signs import signs
from claims.reading.languages.words import Words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _row(text: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(text.split(), first)}


_MONTHS = _row(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
)
_LONG_DAYS = _row(
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo", 0
)
_SHORT_DAYS = _row("segunda terça quarta quinta sexta", 0)
_UNITS = _row(
    "um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis "
    "dezessete dezoito dezenove"
) | {
    "uma": 1, "duas": 2, "catorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19, "cem": 100,
    "cento": 100, "mil": 1000, "duzentos": 200, "trezentos": 300, "quinhentos": 500,
}  # fmt: skip
_TENS = {
    w: 10 * n
    for w, n in _row("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 2).items()
}
_PREPOSITIONS = _set(
    "a ao aos à às de do da dos das em no na nos nas num numa por pelo pela pelos pelas para com contra "
    "desde durante entre até sem sob sobre após ante perante segundo conforme"
)
_CUES = _set(
    "disse diz disseram dizem afirmou afirma afirmaram afirmam explicou explica explicaram informou "
    "informa informaram informam contou conta contaram declarou declara declararam anunciou anuncia "
    "anunciaram ressaltou ressalta destacou destaca revelou revela confirmou confirma confirmaram "
    "negou nega negaram admitiu admite reconheceu reconhece acusou acusa denunciou denuncia alegou "
    "alega avaliou avalia estimou estima estimam acrescentou acrescenta completou completa lembrou "
    "lembra relatou relata relataram garantiu garante defendeu defende alertou alerta criticou critica "
    "prometeu promete respondeu comentou comenta apontou aponta indicou indica indicam pontuou reforçou "
    "salientou sublinhou referiu adiantou considerou considera acredita acreditam escreveu publicou "
    "concluiu argumentou jurou jura"
)
_DATE_UNITS = {
    "hora": "hour", "horas": "hour", "dia": "day", "dias": "day", "semana": "week", "semanas": "week",
    "fim de semana": "weekend", "mês": "month", "meses": "month", "trimestre": "quarter", "ano": "year",
    "anos": "year", "década": "decade", "décadas": "decade",
}  # fmt: skip
_BEFORE = {
    "o último": -1, "a última": -1, "último": -1, "última": -1, "este": 0, "esta": 0, "neste": 0, "nesta": 0,
    "deste": 0, "desta": 0, "o próximo": 1, "a próxima": 1, "próximo": 1, "próxima": 1,
}  # fmt: skip
_PARTS = {
    "no início": 0, "início": 0, "começo": 0, "no começo": 0, "meados": 1, "em meados": 1, "no fim": 2,
    "fim": 2, "final": 2, "no final": 2,
}  # fmt: skip
_MAGNITUDES = {
    "mil": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9, "mil milhões": 1e9,
    "trilhão": 1e12, "trilhões": 1e12, "mi": 1e6, "bi": 1e9,
}  # fmt: skip
_FRACTIONS = {
    "metade": 0.5, "terço": 1 / 3, "terços": 1 / 3, "quarto": 0.25, "quartos": 0.25, "quinto": 0.2,
    "quintos": 0.2, "décimo": 0.1, "décimos": 0.1,
}  # fmt: skip
_SHORT_MONTHS = {"jan": 1, "fev": 2, "mar": 3, "abr": 4, "mai": 5, "jun": 6, "jul": 7, "ago": 8, "set": 9, "out": 10, "nov": 11, "dez": 12}  # fmt: skip
_CALENDAR = Calendar(
    denied=r"\b(?i:não|nunca)\b",
    months=_MONTHS,
    weekdays=_LONG_DAYS,
    weekday_short=_SHORT_DAYS,
    weekday_lead={
        "na": 0,
        "nesta": 0,
        "desta": 0,
        "da": 0,
        "na última": -1,
        "última": -1,
        "na próxima": 1,
        "próxima": 1,
    },
    units=_DATE_UNITS,
    counts=_UNITS | {"alguns": 0, "algumas": 0, "poucos": 0, "vários": 0},
    parts=_PARTS,
    before=_BEFORE,
    after={"passado": -1, "passada": -1, "anterior": -1, "que vem": 1, "seguinte": 1},
    day_words={
        "anteontem": -2,
        "ontem": -1,
        "hoje": 0,
        "esta manhã": 0,
        "esta tarde": 0,
        "esta noite": 0,
        "amanhã": 1,
    },
    ago="há|faz",
    earlier="antes|atrás",
    later="depois|mais tarde",
    the_day={"na véspera": -1, "no dia anterior": -1, "no dia seguinte": 1},
    past=r"(?:nos|nas|os|as|dos|das) (?:últim[oa]s|passad[oa]s) {n} {unit}",
    coming=r"(?:nos|nas|os|as) próxim[oa]s {n} {unit}",
    in_month="em|desde|até|de",
    quarters={"primeiro": 1, "segundo": 2, "terceiro": 3, "quarto": 4},
    quarter="trimestre",
    decade=r"(?:a década de|os anos|nos anos) {decade}\b",
    since=r"\b(?i:desde)(?: o| a| os| as)? $",
    ahead=r"(?i:\b(?:próxim|prevê|previst|deve |devem |vai |vão )|\baté(?: o| a)? $|\b\w{3,}(?:rá|rão|remos)\b)",
    told=r"(?i:\b(?:disse|informou|anunciou|confirmou|afirmou)\b[^,;]{0,30}$)",
    clock=r"(?i)\b[0-2]?[0-9]h(?:[0-5][0-9])?(?:min)?\b|\b[0-2]?[0-9]:[0-5][0-9]\b|\b[0-2]?[0-9] horas\b",
    event_verb=r"\b(?:começou|iniciou|eclodiu|invadiu|atacou)\b",
    day_mark="(?:º|°)?",
    of=" de ",
    of_year="(?:,? de )",
    joins=" e | a | ao |-|–|, ",
)

WORDS = Words(
    code="pt",
    clause_joins=r"; |, (?:e|mas|enquanto|embora) ",
    by="por",
    function_words=_set(
        "o a os as de do da dos das e em no na nos nas que um uma para com não por mais se ao ele ela "
        "foi é são como mas seu sua também já até pelo pela quando segundo após"
    ),
    abbreviations=_set(
        "sr sra dr dra prof profa gen cel cap eng av r art nº núm pág aprox tel exmo sto sta"
    ),
    closing_abbreviations=_set("etc s.a ltda"),
    before_figures=_set("art nº núm pág tel"),
    articles=_set("um uma"),
    definite=_set("o a os as"),
    first_persons=_set("eu"),
    possessives=_set("seu sua seus suas dele dela"),
    he_titles=_set("senhor dom rei príncipe papa"),
    she_titles=_set("senhora dona rainha princesa"),
    author_roles=_set("jornalista repórter redator redatora correspondente"),
    opening_words=_set("mas e porém ainda também então depois já além disso enquanto ontem hoje"),
    months=_MONTHS | _SHORT_MONTHS,
    weekdays=_LONG_DAYS | _SHORT_DAYS,
    decimal=",",
    thousands=". ",
    units=_UNITS,
    tens=_TENS,
    magnitudes=_MAGNITUDES,
    ordinals=_row("primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo")
    | _row("primeira segunda terceira quarta quinta sexta sétima oitava nona décima"),
    fractions=_FRACTIONS,
    multiples={"dobro": 2.0, "triplo": 3.0},
    collectives={
        "dezena": 10.0,
        "dúzia": 12.0,
        "quinzena": 15.0,
        "vintena": 20.0,
        "centena": 100.0,
    },
    half=r"\b(?:a |da |na )?metade\b",
    tens_join=" e ",
    odds_join="(?:em )?(?:em|de|a) cada",
    between=("entre", "e"),
    from_to=("de", "a"),
    ordinal_marks="º|ª|°",
    superlative="(?:mais|menos|maior|menor|melhor|pior)",
    of=" d(?:e|o|a|os|as) (?:seus |suas )?",
    per="por|ao|à",
    plural=r"\w{2,}s",
    percent=r"\s?%| por cento\b| pontos(?: percentuais)?\b",
    vague=_set("dezenas dúzias centenas milhares milhões vários várias diversos diversas inúmeros"),
    hedges=(
        "pelo menos",
        "ao menos",
        "no mínimo",
        "no máximo",
        "mais de",
        "menos de",
        "cerca de",
        "aproximadamente",
        "em torno de",
        "por volta de",
        "quase",
        "até",
        "apenas",
        "uns",
        "umas",
        "perto de",
        "não menos de",
        "só",
        "um total de",
        "uma média de",
    ),
    hedges_after=("aproximadamente", "pelo menos", "no mínimo", "no máximo"),
    hedge_gap="o|a|os|as|um|uma|outros|outras",
    currencies=("R$", "US$", "$", "€", "£", "Kz", "USD", "EUR"),
    unit_stops=_set(
        "e ou mas que quem é são foi foram era eram tem têm tinha não já agora segundo quando onde "
        "porque se como também enquanto ele ela eles elas o a os as um uma seu sua este esta"
    )
    | _PREPOSITIONS - {"de", "do", "da", "dos", "das"},
    share_words=_set("cento"),
    people_words=_set("gente policiais militares"),
    singles=_set("pessoa homem mulher menino menina criança soldado policial morto ferido"),
    unit_leads=_set("outros outras novos novas primeiros primeiras últimos últimas"),
    no_rank=_set(
        "trimestre semestre tempo vez dia semana mês ano século lugar ministro parte de e feira andar turno"
    ),
    rank_verbs=_set("é são foi foram ficou terminou"),
    one_of_many=_set("um uma outro outra cada na nesta última próxima"),
    share_goes_on=_set("de do da dos das mais menos"),
    labels=_set(
        "quilômetro quilómetro km número artigo capítulo página rua avenida rodovia estrada voo sala "
        "fase nível versão canal telefone"
    ),
    cues=_CUES | MORE_CUES,
    telling=TELLING,
    acts=_set(
        "confirmou negou rejeitou condenou criticou acusou denunciou anunciou estima acredita considera "
        "alertou informou"
    ),
    weak_cues=_set("conta completa aponta indica estima revela defende publicou considera"),
    object_cues=frozenset(),
    cue_blocks=_set("o a os as um uma este esta seu sua de da do que"),
    auxiliaries=_set("tem têm tinha havia já também ainda não depois ontem hoje ter"),
    be_forms=_set("é são foi foram ser sido"),
    resting_on=_set("citando"),
    according=(
        "segundo",
        "de acordo com",
        "conforme",
        "na opinião de",
        "na avaliação de",
        "citando",
    ),
    titles=_set(
        "presidente presidenta ministro ministra prefeito prefeita governador governadora secretário "
        "secretária diretor diretora delegado delegada chefe líder doutor doutora dr dra senhor senhora "
        "general coronel capitão juiz juíza promotor promotora deputado deputada senador senadora "
        "vereador vereadora rei rainha papa bispo professor professora advogado advogada embaixador "
        "porta-voz comissário vice-presidente legista economista pesquisador pesquisadora técnico"
    ),
    source_nouns=_set(
        "polícia governo ministério ministro porta-voz autoridades fonte fontes agência organização "
        "empresa companhia relatório estudo nota tribunal partido comissão conselho exército "
        "especialistas pesquisadores testemunhas moradores presidente diretor diretora prefeitura "
        "prefeito banco sindicato associação federação instituto universidade promotoria delegado "
        "delegada secretário secretária legista perito médicos família vítimas jornal emissora "
        "pesquisa dados irmã irmão mãe pai familiar familiares garota garoto amiga amigo vizinha "
        "vizinho bombeiros juiz advogado hospital secretaria"
    ),
    document_nouns=_set("nota relatório estudo carta documento comunicado mensagem"),
    research_nouns=_set("estudo pesquisa relatório levantamento dados análise"),
    he=_set("ele"),
    she=_set("ela"),
    they=_set("eles elas"),
    things=frozenset(),
    ands=_set("e"),
    agents=_set("por pelo pela de do da"),
    joins_noun=_set("de do da dos das"),
    places_after=_set("em no na nos nas desde perto"),
    pointing=_set("neste nesta deste desta este esta estes estas esse essa esses essas"),
    vague_subjects=_set("quem muitos muitas alguns algumas"),
    that_words=_set("que como por"),
    negations=_set("não nunca"),
    denials=_set("negou nega negaram negam desmentiu desmente rejeitou"),
    nameless=_set(
        "fonte fontes funcionário funcionária funcionários pessoa pessoas testemunha testemunhas morador "
        "moradora moradores especialista especialistas médico médica médicos pesquisadores policial policiais"
    ),
    own_statements=_set("nota comunicado"),
    relatives=_set("que quem cujo cuja qual"),
    honours=_set("senhor senhora dom dona sr sra dr dra"),
    officers=_set(
        "presidente diretor diretora secretário secretária porta-voz chefe tesoureiro tesoureira"
    ),
    issuing=_set("publicou emitiu divulgou apresentou enviou"),
    owned="{noun} de {owner}",
    male_names=MALE["pt"]
    | _set(
        "josé joão antônio antónio francisco carlos paulo pedro lucas luiz luís marcos gabriel rafael "
        "daniel marcelo bruno eduardo felipe rodrigo manoel manuel jorge fernando marcelino"
    ),
    female_names=FEMALE["pt"]
    | _set(
        "maria ana francisca antônia adriana juliana márcia fernanda patrícia aline sandra camila amanda "
        "bruna jéssica letícia júlia luciana vanessa mariana luana"
    ),
    determiners=_set(
        "o a os as um uma uns umas este esta estes estas esse essa esses essas seu sua seus suas alguns "
        "algumas vários várias outros outras"
    ),
    prepositions=_PREPOSITIONS,
    conjunctions=_set("e ou mas que quem quando onde enquanto embora porque pois se como nem"),
    name_joins=_set("de do da dos das e von van") - {"e"},
    countries=_set(
        "brasil portugal angola moçambique argentina paraguai uruguai bolívia chile colômbia venezuela "
        "peru méxico espanha frança alemanha itália ucrânia rússia china israel irã iraque turquia síria "
        "japão índia"
    ),
    future=_set("será serão vai vão deve devem prevê"),
    war_words=_set("guerra invasão conflito ofensiva"),
    attack_words=_set("ataque crise protesto greve"),
    known_events=(),
    grammar=date_grammar(_CALENDAR),
    signs=signs(
        silence=r"não (?:respondeu|responderam|quis (?:comentar|falar|responder)|se manifestou|se pronunciou)|preferiu não comentar",
        wish=r"\b(?:queremos|esperamos|desejamos)\b",
        promise=r"promet|se compromet|garant",
        rule=r"\b(?:lei|constituição|norma|decreto|tratado|regulamento)\b.{0,30}\b(?:proíbe|exige|permite|obriga|estabelece|limita)",
        causes=r"devido a|por causa d|provoc|causad|porque\b",
        change=r"aument|subiu|subiram|caiu|caíram|cresceu|diminu|dobrou|triplicou|em comparação|em relação a",
        harm=r"mort|morr|ferid|assassin|matar|matou|vítima|ataque|atac|bomb|explo|incênd|incendi|acident|"
        r"violên|estupr|terror|inunda|enchente|doen[çt]|refém|tiro|crime|desaparec|suspeit|pancada|ferimento",
        superlative=r"\b(?:o|a|os|as) (?:\w+ )?(?:mais|menos|maior|menor|melhor|pior)\b|recorde|\bnunca\b|"
        r"\búnic|sem precedentes|maioria",
        comparison=r"\bmais de\b|\bmenos de\b|\bmais que\b|dobro|triplo|metade|aument|cresc|reduz|caiu|caíram|"
        r"subiu|subiram|queda|alta de",
        cause=r"\bporque\b|devido a|por causa d|provoc|caus[oa]|graças a",
        law=r"\blei(?:s)?\b|tribunal|juiz|promotor|sentenç|conden|constitui|decret|ilegal|pres[oa]s?\b|prend|"
        r"delito|crime|prisão|cadeia|investiga|\bvot[oa]|elei[çt]|suspeit",
        money=r"[$€£]|milhões|bilhões|\breais\b|\beuros?\b|dólares|orçament|impost|preço|dívida|banco|inflação|"
        r"economia|subsídio|gasto",
        event=r"\b(?:foi|foram|tinha|havia|está|estava|estavam|era)\s+(?:sendo\s+)?\w+(?:ado|ido|ada|ida|ados|"
        r"idos|adas|idas|to|ta)\b|\b\w{3,}(?:aram|eram|iram)\b|\b\w{3,}(?:ou|eu|iu)\b",
        prediction=r"\b\w{3,}(?:rá|rão|remos|ria|riam)\b|vai \w+r\b|vão \w+r\b|prevê|previst|deve \w+r\b",
        opinion=r"trágic|tragédia|horror|importante|terrível|maravilh|incrível|vergonha|\bdeveria\b|talvez|"
        r"\bparece\b|lament|orgulh|tristeza|intrigante|mistério",
        appeal=r"^\W*(?:assine|cadastre|siga|leia|compartilhe|clique|inscreva)",
        first=r"\b(?:eu|me|meu|minha|meus|minhas|nós|nos|nosso|nossa|mim|você|vocês)\b",
        vague=r"supostamente|ao que tudo indica|acredita-se|rumor|boato",
        scene=r"sorri|chor|abraç|emocionad|aplaud",
        absolute=r"\bnunca\b|\bsempre\b|\bninguém\b|nenhum|\bnão (?:há|tem|foi|é|houve)\b",
        exclamation=r"^\W*(?:que \w+!|obrigad|viva\b|sim,|não,)",
        motive=r"a fim de|em apoio|em protesto|em solidariedade",
    ),
    byline=r"^(?:por|texto)\b:?\s+(?=[^a-z\s])(?:[^.!?]|(?<=\b[A-Z])\.){2,80}$",
    credit=r"\((?:foto|fotos|imagem|crédito|fonte|arquivo|reprodução|divulgação|afp|ap|reuters)\b[^()]{0,80}\)\s*$|"
    r"(?:^|[\s|/(])(?:foto|imagem|crédito)s?(?: de| por)?\s?:\s?\S[^:]{1,60}$|"
    r"\b(?:reuters|afp|ap|getty images?|agência brasil|folhapress)\s?/\s?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}\)?\s*$",
    furniture=r"^[-–—*\s•|]*(?:publicidade|anúncio|compartilh|assine|cadastre|entrar|leia (?:também|mais)|veja (?:também|mais)|"
    r"saiba mais|mais lidas|mais notícias|notícias relacionadas|relacionad[oa]s|nos siga|siga-nos|siga o|"
    r"comentários?\b|newsletter|tags\b|todos os direitos|©|copyright|cookies|publicado|atualizado|últimas "
    r"notícias|ao vivo:?$|vídeo\b|galeria|receba|clique aqui|ouça|continua depois|com informações d)",
    section_end=r"^[-–—*\s•|]*(?:veja também$|mais lidas|nos siga|notícias relacionadas|mais notícias|tags:?$|"
    r"©|todos os direitos|comentários$|assine|receba as)",
    boilerplate=r"\b(?:cookies?|seu navegador|política de privacidade|dados pessoais)\b",
    wire_note=r"^(?:\(?(?:atualiza|corrige)\b)|^[*\s=_#-]{2,}$",
    age_of_page=r"\bhá (?:[0-9]{1,2}|um|uma) (?:minutos?|horas?|dias?)\b",
)

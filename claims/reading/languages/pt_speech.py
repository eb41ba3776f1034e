"""Portuguese: the words of who says it, beside the lists of `pt.py`."""

from __future__ import annotations

from claims.reading.languages.lists import phrases, word_set
from claims.reading.languages.words import Telling

MORE_CUES = word_set(
    "dito dizia afirmava explicava contava ressaltaram destacaram lembraram alertaram negam admitem "
    "defenderam frisou frisa enfatizou enfatiza observou observa detalhou detalha esclareceu esclarece "
    "assegurou assegura assinalou assinala prosseguiu prossegue continuou vincou rematou atirou notou "
    "desabafou relembrou confidenciou ponderou pondera desmentiu desmente rejeitou rejeita condenou "
    "condena lamentou lamenta celebrou exigiu exige pediu avisou avisa advertiu adverte confessou "
    "sustentou sustenta comunicou comunicaram noticiou registrou descreveu opinou opina elogiou propôs "
    "reiterou reitera reivindicou justificou justifica salienta sublinha refere adianta manifestou "
    "apelou reconheceram argumenta calcula calculou adiantaram referiram garantiram salientam"
)
TELLING = Telling(
    drops=True,
    have=word_set("tem têm tinha tinham havia haviam ter teria teriam"),
    participles=("ado", "ido", "dito", "escrito"),
    clitics=word_set("se lhe lhes me nos"),
    adverbs=word_set(
        "também ainda hoje ontem depois então já aqui agora assim finalmente recentemente igualmente "
        "entretanto anteontem"
    ),
    times=word_set(
        "manhã tarde noite madrugada semana mês ano passado passada próximo próxima dia última último "
        "segunda terça quarta quinta sexta"
    ),
    as_told=word_set("como segundo conforme"),
    who=word_set("quem"),
    from_whom=word_set("de do da dos das por pelo pela pelos pelas em no na"),
    phrases=phrases(
        "segundo",
        "de acordo com",
        "conforme",
        "na opinião de",
        "na opinião do",
        "na opinião da",
        "na avaliação de",
        "na avaliação do",
        "na avaliação da",
        "no entender de",
        "no entender do",
        "nas palavras de",
        "nas palavras do",
        "nas palavras da",
        "ao que diz",
        "citando",
        "na visão do",
        "na visão da",
        "na visão de",
    ),
    own=word_set("que dizem quem cada turno lugar tempo semestre trimestre"),
    source_heads=word_set(
        "acusado acusada advogado advogada agente analista arcebispo assessor assessora assessoria "
        "autarca autarquia bastonário biólogo biólogo bombeiro câmara candidato candidata cientista "
        "comandante comando comissariado concelhia confederação coordenador coordenadora corporação "
        "corregedoria defensoria defesa defensor deputados desembargador desembargadora dirigente "
        "dona dono concessionária economistas edil embaixada empresário empresária engenheiro engenheira "
        "enfermeiro entidade especialista esposa estudante ex-ministro ex-presidente ex-prefeito filha "
        "filho fundação gerente gestão gnr grupo historiador infectologista inspetor inspetora "
        "investigador investigadores jogador jornalista juízo líderes major marido mãe médica médico "
        "meteorologista ministra morador moradora motorista mulher ong operadora oposição padre "
        "pesquisadora pm prefeita presidência procurador procuradora procuradoria produtor proprietário "
        "proteção psp reitor reitora representante sargento selecionador senadores sindicalista síndico "
        "sociedade socorristas subprefeitura superintendência superintendente suspeito tenente tenente-coronel "
        "testemunha treinador treinadora tribunal vice-prefeito vítima viúva viúvo vizinhos emissora "
        "comerciante deputada familiares banco-central liga plataforma sogra sogro tia tio avó avô prima primo"
    ),
    aims=word_set(
        "criticou critica acusou acusa denunciou denuncia condenou condena rejeitou rejeita desmentiu "
        "desmente negou celebrou elogiou avisou alertou"
    ),
    shows=word_set(
        "confirma confirmou indica indicou revela revelou destaca ressalta lembra explica estima aponta "
        "apontou considera conta completa reforçou garante defende registrou informa mostra anuncia"
    ),
    asides=word_set("lado parte vez"),
    views=word_set("hipótese tese versão teoria linha"),
    handled=word_set(
        "trabalha trabalham sustenta sustentam defende defendem investigada defendida"
    ),
    he_articles=word_set("o um"),
    she_articles=word_set("a uma"),
    he_endings=("or", "eiro", "ado", "ário", "ito", "stro"),
    she_endings=("ora", "eira", "ada", "ária", "ita", "esa", "stra"),
)

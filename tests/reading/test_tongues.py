"""Who says it in the sentences of four languages' press, invented names throughout.

A story is its sentences with " | " between; so are the names that answer for them, "-" where the
outlet speaks itself.
"""

from __future__ import annotations

import pytest

from claims.reading.languages import KNOWN
from claims.reading.quotes import find_quotes
from claims.reading.speakers import attribute
from claims.reading.story import Claimant, PartName, Sentence

SPANISH = [
    (
        (
            "La presa pierde agua, ha admitido este martes la directora de la empresa Aguas del "
            "Valle, Carmen Ortuño."
        ),
        "Carmen Ortuño",
    ),
    ("De acuerdo con la Confederación, el embalse está al 30%.", "la Confederación"),
    ("El embalse está al 30%, según fuentes de la investigación.", "fuentes de la investigación"),
    (
        "El presidente de la Junta, Rafael Luque, ha anunciado hoy que habrá ayudas.",
        "Rafael Luque",
    ),
    ('"No hay peligro", dijo a Efe la portavoz municipal, Lidia Rey.', "Lidia Rey"),
    ('"No hay peligro", dijo el martes en rueda de prensa la alcaldesa Lidia Rey.', "Lidia Rey"),
    ("Pla aseguró que no hay peligro. | Añadió que la presa resiste.", "Pla | Pla"),
    ("Pla aseguró que no hay peligro. | Además, señaló que la presa resiste.", "Pla | Pla"),
    ("El Ministerio de Salud informó que 12 personas murieron.", "El Ministerio de Salud"),
    (
        "Doce personas murieron, informó la Policía Nacional Civil (PNC).",
        "la Policía Nacional Civil",
    ),
    ("Así lo ha confirmado el delegado del Gobierno, Pedro Lora.", "Pedro Lora"),
    ("Tal y como ha explicado la consejera Ana Ruiz, el fuego está controlado.", "Ana Ruiz"),
    ("El fuego está controlado, según explicó la consejera Ana Ruiz.", "Ana Ruiz"),
    (
        "La principal hipótesis que manejan los investigadores es que el cable se rompió.",
        "los investigadores",
    ),
    ("La inflación sería del 4%.", "-"),
    ("El ministro de Hacienda, Luis Mora, criticó a la oposición.", "Luis Mora"),
    ('"Es una vergüenza", criticó la diputada Eva Sol, del Partido Verde.', "Eva Sol"),
    ("El juez no ha confirmado la fecha del juicio.", "-"),
    ("El exalcalde negó haber recibido dinero.", "El exalcalde"),
    ("La empresa niega que haya fugas.", "La empresa"),
    ("La presa pierde agua, aunque la empresa niega que haya peligro.", "la empresa"),
    ("Un informe de la ONU revela que 3 millones pasan hambre.", "Un informe de la ONU"),
    (
        "Por su parte, el gremio de panaderos advirtió que subirá el precio.",
        "el gremio de panaderos",
    ),
    ("El precio subió un 4% en mayo, el doble que en abril.", "-"),
    ("La cifra confirma que el paro baja.", "-"),
    ('"Nos mintieron", lamenta Rosa Gil, vecina de Vilarte desde hace 20 años.', "Rosa Gil"),
    ("El gobernador Raúl Paz, quien aseguró que no renunciará, viajó a Lima.", "Raúl Paz"),
    ("Los vecinos denuncian que no hay agua.", "Los vecinos"),
    ("El presidente de la Federación, Luis Rubio, ha dimitido tras negar los hechos.", "-"),
    (
        (
            '"Vamos a ganar las elecciones", ha asegurado en una entrevista en la Cadena Ser la '
            "líder de la oposición, Ana Rey."
        ),
        "Ana Rey",
    ),
    ('"Vamos a ganar las elecciones", dijo Pérez a periodistas.', "Pérez"),
    ("Pérez también indicó que el gasto subió un 3%.", "Pérez"),
    ("El mandatario sostuvo que la economía creció.", "El mandatario"),
    (
        "Según datos del Instituto Nacional de Estadística, el paro bajó.",
        "Instituto Nacional de Estadística",
    ),
    (
        "Según el Instituto Nacional de Estadística (INE), el paro bajó.",
        "el Instituto Nacional de Estadística",
    ),
    ("El paro bajó, según el INE.", "el INE"),
    ("Fuentes policiales confirmaron que hay tres detenidos.", "Fuentes policiales"),
    ("La Fiscalía acusa a Pérez de malversar 3 millones.", "La Fiscalía"),
    (
        "La Policía detuvo a tres hombres, según informó este lunes la institución.",
        "la institución",
    ),
    ("Los sindicatos CC OO y UGT rechazan el acuerdo.", "Los sindicatos CC OO y UGT"),
    ('"No sabíamos nada del asunto", se defiende el exdirector.', "el exdirector"),
    ('"No sabíamos nada del asunto", sentencia.', "-"),
    ('Eva Gil dijo que no. | "No sabíamos nada del asunto", añade.', "Eva Gil | Eva Gil"),
    (
        'La ministra de Salud, Carla Vidal, afirmó que "no hay riesgo alguno para la gente".',
        "Carla Vidal",
    ),
    (
        (
            "En declaraciones a la prensa, el jefe de Bomberos, coronel Luis Paz, detalló que "
            "ardieron tres casas."
        ),
        "Luis Paz",
    ),
    ("El gobierno prevé gastar 3 millones.", "-"),
    ("El Banco Central estimó que la inflación llegará al 7%.", "El Banco Central"),
    ("Desde el Ministerio aseguran que no hay demoras.", "el Ministerio"),
    ('"Estamos mal en este pueblo", cuenta María, de 43 años.', "María"),
    ("El precio, según explica Luis Mora, presidente del gremio, subió un 3%.", "Luis Mora"),
    ("Bajará el precio, aseguró el titular del MEM, Alfredo Paz, este viernes.", "Alfredo Paz"),
    (
        "El Ministerio de Energía y Minas (MEM) informó este viernes que el diésel bajará Q2.",
        "El Ministerio de Energía y Minas",
    ),
    ('"La medida es temporal", expresó el funcionario.', "el funcionario"),
    (
        (
            "Paz explicó que el subsidio terminó en marzo. | El funcionario indicó que no hay "
            "fondos."
        ),
        "Paz | El funcionario",
    ),
    (
        ("Hasta el momento se han registrado 12 muertes, de acuerdo con el Ministerio de Salud."),
        "el Ministerio de Salud",
    ),
    ("La presidenta, que llegó ayer, anunció que habrá ayudas.", "La presidenta"),
    ("Tras la reunión, Mora se comprometió a pagar y aseguró que no habrá despidos.", "Mora"),
    ("El detenido, un hombre de 34 años, negó los hechos.", "El detenido"),
    ("Un vecino contó que oyó tres disparos.", "Un vecino"),
    ("En la misma línea, la patronal alerta de que subirán los costes.", "la patronal"),
    ('"Esto no se arregla así", ha replicado Gil, que pide dimisiones.', "Gil"),
    ("Los datos muestran que el paro cayó un 2%.", "-"),
    ("La OMS calcula que mueren 7 millones al año.", "La OMS"),
    ("El dueño del bar, Pepe Luna, recuerda que la riada llegó a las tres.", "Pepe Luna"),
    ("Preguntado por la fuga, el portavoz del Govern, Joan Mir, ha evitado responder.", "-"),
    ("La ley, que fue aprobada en 2019, prohíbe fumar en playas.", "-"),
    ('Rosa Gil advirtió: "No vamos a parar hasta ganar".', "Rosa Gil"),
    ('El alcalde respondió que "todo está en orden por ahora".', "El alcalde"),
    ("Como informó La Gaceta, la obra costó el doble.", "La Gaceta"),
    ("Así lo anunció el gobierno en un comunicado.", "el gobierno"),
    (
        ("Al menos 20 personas murieron en el ataque, según han confirmado a EFE fuentes médicas."),
        "fuentes médicas",
    ),
]
FRENCH = [
    (
        (
            "Le barrage fuit, a reconnu mardi la directrice de la société Eaux du Val, Claire "
            "Morand."
        ),
        "Claire Morand",
    ),
    (
        (
            "Claire Morand a reconnu la fuite. | « Elles ont coûté 3,5 millions d’euros », "
            "a-t-elle expliqué."
        ),
        "Claire Morand | Claire Morand",
    ),
    (
        (
            "M. Jean-Luc Pic, maire de Valbourg, a affirmé que l’exploitant n’avait prévenu "
            "personne."
        ),
        "Jean-Luc Pic",
    ),
    ("Deux bateaux arrivent, a-t-il fait savoir.", "-"),
    (
        "Le maire Paul Roy a dit oui. | « Deux bateaux arrivent demain », a-t-il fait savoir.",
        "Paul Roy | Paul Roy",
    ),
    ("« Nous avons perdu trois maisons », explique-t-elle.", "-"),
    (
        "« C'est grave », a déclaré à l'AFP le porte-parole de l'armée, Moussa Diallo.",
        "Moussa Diallo",
    ),
    (
        (
            "Le ministre de la Santé, Moussa Diallo, a annoncé jeudi que douze cas ont été "
            "confirmés."
        ),
        "Moussa Diallo",
    ),
    ("D'après l'Insee, le chômage recule.", "l'Insee"),
    ("Le chômage recule, selon un rapport de la Cour des comptes.", "la Cour des comptes"),
    ("L'incendie serait d'origine criminelle.", "-"),
    ("Le préfet a indiqué que 300 personnes ont été évacuées.", "Le préfet"),
    ("Comme l'a indiqué le préfet, 300 personnes ont été évacuées.", "le préfet"),
    ("« Il n’y a aucun danger », assure de son côté Paul Roy, le maire de Valbourg.", "Paul Roy"),
    ("Interrogée par la radio, la ministre Awa Sow a démenti toute fuite.", "Awa Sow"),
    ("Le parquet n'a pas confirmé l'information.", "-"),
    ("Mme Sow, elle, a nié les faits.", "Sow"),
    ("De son côté, l'opposition dénonce une fraude massive.", "l'opposition"),
    ("Les grévistes seraient 3 000, selon la police.", "la police"),
    (
        "« Nous continuerons », a poursuivi cette source gouvernementale.",
        "cette source gouvernementale",
    ),
    (
        ("Le président Félix Mbala a promis, lundi à Kinshasa, que l'armée protégera les civils."),
        "Félix Mbala",
    ),
    (
        (
            "La directrice de l'usine, Maud Kerr, a dit oui. | Le maire Paul Roy était là. | « "
            "Nous fermons trois sites », a-t-elle ajouté."
        ),
        "Maud Kerr | - | Maud Kerr",
    ),
    (
        ("La ministre a annoncé des aides. | « Trois sites fermeront demain », a-t-elle ajouté."),
        "La ministre | La ministre",
    ),
    (
        "« Trois sites fermeront demain », a réagi sur X le député Luc Bonnet (Verts).",
        "Luc Bonnet",
    ),
    ("« Trois sites fermeront demain », a insisté M. Bonnet.", "Bonnet"),
    (
        "Le gouvernement congolais accuse le Rwanda de soutenir les rebelles.",
        "Le gouvernement congolais",
    ),
    ("Les autorités sanitaires ont fait état de douze morts.", "-"),
    (
        (
            "Au moins douze personnes sont mortes, a annoncé samedi 4 mai le ministère de "
            "l'Intérieur."
        ),
        "le ministère de l'Intérieur",
    ),
    ("Au moins douze personnes sont mortes, a-t-on appris de source policière.", "-"),
    ("Selon une source policière, douze personnes sont mortes.", "une source policière"),
    ("Selon lui, douze personnes sont mortes.", "-"),
    ("Luc Bonnet a dit non. | Selon lui, douze personnes sont mortes.", "Luc Bonnet | Luc Bonnet"),
    (
        (
            "Le directeur général de la Protection civile, Emmanuel Ostin, a confirmé la mort de "
            "trois personnes."
        ),
        "Emmanuel Ostin",
    ),
    ("Il a également indiqué que les écoles resteront fermées.", "-"),
    (
        "Luc Bonnet a dit non. | Il a également indiqué que les écoles resteront fermées.",
        "Luc Bonnet | Luc Bonnet",
    ),
    (
        (
            "Dans un communiqué publié lundi, la société Eaux du Val affirme avoir prévenu la "
            "mairie."
        ),
        "la société Eaux du Val",
    ),
    ("L'armée, de son côté, nie toute implication.", "L'armée"),
    ("La police a ouvert le feu, affirment plusieurs témoins.", "plusieurs témoins"),
    ("Le groupe Valmet prévoit de supprimer 300 postes.", "-"),
    (
        (
            "Le bilan est passé à 14 morts, a précisé le procureur de la République de Lyon, Éric "
            "Massard."
        ),
        "Éric Massard",
    ),
    (
        "« Le prix du pain a doublé depuis mars », déplore Fatou Ndiaye, vendeuse au marché.",
        "Fatou Ndiaye",
    ),
    ("Jean Roy, 54 ans, raconte que l'eau est montée en dix minutes.", "Jean Roy"),
    ("À en croire le syndicat, la grève est suivie par 80 % du personnel.", "le syndicat"),
    ("Le Premier ministre, Paul Kasongo, a déclaré mardi que l'État paiera.", "Paul Kasongo"),
    (
        (
            "« L'État paiera tout ce qu'il doit », a lancé le Premier ministre Paul Kasongo "
            "devant les députés."
        ),
        "Paul Kasongo",
    ),
    ("L'ONG Vallée Verte affirme que la rivière est polluée.", "L'ONG Vallée Verte"),
    (
        "« La rivière est morte depuis dix ans », soutient le militant, rencontré à Goma.",
        "le militant",
    ),
    ("Le chiffre de 300 morts a été avancé par l'opposition.", "-"),
    (
        "Joint au téléphone, un responsable de la mairie a confirmé l'incident.",
        "un responsable de la mairie",
    ),
    ("Sur X, Paul Roy a dénoncé « une attaque lâche contre la presse ».", "Paul Roy"),
    (
        "Le prix du riz a augmenté de 20 %, constate l'Institut de statistique.",
        "l'Institut de statistique",
    ),
    ("L'enquête, dit-il, prendra des mois.", "-"),
    ("Paul Roy a parlé. | L'enquête, dit-il, prendra des mois.", "- | Paul Roy"),
    ("Le juge d'instruction a ordonné la saisie de 3 millions.", "-"),
    ("Il s'agit, selon le préfet, d'un acte isolé.", "le préfet"),
    ("La Banque centrale prévoit une hausse de 3 %.", "-"),
    ("« On a tout perdu dans cet incendie », souffle Marie, 62 ans.", "Marie"),
    ("Pour le maire, « c'est une catastrophe sans précédent pour nous ».", "-"),
    ("Le député dit avoir reçu des menaces.", "Le député"),
    ("Les deux hommes ont nié les faits.", "Les deux hommes"),
    (
        (
            "Le ministre a rappelé que la loi interdit ces pratiques, avant d'ajouter que des "
            "contrôles auront lieu."
        ),
        "Le ministre",
    ),
]
PORTUGUESE = [
    (
        (
            "A barragem perde água, admitiu nesta terça-feira (14) a diretora da Águas do Vale, "
            "Carla Mourão."
        ),
        "Carla Mourão",
    ),
    (
        (
            "A amiga mandou áudio, mas para a polícia ela é suspeita do crime, assim como os "
            "outros amigos de Luana, informou Marcelino."
        ),
        "Marcelino",
    ),
    ("O prefeito de Valbom, Dr. José Pires, disse que a empresa mentiu.", "José Pires"),
    (
        '"Não há perigo", afirmou o delegado Marcelo Nunes, em entrevista à TV Vale.',
        "Marcelo Nunes",
    ),
    ("Segundo o delegado Marcelo Nunes, três pessoas foram presas.", "Marcelo Nunes"),
    ("De acordo com a Polícia Militar, o homem fugiu.", "a Polícia Militar"),
    ("O homem fugiu, segundo a Polícia Rodoviária Federal (PRF).", "a Polícia Rodoviária Federal"),
    (
        "A obra vai custar R$ 3 milhões, de acordo com dados do Ministério da Saúde.",
        "Ministério da Saúde",
    ),
    ("O ministro da Economia, Paulo Varela, negou que haja cortes.", "Paulo Varela"),
    ("Em nota, a empresa informou que apura o caso.", "a empresa"),
    ("Em nota, a Prefeitura de Valbom afirmou que vai recorrer.", "a Prefeitura de Valbom"),
    (
        (
            "O presidente da Câmara de Valbom, Rui Antunes, garantiu à Lusa que a ponte reabre em "
            "maio."
        ),
        "Rui Antunes",
    ),
    (
        (
            '"A ponte reabre em maio", garantiu à agência Lusa o presidente da autarquia, Rui '
            "Antunes."
        ),
        "Rui Antunes",
    ),
    (
        ("Rui Antunes disse que a ponte reabre. | Acrescentou que as obras custaram três milhões."),
        "Rui Antunes | Rui Antunes",
    ),
    (
        (
            'A diretora Carla Mourão disse que a ponte reabre. | "Custou três milhões de euros", '
            "disse ela."
        ),
        "Carla Mourão | Carla Mourão",
    ),
    ("O suspeito teria fugido para o Paraguai.", "-"),
    ("No segundo turno, o candidato venceu por 52% dos votos.", "-"),
    ("Conforme a PM, o carro capotou na BR-101.", "a PM"),
    ('"Vamos recorrer", disse à Folha a advogada da família, Lia Prado.', "Lia Prado"),
    ("Já o governador Ivo Lins criticou a decisão do tribunal.", "Ivo Lins"),
    ('"É um absurdo", criticou o deputado Ivo Lins (PSOL-VA).', "Ivo Lins"),
    (
        "O Ministério Público do Vale (MPV) denunciou dois policiais por homicídio.",
        "O Ministério Público do Vale",
    ),
    ("O presidente Ivo Lins disse nesta segunda-feira (3) que a dívida caiu.", "Ivo Lins"),
    ("A Secretaria de Saúde confirmou 12 casos.", "A Secretaria de Saúde"),
    (
        '"A gente perdeu tudo na enchente", lamenta a comerciante Rosa Lima, de 54 anos.',
        "Rosa Lima",
    ),
    ('"A gente perdeu tudo na enchente", lamentou.', "-"),
    ("A informação foi confirmada pela Polícia Civil.", "-"),
    ("Segundo Lima, a ponte caiu às 14h.", "Lima"),
    ("Segundo ela, a ponte caiu às 14h.", "-"),
    ("Rosa Lima disse que sim. | Segundo ela, a ponte caiu às 14h.", "Rosa Lima | Rosa Lima"),
    ("O IBGE informou que o desemprego caiu para 7%.", "O IBGE"),
    ("O desemprego caiu para 7%, informou nesta quarta-feira o IBGE.", "o IBGE"),
    ("Fonte da GNR adiantou à Lusa que o incêndio está dominado.", "Fonte da GNR"),
    ("De acordo com fonte da Proteção Civil, há três feridos.", "fonte da Proteção Civil"),
    ("Em comunicado, o Banco Central explica que a taxa sobe.", "o Banco Central"),
    ("A ministra da Saúde, Marta Simões, admitiu falhas no sistema.", "Marta Simões"),
    ("Para o economista Caio Braga, a inflação deve subir.", "-"),
    ("O PCP acusa o Governo de mentir.", "O PCP"),
    ("Os bombeiros receberam o alerta às 3h.", "-"),
    ("O advogado do suspeito, Caio Braga, afirma que seu cliente é inocente.", "Caio Braga"),
    ("A defesa nega as acusações.", "A defesa"),
    ('"O país está a crescer bem", vincou o primeiro-ministro, Luís Couto.', "Luís Couto"),
    ("A Polícia Civil informou, por meio de nota, que investiga o caso.", "A Polícia Civil"),
    ("Procurada, a empresa não respondeu.", "-"),
    (
        "O suspeito foi preso em flagrante, segundo informou a Polícia Militar.",
        "a Polícia Militar",
    ),
    ("A vítima contou aos policiais que foi ameaçada.", "A vítima"),
    ("Ainda segundo o delegado, o crime foi planejado.", "o delegado"),
    (
        "O delegado Caio Braga, responsável pelo caso, disse que o crime foi planejado.",
        "Caio Braga",
    ),
    ("O crime foi planejado, disse o delegado Caio Braga, responsável pelo caso.", "Caio Braga"),
    ('"Foi um susto muito grande para todos", conta Rita, que mora no local há 20 anos.', "Rita"),
    (
        (
            "Em entrevista coletiva, o secretário de Segurança Pública, Davi Moura, anunciou "
            "reforço."
        ),
        "Davi Moura",
    ),
    ("O Corpo de Bombeiros informou que três casas desabaram.", "O Corpo de Bombeiros"),
    ("A autarca sublinhou que as obras custam dois milhões de euros.", "A autarca"),
    (
        (
            '"As obras estão quase prontas", disse à agência Lusa fonte do Comando Territorial da '
            "GNR."
        ),
        "fonte do Comando Territorial da GNR",
    ),
    (
        "Um levantamento do Instituto Vale aponta que 30% dos rios secaram.",
        "Um levantamento do Instituto Vale",
    ),
    ("A lei prevê multa de R$ 3 mil.", "-"),
    ("O caso ocorreu na noite de sábado (4), informou a polícia.", "a polícia"),
    ("A mãe do jovem, Ana Lúcia Prado, nega a versão da polícia.", "Ana Lúcia Prado"),
    ("A polícia disse que ele fugiu, mas o advogado nega.", "A polícia"),
    ('Questionado, o governador respondeu: "Não vou renunciar ao cargo agora".', "o governador"),
]
GERMAN = [
    (
        "Der Damm verliert 1.200 Liter, teilte die Betreiberin Talwasser am Dienstag mit.",
        "die Betreiberin Talwasser",
    ),
    ("Der Minister wies die Vorwürfe zurück.", "Der Minister"),
    ("Die Vorwürfe wies der Minister zurück.", "der Minister"),
    ("Am Montag räumte die Stadt Fehler ein.", "die Stadt"),
    ("Die Bahn kündigte an, 300 Stellen zu streichen.", "Die Bahn"),
    ("Laut „Talpost“ hatte sie eine führende Rolle.", "Talpost"),
    ("„Das hört jetzt alles auf, ihr Lieben“, so Pohl in einem Posting.", "Pohl"),
    ("Der Täter sei geflohen, so die Polizei.", "die Polizei"),
    ("Der Täter war so schnell geflohen, dass niemand ihn sah.", "-"),
    ("Beides weist der 42-Jährige zurück.", "der 42-Jährige"),
    (
        (
            "Pohl sagte, der Damm sei sicher. | Er habe ihn selbst geprüft. | Es gebe keinen "
            "Grund zur Sorge. | Der Damm ist 30 Meter hoch."
        ),
        "Pohl | Pohl | Pohl | -",
    ),
    ("Bürgermeister Uwe Pohl kritisierte, dass die Firma schwieg.", "Uwe Pohl"),
    ("Rund ein Drittel schließt nicht, sagte Geschäftsführerin Dr. Eva Brandt.", "Eva Brandt"),
    ("Nach Angaben der Polizei starben zwei Menschen.", "der Polizei"),
    ("Polizeiangaben zufolge starben zwei Menschen.", "Polizeiangaben"),
    ("Zwei Menschen starben, wie die Feuerwehr am Montag mitteilte.", "die Feuerwehr"),
    ("Einem Bericht der „Talpost“ zufolge starben zwei Menschen.", "Talpost"),
    (
        (
            "Der Bürgermeister von Arden, Uwe Pohl (SPD), sagte der Nachrichtenagentur APA, der "
            "Damm halte."
        ),
        "Uwe Pohl",
    ),
    ("„Der Damm hält noch lange“, sagte Pohl der Zeitung.", "Pohl"),
    ("Die Regierung hat am Montag angekündigt, die Steuern zu senken.", "Die Regierung"),
    ("Zuvor hatte Innenministerin Lea Kunz erklärt, die Grenze bleibe offen.", "Lea Kunz"),
    ("Nach eigenen Angaben verlor die Bank drei Millionen Euro.", "-"),
    (
        "Ein Sprecher des Innenministeriums bestätigte den Vorfall.",
        "Ein Sprecher des Innenministeriums",
    ),
    ("Laut einer Studie der Universität Basel sinkt die Zahl.", "der Universität Basel"),
    ("Laut Bundesrat Urs Keller kostet das Projekt 3 Millionen Franken.", "Urs Keller"),
    ("Die Staatsanwaltschaft leitete am 3. Mai Ermittlungen ein.", "-"),
    ("Der Konzern gab die Zahlen nicht bekannt.", "-"),
    ("Der Chef der Gewerkschaft, Jan Wirth, forderte höhere Löhne.", "Jan Wirth"),
    ("„Wir brauchen mehr Geld dafür“, fügte sie hinzu.", "-"),
    ("Dagegen warnte die Opposition vor einem „Chaos“.", "die Opposition"),
    (
        "Die Zahl der Toten stieg auf 14, teilte der Gouverneur Oleh Bondar auf Telegram mit.",
        "Oleh Bondar",
    ),
    ("Österreichs Bundeskanzler Karl Moser hat die Pläne zurückgewiesen.", "Karl Moser"),
    ("Das berichtete die „Talpost“ am Freitag.", "Talpost"),
    ("Wie die „Talpost“ berichtet, sank die Zahl.", "Talpost"),
    (
        "Wie das Statistische Bundesamt am Montag mitteilte, stieg die Inflation.",
        "das Statistische Bundesamt",
    ),
    ("Es gebe keine Verletzten, hieß es.", "-"),
    ("„Wir machen so nicht weiter“, sagte Parteichefin Jana Kunz dem „Spiegel“.", "Jana Kunz"),
    ("„Wir machen so nicht weiter“, betonte die SPD-Politikerin.", "die SPD-Politikerin"),
    ("Nach Ansicht von Experten reicht das Geld nicht.", "Experten"),
    ("Nach Einschätzung des Ökonomen Karl Moser reicht das Geld nicht.", "Karl Moser"),
    ("Der Verband rechnet mit einem Minus von 3 Prozent.", "Der Verband"),
    ("Pohl hatte am Montag erklärt, er trete zurück.", "Pohl"),
    ("Nun sagte er, er bleibe im Amt.", "-"),
    ("Der 34-Jährige bestreitet die Tat.", "Der 34-Jährige"),
    ("Die Bundesanwaltschaft wirft dem Mann Mord vor.", "Die Bundesanwaltschaft"),
    ("Außenministerin Jana Kunz warf Russland vor, den Krieg zu verlängern.", "Jana Kunz"),
    (
        "„Das ist ein schwerer Fehler“, kritisierte Karl Moser, Präsident des Verbands.",
        "Karl Moser",
    ),
    ("Er sprach von einem „schweren Fehler“.", "-"),
    ("Der Minister, der am Montag zurücktrat, hatte den Fehler eingeräumt.", "Der Minister"),
    ("Nach Polizeiangaben gab es drei Verletzte.", "Polizeiangaben"),
    ("Mehr als 300 Häuser brannten laut Feuerwehr ab.", "Feuerwehr"),
    (
        "Drei Menschen seien verletzt worden, erklärte eine Sprecherin der Polizei.",
        "eine Sprecherin der Polizei",
    ),
    ("Gemäss Kantonspolizei Bern war der Lenker betrunken.", "Kantonspolizei Bern"),
    ("Dies teilte die Kantonspolizei Bern am Sonntag mit.", "die Kantonspolizei Bern"),
    ("Die Firma stellte 300 Leute ein.", "-"),
    ("Bundeskanzlerin Jana Kunz sagte am Montag in Berlin, die Lage sei ernst.", "Jana Kunz"),
    (
        "Die Lage sei ernst, sagte Bundeskanzlerin Jana Kunz (CDU) am Montag in Berlin.",
        "Jana Kunz",
    ),
    ("„Die Lage ist sehr ernst“, sagt der Leiter des Instituts, Karl Moser.", "Karl Moser"),
    (
        ("„Die Lage ist sehr ernst“, so der Leiter des Instituts, Karl Moser, gegenüber der APA."),
        "Karl Moser",
    ),
    ("In einer Aussendung betonte die Ministerin, dass die Lage ernst sei.", "die Ministerin"),
    ("Gegenüber der Zeitung sagte der Anwalt, sein Mandant sei unschuldig.", "der Anwalt"),
    ("Sein Mandant sei unschuldig, sagte der Anwalt der „Talpost“.", "der Anwalt"),
    ("Der Anwalt teilte auf Anfrage mit, sein Mandant schweige.", "Der Anwalt"),
    ("Aus dem Ministerium hieß es, die Prüfung laufe.", "-"),
    ("Russlands Präsident warnte den Westen vor Folgen.", "Russlands Präsident"),
    (
        ("Die Preise stiegen um 3 Prozent, wie aus Daten des Statistischen Bundesamts hervorgeht."),
        "-",
    ),
    ("Experten schätzen, dass 300 Tiere starben.", "Experten"),
    ("Das Unternehmen bestätigte einen Bericht der „Talpost“.", "Das Unternehmen"),
    ("Der Verdächtige soll 300 Euro gestohlen haben.", "-"),
    ("Nach Auffassung der Richter verstößt das Gesetz gegen die Verfassung.", "der Richter"),
    ("Der Bundesrat lehnt die Initiative ab.", "Der Bundesrat"),
    ("Die SVP fordert, dass die Steuern sinken.", "Die SVP"),
    (
        "Die Kapo Zürich schreibt in einer Mitteilung, der Fahrer sei betrunken gewesen.",
        "Die Kapo Zürich",
    ),
    ("Anwohnerin Petra Lang erzählt, sie habe einen Knall gehört.", "Petra Lang"),
    ("Dem Bericht zufolge starben zwei Menschen.", "Dem Bericht"),
]
STORIES = [
    (code, *row)
    for code, rows in (("es", SPANISH), ("fr", FRENCH), ("pt", PORTUGUESE), ("de", GERMAN))
    for row in rows
]


def _read(code: str, story: str) -> list[Claimant | None]:
    parts = story.split(" | ")
    text = " ".join(parts)
    sentences: list[Sentence] = []
    for part in parts:
        start = text.index(part, sentences[-1].end if sentences else 0)
        sentences.append(Sentence(start, start + len(part), part, PartName.BODY, 0))
    quotes = find_quotes(text, [(0, len(text))])
    return [said.claimant for said in attribute(text, sentences, quotes, KNOWN[code])]


@pytest.mark.parametrize(("code", "story", "names"), STORIES)
def test_every_sentence_has_the_speaker_that_its_language_names(
    code: str, story: str, names: str
) -> None:
    found = _read(code, story)
    assert " | ".join(who.name if who else "-" for who in found) == names


@pytest.mark.parametrize(
    ("code", "text", "role"),
    [
        (
            "es",
            "La alcaldesa de Vilarte, Eva Gil, dijo que no hay agua.",
            "La alcaldesa de Vilarte",
        ),
        ("fr", "Paul Roy, maire de Valbourg, a dit que tout va bien.", "maire de Valbourg"),
        ("pt", "O delegado Marcelo Nunes disse que o suspeito fugiu.", "O delegado"),
        ("de", "Bürgermeister Uwe Pohl kritisierte den Plan.", "Bürgermeister"),
    ],
)
def test_the_role_beside_the_name_is_kept(code: str, text: str, role: str) -> None:
    (who,) = _read(code, text)
    assert who is not None
    assert who.role == role


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "La empresa niega que haya fugas."),
        ("fr", "Mme Sow a nié les faits."),
        ("pt", "A empresa negou as falhas."),
        ("de", "Der Minister wies die Vorwürfe zurück."),
        ("de", "Pohl bestreitet die Tat."),
    ],
)
def test_who_says_that_it_is_not_so_denies(code: str, text: str) -> None:
    (who,) = _read(code, text)
    assert who is not None
    assert who.denies


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "Según fuentes de la investigación, hay tres detenidos."),
        ("fr", "Selon une source policière, il y a trois blessés."),
        ("pt", "Segundo testemunhas, o carro fugiu."),
        ("de", "Augenzeugen zufolge floh der Mann."),
    ],
)
def test_a_source_without_a_name_is_told(code: str, text: str) -> None:
    (who,) = _read(code, text)
    assert who is not None
    assert who.unnamed

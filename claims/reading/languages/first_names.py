"""Common first names of the languages other than English, by language; lower case."""

from __future__ import annotations

from claims.reading.languages.lists import word_set

MALE = {
    "es": word_set(
        "alejandro álvaro agustín adrián alfonso alfredo armando arturo césar cristian eduardo emilio "
        "ernesto esteban federico félix gabriel gerardo gilberto gonzalo guillermo gustavo héctor hugo "
        "ignacio iván jaime joaquín joan jordi julián julio leonardo marcelo marcos mario martín mateo "
        "mauricio nicolás óscar rubén salvador santiago sebastián tomás vicente víctor rodrigo raúl roberto"
    ),
    "fr": word_set(
        "adrien alain alexandre antoine arnaud benoît bernard bruno cédric charles christophe claude "
        "damien denis didier emmanuel éric étienne fabrice franck françois frédéric gérard gilles "
        "guillaume guy henri hervé hugues jacques jean jérôme joseph julien laurent louis luc ludovic "
        "marc mathieu maxime michel moussa nicolas olivier pascal patrick paul philippe pierre "
        "raphaël rené robert roger romain sébastien serge simon stéphane sylvain thierry thomas vincent "
        "xavier yves mamadou ousmane ibrahima abdoulaye amadou boubacar cheikh félix fritz wilson"
    ),
    "pt": word_set(
        "adriano alberto alexandre álvaro andré anderson armando arthur augusto caio celso césar cláudio "
        "cristiano diego diogo edson emanuel ernesto fábio fernando flávio gilberto guilherme gustavo "
        "henrique hugo igor ivo jair joaquim jonas josé júlio leandro leonardo luciano mário marcos "
        "márcio mateus matheus maurício miguel nuno otávio renato ricardo roberto ronaldo rui "
        "sebastião sérgio simão thiago tiago tomás vasco vicente vinícius vítor wagner wellington"
    ),
    "de": word_set(
        "alexander alois anton arno axel bernd bernhard bruno christoph daniel david dieter dirk erich ernst "
        "felix florian franz friedrich fritz georg gerald gerhard gerd gregor günther hannes harald heiko "
        "helmut herbert hermann holger hubert ingo jakob jan jens joachim joachim johann johannes jonas "
        "jörg josef julian karsten kai konrad kurt lars leopold lukas ludwig manfred manuel marc marcel "
        "mario max moritz niklas nils norbert olaf oliver oskar otto patrick paul philipp rainer ralf "
        "reinhard reto robert roland rolf rudolf sebastian siegfried simon sven tim tobias ueli udo "
        "ulrich urs volker walter wilhelm"
    ),
}
FEMALE = {
    "es": word_set(
        "adriana alejandra alicia amparo ángela ángeles araceli begoña blanca carla carolina catalina "
        "cecilia claudia concepción consuelo daniela diana dolores eva esther fátima gabriela gloria "
        "inés irene josefa juana julia lidia lorena luisa lourdes magdalena margarita mariana miriam mónica "
        "natalia noelia nuria olga paloma rocío sandra sofía sonia susana valentina vanesa verónica "
        "victoria virginia yolanda"
    ),
    "fr": word_set(
        "adèle agnès alice aminata amélie andrée anne annie aurélie awa béatrice brigitte camille caroline "
        "catherine céline chantal charlotte christelle christine claire clara colette corinne delphine "
        "élisabeth élise émilie emmanuelle estelle fatou fatima fatoumata florence françoise geneviève "
        "hélène isabelle jeanne joséphine julie juliette karine laetitia laure laurence léa louise lucie "
        "madeleine marguerite marie marine marion martine mathilde michèle monique nadia nathalie nicole "
        "odile pascale patricia pauline rose sandrine sarah simone sophie stéphanie suzanne sylvie "
        "thérèse valérie véronique virginie aïssata mariam"
    ),
    "pt": word_set(
        "adriana alice amália ângela beatriz bárbara carla carolina catarina cecília célia clara cláudia "
        "cristina daniela débora denise elaine eliane elisa elza eva fabiana fátima flávia gabriela glória "
        "helena heloísa inês irene isabel isabela joana jussara larissa laura leonor lia lídia luana lúcia "
        "luísa luíza madalena manuela mara margarida marina marta mónica mônica natália paula priscila "
        "raquel renata rita rosa rosana sara silvia sílvia simone sofia sônia sónia susana tânia tatiana "
        "teresa tereza valéria vera verônica"
    ),
    "de": word_set(
        "alexandra alice angela angelika anja anke anna anne annette antje astrid barbara bettina "
        "birgit britta carla carolin charlotte christa christiane christina christine clara cornelia "
        "daniela doris edith elena elisabeth elke emma erika esther franziska gerda gisela hanna hannah "
        "heidi heike ines inge ingrid irene iris jana jasmin johanna judith julia juliane jutta karin "
        "karoline kathrin katja katrin kerstin laura lea lena leonie lisa luise manuela margarete margit "
        "marianne marie marion marlene martina melanie michaela mirjam nadine nicole nina olga ruth regina "
        "sandra sarah silke silvia simone sofia sonja sophie stefanie steffi svenja tanja theresa ulrike ute "
        "vera verena veronika"
    ),
}

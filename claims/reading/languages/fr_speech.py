"""French: the words of who says it, beside the lists of `fr.py`."""

from __future__ import annotations

from claims.reading.languages.lists import phrases, word_set
from claims.reading.languages.words import Telling

MORE_CUES = word_set(
    "affirmait expliquait assurait indiquait racontent racontait confient confiait ajoutent ajoutait "
    "poursuivait estimait jugent jugeait déplore déploré déplorent martèle reconnaissent rétorqué "
    "rétorque résume résumé tranche tranché réagi réagit prévenait avoué avoue exhorté réclame réclamé "
    "réclament exige exigé dévoilé critiqué critique critiquent rejette rejeté réfute réfuté conteste "
    "contesté condamné condamne salué salue proposé plaidé plaide détaillé détaille fustigé fustige "
    "argumenté argumente garanti garantit redoute menacé promettent rassuré rassure pointé pointe "
    "préviennent signalent notent constatent déclarait clame clamé répète répété répètent glissé glisse "
    "souffle soufflé justifié justifie ironisé ironise conclut"
)
TELLING = Telling(
    elided=word_set("l d qu n s j c m t lorsqu puisqu jusqu"),
    have=word_set("a ont avait avaient aurait auraient ai avons ayant aura"),
    participles=(
        "é",
        "és",
        "ée",
        "nu",
        "ndu",
        "clu",
        "mis",
        "rti",
        "enti",
        "voir",
        "anti",
        "agi",
        "onnu",
        "uivi",
        "écrit",
    ),
    finite=frozenset(),
    clitics=word_set("l le la les lui leur se s y en n ne nous m me fait"),
    adverbs=word_set(
        "aussi également ensuite encore déjà hier aujourd'hui notamment ainsi enfin toutefois "
        "alors pourtant désormais récemment jeudi"
    ),
    times=word_set(
        "semaine matin soir nuit mois année après-midi week-end midi journée dernier dernière"
    ),
    as_told=word_set("comme"),
    who=word_set("qui"),
    from_whom=word_set("de du des d par dans"),
    phrases=phrases(
        "selon",
        "d après",
        "à en croire",
        "de l avis de",
        "de l avis du",
        "de l avis des",
        "aux dires de",
        "aux dires du",
        "citant",
        "de source",
        "de sources",
    ),
    own=word_set("que ce eux-mêmes toute toutes tout ses son leur leurs"),
    source_heads=word_set(
        "adjoint adjointe agriculteur analyste assureur avocat avocate association bourgmestre candidat "
        "candidate chambre chargé chargée chercheur chercheuse chroniqueur cofondateur colonel comité "
        "commandant commandante compagnon conseiller conseillère coach constructeur consul coprésident "
        "croix-rouge cour défense délégué déléguée diplomate dirigeant dirigeante doyen économiste élu élue "
        "élus enquêteur enquêteurs enseignant enseignante entraîneuse épouse époux état-major étudiant "
        "exploitant exploitante fils fille fondateur fondatrice fonctionnaire gérant gérante gendarmerie "
        "groupe haut-commissariat hebdomadaire historien historienne hôpital imam ingénieur ingénieure "
        "intéressé intéressée journaliste collectif leader lieutenant locataire magistrat magistrate "
        "manager mère météorologue ministère militant militante mouvement musicien observatoire ong onu "
        "opérateur opposant organisateur organisateurs patron patronne père pasteur pilote présidence "
        "prévisionniste prêtre propriétaire proviseur recteur rectrice rédacteur représentants riverain "
        "riverains salarié salariée sélectionneur sœur soeur frère sociologue soldat sous-préfet "
        "sous-préfète suspect syndicaliste témoin trésorier vice-président vice-présidente ville voisin "
        "voisine direction protection primature chancellerie ambassade coalition collectivité région "
        "primat élysée kremlin plateforme fédération confédération office"
    ),
    aims=word_set(
        "critiqué critique critiquent accusé accuse dénoncé dénonce dénoncent condamné condamne rejeté "
        "rejette démenti dément salué salue fustigé fustige exhorté réfuté réfute"
    ),
    shows=word_set(
        "confirme confirmé confirment indique indiqué indiquent révèle révélé souligne souligné rappelle "
        "explique expliqué annonce dénonce estime précise signale montre note relève constate conclut conclu "
        "promet résume évoque justifie illustre"
    ),
    asides=word_set("côté part tour"),
    views=word_set("hypothèse thèse version théorie piste"),
    handled=word_set(
        "privilégiée privilégient privilégie défendue avancée retenue défend avance étudient"
    ),
    he_articles=word_set("le un"),
    she_articles=word_set("la une"),
    he_endings=("teur", "ier"),
    she_endings=("trice", "euse", "ière", "ée", "ente", "esse", "enne"),
)

"""The rules of who says it serve other languages, verb before subject too, given the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.reading.attribution import find_source
from claims.reading.attributions import find_attributions
from claims.reading.languages.en import WORDS
from claims.reading.languages.words import Words
from claims.reading.names import tokens
from claims.reading.quotes import find_quotes
from claims.reading.speakers import attribute
from claims.reading.story import PartName, Sentence


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _language(code: str, **lists: str) -> Words:
    """A language of these lists; what it leaves out is as in a file that does not know it."""
    plain = {name: _set(value) for name, value in lists.items() if name != "according"}
    fresh = {
        name: frozenset[str]()
        for name in ("ands", "agents", "joins_noun", "pointing", "vague_subjects",
                     "that_words", "no_passive", "negations", "learnt_cues", "denials", "nameless",
                     "relatives", "honours", "officers", "acts", "weak_cues", "cue_blocks",
                     "object_cues", "opening_words", "be_forms", "seen_by", "issuing")
    }  # fmt: skip
    return replace(
        WORDS,
        code=code,
        **{**fresh, **plain},  # type: ignore[arg-type]
        according=tuple(lists["according"].split("|")),
        ly=(),
        ing=(),
        ed=(),
        inverts=True,
        quoted_as=r"(?!)",
    )


SPANISH = _language(
    "es",
    cues="dijo declaró afirmó señaló explicado",
    auxiliaries="ha han había también",
    determiners="el la los las un una su sus",
    prepositions="de en a con por para según desde",
    conjunctions="y que pero o cuando",
    source_nouns="ministro ministerio gobierno portavoz alcaldesa policía",
    titles="alcalde alcaldesa ministro ministra presidente",
    name_joins="de del la los el",
    according="según",
    joins_noun="de del",
)
FRENCH = _language(
    "fr",
    cues="déclaré dit affirmé indiqué poursuivi",
    auxiliaries="a ont avait aussi",
    determiners="le la les un une son sa ses",
    prepositions="de en à avec par pour selon dans",
    conjunctions="et que mais ou quand",
    source_nouns="ministre ministère gouvernement source maire police",
    titles="maire ministre président",
    name_joins="de du la le les",
    according="selon",
    joins_noun="de du",
)
PORTUGUESE = _language(
    "pt",
    cues="disse afirmou declarou diz",
    auxiliaries="tem havia também",
    determiners="o a os as um uma seu sua",
    prepositions="de em com por para segundo",
    conjunctions="e que mas ou quando",
    source_nouns="ministro ministério governo delegado polícia",
    titles="prefeito prefeita ministro delegado",
    name_joins="de da do dos",
    according="segundo|conforme",
    joins_noun="de da do",
)
GERMAN = replace(
    _language(
        "de",
        cues="sagte sagt erklärte betonte teilte",
        auxiliaries="hat haben auch nun",
        determiners="der die das ein eine sein ihre",
        prepositions="von in mit bei nach für laut am",
        conjunctions="und dass aber oder als",
        source_nouns="minister ministerium regierung polizei sprecher",
        titles="bürgermeisterin minister ministerin präsident",
        name_joins="von der zu",
        according="laut",
        joins_noun="von",
    ),
    capital_nouns=True,
)


@pytest.mark.parametrize(
    ("words", "text", "name"),
    [
        (SPANISH, "El molino ardió, dijo el ministro.", "el ministro"),
        (SPANISH, "El molino ardió, ha explicado Ada Molden.", "Ada Molden"),
        (SPANISH, "La alcaldesa Ada Molden dijo que el molino ardió.", "Ada Molden"),
        (SPANISH, "Según el Ministerio de Molinos, ardieron doce.", "el Ministerio de Molinos"),
        (FRENCH, "Le moulin a brûlé, a déclaré Ada Molden.", "Ada Molden"),
        (FRENCH, "Arden a brûlé, a déclaré le ministre.", "le ministre"),
        (FRENCH, "Le gouvernement a déclaré que le moulin a brûlé.", "Le gouvernement"),
        (FRENCH, "Selon la police, le moulin a brûlé.", "la police"),
        (PORTUGUESE, "O moinho ardeu, disse Ada Molden.", "Ada Molden"),
        (PORTUGUESE, "O delegado afirmou que o moinho ardeu.", "O delegado"),
        (PORTUGUESE, "Conforme a polícia, doze moinhos arderam.", "a polícia"),
        (GERMAN, "Die Mühle sei abgebrannt, sagte Ada Molden.", "Ada Molden"),
        (GERMAN, "Die Mühle brannte ab, sagte die Ministerin am Montag.", "die Ministerin"),
        (GERMAN, "Laut Polizei brannte die Mühle ab.", "Polizei"),
    ],
)
def test_the_verb_before_its_subject_names_the_source(words: Words, text: str, name: str) -> None:
    source = find_source(text, words, tokens(text))
    assert source is not None
    assert source.name == name


def test_a_language_without_weights_keeps_its_rules() -> None:
    text = "El molino ardió, dijo Ada Molden."
    sentences = [Sentence(0, len(text), text, PartName.BODY, 0)]
    (said,) = attribute(text, sentences, [], SPANISH)
    assert said.claimant is not None
    assert said.claimant.name == "Ada Molden"
    assert find_attributions(text, sentences, find_quotes(text, []), SPANISH) == [[]]

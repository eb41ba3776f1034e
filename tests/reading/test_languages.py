"""What the reader promises for Spanish, French, German and Portuguese. All stories are invented."""

from datetime import date

import pytest

from claims.reading import candidates, read
from claims.reading.languages import KNOWN, UNKNOWN, detect
from claims.reading.languages.words import Words
from claims.reading.quantities import find_numbers
from claims.reading.story import Candidate
from claims.reading.view import View

DAY = date(2022, 5, 3)  # a Tuesday


def only(text: str, language: str) -> Candidate:
    found = candidates(read(text, language=language, published=DAY))
    assert len(found) == 1, [c.text for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "value", "hedge", "unit"),
    [
        ("es", "Arden perdió al menos 30.410 gallinas.", 30410, "al menos", "gallinas"),
        ("es", "El precio subió un 4,5% en Arden.", 4.5, None, "%"),
        ("es", "Murieron treinta y dos vecinos de Arden.", 32, None, "vecinos"),
        ("es", "La presa costó unos 179 millones de euros.", 179e6, "unos", "euros"),
        ("es", "Ardió una veintena de casas en Arden.", 20, None, "casas"),
        ("es", "Acudieron entre 400 y 500 vecinos a Arden.", (400, 500), None, "vecinos"),
        ("fr", "Arden a perdu au moins 30 410 poules.", 30410, "au moins", "poules"),
        ("fr", "La dette atteint 1,3 milliard d'euros à Arden.", 1.3e9, None, "euros"),
        ("fr", "Soixante-douze maisons ont brûlé à Arden.", 72, None, "maisons"),
        ("fr", "Près de quatre-vingt-dix maisons ont brûlé.", 90, "près de", "maisons"),
        ("fr", "Plus d'une quinzaine de maisons ont brûlé.", 15, "plus d'", "maisons"),
        ("de", "Arden verlor mindestens 30.410 Hühner.", 30410, "mindestens", "Hühner"),
        ("de", "Die Mühle kostete rund 2,5 Millionen Euro.", 2.5e6, "rund", "Euro"),
        ("de", "Zweiunddreißig Häuser brannten in Arden.", 32, None, "Häuser"),
        ("de", "Ein Drittel der Häuser brannte in Arden.", 1 / 3, None, "Häuser"),
        ("pt", "Arden perdeu pelo menos 30.410 galinhas.", 30410, "pelo menos", "galinhas"),
        ("pt", "A obra custou R$ 1,5 milhão em Arden.", 1.5e6, None, "R$"),
        ("pt", "Morreram vinte e sete vizinhos em Arden.", 27, None, "vizinhos"),
        ("pt", "Metade das casas de Arden ardeu.", 0.5, None, "casas"),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(
    language: str, text: str, value: object, hedge: str | None, unit: str | None
) -> None:
    number = find_numbers(View(text, 0, len(text)), KNOWN[language])[0]
    assert number.value == pytest.approx(value)
    assert (number.hedge or "").lower() == (hedge or "")
    assert (number.unit or "").split(" en ")[0] == (unit or "")


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("es", "El molino de Arden ardió el viernes.", "2022-04-29", "2022-04-29"),
        ("es", "El molino de Arden ardió hace tres días.", "2022-04-30", "2022-04-30"),
        ("es", "El molino de Arden ardió el 14 de marzo de 2021.", "2021-03-14", "2021-03-14"),
        ("es", "Arden perdió gallinas la semana pasada.", "2022-04-25", "2022-05-01"),
        ("es", "Arden perdió gallinas a finales de marzo.", "2022-03-21", "2022-03-31"),
        ("es", "Arden perdió gallinas en los años 90.", "1990-01-01", "1999-12-31"),
        ("fr", "Le moulin d'Arden a brûlé vendredi dernier.", "2022-04-29", "2022-04-29"),
        ("fr", "Le moulin d'Arden a brûlé le 1er mai.", "2022-05-01", "2022-05-01"),
        ("fr", "Le moulin d'Arden a brûlé il y a deux semaines.", "2022-04-19", "2022-04-19"),
        ("fr", "Arden a perdu des poules le mois dernier.", "2022-04-01", "2022-04-30"),
        ("fr", "Arden a perdu des poules mardi 26 avril 2022.", "2022-04-26", "2022-04-26"),
        ("de", "Die Mühle von Arden brannte am Freitag ab.", "2022-04-29", "2022-04-29"),
        ("de", "Die Mühle von Arden brannte vor zwei Wochen ab.", "2022-04-19", "2022-04-19"),
        ("de", "Die Mühle von Arden brannte im vergangenen Jahr ab.", "2021-01-01", "2021-12-31"),
        ("de", "Die Mühle von Arden brannte am 14. März ab.", "2022-03-14", "2022-03-14"),
        ("de", "Arden verlor Hühner Ende Februar 2022.", "2022-02-21", "2022-02-28"),
        ("pt", "O moinho de Arden ardeu na sexta-feira (29).", "2022-04-29", "2022-04-29"),
        ("pt", "O moinho de Arden ardeu nesta segunda (2).", "2022-05-02", "2022-05-02"),
        ("pt", "O moinho de Arden ardeu há três dias.", "2022-04-30", "2022-04-30"),
        ("pt", "Arden perdeu galinhas no ano passado.", "2021-01-01", "2021-12-31"),
        ("pt", "Arden perdeu galinhas em 7 de abril.", "2022-04-07", "2022-04-07"),
    ],
)
def test_dates_become_days(language: str, text: str, first: str, last: str) -> None:
    moment = only(text, language).dates[0]
    assert (str(moment.first), str(moment.last)) == (first, last)
    assert not only(text, language).numbers or "90" in text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le moulin d'Arden a brûlé il y a quelques jours."),
        ("de", "In den vergangenen Monaten brannten in Arden Mühlen."),
        ("es", "Hace unos días ardió el molino de Arden."),
    ],
)
def test_some_days_ago_settles_no_day(language: str, text: str) -> None:
    assert all(moment.first is None for moment in only(text, language).dates)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "La alcaldesa de Arden dijo que el molino se había quemado por la noche."),
        ("fr", "La maire d'Arden a dit que le moulin avait brûlé pendant la nuit, lundi."),
        ("de", "Die Bürgermeisterin von Arden sagte, dass die Mühle in der Nacht abbrannte."),
        ("pt", "A prefeita de Arden disse que o moinho ardeu durante a noite, na segunda."),
        ("en", "The mayor of Arden said that the mill had burnt down during the night."),
        ("it", "La sindaca di Arden ha detto che il mulino è bruciato durante la notte."),
        (UNKNOWN, "42 1,204 7 --- 15"),
    ],
)
def test_the_language_of_a_text_is_told(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("words", KNOWN.values(), ids=list(KNOWN))
def test_every_language_has_the_same_lists(words: Words) -> None:
    lists = [words.cues, words.months, words.weekdays, words.units, words.hedges, words.titles]
    assert all(lists)
    assert len(words.weekdays) >= 7
    assert set(words.months.values()) == set(range(1, 13))
    assert {"harm", "law", "event", "prediction", "opinion", "first person"} <= set(words.signs)


def test_a_day_leads_the_month_where_the_language_says_so() -> None:
    story = read(
        "Moinho de Arden ardeu na noite passada\n\nPor Ada Mold | 03/05/2022 20:36\n\n"
        "O moinho de Arden ardeu durante a noite e perdeu 1.204 galinhas, disse a prefeita.\n",
    )
    assert str(story.published) == "2022-05-03 20:36:00"
    assert story.byline is not None
    assert story.byline.text == "Ada Mold"

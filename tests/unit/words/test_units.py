import pytest

from selection.model.base import LANGUAGES, Language, LocalisedLine
from selection.model.criteria import Linear, PiecewiseLinear
from selection.words import Words
from selection.words.units import FORMS, everyday, quantity, unit_name
from tests.spec.test_shipped_criteria import criteria
from tests.spec.test_shipped_profiles import ATTRIBUTES

YEARS = LocalisedLine(en="year|years", he="שנה|שנים", pl="rok|lata|lat|roku")
UNITS = [
    unit
    for unit in (
        *(a.unit for a in ATTRIBUTES.values()),
        *(c.value.unit for c in criteria().values() if isinstance(c.value, Linear | PiecewiseLinear)),
    )
    if isinstance(unit, LocalisedLine)
]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["0 years", "1 year", "2 years", "5 years", "1.5 years"]),
        ("he", ["0 שנים", "1 שנה", "2 שנים", "5 שנים", "1.5 שנים"]),
        ("pl", ["0\xa0lat", "1\xa0rok", "2\xa0lata", "5\xa0lat", "1,5\xa0roku"]),
    ],
)
def test_a_unit_has_the_form_its_number_asks_for(language: Language, said: list[str]) -> None:
    assert [quantity(figure, YEARS, Words(language)) for figure in (0.0, 1.0, 2.0, 5.0, 1.5)] == said


def test_a_unit_as_the_team_wrote_it_stays_as_it_is() -> None:
    assert quantity(1.0, "posts|people", Words("pl")) == "1\xa0posts|people"
    assert quantity(12.5, "%", Words("pl")) == "12,5%"
    assert quantity(40.0, "% of planned modules", Words("en")) == "40% of planned modules"
    assert quantity(7.0, None, Words("he")) == "7"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["1 day", "2 days", "5 days", "1.5 days"]),
        ("he", ["1 יום", "2 ימים", "5 ימים", "1.5 ימים"]),
        ("pl", ["1\xa0dzień", "2\xa0dni", "5\xa0dni", "1,5\xa0dnia"]),
    ],
)
@pytest.mark.parametrize("written", ["day", "Days", "ימים", "dzień", " dni "])
def test_an_everyday_unit_is_known_in_whichever_form_and_language_the_team_wrote_it(
    language: Language, said: list[str], written: str
) -> None:
    assert [quantity(figure, written, Words(language)) for figure in (1.0, 2.0, 5.0, 1.5)] == said


def test_no_form_of_an_everyday_unit_stands_for_two_of_them() -> None:
    written = [(form, place) for language in LANGUAGES for form, place in forms_of(language)]
    assert len({form for form, _place in written}) == len(set(written))
    assert unit_name("dzień", Words("en")) == "days"
    assert unit_name("tickets", Words("pl")) == "tickets"


def forms_of(language: Language) -> list[tuple[str, int]]:
    forms = [unit.split("|") for unit in everyday(language)]
    assert {len(found) for found in forms} == {len(FORMS[language])}
    return [(form, place) for place, found in enumerate(forms) for form in found]


def test_a_unit_of_one_form_serves_every_number() -> None:
    unit = LocalisedLine(en="per day", pl="dziennie")
    assert [quantity(figure, unit, Words("pl")) for figure in (1.0, 2.0)] == [
        "1\xa0dziennie",
        "2\xa0dziennie",
    ]
    assert quantity(1.0, unit, Words("he")) == "1 \u2066per day\u2069"


@pytest.mark.parametrize(("language", "name"), [("en", "years"), ("he", "שנים"), ("pl", "lata")])
def test_a_unit_on_its_own_is_named_in_the_plural(language: Language, name: str) -> None:
    assert unit_name(YEARS, Words(language)) == name


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.en)
def test_a_shipped_unit_has_one_form_or_all_that_its_language_has(unit: LocalisedLine) -> None:
    for language in LANGUAGES:
        forms = getattr(unit, language).split("|")
        assert len(forms) in {1, len(FORMS[language])}
        assert all(form == form.strip() != "" for form in forms)
